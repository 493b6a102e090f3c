"""The receipt: true at the moment of printing, in the resident's language, and no more of the person than a mask."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from config.texts import texts
from devices.receipt_printer.slip import Highlight, Pair, QrCode, Slip, Text, Title
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.words import Figure, Language
from kiosk.receipt import Place, reason_sentences, receipt, state_name, state_sentence
from kiosk.visit.effect import PrintReceipt
from kiosk.visit.sample_hall import NUMBER
from tests.kiosk.visit.everything_reachable import everything_reachable
from tests.kiosk.visit.resident_at_the_kiosk import CHILD, ELDER, SUBSIDY

AT = datetime(2026, 5, 6, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HALL = Place(name="示例大厅", place="一楼", station="HK-TEST-001", hotline="12345", demo=False)
LANGUAGES = list(Language)
CASES = [None, *(CaseReport(NUMBER, "460100-26-000001", state) for state in CaseState)]


def order(case: CaseReport | None = None, language: Language = Language.ZH) -> PrintReceipt:
    return PrintReceipt(
        slip_id=f"{NUMBER}/1",
        application_id=NUMBER,
        item=SUBSIDY,
        language=language,
        applicant=ELDER.masked_name,
        agent=CHILD.masked_name,
        case=case,
    )


def words(slip: Slip) -> str:
    return "\n".join(str(text) for text in sorted(map(str, everything_reachable(slip))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_state_has_its_own_headline_and_sentence(case: CaseReport | None, language: Language) -> None:
    slip = receipt(order(case, language), HALL, AT)
    (headline,) = (line.text for line in slip.lines if isinstance(line, Highlight))
    name = "saved" if case is None else str(case.state)
    assert headline == texts(language).say(f"result.title_{name}")
    assert state_name(case) == name
    sentence = state_sentence(case, SUBSIDY, language, HALL.hotline)
    assert Text(sentence) in slip.lines
    assert "{" not in words(slip)
    assert "None" not in words(slip)


def test_no_two_states_read_alike() -> None:
    for language in LANGUAGES:
        headlines = {texts(language).say(f"result.title_{state_name(case)}") for case in CASES}
        assert len(headlines) == len(CASES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_nothing_on_it_says_whose_it_is(case: CaseReport | None, language: Language) -> None:
    slip = receipt(order(case, language), HALL, AT)
    for person in (ELDER, CHILD):
        for secret in (
            person.name,
            person.name[1:],
            person.id_number,
            person.id_number[6:14],
            person.address,
        ):
            assert str(secret) not in words(slip)
    assert "符*莲" in words(slip)
    assert ELDER.masked_name not in repr(slip)


def test_the_number_stands_on_it_and_in_the_code_to_scan() -> None:
    slip = receipt(order(), HALL, AT)
    assert slip.id == f"{NUMBER}/1"
    assert [line.payload for line in slip.lines if isinstance(line, QrCode)] == [NUMBER]
    values = {line.label: line.value for line in slip.lines if isinstance(line, Pair)}
    assert values == {
        "事项": "高龄老人长寿补贴申请",
        "部门": "海口市民政局",
        "申请人": "符*莲",
        "代办人": "吴*明",
        "申请编号": NUMBER,
        "打印时间": "2026-05-06 10:30",
        "终端": "一楼 HK-TEST-001",
    }
    assert slip.lines[0] == Title("示例大厅")


def test_who_comes_alone_has_no_delegate_on_it() -> None:
    labels = [
        line.label for line in receipt(replace(order(), agent=""), HALL, AT).lines if isinstance(line, Pair)
    ]
    assert "代办人" not in labels


def test_the_acceptance_number_stands_on_it_only_once_there_is_one() -> None:
    assert "460100-26-000001" not in words(receipt(order(), HALL, AT))
    assert "460100-26-000001" in words(receipt(order(CASES[1]), HALL, AT))


@pytest.mark.parametrize(("demo", "shown"), [(False, "105元"), (True, "105元（示例）")])
def test_an_amount_is_printed_when_granted_and_marked_when_it_is_an_example(demo: bool, shown: str) -> None:
    case = CaseReport(NUMBER, "1", CaseState.GRANTED, amount="105", amount_demo=demo)
    slip = receipt(order(case), HALL, AT)
    assert Pair("每月金额", shown, bold=True) in slip.lines


def test_a_station_that_tries_things_out_says_that_its_slips_are_worth_nothing() -> None:
    demo = texts("zh").say("slip.demo")
    assert demo in words(receipt(order(), replace(HALL, demo=True), AT))
    assert demo not in words(receipt(order(), HALL, AT))


def test_an_accepted_case_tells_the_time_limit_or_none() -> None:
    case = CaseReport(NUMBER, "1", CaseState.ACCEPTED)
    days = Figure(value=Decimal(7), as_of=date(2026, 1, 1), source="示例")
    limited = SUBSIDY.model_copy(update={"promise_days": days})
    unlimited = SUBSIDY.model_copy(update={"promise_days": None})
    assert "7" in state_sentence(case, limited, Language.EN, "12345")
    assert (
        state_sentence(case, unlimited, Language.EN, "12345") == "An officer will look at your application."
    )


def test_a_grant_without_a_sum_speaks_of_none() -> None:
    case = CaseReport(NUMBER, "1", CaseState.GRANTED)
    assert state_sentence(case, SUBSIDY, Language.ZH, "12345") == "办理完成。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_the_items_own_words(language: Language) -> None:
    assert SUBSIDY.service is not None
    case = CaseReport(
        NUMBER, "1", CaseState.REFUSED, reasons=("age", "read_from_chip", "already_granted", "ghost")
    )
    told = reason_sentences(case, SUBSIDY, language)
    assert told == (
        SUBSIDY.service.eligibility[0].otherwise[language],
        SUBSIDY.service.approval[0].otherwise[language],
        texts(language).say("result.already_granted"),
    )
    slip = receipt(order(case, language), HALL, AT)
    assert [line for line in slip.lines if isinstance(line, Text) and line.text.startswith("· ")] == [
        Text(f"· {sentence}") for sentence in told
    ]


def test_a_granted_case_and_one_not_yet_sent_give_no_reasons() -> None:
    granted = CaseReport(NUMBER, "1", CaseState.GRANTED, reasons=("age",))
    assert reason_sentences(granted, SUBSIDY, Language.ZH) == ()
    assert reason_sentences(None, SUBSIDY, Language.ZH) == ()
