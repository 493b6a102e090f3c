"""Result documents (结果文书): the paper that a grant gives: anybody can check it, only its owner can read it.

Kept is that there is one: its number, its case and its days. The content is made anew from the sealed application
whenever its applicant or delegate asks, so nothing readable lies on a disk. A number is ``D``, the acceptance number's
body and a check character by ISO/IEC 7064 MOD 37,36; what the QR code holds, ``JB1.<number>.<tag>``, says nothing of
the person, and nobody but the platform can make the tag.
"""

import hmac
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import Connection, RowMapping, insert, select, update

from central.database import Database
from central.keys import PlatformKeys
from central.opened import china_day
from central.tables import case, document
from central.verdict import Paper
from kiosk.application_id import check_character
from kiosk.catalogue.words import Text
from kiosk.store.row import milliseconds, moment
from sync.contract import Wire

_PREFIX = "JB1"


class DocumentState(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    """No such document was issued here: the paper is a forgery, or misread."""


class DocumentCheck(Wire):
    """``GET /v1/documents/{code}``: what anybody may know of a paper that is shown to them; never whose it is."""

    state: DocumentState
    number: str = ""
    title: Text | None = None
    issued_on: date | None = None
    valid_to: date | None = None


class DocumentRevoked(Wire):
    """A document that counts no more, and since when."""

    number: str
    revoked_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class Issued:
    """One document on record."""

    number: str
    case_id: str
    item: str
    issued_at: datetime
    valid_to: date | None
    revoked_at: datetime | None
    records: bytes = field(repr=False)
    """Those of the grant, sealed; empty where they were not kept."""

    def state_on(self, day: date) -> DocumentState:
        if self.revoked_at is not None:
            return DocumentState.REVOKED
        if self.valid_to is not None and self.valid_to < day:
            return DocumentState.EXPIRED
        return DocumentState.VALID


def issue(
    connection: Connection, application_id: str, acceptance_number: str, paper: Paper, at: datetime
) -> None:
    """In the transaction of the grant."""
    body = "D" + acceptance_number[:-1]
    connection.execute(
        insert(document).values(
            number=body + check_character(body),
            case_id=application_id,
            issued_at=milliseconds(at),
            valid_to=None if paper.valid_to is None else paper.valid_to.isoformat(),
            records=paper.records,
        )
    )


class Documents:
    """May be used from any thread; raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database, keys: PlatformKeys) -> None:
        self._database = database
        self._keys = keys

    def of_case(self, application_id: str) -> Issued | None:
        """The document of a case, whether or not it still counts."""
        with self._database.reading() as connection:
            row = connection.execute(_ISSUED.where(document.c.case_id == application_id)).mappings().first()
        return None if row is None else _issued(row)

    def verification(self, number: str) -> str:
        """What the QR code on the paper holds."""
        return f"{_PREFIX}.{number}.{self._keys.document_tag(number)}"

    def find(self, verification: str) -> Issued | None:
        """The document behind a QR code's text; None for a tag that is not ours."""
        prefix, _, rest = verification.partition(".")
        number, _, tag = rest.partition(".")
        genuine = hmac.compare_digest(tag.encode(), self._keys.document_tag(number).encode())
        if prefix != _PREFIX or not genuine:
            return None
        with self._database.reading() as connection:
            row = connection.execute(_ISSUED.where(document.c.number == number)).mappings().first()
        return None if row is None else _issued(row)

    def revoke(self, number: str, at: datetime) -> DocumentRevoked | None:
        """It counts no more; the first time stands. None when there is no such document."""
        this = document.c.number == number
        with self._database.writing() as connection:
            connection.execute(
                update(document)
                .where(this, document.c.revoked_at.is_(None))
                .values(revoked_at=milliseconds(at))
            )
            revoked = connection.execute(select(document.c.revoked_at).where(this)).scalar_one_or_none()
        return None if revoked is None else DocumentRevoked(number=number, revoked_at=moment(revoked))


def checked(issued: Issued | None, title: Text | None, now: datetime) -> DocumentCheck:
    """What is told of it. ``title``: of the item's document, None where the catalogue has the item no more."""
    if issued is None:
        return DocumentCheck(state=DocumentState.UNKNOWN)
    return DocumentCheck(
        state=issued.state_on(china_day(now)),
        number=issued.number,
        title=title,
        issued_on=china_day(issued.issued_at),
        valid_to=issued.valid_to,
    )


_ISSUED = select(document, case.c.item).join(case, case.c.id == document.c.case_id)


def _issued(row: RowMapping) -> Issued:
    valid_to, revoked_at = row["valid_to"], row["revoked_at"]
    return Issued(
        row["number"],
        row["case_id"],
        row["item"],
        moment(row["issued_at"]),
        None if valid_to is None else date.fromisoformat(valid_to),
        None if revoked_at is None else moment(revoked_at),
        row["records"] or b"",
    )
