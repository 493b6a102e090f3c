"""A simulated ID-card reader: speaks the real bytes at the real speed and reads cards from a drawer of made-up people.

Verbs: ``drawer``, ``insert NAME``, ``remove``, ``state``, ``fault NAME [TIMES]``, ``clear``, ``unplug``, ``plug``.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from devices.drills import Drills
from devices.id_card.drawer import DRAWER, DrawerCard
from devices.id_card.drill import HELP, Drill
from devices.id_card.far_end import FarEnd, PtyFarEnd, TcpFarEnd
from devices.id_card.simulated_line import SimulatedLine
from devices.id_card.simulated_sam import SimulatedSam
from devices.simulation import Answer, UnknownVerb

_VERBS = {
    "drawer": "lists the cards in the drawer",
    "insert": "NAME|INDEX: lays a card of the drawer on the reader, in the place of any other",
    "remove": "takes the card away",
    "state": "tells what lies there, whether the reader is plugged in and which faults are due",
    "fault": "NAME [TIMES]: drills a fault that often, or until clear",
    "clear": "ends all faults; does not plug in",
    "unplug": "pulls the reader's cable",
    "plug": "plugs the reader in again",
}


class SamSimulator:
    """One simulated reader; implements ``devices.simulation.Simulator``.

    ``baud`` paces the answers (1,295 bytes take 112 ms at 115200); None sends at once. ``keeps_finding`` chooses the
    sort of module that finds a lying card again and again; most find it once.
    """

    name = "id_card"

    def __init__(self, far_end: FarEnd, *, baud: int | None = 115200, keeps_finding: bool = False) -> None:
        self._drills: Drills[Drill] = Drills()
        self._keeps_finding = keeps_finding
        self._sam = SimulatedSam(self._drills, keeps_finding=keeps_finding)
        self._line = SimulatedLine(far_end, self._sam.answer, baud)

    @classmethod
    def on_pty(
        cls, link: Path | None = None, *, baud: int | None = 115200, keeps_finding: bool = False
    ) -> "SamSimulator":
        """A reader on a serial port; ``link`` is the port's name, None makes one in a private folder."""
        return cls(PtyFarEnd(link), baud=baud, keeps_finding=keeps_finding)

    @classmethod
    def on_tcp(
        cls, port: int = 0, *, baud: int | None = 115200, keeps_finding: bool = False
    ) -> "SamSimulator":
        """A reader behind a serial server on the loopback; port 0 takes a free one."""
        return cls(TcpFarEnd(port), baud=baud, keeps_finding=keeps_finding)

    def address(self) -> Mapping[str, str | int]:
        return self._line.address()

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
            case "fault", [name, times] if times.isascii() and times.isdigit() and int(times) > 0:
                self.fail_next(name, int(times))
            case "clear", []:
                self.clear()
            case "unplug", []:
                self.unplug()
            case "plug", []:
                self.plug()
            case _:
                known = _VERBS.get(verb)
                raise UnknownVerb(
                    f"{verb}: {known}" if known else f"no verb {verb}; there are: {', '.join(_VERBS)}"
                )
        return None

    def insert(self, card: str | DrawerCard) -> None:
        """Lays a card on the reader: its name or place in the drawer, or any other card. Raises UnknownVerb."""
        self._sam.insert(_from_drawer(card) if isinstance(card, str) else card)

    def remove(self) -> None:
        """Takes the card away."""
        self._sam.remove()

    def state(self) -> Mapping[str, str | int | bool | None]:
        """What lies there (None: nothing), whether it is plugged in, what is due."""
        lying = self._sam.card()
        name = next((name for name, card in DRAWER.items() if card == lying), "other") if lying else None
        return {
            "card": name,
            "plugged": self._line.is_plugged,
            "faults": ", ".join(self._drills.pending()),
            "keeps_finding": self._keeps_finding,
        }

    def fail_next(self, name: str, times: int = 1) -> None:
        """Spoils the next answers that the fault concerns. Raises UnknownVerb."""
        self._drills.start(_drill(name), times)

    def fail_until_cleared(self, name: str) -> None:
        """Spoils every answer that the fault concerns until ``clear``. Raises UnknownVerb."""
        self._drills.start(_drill(name), None)

    def clear(self) -> None:
        """Ends all faults."""
        self._drills.clear()

    def unplug(self) -> None:
        """Pulls the cable; the card stays where it lies."""
        self._line.set_plugged(False)

    def plug(self) -> None:
        """Plugs in again, under the same address."""
        self._line.set_plugged(True)

    def close(self) -> None:
        self._line.close()


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
