"""免申即享: what the card's owner could claim or must renew, computed here from the card and, with consent, from the
certificates. Nothing of it leaves the kiosk but the question for the certificates. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.catalogue.item import Item
from kiosk.catalogue.service import Rule
from kiosk.facts import gather_facts
from kiosk.question import AskCertificates, CertificatesTold
from kiosk.rules import compile_rule, facts_to_cel
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.browsing import start_item
from kiosk.visit.effect import Ask
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.session import Errand, Now, Session
from kiosk.visit.state import Visit

PURPOSE = "due"


def due(items: Iterable[Item], session: Session, now: Now) -> tuple[tuple[Item, Rule], ...]:
    """Each item that is due, with the first reason that holds."""
    found: list[tuple[Item, Rule]] = []
    for item in items:
        if item.active is not None and not item.active.holds_on(now.today):
            continue
        cel = facts_to_cel(gather_facts(item, now.today, session.given))
        why = next((one for one in item.due if compile_rule(one.when)(cel)), None)
        if why is not None:
            found.append((item, Rule(id="due", when=why.when, otherwise=why.why)))
    return tuple(found)


def due_step(visit: Visit, session: Session, now: Now) -> Step:
    """The card is here: what it tells at once, and the question for what only certificates tell."""
    items = session.may_be_due
    state = s.Due(due(items, session, now))
    keys = tuple(sorted({key for item in items for key in item.certificate_names}))[:20]
    if session.card is None or not keys or not visit.surroundings.platform_online:
        return to(visit, state, session=session)
    person = session.card.person
    question = AskCertificates(
        holder=person.id_number, holder_name=person.name, keys=keys, item=PURPOSE, purpose=PURPOSE
    )
    return to(visit, replace(state, asking=question), Ask(question), session=session)


def looking_at_due(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens of what is due make of an event."""
    session = visit.session
    match visit.state, event:
        case s.DueConsent(items), e.Continued():
            asked = replace(session, may_be_due=items)
            if session.card is None:
                return to(visit, s.Identify(), session=asked)
            return due_step(visit, asked, now)
        case s.Due() as state, e.Told(question, answer) if question == state.asking:
            if not isinstance(answer, CertificatesTold):
                return to(visit, replace(state, asking=None))
            known = replace(session, certificates=answer.certificates)
            return to(visit, s.Due(due(session.may_be_due, known, now)), session=known)
        case s.Due(), e.ItemChosen():
            return start_item(visit, event, s.Guide())
        case ((s.DueConsent() | s.Due()), e.WentBack()):
            return to(visit, s.Home(), session=replace(session, errand=Errand.APPLY, certificates=()))
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()
