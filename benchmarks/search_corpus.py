"""What the search is measured on: 356 kinds of service, twelve thousand with copies elsewhere, queries in two halves.

The list of services is the city's (``data/service_items.tsv``). Queries were written before the synonyms; a hash puts
each in the half that its authors tuned on or in the half that they did not look at. Everything here is deterministic.
"""

import csv
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import config
from kiosk.catalogue.content import SYNONYMS, ContentRefused
from kiosk.search.entry import HOME, Entry
from kiosk.search.synonyms import Synonyms, read_synonyms

_DATA = Path(__file__).with_name("data")
_DISTRICTS = (("460105", "秀英区"), ("460106", "龙华区"), ("460107", "琼山区"), ("460108", "美兰区"))
_TOWNS = (
    "长流",
    "西秀",
    "海秀",
    "石山",
    "永兴",
    "东山",
    "城西",
    "龙桥",
    "新坡",
    "遵谭",
    "龙泉",
    "凤翔",
    "府城",
    "龙塘",
)
_CITIES = (
    ("440100", "广东省广州市"),
    ("440300", "广东省深圳市"),
    ("440800", "广东省湛江市"),
    ("430100", "湖南省长沙市"),
    ("420100", "湖北省武汉市"),
    ("450100", "广西壮族自治区南宁市"),
    ("510100", "四川省成都市"),
    ("360100", "江西省南昌市"),
    ("410100", "河南省郑州市"),
    ("230100", "黑龙江省哈尔滨市"),
    ("460200", "海南省三亚市"),
    ("350200", "福建省厦门市"),
)
_ELSEWHERE, _DONE_ELSEWHERE = 3171, 450
_OBJECTS = (
    "采砂、占用林地、港口经营、船舶营运证、水路运输、电影放映、演出经纪、文物修缮、测绘资质、勘察设计资质、种子生产经营、"
    "兽药经营、饲料生产、渔业捕捞、水产苗种、取水、水土保持方案、防雷装置、涉路施工、广播电视设施、卫星电视接收、血站、"
    "烟花爆竹零售、保安服务公司、剧毒化学品运输、放射诊疗、医疗机构、职业培训学校、劳务派遣、人力资源服务、慈善组织、"
    "宗教活动场所、建筑企业资质、物业承接查验、城市绿化树木移植、公路超限运输、母婴保健"
)
_ENDINGS = (
    "许可",
    "审批",
    "备案",
    "延续",
    "变更",
    "注销",
    "核准",
    "年度报告",
    "信息查询",
    "证书补发",
    "资质认定",
    "验收",
)


@dataclass(frozen=True, slots=True)
class Query:
    """``expected`` are the names of which one must come first; ``held_out``: its authors did not tune on it."""

    text: str
    expected: tuple[str, ...]
    kind: str
    held_out: bool


def city_entries() -> list[Entry]:
    """The 356 kinds."""
    rows = _rows("service_items.tsv")
    return [
        Entry(
            code=f"HK-{number:04d}",
            name=row["name"],
            department=row["department"],
            theme=row["theme"],
            region=HOME,
            region_name="海口市",
            audience=tuple({"个人": "person", "法人": "company"}[part] for part in row["target"].split("/")),
            kind=row["kind"],
            kiosk=row["kiosk"],
        )
        for number, row in enumerate(rows, 1)
    ]


def twelve_thousand(count: int = 12_000, seed: int = 1) -> list[Entry]:
    """The 356, other services of the city, their copies in districts and towns, and 3,171 of other cities."""
    chance = random.Random(seed)  # noqa: S311  nothing secret: the same corpus each time
    city = city_entries()
    departments = sorted({entry.department for entry in city})
    made = list(city)
    pairs = [(thing, ending) for thing in _OBJECTS.split("、") for ending in _ENDINGS]
    chance.shuffle(pairs)
    for number, (thing, ending) in enumerate(pairs[: min(_DONE_ELSEWHERE, count // 10)], 1):
        made.append(
            Entry(
                f"HK-9{number:04d}",
                thing + ending,
                chance.choice(departments),
                region_name="海口市",
                kiosk="no",
            )
        )
    every = city + made[len(city) :]
    elsewhere = min(_ELSEWHERE, count // 4)
    for number in range(elsewhere):
        region, name = _CITIES[number % len(_CITIES)]
        made.append(_copy(chance.choice(every), f"QT-{number:05d}", region, name, "city"))
    number = 0
    while len(made) < count:
        region, name = _DISTRICTS[number % 4]
        if number % 3:
            town = _TOWNS[number // 4 % len(_TOWNS)]
            code = f"{region}{100 + number // 4 % len(_TOWNS):03d}"
            made.append(_copy(chance.choice(every), f"ZJ-{number:05d}", code, f"{town}镇", "town"))
        else:
            made.append(_copy(chance.choice(every), f"QX-{number:05d}", region, name, "district"))
        number += 1
    return made[:count]


def shipped_synonyms() -> Synonyms:
    """``config/synonyms.yaml``. Raises ContentRefused when it has mistakes."""
    synonyms = read_synonyms(Path(config.__file__).parent / SYNONYMS)
    if isinstance(synonyms, list):
        raise ContentRefused(synonyms)
    return synonyms


def queries() -> list[Query]:
    """Ours, half of them held out."""
    return [_query(row, held_out=hashlib.sha256(row["query"].encode()).digest()[0] % 2 == 1)
            for row in _rows("search_queries.tsv")]  # fmt: skip


def example_queries() -> list[Query]:
    """Wholly tuned on: the examples of kinds, and queries written to find what was missing."""
    rows = [*_rows("search_queries_dev.tsv"), *_rows("search_queries_tuned.tsv")]
    return [_query(row, held_out=False) for row in rows]


def keystrokes(texts: Sequence[str]) -> list[str]:
    """Every beginning of every query, as it is typed."""
    return [text[:end] for text in texts for end in range(1, len(text) + 1)]


def _copy(entry: Entry, code: str, region: str, name: str, level: str) -> Entry:
    place = name.rsplit("省", maxsplit=1)[-1].rsplit("自治区", maxsplit=1)[-1]
    department = entry.department.replace("海口市", place)
    return replace(entry, code=code, region=region, region_name=name, department=department, level=level)


def _query(row: dict[str, str], *, held_out: bool) -> Query:
    return Query(row["query"], tuple(row["expected"].split("|")), row["kind"], held_out)


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
