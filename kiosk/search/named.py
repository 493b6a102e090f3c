"""A department or a place that a query names beside, or instead of, a service. Frozen once built; any thread."""

from kiosk.search.entry import HOME
from kiosk.search.folding import folded
from kiosk.search.index import Index
from kiosk.search.lexicon import Lexicon
from kiosk.search.places import within

_HOME_NAME = "海口"
_PROVINCE = "460000"


class Named:
    """Words for the city's departments (official, short, and residents' own: 车管所) and for places."""

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._places = index.places
        self._quiet = lexicon.quiet
        self._departments: dict[str, str] = {}
        for official in index.home_departments:
            bare = official.split("(")[0]
            for word in (
                official,
                bare,
                bare.removeprefix("海口市"),
                bare.removeprefix("国家税务总局海口市"),
            ):
                if len(word) > 2:
                    self._departments.setdefault(folded(word), official)
        for official, said in index.synonyms.departments.items():
            if official in index.home_departments:
                self._departments.update({folded(word): official for word in said})

    def place(self, plain: str, query: str) -> tuple[str, str | None]:
        """The query without the place that it names; the city itself is no filter, and rules out another place."""
        named = [word for word in self._places if word in plain and self._places[word].named_in(plain)]
        if not named:
            return plain, None
        best = max(named, key=len)
        code = self._places[best].code
        left = plain.replace(f"户口在{best}", "").replace(f"在{best}", "").replace(best, "").strip()
        at_home = code in (HOME, _PROVINCE) or (_HOME_NAME in query and not within(code, HOME))
        return left or plain, None if at_home else code

    def department(self, plain: str) -> tuple[str | None, str]:
        """The department that the query names, and the rest of the query: nothing when it names no more."""
        best = max((word for word in self._departments if word in plain), key=len, default=None)
        if best is None:
            return None, plain
        rest = "".join(sign for sign in plain.replace(best, "") if sign not in self._quiet).strip()
        return self._departments[best], rest
