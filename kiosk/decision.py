"""What comes of an application: granted at once (秒批), looked at by an officer, or refused, and why.

The kiosk asks to tell the resident what to expect; the platform asks to decide. Pure; any thread.
"""

from dataclasses import dataclass

from kiosk.catalogue.service import Amount, Rule, Service
from kiosk.check import failing
from kiosk.rules import Facts, compile_rule, facts_to_cel


@dataclass(frozen=True, slots=True)
class Granted:
    """All rules hold. ``amount`` is the item's sum for this applicant, if it pays one."""

    amount: Amount | None


@dataclass(frozen=True, slots=True)
class ForReview:
    """In order, but an officer must look, for these reasons."""

    reasons: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Not eligible, for these reasons."""

    reasons: tuple[Rule, ...]


Decision = Granted | ForReview | Refused


def decide(service: Service, facts: Facts, instant: bool, *, compared: bool = False) -> Decision:
    """The rules' word on these facts. An item that is not decided instantly always goes to an officer.

    ``compared``: the facts hold the registers' records, so that the comparisons count as well; only the platform can.
    """
    refusals = failing(service.eligibility, facts)
    doubts = failing(service.approval, facts)
    if compared:
        differences = failing(service.comparison, facts)
        refuses = {rule.id for rule in service.comparison if rule.refuses}
        refusals += tuple(rule for rule in differences if rule.id in refuses)
        doubts += tuple(rule for rule in differences if rule.id not in refuses)
    if refusals:
        return Refused(refusals)
    if doubts or not instant:
        return ForReview(doubts)
    return Granted(amount_for(service, facts))


def amount_for(service: Service, facts: Facts) -> Amount | None:
    """The first amount whose condition holds."""
    cel = facts_to_cel(facts)
    return next((amount for amount in service.amounts if compile_rule(amount.when)(cel)), None)
