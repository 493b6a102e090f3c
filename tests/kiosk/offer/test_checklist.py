"""The day's checklist: what ticks itself, what is ticked by hand, and what is wrong."""

from config.faults import FaultCode
from kiosk.bench.finding import Finding, FindingState, not_fitted
from kiosk.offer.change import KeptChange, Ticked
from kiosk.offer.checklist import BY_HAND, Check, CheckState, checklist, left_to_do
from kiosk.offer.supply import Level, Supply
from kiosk.staff.account import AccountName
from tests.kiosk.offer.operator_room import MONDAY

WELL = [
    Finding(name, FindingState.READY, MONDAY)
    for name in (
        "id_card",
        "receipt_printer",
        "page_printer",
        "queue",
        "disk",
        "network",
        "clock",
        "catalogue",
    )
]
FULL = [Level(Supply.RECEIPT_ROLL, 10, 300), Level(Supply.PAGES, 0, 250), Level(Supply.TONER, 0, 1500)]


def line(name: str, findings: list[Finding] | None = None, levels: list[Level] | None = None) -> Check:
    found = checklist(WELL if findings is None else findings, FULL if levels is None else levels, {})
    return next(check for check in found if check.name == name)


def instead(*findings: Finding) -> list[Finding]:
    names = {finding.name for finding in findings}
    return [*(finding for finding in WELL if finding.name not in names), *findings]


def test_on_a_good_day_only_what_no_sensor_sees_is_left() -> None:
    left = [check.name for check in checklist(WELL, FULL, {}) if check.state is not CheckState.DONE]
    assert left == list(BY_HAND)
    assert left_to_do(checklist(WELL, FULL, {})) == len(BY_HAND)


def test_who_looked_ticks_and_it_says_who() -> None:
    kept = KeptChange(7, MONDAY, AccountName("lin-fang"), Ticked("screen_clean", MONDAY.date()))
    (ticked,) = [c for c in checklist(WELL, FULL, {"screen_clean": kept}) if c.name == "screen_clean"]
    assert (ticked.state, ticked.ticked_by, ticked.at) == (CheckState.DONE, "lin-fang", MONDAY)


def test_an_unplugged_reader_is_wrong_and_says_what_to_do() -> None:
    unplugged = Finding("id_card", FindingState.FAULTY, MONDAY, FaultCode.READER_UNPLUGGED)
    told = line("devices", instead(unplugged))
    assert (told.state, told.why) == (CheckState.WRONG, unplugged)


def test_paper_is_a_line_of_its_own_and_no_fault_of_a_device() -> None:
    near_end = Finding("receipt_printer", FindingState.ATTENTION, MONDAY, FaultCode.PRINTER_PAPER_NEAR_END)
    out = Finding("receipt_printer", FindingState.FAULTY, MONDAY, FaultCode.PRINTER_PAPER_OUT)
    assert line("devices", instead(near_end)).state is CheckState.DONE
    assert line("receipt_paper", instead(near_end)).state is CheckState.TO_DO
    assert line("receipt_paper", instead(out)).state is CheckState.WRONG


def test_a_roll_that_must_be_nearly_used_up_is_told_before_the_sensor_sees_it() -> None:
    assert line("receipt_paper").state is CheckState.DONE
    assert line("receipt_paper", levels=[Level(Supply.RECEIPT_ROLL, 256, 300)]).state is CheckState.TO_DO


def test_a_queue_that_waits_and_a_cut_line_want_somebody_and_a_full_disk_is_wrong() -> None:
    assert line("queue", instead(Finding("queue", FindingState.ATTENTION, MONDAY))).state is CheckState.TO_DO
    assert line("line", instead(Finding("network", FindingState.ATTENTION, MONDAY))).state is CheckState.TO_DO
    full = Finding("disk", FindingState.FAULTY, MONDAY, FaultCode.DISK_FULL)
    assert line("disk", instead(full)).state is CheckState.WRONG


def test_a_station_without_a_page_printer_has_no_line_for_its_paper() -> None:
    names = [check.name for check in checklist(instead(not_fitted("page_printer")), FULL, {})]
    assert "receipt_paper" in names
    assert not {"page_paper", "toner"} & set(names)


def test_where_no_device_was_seen_nobody_claims_that_all_are_well() -> None:
    assert line("devices", [Finding("disk", FindingState.READY, MONDAY)]).state is CheckState.TO_DO
