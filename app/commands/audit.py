"""``jinban audit``: whether the audit log is whole, and the log itself for whoever has to read it."""

import argparse
import json
import sys
from pathlib import Path
from typing import assert_never

from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.staff.audit_chain import Finding, Flaw, Verdict, line
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.store.data_folder import sync_folder, write_file


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.action == "verify" and options.file is not None:
        raise SettingsRefused("audit verify: expected no further word")
    station.make_data_folder()
    records = open_records(station.data, now=station.now())
    try:
        if options.action == "verify":
            return _verify(options, records.verify())
        return _export(options, records)
    finally:
        records.close()


def _verify(options: argparse.Namespace, verdict: Verdict) -> int:
    if options.json:
        sys.stdout.write(json.dumps(_shown(verdict)) + "\n")
    else:
        whole = "the log is whole" if verdict.is_whole else "the log is not whole"
        sys.stdout.write(
            f"{whole}: {verdict.entries} entries, the last is {verdict.end.id} {verdict.end.hash}\n"
        )
        sys.stdout.writelines(f"{_sentence(finding)}\n" for finding in verdict.findings)
    return 0 if verdict.is_whole else 1


def _shown(verdict: Verdict) -> dict[str, object]:
    return {
        "whole": verdict.is_whole,
        "entries": verdict.entries,
        "last": {"id": verdict.end.id, "hash": verdict.end.hash},
        "unanchored": verdict.unanchored,
        "findings": [
            {"flaw": str(finding.flaw), "first": finding.first, "last": finding.last}
            for finding in verdict.findings
        ],
    }


def _sentence(finding: Finding) -> str:
    first, last = finding.first, finding.last
    match finding.flaw:
        case Flaw.CHANGED:
            return f"entry {first} was changed"
        case Flaw.UNLINKED:
            return f"entry {first} does not follow from the one before it, which was replaced"
        case Flaw.MISSING:
            which = f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"
            return f"{which}; look in quarantine/ for a staff.db that was set aside"
        case Flaw.FOUND_CUT:
            return f"the log was found cut before entry {first} was written"
        case Flaw.NOT_AS_ANCHORED:
            return f"entry {first} is not the one that audit.head knows: the log was written anew"
        case Flaw.ANCHOR_LOST:
            return "audit.head is missing or damaged: nobody can tell whether entries were taken from the end"
        case _ as never:
            assert_never(never)


def _export(options: argparse.Namespace, records: Records) -> int:
    entries = list(records.entries())
    if options.file is None:
        if options.json:
            sys.stdout.write(json.dumps({"entries": entries}, sort_keys=True) + "\n")
        else:
            sys.stdout.writelines(f"{line(entry)}\n" for entry in entries)
        return 0
    path = Path(options.file)
    try:
        write_file(path, "".join(f"{line(entry)}\n" for entry in entries).encode())
        sync_folder(path.absolute().parent)
    except OSError as error:
        sys.stderr.write(f"jinban: {path}: cannot be written: {error.strerror}; choose another file\n")
        return 1
    report = {"exported": len(entries), "file": options.file}
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{len(entries)} entries in {options.file}\n")
    return 0
