"""The technician's list of what hangs on the USB ports."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.usb.known import TABLE, UsbKind, known_usb_devices
from devices.usb.listing import usb_devices
from tests.devices.usb.sockets import Sockets


@pytest.fixture
def sockets(tmp_path: Path) -> Sockets:
    return Sockets(tmp_path / "sys")


def test_kiosk_with_everything_on_it(sockets: Sockets) -> None:
    sockets.plug_in("usb1", "1d6b:0002", classes=("09",))
    sockets.plug_in("1-10", "04b8:0202", classes=("07",))
    sockets.plug_in("1-2", "1a86:7523", classes=("ff",), texts={"product": b"USB Serial"})
    sockets.plug_in("1-4.1", "abcd:1234", classes=("0b",))
    sockets.plug_in("1-4.2", "ABCD:1235", classes=("0e", "01"))
    sockets.plug_in("1-4.3", "0400:c35a", classes=("ff",))
    found = known_usb_devices(sockets.sysfs)
    assert [(known.device.port, known.device.id, known.kind) for known in found] == [
        ("usb1", "1d6b:0002", UsbKind.HUB),
        ("1-2", "1a86:7523", UsbKind.SERIAL_ADAPTER),
        ("1-4.1", "abcd:1234", UsbKind.SMART_CARD_READER),
        ("1-4.2", "abcd:1235", UsbKind.CAMERA),
        ("1-4.3", "0400:c35a", UsbKind.ID_CARD_READER),
        ("1-10", "04b8:0202", UsbKind.RECEIPT_PRINTER),
    ]


def test_device_that_nobody_knows_is_listed_with_its_numbers_and_names(sockets: Sockets) -> None:
    sockets.plug_in(
        "2-1", "dead:beef", classes=("ff",), texts={"manufacturer": "厂家".encode(), "product": b"Box"}
    )
    (known,) = known_usb_devices(sockets.sysfs)
    assert (known.kind, known.device.id, known.name) == (UsbKind.UNKNOWN, "dead:beef", "厂家 Box")


def test_machine_without_usb_has_an_empty_list(tmp_path: Path) -> None:
    assert usb_devices(tmp_path / "no such tree") == []


def test_device_pulled_while_it_is_read_is_left_out(sockets: Sockets) -> None:
    sockets.plug_in("1-1", "1a86:7523")
    sockets.plug_in("1-2", "1a86:7523")
    (sockets.sysfs / "bus/usb/devices/1-2/idProduct").unlink()
    assert [device.port for device in usb_devices(sockets.sysfs)] == ["1-1"]


def test_ports_come_in_the_order_of_their_numbers(sockets: Sockets) -> None:
    for port in ("1-10", "1-2", "1-2.10", "1-2.9"):
        sockets.plug_in(port, "1a86:7523")
    assert [device.port for device in usb_devices(sockets.sysfs)] == ["1-2", "1-2.9", "1-2.10", "1-10"]


def test_name_that_wants_to_write_on_the_technicians_screen_is_cut_and_cleaned(sockets: Sockets) -> None:
    evil = b"\x1b[2J\x00<b>" + b"A" * 5000 + b"\nready"
    sockets.plug_in("1-1", "1a86:7523", texts={"product": evil, "serial": b"\xff\xfe"})
    (device,) = usb_devices(sockets.sysfs)
    assert device.model.startswith("?[2J?<b>AAA")
    assert len(device.model) == 80
    assert device.serial.isprintable()


def test_every_known_device_is_in_the_table_once() -> None:
    text = TABLE.read_text(encoding="utf-8")
    ids = [line.split('"')[1] for line in text.splitlines() if line.startswith("id =")]
    assert len(ids) == len(set(ids)) >= 10


def test_table_with_a_slip_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "usb_devices.toml"
    table.write_text('class = []\n[[device]]\nid = "1A86:7523"\nkind = "serial_adapter"\nname = "x"\n')
    with pytest.raises(ValueError, match="id"):
        known_usb_devices(tmp_path, table)


@settings(max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(["idVendor", "idProduct", "devnum", "product", "serial", "bDeviceClass"]),
        st.binary(max_size=100),
    )
)
def test_whatever_a_device_says_the_list_is_made(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, bytes]
) -> None:
    sockets = Sockets(tmp_path_factory.mktemp("usb") / "sys")
    sockets.plug_in("1-1", "1a86:7523", classes=("0b",))
    sockets.plug_in("1-2", "1a86:7523", classes=("zz", "\x00"), texts=texts)
    found = known_usb_devices(sockets.sysfs)
    assert "1-1" in [known.device.port for known in found]
    assert all(known.name.isprintable() for known in found)
