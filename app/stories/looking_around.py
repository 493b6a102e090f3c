"""Rows 1, 3, 6, 11, 14 and 17: finding a service, whether it can be done here and now, and where else."""

from app.stories import cards
from app.stories.stage import Stage
from app.stories.walking import Visitor, apply
from kiosk.catalogue.listing import Facet
from kiosk.visit import event as e
from kiosk.visit import state as s

SUBSIDY = "HK-MZ-0261"
INSURANCE_RECORD = "HK-SB-0085"
GUANGZHOU_RECORD = "GZ-GA-0001"
SEARCHES = ("gaoling", "社保证明", "glbt", "房屋租赁", "身份证丢了")


def portal(stage: Stage) -> None:
    """Row 1: the whole catalogue by theme, department, level and life event; and "can I do it here, now?"."""
    stage.begin("portal")
    stage.look("home")
    for facet in (Facet.THEME, Facet.DEPARTMENT, Facet.LEVEL, Facet.EVENT):
        stage.browse(facet)
        stage.look(f"by-{facet}")
    for facet, value in (
        (Facet.THEME, "elderly"),
        (Facet.DEPARTMENT, "海口市公安局"),
        (Facet.LEVEL, "district"),
        (Facet.EVENT, "home"),
    ):
        stage.browse(facet, value)
        stage.look(f"{facet}-opened")
    stage.choose(SUBSIDY)
    stage.look("can-be-done-here")
    stage.back()
    stage.browse(Facet.THEME, "elderly")
    stage.choose(_guide_only(stage))
    stage.look("guide-only")
    stage.leave()


def zero_visits(stage: Stage) -> None:
    """Row 3: what ends at the kiosk comes first, says so, and really ends here."""
    stage.begin("zero-visits")
    stage.look("home")
    stage.browse(Facet.THEME, "elderly")
    stage.look("ranked")
    stage.choose(SUBSIDY)
    apply(stage, Visitor(cards.GRANDMOTHER, says={"district": "460108"}), level=5)


def near_home(stage: Stage) -> None:
    """Row 6: not here, not now: the nearest places with their hours, on a slip."""
    stage.begin("line-cut")
    stage.cut()
    stage.choose(INSURANCE_RECORD)
    stage.look("not-now")
    stage.ask_places()
    stage.look("places")
    stage.do(e.SlipAsked())
    stage.wait("the slip", lambda: _slip(stage.visit.state) is s.Paper.PRINTED)
    stage.look("slip-printed")
    stage.leave()
    stage.mend()
    stage.begin("guide-only")
    stage.browse(Facet.THEME, "elderly")
    stage.choose(_guide_only(stage))
    stage.ask_places()
    stage.look("places")
    stage.leave()


def search(stage: Stage) -> None:
    """Row 11: as people talk, and as they type."""
    stage.begin("search")
    stage.search("")
    stage.look("empty")
    for number, text in enumerate(SEARCHES, 1):
        stage.do(e.HomeAsked())
        stage.search(text)
        stage.look(f"found-{number}")
    stage.do(e.HomeAsked())
    stage.search("高龄补贴")
    stage.choose(SUBSIDY)
    stage.look("guide")
    stage.back()
    stage.look("back-at-the-results")
    stage.leave()


def other_places(stage: Stage) -> None:
    """Row 14: what another city decides is filed here and waits in that city's queue."""
    stage.begin("other-places")
    stage.look("home")
    stage.browse(Facet.PLACE)
    stage.look("by-place")
    stage.browse(Facet.PLACE, "440100")
    stage.look("guangzhou")
    stage.choose(GUANGZHOU_RECORD)
    apply(stage, Visitor(cards.FROM_GUANGDONG, says={"purpose": "work"}))


def fewer_proofs(stage: Stage) -> None:
    """Row 17: the list of the proofs that are still asked for, for everybody to read."""
    stage.begin("proofs")
    stage.do(e.ProofsAsked())
    stage.look("kept")
    stage.leave()


def _guide_only(stage: Stage) -> str:
    """The first service of the page that no kiosk finishes."""
    state = stage.visit.state
    rows = state.listing.rows if isinstance(state, s.Browse) else ()
    return next(row.code for row in rows if not row.finishes)


def _slip(state: s.State) -> s.Paper | None:
    return state.paper if isinstance(state, s.Elsewhere) else None
