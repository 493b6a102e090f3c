"""``jinban demo``: three visits as pictures, receipts and a summary; one run for all that is looked at here."""

import json
from pathlib import Path

import zxingcpp
from PIL import Image

from kiosk.application_id import parse_application_id
from tests.app.jinban_command import environment, jinban

VISITS = {"1-online": "申请已批准", "2-cable-cut": "已保存在本机，尚未发送", "3-delegate": "申请已批准"}


def test_three_visits_are_left_as_pictures_receipts_and_a_summary(tmp_path: Path) -> None:
    out = tmp_path / "out"
    bare = environment(tmp_path / "data")
    bare.pop("QT_QPA_PLATFORM", None)
    said = jinban(tmp_path / "data", "demo", "--out", str(out), environ=bare, patience_s=150)
    assert (said.status, said.err) == (0, "")
    text = (out / "summary.json").read_text(encoding="utf-8")
    summary = json.loads(text)
    assert summary["failure"] is None
    assert {visit["name"]: visit["shown"] for visit in summary["visits"]} == VISITS
    for secret in ("符玉兰", "吴清海", "吴志远", "吴月娥", "460108193501010027", "13876001234"):
        assert secret not in text
    bench = summary["bench"]["pictures"]
    assert [name.split("-")[-1] for name in bench] == ["in.png", "board.png", "faults.png", "camera.png"]
    named = [*(picture for visit in summary["visits"] for picture in visit["pictures"]), *bench]
    assert sorted(named) == sorted(str(path.relative_to(out)) for path in out.rglob("*.png"))
    for visit in summary["visits"]:
        assert parse_application_id(visit["application_id"]) == visit["application_id"]
        assert (visit["platform"]["state"], visit["platform"]["amount_demo"]) == ("granted", True)
        states = [step["state"] for step in visit["states"]]
        assert states[0] == states[-1] == "Attract"
        assert {"Identify", "Consent", "FillForm", "Review", "Commitment", "Saving", "Result"} <= set(states)
        times = [step["at_s"] for step in visit["states"]]
        assert times == sorted(times)
        for name in visit["pictures"]:
            look_at(out / name, visit["application_id"])


def look_at(file: Path, number: str) -> None:
    with Image.open(file) as picture:
        if file.name.endswith("-receipt.png"):
            assert [code.text for code in zxingcpp.read_barcodes(picture)] == [number]
        else:
            assert picture.size == (1080, 1920), file.name
            assert len(picture.convert("RGB").resize((54, 96)).getcolors(6000) or []) > 20, file.name


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = jinban(tmp_path / "data", "demo", "--out", str(tmp_path / "file" / "out"))
    assert said.status == 2
    assert "file" in said.complaint
