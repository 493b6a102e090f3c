"""The types of electronic certificate that there are: the documented schema of ``config/certificates.yaml``.

A type has the standard's code (证照类型代码): the unified social credit code of the ministry that defines it,
whose check character must be right, and three digits. Pure; any thread.
"""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from kiosk.catalogue.words import Content, Identifier, Provenance, Text
from kiosk.uscc import is_uscc

IMPLIED_FIELDS = ("number", "holder", "issued", "valid_to")
"""What every certificate has, whatever its type."""


def _type_code(code: str) -> str:
    if len(code) != 21 or not code[18:].isdecimal():
        raise ValueError("expected 21 characters: the ministry's unified social credit code and three digits")
    if not is_uscc(code[:18]):
        raise ValueError(f"{code[:18]} is no unified social credit code: its check character is wrong")
    return code


class CertificateField(Content):
    """One datum of a certificate; ``number``, ``holder``, ``issued`` and ``valid_to`` are there without being named."""

    id: Identifier
    label: Text

    @model_validator(mode="after")
    def _not_implied(self) -> "CertificateField":
        if self.id in IMPLIED_FIELDS:
            raise ValueError(f"{self.id} is there without being named")
        return self


class CertificateType(Provenance):
    """One type of electronic certificate (证照类型, GB/T 36902)."""

    key: Identifier
    type_code: Annotated[str, AfterValidator(_type_code)]
    """证照类型代码: who defines it (18 characters) and which of theirs (3 digits)."""
    name: Text
    issuer: Text
    fields: tuple[CertificateField, ...] = ()
    renew_before_days: int | None = Field(default=None, ge=1, le=730)
    """So many days before its end it is due to be renewed; empty: it does not end, or is not renewed."""

    @property
    def field_names(self) -> tuple[str, ...]:
        return (*IMPLIED_FIELDS, *(field.id for field in self.fields))


class Certificates(Content):
    certificates: tuple[CertificateType, ...] = Field(min_length=1)
