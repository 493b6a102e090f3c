"""The kiosk models' profiles: settings that load, rules that udev reads, and names that fit together."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.device_settings import Devices, NoDevice
from config.settings import HERE, Settings, load_settings
from tests.config.udev_rules import NoRule, Rule, read_rule, read_rules

PROFILES = HERE / "profiles"
MODELS = sorted(folder.name for folder in PROFILES.iterdir() if folder.is_dir())
ROOT = HERE.parent
NAMES = re.compile(r"/dev/jinban/(\w+)")


def _settings(model: str) -> Settings:
    return load_settings(PROFILES / model / "station.toml")


def _rules(model: str) -> list[Rule]:
    return read_rules(PROFILES / model / "70-jinban.rules")


def _used(model: str) -> set[str]:
    return set(NAMES.findall(str(_settings(model).devices.model_dump())))


def _made(rule: Rule) -> set[str]:
    return {
        name.removeprefix("jinban/")
        for token in rule
        if token.key == "SYMLINK"
        for name in token.value.split()
    }


def _values(rule: Rule, key: str, attribute: str = "") -> list[str]:
    return [token.value for token in rule if (token.key, token.attribute) == (key, attribute)]


def test_there_are_three_models() -> None:
    assert MODELS == ["countertop", "hall", "standing"]


def _fitted(model: str) -> set[str]:
    devices = _settings(model).devices
    return {name for name in Devices.model_fields if not isinstance(getattr(devices, name), NoDevice)}


def test_each_model_has_the_devices_of_the_smaller_one_and_more() -> None:
    assert _fitted("countertop") < _fitted("standing") < _fitted("hall")
    assert _fitted("hall") == set(Devices.model_fields), "every device that a station can have"


@pytest.mark.parametrize("model", MODELS)
class TestProfile:
    def test_its_settings_are_in_order(self, model: str) -> None:
        file = PROFILES / model / "station.toml"
        done = subprocess.run(
            [ROOT / "jinban", "config", "check", file], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, f"{file}: in order\n")

    def test_nothing_in_it_is_simulated(self, model: str) -> None:
        assert "simulated" not in str(_settings(model).devices.model_dump())

    def test_what_a_technician_must_change_is_marked_and_no_development_key_is_left(self, model: str) -> None:
        settings = _settings(model)
        assert settings.station.id == settings.platform.enrolment_code == "CHANGE-ME"
        assert "development" not in settings.platform.trust
        assert settings.platform.url.startswith("https://")
        assert not settings.platform.allow_plain_http

    def test_every_name_in_its_settings_is_made_by_its_rules_and_no_other(self, model: str) -> None:
        made = [name for rule in _rules(model) for name in _made(rule)]
        assert len(made) == len(set(made))
        assert set(made) == _used(model) != set()

    def test_every_device_is_bound_to_its_make_and_its_socket(self, model: str) -> None:
        for rule in _rules(model):
            if _made(rule):
                assert len(_values(rule, "KERNELS")) == 1
                assert _values(rule, "SUBSYSTEMS") == ["usb"]
                assert all(re.fullmatch(r"[0-9a-f]{4}", v) for v in _values(rule, "ATTRS", "idVendor"))
                assert _values(rule, "ATTRS", "idVendor")
                assert _values(rule, "ATTRS", "idProduct")

    def test_no_two_devices_share_a_socket(self, model: str) -> None:
        sockets = [socket for rule in _rules(model) for socket in _values(rule, "KERNELS")]
        assert len(sockets) == len(set(sockets))

    def test_only_the_kiosks_own_group_may_use_the_devices(self, model: str) -> None:
        for rule in _rules(model):
            if _made(rule):
                assert (_values(rule, "GROUP"), _values(rule, "MODE")) == (["jinban"], ["0660"])

    def test_every_device_stays_awake_and_serial_ones_are_no_modems(self, model: str) -> None:
        whole = {
            (
                *_values(rule, "KERNEL"),
                *_values(rule, "ATTR", "idVendor"),
                *_values(rule, "ATTR", "idProduct"),
            ): rule
            for rule in _rules(model)
            if _values(rule, "SUBSYSTEM") == ["usb"]
        }
        for rule in _rules(model):
            if not _made(rule):
                continue
            device = whole[
                (
                    *_values(rule, "KERNELS"),
                    *_values(rule, "ATTRS", "idVendor"),
                    *_values(rule, "ATTRS", "idProduct"),
                )
            ]
            assert _values(device, "ATTR", "power/control") == ["on"]
            is_serial = _values(rule, "SUBSYSTEM") == ["tty"]
            assert _values(device, "ENV", "ID_MM_DEVICE_IGNORE") == (["1"] if is_serial else [])
            assert _values(rule, "ENV", "ID_MM_PORT_IGNORE") == (["1"] if is_serial else [])

    def test_udev_itself_reads_the_rules(self, model: str) -> None:
        udevadm = shutil.which("udevadm") or pytest.skip("no udevadm")
        version = int(subprocess.run([udevadm, "--version"], capture_output=True, check=True).stdout)
        if version < 254:
            pytest.skip("udevadm verify came with systemd 254")
        rules = PROFILES / model / "70-jinban.rules"
        done = subprocess.run(
            [udevadm, "verify", "--resolve-names=never", rules], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "slip",
    [
        'SUBSYSTEM="tty", SYMLINK+="jinban/x"',  # sets where it should ask
        'SYMLINK=="jinban/x"',
        'SUBSYSTEM=="tty" SYMLINK+="jinban/x"',
        'SUBSYSTEM=="tty", SYMLINK+="jinban/x',
        'SUBSYSTEM=="tty", SYMLINKS+="jinban/x"',
        'ATTRS=="0403"',
        'KERNEL{x}=="lp0"',
        'GROUP=""',
        'SUBSYSTEM=="tty",',
        "hello",
    ],
)
def test_slip_of_the_pen_in_a_rule_is_found(slip: str) -> None:
    with pytest.raises(NoRule):
        read_rule(slip)


def test_jump_to_nowhere_is_found(tmp_path: Path) -> None:
    file = tmp_path / "70-jinban.rules"
    file.write_text('ACTION=="remove", GOTO="the_end"\n')
    with pytest.raises(NoRule, match="no such label"):
        read_rules(file)
