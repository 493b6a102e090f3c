"""The simulated print head: obeys one command after the other and leaves rows on the paper.

Used by the simulated printer's thread.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from devices.receipt_printer.paper import (
    HEAD_DOTS,
    KNIFE_DISTANCE_DOTS,
    FeedRow,
    Glyph,
    GlyphRow,
    QrRow,
    Receipt,
    Row,
)
from devices.receipt_printer.simulated_language import Character, Command, Piece, UnknownCommand
from devices.receipt_printer.slip import Align

_LINE_SPACING_DOTS = 30
_ALIGN = {0: Align.LEFT, 48: Align.LEFT, 1: Align.CENTRE, 49: Align.CENTRE, 2: Align.RIGHT, 50: Align.RIGHT}


@dataclass(frozen=True, slots=True)
class Modes:
    """What the commands before have switched on; ESC @ brings all of it back to this."""

    align: Align = Align.LEFT
    bold: bool = False
    width: int = 1
    height: int = 1
    chinese: bool = False
    line_spacing: int = _LINE_SPACING_DOTS
    qr_module_dots: int = 3
    qr_correction: int = 48
    qr_payload: str = ""


class SimulatedHead:
    """Holds the modes, the line being filled, and the rows since the last cut."""

    def __init__(self) -> None:
        self.modes = Modes()
        self.rows: list[Row] = []
        self.unknown: list[bytes] = []
        self._line: list[Glyph] = []

    def obey(self, piece: Piece) -> None:
        """Everything but the cut and the status in turn, which concern the mechanism."""
        match piece:
            case Character(text, columns):
                self._place(text, columns)
            case Command():
                self._carry_out(piece)
            case UnknownCommand(prefix):
                self.unknown.append(prefix)
            case _:
                assert_never(piece)

    def cut(self, parameters: bytes) -> Receipt:
        """The piece of paper that falls off. Without feeding first, the last rows are not yet past the knife."""
        if self._line:
            self._print_line()
        short_of_knife: list[Row] = []
        if len(parameters) == 2:
            self.rows.append(FeedRow(parameters[1]))
        else:
            while (
                self.rows and sum(row.dots for row in (*short_of_knife, self.rows[-1])) <= KNIFE_DISTANCE_DOTS
            ):
                short_of_knife.insert(0, self.rows.pop())
        receipt = Receipt(tuple(self.rows))
        self.rows = short_of_knife
        return receipt

    def power_off(self) -> None:
        """Forgets modes and the line in its buffer; what is burnt stays on the paper."""
        self.modes = Modes()
        self._line = []

    def _place(self, text: str, columns: int) -> None:
        modes = self.modes
        glyph = Glyph(text, columns, modes.width, modes.height, modes.bold)
        if sum(other.dots for other in self._line) + glyph.dots > HEAD_DOTS:
            self._print_line()
        self._line.append(glyph)

    def _print_line(self) -> None:
        self.rows.append(GlyphRow(tuple(self._line), self.modes.align, self.modes.line_spacing))
        self._line = []

    def _carry_out(self, command: Command) -> None:
        parameter = command.parameters[0] if command.parameters else 0
        match command.name:
            case b"\n":
                self._print_line()
            case b"\x1bd":
                self._print_line()
                self.rows.append(FeedRow(max(0, parameter - 1) * self.modes.line_spacing))
            case b"\x1bJ":
                self._print_line()
                self.rows.append(FeedRow(parameter))
            case b"\x1b@":
                self.modes, self._line = Modes(), []
            case b"\x1d(k":
                self._two_dimensional(command.parameters)
            case _:
                self.modes = _changed(self.modes, command.name, parameter)

    def _two_dimensional(self, data: bytes) -> None:
        """GS ( k cn fn ...: functions 165 to 181, QR code."""
        match data[:2]:
            case b"1A":
                pass  # model 2 is the only one drawn here
            case b"1C":
                self.modes = replace(self.modes, qr_module_dots=data[2])
            case b"1E":
                self.modes = replace(self.modes, qr_correction=data[2])
            case b"1P":
                self.modes = replace(self.modes, qr_payload=data[3:].decode("utf-8", errors="replace"))
            case b"1Q":
                modes = self.modes
                self.rows.append(
                    QrRow(modes.qr_payload, modes.qr_module_dots, modes.qr_correction, modes.align)
                )
            case _:
                self.unknown.append(b"\x1d(k" + data[:2])


def _changed(modes: Modes, name: bytes, parameter: int) -> Modes:
    match name:
        case b"\x1ba":
            return replace(modes, align=_ALIGN.get(parameter, modes.align))
        case b"\x1bE" | b"\x1bG":
            return replace(modes, bold=bool(parameter & 1))
        case b"\x1b!":
            width, height = 1 + (parameter >> 5 & 1), 1 + (parameter >> 4 & 1)
            return replace(modes, width=width, height=height, bold=bool(parameter & 0x08))
        case b"\x1c!":
            return replace(modes, width=1 + (parameter >> 2 & 1), height=1 + (parameter >> 3 & 1))
        case b"\x1d!":
            return replace(modes, width=1 + (parameter >> 4 & 7), height=1 + (parameter & 7))
        case b"\x1c&":
            return replace(modes, chinese=True)
        case b"\x1c.":
            return replace(modes, chinese=False)
        case b"\x1b2":
            return replace(modes, line_spacing=_LINE_SPACING_DOTS)
        case b"\x1b3":
            return replace(modes, line_spacing=parameter)
        case _:
            return modes
