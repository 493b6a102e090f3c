"""朗读 on every screen of a visit: something is said, it is the screen's own words, and never anything of a person."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from devices.id_card.drawer import DRAWER
from kiosk.catalogue.words import Language
from kiosk.visit import event as e
from kiosk.visit import state as s
from tests.ui.screens.filed_journeys import JOURNEYS
from tests.ui.screens.hall_screen import HallScreen, HallVisit
from tests.ui.screens.visit_journeys import (
    ACCOUNT,
    PHONE,
    Journey,
    commitment,
    form,
    home_with_card,
    person,
    review,
)
from ui.read_aloud import ReadAloud
from ui.voice.spoken import PRIVATE, personal_words, spoken


class Voice:
    """Speaks nothing and remembers what it was asked; ``tell`` and ``hear`` are called by the test."""

    def __init__(self) -> None:
        self.read_out: list[tuple[str, ...]] = []
        self.looks: list[tuple[Language, bool]] = []
        self.stops = 0

    def read(self, sentences: Sequence[str], language: Language, *, large: bool) -> None:
        self.read_out.append(tuple(sentences))
        self.looks.append((language, large))

    def stop(self) -> None:
        self.stops += 1


def heard(hall: HallVisit) -> tuple[str, ...]:
    model = hall.model
    view = model.property("view")
    return spoken(str(model.property("screen")), view, personal_words(model.visit.session), "看屏幕")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_every_screen_is_heard_and_nobody_is_named(
    unseen: HallVisit, journey: Journey, language: Language
) -> None:
    journey(unseen)
    if not isinstance(unseen.model.visit.state, s.Attract):
        unseen.happen(e.LanguageChosen(language))
    said = heard(unseen)
    if unseen.model.property("screen") in PRIVATE:
        assert said == ("看屏幕",), "what is about one person from the title on is for the eyes alone"
    else:
        assert unseen.model.property("view")["title"] in said
    told = "".join("".join(said).split()).replace("12345", "")
    for one in map(person, DRAWER):
        for secret in (one.name, one.masked_name, one.id_number, one.masked_number, one.address or one.name):
            assert "".join(secret.split()) not in told
    for secret in (
        PHONE,
        ACCOUNT,
        PHONE[-4:],
        ACCOUNT[-4:],
        unseen.model.visit.session.application_id or PHONE,
    ):
        assert secret not in told
    assert "*" not in told


def test_the_greeting_is_not_read_but_the_question_is(unseen: HallVisit) -> None:
    home_with_card(unseen)
    assert unseen.model.property("view")["sentence"].startswith("您好，")
    assert heard(unseen)[0] == "您想办什么？"
    assert not any("您好" in sentence for sentence in heard(unseen))


def test_each_condition_of_the_commitment_is_heard_in_both_languages(unseen: HallVisit) -> None:
    commitment(unseen)
    for language in Language:
        unseen.happen(e.LanguageChosen(language))
        service = unseen.model.visit.session.service
        conditions = [text[language] for text in service.commitment]
        assert len(conditions) == 3
        assert [sentence for sentence in heard(unseen) if sentence in conditions] == conditions


def test_without_a_voice_or_a_loudspeaker_there_is_no_button(unseen: HallVisit) -> None:
    read_aloud = ReadAloud(unseen.model)
    read_aloud.set_well(True)
    read_aloud.toggle()
    assert read_aloud.property("text") == ""
    read_aloud.give_voice(Voice())
    assert read_aloud.property("text") == "朗读"
    read_aloud.set_well(False)
    assert read_aloud.property("text") == ""


def test_the_button_reads_the_screen_and_a_second_press_stops_it(unseen: HallVisit) -> None:
    review(unseen)
    voice, read_aloud = Voice(), ReadAloud(unseen.model)
    read_aloud.give_voice(voice)
    read_aloud.set_well(True)
    read_aloud.toggle()
    assert voice.read_out == [heard(unseen)]
    assert voice.looks == [(Language.ZH, False)]
    read_aloud.tell(True)
    assert read_aloud.property("text") == "停止"
    read_aloud.toggle()
    assert voice.stops == 1
    read_aloud.tell(False)
    assert read_aloud.property("text") == "朗读"


def test_large_mode_is_read_more_slowly(unseen: HallVisit) -> None:
    review(unseen)
    unseen.look(Language.EN, large=True)
    voice, read_aloud = Voice(), ReadAloud(unseen.model)
    read_aloud.give_voice(voice)
    read_aloud.toggle()
    assert voice.looks == [(Language.EN, True)]


def test_leaving_the_screen_silences_it(unseen: HallVisit) -> None:
    review(unseen)
    voice, read_aloud = Voice(), ReadAloud(unseen.model)
    read_aloud.give_voice(voice)
    unseen.pass_time(1)
    assert voice.stops == 0
    unseen.happen(e.WentBack())
    assert voice.stops == 1


def test_the_next_page_of_the_form_silences_the_one_before(unseen: HallVisit) -> None:
    form(unseen)
    voice, read_aloud = Voice(), ReadAloud(unseen.model)
    read_aloud.give_voice(voice)
    unseen.happen(e.FieldAnswered("phone", PHONE))
    assert voice.stops == 0
    unseen.happen(e.Continued())
    assert voice.stops == 1


def test_another_language_silences_the_one_before(unseen: HallVisit) -> None:
    review(unseen)
    voice, read_aloud = Voice(), ReadAloud(unseen.model)
    read_aloud.give_voice(voice)
    read_aloud.set_well(True)
    unseen.happen(e.LanguageChosen(Language.EN))
    assert voice.stops == 1
    assert read_aloud.property("text") == "Listen"


def test_the_end_of_the_visit_and_the_wipe_silence_it(unseen: HallVisit) -> None:
    review(unseen)
    voice, read_aloud = Voice(), ReadAloud(unseen.model)
    read_aloud.give_voice(voice)
    unseen.happen(e.Left())
    at_farewell = voice.stops
    assert at_farewell >= 1
    unseen.model.wiped.emit()
    assert voice.stops == at_farewell + 1


def test_who_listens_to_a_long_text_is_not_timed_out(hall: HallScreen) -> None:
    commitment(hall)
    hall.pass_time(95)
    assert hall.model.visit.warned
    hall.shell.read_aloud.hear()
    hall.until(lambda: not hall.model.visit.warned)


def test_the_button_on_the_screen_reads_it(hall: HallScreen) -> None:
    review(hall)
    voice = Voice()
    hall.shell.read_aloud.give_voice(voice)
    hall.shell.read_aloud.set_well(True)
    button = next(item for item in hall.shown() if item.objectName() == "readAloud")
    hall.tap(button)
    assert voice.read_out == [heard(hall)]
    hall.look(Language.ZH, large=True)
    hall.settle()
    assert button.mapToScene(QPointF(0, 0)).x() < 0.4 * 1080
    hall.until(lambda: not any(cover.objectName() == "unread" for cover in hall.shown()))
    point = button.mapToScene(QPointF(8, 40)).toPoint()
    QTest.mouseClick(
        hall.shell.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )  # where the staff's hidden door lies under it
    assert len(voice.read_out) == 2
    hall.shell.read_aloud.set_well(False)
    assert not any(item.objectName() == "readAloud" for item in hall.shown())
