"""购物车 and 一件事: one receipt, several cases, each with its own department, queue and state."""

from kiosk.case import CaseState
from kiosk.catalogue.item import HAIKOU
from kiosk.question import AskProgressByNumber, ProgressTold
from tests.central.city import (
    BARE,
    COMPARED,
    ELSEWHERE,
    GRANDMOTHER,
    NEIGHBOUR,
    SLOW,
    CityKiosk,
    Office,
)
from tests.central.hall import case_of, fresh_id, seal


def test_a_cart_is_found_whole_by_the_number_on_its_one_receipt(city_kiosk: CityKiosk) -> None:
    receipt = fresh_id()
    granted = city_kiosk.apply(COMPARED, GRANDMOTHER, group=receipt)
    waiting = city_kiosk.apply(SLOW, GRANDMOTHER, group=receipt)
    alone = city_kiosk.apply(BARE, GRANDMOTHER)
    assert city_kiosk.query(receipt) == (granted, waiting)
    assert {case.group for case in (granted, waiting)} == {receipt}
    assert alone.group is None
    assert city_kiosk.query(granted.id) == (granted,)


def test_a_part_that_is_refused_stands_beside_those_that_are_granted(city_kiosk: CityKiosk) -> None:
    receipt = fresh_id()
    for item in (COMPARED, BARE):
        city_kiosk.apply(item, NEIGHBOUR, group=receipt)
    told = city_kiosk.ask(AskProgressByNumber(number=receipt, last_four="0033"))
    assert isinstance(told, ProgressTold)
    assert [(case.item, case.state, case.reasons) for case in told.cases] == [
        (COMPARED.code, CaseState.REFUSED, ("not_yet",)),
        (BARE.code, CaseState.GRANTED, ()),
    ]


def test_the_parts_of_a_cart_may_come_in_one_batch_or_one_by_one_and_again(city_kiosk: CityKiosk) -> None:
    receipt = fresh_id()
    parts = [city_kiosk.filled(item, GRANDMOTHER, group=receipt) for item in (COMPARED, SLOW)]
    sealed = [seal(part, city_kiosk.trust) for part in parts]
    first = [case_of(city_kiosk.file(part)) for part in sealed]
    again = [case_of(city_kiosk.file(part)) for part in reversed(sealed)]
    assert list(reversed(again)) == first
    assert len(city_kiosk.query(receipt)) == 2


def test_an_item_of_another_city_waits_in_that_citys_queue(city_kiosk: CityKiosk, office: Office) -> None:
    theirs = city_kiosk.apply(ELSEWHERE, GRANDMOTHER)
    ours = city_kiosk.apply(SLOW, GRANDMOTHER)
    assert (theirs.queue, ours.queue) == ("440100", HAIKOU.code)
    for queue, cases in (("440100", [theirs.id]), (HAIKOU.code, [ours.id]), ("110100", [])):
        listed = office.get(f"/cases?state=accepted&queue={queue}").json()["cases"]
        assert [case["id"] for case in listed] == cases
    assert len(office.get("/cases?state=accepted").json()["cases"]) == 2
    assert office.get("/cases?state=accepted&queue=Haikou").status_code == 422
