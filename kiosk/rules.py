"""Rules in CEL: the same text decides at the kiosk, before filing, and at the platform, after it.

CEL (Common Expression Language) has no loops, files or network, so a rule can only look at what it is given. A rule
that fails while it runs (a missing name, a wrong type) is a defect of the content: `RuleBroken` names the rule and
never the values, because CEL's own message holds the applicant's data.

Pure; any thread. The first `compile_rule` of a process takes about 0.1 s (CEL's grammar), later ones about 5 ms.
"""

import functools
from collections.abc import Callable, Iterator, Mapping

import celpy
from celpy.adapter import json_to_cel
from celpy.celparser import CELParseError
from celpy.celtypes import BoolType, Value
from celpy.evaluation import CELEvalError
from lark import Token, Tree

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Facts = Mapping[str, Json]
"""What a rule can see."""

CompiledRule = Callable[[Mapping[str, Value]], bool]


class RuleBroken(Exception):
    """The text does not parse, or did not give true or false. Never holds the values that it looked at."""


@functools.cache
def _environment() -> celpy.Environment:
    return celpy.Environment()


@functools.cache
def compile_rule(text: str) -> CompiledRule:
    """From facts in CEL's types (`facts_to_cel`) to true or false. Raises RuleBroken when it does not parse."""
    try:
        program = _environment().program(_environment().compile(text))
    except CELParseError as error:
        raise RuleBroken(
            f"does not parse as CEL at line {error.line}, column {error.column}: {text}"
        ) from None

    def holds(facts: Mapping[str, Value]) -> bool:
        try:
            answer = program.evaluate(dict(facts))
        except CELEvalError:
            raise RuleBroken(f"fails while it runs: {text}") from None
        if not isinstance(answer, BoolType):
            raise RuleBroken(f"gives no true or false: {text}")
        return bool(answer)

    return holds


def facts_to_cel(facts: Facts) -> dict[str, Value]:
    """Facts in CEL's own types; done once for a set of rules."""
    return {name: json_to_cel(value) for name, value in facts.items()}


def names_used(text: str) -> set[str]:
    """The dotted names that a rule refers to (``form.phone``, ``today``). Raises RuleBroken when it does not parse."""
    compile_rule(text)
    return set(_names(_environment().compile(text)))


def _names(tree: Tree[Token]) -> Iterator[str]:
    name = _dotted(tree)
    if name is not None:
        yield name
        return
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _names(child)


def _dotted(tree: Tree[Token]) -> str | None:
    """``a.b`` for a member access on plain names, ``a`` for a plain name, None for anything else."""
    children = tree.children
    if tree.data == "ident" and len(children) == 1 and isinstance(children[0], Token):
        return str(children[0])
    if tree.data == "member_dot" and isinstance(children[0], Tree):
        inner = _dotted(children[0])
        return f"{inner}.{children[1]}" if inner is not None else None
    if len(children) == 1 and isinstance(children[0], Tree) and tree.data in {"member", "primary"}:
        return _dotted(children[0])
    return None
