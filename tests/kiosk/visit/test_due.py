"""免申即享: what somebody could claim, from the card at once and from the certificates with consent."""

from datetime import date

from kiosk.catalogue.item import Item
from kiosk.catalogue.service import Due
from kiosk.catalogue.words import Period, Text
from kiosk.question import AskCertificates, CertificatesTold, Silence
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask
from kiosk.visit.sample_hall import ITEM
from kiosk.visit.session import Errand
from tests.kiosk.visit.counters import FIRST, HOUSEHOLD, asked, told
from tests.kiosk.visit.resident_at_the_kiosk import CHILD, ELDER, Kiosk


def due(code: str, *rules: str) -> Item:
    why = tuple(
        Due(when=rule, why=Text(zh=f"第{number}条", en=f"No. {number}")) for number, rule in enumerate(rules)
    )
    return ITEM.model_copy(update={"code": code, "due": why})


OLD = due("HK-DEMO-11", "applicant.age >= 120", "applicant.age >= 80")
HOUSE = due("HK-DEMO-12", "certificates.household_register.held")
NEVER = due("HK-DEMO-13", "applicant.age > 200")
OVER = due("HK-DEMO-14", "applicant.age >= 80").model_copy(
    update={
        "active": Period(since=date(2020, 1, 1), to=date(2025, 12, 31), as_of=date(2020, 1, 1), source="示例")
    }
)


def look(kiosk: Kiosk, *items: Item) -> None:
    kiosk.happens(e.Touched(), e.DueAsked(items), e.Continued(), e.CardRead(ELDER, b""))


def found(kiosk: Kiosk) -> list[tuple[str, str]]:
    return [(item.code, why.otherwise.zh) for item, why in kiosk.at(s.Due).found]


def test_nothing_is_looked_at_before_the_consent() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.CardRead(ELDER, b""), e.DueAsked((OLD, HOUSE)))
    kiosk.shows(s.DueConsent((OLD, HOUSE)))
    assert kiosk.asked == []
    kiosk.happens(e.WentBack())
    kiosk.shows(s.Home())
    assert kiosk.session.errand is Errand.APPLY


def test_the_card_tells_at_once_and_the_certificates_a_moment_later() -> None:
    kiosk = Kiosk()
    look(kiosk, OLD, HOUSE, NEVER)
    assert found(kiosk) == [("HK-DEMO-11", "第1条")], "with the first reason that holds"
    question = asked(kiosk)
    assert isinstance(question, AskCertificates)
    assert (question.holder, question.keys, question.purpose) == (
        ELDER.id_number,
        ("household_register",),
        "due",
    )
    told(kiosk, CertificatesTold(certificates=(HOUSEHOLD,)))
    assert found(kiosk) == [("HK-DEMO-11", "第1条"), ("HK-DEMO-12", "第0条")]
    assert kiosk.at(s.Due).asking is None


def test_nobody_answers_and_what_the_card_told_stays() -> None:
    kiosk = Kiosk()
    look(kiosk, OLD, HOUSE)
    told(kiosk, Silence.SLOW)
    assert found(kiosk) == [("HK-DEMO-11", "第1条")]
    assert kiosk.at(s.Due).asking is None


def test_offline_only_the_card_is_looked_at() -> None:
    kiosk = Kiosk(online=False)
    look(kiosk, OLD, HOUSE)
    assert found(kiosk) == [("HK-DEMO-11", "第1条")]
    assert not [effect for effect in kiosk.asked if isinstance(effect, Ask)]


def test_what_needs_no_certificate_asks_for_none() -> None:
    kiosk = Kiosk()
    look(kiosk, OLD)
    assert not [effect for effect in kiosk.asked if isinstance(effect, Ask)]


def test_a_touch_goes_on_to_apply_with_nothing_handed_over_beforehand() -> None:
    kiosk = Kiosk()
    look(kiosk, OLD, HOUSE)
    told(kiosk, CertificatesTold(certificates=(HOUSEHOLD,)))
    kiosk.happens(e.ItemChosen(HOUSE, FIRST))
    kiosk.shows(s.Guide())
    assert kiosk.session.certificates == (), "the consent was for looking only"
    assert kiosk.session.card is not None
    kiosk.happens(e.Continued())
    kiosk.shows(s.Consent())


def test_back_drops_the_certificates() -> None:
    kiosk = Kiosk()
    look(kiosk, HOUSE)
    told(kiosk, CertificatesTold(certificates=(HOUSEHOLD,)))
    kiosk.happens(e.WentBack())
    kiosk.shows(s.Home())
    assert kiosk.session.certificates == ()


def test_a_policy_that_has_ended_is_due_to_nobody() -> None:
    kiosk = Kiosk()
    look(kiosk, OVER)
    assert found(kiosk) == []


def test_a_son_of_thirty_six_is_due_nothing_of_the_old() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.Touched(), e.DueAsked((OLD,)), e.Continued(), e.CardRead(CHILD, b""))
    assert found(kiosk) == []


def test_back_from_the_reader_is_home() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.Touched(), e.DueAsked((OLD,)), e.Continued())
    kiosk.shows(s.Identify())
    kiosk.happens(e.WentBack())
    kiosk.shows(s.Home())
    assert kiosk.session.errand is Errand.APPLY
