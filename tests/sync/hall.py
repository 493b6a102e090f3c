"""A hall for the tests: a kiosk's outbox, a real platform on loopback, and residents who hand something in."""

import hashlib
import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

import config
from central.keys import DEVELOPMENT, platform_keys
from central.platform import Platform, open_platform
from central.registers.source import registers_for
from central.server import serve_in_thread
from kiosk.application import Application, AttachmentNote
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_item
from kiosk.catalogue.words import Language
from kiosk.envelope import SealedApplication, seal_application, seal_attachment
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.store.opening import open_database
from kiosk.store.outbox import Outbox
from kiosk.store.states import OutboxState
from sync.channel import Channel, Introduction
from sync.contract import Trust
from sync.exchange import HttpExchange
from sync.link import LinkLog
from sync.report import SyncReport
from sync.settings import SyncSettings
from sync.station_key import station_key
from sync.worker import Worker

ITEM = "HK-MZ-0261"
STATION = "HK-TEST-01"
NAME = "符阿婆"
ID_NUMBER = "460108193501011257"
PHONE = "13807651234"
SCAN = b"\xff\xd8\xff a scanned page of the household register "
CANARIES = (NAME.encode(), ID_NUMBER.encode(), PHONE.encode(), SCAN)
"""What must be nowhere on the wire and nowhere on a disk."""

Clock = Callable[[], datetime]


def real_clock() -> datetime:
    return datetime.now(UTC)


def dice(seed: int = 1) -> random.Random:
    return random.Random(seed)  # noqa: S311  spreads kiosks, guards no secret


@dataclass
class Hall:
    """One kiosk and its platform."""

    data: Path
    outbox: Outbox
    trust: Trust
    settings: SyncSettings
    platform: Platform | None = None
    clock: Clock = real_clock
    filed: list[str] = field(default_factory=list)

    def hand_in(self, attachments: int = 0, *, item: str = ITEM, phone: str = PHONE) -> str:
        """A resident hands in one application; its number."""
        sealed = sealed_application(self.trust, attachments, item=item, phone=phone)
        self.outbox.add(sealed, self.clock())
        self.filed.append(sealed.id)
        return sealed.id

    @contextmanager
    def worker(self, url: str | None = None, *, alone: bool = True) -> Iterator[Worker]:
        """The kiosk's worker, not yet running."""
        with HttpExchange() as exchange:
            channel = Channel(
                url or self.settings.platform_url,
                self.settings.station,
                station_key(self.data),
                self.trust,
                exchange,
                self.clock,
                Introduction(self.settings.station_name, self.settings.enrolment_code),
            )
            log = LinkLog(self.data)
            worker = Worker(self.outbox, channel, log, self.settings, self.clock, dice())
            if alone:
                worker.take_over()
            yield worker

    def sync_once(self, url: str | None = None, *, alone: bool = True) -> SyncReport:
        """A technician types ``jinban sync --once``."""
        with self.worker(url, alone=alone) as worker:
            return worker.run_once()

    def state(self, application_id: str) -> OutboxState:
        row = self.outbox.get(application_id)
        assert row is not None
        return row.state

    def error(self, application_id: str) -> str | None:
        row = self.outbox.get(application_id)
        assert row is not None
        return row.last_error

    def counts(self) -> dict[OutboxState, int]:
        return {state: count for state, count in self.outbox.counts().items() if count}

    def sealed_bytes(self, application_id: str) -> bool:
        """Whether the sealed application still lies in the kiosk."""
        return any(path.name.startswith(application_id) for path in (self.data / "sealed").iterdir())

    def cases(self) -> list[str]:
        """The applications that the platform has a case of, one entry for each case."""
        assert self.platform is not None
        found = [
            case.id
            for start in range(0, len(self.filed), 50)
            for case in self.platform.register.query(self.filed[start : start + 50])
        ]
        return sorted(found)


@contextmanager
def hall_with_platform(folder: Path) -> Iterator[Hall]:
    """A kiosk and a real platform."""
    keys = platform_keys(str(folder / "keys"))
    item = catalogue_item()
    platform = open_platform(
        folder / "platform",
        keys,
        lambda code: item if code == ITEM else None,
        registers=registers_for("", DEVELOPMENT),
    )
    with serve_in_thread(platform) as url, hall_without_platform(folder, url, keys.trust()) as hall:
        hall.platform = platform
        hall.settings = replace(hall.settings, enrolment_code=keys.enrolment_code)
        yield hall
    platform.close()


@contextmanager
def hall_without_platform(folder: Path, url: str, trust: Trust) -> Iterator[Hall]:
    """A kiosk whose platform is at ``url``, whatever is there."""
    data = folder / "kiosk"
    folder.mkdir(exist_ok=True)
    trust_path = folder / "trust.json"
    trust_path.write_text(trust.model_dump_json())
    settings = SyncSettings(
        platform_url=url,
        station=STATION,
        station_name="Test hall",
        enrolment_code="code",
        trust_path=trust_path,
        first_spread_s=0,
        heartbeat_s=0.5,
        case_refresh_s=1,
    )
    database = open_database(data, floor_bytes=0, ballast_bytes=4096)
    try:
        yield Hall(data, Outbox(database), trust, settings)
    finally:
        database.close()


def catalogue_item() -> Item:
    """The longevity subsidy."""
    path = Path(config.__file__).parent / "catalogue" / "elderly" / "longevity-subsidy.yaml"
    item = read_item(path)
    assert isinstance(item, Item)
    return item


def sealed_application(
    trust: Trust, attachments: int = 0, *, item: str = ITEM, phone: str = PHONE
) -> SealedApplication:
    """A made-up elder's application for the longevity subsidy, sealed to the platform of ``trust``."""
    number = application_id(secrets.token_bytes(RANDOM_BYTES))
    key = X25519PublicKey.from_public_bytes(trust.sealing_key)
    pages = [SCAN + secrets.token_bytes(3000) for _ in range(attachments)]
    now = real_clock() - timedelta(minutes=1)
    application = Application(
        id=number,
        item=item,
        situation="self",
        applicant=Person(
            name=NAME,
            sex=Sex.MALE,
            birth=date(1935, 1, 1),
            id_number=ID_NUMBER,
            identified_by=IdentifiedBy.CHIP,
        ),
        agent=None,
        form={
            "phone": phone,
            "residence": "海口市美兰区和平南路1号",
            "district": "460108",
            "bank": "icbc",
            "account": "6222021001116245702",
        },
        attachments=tuple(
            AttachmentNote(
                material="household_register",
                name=f"page {position}",
                media_type="image/jpeg",
                size=len(page),
                sha256=hashlib.sha256(page).hexdigest(),
            )
            for position, page in enumerate(pages)
        ),
        language=Language.ZH,
        station=STATION,
        catalogue="test",
        created_at=now,
    )
    return SealedApplication(
        id=number,
        item=item,
        created_at=now,
        envelope=seal_application(application.model_dump_json().encode(), number, key),
        attachments=tuple(
            seal_attachment(page, number, position, key) for position, page in enumerate(pages)
        ),
    )
