"""An application: what a resident asks for, as it is filled in, checked, sealed and opened again at the platform.

Everything here crosses a border (a JSON file, the sealed envelope), so the models refuse what they do not know and
never repeat a value in an error. Pure; any thread.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from kiosk.catalogue.item import Item, Language
from kiosk.person import Person
from kiosk.rules import Facts, Json

MAX_ATTACHMENTS = 8
MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024
"""One sealed attachment; a scanned A4 page at 300 dpi is about 1 MB."""

ApplicationId = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-Z]$")
]
MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=80)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Attachment(_Wire):
    """One file in memory, before sealing. ``material`` is the catalogue's material that it stands for."""

    material: Label
    name: Label
    media_type: MediaType
    content: bytes = Field(repr=False)


class AttachmentNote(_Wire):
    """What the sealed application says of one attachment; its bytes travel beside, at the same position."""

    material: Label
    name: Label
    media_type: MediaType
    size: int
    sha256: str


class Draft(_Wire):
    """What the resident gave, not yet filed. ``form`` holds answers by field id."""

    item: str
    situation: str
    applicant: Person
    agent: Person | None = None
    form: Mapping[str, str] = Field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    language: Language = Language.ZH


class Application(_Wire):
    """One filed application, as sealed."""

    id: ApplicationId
    item: str
    situation: str
    applicant: Person
    agent: Person | None
    form: Mapping[str, str] = Field(repr=False)
    attachments: tuple[AttachmentNote, ...]
    language: Language
    station: str
    catalogue: str
    """Fingerprint of the catalogue whose rules the resident saw."""
    created_at: AwareDatetime


def facts_of(draft: Draft | Application, item: Item, today: date) -> Facts:
    """What the item's rules can see of an application."""
    given = [attachment.material for attachment in draft.attachments]
    return gather_facts(item, today, draft.situation, (draft.applicant, draft.agent), draft.form, given)


def gather_facts(
    item: Item,
    today: date,
    situation: str,
    people: tuple[Person | None, Person | None],
    answers: Mapping[str, str],
    attachments: Iterable[str] = (),
) -> Facts:
    """The same while it is still being filled in; ``people`` are applicant and agent. Every name that a rule may use
    exists, empty when not given, so that a rule never meets a gap."""
    applicant, agent = people
    fields = item.service.fields() if item.service else ()
    return {
        "today": today.isoformat(),
        "situation": situation,
        "applicant": _person_facts(applicant, today),
        "agent": {"present": agent is not None, **_person_facts(agent, today)},
        "form": {field.id: answers.get(field.id, "") for field in fields},
        "attachments": list(attachments),
    }


def _person_facts(person: Person | None, today: date) -> dict[str, Json]:
    if person is None:
        return {name: 0 if name == "age" else "" for name in PERSON_FACTS}
    return {
        "name": person.name,
        "sex": str(person.sex),
        "birth": person.birth.isoformat(),
        "age": person.age_on(today),
        "id_number": person.id_number,
        "kind": person.kind,
        "ethnic": person.ethnic or "",
        "address": person.address or "",
        "valid_to": person.valid_to.isoformat() if person.valid_to else "",
        "identified_by": str(person.identified_by),
    }


PERSON_FACTS = (
    "name", "sex", "birth", "age", "id_number", "kind", "ethnic", "address", "valid_to", "identified_by",
)  # fmt: skip
"""The names under ``applicant`` and ``agent`` in a rule."""
