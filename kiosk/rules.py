"""Rules in CEL: the same text decides at the kiosk, before filing, and at the platform, after it.

CEL (Common Expression Language) has no loops, files or network, so a rule can only look at what it is given. A rule
that fails while it runs (a missing name, a wrong type) is a defect of the content: `RuleBroken` names the rule and
never the values, because CEL's own message holds the applicant's data.

Pure; any thread. The first rule of a process takes about 0.3 s (the engine and CEL's grammar are loaded then, so that
a station shows its screen sooner; `warm_up` does it beforehand), later ones about 5 ms.
"""

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celpy.evaluation import Activation

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Facts = Mapping[str, Json]
"""What a rule can see."""

CompiledRule = Callable[["Activation"], bool]


class RuleBroken(Exception):
    """The text does not parse, or did not give true or false. Never holds the values that it looked at."""


@functools.cache
def compile_rule(text: str) -> CompiledRule:
    """From facts in CEL (`facts_to_cel`) to true or false. Raises RuleBroken when it does not parse."""
    from kiosk.cel import compiled  # noqa: PLC0415  see above

    return compiled(text)


def facts_to_cel(facts: Facts) -> "Activation":
    """Facts in CEL; done once for a set of rules."""
    from kiosk.cel import in_cel  # noqa: PLC0415  see above

    return in_cel(facts)


def names_used(text: str) -> set[str]:
    """The dotted names that a rule refers to (``form.phone``, ``today``). Raises RuleBroken when it does not parse."""
    from kiosk.cel import names_in  # noqa: PLC0415  see above

    compile_rule(text)
    return set(names_in(text))


def warm_up() -> None:
    """Loads the engine, so that the first resident's first rule does not wait for it."""
    compile_rule("true")
