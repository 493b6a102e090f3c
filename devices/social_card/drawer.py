"""The drawer of made-up social-security cards beside the simulated reader: no such people exist; their numbers pass
every check. Who also has a card in the ID-card drawer is the same person there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from types import MappingProxyType

from devices.id_card.number import Sex, parse_id_number
from devices.social_card.card import SocialCard

_REGION = "460100"


class Manner(Enum):
    """How a chip answers; all of these are within the standard."""

    PLAIN = auto()
    """At once, with what was asked for."""
    IN_PIECES = auto()
    """Every answer waits to be fetched: 61xx."""
    OTHER_LENGTH = auto()
    """Insists on a record's own length: 6Cxx."""
    EXPLICIT = auto()
    """Reads only from a file that was selected, by the record's place."""
    BY_TAG = auto()
    """Reads only from a file that was selected, by the record's tag."""


@dataclass(frozen=True, slots=True)
class DrawerCard:
    """One card in the drawer: what it is for, what it holds, how its chip answers."""

    note: str
    card: SocialCard
    manner: Manner = Manner.PLAIN


def _card(
    name: str,
    number: str,
    card_number: str,
    spec_version: str,
    issued: date,
    ethnic: str = "汉",
    sex: Sex | None = None,
) -> SocialCard:
    stated = parse_id_number(number)
    return SocialCard(
        number=number,
        name=name,
        sex=sex or stated.sex,
        birth=stated.birth,
        ethnic=ethnic,
        birth_place=number[:6],
        card_number=card_number,
        card_id_code=f"{_REGION}D15600000515{int(spec_version[0]):02d}A0C1{number[6:14]}",
        card_class="3",
        spec_version=spec_version,
        generation=int(spec_version[0]),
        issuer=f"{_REGION}910000000000000001",
        issue_date=issued,
        valid_to=issued.replace(year=issued.year + 10),
    )


DRAWER: Mapping[str, DrawerCard] = MappingProxyType(
    {
        "grandmother": DrawerCard(
            "a woman of 91, third generation",
            _card("符玉兰", "460108193501010027", "HKA123456", "3.00", date(2021, 3, 8), ethnic="黎"),
        ),
        "grandfather": DrawerCard(
            "a man of 91, first generation: sex is the third record",
            _card("吴清海", "460108193501011230", "A00412387", "1.00", date(2012, 7, 2)),
        ),
        "son": DrawerCard(
            "their son of 36, second generation",
            _card("吴志远", "460105199003071239", "B01904412", "2.00", date(2017, 11, 20)),
        ),
        "aunt": DrawerCard(
            "a woman of 86; every answer has to be fetched (61xx)",
            _card("吴月娥", "460106194003150029", "A00733521", "2.00", date(2015, 1, 9)),
            Manner.IN_PIECES,
        ),
        "rare_name": DrawerCard(
            "a man with a rare character in his name; the chip insists on its own lengths (6Cxx)",
            _card("陈䶮", "460107200002291238", "HKB220714", "3.00", date(2022, 9, 1), ethnic="苗"),
            Manner.OTHER_LENGTH,
        ),
        "expired": DrawerCard(
            "a man of 75 whose card expired; files have to be selected, records by place",
            _card("林德胜", "460106195108151233", "A00118650", "1.00", date(2011, 5, 5)),
            Manner.EXPLICIT,
        ),
        "long_name": DrawerCard(
            "a woman whose name needs the second name record; files have to be selected, records by tag",
            _card(
                "阿依古丽·买买提吐尔逊·阿卜杜热西提",
                "460106198105150028",
                "HKC330091",
                "2.00",
                date(2019, 6, 17),
                ethnic="维吾尔",
            ),
            Manner.BY_TAG,
        ),
    }
)
