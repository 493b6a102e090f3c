"""What the screens before the card show: home, lists, search, cart, the public list of proofs."""

from kiosk.catalogue.listing import Listed
from kiosk.catalogue.reference import KeptProof
from kiosk.catalogue.words import Text
from kiosk.offer.offer import Tone
from kiosk.visit import state as s
from kiosk.visit.found import Search
from ui.presentation.arriving import notices
from ui.presentation.chrome import Scene, View
from ui.services import Shelf

ENTRIES = (
    ("progress", "clock"),
    ("due", "star"),
    ("bundle", "receipt"),
    ("event", "calendar"),
    ("stage", "building"),
    ("department", "users"),
)
"""The other ways in, with their icons; each opens a screen of that name."""


def home(scene: Scene, shelf: Shelf, state: s.Home) -> dict[str, View]:
    language, card = scene.session.language, scene.session.card
    say = scene.say
    refused = say(f"show_code.{state.refused}") if state.refused else ""
    return {
        "title": say("home.title"),
        "sentence": say("home.greeting", name=card.person.masked_name) if card else say("home.sentence"),
        "searchHint": say("home.search_hint", count=shelf.count),
        "code": say("home.exchanging") if state.exchanging else refused,
        "basket": say("home.basket", count=len(scene.session.basket)) if scene.session.basket else "",
        "basketOpen": say("home.basket_open") if scene.session.basket else "",
        "entries": [{"id": name, "title": say(f"home.entry_{name}"), "icon": icon} for name, icon in ENTRIES],
        "hotTitle": say("home.hot"),
        "items": [row(scene, listed) for listed in shelf.hot],
        "themesTitle": say("home.themes"),
        "themes": [
            {"id": group.id, "title": group.name[language], "icon": group.icon} for group in shelf.themes
        ],
        "notices": [*_announcements(scene, shelf), *notices(scene)],
        "proofs": say("home.proofs"),
        "places": say("home.places", count=shelf.elsewhere) if shelf.elsewhere else "",
        "hotline": say("home.hotline", number=scene.here.hotline),
        "leave": say("shell.leave"),
    }


def row(scene: Scene, listed: Listed) -> View:
    """A service as one row of a list: what it is, whose, and how far it goes here."""
    language, say = scene.session.language, scene.say
    region = listed.region_name[language] if listed.region_name else ""
    return {
        "code": listed.code,
        "title": listed.name[language],
        "subtitle": listed.why or listed.summary[language],
        "note": region or listed.department[language],
        "icon": listed.icon,
        "badge": say("home.instant") if listed.instant else "",
        "finishes": listed.finishes,
        "place": say("home.can_finish" if listed.finishes else "home.guide_only"),
    }


def browse(scene: Scene, state: s.Browse) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    listing = state.listing
    kind = str(listing.facet)
    title = listing.title[language] if listing.title else say(f"browse.title_{kind}")
    return {
        "title": title,
        "key": f"{kind}/{listing.value}/{listing.page}",
        "facet": kind,
        "value": listing.value,
        "groups": [
            {
                "id": group.id,
                "title": group.name[language],
                "icon": group.icon,
                "note": say("browse.count", count=group.count),
            }
            for group in listing.groups
        ],
        "rows": [row(scene, listed) for listed in listing.rows],
        "page": listing.page,
        "pageText": say("browse.page", page=listing.page + 1, pages=listing.pages)
        if listing.pages > 1
        else "",
        "earlier": say("browse.earlier") if listing.page > 0 else "",
        "later": say("browse.later") if listing.page + 1 < listing.pages else "",
        "empty": "" if listing.groups or listing.rows else say("browse.empty"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def searching(scene: Scene, state: s.Searching) -> dict[str, View]:
    say, language, search = scene.say, scene.session.language, state.search
    return {
        "title": say("search.title"),
        "text": search.text,
        "placeholder": say("search.placeholder"),
        "clear": say("keyboard.clear"),
        "rows": [row(scene, listed) for listed in search.rows],
        "question": search.question[language] if search.question else "",
        "choices": [one.label[language] for one in search.choices],
        "empty": say("search.empty", hotline=scene.here.hotline) if search.text and not search.rows else "",
        "hint": _search_hint(scene, search),
        "keys": keyboard_words(scene),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _search_hint(scene: Scene, search: Search) -> str:
    if not search.text:
        return scene.say("search.hint")
    return scene.say("search.unsure") if search.doubtful else ""


def keyboard_words(scene: Scene) -> dict[str, View]:
    """What stands on the keyboard's own keys."""
    return {name: scene.say(f"keyboard.{name}") for name in _KEYS}


_KEYS = (
    "done", "space", "clear", "backspace", "shift", "language", "hint", "earlier", "later",
    "hand", "pinyin", "undo", "rewrite", "write",
)  # fmt: skip


def basket(scene: Scene) -> dict[str, View]:
    say, language, items = scene.say, scene.session.language, scene.session.basket
    together = len(items) > 1
    return {
        "title": say("basket.title"),
        "sentence": say("basket.sentence"),
        "rows": [
            {
                "code": item.code,
                "title": item.name[language],
                "note": item.department[language],
                "icon": item.icon,
                "remove": say("basket.remove"),
            }
            for item in items
        ],
        "next": say("basket.together", count=len(items)) if together else say("basket.alone"),
        "back": say("basket.add_more"),
        "leave": say("shell.leave"),
    }


def proofs(scene: Scene, kept: tuple[KeptProof, ...]) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    return {
        "title": say("proofs.title"),
        "sentence": say("proofs.sentence", count=len(kept)),
        "rows": [
            {
                "title": proof.name[language],
                "detail": proof.department[language],
                "basis": proof.basis[language] if isinstance(proof.basis, Text) else proof.basis,
            }
            for proof in kept
        ],
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _announcements(scene: Scene, shelf: Shelf) -> list[View]:
    language = scene.session.language
    closed = [{"tone": "warning", "text": scene.say("home.closed"), "next": ""}] if shelf.closed else []
    return [
        *closed,
        *(
            {
                "tone": "warning" if one.tone is Tone.WARNING else "info",
                "text": one.text[language],
                "next": "",
            }
            for one in shelf.announcements
        ),
    ]
