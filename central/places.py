"""Where in a document a problem lies, said with words of the contract only.

A place such as ``form.phone`` is told and kept; what somebody wrote there is not. The path to a problem may itself
hold what somebody wrote (the name of an unknown field), so it ends before the first word that nobody published.
"""

from collections.abc import Collection, Iterable

from pydantic import BaseModel, ValidationError


def places(invalid: ValidationError, known: Collection[str]) -> tuple[str, ...]:
    """The problems' places, each once, in their order."""
    return tuple(dict.fromkeys(place_of(error["loc"], known) for error in invalid.errors()))


def place_of(path: Iterable[int | str], known: Collection[str]) -> str:
    """``attachments.0.size`` from a path of names and positions; what is not ``known`` is cut off."""
    steps: list[str] = []
    for step in path:
        if not isinstance(step, int) and step not in known:
            break
        steps.append(str(step))
    return ".".join(steps) or "document"


def words_of(*models: type[BaseModel]) -> frozenset[str]:
    """The field names of published models."""
    return frozenset(name for model in models for name in model.model_fields)
