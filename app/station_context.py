"""One station's own things, opened when first needed: settings, data folder, catalogue, outbox, the platform's keys.

Every command begins with one. `time_zone` and `now` are the hall's: a receipt and an age are in the hall's time,
whatever the machine thinks. The libraries of store and keys are loaded by who first opens these (0.5 s together): the
touchscreen shows its first screen before that.
"""

import functools
import json
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from config.device_settings import SIMULATED, Table
from config.faults import EnvironmentFault, FaultCode
from config.settings import Settings, SettingsRefused
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.content import fingerprint
from kiosk.catalogue.words import Language
from kiosk.receipt import Place
from sync.settings import SyncSettings

if TYPE_CHECKING:
    from kiosk.filing import Filing
    from kiosk.store.outbox import Outbox
    from sync.asking import Asker
    from sync.contract import Trust
    from sync.show_code import SignedCodes

SIMULATORS_FILE = "simulators.json"
SIMULATORS_SOCKET = "simulators.sock"
MEBIBYTE = 1 << 20

TableT = TypeVar("TableT", bound=Table)


@dataclass(frozen=True)
class StationContext:
    """``data`` is the folder for everything that this station remembers."""

    settings: Settings
    data: Path
    platform_url: str
    """Where applications go: from the command line, the environment or the settings."""

    def make_data_folder(self) -> None:
        """0700, whatever the umask. Raises EnvironmentFault(STORE_FAILED)."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self.data.chmod(0o700)
        except OSError as error:
            raise EnvironmentFault(FaultCode.STORE_FAILED, f"{self.data}: {error.strerror}") from None

    @functools.cached_property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.station.timezone)

    def now(self) -> datetime:
        return datetime.now(self.time_zone)

    @property
    def catalogue_file(self) -> Path:
        return self.data / "catalogue.db"

    def open_catalogue(self) -> Catalogue:
        """The compiled catalogue; compiled first where it is missing or not of this content. Where the content is a
        compiled file itself (`jinban catalogue generate`), that."""
        self.make_data_folder()
        content = self.settings.content_folder()
        if content.suffix == ".db":
            return Catalogue(content)
        try:
            catalogue = Catalogue(self.catalogue_file)
            if catalogue.fingerprint == fingerprint(content):
                return catalogue
            catalogue.close()
        except EnvironmentFault:
            pass  # none yet, or of an older version: it is built below
        from kiosk.catalogue.build import build_catalogue  # noqa: PLC0415  see above

        build_catalogue(content, self.catalogue_file)
        return Catalogue(self.catalogue_file)

    def open_outbox(self) -> "Outbox":
        from kiosk.store.opening import open_database  # noqa: PLC0415  see above
        from kiosk.store.outbox import Outbox  # noqa: PLC0415  see above

        floor = self.settings.store.min_free_mb * MEBIBYTE
        return Outbox(open_database(self.data, floor_bytes=floor))

    @functools.cached_property
    def trust(self) -> "Trust":
        from sync.trust import load_trust  # noqa: PLC0415  see above

        return load_trust(self.settings.trust_file())

    @functools.cached_property
    def is_demo(self) -> bool:
        """Whether the keys are the published ones: `Trust.development`, read without the libraries of the keys."""
        try:
            told = json.loads(self.settings.trust_file().read_bytes())
        except (OSError, ValueError):
            return self.trust.development  # which says what is wrong with the file
        return isinstance(told, dict) and bool(told.get("development"))

    def filing(self, catalogue: Catalogue) -> "Filing":
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415  see above

        from kiosk.filing import Filing  # noqa: PLC0415  see above

        key = X25519PublicKey.from_public_bytes(self.trust.sealing_key)
        return Filing(self.settings.station.id, catalogue.fingerprint, key)

    def place(self, language: Language) -> Place:
        station = self.settings.station
        chinese = language is Language.ZH
        return Place(
            name=station.name_zh if chinese else station.name_en,
            place=station.place_zh if chinese else station.place_en,
            station=station.id,
            hotline=station.hotline,
            demo=self.is_demo,
        )

    def sync_settings(self) -> SyncSettings:
        platform, station = self.settings.platform, self.settings.station
        return SyncSettings(
            platform_url=self.platform_url,
            station=station.id,
            station_name=station.name_zh,
            enrolment_code=platform.enrolment_code,
            trust_path=self.settings.trust_file(),
            first_spread_s=platform.first_spread_s,
            plain_http_allowed=platform.allow_plain_http,
        )

    def open_asker(self) -> "Asker":
        """For one worker thread of the shell. Through the simulated cable, where the station is simulated.

        Raises EnvironmentFault for a bad address, trust file or station key.
        """
        from sync.asking import open_asker  # noqa: PLC0415  see above

        cable = self.simulators().get("network")
        settings = self.sync_settings()
        if cable is not None:
            settings = replace(settings, platform_url=f"http://{cable['host']}:{cable['port']}")
        return open_asker(self.data, settings)

    def signed_codes(self) -> "SignedCodes":
        """What this station believes of telephones' signed codes."""
        from sync.show_code import SignedCodes  # noqa: PLC0415  see above

        return SignedCodes(self.trust.code_key)

    def simulators(self) -> dict[str, dict[str, str | int]]:
        """Where the simulated devices listen, as ``jinban simulators`` wrote it; empty when none run."""
        try:
            found = json.loads((self.data / SIMULATORS_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def found(self, name: str, table: TableT, lost: FaultCode) -> TableT:
        """A device's settings with what is ``simulated`` filled in, as the simulators wrote it just now.

        Raises EnvironmentFault(lost) where no simulators run.
        """
        if SIMULATED not in table.model_dump().values():
            return table
        filled = table.model_copy(update=self.simulators().get(name, {}))
        if SIMULATED in filled.model_dump().values():
            raise EnvironmentFault(lost, "no simulators run; start them with: jinban simulators")
        return filled


def context(settings: Settings, data: str | None, platform_url: str | None) -> StationContext:
    """The station for one command. ``data`` wins over the environment, that over the default; see `settings_layers`."""
    url = platform_url or settings.platform.url
    if not url.startswith(("http://", "https://")):
        raise SettingsRefused(f"platform address {url}: expected http://HOST:PORT or https://HOST")
    return StationContext(settings, data_folder(data), url.rstrip("/"))


def data_folder(data: str | None) -> Path:
    """Where a command's station remembers things: as asked, else by the environment, else the default."""
    return Path(data or os.environ.get("JINBAN_DATA") or _default_data()).absolute()


def _default_data() -> str:
    checkout = Path(__file__).resolve().parent.parent
    return str(checkout / "var") if (checkout / "pyproject.toml").exists() else "/var/lib/jinban"
