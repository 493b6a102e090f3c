"""Where the registers come from: the file that the settings name, checked as a whole. Read once, at start."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import config
from central.content_file import ContentFile, FileRefused, Place
from central.keys import DEVELOPMENT
from central.registers.entries import CompanyEntry, PersonEntry, RegistersFile
from central.registers.registers import NO_REGISTERS, Registers

NONE = "none"
"""The setting ``central.registers`` that asks for none at all, also beside the development keys."""
_DEVELOPMENT_FILE = Path(config.__file__).parent / "development" / "registers.yaml"


def registers_for(setting: str, keys: str) -> Registers:
    """What the settings ``central.registers`` and ``central.keys`` ask for: a file; or when the first is empty the
    made-up people, with the development keys only. Raises FileRefused."""
    if setting == NONE or (not setting and keys != DEVELOPMENT):
        return NO_REGISTERS
    return read_registers(Path(setting) if setting else _DEVELOPMENT_FILE)


def read_registers(path: Path) -> Registers:
    """The registers in a file. Raises FileRefused."""
    source = ContentFile(path)
    file = source.read(RegistersFile)
    mistakes = [source.mistake(place, "is there twice") for place in _twice(file)]
    if mistakes:
        raise FileRefused(mistakes)
    return Registers(file)


def _twice(file: RegistersFile) -> Iterator[Place]:
    """Numbers that must tell things apart and do not."""
    numbers: list[tuple[Place, str]] = [
        (("people", at, "id_number"), entry.id_number) for at, entry in enumerate(file.people)
    ]
    numbers += [(("companies", at, "uscc"), entry.uscc) for at, entry in enumerate(file.companies)]
    both: tuple[tuple[str, Sequence[PersonEntry | CompanyEntry]], ...] = (
        ("people", file.people),
        ("companies", file.companies),
    )
    for name, holders in both:
        numbers += [
            ((name, at, "certificates", position, "identifier"), certificate.identifier)
            for at, holder in enumerate(holders)
            for position, certificate in enumerate(holder.certificates)
        ]
    numbers += [
        (("people", at, "titles", position, "certificate"), title.certificate)
        for at, entry in enumerate(file.people)
        for position, title in enumerate(entry.titles)
    ]
    counts = Counter(number for _, number in numbers)
    yield from (place for place, number in numbers if counts[number] > 1)
