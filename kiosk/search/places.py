"""Places in a query: 户口在广东 names Guangdong. Codes are GB/T 2260; a shorter place holds the longer ones in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PROVINCES = (
    "11北京市 12天津市 13河北省 14山西省 15内蒙古自治区 21辽宁省 22吉林省 23黑龙江省 31上海市 32江苏省 33浙江省 "
    "34安徽省 35福建省 36江西省 37山东省 41河南省 42湖北省 43湖南省 44广东省 45广西壮族自治区 46海南省 50重庆市 "
    "51四川省 52贵州省 53云南省 54西藏自治区 61陕西省 62甘肃省 63青海省 64宁夏回族自治区 65新疆维吾尔自治区"
)
_DISTRICTS = (("460105", "秀英区"), ("460106", "龙华区"), ("460107", "琼山区"), ("460108", "美兰区"))
_ABOVE = (
    re.compile(r"^.*(?:省|自治区)(?=.{2,})"),
    re.compile(r"^.+?市(?=.{2,})"),
    re.compile(r"^.+?[区县](?=.+(?:镇|乡|街道|村|社区)$)"),
)
_TAIL = re.compile(
    r"(?:壮族|回族|维吾尔|黎族苗族|黎族|苗族)?(?:自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道|村|社区)$"
)


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """``other`` are longer words in which the place is none (广州 in 广州看病)."""

    code: str
    other: tuple[str, ...]

    def named_in(self, text: str) -> bool:
        """For a text that has the place's word."""
        return not any(longer in text for longer in self.other)


def place_words(
    regions: Iterable[tuple[str, str]], official: str, words: Iterable[str]
) -> dict[str, PlaceWord]:
    """For the provinces, Haikou's districts and every (code, name) of the catalogue, in their full and short forms.

    A short form that stands in an ``official`` name is no place (长寿 in 长寿补贴 is no district of Chongqing).
    """
    known = tuple(words)
    found: dict[str, PlaceWord] = {}
    provinces = [(entry[:2] + "0000", entry[2:]) for entry in _PROVINCES.split()]
    for code, name in (*provinces, *_DISTRICTS, *sorted(set(regions))):
        full = name
        for above in _ABOVE:
            full = above.sub("", full)
        for word in (name, full, _TAIL.sub("", full)):
            if len(word) > 1 and word not in found and (word not in official or word == name):
                found[word] = PlaceWord(code, tuple(other for other in known if word in other))
    return found


def within(region: str, place: str) -> bool:
    """Whether the region lies in the place: 460105 in 460100, 460100 in 460000."""
    significant = place
    while significant.endswith("00") and len(significant) > 2:
        significant = significant[:-2]
    return region.startswith(significant)
