"""The technician's examination of a station: every device by its own self-test, then every other part.

Devices are tested beside each other, for one that is silent takes seconds. While a kiosk runs it holds its devices'
lines: then its own live picture of them is told instead.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from zoneinfo import ZoneInfo

from app.examination.parts import examine_parts
from app.fitting.every_device import every_device
from app.live_status import statuses_of_running_shell
from app.station_context import StationContext
from devices.device import Device, DeviceStatus, Ready, TestFailed, TestPassed, Unknown
from kiosk.bench.finding import Finding, FindingState, Saying, finding_of, not_fitted
from kiosk.staff.account import STATION
from kiosk.staff.audit_event import DeviceName, device_name
from kiosk.staff.device_tests import DeviceTests, Outcome, TestResult
from kiosk.staff.opening import open_records


def examine(station: StationContext) -> list[Finding]:
    """Looks at everything; a second or two on a healthy station. Any thread but the devices' own."""
    running = statuses_of_running_shell(station.data)
    records = open_records(station.data)
    try:
        tests = DeviceTests(records)
        if running is None:
            devices = _tested(station, every_device(station))
            for finding in devices:
                _keep(finding, tests)
        else:
            devices = live_findings(running, tests.latest(), station.time_zone)
    finally:
        records.close()
    return [*devices, *examine_parts(station, thoroughly=True)]


def live_findings(
    statuses: tuple[DeviceStatus, ...], latest: Mapping[DeviceName, TestResult], zone: ZoneInfo
) -> list[Finding]:
    """A running kiosk's devices as it sees them, each with its last test. Pure; any thread."""
    return [_with_last_test(finding_of(status, status.checked_at), latest, zone) for status in statuses]


def _with_last_test(finding: Finding, latest: Mapping[DeviceName, TestResult], zone: ZoneInfo) -> Finding:
    """The finding with when its device was last tested, in the hall's time.

    What a person found bad stays so until a better test.
    """
    result = latest.get(device_name(finding.name))
    if result is None:
        return finding
    if result.outcome is Outcome.DENIED and finding.state is FindingState.READY:
        finding = replace(finding, state=FindingState.ATTENTION, saying=Saying("bench.judged_bad"))
    return replace(finding, last_test=result.at.astimezone(zone))


def _tested(station: StationContext, devices: Mapping[str, Device | None]) -> list[Finding]:
    with ThreadPoolExecutor(max_workers=len(devices), thread_name_prefix="self-test") as tests:
        return list(tests.map(lambda device: examine_device(station, *device), devices.items()))


def examine_device(station: StationContext, name: str, device: Device | None) -> Finding:
    """One device by its self-test; it is closed afterwards. On the thread that owns it."""
    if device is None:
        return not_fitted(name)
    try:
        match device.self_test():
            case TestPassed(detail):
                status = device.status()
                if isinstance(status.condition, Unknown):
                    status = replace(status, condition=Ready())  # it has no other condition than its test's
                return finding_of(status, station.now(), detail)
            case TestFailed(fault, detail):
                return Finding(name, FindingState.FAULTY, station.now(), fault, note=detail)
    finally:
        device.close()


def _keep(finding: Finding, tests: DeviceTests) -> None:
    if finding.last_test is not None:
        outcome = Outcome.FAILED if finding.state is FindingState.FAULTY else Outcome.PASSED
        tests.record(finding.name, outcome, finding.fault, finding.note, STATION, finding.last_test)
