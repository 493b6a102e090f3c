"""The engine under the rules: parses CEL and evaluates it, and keeps quiet about the values.

Ask through `kiosk.rules`, which loads this only when a rule is first needed: the engine takes 0.2 s to load.
Pure; any thread.
"""

import functools
import logging
from collections.abc import Callable, Iterator
from typing import assert_never

import celpy
from celpy.celparser import CELParseError
from celpy.celtypes import BoolType, IntType, ListType, MapType, StringType, Value
from celpy.evaluation import Activation, CELEvalError, Evaluator
from lark import Token, Tree

from kiosk.rule_bounds import beyond_bounds, too_much_text
from kiosk.rules import Facts, Json, RuleBroken

# At DEBUG celpy writes everything that a rule looks at into its log: names, numbers, bank cards.
logging.getLogger("celpy").setLevel(logging.CRITICAL + 1)


def compiled(text: str) -> Callable[[Activation], bool]:
    """From facts in CEL to true or false. Raises RuleBroken when it does not parse, or could take too long."""
    rule = _parsed(text)

    def holds(facts: Activation) -> bool:
        try:
            answer = Evaluator(ast=rule, activation=facts).evaluate()
        except CELEvalError:
            raise RuleBroken(f"fails while it runs: {text}") from None
        if not isinstance(answer, BoolType):
            raise RuleBroken(f"gives no true or false: {text}")
        return bool(answer)

    return holds


def in_cel(facts: Facts) -> Activation:
    """Facts under their names. Made once for a set of rules: it is a third of the time of a short rule."""
    made = _names_of_cel().clone()
    made.identifiers.load_values({name: _value(value) for name, value in facts.items()})
    return made


def names_in(text: str) -> Iterator[str]:
    """The dotted names of a rule that parses."""
    return _names(_parsed(text))


@functools.lru_cache(maxsize=64)
def _parsed(text: str) -> Tree[Token]:
    """Kept for a moment: the checker asks for a rule's names, then tries it."""
    refused = too_much_text(text)
    if refused is not None:
        raise RuleBroken(f"{refused}: {text[:60]} ...")
    try:
        tree = _environment().compile(text)
    except CELParseError as error:
        raise RuleBroken(
            f"does not parse as CEL at line {error.line}, column {error.column}: {text}"
        ) from None
    refused = beyond_bounds(tree)
    if refused is not None:
        raise RuleBroken(f"{refused}: {text}")
    return tree


def _value(given: Json) -> Value:
    match given:
        case None:
            return None
        case bool():
            return BoolType(given)
        case int():
            return IntType(given)
        case str():
            return StringType(given)
        case list():
            return ListType([_value(one) for one in given])
        case dict():
            return MapType({StringType(name): _value(one) for name, one in given.items()})
        case _ as never:
            assert_never(never)


@functools.cache
def _environment() -> celpy.Environment:
    return celpy.Environment()


@functools.cache
def _names_of_cel() -> Activation:
    return _environment().program(_environment().compile("true")).new_activation()


_MACROS = {"all", "exists", "exists_one", "filter", "map"}


def _names(tree: Tree[Token]) -> Iterator[str]:
    name = _dotted(tree)
    if name is not None:
        yield name
        return
    bound = _bound(tree)
    for child in tree.children:
        if isinstance(child, Tree):
            yield from (used for used in _names(child) if used.split(".")[0] != bound)


def _bound(tree: Tree[Token]) -> str | None:
    """``a`` of ``attachments.exists(a, a == "signature")``: a name of the rule's own."""
    match tree.children:
        case [_, Token(value=macro), Tree(data="exprlist", children=[Tree() as own, *_])] if macro in _MACROS:
            node: Tree[Token] | Token = own
            while isinstance(node, Tree) and len(node.children) == 1:
                node = node.children[0]
            return str(node) if isinstance(node, Token) else None
        case _:
            return None


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
