"""A station's settings: what is wrong is one line that names the key and what is right."""

from pathlib import Path

import pytest

from config.device_settings import EscposTcp, NoDevice, SamSerial, SamTcp
from config.settings import DEFAULT_STATION, HERE, SettingsRefused, known_keys, load_settings


def refusal(*overrides: str, file: Path | None = None) -> str:
    """What is said, without the file's name."""
    with pytest.raises(SettingsRefused) as refused:
        load_settings(file, overrides)
    told = str(refused.value)
    assert "\n" not in told
    return told.removeprefix(f"{file or DEFAULT_STATION}: ")


def test_the_default_station_is_in_order() -> None:
    settings = load_settings(None)
    assert settings.station.id == "HK-DEMO-001"
    assert settings.trust_file().is_file()
    assert settings.content_folder().is_dir()


def test_an_empty_file_is_a_station_without_devices(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text("")
    settings = load_settings(file)
    assert settings.devices.id_card == NoDevice(driver="none")
    assert settings.devices.receipt_printer == NoDevice(driver="none")


def test_relative_paths_belong_to_the_settings_and_absolute_ones_stay() -> None:
    settings = load_settings(None, ["platform.trust=/etc/jinban/trust.json", "catalogue.content=other"])
    assert settings.trust_file() == Path("/etc/jinban/trust.json")
    assert settings.content_folder() == HERE / "other"


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("station.idd=X", "station.idd: unknown setting; did you mean station.id?"),
        ("statoin.id=X", "statoin: unknown setting; did you mean station?"),
        (
            "devices.recipt_printer.driver=none",
            "devices.recipt_printer: unknown setting; did you mean devices.receipt_printer?",
        ),
        ("devices.id_card.prt=x", "devices.id_card.prt: unknown setting; did you mean devices.id_card.port?"),
        ("zzz=1", "zzz: unknown setting"),
        ("driver=none", "driver: unknown setting"),
    ],
)
def test_an_unknown_setting_names_the_nearest_known_one(override: str, told: str) -> None:
    assert refusal(override) == told


@pytest.mark.parametrize(
    ("override", "key", "says"),
    [
        ("station.id=a b", "station.id", "should match pattern"),
        ("station.timezone=Mars/Base", "station.timezone", "there is no such time zone"),
        ("station.timezone=Asia", "station.timezone", "there is no such time zone"),
        ("station.timezone=../etc/passwd", "station.timezone", "there is no such time zone"),
        ("station.name_zh=true", "station.name_zh", "should be a valid string"),
        ("station=3", "station", "should be a valid dictionary"),
        ("platform.url=ftp://x", "platform.url", "should match pattern"),
        ("platform.url=http://x/path", "platform.url", "should match pattern"),
        ("platform.allow_plain_http=perhaps", "platform.allow_plain_http", "valid boolean"),
        ("platform.first_spread_s=-1", "platform.first_spread_s", "greater than or equal to 0"),
        ("platform.first_spread_s=nan", "platform.first_spread_s", "less than or equal to 600"),
        ("central.port=65536", "central.port", "less than or equal to 65535"),
        ("store.min_free_mb=0", "store.min_free_mb", "greater than or equal to 1"),
        ("store.min_free_mb=plenty", "store.min_free_mb", "valid integer"),
        ("devices.id_card.baud=5", "devices.id_card.baud", "9600, 19200, 38400, 57600 or 115200"),
        ("devices.id_card.driver=nope", "devices.id_card.driver", "'none', 'sam-serial', 'sam-tcp'"),
        ("devices.id_card.driver=sam-tcp", "devices.id_card.host", "is missing"),
        ("devices.id_card.host=1.2.3.4", "devices.id_card.host", "is a setting of another driver"),
        ("devices.receipt_printer.port=x", "devices.receipt_printer.port", "valid integer"),
        ("devices.receipt_printer.port=0", "devices.receipt_printer.port", "greater than or equal to 1"),
    ],
)
def test_a_wrong_value_is_one_line_with_its_key(override: str, key: str, says: str) -> None:
    told = refusal(override)
    assert told.startswith(f"{key}: ")
    assert says in told


