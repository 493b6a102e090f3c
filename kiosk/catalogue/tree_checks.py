"""Whether a decision tree can be walked: every question is reached, every way ends, none leads in a circle. Pure."""

from collections.abc import Iterator

from kiosk.catalogue.service import Situation, Situations
from kiosk.catalogue.sheet import Place
from kiosk.catalogue.spelling import nearest

_TREE: Place = ("service", "situations")


def check_tree(tree: Situations) -> Iterator[tuple[Place, str]]:
    """Ways to nowhere, circles, and questions that nobody is ever asked."""
    known = {question.id for question in tree.further}
    reached: set[str] = set()
    for place, option in _options(tree):
        if option.next is None:
            continue
        reached.add(option.next)
        if option.next not in known:
            yield (
                (*place, "next"),
                f"leads to {option.next}, which is no question under further{nearest(option.next, known)}",
            )
    yield from _circles(tree)
    for index, question in enumerate(tree.further):
        if question.id not in reached:
            yield (
                (*_TREE, "further", index, "id"),
                f"{question.id} is never asked: no option has next: {question.id}",
            )


def _options(tree: Situations) -> Iterator[tuple[Place, Situation]]:
    for index, option in enumerate(tree.options):
        yield (*_TREE, "options", index), option
    for q, question in enumerate(tree.further):
        for index, option in enumerate(question.options):
            yield (*_TREE, "further", q, "options", index), option


def _circles(tree: Situations) -> Iterator[tuple[Place, str]]:
    """Each option that leads back to a question from which its own is reached."""
    ways = {
        question.id: {o.next for o in question.options if o.next is not None} for question in tree.further
    }
    for q, question in enumerate(tree.further):
        for index, option in enumerate(question.options):
            if option.next is not None and question.id in _reachable(option.next, ways):
                place = (*_TREE, "further", q, "options", index, "next")
                yield place, f"leads in a circle: from {option.next} a resident comes back to {question.id}"


def _reachable(start: str, ways: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += ways.get(at, ())
    return found
