"""Reads udev rules as udev(7) describes them, strictly: any other line is a slip of the pen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(
    r'(?P<key>[A-Z]+)(\{(?P<attribute>[^}"]+)\})?(?P<op>==|!=|\+=|-=|:=|=)"(?P<value>[^"\\]*)"'
)

MATCHES = {
    "ACTION",
    "KERNEL",
    "SUBSYSTEM",
    "ATTR",
    "ENV",
    "TEST",
    "KERNELS",
    "SUBSYSTEMS",
    "ATTRS",
    "DRIVERS",
}
ASSIGNMENTS = {"SYMLINK", "GROUP", "MODE", "ENV", "ATTR", "LABEL", "GOTO"}
NEEDS_ATTRIBUTE = {"ATTR", "ATTRS", "ENV"}


class NoRule(Exception):
    """This line is none."""


@dataclass(frozen=True, slots=True)
class Token:
    key: str
    attribute: str
    op: str
    value: str

    @property
    def is_match(self) -> bool:
        return self.op in {"==", "!="}


Rule = Sequence[Token]


def read_rules(file: Path) -> list[Rule]:
    """Every rule of a file. Raises NoRule with the line's number."""
    rules = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                rules.append(read_rule(line))
            except NoRule as slip:
                raise NoRule(f"{file}:{number}: {slip}") from None
    labels = {token.value for rule in rules for token in rule if token.key == "LABEL"}
    aims = {token.value for rule in rules for token in rule if token.key == "GOTO"}
    if aims - labels:
        raise NoRule(f"{file}: no such label: {aims - labels}")
    return rules


def read_rule(line: str) -> Rule:
    """One rule: matches and assignments, with commas between them. Raises NoRule."""
    rule: list[Token] = []
    place = 0
    while True:
        found = _TOKEN.match(line, place)
        if found is None:
            raise NoRule(f"cannot be read from {line[place : place + 20]!r} on")
        token = Token(found["key"], found["attribute"] or "", found["op"], found["value"])
        _check(token)
        rule.append(token)
        place = found.end()
        if place == len(line):
            return rule
        if not line.startswith(", ", place):
            raise NoRule(f"no comma before {line[place : place + 20]!r}")
        place += 2


def _check(token: Token) -> None:
    if token.key not in (MATCHES if token.is_match else ASSIGNMENTS):
        raise NoRule(f"{token.key}{token.op} is nothing that udev knows or these rules need")
    if (token.key in NEEDS_ATTRIBUTE) != bool(token.attribute):
        raise NoRule(f"{token.key} with{'out' if token.key in NEEDS_ATTRIBUTE else ''} a name in braces")
    if not token.value:
        raise NoRule(f"{token.key} without a value")
