"""``jinban devices read-id-card|print-test``: one device action from the command line."""

import argparse
import json
import sys
import time
from typing import assert_never

from app.fitting.id_card import fitted_reader
from app.fitting.receipt_printer import fitted_printer
from app.station_context import StationContext
from config.faults import FaultCode
from config.settings import SettingsRefused
from config.texts import texts
from devices.id_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault, ReadFailed
from devices.id_card.card import IdCard, to_json
from devices.id_card.reader import POLL_INTERVAL_S
from devices.receipt_printer.printer import AlreadyPrinted, NotPrinted, Printed, PrintUncertain
from devices.receipt_printer.self_test import print_self_test


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.timeout <= 0:
        raise SettingsRefused(f"devices: --timeout {options.timeout}: expected more than 0 seconds")
    if options.action == "print-test":
        return _print_test(options, station)
    found = _read(options.timeout, station)
    if isinstance(found, FaultCode):
        return _failed(options, found)
    card = to_json(found)
    if options.json:
        sys.stdout.write(json.dumps(card, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in card.items())
    return 0


def _read(timeout_s: float, station: StationContext) -> IdCard | FaultCode:
    """The first card that can be read, or the last thing that stood in the way."""
    reader = fitted_reader(station)
    if reader is None:
        return FaultCode.READER_NOT_FITTED
    deadline = time.monotonic() + timeout_s
    trouble = FaultCode.CARD_ABSENT
    try:
        while time.monotonic() < deadline:
            answer = reader.poll()
            match answer:
                case CardRead(card):
                    return card
                case ReadFailed(fault) | ReaderFault(fault):
                    trouble = fault
                case NoCard() | CardPresent() | CardRemoved():
                    pass
                case _ as never:
                    assert_never(never)
            time.sleep(POLL_INTERVAL_S)
    finally:
        reader.close()
    return trouble


def _print_test(options: argparse.Namespace, station: StationContext) -> int:
    printer = fitted_printer(station)
    if printer is None:
        return _failed(options, FaultCode.PRINTER_NOT_FITTED)
    try:
        outcome = print_self_test(printer, station.settings.station.id, station.now())
    finally:
        printer.close()
    match outcome:
        case Printed() | AlreadyPrinted():
            sys.stdout.write('{"printed": true}\n' if options.json else "printed\n")
            return 0
        case NotPrinted(fault) | PrintUncertain(fault):
            return _failed(options, fault)
        case _ as never:
            assert_never(never)


def _failed(options: argparse.Namespace, fault: FaultCode) -> int:
    say = texts("en").say
    message, advice = say(f"fault.{fault}.staff"), say(f"fault.{fault}.remedy")
    if options.json:
        error = {"code": str(fault), "message": message, "advice": advice}
        sys.stdout.write(json.dumps({"error": error}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"jinban: {message}. {advice}.\n")
    return 1
