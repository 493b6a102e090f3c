"""Does what the technician's bench asks for: signs staff in, looks at the station, tests devices, keeps the results.

Everything that takes time is done on the desk's own thread or on the device's; the answers come as events.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import assert_never

from app.bench.device_trials import Trials
from app.examination.examine import live_findings
from app.examination.parts import examine_parts
from app.live_status import LiveStatus
from app.readiness import readiness_report
from app.station_context import StationContext
from config.faults import EnvironmentFault
from devices.device import Device
from devices.page_printer.outcome import AlreadyPrinted, NotPrinted, Printed, PrintUncertain
from devices.page_printer.printer import PagePrinter
from kiosk.bench import state as b
from kiosk.bench.finding import Finding, Saying
from kiosk.catalogue.words import Language
from kiosk.document.readiness import readiness_sheet
from kiosk.document.typesetting import to_pdf
from kiosk.staff.account import Actor
from kiosk.staff.audit_event import Action
from kiosk.staff.audit_event import Event as AuditEvent
from kiosk.staff.device_tests import DeviceTests, Outcome
from kiosk.staff.lock_out import boot_clock
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.staff.sign_in import AccountLocked, LockedOut, NoAccounts, SignedIn, SignIn, WrongPin
from kiosk.staff.staff import ListedAccount, Staff

LOOK_S = 1.0
PARTS_EVERY = 5
"""The parts that are no devices are looked at with every fifth look: they read the disk."""

_log = logging.getLogger("bench")

Do = Callable[[str, Callable[[], None]], None]
"""Carries out a job on a device's own thread."""


