"""A rule that would never end, or fill the memory, ends its own process and is named; the others are tried as well."""

from pathlib import Path

import pytest

from kiosk.catalogue.item import Item
from kiosk.catalogue.rehearsal_room import RehearsalFailed, rehearse
from kiosk.catalogue.source import read_content
from tests.kiosk.catalogue.operators_folder import good_folder

WITHOUT_BOUNDS = "tests.kiosk.catalogue.rehearsal_without_bounds"
ENDLESS = ".all(x, ".join(["[1,2,3,4,5,6,7,8,9,10]"] * 12) + ".all(x, true" + ")" * 12


def with_rule(item: Item, rule: str) -> Item:
    """The item with another approval rule, as if no checker had looked at it."""
    assert item.service is not None
    approval = (item.service.approval[0].model_copy(update={"when": rule}),)
    return item.model_copy(update={"service": item.service.model_copy(update={"approval": approval})})


@pytest.fixture
def item(tmp_path: Path) -> Item:
    return next(
        one for one in read_content(good_folder(tmp_path).catalogue).items if one.code == "HK-TEST-001"
    )


def test_good_rules_pass(item: Item) -> None:
    assert rehearse([item]) == ()


def test_a_rule_that_never_ends_is_named_and_the_next_ones_are_tried(item: Item) -> None:
    endless = with_rule(item, ENDLESS)
    broken = with_rule(item, "int(today) > 0")
    found = rehearse([endless, broken], WITHOUT_BOUNDS)
    assert [(index, place) for index, place, _ in found] == [
        (0, ("service", "approval", 0, "when")),
        (1, ("service", "approval", 0, "when")),
    ]
    messages = {index: message for index, _, message in found}
    assert "longer than 50 ms" in messages[0]
    assert "fails while it runs" in messages[1]


def test_a_slow_rule_is_named_without_being_ended(item: Item) -> None:
    slow = with_rule(
        item, "[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, a+b+c > 0)))"
    )
    ((_, place, message),) = rehearse([slow], WITHOUT_BOUNDS)
    assert place == ("service", "approval", 0, "when")
    assert message.startswith("takes longer than 50 ms: [1,2")


def test_a_rule_that_fills_the_memory_fills_its_own(item: Item) -> None:
    greedy = with_rule(item, '("%9000000000d" % 1) == ""')
    ((_, _, message),) = rehearse([greedy], WITHOUT_BOUNDS)
    assert "takes too much memory" in message


def test_a_process_that_cannot_begin_is_a_defect_and_no_mistake_of_the_operator(item: Item) -> None:
    with pytest.raises(RehearsalFailed, match="No module named"):
        rehearse([item], "kiosk.catalogue.no_such_process")