@pytest.mark.parametrize("override", ["", "x", "=x", "  =x"])
def test_an_override_that_is_none_shows_how_one_looks(override: str) -> None:
    assert (
        refusal(override) == f"--set {override}: expected KEY=VALUE, as in devices.id_card.port=/dev/ttyUSB0"
    )


def test_a_value_is_no_table() -> None:
    assert refusal("station.id.x=1") == "--set station.id.x: id is not a table"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("示例大厅", "示例大厅"),
        ('"示例 大厅"', "示例 大厅"),
        ("two words", "two words"),
        ("a=b", "a=b"),
        ("", ""),
        ("12345", "12345"),
        ("0898", "0898"),
    ],
)
def test_a_text_needs_no_quotes_even_if_it_looks_like_a_number(text: str, value: str) -> None:
    assert load_settings(None, [f"station.hotline={text}"]).station.hotline == value


def test_numbers_and_booleans_are_read_as_such() -> None:
    settings = load_settings(
        None, ["store.min_free_mb=1_000", "platform.allow_plain_http=true", " central.port = 0"]
    )
    assert settings.store.min_free_mb == 1000
    assert settings.platform.allow_plain_http is True
    assert settings.central.port == 0


def test_the_last_of_two_overrides_holds() -> None:
    assert load_settings(None, ["store.min_free_mb=1", "store.min_free_mb=2"]).store.min_free_mb == 2


class TestDrivers:
    def test_another_driver_drops_the_settings_of_the_files_driver(self) -> None:
        settings = load_settings(None, ["devices.id_card.driver=none", "devices.receipt_printer.driver=none"])
        assert settings.devices.id_card == NoDevice(driver="none")
        assert settings.devices.receipt_printer == NoDevice(driver="none")

    @pytest.mark.parametrize("order", [1, -1])
    def test_its_own_settings_may_come_before_or_after_it(self, order: int) -> None:
        overrides = [
            "devices.id_card.driver=sam-tcp",
            "devices.id_card.host=192.0.2.7",
            "devices.id_card.port=6000",
        ]
        settings = load_settings(None, overrides[::order])
        assert settings.devices.id_card == SamTcp(driver="sam-tcp", host="192.0.2.7", port=6000)

    def test_the_same_driver_again_keeps_the_files_settings(self) -> None:
        settings = load_settings(None, ["devices.id_card.driver=sam-serial", "devices.id_card.baud=9600"])
        assert settings.devices.id_card == SamSerial(driver="sam-serial", port="simulated", baud=9600)

    def test_a_port_may_be_a_number_or_simulated(self) -> None:
        settings = load_settings(None, ["devices.receipt_printer.port=9101"])
        assert settings.devices.receipt_printer == EscposTcp(driver="escpos-tcp", host="simulated", port=9101)
        assert load_settings(None).devices.receipt_printer == EscposTcp(
            driver="escpos-tcp", host="simulated", port="simulated"
        )

    def test_a_device_without_a_driver_is_told_that_it_comes_first(self, tmp_path: Path) -> None:
        file = tmp_path / "station.toml"
        file.write_text('[devices.id_card]\nport = "/dev/ttyS0"\n')
        assert refusal(file=file).startswith("devices.id_card.driver: is missing")


def test_every_key_of_the_default_file_is_known() -> None:
    assert {
        "station.id",
        "devices.id_card.driver",
        "devices.id_card.host",
        "store.min_free_mb",
    } <= known_keys()


class TestFiles:
    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert refusal(file=tmp_path / "none.toml") == "cannot be read: No such file or directory"

    def test_a_folder(self, tmp_path: Path) -> None:
        assert refusal(file=tmp_path) == "cannot be read: Is a directory"

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"[station\n", "is not TOML: "),
            (b'id = "a"\nid = "b"\n', "is not TOML: "),
            ("名 = 1".encode("gb18030"), "is not UTF-8 text"),
        ],
    )
    def test_a_file_that_is_no_settings(self, tmp_path: Path, content: bytes, says: str) -> None:
        file = tmp_path / "station.toml"
        file.write_bytes(content)
        assert refusal(file=file).startswith(says)