class BenchDesk:
    """`perform` is for the GUI thread and returns at once; ``post`` is called from other threads."""

    def __init__(
        self,
        station: StationContext,
        live: LiveStatus,
        devices: Mapping[str, Device | None],
        do: Do,
        post: Callable[[b.Event], None],
    ) -> None:
        self._station = station
        self._live = live
        self._devices = devices
        self._do = do
        self._post = post
        self._trials = Trials(station)
        self._records: Records | None = None
        self._parts: list[Finding] = []
        self._seen: tuple[Finding, ...] = ()
        self._looking = threading.Event()
        self._closing = threading.Event()
        self._work = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bench")
        self._looks = threading.Thread(target=self._look_on, name="bench-looks", daemon=True)
        self._looks.start()

    def close(self) -> None:
        self._closing.set()
        self._trials.stop()
        self._looking.set()
        self._work.shutdown(wait=True)
        self._looks.join(1.0)
        if self._records is not None:
            self._records.close()

    def perform(self, command: b.Command) -> None:
        match command:
            case b.OpenDesk():
                pass  # the touchscreen opens it
            case b.ListNames():
                self._later(self._list_names)
            case b.TrySignIn(name, pin):
                self._later(lambda: self._sign_in(name, pin))
            case b.StartLooking():
                self._looking.set()
            case b.StopLooking():
                self._trials.stop()
                self._looking.clear()
            case b.RunTest(device, by):
                self._run_test(device, by)
            case b.KeepJudgement(device, well, by):
                outcome = Outcome.CONFIRMED if well else Outcome.DENIED
                self._later(lambda: self._keep(b.TestEnded(device), outcome, by))
            case b.MakeReport():
                self._make_report()
            case b.SignOut(by):
                signed_out = AuditEvent(Action.SIGNED_OUT, by, self._station.now())
                self._later(lambda: self._opened().record(signed_out))
            case _ as never:
                assert_never(never)

    def _later(self, job: Callable[[], None]) -> None:
        self._work.submit(job).add_done_callback(_log_failure)

    def _opened(self) -> Records:
        """On the desk's thread. Raises EnvironmentFault."""
        if self._records is None:
            self._records = open_records(self._station.data)
        return self._records

    def _list_names(self) -> None:
        listed = Staff(self._opened()).listed(boot_clock())
        names = [kept.account.name for kept in listed if isinstance(kept, ListedAccount)]
        self._post(b.NamesTold(tuple(names)))

    def _sign_in(self, name: str, pin: str) -> None:
        try:
            told = Staff(self._opened()).sign_in(name, pin, self._station.now(), boot_clock())
        except EnvironmentFault as fault:
            self._post(b.SignInRefused(Saying(f"fault.{fault.code}.staff")))
            return
        self._post(_answer(told))

    def _run_test(self, name: str, by: Actor) -> None:
        device = self._devices.get(name)
        if device is None:
            return

        def run() -> None:
            ended = self._trials.run(name, device, self._seen)
            self._live.put(device.status())
            outcome = Outcome.PASSED if ended.fault is None else Outcome.FAILED
            self._later(lambda: self._keep(ended, outcome, by))
            self._post(ended)

        self._do(name, run)

    def _keep(self, ended: b.TestEnded, outcome: Outcome, by: Actor) -> None:
        tests = DeviceTests(self._opened())
        tests.record(ended.device, outcome, ended.fault, ended.note, by, self._station.now())

    def _make_report(self) -> None:
        """On the page printer where one is fitted, else as a file."""
        printer = self._devices.get("page_printer")
        if isinstance(printer, PagePrinter):
            self._do("page_printer", lambda: self._print_report(printer))
        else:
            self._later(self._save_report)

    def _report(self) -> bytes:
        latest = DeviceTests(self._opened()).latest()
        report = readiness_report(self._station, self._seen, self._station.now(), latest)
        return to_pdf(readiness_sheet(report, Language.ZH))

    def _print_report(self, printer: PagePrinter) -> None:
        outcome = printer.print_document(f"readiness {self._station.now().isoformat()}", self._report())
        match outcome:
            case Printed() | AlreadyPrinted():
                self._post(b.ReportMade(Saying("bench.report_printed"), well=True))
            case NotPrinted() | PrintUncertain():
                self._later(self._save_report)
            case _ as never:
                assert_never(never)

    def _save_report(self) -> None:
        folder = self._station.data / "reports"
        folder.mkdir(mode=0o700, exist_ok=True)
        file = folder / f"readiness-{self._station.now():%Y%m%d-%H%M%S}.pdf"
        draft = file.with_suffix(".new")
        draft.touch(0o600)
        draft.write_bytes(self._report())
        draft.rename(file)
        self._post(b.ReportMade(Saying("bench.report_saved", (("file", file.name),)), well=True))

    def _look_on(self) -> None:
        told: tuple[Finding, ...] = ()
        looks = 0
        while not self._closing.is_set():
            if not self._looking.is_set():
                told, looks = (), 0
            self._looking.wait()
            if self._closing.wait(LOOK_S if told else 0.0):
                break
            if looks % PARTS_EVERY == 0:
                self._parts = examine_parts(self._station, thoroughly=False)
            looks += 1
            findings = self._seen = self._findings()
            if findings != told:
                told = findings
                self._post(b.Looked(findings))

    def _findings(self) -> tuple[Finding, ...]:
        latest = DeviceTests(self._opened()).latest()
        devices = live_findings(self._live.all(), latest, self._station.time_zone)
        return (*devices, *self._parts)


def _answer(told: SignIn) -> b.Event:
    match told:
        case SignedIn(account):
            return b.SignedIn(account)
        case WrongPin(tries_left, wait_s) if wait_s == 0:
            return b.SignInRefused(Saying("bench.wrong_pin", (("tries", str(tries_left)),)))
        case WrongPin(wait_s=wait_s) | LockedOut(wait_s):
            return b.SignInRefused(Saying("bench.locked_out", (("seconds", str(round(wait_s) or 1)),)))
        case AccountLocked():
            return b.SignInRefused(Saying("bench.account_locked"))
        case NoAccounts():
            return b.SignInRefused(Saying("bench.no_accounts"))
        case _ as never:
            assert_never(never)


def _log_failure(done: Future[None]) -> None:
    """The bench is worth less than the kiosk: what fails on it is logged, and residents go on."""
    failure = done.exception()
    if isinstance(failure, EnvironmentFault):
        _log.error("bench %s", failure.code)
    elif failure is not None:
        _log.critical("defect", exc_info=failure)
