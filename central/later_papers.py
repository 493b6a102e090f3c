"""Papers that follow their application (容缺补交): taken in while the case waits, and opened for the officer.

The sealed bytes lie among the attachments; here is which case and material they belong to. May be used from any thread;
raises EnvironmentFault as the disk fails.
"""

import json
import logging
from collections.abc import Sequence
from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import Connection, RowMapping, insert, select, update

from central.attachments import Attachments
from central.database import Database
from central.keys import PlatformKeys
from central.tables import case, later_paper
from kiosk.application import MediaType
from kiosk.case import CaseState, reasons_left
from kiosk.envelope import CannotOpen, open_later_paper
from kiosk.question import HandInPaper
from kiosk.store.row import milliseconds, moment
from sync.contract import AttachmentRef, Wire

_log = logging.getLogger("platform")


class LaterPaper(Wire):
    """One paper that followed, as an officer is told of it; ``size`` in bytes, sealed."""

    material: str
    media_type: MediaType
    size: int
    received_at: AwareDatetime


class LaterPapers:
    """Who may hand in is the caller's business."""

    def __init__(self, database: Database, attachments: Attachments, keys: PlatformKeys) -> None:
        self._database = database
        self._attachments = attachments
        self._keys = keys

    def take(self, paper: HandInPaper, at: datetime) -> tuple[str, ...] | None:
        """The papers that still are to follow; durable when it returns, and a repeat changes nothing.

        None when the case does not wait for this paper, or the bytes are not here or not sealed for this place.
        """
        if self._opened(paper.application_id, paper.material, paper.sha256, paper.size) is None:
            return None
        with self._database.writing() as connection:
            # Locked on PostgreSQL: two papers of one case at the same moment each take themselves off the list.
            here = select(case.c.later, case.c.reasons, case.c.state).where(case.c.id == paper.application_id)
            found = connection.execute(here.with_for_update()).mappings().one_or_none()
            if found is None or found["state"] != CaseState.ACCEPTED.value:
                return None
            later: list[str] = json.loads(found["later"])
            if paper.material in later:
                later.remove(paper.material)
                _keep(connection, paper, at)
                _follow(connection, paper.application_id, later, json.loads(found["reasons"]))
                _log.info("case %s: a paper that was to follow has come", paper.application_id)
            elif _found(connection, paper.application_id, paper.material) is None:
                return None
        return tuple(later)

    def of_case(self, application_id: str) -> tuple[LaterPaper, ...]:
        """Those that have come, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(later_paper)
                .where(later_paper.c.case_id == application_id)
                .order_by(later_paper.c.received_at, later_paper.c.material)
            ).mappings()
            return tuple(
                LaterPaper(
                    material=row["material"],
                    media_type=row["media_type"],
                    size=row["size"],
                    received_at=moment(row["received_at"]),
                )
                for row in rows
            )

    def content(self, application_id: str, material: str) -> bytes | None:
        """The opened paper; None when there is no such one."""
        with self._database.reading() as connection:
            row = _found(connection, application_id, material)
        if row is None:
            return None
        return self._opened(application_id, material, row["sha256"], row["size"])

    def _opened(self, application_id: str, material: str, sha256: str, size: int) -> bytes | None:
        sealed = self._attachments.contents([AttachmentRef(sha256=sha256, size=size)]) if sha256 else {}
        try:
            return open_later_paper(sealed[sha256], application_id, material, self._keys.sealing)
        except (KeyError, CannotOpen):
            return None


def _found(connection: Connection, application_id: str, material: str) -> RowMapping | None:
    this = (later_paper.c.case_id == application_id) & (later_paper.c.material == material)
    return connection.execute(select(later_paper).where(this)).mappings().one_or_none()


def _keep(connection: Connection, paper: HandInPaper, at: datetime) -> None:
    connection.execute(
        insert(later_paper).values(
            case_id=paper.application_id,
            material=paper.material,
            sha256=paper.sha256,
            size=paper.size,
            media_type=paper.media_type,
            received_at=milliseconds(at),
        )
    )


def _follow(
    connection: Connection, application_id: str, later: Sequence[str], reasons: Sequence[str]
) -> None:
    """When the last one has come, the case waits for an officer only."""
    connection.execute(
        update(case)
        .where(case.c.id == application_id)
        .values(later=json.dumps(later), reasons=json.dumps(reasons_left(reasons, later)))
    )
