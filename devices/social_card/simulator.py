"""A simulated social-security card reader: the real PC/SC service with a virtual reader, and a drawer of made-up cards.

Verbs: ``drawer``, ``insert NAME``, ``remove``, ``state``, ``fault NAME [once|TIMES]``, ``clear``, ``unplug``, ``plug``,
``kill_service``, ``restart_service``, ``neighbour on|off``.
"""

import threading
from collections.abc import Mapping, Sequence

from devices.drills import Drills
from devices.simulation import Answer, UnknownVerb
from devices.social_card.drawer import DRAWER, DrawerCard
from devices.social_card.drill import HELP, Drill
from devices.social_card.private_service import READERS
from devices.social_card.simulated_service import SimulatedService
from devices.social_card.simulated_slot import SimulatedSlot

_VERBS = {
    "drawer": "lists the cards in the drawer",
    "insert": "NAME|INDEX: puts a card of the drawer into the reader, in the place of any other",
    "remove": "takes the card out",
    "state": "tells which card is in, what runs, and which faults are due",
    "fault": "NAME [once|TIMES]: drills a fault that often, or until clear",
    "clear": "ends all faults; does not plug in and starts no service",
    "unplug": "pulls the reader's cable; the service starts anew without it",
    "plug": "plugs the reader in again",
    "kill_service": "kills the PC/SC service",
    "restart_service": "starts the PC/SC service anew",
    "neighbour": "on|off: another reader on the same machine",
}


class SimulatedSocialCards:
    """One simulated reader; implements ``devices.simulation.Simulator``. Raises CannotSimulate."""

    name = "social_card"

    def __init__(self) -> None:
        self._drills: Drills[Drill] = Drills()
        self._lock = threading.Lock()
        self._is_plugged = True
        self._has_neighbour = False
        self._runs = True
        self._service = SimulatedService()
        self._start()
        self._slot = SimulatedSlot(
            lambda: self._service.connect_card("ours"), self._drills, self.kill_service
        )

    def address(self) -> Mapping[str, str | int]:
        return {"reader": READERS["ours"], "socket": self._service.socket}

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return {drill.value: text for drill, text in HELP.items()}

    def perform(self, verb: str, words: Sequence[str]) -> Answer:
        match verb, list(words):
            case "drawer", []:
                return {name: card.note for name, card in DRAWER.items()}
            case "insert", [name]:
                self.insert(name)
            case "remove", []:
                self.remove()
            case "state", []:
                return self.state()
            case "fault", [name]:
                self.fail_until_cleared(name)
            case "fault", [name, "once"]:
                self.fail_next(name)
            case "fault", [name, times] if times.isascii() and times.isdigit() and int(times) > 0:
                self.fail_next(name, int(times))
            case "clear", []:
                self.clear()
            case "unplug", []:
                self.unplug()
            case "plug", []:
                self.plug()
            case "kill_service", []:
                self.kill_service()
            case "restart_service", []:
                self.restart_service()
            case "neighbour", ["on" | "off" as word]:
                self.set_neighbour(word == "on")
            case _:
                known = _VERBS.get(verb)
                raise UnknownVerb(
                    f"{verb}: {known}" if known else f"no verb {verb}; there are: {', '.join(_VERBS)}"
                )
        return None

    def insert(self, card: str | DrawerCard) -> None:
        """Puts a card in: its name or place in the drawer, or any other card. Raises UnknownVerb.

        As with any reader it takes the service up to 0.4 s to notice.
        """
        self._slot.insert(_from_drawer(card) if isinstance(card, str) else card)

    def remove(self) -> None:
        """Takes the card out; noticed within 0.4 s."""
        self._slot.remove()

    def state(self) -> Mapping[str, str | int | bool | None]:
        """Which card is in (None: none), whether reader and service are there, what is due."""
        card = self._slot.card
        name = next((name for name, known in DRAWER.items() if known == card), "other") if card else None
        return {
            "card": name,
            "plugged": self._is_plugged,
            "service": self._runs,
            "neighbour": self._has_neighbour,
            "faults": ", ".join(self._drills.pending()),
        }

    def fail_next(self, name: str, times: int = 1) -> None:
        """Spoils the next readings (``mute``: insertions). Raises UnknownVerb."""
        self._drills.start(_drill(name), times)

    def fail_until_cleared(self, name: str) -> None:
        """Spoils every reading until ``clear``. Raises UnknownVerb."""
        self._drills.start(_drill(name), None)

    def clear(self) -> None:
        """Ends all faults."""
        self._drills.clear()

    def unplug(self) -> None:
        """Pulls the reader's cable; its card stays in it."""
        self._change(plugged=False)

    def plug(self) -> None:
        """Plugs the reader in again."""
        self._change(plugged=True)

    def set_neighbour(self, there: bool) -> None:
        """Plugs in or pulls another reader, which the service lists before ours."""
        self._change(neighbour=there)

    def kill_service(self) -> None:
        """The PC/SC service crashes."""
        with self._lock:
            self._runs = False
            self._service.kill()

    def restart_service(self) -> None:
        """Starts the PC/SC service anew, in the place of a running one."""
        with self._lock:
            self._runs = True
            self._start()

    def close(self) -> None:
        self._slot.remove()
        self._service.close()

    def _change(self, *, plugged: bool | None = None, neighbour: bool | None = None) -> None:
        # The virtual reader cannot be pulled from a running pcscd; a stopped one stays stopped.
        with self._lock:
            before = (self._is_plugged, self._has_neighbour)
            self._is_plugged = self._is_plugged if plugged is None else plugged
            self._has_neighbour = self._has_neighbour if neighbour is None else neighbour
            if self._runs and before != (self._is_plugged, self._has_neighbour):
                self._start()

    def _start(self) -> None:
        fitted = {"ours": self._is_plugged, "neighbour": self._has_neighbour}
        self._service.start(*(name for name, there in fitted.items() if there))


def _from_drawer(name: str) -> DrawerCard:
    if name in DRAWER:
        return DRAWER[name]
    cards = list(DRAWER.values())
    if name.isascii() and name.isdigit() and int(name) < len(cards):
        return cards[int(name)]
    raise UnknownVerb(f"no card {name} in the drawer; there are: {', '.join(DRAWER)}")


def _drill(name: str) -> Drill:
    try:
        return Drill(name)
    except ValueError:
        raise UnknownVerb(f"no fault {name}; there are: {', '.join(Drill)}") from None
