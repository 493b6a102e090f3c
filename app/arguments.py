"""The command line's words: the contract that people, scripts and checks rely on."""

import argparse
from typing import NoReturn, Protocol


class Parser(argparse.ArgumentParser):
    """Wrong usage is one clear line and status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"jinban: {message} (see: {self.prog} --help)\n")


def parser() -> Parser:
    """Every command with its options. Those of the station may stand before or after the command."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--config", metavar="FILE", help="station settings (TOML)")
    common.add_argument("--data", metavar="DIR", help="folder of everything that is remembered")
    common.add_argument("--platform-url", metavar="URL", help="where applications go")
    common.add_argument("--set", metavar="KEY=VALUE", action="append", help="one setting; may be repeated")
    top = Parser(prog="jinban", description="Self-service kiosk for government halls", parents=[common])
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    def command(name: str, help_text: str, *, json: bool = False) -> Parser:
        made = commands.add_parser(name, help=help_text, parents=[common], description=help_text)
        if json:
            made.add_argument("--json", action="store_true", help="one JSON document on standard output")
        return made

    _station_commands(command)
    _filing_commands(command)
    _content_commands(command)
    _device_commands(command)
    _staff_commands(command)
    return top


class _Command(Protocol):
    def __call__(self, name: str, help_text: str, *, json: bool = False) -> Parser: ...


def _station_commands(command: _Command) -> None:
    run = command("run", "start the station: simulators, platform, sync and the touchscreen")
    run.add_argument("--fullscreen", action="store_true")
    run.add_argument("--no-platform", action="store_true", help="do not start the reference platform")
    run.add_argument(
        "--vnc", action="store_true", help="show the screen over VNC: no password, all interfaces"
    )

    demo = command("demo", "drive whole visits through the real screens and leave pictures")
    demo.add_argument("--out", metavar="DIR", required=True)

    platform = command("platform", "the reference platform")
    platform.add_argument("--database", metavar="URL")
    platform.add_argument("--port", type=int, metavar="N")

    bench = command("bench", "benchmarks, each a ratio to a floor or peer in the same run", json=True)
    bench.add_argument("name", nargs="?")
    bench.add_argument("--quick", action="store_true", help="once each: shows that they run, proves nothing")


def _filing_commands(command: _Command) -> None:
    simulate = command(
        "simulate", "headless visits through the same visit machine, store and sync", json=True
    )
    simulate.add_argument("--visits", type=int, required=True, metavar="N")
    simulate.add_argument("--seed", type=int, default=1, metavar="S")
    simulate.add_argument("--offline", action="store_true", help="do not sync")

    apply = command("apply", "validate, seal and queue applications from JSON", json=True)
    apply.add_argument("file", metavar="FILE", help="one application; - reads JSON lines")

    queue = command("queue", "the outbox", json=True)
    queue.add_argument("action", choices=["status", "list", "show", "export", "import"])
    queue.add_argument("target", nargs="?", metavar="ID|FILE")

    sync = command("sync", "drain the outbox to the platform", json=True)
    sync.add_argument("--once", action="store_true", help="until nothing is due")


def _content_commands(command: _Command) -> None:
    search = command("search", "search the catalogue", json=True)
    search.add_argument("text", nargs="*")
    search.add_argument("--limit", type=int, default=10)
    search.add_argument("--batch", metavar="FILE", help="one query a line")

    catalogue = command("catalogue", "service content", json=True)
    catalogue.add_argument("action", choices=["check", "build", "stats"])
    catalogue.add_argument("path", nargs="?", metavar="PATH")

    config = command("config", "station settings", json=True)
    config.add_argument("action", choices=["check"])
    config.add_argument("file", metavar="FILE")


def _device_commands(command: _Command) -> None:
    command("doctor", "test every device, the queue, the disk and the line", json=True)

    devices = command("devices", "one device action", json=True)
    devices.add_argument(
        "action", choices=["read-id-card", "read-social-card", "scan", "capture", "print-test"]
    )
    devices.add_argument("--out", metavar="FILE", help="capture: where to put the paper as a PDF")
    devices.add_argument("--timeout", type=float, default=30.0, metavar="S")

    replay = command("replay", "play a flight recording through our adapters: then and now", json=True)
    replay.add_argument(
        "file", metavar="FILE", help="a recording, or the folder that holds both files of one"
    )
    replay.add_argument("--device", metavar="NAME", help="only this device, by its name in the settings")

    command("simulators", "simulated devices")

    sim = command("sim", "steer the simulated devices", json=True)
    sim.add_argument("--list", action="store_true", help="devices, verbs and faults")
    sim.add_argument("words", nargs="*", metavar="DEVICE VERB [WORD ...]")


def _staff_commands(command: _Command) -> None:
    staff = command("staff", "the accounts of operators and technicians", json=True)
    staff.add_argument("action", choices=["add", "list", "pin", "lock", "unlock"])
    staff.add_argument("name", nargs="?", metavar="NAME")
    staff.add_argument("--role", choices=["operator", "technician"])
    staff.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")

    audit = command("audit", "check or export the log for the auditor", json=True)
    audit.add_argument("action", choices=["verify", "export"])
    audit.add_argument("file", nargs="?", metavar="FILE")
