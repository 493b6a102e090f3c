"""``jinban apply``: what is in order is durable before its number is printed; what is not is named and never queued."""

import base64
import json
from pathlib import Path

import pytest

from kiosk.application_id import parse_application_id
from tests.app.jinban_command import EXAMPLE, Json, application, jinban, line

ACCOUNT = "6222021234567890128"

TOO_YOUNG = application(
    applicant__id_number="460105199003071239", applicant__birth="1990-03-07", applicant__sex="male"
)
TYPED = application(applicant__birth="1936-01-01", applicant__identified_by="declared")
WRONG_DIGIT = application(applicant__id_number="460108193501010028")

REFUSED: list[tuple[str, Json, str, str]] = [
    ("bad check digit", WRONG_DIGIT, "id_number_check_digit", "applicant.id_number"),
    ("impossible date", application(applicant__birth="2001-02-29"), "impossible_date", "applicant.birth"),
    ("birth of somebody else", TYPED, "id_number_mismatch", "applicant.birth"),
    ("missing applicant", application(applicant=None), "required", "applicant"),
    ("missing phone", application(form__phone=None), "required", "form.phone"),
    ("wrong phone", application(form__phone="12345"), "phone", "form.phone"),
    ("wrong card number", application(form__account=ACCOUNT[:-1] + "9"), "bank_card", "form.account"),
    ("no such bank", application(form__bank="moon"), "not_a_choice", "form.bank"),
    ("unknown item", application(item="HK-XX-0000"), "unknown_item", "item"),
    ("guide only", application(item="HK-GA-0102"), "", "item"),
    ("unknown situation", application(situation="ghost"), "unknown_situation", "situation"),
    ("unknown field", application(colour="blue"), "unknown_field", "colour"),
    ("unknown form field", application(form__colour="blue"), "unknown_field", "form.colour"),
    ("form is a list", application(form=["phone"]), "wrong_type", "form"),
    ("an array", [1, 2], "wrong_type", ""),
    ("too young", TOO_YOUNG, "not_eligible", "eligibility.age"),
]  # fmt: skip


def test_an_application_is_queued_and_its_number_answered(tmp_path: Path) -> None:
    said = jinban(tmp_path / "data", "apply", str(EXAMPLE), "--json")
    assert (said.status, said.err) == (0, "")
    assert set(said.document) == {"id", "state"}
    assert said.document["state"] == "queued"
    number = str(said.document["id"])
    assert parse_application_id(number) == number
    listed = jinban(tmp_path / "data", "queue", "list", "--json").document["items"]
    assert isinstance(listed, list)
    assert [set(item) for item in listed if isinstance(item, dict)] == [
        {"id", "state", "attempts", "next_attempt_at"}
    ]
    assert number in json.dumps(listed)


def test_each_line_is_answered_and_nothing_of_a_bad_one_is_queued(tmp_path: Path) -> None:
    big = tmp_path / "scan.bin"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    by_path: Json = [{"material": "id_card", "path": str(big)}]
    inline: Json = [{"material": "id_card", "content": base64.b64encode(bytes(50 * 1024 * 1024)).decode()}]
    nowhere: Json = [{"material": "id_card", "path": str(tmp_path / "nowhere")}]
    refused = [
        *REFUSED,
        ("50 MB by path", application(attachments=by_path), "attachment_too_large", "attachments.0"),
        ("50 MB inline", application(attachments=inline), "attachment_too_large", "attachments"),
        ("no such scan", application(attachments=nowhere), "attachment_unreadable", "attachments.0.path"),
    ]
    lines = [line(application())]
    for _, document, _, _ in refused:
        lines += [line(document)]
    lines += [b'{"item": "HK-\n', b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"\n", line(application())]
    said = jinban(tmp_path / "data", "apply", "-", given=b"".join(lines))
    assert said.status == 1
    assert said.err == ""
    answers = said.lines
    assert len(answers) == len(lines) - 1, "the empty line is no application"
    for (name, _, code, field), answer in zip(refused, answers[1:], strict=False):
        error = answer.get("error")
        assert isinstance(error, dict), name
        assert set(error) == {"code", "field", "message"}, name
        assert error["code"] == (code or error["code"]), (name, error)
        assert error["field"] == field, (name, error)
        assert error["message"], name
        for entered in ("460108193501010028", ACCOUNT[:-1] + "9", "12345", "符秀英", "moon"):
            assert entered not in json.dumps(error, ensure_ascii=False)
    for answer in answers[len(refused) + 1 : -1]:
        assert isinstance(answer["error"], dict)
        assert answer["error"]["code"] == "bad_json"
    numbers = {answers[0]["id"], answers[-1]["id"]}
    status = jinban(tmp_path / "data", "queue", "status", "--json").document
    assert status["counts"] == {"queued": 2}
    assert isinstance(status["oldest_unsent_s"], int)
    listed = json.loads(jinban(tmp_path / "data", "queue", "list", "--json").out)["items"]
    assert {item["id"] for item in listed} == numbers


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_bad_file_is_one_line_and_status_two(tmp_path: Path, words: tuple[str, ...]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{nonsense", encoding="utf-8")
    said = jinban(tmp_path / "data", "apply", str(bad), *words)
    assert said.status == 2
    if words:
        assert said.document["error"]
        assert said.err == ""
    else:
        assert "is not valid JSON" in said.complaint
        assert said.out == ""


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = jinban(tmp_path / "data", "apply", str(tmp_path / "nowhere.json"))
    assert said.status == 2
    assert "nowhere.json" in said.complaint
