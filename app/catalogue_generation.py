"""``jinban catalogue generate``: a catalogue of realistic size, into a file that commands can be pointed at."""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.catalogue.content import ContentRefused, synonyms_file
from kiosk.catalogue.generated import PREFIX, generate
from kiosk.catalogue.table import CompiledItem, write_catalogue
from kiosk.search.synonyms import Synonyms, read_synonyms

GENERATED_FILE = "generated.db"
_PER_FILE = 400
"""Items in one written file: far below the size that the checker takes."""


def run_generate(options: argparse.Namespace, station: StationContext) -> int:
    """Writes ``--into`` FILE (default: `generated.db` in the data folder) and, with ``--out``, the items as YAML."""
    catalogue = station.open_catalogue()
    try:
        made = generate(catalogue.items(), options.items, options.seed)
    except ValueError as error:
        raise SettingsRefused(f"--items {options.items}: {error}") from None
    target = Path(options.into) if options.into else station.data / GENERATED_FILE
    named = f"{options.items} items, seed {options.seed}"
    digest = hashlib.sha256(f"generated {named} from {catalogue.fingerprint}".encode()).hexdigest()
    try:
        meta = {"fingerprint": digest, "generated": named}
        write_catalogue(target, made, catalogue.compiled_reference(), _synonyms(station), meta)
        if options.out:
            _write_yaml(Path(options.out), made)
    except OSError as error:
        raise SettingsRefused(f"{error.filename}: {error.strerror}") from None
    generated = sum(item.row.code.startswith(PREFIX) for item in made)
    if options.json:
        report = {"items": len(made), "generated": generated, "file": str(target), "folder": options.out}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{len(made)} items, {generated} of them generated, in {target}\n")
        sys.stdout.write(f"use it with: --set catalogue.content={target.absolute()}\n")
    return 0


def _synonyms(station: StationContext) -> Synonyms:
    synonyms = read_synonyms(synonyms_file(station.settings.content_folder()))
    if isinstance(synonyms, list):
        raise ContentRefused(synonyms)
    return synonyms


def _write_yaml(folder: Path, items: Sequence[CompiledItem]) -> None:
    """Families of items, one item a line: YAML takes JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for begin in range(0, len(items), _PER_FILE):
        lines = [f"  - {item.definition}\n" for item in items[begin : begin + _PER_FILE]]
        path = folder / f"generated-{begin // _PER_FILE + 1:03}.yaml"
        path.write_text(
            "# Generated for tests; nobody's services.\nitems:\n" + "".join(lines), encoding="utf-8"
        )
