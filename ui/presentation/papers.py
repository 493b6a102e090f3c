"""What the screens of papers show: certificates and consent, what need not be brought, and the document camera."""

from kiosk.catalogue.service import MaterialSource
from kiosk.papers import NeededPaper, spared
from kiosk.question import Silence
from kiosk.receipt import material_name
from kiosk.visit import state as s
from ui.presentation.arriving import told
from ui.presentation.chrome import Scene, View
from ui.services import Services

_ICONS = {
    MaterialSource.CHIP: "card",
    MaterialSource.COMPARISON: "shield",
    MaterialSource.COMMITMENT: "pen",
    MaterialSource.SIGNATURE: "pen",
    MaterialSource.CERTIFICATE: "shield",
    MaterialSource.FORM: "document",
    MaterialSource.SCAN: "camera",
}


def certificates(scene: Scene, state: s.Certificates, services: Services) -> dict[str, View]:
    """Each certificate with its purpose; handed over only when its box is ticked."""
    say, session, language = scene.say, scene.session, scene.session.language
    names = services.certificate_names()
    item = session.item
    chosen = [key for key in state.keys if key in session.consented]
    offline = not scene.visit.surroundings.platform_online
    return {
        "title": say("certificates.title"),
        "sentence": say("certificates.sentence"),
        "purpose": say("certificates.purpose", item=item.name[language] if item else ""),
        "rows": [
            {
                "id": key,
                "title": names[key][language] if key in names else key,
                "detail": say("certificates.detail"),
                "chosen": key in session.consented,
            }
            for key in state.keys
        ],
        "offline": say("certificates.offline") if offline else "",
        "asking": state.asking is not None,
        "all": say("certificates.all") if len(chosen) < len(state.keys) > 1 else "",
        "next": say("certificates.asking")
        if state.asking
        else say("certificates.agree", count=len(chosen))
        if chosen
        else say("certificates.none"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def materials(scene: Scene, state: s.Materials) -> dict[str, View]:
    say = scene.say
    needed = scene.session.needed(scene.now.today)
    to_bring = len(needed) - spared(needed)
    return {
        "title": say("materials.title" if to_bring == 0 else "materials.title_some"),
        "sentence": say("materials.count", total=len(needed), spared=spared(needed)),
        "rows": [_row(scene, paper) for paper in sorted(needed, key=lambda paper: not paper.to_be_brought)],
        "reminded": say("materials.reminded") if state.reminded else "",
        "next": say("materials.next"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _row(scene: Scene, paper: NeededPaper) -> View:
    say, session, language = scene.say, scene.session, scene.session.language
    material = paper.material
    here = material.id in session.papers
    follows = material.id in session.later
    replaced = paper.source is not material.source
    detail = say(f"materials.source_{paper.source}") if replaced else material.note[language]
    if paper.to_be_brought:
        detail = say("materials.taken") if here else say("materials.follows") if follows else detail
    elif material.certificate in session.promised:
        detail = say("materials.promised")
    settled = not paper.to_be_brought or here or follows
    return {
        "id": material.id,
        "title": material.name[language],
        "detail": detail,
        "icon": _ICONS[paper.source],
        "state": "ok" if settled else "attention",
        "scan": _scan_word(scene, here=here, follows=follows) if paper.to_be_brought else "",
        "later": say("materials.later") if paper.may_follow and not here and not follows else "",
    }


def _scan_word(scene: Scene, *, here: bool, follows: bool) -> str:
    """What the button says that leads to the document camera; who wanted to bring it later may still do it now."""
    if here:
        return scene.say("materials.again")
    return scene.say("materials.now" if follows else "materials.scan")


def scan(scene: Scene, state: s.ScanPaper) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    papers = (paper for paper in scene.session.needed(scene.now.today))
    material = next((paper.material for paper in papers if paper.material.id == state.material), None)
    trouble = told(scene, state.fault) if state.fault else ("", "")
    return {
        **_under_the_camera(scene, trouble, taking=state.taking),
        "title": say("scan.title", paper=material.name[language] if material else ""),
        "next": _shutter(scene, taking=state.taking, again=state.fault is not None),
    }


def hand_in(scene: Scene, state: s.HandIn) -> dict[str, View]:
    """A paper that was to follow; it is with its case only when the platform says so."""
    say, case = scene.say, state.cases.case
    item = state.cases.items.get(case.item) if case else None
    name = material_name(item, state.material, scene.session.language)
    trouble = told(scene, state.fault) if state.fault else ("", "")
    if state.silence is not None:
        refused = state.silence is Silence.REFUSED
        hotline = scene.here.hotline
        trouble = (say("hand_in.refused", hotline=hotline) if refused else say("hand_in.unsent"), "")
    again = bool(state.fault or state.silence)
    shutter = _shutter(scene, taking=state.taking, again=again)
    return {
        **_under_the_camera(scene, trouble, taking=state.taking or state.asking is not None),
        "title": say("hand_in.title", paper=name),
        "next": say("hand_in.sending") if state.asking else shutter,
    }


def _shutter(scene: Scene, *, taking: bool, again: bool) -> str:
    return scene.say("scan.taking" if taking else "scan.again" if again else "scan.take")


def _under_the_camera(scene: Scene, trouble: tuple[str, str], *, taking: bool) -> dict[str, View]:
    say = scene.say
    return {
        "sentence": say("scan.sentence"),
        "trouble": trouble[0],
        "nextStep": trouble[1],
        "taking": taking,
        "picture": say("scan.picture"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }
