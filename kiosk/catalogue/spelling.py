"""What was probably meant, and what is wrong, in words that an operator knows. Pure; any thread."""

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Any, Final, get_args

from pydantic import StringConstraints
from pydantic_core import ErrorDetails

from kiosk.catalogue.item import Item, TimeOfDay
from kiosk.catalogue.words import Division, Identifier, ItemCode


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean ...?`` for a word that is like a known one."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _pattern(words: object) -> str:
    """The pattern of an annotated text."""
    found = next((one for one in get_args(words) if isinstance(one, StringConstraints)), None)
    return str(found.pattern) if found else ""


def plainly(error: ErrorDetails, words: frozenset[str]) -> str:
    """What the schema says, in plain words; ``words`` are all words of it."""
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden" if error["input"] is None and " " in str(error["loc"][-1]):
            return "is not a word of the schema; a text with a comma in {...} needs quotes"
        case "extra_forbidden":
            return f"is not a word of the schema{nearest(str(error['loc'][-1]), words)}"
        case "enum" | "literal_error":
            given, expected = str(error["input"]), str(error.get("ctx", {}).get("expected", ""))
            known = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
            return f"{given!r} is not one of {expected}{nearest(given, known)}"
        case "value_error":
            return error["msg"].removeprefix("Value error, ")
        case "string_pattern_mismatch":
            given, pattern = str(error["input"]), str(error.get("ctx", {}).get("pattern", ""))
            return f"{given!r} is not right: expected {_PATTERNS.get(pattern, f'text like {pattern}')}"
        case kind if kind in _EXPECTED:
            return f"expected {_EXPECTED[kind]}"
        case kind if kind.startswith("date"):
            return f"{error['input']!r} is no day: expected a date such as 2026-05-06"
        case _:
            return error["msg"][0].lower() + error["msg"][1:]


_EXPECTED: Final = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "decimal_parsing": "a number",
    "bool_parsing": "true or false",
    "string_type": "text",
    "tuple_type": "a list: lines that begin with -",
    "model_type": "words of its own below it, such as zh: and en:",
    "model_attributes_type": "words of its own below it, such as zh: and en:",
}

_PATTERNS: Final = {
    _pattern(Identifier): "small letters, digits and _, beginning with a letter",
    _pattern(ItemCode): "capitals, digits and hyphens, such as HK-MZ-0261",
    _pattern(Division): "the six digits of a place, such as 460108",
    _pattern(TimeOfDay): "a time such as 08:30 or 17:30",
}


@cache
def schema_words() -> frozenset[str]:
    """Every word of an item's schema."""
    schema: dict[str, Any] = Item.model_json_schema()
    parts = (part.get("properties", ()) for part in schema["$defs"].values())
    return frozenset(schema["properties"]).union(*parts)
