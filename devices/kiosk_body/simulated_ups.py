"""A UPS that is not there, behind a upsd that is not there either: it speaks upsd's lines on a TCP port."""

import threading
from collections.abc import Mapping, Sequence

from devices.id_card.far_end import TcpFarEnd
from devices.kiosk_body.drills import Drills
from devices.kiosk_body.nut_codec import quoted, words
from devices.kiosk_body.simulated_line import SimulatedLine
from devices.simulation import Answer, UnknownVerb

LOW_PERCENT = 20
_FULL_RUNTIME_S = 1800

_FAULTS = {
    "stale": "upsd hears nothing from the UPS: ERR DATA-STALE",
    "starting": "the driver has just started: no ups.status yet",
    "silent": "upsd takes the question and answers nothing",
    "garbage": "upsd's port answers rubbish",
    "half_answer": "upsd's answer breaks off in the middle",
    "access_denied": "upsd refuses: ERR ACCESS-DENIED",
    "replace_battery": "the battery is worn out",
    "refuse_connection": "upsd does not run",
}

_VERBS = {
    "state": "where the power comes from",
    "mains_off": "cuts the mains",
    "mains_on": "the mains are back",
    "charge": "N: the battery holds N per cent; 20 and less is low",
    "fault": "NAME [once]: makes NAME go wrong until cleared, or once",
    "clear": "ends all faults; mains and battery stay as they are",
    "unplug": "pulls the UPS's USB cable: upsd stays, its data grow stale",
    "plug": "plugs the cable in again",
}


class SimulatedUps:
    """One UPS with its upsd; implements ``devices.simulation.Simulator``. Any thread. ``ups`` is its name in upsd."""

    name = "ups"

    def __init__(self, *, ups: str = "ups") -> None:
        self._ups = ups
        self._lock = threading.Lock()
        self._on_mains = True
        self._charge = 100
        self._has_cable = True
        self._heard = b""
        self._drills = Drills(_FAULTS)
        self._line = SimulatedLine(TcpFarEnd(), self._answer, "simulated-upsd")

    def address(self) -> Mapping[str, str | int]:
        return {**self._line.address(), "ups": self._ups}

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return _FAULTS

    def perform(self, verb: str, words: Sequence[str] = ()) -> Answer:
        match verb, list(words):
            case "state", []:
                return self._state()
            case (("mains_off" | "mains_on"), []):
                self._on_mains = verb == "mains_on"
            case "charge", [percent] if percent.isascii() and percent.isdigit() and int(percent) <= 100:
                self._charge = int(percent)
            case "fault", _:
                if self._drills.start(list(words)) == "refuse_connection":
                    self._line.set_plugged(False)
            case "clear", []:
                self._drills.clear()
                self._line.set_plugged(True)
            case (("unplug" | "plug"), []):
                self._has_cable = verb == "plug"
            case _:
                raise UnknownVerb(
                    f"{verb}: {_VERBS.get(verb, 'no such verb; there are ' + ', '.join(_VERBS))}"
                )
        return None

    def close(self) -> None:
        self._line.close()

    def _state(self) -> Mapping[str, str | int | bool]:
        return {
            "mains": self._on_mains,
            "charge": self._charge,
            "plugged": self._has_cable,
            "faults": self._drills.pending(),
        }

    def _answer(self, data: bytes) -> bytes:
        self._heard = self._heard + data if data else b""
        *lines, self._heard = self._heard.split(b"\n")
        return b"".join(self._spoiled(self._answered(line)) for line in lines)

    def _spoiled(self, answer: bytes) -> bytes:
        if self._drills.strikes("silent"):
            return b""
        if self._drills.strikes("garbage"):
            return b"HTTP/1.1 400 Bad Request\r\n\xff\xfe\n"
        return answer[: len(answer) // 2] if self._drills.strikes("half_answer") else answer

    def _answered(self, line: bytes) -> bytes:
        try:
            asked = words(line.decode())
        except ValueError:
            return b"ERR INVALID-ARGUMENT\n"
        match asked:
            case ["LIST", "VAR", _] | ["GET", "VAR", _, _] if self._drills.strikes("access_denied"):
                return b"ERR ACCESS-DENIED\n"
            case ["LIST", "VAR", ups] | ["GET", "VAR", ups, _] if ups != self._ups:
                return b"ERR UNKNOWN-UPS\n"
            case ["LIST", "VAR", _] | ["GET", "VAR", _, _] if self._is_stale():
                return b"ERR DATA-STALE\n"
            case ["LIST", "VAR", ups]:
                listed = "".join(
                    f'VAR {quoted(ups)} {name} "{value}"\n' for name, value in self._variables().items()
                )
                return f"BEGIN LIST VAR {quoted(ups)}\n{listed}END LIST VAR {quoted(ups)}\n".encode()
            case ["GET", "VAR", ups, name] if name in self._variables():
                return f'VAR {quoted(ups)} {name} "{self._variables()[name]}"\n'.encode()
            case ["GET", "VAR", _, _]:
                return b"ERR VAR-NOT-SUPPORTED\n"
            case ["LOGOUT"]:
                return b"OK Goodbye\n"
            case _:
                return b"ERR UNKNOWN-COMMAND\n"

    def _is_stale(self) -> bool:
        return not self._has_cable or self._drills.strikes("stale")

    def _variables(self) -> Mapping[str, str]:
        low = " LB" if self._charge <= LOW_PERCENT else ""
        worn = " RB" if self._drills.strikes("replace_battery") else ""
        source = (
            "OL CHRG" if self._on_mains and self._charge < 100 else "OL" if self._on_mains else "OB DISCHRG"
        )
        return {
            "battery.charge": str(self._charge),
            "battery.runtime": str(_FULL_RUNTIME_S * self._charge // 100),
            "device.mfr": "Jinban",
            "device.model": 'Simulated \\"UPS\\"',
            "ups.status": "WAIT" if self._drills.strikes("starting") else source + low + worn,
        }
