"""People who do not exist, every way that their data could lie in a file, and the search for it."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FAMILY = "王李张刘陈杨黄赵吴周符林冯梁邢"
_GIVEN = "玉兰清海志远月娥德胜嘉欣秀英国强晓燕"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One person."""

    id_number: str
    name: str
    phone: str
    address: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.id_number, self.name, self.phone, self.address)


def _with_check_character(first_17: str) -> str:
    """GB 11643-1999, 4.2.2."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return first_17 + "10X98765432"[total % 11]


@st.composite
def people(draw: st.DrawFn) -> MadeUp:
    birth = draw(st.dates(date(1930, 1, 1), date(2008, 12, 31)))
    area = draw(st.sampled_from(["460105", "460106", "460107", "460108"]))
    order = draw(st.integers(0, 999))
    name = draw(st.sampled_from(_FAMILY)) + "".join(
        draw(st.lists(st.sampled_from(_GIVEN), min_size=2, max_size=2))
    )
    return MadeUp(
        _with_check_character(f"{area}{birth:%Y%m%d}{order:03}"),
        name,
        f"13{draw(st.integers(0, 999_999_999)):09}",
        f"海南省海口市美兰区和平南路{draw(st.integers(1, 99)):02}号",
    )


def encodings(fact: str) -> Iterator[bytes]:
    """As a device may send it: ASCII or UTF-8, UTF-16LE, GB18030, and digits packed two to a byte."""
    yield fact.encode()
    yield fact.encode("utf-16-le")
    yield fact.encode("gb18030")
    digits = fact.removesuffix("X")
    if digits.isascii() and digits.isdigit():
        yield bytes.fromhex(digits + "F" * (len(digits) % 2))
        yield bytes.fromhex("0" * (len(digits) % 2) + digits)


def forms(fact: str) -> Iterator[bytes]:
    """As a file may hold it: each encoding raw, in hex, and in base64 at each of three offsets."""
    for raw in encodings(fact):
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for offset in range(3):
            # Only the characters that no neighbour has a part in are the fact's own.
            whole = base64.b64encode(b"\0" * offset + raw)
            yield whole[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6]


def found_in(content: bytes, person: MadeUp) -> list[bytes]:
    """Everything of the person that the content holds."""
    return [form for fact in person.facts for form in forms(fact) if form in content]
