"""The other commands: their words, their JSON, their status; every complaint is one line and never a traceback."""

import json
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.device_settings import Devices
from tests.app.jinban_command import EXAMPLE, ROOT, environment, jinban, start


def test_wrong_usage_is_one_line_and_status_two(tmp_path: Path) -> None:
    for words in (
        ["dance"],
        ["queue"],
        ["queue", "dance"],
        ["queue", "show"],
        ["queue", "status", "extra"],
        ["simulate", "--visits", "0"],
        ["simulate", "--visits", "many"],
        ["search"],
        ["sim"],
        ["queue", "status", "--set", "station.idd=1"],
        ["queue", "status", "--platform-url", "ftp://nowhere"],
    ):
        said = jinban(tmp_path / "data", *words)
        assert (said.status, said.out) == (2, ""), words
        assert "Traceback" not in said.complaint, words


def test_options_stand_before_or_after_the_command_and_win_over_the_environment(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    assert jinban(tmp_path / "no", "--data", str(before), "queue", "status").status == 0
    assert jinban(tmp_path / "no", "queue", "status", "--data", str(after)).status == 0
    assert before.is_dir()
    assert after.is_dir()
    assert not (tmp_path / "no").exists()
    assert jinban(tmp_path / "environment", "queue", "status").status == 0
    assert (tmp_path / "environment").is_dir()


def test_the_data_folder_is_private_whatever_the_umask(tmp_path: Path) -> None:
    data = tmp_path / "data"
    script = 'umask 000; exec "$0" -m app apply "$1"'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, str(EXAMPLE)],
        env=environment(data), cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for path in [data, *data.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = jinban(tmp_path / "file" / "data", "queue", "status")
    assert said.status == 1
    assert str(tmp_path) in said.complaint


def test_queue_show_export_and_import_at_another_kiosk(tmp_path: Path) -> None:
    here, there, stick = tmp_path / "here", tmp_path / "there", tmp_path / "stick.jinban"
    number = str(jinban(here, "apply", str(EXAMPLE)).lines[0]["id"])
    shown = jinban(here, "queue", "show", number.lower().replace("-", " "), "--json").document
    assert shown["id"] == number
    assert {"item", "state", "attempts", "manifest_hash", "receipt", "acceptance_number"} <= set(shown)
    assert "符秀英" not in json.dumps(shown, ensure_ascii=False)
    assert jinban(here, "queue", "export", str(stick), "--json").document == {
        "exported": 1,
        "file": str(stick),
    }
    assert "符秀英".encode() not in stick.read_bytes()
    first = jinban(there, "queue", "import", str(stick), "--json").document
    assert (first["imported"], first["known"], first["refused"]) == ([number], [], [])
    second = jinban(there, "queue", "import", str(stick), "--json").document
    assert (second["imported"], second["known"]) == ([], [number])


def test_an_unknown_number_is_not_well(tmp_path: Path) -> None:
    for word in ("0000-0000-0000-0000-0", "rubbish"):
        said = jinban(tmp_path / "data", "queue", "show", word)
        assert said.status in (1, 2)
        assert word in said.complaint


def test_search_answers_one_document_and_a_batch_line_by_line(tmp_path: Path) -> None:
    one = jinban(tmp_path / "data", "search", "长寿补贴", "--json").document
    assert set(one) == {"query", "ms", "results"}
    results = one["results"]
    assert isinstance(results, list)
    assert isinstance(results[0], dict)
    assert set(results[0]) == {"code", "name", "score", "why"}
    assert results[0]["code"] == "HK-MZ-0261"
    queries = tmp_path / "queries.txt"
    queries.write_text("长寿补贴\n没有的东西xyz\n租房\n", encoding="utf-8")
    batch = jinban(tmp_path / "data", "search", "--batch", str(queries), "--limit", "1")
    assert [answer["query"] for answer in batch.lines] == ["长寿补贴", "没有的东西xyz", "租房"]
    assert all(isinstance(a["results"], list) and len(a["results"]) <= 1 for a in batch.lines)


def test_catalogue_check_names_file_line_and_reason(tmp_path: Path) -> None:
    assert jinban(tmp_path / "data", "catalogue", "check", "--json").document["ok"] is True
    stats = jinban(tmp_path / "data", "catalogue", "stats", "--json").document
    assert {"items", "at_kiosk", "instant", "themes", "fingerprint"} <= set(stats)
    broken = tmp_path / "content"
    broken.mkdir()
    good = (ROOT / "config" / "catalogue" / "elderly" / "longevity-subsidy.yaml").read_text(encoding="utf-8")
    (broken / "item.yaml").write_text(
        good.replace("applicant.age >= 80\n", "applicant.agee >= 80\n"), encoding="utf-8"
    )
    said = jinban(tmp_path / "data", "catalogue", "check", str(broken), "--json")
    assert said.status == 1
    mistakes = said.document["mistakes"]
    assert isinstance(mistakes, list)
    assert isinstance(mistakes[0], dict)
    assert set(mistakes[0]) == {"file", "line", "field", "message"}
    assert isinstance(mistakes[0]["line"], int)
    assert mistakes[0]["line"] > 1
    assert jinban(tmp_path / "data", "catalogue", "build", str(broken)).status == 2
    assert jinban(tmp_path / "data", "catalogue", "build", "--json").document["ok"] is True


def test_config_check_names_the_nearest_key(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text('[station]\nhotlin = "12345"\n', encoding="utf-8")
    said = jinban(tmp_path / "data", "config", "check", str(file))
    assert said.status == 2
    assert "hotlin" in said.complaint
    assert "hotline" in said.complaint.replace("hotlin ", "")
    good = jinban(tmp_path / "data", "config", "check", str(ROOT / "config" / "station.toml"), "--json")
    assert (good.status, good.document["ok"]) == (0, True)


def test_visits_offline_are_delivered_by_one_sync(tmp_path: Path) -> None:
    data = tmp_path / "data"
    filed = jinban(data, "simulate", "--visits", "3", "--seed", "7", "--offline", "--json").document
    assert (filed["visits"], filed["saved"]) == (3, 3)
    down = jinban(data, "sync", "--once", "--platform-url", f"http://127.0.0.1:{free_port()}", "--json")
    assert down.status == 1
    assert down.document["unsent"] == 3
    with platform(tmp_path / "platform") as url:
        report = jinban(data, "sync", "--once", "--json", environ=environment(data, JINBAN_PLATFORM_URL=url))
    assert report.status == 0
    assert (report.document["receipted"], report.document["unsent"]) == (3, 0)
    status = jinban(data, "queue", "status", "--json").document
    assert set(status) == {"counts", "oldest_unsent_s"}
    assert (status["counts"], status["oldest_unsent_s"]) == ({"purged": 3}, None)


def test_simulated_devices_are_listed_and_steered(tmp_path: Path) -> None:
    data = tmp_path / "data"
    nobody = jinban(data, "sim", "--list")
    assert nobody.status == 2
    assert "jinban simulators" in nobody.complaint
    process = start(data, "simulators")
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"id_card")
        listed = jinban(data, "sim", "--list", "--json").document
        assert set(listed) == {"network", *Devices.model_fields} - {"signature"}
        assert all(isinstance(d, dict) and set(d) == {"verbs", "faults"} for d in listed.values())
        assert jinban(data, "sim", "id_card", "insert", "grandmother").status == 0
        assert jinban(data, "sim", "id_card", "state", "--json").document["card"] == "grandmother"
        wrong = jinban(data, "sim", "id_card", "dance")
        assert wrong.status == 2
        assert "dance" in wrong.complaint
        tests = jinban(data, "doctor", "--json")
        rows = {row["name"]: row for row in json.loads(tests.out)}
        assert all(set(row) == {"name", "state", "detail", "advice", "last_test"} for row in rows.values())
        assert rows["id_card"]["state"] == "ready"
        assert rows["receipt_printer"]["state"] == "ready"
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    if port == "0":
        with socket.create_server(("127.0.0.1", 0)) as taken:
            said = jinban(tmp_path / "data", "platform", "--port", str(taken.getsockname()[1]))
    else:
        said = jinban(tmp_path / "data", "platform", "--port", port)
    assert said.status == 2
    assert "port" in said.err
    assert "Traceback" not in said.err


@contextmanager
def platform(data: Path) -> Iterator[str]:
    """A platform as a process of its own; its address."""
    process = start(data, "platform", "--port", "0")
    try:
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        assert said.startswith("platform at http://127.0.0.1:"), said
        yield said.split()[-1]
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
