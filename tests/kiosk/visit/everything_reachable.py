"""Walks every object that can be reached from one: what a wipe must not leave behind."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from pydantic import BaseModel


def everything_reachable(root: object) -> set[str | bytes]:
    """All texts and bytes below ``root``: through dataclasses, models, mappings and sequences."""
    found: set[str | bytes] = set()
    waiting: list[object] = [root]
    while waiting:
        thing = waiting.pop()
        match thing:
            case str() | bytes():
                found.add(thing)
            case BaseModel():
                waiting += [getattr(thing, name) for name in type(thing).model_fields]
            case Mapping():
                waiting += [*thing.keys(), *thing.values()]
            case list() | tuple() | set() | frozenset():
                waiting += list(thing)
            case _ if is_dataclass(thing):
                waiting += [getattr(thing, part.name) for part in fields(thing)]
            case _:
                pass
    return found
