"""Made-up services with trees, certificates and papers, and what a resident does with several of them at once."""

from kiosk.application import Company
from kiosk.catalogue.item import Audience, Item
from kiosk.catalogue.service import (
    FieldKind,
    FormField,
    Material,
    MaterialSource,
    Question,
    ResultDocument,
    ResultLine,
    Section,
    Service,
    Situation,
    Situations,
)
from kiosk.catalogue.words import Text
from kiosk.question import Answer, AskCertificates, CertificatesTold, HeldCertificate, Silence
from kiosk.question import Question as Asked
from kiosk.visit import event as e
from kiosk.visit.arriving import COMPANY_CODE
from kiosk.visit.effect import Ask
from kiosk.visit.part import Part
from kiosk.visit.sample_hall import ITEM, SERVICE, STROKES
from tests.kiosk.visit.resident_at_the_kiosk import ACCOUNT, ELDER, PHONE, Kiosk

FIRST = "AAAA-AAAA-AAAA-AAAA-1"
SECOND = "BBBB-BBBB-BBBB-BBBB-2"
WHOLE = "CCCC-CCCC-CCCC-CCCC-3"
WORDS = Text(zh="问", en="Ask")


def option(name: str, following: str | None = None, given: str | None = None) -> Situation:
    return Situation(id=name, label=WORDS, detail=WORDS, next=following, given=given)


def _material(name: str, source: MaterialSource, **more: object) -> Material:
    return Material.model_validate({"id": name, "name": WORDS, "source": source, "note": WORDS, **more})


WORK = ITEM.model_copy(
    update={
        "code": "HK-DEMO-3",
        "service": Service(
            situations=Situations(question=WORDS, options=(option("employed"), option("retired"))),
            form=(
                Section(
                    title=Text(zh="联系方式", en="Contact"),
                    fields=(
                        FormField(id="phone", label=WORDS, kind=FieldKind.PHONE),
                        FormField(id="account", label=WORDS, kind=FieldKind.BANK_CARD),
                    ),
                ),
            ),
            materials=(
                _material("photo", MaterialSource.SCAN),
                _material(
                    "marriage",
                    MaterialSource.CERTIFICATE,
                    certificate="marriage_certificate",
                    instead="comparison",
                ),
            ),
            eligibility=(),
            approval=(),
            commitment=(Text(zh="第二份承诺。", en="The second commitment."),),
        ),
    }
)
"""A second service: its own first question, a page that it shares with the first, a paper and a certificate."""


def _tree(item: Item, *further: Question, start: str) -> Item:
    service = item.service
    assert service is not None
    options = tuple(one.model_copy(update={"next": start}) for one in service.situations.options)
    situations = service.situations.model_copy(update={"options": options, "further": further})
    return item.model_copy(update={"service": service.model_copy(update={"situations": situations})})


TREE = _tree(
    ITEM,
    Question(id="home", question=WORDS, options=(option("own", "why"), option("rented", "landlord"))),
    Question(id="landlord", question=WORDS, options=(option("person", "why"), option("company", "why"))),
    Question(id="why", question=WORDS, options=(option("lost"), option("broken"))),
    start="home",
)
GIVEN = _tree(
    ITEM,
    Question(
        id="age",
        question=WORDS,
        options=(
            option("old", "why", given="applicant.age >= 80"),
            option("young", given="applicant.age < 80"),
        ),
    ),
    Question(id="why", question=WORDS, options=(option("lost"), option("broken"))),
    start="age",
)
FOR_OTHERS = ITEM.model_copy(
    update={
        "code": "HK-DEMO-5",
        "service": SERVICE.model_copy(
            update={
                "situations": Situations(
                    question=WORDS,
                    options=(
                        option("owner"),
                        option("heir"),
                        option("guardian").model_copy(update={"delegate": True}),
                    ),
                )
            }
        ),
    }
)
"""Its first question names what others call by another name."""
COMPANYS = ITEM.model_copy(update={"audience": (Audience.COMPANY,)})
WITH_RESULT = ITEM.model_copy(
    update={
        "service": SERVICE.model_copy(
            update={"result": ResultDocument(title=WORDS, lines=(ResultLine(label=WORDS, value="today"),))}
        )
    }
)
USCC = "91440300708461136T"
"""Published by the registrar; no company of this city."""
BOOKSHOP = Company(uscc=USCC, name="海口示例书店有限公司")
HOUSEHOLD = HeldCertificate(
    key="household_register",
    identifier="1.2.156",
    name="居民户口簿",
    issuer="示例公安局",
    fields={"number": "H-4711"},
)
MARRIAGE = HeldCertificate(
    key="marriage_certificate",
    identifier="1.2.157",
    name="结婚证",
    issuer="示例民政局",
    fields={"number": "M-0815"},
)


def begin(kiosk: Kiosk, item: Item) -> None:
    """One service, the elder's card, and the consent."""
    kiosk.happens(e.Touched(), e.ItemChosen(item, FIRST), e.Continued())
    kiosk.happens(e.CardRead(ELDER, b"portrait"), e.Continued())


def begin_cart(kiosk: Kiosk, *items: Item) -> None:
    parts = tuple(Part(item, number) for item, number in zip(items, (FIRST, SECOND), strict=True))
    kiosk.happens(e.Touched(), e.ItemChosen(items[0], WHOLE, parts), e.Continued())
    kiosk.happens(e.CardRead(ELDER, b"portrait"), e.Continued())


def asked(kiosk: Kiosk) -> Asked:
    """The last question to the platform."""
    return [effect.question for effect in kiosk.asked if isinstance(effect, Ask)][-1]


def told(kiosk: Kiosk, answer: Answer | Silence) -> None:
    kiosk.happens(e.Told(asked(kiosk), answer))


def hand_over(kiosk: Kiosk, *certificates: HeldCertificate) -> AskCertificates:
    """Ticks them all and gets what the register has; the question that was asked."""
    kiosk.happens(e.CertificateToggled(""), e.Continued())
    question = asked(kiosk)
    assert isinstance(question, AskCertificates)
    kiosk.happens(e.Told(question, CertificatesTold(certificates=certificates)))
    return question


def fill_in(kiosk: Kiosk) -> None:
    """Every page, with the same answers."""
    while type(kiosk.visit.state).__name__ == "FillForm":
        before = kiosk.visit.state
        kiosk.answer(phone=PHONE, address="海口市美兰区示例路九号", account=ACCOUNT)
        kiosk.happens(e.Continued())
        assert kiosk.visit.state != before, before


def submit(kiosk: Kiosk) -> None:
    """From the review to the moment of saving."""
    kiosk.happens(e.Continued(), e.Signed(STROKES), e.Continued())


def type_code(kiosk: Kiosk, code: str = USCC) -> None:
    """For which company."""
    kiosk.answer(**{COMPANY_CODE: code})
    kiosk.happens(e.Continued())
