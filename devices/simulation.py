"""What every simulated device is: a far side that speaks the real bytes, and that people and tests can steer.

Steering comes as verbs with plain words (``insert``, ``remove``, ``fault NAME``), from the dock window in the same
process or from ``jinban sim DEVICE VERB ...`` through the control socket (``devices/simulation_control.py``).
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

Answer = str | int | bool | None | Sequence[str] | Mapping[str, str | int | bool | None]


class UnknownVerb(Exception):
    """The device has no such verb, or the words after it do not fit; the text says what it takes."""


class Simulator(Protocol):
    """One simulated device. All methods may be called from any thread; none blocks for longer than 100 ms."""

    @property
    def name(self) -> str:
        """The device's name in the settings: ``id_card``, ``receipt_printer``."""
        ...

    def address(self) -> Mapping[str, str | int]:
        """Where the far side listens, by the settings' own keys: ``{"port": "/dev/pts/3"}`` or ``{"host", "port"}``."""
        ...

    def verbs(self) -> Mapping[str, str]:
        """Each verb with one line of help; the first word of the help names its arguments if it takes any."""
        ...

    def faults(self) -> Mapping[str, str]:
        """Each fault that ``fault NAME`` can drill, with one line on what it does."""
        ...

    def perform(self, verb: str, words: Sequence[str]) -> Answer:
        """Carries out one verb. Every simulator knows ``state``, ``fault NAME``, ``clear``. Raises UnknownVerb."""
        ...

    def close(self) -> None:
        """Stops its threads and frees its address; may be called twice."""
        ...
