"""The drawer of made-up cards beside the simulated reader: no such people exist; their numbers pass every check."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from devices.id_card.card import CardKind, IdCard, Sex

PORTRAIT_LENGTH = 1024


@dataclass(frozen=True, slots=True)
class DrawerCard:
    """One card in the drawer: what it is for, what it holds, what the police appended, its fingerprints if any."""

    note: str
    card: IdCard
    newest_address: str | None = None
    fingerprint: bytes = field(default=b"", repr=False)

    @property
    def portrait_wlt(self) -> bytes:
        """1,024 bytes that stand for the portrait; no WLT decoder will make a face of them."""
        return hashlib.shake_128(self.card.id_number.encode()).digest(PORTRAIT_LENGTH)


_MEILAN = "海口市公安局美兰分局"
_LONGHUA = "海口市公安局龙华分局"

DRAWER: Mapping[str, DrawerCard] = MappingProxyType(
    {
        "grandmother": DrawerCard(
            "a woman of 91, open-ended validity",
            IdCard(
                kind=CardKind.RESIDENT,
                name="符玉兰",
                sex=Sex.FEMALE,
                ethnic="黎",
                birth=date(1935, 1, 1),
                address="海南省海口市美兰区和平南路23号2栋401房",
                id_number="460108193501010027",
                issuer=_MEILAN,
                valid_from=date(2012, 6, 18),
                valid_to=None,
            ),
        ),
        "grandfather": DrawerCard(
            "a man of 91, open-ended validity",
            IdCard(
                kind=CardKind.RESIDENT,
                name="吴清海",
                sex=Sex.MALE,
                ethnic="汉",
                birth=date(1935, 1, 1),
                address="海南省海口市美兰区和平南路23号2栋401房",
                id_number="460108193501011230",
                issuer=_MEILAN,
                valid_from=date(2012, 6, 18),
                valid_to=None,
            ),
        ),
        "son": DrawerCard(
            "their son of 36, moved since: newest address, two fingerprints",
            IdCard(
                kind=CardKind.RESIDENT,
                name="吴志远",
                sex=Sex.MALE,
                ethnic="汉",
                birth=date(1990, 3, 7),
                address="海南省海口市秀英区海秀中路86号5栋1102房",
                id_number="460105199003071239",
                issuer="海口市公安局秀英分局",
                valid_from=date(2016, 5, 10),
                valid_to=date(2036, 5, 10),
            ),
            newest_address="海南省海口市龙华区金贸中路1号3栋608房",
            fingerprint=hashlib.shake_128(b"two made-up fingerprints").digest(1024),
        ),
        "aunt": DrawerCard(
            "the son's aunt, a woman of 86, for whom he acts",
            IdCard(
                kind=CardKind.RESIDENT,
                name="吴月娥",
                sex=Sex.FEMALE,
                ethnic="汉",
                birth=date(1940, 3, 15),
                address="海南省海口市龙华区龙昆南路77号6栋302房",
                id_number="460106194003150029",
                issuer=_LONGHUA,
                valid_from=date(2010, 11, 20),
                valid_to=None,
            ),
        ),
        "rare_name": DrawerCard(
            "a man whose name holds a rare and a private-use character",
            IdCard(
                kind=CardKind.RESIDENT,
                name="陈\U0002cb29\ue863",
                sex=Sex.MALE,
                ethnic="苗",
                birth=date(2000, 2, 29),
                address="海南省海口市琼山区府城镇忠介路15号",
                id_number="460107200002291238",
                issuer="海口市公安局琼山分局",
                valid_from=date(2019, 9, 2),
                valid_to=date(2029, 9, 2),
            ),
        ),
        "expired": DrawerCard(
            "a man of 75 whose card expired in 2021",
            IdCard(
                kind=CardKind.RESIDENT,
                name="林德胜",
                sex=Sex.MALE,
                ethnic="汉",
                birth=date(1951, 8, 15),
                address="海南省海口市龙华区解放西路9号",
                id_number="460106195108151233",
                issuer=_LONGHUA,
                valid_from=date(2001, 4, 3),
                valid_to=date(2021, 4, 3),
            ),
        ),
        "hong_kong": DrawerCard(
            "a residence permit for a woman from Hong Kong",
            IdCard(
                kind=CardKind.HMT_RESIDENCE,
                name="梁嘉欣",
                sex=Sex.FEMALE,
                birth=date(1992, 5, 13),
                address="海南省海口市龙华区国贸大道45号1203房",
                id_number="81000019920513876X",
                issuer=_LONGHUA,
                valid_from=date(2023, 11, 6),
                valid_to=date(2028, 11, 6),
                travel_permit="H01234567",
                issue_count=1,
            ),
        ),
        "foreigner_2017": DrawerCard(
            "a foreigner's permanent residence card of the 2017 edition",
            IdCard(
                kind=CardKind.FOREIGNER_2017,
                name="安德森",
                english_name="ANDERSON, OLIVER JAMES",
                sex=Sex.MALE,
                nationality="GBR",
                birth=date(1978, 10, 21),
                id_number="GBR460078102105",
                valid_from=date(2019, 6, 12),
                valid_to=date(2029, 6, 12),
                authority_code="4600",
                version="01",
            ),
        ),
        "foreigner_2023": DrawerCard(
            "a foreigner's permanent residence card of the 2023 edition, with a long name",
            IdCard(
                kind=CardKind.FOREIGNER_2023,
                name="马艾琳",
                english_name="MARTIN DE LA FONTAINE, ELEANOR ROSE MARIE",
                sex=Sex.FEMALE,
                nationality="CAN",
                birth=date(1981, 8, 3),
                id_number="911124198108030024",
                valid_from=date(2024, 3, 15),
                valid_to=date(2034, 3, 15),
                issue_count=0,
            ),
        ),
    }
)
