"""Compiles the service content into the one SQLite file that the kiosk opens in a millisecond.

The same content gives the same bytes, from whatever folder; a mistake leaves the last good catalogue standing.
"""

from datetime import date
from pathlib import Path

from kiosk.catalogue.certificate_type import Certificates
from kiosk.catalogue.content import ContentRefused, fingerprint, synonyms_file
from kiosk.catalogue.item import Item
from kiosk.catalogue.reference import Places
from kiosk.catalogue.reference_files import Reference
from kiosk.catalogue.source import read_content
from kiosk.catalogue.table import compiled_item, write_catalogue
from kiosk.search.synonyms import read_synonyms


def build_catalogue(folder: Path, target: Path, today: date | None = None) -> list[Item]:
    """Writes ``target`` (0600) from the content below ``folder``; gives its items. Raises ContentRefused, and
    EnvironmentFault(STORE_FAILED) where it cannot be written.

    ``today``: figures must not be of a later day; None where the clock may be wrong, as at a station's start.
    """
    read = read_content(folder, today)
    synonyms = read_synonyms(synonyms_file(folder))
    if read.mistakes or isinstance(synonyms, list):
        raise ContentRefused([*read.mistakes, *(synonyms if isinstance(synonyms, list) else ())])
    meta = {"fingerprint": fingerprint(folder)}
    compiled = [compiled_item(item) for item in read.items]
    write_catalogue(target, compiled, compiled_reference(read.reference), synonyms, meta)
    return read.items


def compiled_reference(reference: Reference) -> dict[str, str]:
    """What the items refer to, as JSON by name; what is not there is left out."""
    made = {"proofs": reference.proofs.model_dump_json(exclude_defaults=True)}
    if reference.certificates is not None:
        certificates = Certificates(certificates=reference.certificates)
        made["certificates"] = certificates.model_dump_json(exclude_defaults=True)
    if reference.places:
        made["places"] = Places(places=reference.places).model_dump_json(exclude_defaults=True)
    if reference.themes is not None:
        made["themes"] = reference.themes.model_dump_json(exclude_defaults=True)
    if reference.figures is not None:
        made["figures"] = reference.figures.model_dump_json(exclude_defaults=True)
    return made
