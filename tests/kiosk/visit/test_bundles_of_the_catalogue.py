"""Every 一件事 of the city's catalogue, walked by its questions to the form, with many answers: no dead end."""

import functools
from pathlib import Path

import pytest

import config
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_item
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.going_on import question_of
from kiosk.visit.part import Part
from tests.kiosk.visit.counters import WHOLE
from tests.kiosk.visit.resident_at_the_kiosk import CHILD, Kiosk

CONTENT = Path(config.__file__).parent / "catalogue"
FILES = {
    file.read_text(encoding="utf-8").partition("\ncode: ")[2].split(maxsplit=1)[0]: file
    for file in sorted(CONTENT.glob("*/*.yaml"))
    if "\ncode: " in file.read_text(encoding="utf-8")
}


@functools.cache
def item_of(code: str) -> Item:
    """Only those that a bundle needs are read: there are hundreds."""
    read = read_item(FILES[code])
    assert isinstance(read, Item), read
    return read


BUNDLES = [item_of(code) for code in FILES if code.startswith("HK-YJS-")]
MOST_QUESTIONS = 30


def begin(bundle: Item) -> Kiosk:
    kiosk = Kiosk()
    parts = tuple(
        Part(item_of(code), f"AAAA-AAAA-AAAA-{number:04}-1") for number, code in enumerate(bundle.bundle)
    )
    kiosk.happens(e.Touched(), e.ItemChosen(bundle, WHOLE, parts), e.Continued())
    kiosk.happens(e.CardRead(CHILD, b""), e.Continued())
    return kiosk


def test_the_bundles_are_there() -> None:
    assert len(BUNDLES) >= 4
    assert max(len(bundle.bundle) for bundle in BUNDLES) == 10


@pytest.mark.parametrize("which", [0, 1, -1])
@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.code)
def test_the_questions_of_a_bundle_lead_on_and_none_is_asked_twice(bundle: Item, which: int) -> None:
    kiosk = begin(bundle)
    asked: list[str] = []
    for _ in range(MOST_QUESTIONS):
        if not isinstance(kiosk.visit.state, s.ChooseSituation):
            break
        question = kiosk.visit.state.question
        options = [option for option in question_of(kiosk.session, question).options if not option.delegate]
        assert options, question
        kiosk.happens(e.SituationChosen(options[min(which, len(options) - 1)].id))
        asked.append(question)
    assert len(asked) == len(set(asked)), asked
    assert isinstance(kiosk.visit.state, s.Certificates | s.FillForm | s.Ineligible)


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.code)
def test_each_field_of_a_bundle_is_asked_once(bundle: Item) -> None:
    kiosk = begin(bundle)
    while isinstance(kiosk.visit.state, s.ChooseSituation):
        question = question_of(kiosk.session, kiosk.visit.state.question)
        option = next(option for option in question.options if not option.delegate)
        kiosk.happens(e.SituationChosen(option.id))
    fields = [field.id for section in kiosk.session.sections(kiosk.now.today) for field in section.fields]
    assert fields
    assert len(fields) == len(set(fields))
    papers = [paper.material.id for paper in kiosk.session.needed(kiosk.now.today)]
    assert len(papers) == len(set(papers))
    kinds = {
        name: {
            str(field.kind)
            for part in kiosk.session.parts
            for field in part.service.fields()
            if field.id == name
        }
        for name in fields
    }
    mixed = {name: kind for name, kind in kinds.items() if len(kind) > 1}
    assert mixed == {}, "what is asked once must mean the same to each part"
