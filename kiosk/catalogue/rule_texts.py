"""What an item speaks of: the certificates and their data that stand in its rules. Pure; any thread."""

import re
from collections.abc import Iterator, Mapping

from kiosk.catalogue.service import Due, Service

_CERTIFICATE = re.compile(r"\bcertificates\.([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")


def certificates_named(service: Service | None, due: tuple[Due, ...]) -> Mapping[str, frozenset[str]]:
    """The certificates that an item speaks of by key, and which of their data (``held`` is no datum)."""
    names: dict[str, set[str]] = {}
    for material in service.materials if service else ():
        if material.certificate is not None:
            names.setdefault(material.certificate, set())
    for text in _texts(service, due):
        for key, name in certificates_in(text):
            names.setdefault(key, set()).update({name} - {"held"})
    return {key: frozenset(found) for key, found in names.items()}


def certificates_in(text: str) -> list[tuple[str, str]]:
    """Key and datum of each certificate that a rule names."""
    found: list[tuple[str, str]] = _CERTIFICATE.findall(text)
    return found


def _texts(service: Service | None, due: tuple[Due, ...]) -> Iterator[str]:
    yield from (one.when for one in due)
    if service is None:
        return
    options = list(service.situations.options)
    for question in service.situations.further:
        options += question.options
    yield from (option.given or "" for option in options)
    for field in service.fields():
        yield field.when or ""
        yield field.prefill or ""
    yield from (material.when or "" for material in service.materials)
    yield from (rule.when for rule in (*service.eligibility, *service.approval, *service.comparison))
    yield from (amount.when for amount in service.amounts)
    yield from (line.value for line in service.result.lines) if service.result else ()
