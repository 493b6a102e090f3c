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
    _operator_commands(command)
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
    demo.add_argument("--row", metavar="N", help="the story of one of the city's systems, 1 to 21, or all")

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
    search.add_argument("--check-synonyms", action="store_true", help="mistakes in the synonyms, by line")
    search.add_argument("--moved", metavar="OLD", help="which test queries move against these older synonyms")

    catalogue = command("catalogue", "service content", json=True)
    catalogue.add_argument("action", choices=["check", "build", "stats", "preview", "exemptions", "generate"])
    catalogue.add_argument("path", nargs="?", metavar="PATH|CODE", help="content to check; item to look at")
    catalogue.add_argument("--items", type=int, default=12_000, metavar="N", help="generate: how many in all")
    catalogue.add_argument(
        "--seed", type=int, default=1, metavar="S", help="generate: another seed, other items"
    )
    catalogue.add_argument("--into", metavar="FILE", help="generate: the compiled catalogue")
    catalogue.add_argument(
        "--out", metavar="DIR", help="preview: for the pictures; generate: the items as YAML too"
    )
    catalogue.add_argument("--language", choices=["zh", "en"], default="zh", help="preview: of the screens")

    config = command("config", "station settings", json=True)
    config.add_argument("action", choices=["check", "show", "set", "unset"])
    config.add_argument("file", nargs="?", metavar="FILE|KEY=VALUE|KEY")
    config.add_argument("--by", metavar="NAME", help="the staff account that changes it")


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


def _operator_commands(command: _Command) -> None:
    items = command("items", "which items this station offers, when, with a message", json=True)
    items.add_argument("action", choices=["list", "enable", "disable", "schedule", "undo", "history"])
    items.add_argument("codes", nargs="*", metavar="CODE", help="items; undo takes the number of a change")
    items.add_argument("--theme", action="append", default=[], metavar="THEME")
    items.add_argument("--device", action="append", default=[], metavar="NAME")
    items.add_argument("--from", dest="starts", metavar="T", help="2026-12-01, 2026-12-01T08:30 or 08:30")
    items.add_argument("--until", metavar="T")
    items.add_argument(
        "--hours", action="append", default=[], metavar="HOURS", help="as in: mon-fri 08:30-17:30"
    )
    items.add_argument("--message-zh", metavar="TEXT", help="for residents, while it is withdrawn")
    items.add_argument("--message-en", metavar="TEXT")
    items.add_argument("--by", metavar="NAME", help="the staff account that changes it")

    hall = command("hall", "opening hours, announcements, hot list, supplies, checklist, counts", json=True)
    hall.add_argument(
        "action",
        choices=[
            "show",
            "hours",
            "announce",
            "end",
            "hot",
            "supplies",
            "replaced",
            "checklist",
            "tick",
            "counts",
        ],
    )
    hall.add_argument("words", nargs="*", metavar="WORD")
    hall.add_argument("--zh", metavar="TEXT", help="announce: in Chinese")
    hall.add_argument("--en", metavar="TEXT", help="announce: in English")
    hall.add_argument(
        "--warning", action="store_true", help="announce: stands first, in the warning's colour"
    )
    hall.add_argument("--from", dest="starts", metavar="T")
    hall.add_argument("--until", metavar="T")
    hall.add_argument("--days", type=int, default=7, metavar="N", help="counts: of the last N days")
    hall.add_argument("--by", metavar="NAME", help="the staff account that changes it")

    release = command("release", "signed releases of content and settings", json=True)
    release.add_argument("action", choices=["key", "make", "install", "show"])
    release.add_argument("file", nargs="?", metavar="FILE")
    release.add_argument("--key", action="append", default=[], metavar="FILE", help="make: signing key")
    release.add_argument("--content", metavar="DIR", help="make: folder of the item files")
    release.add_argument("--settings", metavar="FILE", help="make: settings for every station (TOML)")
    release.add_argument("--version", type=int, metavar="N", help="make: higher than the last one")
    release.add_argument("--by", metavar="NAME", help="install: the staff account that does it")
    release.add_argument("--days", type=int, default=90, metavar="N", help="make: valid so long")
