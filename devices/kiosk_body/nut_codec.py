"""The words of upsd, the server of Network UPS Tools: lines of words, a value with spaces or quotes between quotes.

``LIST VAR ups`` is answered by ``BEGIN LIST VAR ups``, lines ``VAR ups name "value"`` and ``END LIST VAR ups``, or by
one line ``ERR DATA-STALE``. Pure; any thread.

Source: RFC 9271 (UPS management protocol), 4.2 and 4.3; status words from NUT's developer guide, "ups.status".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.faults import FaultCode
from devices.device import Faulty, NeedsAttention, Ready

MOST_BYTES = 64 * 1024
"""Of one answer; a real one has about 2 KB."""

_TROUBLE = {"OVER", "BYPASS", "OFF", "ALARM"}


@dataclass(frozen=True, slots=True)
class Variables:
    """What the UPS tells of itself, by name: ``ups.status``, ``battery.charge``, ``battery.runtime`` ..."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Error:
    """An ERR line; ``word`` is DATA-STALE, UNKNOWN-UPS, DRIVER-NOT-CONNECTED, ACCESS-DENIED ..."""

    word: str


@dataclass(frozen=True, slots=True)
class Nonsense:
    """Nothing that upsd would say."""


@dataclass(frozen=True, slots=True)
class Power:
    """Where the power comes from, and for how long."""

    words: frozenset[str]
    """Of ups.status: OL on line, OB on battery, LB low battery, RB replace battery, CHRG, FSD ..."""
    charge_percent: int | None = None
    runtime_s: int | None = None

    @property
    def on_battery(self) -> bool:
        return "OB" in self.words

    @property
    def condition(self) -> Ready | NeedsAttention | Faulty:
        """The most telling first. Low while the mains are there means that it is charging after a long cut."""
        if "FSD" in self.words or (self.on_battery and "LB" in self.words):
            return Faulty(FaultCode.UPS_BATTERY_LOW)
        if self.on_battery:
            return NeedsAttention(FaultCode.UPS_ON_BATTERY)
        if "RB" in self.words:
            return NeedsAttention(FaultCode.UPS_REPLACE_BATTERY)
        if "LB" in self.words:
            return NeedsAttention(FaultCode.UPS_BATTERY_CHARGING)
        if self.words & _TROUBLE:
            return NeedsAttention(FaultCode.UPS_ALARM)
        return Ready()

    def __str__(self) -> str:
        charge = "" if self.charge_percent is None else f", {self.charge_percent} %"
        runtime = "" if self.runtime_s is None else f", {self.runtime_s} s"
        return " ".join(sorted(self.words)) + charge + runtime


def list_request(ups: str) -> bytes:
    """Asks for every variable of one UPS."""
    return f"LIST VAR {quoted(ups)}\n".encode()


def is_whole(heard: bytes, ups: str) -> bool:
    """Whether the answer to `list_request` has come to its end."""
    if heard.startswith(b"BEGIN"):
        return heard.endswith(f"END LIST VAR {quoted(ups)}\n".encode())
    return heard.endswith(b"\n")


def parse_list(heard: bytes, ups: str) -> Variables | Error | Nonsense:
    """What the whole answer to `list_request` says."""
    try:
        lines = [words(line) for line in heard.decode("utf-8").splitlines()]
    except ValueError:
        return Nonsense()
    match lines:
        case [["ERR", word, *_]]:
            return Error(word)
        case [["BEGIN", "LIST", "VAR", begun], *middle, ["END", "LIST", "VAR", ended]] if (
            begun == ended == ups
        ):
            return _variables(middle, ups)
        case _:
            return Nonsense()


def power(variables: Variables) -> Power | None:
    """None while the UPS has not said where its power comes from (its driver has just started)."""
    status = frozenset(variables.values.get("ups.status", "").split())
    if not status & {"OL", "OB", "OFF", "FSD"}:
        return None
    return Power(
        status,
        _whole_number(variables.values.get("battery.charge", "")),
        _whole_number(variables.values.get("battery.runtime", "")),
    )


def quoted(word: str) -> str:
    """A word as upsd writes and reads it."""
    if word and not set(word) & set(' "\\'):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def words(line: str) -> list[str]:
    """The words of one line. Raises ValueError for a quote that does not end."""
    found: list[str] = []
    word: list[str] | None = None
    in_quotes = escaped = False
    for character in line:
        if escaped:
            word, escaped = [*(word or []), character], False
        elif character == "\\":
            word, escaped = word or [], True
        elif character == '"':
            word, in_quotes = word or [], not in_quotes
        elif character == " " and not in_quotes:
            if word is not None:
                found.append("".join(word))
            word = None
        else:
            word = [*(word or []), character]
    if in_quotes or escaped:
        raise ValueError("a quote without end")
    if word is not None:
        found.append("".join(word))
    return found


def _variables(lines: Sequence[Sequence[str]], ups: str) -> Variables | Nonsense:
    values: dict[str, str] = {}
    for line in lines:
        match line:
            case ["VAR", named, name, value] if named == ups:
                values[name] = value
            case _:
                return Nonsense()
    return Variables(values)


def _whole_number(text: str) -> int | None:
    """``100``, ``62.5``; None for what is no such number."""
    whole, _, rest = text.partition(".")
    if not (whole + rest).isdecimal() or not (whole + rest).isascii() or len(whole) > 9 or not whole:
        return None
    return int(whole)
