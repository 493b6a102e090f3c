"""What the screens ask about services, answered from the compiled catalogue and the operator's offer.

GUI thread; each answer comes within a keystroke.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from config.texts import texts
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.item import HAIKOU, CompanyStage, Item, Level
from kiosk.catalogue.listing import Facet, Group, Listed, Listing
from kiosk.catalogue.reference import KeptProof
from kiosk.catalogue.shelf import Heading
from kiosk.catalogue.shelf import Listed as Line
from kiosk.catalogue.shelf import Shelf as Wanted
from kiosk.catalogue.words import Language, Text
from kiosk.nearby import Nearby, nearest
from kiosk.offer.offer import Offer, Offered
from kiosk.search.answer import Why, WhyMatched
from kiosk.visit.found import Choice, Search
from ui.services import Shelf

PAGE = 12
HOT = 6
SEARCH_ROWS = 8


class StationServices:
    """``here``: the station's latitude and longitude in degrees."""

    def __init__(self, catalogue: Catalogue, here: tuple[float, float]) -> None:
        self.catalogue = catalogue
        self._here = here
        self._offer = Offer()
        self._made: Shelf | None = None

    def take(self, offer: Offer) -> None:
        """What operators have set; between visits only."""
        self._offer = offer
        self._made = None

    def shelf(self) -> Shelf:
        if self._made is None:
            self._made = self._made_shelf()
        return self._made

    def _made_shelf(self) -> Shelf:
        catalogue, offer = self.catalogue, self._offer
        own = Wanted(region=HAIKOU.code)
        hot = (
            catalogue.listed(offer.hot or catalogue.hot())
            or catalogue.browse(Wanted(finishes=True, region=HAIKOU.code), limit=3 * HOT).rows
        )
        themes = tuple(_group(heading) for heading in catalogue.themes() if heading.items)
        count = catalogue.browse(limit=0).total
        return Shelf(
            hot=tuple(_listed(line) for line in self._offered(hot)[:HOT]),
            themes=tuple(theme for theme in themes if offer.theme_enabled(theme.id)),
            count=count,
            elsewhere=count - catalogue.browse(own, limit=0).total,
            announcements=offer.announcements,
            closed=not offer.open_now,
        )

    def _offered(self, lines: Iterable[Line]) -> list[Line]:
        return [line for line in lines if isinstance(self._offer.item(line.code, line.theme), Offered)]

    def browse(self, facet: Facet, value: str, page: int) -> Listing:
        """The groups of a facet; with ``value``, a page of the services of one group."""
        if not value and facet is not Facet.BUNDLE:
            return Listing(facet, groups=self._groups(facet))
        found = self.catalogue.browse(_wanted(facet, value), limit=PAGE, offset=page * PAGE)
        title = next((group.name for group in self._groups(facet) if group.id == value), None)
        pages = max(1, -(-found.total // PAGE))
        rows = tuple(_listed(line) for line in found.rows)
        return Listing(facet, value, title, rows=rows, page=page, pages=pages)

    def _groups(self, facet: Facet) -> tuple[Group, ...]:
        catalogue = self.catalogue
        match facet:
            case Facet.THEME:
                headings = catalogue.themes()
            case Facet.DEPARTMENT:
                headings = catalogue.departments()
            case Facet.EVENT:
                headings = catalogue.events()
            case Facet.STAGE:
                headings = catalogue.stages()
            case Facet.LEVEL:
                return _levels(catalogue.levels())
            case Facet.PLACE:
                headings = catalogue.regions()
            case Facet.BUNDLE:
                headings = ()
        return tuple(_group(heading) for heading in headings if heading.items)

    def search(self, text: str, language: Language) -> Search:
        """What is withdrawn is found all the same: its guide says why, and until when."""
        answer = self.catalogue.answer(text, SEARCH_ROWS)
        why = {found.code: _why(found.why, language) for found in answer.found}
        lines = self.catalogue.listed(found.code for found in answer.found)
        question = answer.question
        return Search(
            text=text,
            rows=tuple(replace(_listed(line), why=why[line.code]) for line in lines),
            question=Text(zh=question.zh, en=question.en) if question else None,
            choices=tuple(
                Choice(Text(zh=option.zh, en=option.en), option.codes) for option in question.options
            )
            if question
            else (),
            department=answer.department or "",
            place=answer.place or "",
            sure=answer.sure,
        )

    def listed(self, codes: Iterable[str]) -> tuple[Listed, ...]:
        return tuple(_listed(line) for line in self.catalogue.listed(codes))

    def item(self, code: str) -> Item | None:
        return self.catalogue.item(code)

    def withdrawn(self, item: Item) -> Text | None:
        """The operator's words, or ours where they left none."""
        standing = self._offer.item(item.code, item.theme)
        if isinstance(standing, Offered):
            return None
        return standing.message or Text(
            zh=texts(Language.ZH).say("availability.withdrawn"),
            en=texts(Language.EN).say("availability.withdrawn"),
        )

    @functools.cached_property
    def _may_be_due(self) -> tuple[Item, ...]:
        items = (self.catalogue.item(code) for code in self.catalogue.with_due())
        return tuple(item for item in items if item is not None)

    def may_be_due(self) -> tuple[Item, ...]:
        return tuple(item for item in self._may_be_due if self.withdrawn(item) is None)

    def places(self, item: Item, now: datetime) -> tuple[Nearby, ...]:
        return nearest(self.catalogue.places(), self._here, item, now)

    def proofs(self) -> tuple[KeptProof, ...]:
        return self.catalogue.proofs().kept

    @functools.cached_property
    def _certificate_names(self) -> Mapping[str, Text]:
        return {kind.key: kind.name for kind in self.catalogue.certificate_types()}

    def certificate_names(self) -> Mapping[str, Text]:
        return self._certificate_names


def _levels(counts: Mapping[str, int]) -> tuple[Group, ...]:
    """From the nation down to the village."""
    chinese, english = texts(Language.ZH), texts(Language.EN)
    names = {
        level: Text(zh=chinese.say(f"browse.level_{level}"), en=english.say(f"browse.level_{level}"))
        for level in Level
    }
    return tuple(Group(level, names[level], "building", counts[level]) for level in Level if level in counts)


def _why(why: WhyMatched, language: Language) -> str:
    """What led from the resident's words to the service; empty where its very name did."""
    match why.kind:
        case Why.NAME | Why.PART:
            return ""
        case Why.DEPARTMENT | Why.SAID | Why.SOUND | Why.PINYIN | Why.INITIALS | Why.ENGLISH:
            return texts(language).say(f"search.why_{why.kind}", said=why.said, meant=why.meant)
        case _ as never:
            assert_never(never)


def _wanted(facet: Facet, value: str) -> Wanted:
    match facet:
        case Facet.THEME:
            return Wanted(theme=value)
        case Facet.DEPARTMENT:
            return Wanted(department=value)
        case Facet.EVENT:
            return Wanted(event=value)
        case Facet.STAGE:
            return Wanted(stage=CompanyStage(value))
        case Facet.LEVEL:
            return Wanted(level=Level(value))
        case Facet.PLACE:
            return Wanted(region=value)
        case Facet.BUNDLE:
            return Wanted(bundle=True)


def _group(heading: Heading) -> Group:
    return Group(heading.id, Text(zh=heading.name_zh, en=heading.name_en), heading.icon, heading.items)


def _listed(line: Line) -> Listed:
    own = line.region.startswith(HAIKOU.code[:4])
    return Listed(
        code=line.code,
        name=Text(zh=line.name_zh, en=line.name_en),
        summary=Text(zh=line.summary_zh, en=line.summary_en),
        department=Text(zh=line.department_zh, en=line.department_en),
        icon=line.icon,
        instant=line.instant,
        finishes=line.finishes,
        region=line.region,
        region_name=None if own else Text(zh=line.region_zh, en=line.region_en),
    )
