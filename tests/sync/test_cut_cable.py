"""However the cable fails, every application reaches the platform once, with all its pages, and none is lost."""

from collections.abc import Iterator

import pytest

import sync.channel
from kiosk.store.states import OutboxState
from sync.link import Line
from tests.sync.cable import Cable, Fault, cable_to
from tests.sync.hall import CANARIES, Hall, hall_with_platform

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with hall_with_platform(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture(scope="module")
def cable(hall: Hall) -> Iterator[Cable]:
    with cable_to(hall.settings.platform_url) as cable:
        yield cable


@pytest.fixture(autouse=True)
def short_deadlines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync.channel, "DEADLINE_S", 0.4)


def settled(hall: Hall, number: str) -> None:
    assert hall.state(number) is OutboxState.PURGED
    assert hall.platform is not None
    assert len(hall.platform.register.query([number])) == 1
    found = hall.platform.register.find(number)
    row = hall.outbox.get(number)
    assert found is not None
    assert row is not None
    assert found.manifest_hash == row.manifest_hash


def test_the_answer_is_lost_after_the_platform_has_taken_it(hall: Hall, cable: Cable) -> None:
    number = hall.hand_in(attachments=1)
    cable.break_it(Fault.CUT_DOWN)
    report = hall.sync_once(cable.url)
    assert hall.cases().count(number) == 1
    assert hall.state(number) is OutboxState.UNKNOWN
    assert hall.sealed_bytes(number)
    assert report.unsent == 1
    assert hall.sync_once(cable.url).is_well
    settled(hall, number)


@pytest.mark.parametrize("after", [0, 1, 300, 1024, 2048])
def test_the_request_is_cut_off_on_its_way(hall: Hall, cable: Cable, after: int) -> None:
    number = hall.hand_in()
    cable.break_it(Fault.CUT_UP, after=after)
    hall.sync_once(cable.url)
    assert hall.state(number) in {OutboxState.UNKNOWN, OutboxState.QUEUED}
    assert hall.sync_once(cable.url).is_well
    settled(hall, number)


@pytest.mark.parametrize("after", [1, 100, 400])
def test_the_answer_is_cut_off_on_its_way(hall: Hall, cable: Cable, after: int) -> None:
    number = hall.hand_in()
    cable.break_it(Fault.CUT_DOWN, after=after)
    hall.sync_once(cable.url)
    assert hall.state(number) is OutboxState.UNKNOWN
    assert hall.sync_once(cable.url).is_well
    settled(hall, number)


@pytest.mark.parametrize("fault", [Fault.BLACK_HOLE, Fault.TRICKLE, Fault.RESET])
def test_the_line_is_worse_than_cut(hall: Hall, cable: Cable, fault: Fault) -> None:
    number = hall.hand_in()
    cable.break_it(fault)
    hall.sync_once(cable.url)
    assert cable.broken
    assert hall.state(number) is OutboxState.UNKNOWN
    assert hall.sync_once(cable.url).is_well
    settled(hall, number)


@pytest.mark.parametrize("fault", [Fault.CUT_UP, Fault.CUT_DOWN, Fault.BLACK_HOLE, Fault.RESET])
def test_a_scan_is_cut_off_and_brought_again_before_its_form(hall: Hall, cable: Cable, fault: Fault) -> None:
    number = hall.hand_in(attachments=2)
    cable.break_it(fault, where="PUT /v1/attachments", after=60)
    hall.sync_once(cable.url)
    assert hall.state(number) is OutboxState.QUEUED
    assert hall.cases().count(number) == 0
    seen_before = len(cable.seen)
    assert hall.sync_once(cable.url).is_well
    settled(hall, number)
    asked = bytes(cable.seen[seen_before:])
    assert b"HEAD /v1/attachments" in asked
    assert asked.count(b"PUT /v1/attachments") == (1 if fault is Fault.CUT_DOWN else 2)


def test_the_platform_lost_a_scan_and_asks_for_it(hall: Hall, cable: Cable) -> None:
    number = hall.hand_in(attachments=2)
    cable.break_it(Fault.RESET)
    hall.sync_once(cable.url)
    folder = hall.data.parent / "platform" / "attachments"
    application = hall.outbox.load(number, hall.clock())
    assert application is not None
    lost = next(path for path in folder.iterdir() if path.name in str(application))
    content = bytearray(lost.read_bytes())
    content[100] ^= 1  # same size, other bytes: it still looks there
    lost.write_bytes(content)
    assert hall.sync_once(cable.url).is_well
    settled(hall, number)


def test_a_cable_that_is_out_costs_no_application_an_attempt(hall: Hall) -> None:
    number = hall.hand_in()
    with cable_to(hall.settings.platform_url) as gone:
        url = gone.url
    assert hall.sync_once(url).line is Line.OFFLINE
    row = hall.outbox.get(number)
    assert row is not None
    assert (row.state, row.attempts) == (OutboxState.QUEUED, 0)
    assert hall.sync_once().is_well
    settled(hall, number)


def test_nothing_of_a_resident_is_on_the_wire_or_on_a_disk(
    hall: Hall, cable: Cable, caplog: pytest.LogCaptureFixture
) -> None:
    number = hall.hand_in(attachments=1)
    cable.break_it(Fault.CUT_DOWN)
    with caplog.at_level("DEBUG", "sync"), caplog.at_level("DEBUG", "urllib3"):
        hall.sync_once(cable.url)
    in_the_kiosk = [path.read_bytes() for path in hall.data.rglob("*") if path.is_file()]
    assert hall.sync_once(cable.url).is_well
    everywhere = [path.read_bytes() for path in hall.data.parent.rglob("*") if path.is_file()]
    logged = "\n".join(record.getMessage() for record in caplog.records).encode()
    assert number.encode() in bytes(cable.seen)  # the control: we would see it
    assert number.encode() in logged
    for canary in CANARIES:
        for place in (bytes(cable.seen), logged, *in_the_kiosk, *everywhere):
            assert canary not in place
