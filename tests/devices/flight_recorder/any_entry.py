"""Entries as chance makes them."""

from typing import get_type_hints

from hypothesis import strategies as st

from devices.flight_recorder.entry import LARGEST, Entry
from devices.flight_recorder.redaction.escpos import EscposAnswered
from devices.flight_recorder.redaction.sam import SamAnswered

_BOUNDED: dict[type[Entry], dict[str, st.SearchStrategy[int]]] = {
    EscposAnswered: {"byte": st.sampled_from([0x00, 0x03, 0x0C, 0x0F, 0x12, 0x16, 0x72])},
    SamAnswered: {
        "sw1": st.integers(0, 255),
        "sw2": st.integers(0, 255),
        "data_length": st.integers(0, 2556),
    },
}


def any_entry(*kinds: type[Entry]) -> st.SearchStrategy[Entry]:
    """Any entry of these kinds."""
    return st.one_of([st.builds(kind, **_fields_of(kind)) for kind in kinds])


def _fields_of(kind: type[Entry]) -> dict[str, st.SearchStrategy[int]]:
    numbers = {name: st.integers(0, LARGEST) for name, hint in get_type_hints(kind).items() if hint is int}
    return numbers | _BOUNDED.get(kind, {})
