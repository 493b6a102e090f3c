"""A cart is sealed part by part under the receipt's number, and kept all or none."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.duties import Duties
from config.faults import FaultCode
from kiosk.application import Application, Draft
from kiosk.catalogue.words import Language
from kiosk.envelope import SealedApplication, open_application
from kiosk.filing import Filing
from kiosk.receipt import Place
from kiosk.store.opening import open_database
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.drafts import PartDraft
from kiosk.visit.effect import SaveApplication
from kiosk.visit.sample_hall import ANSWERS, ELDER
from tests.kiosk.store.hall import small_station
from tests.kiosk.visit.counters import FIRST, SECOND, WHOLE

AT = datetime(2026, 5, 6, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
CART = SaveApplication(
    WHOLE,
    tuple(
        PartDraft(number, Draft(item=item, situation="self", applicant=ELDER, form=ANSWERS))
        for number, item in ((FIRST, "HK-DEMO-1"), (SECOND, "HK-DEMO-3"))
    ),
)
ALONE = SaveApplication(FIRST, CART.parts[:1])


def place(language: Language) -> Place:  # noqa: ARG001
    return Place("海口市政务服务自助终端", "24小时自助大厅", "HK-DEMO-001", "12345", demo=True)


def duties_with(outbox: Outbox) -> Duties:
    filing = Filing("HK-TEST-001", "fingerprint", KEY.public_key())
    return Duties(outbox, filing, None, place, lambda: AT)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    outbox = Outbox(small_station(tmp_path / "data"))
    yield outbox
    outbox.database.close()


def opened(outbox: Outbox, number: str) -> Application:
    sealed = outbox.load(number, AT)
    assert isinstance(sealed, SealedApplication)
    return Application.model_validate_json(open_application(sealed.envelope, number, KEY))


def test_each_part_is_filed_under_its_own_number_and_names_the_receipts(outbox: Outbox) -> None:
    assert duties_with(outbox).save(CART) == e.ApplicationSaved(WHOLE)
    assert {row.id for row in outbox.list()} == {FIRST, SECOND}
    for number, item in ((FIRST, "HK-DEMO-1"), (SECOND, "HK-DEMO-3")):
        application = opened(outbox, number)
        assert (application.item, application.group) == (item, WHOLE)


def test_one_service_alone_belongs_to_no_group(outbox: Outbox) -> None:
    assert duties_with(outbox).save(ALONE) == e.ApplicationSaved(FIRST)
    assert opened(outbox, FIRST).group is None


def test_a_full_disk_keeps_no_part_and_says_so(tmp_path: Path) -> None:
    small_station(tmp_path / "data").close()
    full = Outbox(open_database(tmp_path / "data", floor_bytes=1 << 60, ballast_bytes=4096, now=AT))
    assert duties_with(full).save(CART) == e.SavingFailed(FaultCode.DISK_FULL)
    assert full.list() == []
    full.database.close()
