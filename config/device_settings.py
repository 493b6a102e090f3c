"""The settings of each device: one table a driver, ``driver`` first; ``none`` is a device that is not fitted.

``simulated`` in a port, host or source is filled in from ``simulators.json`` in the data folder.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

SIMULATED = "simulated"
"""A port, host or source of this name is read from ``simulators.json`` in the data folder."""

Baud = Literal[9600, 19200, 38400, 57600, 115200]
TcpPort = Annotated[int, Field(ge=1, le=65535)] | Literal["simulated"]


class Table(BaseModel):
    """One table of the settings: fixed once read, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class NoDevice(Table):
    """The station has no such device."""

    driver: Literal["none"]


class SamSerial(Table):
    """ID-card reader on a serial line (GA 467)."""

    driver: Literal["sam-serial"]
    port: str
    baud: Baud = 115200
    portrait_decoder: str = ""
    """Program that turns the chip's portrait (WLT) into a BMP; empty: portraits are not decoded."""


class SamTcp(Table):
    """ID-card reader behind a TCP pass-through."""

    driver: Literal["sam-tcp"]
    host: str
    port: TcpPort
    portrait_decoder: str = ""
    """As for a serial reader."""


class Pcsc(Table):
    """Smart-card reader through the PC/SC service (pcscd)."""

    driver: Literal["pcsc"]
    reader: str = ""
    """Part of the reader's name as pcscd lists it; empty: the only one, or the first."""
    socket: str = ""
    """pcscd's socket where it is not the system's own."""


class ScannerSerial(Table):
    """Code scanner on a serial line; ends each code with CR, LF or both."""

    driver: Literal["serial"]
    port: str
    baud: Baud = 9600


class ScannerWedge(Table):
    """Code scanner that types like a keyboard."""

    driver: Literal["wedge"]


class ScannerCamera(Table):
    """A camera whose pictures are searched for codes."""

    driver: Literal["camera"]
    source: int | str


class EscposTcp(Table):
    """Receipt printer on the network."""

    driver: Literal["escpos-tcp"]
    host: str
    port: TcpPort = 9100


class EscposSerial(Table):
    """Receipt printer on a serial line."""

    driver: Literal["escpos-serial"]
    port: str
    baud: Baud = 115200


class EscposUsb(Table):
    """Receipt printer on USB, through the kernel's printer class driver (usblp)."""

    driver: Literal["escpos-usb"]
    device: str
    """``/dev/usb/lp0``, or the name that a udev rule gives it."""


class Ipp(Table):
    """Page printer that speaks IPP Everywhere itself."""

    driver: Literal["ipp"]
    uri: Annotated[str, Field(pattern=r"^(ipps?://[^/\s]+/\S*|simulated)$")]


class Cups(Table):
    """Page printer behind a CUPS queue."""

    driver: Literal["cups"]
    queue: Annotated[str, Field(pattern=r"^[^/#\s]{1,127}$")]
    server: Annotated[str, Field(pattern=r"^[^/\s]+$")] = "localhost:631"


class OpencvCamera(Table):
    """Camera by number, device file or URL."""

    driver: Literal["opencv"]
    source: int | str
    width_px: Annotated[int, Field(ge=160, le=8192)] = 1280
    height_px: Annotated[int, Field(ge=120, le=8192)] = 720


class FaceCamera(OpencvCamera):
    """Camera towards the resident; comparing faces is off until both model files are named."""

    detector_model: str = ""
    """ONNX file of a YuNet face detector."""
    recogniser_model: str = ""
    """ONNX file of an SFace recogniser."""


class DocumentCamera(OpencvCamera):
    """Camera above the document tray."""


class Touchscreen(Table):
    """Signatures are written on the touchscreen itself."""

    driver: Literal["touchscreen"]


class Modbus(Table):
    """One channel of an input/output board (Modbus RTU over serial)."""

    driver: Literal["modbus"]
    port: str
    baud: Baud = 9600
    unit: Annotated[int, Field(ge=1, le=247)] = 1
    channel: Annotated[int, Field(ge=0, le=65535)]


class Nut(Table):
    """Uninterruptible power supply through Network UPS Tools' upsd."""

    driver: Literal["nut"]
    host: str = "localhost"
    port: TcpPort = 3493
    ups: str = "ups"


class Alsa(Table):
    """Loudspeaker through ALSA."""

    driver: Literal["alsa"]
    device: str = "default"
    rate_wpm: Annotated[int, Field(ge=80, le=300)] = 170
    """How fast screens are read aloud, in words (of Chinese: syllables) a minute; a fifth slower in large mode."""
    volume: Annotated[int, Field(ge=0, le=200)] = 100
    """How loud the voice is, 100 as it was made; more than 150 distorts."""


class Devices(Table):
    """Every device that a station can have; those not named are not fitted."""

    id_card: Annotated[NoDevice | SamSerial | SamTcp, Field(discriminator="driver")] = NoDevice(driver="none")
    social_card: Annotated[NoDevice | Pcsc, Field(discriminator="driver")] = NoDevice(driver="none")
    scanner: Annotated[
        NoDevice | ScannerSerial | ScannerWedge | ScannerCamera, Field(discriminator="driver")
    ] = NoDevice(driver="none")
    receipt_printer: Annotated[
        NoDevice | EscposTcp | EscposSerial | EscposUsb, Field(discriminator="driver")
    ] = NoDevice(driver="none")
    page_printer: Annotated[NoDevice | Ipp | Cups, Field(discriminator="driver")] = NoDevice(driver="none")
    face_camera: Annotated[NoDevice | FaceCamera, Field(discriminator="driver")] = NoDevice(driver="none")
    document_camera: Annotated[NoDevice | DocumentCamera, Field(discriminator="driver")] = NoDevice(
        driver="none"
    )
    signature: Annotated[NoDevice | Touchscreen, Field(discriminator="driver")] = NoDevice(driver="none")
    presence: Annotated[NoDevice | Modbus, Field(discriminator="driver")] = NoDevice(driver="none")
    door: Annotated[NoDevice | Modbus, Field(discriminator="driver")] = NoDevice(driver="none")
    status_light: Annotated[NoDevice | Modbus, Field(discriminator="driver")] = NoDevice(driver="none")
    ups: Annotated[NoDevice | Nut, Field(discriminator="driver")] = NoDevice(driver="none")
    speaker: Annotated[NoDevice | Alsa, Field(discriminator="driver")] = NoDevice(driver="none")


def device_tables() -> Mapping[str, tuple[type[Table], ...]]:
    """Each device's name in the settings with the tables of all its drivers."""
    return {name: get_args(field.annotation) for name, field in Devices.model_fields.items()}


def drivers() -> set[str]:
    """Every driver's name."""
    return {
        str(get_args(table.model_fields["driver"].annotation)[0])
        for tables in device_tables().values()
        for table in tables
    }
