"""Where each setting's value comes from, and that the stronger place wins."""

from pathlib import Path
from typing import cast

import pytest

from tests.app.jinban_command import Json, environment, jinban


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def released(data: Path, tmp_path: Path) -> Path:
    """A station with a release that sets the hotline and the roll's length. Gives the trust file."""
    settings = tmp_path / "settings.toml"
    settings.write_text('[station]\nhotline = "0898"\n[supplies]\nslips_per_roll = 500\n', encoding="utf-8")
    key, release = tmp_path / "key", tmp_path / "r1"
    assert jinban(data, "release", "key", str(key)).status == 0
    made = jinban(
        data,
        "release",
        "make",
        str(release),
        "--key",
        str(key),
        "--version",
        "1",
        "--settings",
        str(settings),
    )
    assert made.status == 0, made.err
    trust = tmp_path / "key.trust.json"
    installed = jinban(data, "release", "install", str(release), "--set", f"release.trust={trust}")
    assert installed.status == 0, installed.err
    return trust


def shown(data: Path, key: str, *words: str, **more: str) -> tuple[Json, Json]:
    said = jinban(data, "config", "show", key, "--json", *words, environ=environment(data, **more))
    (row,) = cast("list[dict[str, Json]]", said.document["settings"])
    return row["value"], row["source"]


def test_each_place_beats_those_below_it(data: Path, released: Path, tmp_path: Path) -> None:
    assert released.exists()
    bare = tmp_path / "bare.toml"
    bare.write_text("", encoding="utf-8")
    assert shown(data, "station.timezone") == ("Asia/Shanghai", "default")
    assert shown(data, "supplies.slips_per_roll") == (500, "release")
    assert shown(data, "station.hotline", "--config", str(bare)) == ("0898", "release")
    assert shown(data, "station.hotline") == ("12345", "station file")
    assert jinban(data, "config", "set", "station.hotline=12333").status == 0
    assert shown(data, "station.hotline") == ("12333", "local change")
    assert shown(data, "station.hotline", "--set", "station.hotline=1") == ("1", "command line")
    assert jinban(data, "items", "undo").status == 0
    assert shown(data, "station.hotline") == ("12345", "station file")


def test_the_environment_is_above_the_file_and_below_the_command_line(data: Path) -> None:
    url = "http://192.0.2.1:8460"
    assert shown(data, "platform.url", JINBAN_PLATFORM_URL=url) == (url, "environment")
    other = "http://192.0.2.2:8460"
    words = ("--platform-url", other)
    assert shown(data, "platform.url", *words, JINBAN_PLATFORM_URL=url) == (other, "command line")


def test_what_is_shown_is_what_the_station_goes_by(data: Path, released: Path) -> None:
    assert released.exists()
    jinban(data, "config", "set", "supplies.pages_per_load=100")
    levels = cast("list[dict[str, Json]]", jinban(data, "hall", "supplies", "--json").document["supplies"])
    assert [level["capacity"] for level in levels] == [500, 100, 1500]


def test_every_setting_is_shown_with_its_order(data: Path) -> None:
    report = jinban(data, "config", "show", "--json").document
    assert report["order"] == [
        "default",
        "release",
        "station file",
        "local change",
        "environment",
        "command line",
    ]
    rows = cast("list[dict[str, Json]]", report["settings"])
    assert {"station.id", "devices.id_card.driver", "release.trust"} <= {row["key"] for row in rows}
    assert "station.timezone" in jinban(data, "config", "show", "station").out


def test_a_device_with_another_driver_takes_nothing_from_below(data: Path) -> None:
    words = ("--set", "devices.scanner.driver=none", "--json")
    rows = cast(
        "list[dict[str, Json]]",
        jinban(data, "config", "show", "devices.scanner", *words).document["settings"],
    )
    assert [(row["key"], row["source"]) for row in rows] == [("devices.scanner.driver", "command line")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["set", "station.id=HK-2"], "is not for changing here"),
        (["set", "station.hotlin=1"], "did you mean station.hotline?"),
        (["set", "supplies.slips_per_roll=1"], "greater than or equal to 10"),
        (["set", "station.hotline"], "expected KEY=VALUE"),
        (["unset", "station.hotline=1"], "expected KEY"),
        (["set"], "expected KEY=VALUE"),
        (["show", "station.hotlin"], "did you mean station.hotline?"),
        (["check"], "expected FILE"),
    ],
)
def test_wrong_words_are_one_line_and_status_two(data: Path, words: list[str], says: str) -> None:
    said = jinban(data, "config", *words)
    assert (said.status, said.out) == (2, "")
    assert says in said.complaint


def test_unset_takes_the_local_change_away(data: Path) -> None:
    jinban(data, "config", "set", "station.place_zh=一楼大厅")
    assert shown(data, "station.place_zh")[0] == "一楼大厅"
    assert jinban(data, "config", "unset", "station.place_zh").status == 0
    assert shown(data, "station.place_zh")[1] == "station file"
