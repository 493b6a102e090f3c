"""Plausible answers for looking at an item's screens: made-up people with valid numbers, and what they would type."""

from datetime import date, timedelta
from typing import Final, assert_never

from kiosk.catalogue.service import FieldKind, FormField
from kiosk.person import IdentifiedBy, Person, Sex

ELDER: Final = Person(
    name="符玉莲",
    sex=Sex.FEMALE,
    birth=date(1935, 1, 1),
    id_number="460108193501010027",
    ethnic="汉",
    address="海口市美兰区示例路9号",
    valid_from=date(2015, 1, 1),
    valid_to=date(2099, 1, 1),
    identified_by=IdentifiedBy.CHIP,
)
MAN: Final = Person(
    name="王小明",
    sex=Sex.MALE,
    birth=date(1990, 3, 7),
    id_number="460105199003071239",
    ethnic="汉",
    address="海口市秀英区示例街1号",
    valid_from=date(2015, 1, 1),
    valid_to=date(2099, 1, 1),
    identified_by=IdentifiedBy.CHIP,
)
NEIGHBOUR: Final = Person(
    name="吴小海",
    sex=Sex.MALE,
    birth=date(1990, 3, 7),
    id_number="460105199003070017",
    ethnic="汉",
    address="海口市龙华区示例里2号",
    valid_from=date(2015, 1, 1),
    valid_to=date(2099, 1, 1),
    identified_by=IdentifiedBy.CHIP,
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
