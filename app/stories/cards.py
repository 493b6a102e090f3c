"""The cards of a story: those of the simulators' drawer, and one for every resident of the made-up registers."""

from datetime import date

from central.registers.registers import Registers
from devices.id_card.card import CardKind, IdCard, Sex
from devices.id_card.drawer import DRAWER, DrawerCard

GRANDMOTHER = "460108193501010027"
SON = "460105199003071239"
AUNT = "460106194003150029"
JOBLESS = "460107200002291238"
LANDLORD = "460105199003070017"
NURSE = "460108199206120028"
CHILD = "460108201506010015"
DECEASED = "460106193002030020"
NEIGHBOUR = "460105194310020033"
FROM_GUANGDONG = "44010619580420004X"
FROM_HUNAN = "430102199708150039"
SEALED_HOME = "460107197403030050"
AGED_DEFAULTER = "460106194205090036"
"""ID numbers; who they are stands in ``config/development/registers.yaml``."""

ELECTRONICS = "91110108551385082Q"


def card_of(id_number: str, registers: Registers, *, valid_to: date | None = date(2036, 1, 1)) -> DrawerCard:
    """The card to lay on the reader; the drawer's own where there is one. ``valid_to`` is for the others."""
    for card in DRAWER.values():
        if card.card.id_number == id_number:
            return card
    person = registers.person(id_number)
    if person is None:
        raise ValueError("nobody in the registers has this number")
    made = IdCard(
        kind=CardKind.RESIDENT,
        name=person.name,
        sex=Sex[person.sex.name],
        ethnic=person.ethnic,
        birth=person.birth,
        address=person.address,
        id_number=person.id_number,
        issuer="海口市公安局",
        valid_from=date(2016, 1, 1),
        valid_to=valid_to,
    )
    return DrawerCard("a resident of the registers", made)
