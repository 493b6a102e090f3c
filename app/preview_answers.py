"""Plausible answers for looking at an item's screens: made-up people with valid numbers, and what they would type."""

from datetime import date, timedelta
from typing import Final, assert_never

from kiosk.catalogue.service import FieldKind, FormField
from kiosk.person import IdentifiedBy, Person, Sex


def _made_up(name: str, sex: Sex, birth: date, id_number: str, address: str) -> Person:
    return Person(
        name=name,
        sex=sex,
        birth=birth,
        id_number=id_number,
        ethnic="汉",
        address=address,
        valid_from=date(2015, 1, 1),
        valid_to=date(2099, 1, 1),
        identified_by=IdentifiedBy.CHIP,
    )


ELDER: Final = _made_up("符玉莲", Sex.FEMALE, date(1935, 1, 1), "460108193501010027", "海口市美兰区示例路9号")
MAN: Final = _made_up("王小明", Sex.MALE, date(1990, 3, 7), "460105199003071239", "海口市秀英区示例街1号")
NEIGHBOUR: Final = _made_up(
    "吴小海", Sex.MALE, date(1990, 3, 7), "460105199003070017", "海口市龙华区示例里2号"
)
APPLICANTS: Final = (MAN, ELDER)
"""Who is tried, in turn, until the item's rules let somebody through."""


VARIANTS: Final = 6
"""How many sets of answers are tried until the item's rules let somebody through."""


def plausible(field: FormField, today: date, variant: int) -> str:
    """An answer that the form takes; another ``variant`` is another choice, a larger number, an earlier day."""
    match field.kind:
        case FieldKind.CHOICE:
            return field.choices[variant % len(field.choices)].value if field.choices else ""
        case FieldKind.PHONE:
            return "13876001234"
        case FieldKind.BANK_CARD:
            return "6222021234567890128"
        case FieldKind.ID_NUMBER:
            return NEIGHBOUR.id_number
        case FieldKind.NAME:
            return NEIGHBOUR.name
        case FieldKind.TEXT:
            return "海口市美兰区示例路9号"[: field.max_length]
        case FieldKind.DATE:
            return (today - timedelta(days=(10, 400, 1, 40, 4000, 10)[variant % VARIANTS])).isoformat()
        case FieldKind.NUMBER:
            least = field.least if field.least is not None else 1
            wanted = (max(least, 1), 24, 240, 2000, 20000, 3)[variant % VARIANTS]
            return str(max(least, min(wanted, field.most if field.most is not None else wanted)))
        case FieldKind.USCC:
            return "91440300708461136T"
        case _ as never:
            assert_never(never)
