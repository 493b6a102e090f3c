"""What a rule may be made of, so that none can keep a resident waiting.

CEL always ends, but not always soon: comprehensions inside comprehensions multiply, ``map`` grows what it is given,
formatting (``%``) fills the memory. Within these bounds the slowest rule stays far below the 50 ms that the checker
allows, whatever a resident enters. Both kiosk and platform refuse a rule outside them before it is ever asked.

| bound | a rule has at most |
|---|---|
| length | 500 characters |
| brackets | 12 within each other |
| functions | those of `FUNCTIONS` and `OVER_A_LIST` |
| a list is gone through | once at a time, and only ``attachments`` |
| a pattern of ``matches`` | 80 characters, written out (RE2: linear) |

Pure; any thread.
"""

from collections.abc import Iterator
from typing import Final

from lark import Token, Tree

MAX_LENGTH: Final = 500
MAX_BRACKETS: Final = 12
MAX_DEPTH: Final = 200
"""Of the parsed tree; a pair of brackets is ten levels of it. The engine's own recursion gives up at about 500."""
MAX_PATTERN: Final = 80

FUNCTIONS: Final = frozenset(
    {"size", "startsWith", "endsWith", "contains", "matches", "int", "string", "has"}
)
OVER_A_LIST: Final = frozenset({"all", "exists", "exists_one", "filter"})

_UNUSED = {
    "multiplication_mod": "% is not taken in rules",
    "map_lit": "{...} is not taken in rules",
    "member_object": "{...} is not taken in rules",
}


def too_much_text(text: str) -> str | None:
    """Asked before the text is parsed: why it is too long or too deep to be read at all; None when it is not."""
    if len(text) > MAX_LENGTH:
        return f"has {len(text)} characters; a rule has at most {MAX_LENGTH}, so make two of it"
    depth = deepest = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    if deepest > MAX_BRACKETS:
        return f"has {deepest} brackets within each other; a rule has at most {MAX_BRACKETS}"
    return None


def beyond_bounds(tree: Tree[Token]) -> str | None:
    """Why a rule that parses could take too long, or None."""
    waiting: list[tuple[Tree[Token], int, bool]] = [(tree, 1, False)]
    while waiting:
        node, depth, in_list = waiting.pop()
        if depth > MAX_DEPTH:
            return "is nested too deeply; make two rules of it"
        if node.data in _UNUSED:
            return _UNUSED[node.data]
        called = _function(node)
        if called is not None:
            refused = _refused_call(node, called, in_list=in_list)
            if refused is not None:
                return refused
        within = in_list or called in OVER_A_LIST
        waiting += [(child, depth + 1, within) for child in node.children if isinstance(child, Tree)]
    return None


def _refused_call(node: Tree[Token], called: str, *, in_list: bool) -> str | None:
    if called in OVER_A_LIST:
        if in_list:
            return f"goes through a list within a list ({called}), which could take longer than 50 ms"
        if _words(node.children[0]) != ["attachments"]:
            return (
                f"goes through a list ({called}) other than attachments, which could take longer than 50 ms"
            )
        return None
    if called not in FUNCTIONS:
        known = ", ".join(sorted(FUNCTIONS | OVER_A_LIST))
        return f"calls {called}, which no rule can; there are {known}"
    if called == "matches":
        pattern = _words(node.children[-1])
        if len(pattern) != 1 or pattern[0][:1] not in "\"'" or len(pattern[0]) > MAX_PATTERN:
            return (
                f"matches a pattern that is not written out, in quotes and at most {MAX_PATTERN} characters"
            )
    return None


def _function(node: Tree[Token]) -> str | None:
    """The name of what is called here, by itself or on something."""
    match node.data, node.children:
        case "member_dot_arg", [_, Token() as name, *_]:
            return str(name)
        case "ident_arg" | "dot_ident_arg", [Token() as name, *_]:
            return str(name)
        case _:
            return None


def _words(node: Tree[Token] | Token) -> list[str]:
    return list(_tokens(node))


def _tokens(node: Tree[Token] | Token) -> Iterator[str]:
    if isinstance(node, Token):
        yield str(node)
        return
    for child in node.children:
        yield from _tokens(child)
