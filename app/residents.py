"""Made-up residents for simulations: natural names, valid check digits, nobody who exists.

Everything follows from one seed, so that two runs of the same seed are the same visits.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from devices.id_card.number import check_digit
from kiosk.form import passes_luhn
from kiosk.person import IdentifiedBy, Person, Sex

_FAMILY = "王陈林符吴李黄张周郑邢云冯韩潘许蔡梁谢曾"
_GIVEN = "秀英桂兰玉珍淑华建国德明文海春梅美莲亚妹金凤世雄运昌仁义家福瑞香"
_ROADS = ("和平大道", "海甸二东路", "龙昆南路", "文明东路", "琼山大道", "滨海大道", "秀英大道", "中山路")
_DISTRICTS = {"460105": "秀英区", "460106": "龙华区", "460107": "琼山区", "460108": "美兰区"}


@dataclass(frozen=True, slots=True)
class Resident:
    """A person with what they would type."""

    person: Person = field(repr=False)
    phone: str = field(repr=False)
    account: str = field(repr=False)
    district: str


def elders(seed: int, today: date) -> Iterator[Resident]:
    """Residents of Haikou between 80 and 104, each with another number."""
    dice = random.Random(seed)  # noqa: S311  a simulation, not a secret
    seen: set[str] = set()
    while True:
        resident = _resident(dice, today, 80, 104)
        if resident.person.id_number not in seen:
            seen.add(resident.person.id_number)
            yield resident


def grown_children(seed: int, today: date) -> Iterator[Resident]:
    """Residents between 30 and 65, who act for their parents."""
    dice = random.Random(seed)  # noqa: S311  a simulation, not a secret
    while True:
        yield _resident(dice, today, 30, 65)


def _resident(dice: random.Random, today: date, youngest: int, oldest: int) -> Resident:
    birth = today - timedelta(days=dice.randint(youngest * 366, oldest * 365))
    district = dice.choice(list(_DISTRICTS))
    sequence = dice.randint(1, 998)
    body = f"{district}{birth:%Y%m%d}{sequence:03d}"
    name = dice.choice(_FAMILY) + "".join(dice.sample(_GIVEN, dice.choice((1, 2, 2))))
    address = f"海口市{_DISTRICTS[district]}{dice.choice(_ROADS)}{dice.randint(1, 199)}号"
    person = Person(
        name=name,
        sex=Sex.MALE if sequence % 2 else Sex.FEMALE,
        birth=birth,
        id_number=body + check_digit(body),
        ethnic="汉",
        address=address,
        issuer=f"海口市公安局{_DISTRICTS[district][:2]}分局",
        valid_from=date(2015, 1, 1),
        identified_by=IdentifiedBy.CHIP,
    )
    return Resident(person, f"138760{dice.randint(0, 99999):05d}", _card_number(dice), district)


def _card_number(dice: random.Random) -> str:
    """19 digits with the check digit of ISO/IEC 7812-1."""
    body = "622202" + "".join(str(dice.randint(0, 9)) for _ in range(12))
    return next(body + digit for digit in "0123456789" if passes_luhn(body + digit))
