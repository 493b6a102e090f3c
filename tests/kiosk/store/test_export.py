"""By USB stick from a hall whose line is down: nothing lost, nothing doubled, and no trust in the stick."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.envelope import SealedApplication
from kiosk.store.export import ImportReport, Refusal, Refused, export_items, import_items
from kiosk.store.outbox import Outbox
from kiosk.store.states import OutboxState
from tests.kiosk.store.hall import MORNING, application, small_station


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Outbox]:
    """The machine with a line, to which the stick is carried."""
    outbox = Outbox(small_station(tmp_path / "elsewhere"))
    yield outbox
    outbox.database.close()


@pytest.fixture
def stick(outbox: Outbox, tmp_path: Path) -> Path:
    """A stick with the applications "one" and "two"."""
    for name in ("one", "two", "signed"):
        outbox.add(application(name), MORNING)
    outbox.receipted("signed", "jws", None, None, None, None, MORNING)
    path = tmp_path / "stick.zip"
    assert export_items(outbox, path, MORNING) == 2
    return path


def attachments_of(outbox: Outbox) -> list[str]:
    """What the attachments of "one" are called on the stick."""
    one = outbox.load("one", MORNING)
    assert isinstance(one, SealedApplication)
    return [f"attachments/{part.sha256}" for part in one.attachments]


def rewritten(stick: Path, name: str, content: bytes | None, method: int = zipfile.ZIP_STORED) -> Path:
    """The stick with one file in it changed, or gone."""
    path = stick.with_name("changed.zip")
    with zipfile.ZipFile(stick) as old, zipfile.ZipFile(path, "w", method) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
            elif content is not None:
                new.writestr(name, content)
    return path


def test_everything_unsent_arrives_byte_for_byte_and_once(
    outbox: Outbox, elsewhere: Outbox, stick: Path
) -> None:
    assert import_items(elsewhere, stick, MORNING) == ImportReport(("one", "two"), (), ())
    assert elsewhere.load("one", MORNING) == outbox.load("one", MORNING)
    assert import_items(elsewhere, stick, MORNING) == ImportReport((), ("one", "two"), ())
    assert elsewhere.counts()[OutboxState.QUEUED] == 2
    assert outbox.counts()[OutboxState.QUEUED] == 2, "what is on the stick stays in the queue here"


def test_what_is_wrong_on_the_stick_is_named_and_the_rest_goes_in(elsewhere: Outbox, stick: Path) -> None:
    damaged = rewritten(stick, "sealed/one", b"jinban-sealed-1 0 {}\nx")
    report = import_items(elsewhere, damaged, MORNING)
    assert report == ImportReport(("two",), (), (Refused("sealed/one", Refusal.DAMAGED),))


def test_a_missing_or_changed_attachment_is_named(outbox: Outbox, elsewhere: Outbox, stick: Path) -> None:
    names = attachments_of(outbox)
    gone = import_items(elsewhere, rewritten(stick, names[0], None), MORNING)
    assert gone.refused == (Refused(names[0], Refusal.MISSING),)
    changed = import_items(elsewhere, rewritten(stick, names[1], b"?" * 2048), MORNING)
    assert changed.refused == (Refused("sealed/one", Refusal.DAMAGED),)
    assert elsewhere.get("one") is None


def test_a_bomb_is_not_unpacked(outbox: Outbox, elsewhere: Outbox, stick: Path) -> None:
    name = attachments_of(outbox)[0]
    bomb = rewritten(stick, name, bytes(80 << 20), zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 1 << 20
    assert import_items(elsewhere, bomb, MORNING).refused == (Refused(name, Refusal.TOO_LARGE),)


def test_a_bomb_that_lies_about_its_size_is_named(outbox: Outbox, elsewhere: Outbox, stick: Path) -> None:
    name = attachments_of(outbox)[0]
    bomb = rewritten(stick, name, bytes(80 << 20), zipfile.ZIP_DEFLATED)
    content = bomb.read_bytes()
    bomb.write_bytes(content.replace((80 << 20).to_bytes(4, "little"), (2048).to_bytes(4, "little")))
    assert import_items(elsewhere, bomb, MORNING).refused == (Refused(name, Refusal.DAMAGED),)


def test_a_file_that_is_no_export_is_named(elsewhere: Outbox, stick: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.zip"
    letter.write_bytes(b"dear hall")
    assert import_items(elsewhere, letter, MORNING).refused == (Refused("letter.zip", Refusal.NOT_AN_EXPORT),)
    index = rewritten(stick, "index.json", json.dumps({"format": "other"}).encode())
    assert import_items(elsewhere, index, MORNING).refused == (Refused(index.name, Refusal.INDEX_DAMAGED),)


def test_an_id_with_another_content_does_not_replace_ours(elsewhere: Outbox, stick: Path) -> None:
    ours = application("one")
    elsewhere.add(ours, MORNING)
    report = import_items(elsewhere, stick, MORNING)
    assert report.refused == (Refused("sealed/one", Refusal.OTHER_CONTENT),)
    assert elsewhere.load("one", MORNING) == ours


def test_an_id_that_climbs_out_of_the_folder_goes_nowhere(elsewhere: Outbox, stick: Path) -> None:
    entry = {"id": "../../kiosk.db", "manifest_hash": "0" * 64}
    index = json.dumps({"format": "jinban-export-1", "applications": [entry]}).encode()
    report = import_items(elsewhere, rewritten(stick, "index.json", index), MORNING)
    assert report.refused == (Refused("sealed/../../kiosk.db", Refusal.MISSING),)
