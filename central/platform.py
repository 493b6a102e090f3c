"""The reference central platform, put together: its folder, its keys, its register, its desk.

Everything lies under one folder (0700): ``platform.db``, ``attachments/`` and ``officer-token``. Names, numbers and
addresses of residents are in none of it: applications stay sealed and are opened in memory only.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from central.attachments import Attachments
from central.case_files import CaseFiles
from central.cases import Cases, FindItem
from central.database import Database, open_database
from central.documents import Documents
from central.judgement import Judge
from central.keys import PlatformKeys
from central.later_papers import LaterPapers
from central.officers import OfficersDesk
from central.phone_codes import PhoneCodes
from central.private_file import kept_secret
from central.progress import Progress
from central.questions import Questions
from central.ratings import Ratings
from central.register import Register
from central.registers.registers import NO_REGISTERS, Registers
from central.rejections import Rejections
from central.sealed_notes import SealedNotes
from central.stations import Stations
from central.workdays import workdays
from central.wrong_tries import WrongTries
from kiosk.store.data_folder import make_private_folder
from kiosk.store.disk_faults import disk_faults
from sync.show_code import SignedCodes

OFFICER_TOKEN = "officer-token"  # noqa: S105  the name of the file
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Platform:
    """Any thread may use all of it."""

    keys: PlatformKeys
    database: Database
    stations: Stations
    attachments: Attachments
    register: Register
    rejections: Rejections
    ratings: Ratings
    cases: Cases
    desk: OfficersDesk
    questions: Questions
    find_item: FindItem
    officer_token: str = field(repr=False)
    clock: Clock
    departments_down: set[str] = field(default_factory=set)
    """Whose own systems cannot be reached; an officer says so, until the platform is started again."""

    def close(self) -> None:
        self.database.close()


def _now() -> datetime:
    return datetime.now(UTC)


def open_platform(
    folder: Path,
    keys: PlatformKeys,
    find_item: FindItem,
    database_url: str = "",
    clock: Clock = _now,
    registers: Registers = NO_REGISTERS,
) -> Platform:
    """The platform on ``folder``, made when it is new. ``find_item`` is called from many threads at once.

    Raises EnvironmentFault as the disk fails, or for a database of a later version; FileRefused for the working days.
    """
    with disk_faults():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private_folder(folder)
        token = kept_secret(folder / OFFICER_TOKEN, lambda: secrets.token_urlsafe(32).encode())
    database = open_database(folder, database_url)
    judge = Judge(keys, registers, workdays())
    register, attachments = Register(database), Attachments(folder / "attachments", database)
    rejections, files = Rejections(database), CaseFiles(keys, attachments)
    papers = LaterPapers(database, attachments, keys)
    questions = Questions(
        progress=Progress(judge, register, files, papers, find_item, clock, WrongTries()),
        documents=Documents(database, keys),
        notes=SealedNotes(database, keys),
        phones=PhoneCodes(),
        signed_codes=SignedCodes(keys.trust().code_key),
        clock=clock,
    )
    return Platform(
        keys=keys,
        database=database,
        stations=Stations(database),
        attachments=attachments,
        register=register,
        rejections=rejections,
        ratings=Ratings(database, judge.workdays),
        cases=Cases(register, attachments, rejections, judge, find_item, clock),
        desk=OfficersDesk(judge, register, files, papers, find_item, clock),
        questions=questions,
        find_item=find_item,
        officer_token=token.decode("ascii", "replace").strip(),
        clock=clock,
    )
