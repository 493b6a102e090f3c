"""The registers' file: whole, made up, and every mistake named by file and line."""

from pathlib import Path

import pytest

import config
from central.content_file import ContentFile, FileRefused
from central.keys import DEVELOPMENT
from central.registers.entries import RegistersFile
from central.registers.registers import NO_REGISTERS, Asked, Registers
from central.registers.source import NONE, read_registers, registers_for
from devices.id_card.drawer import DRAWER
from kiosk.catalogue.registers import FIELDS
from kiosk.catalogue.service import Register
from kiosk.certificate_identifier import CertificateIdentifier, is_certificate_identifier
from kiosk.credit import Grade
from kiosk.form import passes_luhn

FILE = Path(config.__file__).parent / "development" / "registers.yaml"
PERSON = """
people:
  - id_number: "460105199003071239"
    name: 王小明
    sex: male
    birth: 1990-03-07
"""


@pytest.fixture(scope="module")
def registers() -> Registers:
    return read_registers(FILE)


@pytest.fixture(scope="module")
def file() -> RegistersFile:
    return ContentFile(FILE).read(RegistersFile)


@pytest.mark.parametrize(
    "identifier",
    [
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    ],
)
def test_identifiers_that_are_in_use_pass_and_fail_with_another_check(identifier: str) -> None:
    assert is_certificate_identifier(identifier)
    root, kind, issuer, serial, version, check = identifier.rsplit(".", 5)
    assert root == "1.2.156.3005.2"
    assert str(CertificateIdentifier(kind, issuer, serial, int(version))) == identifier
    assert not is_certificate_identifier(identifier[:-1] + ("1" if check != "1" else "2"))
    assert not is_certificate_identifier(identifier.replace(serial, serial + "1", 1))


def test_every_card_of_the_drawer_is_in_the_registers(registers: Registers) -> None:
    for name, drawn in DRAWER.items():
        person = registers.person(drawn.card.id_number)
        assert person is not None, name
        assert (person.name, person.birth) == (drawn.card.shown_name, drawn.card.birth)


def test_all_62_kinds_of_certificates_are_there(file: RegistersFile) -> None:
    kinds = {certificate.key for person in file.people for certificate in person.certificates}
    kinds |= {certificate.key for company in file.companies for certificate in company.certificates}
    assert len(kinds) == 62


def test_every_grade_is_there_for_people_and_for_companies(file: RegistersFile) -> None:
    for holders in (file.people, file.companies):
        grades = {holder.credit.grade for holder in holders if holder.credit is not None}
        assert grades == set(Grade)


def test_the_accounts_that_fill_forms_are_accounts(file: RegistersFile) -> None:
    accounts = [
        certificate.fields["account"]
        for person in file.people
        for certificate in person.certificates
        if certificate.key == "social_security_card"
    ]
    assert accounts
    assert all(passes_luhn(account) for account in accounts)


def test_every_register_answers_with_exactly_the_words_of_the_rules(registers: Registers) -> None:
    known = Asked("460105199003071239", "91440300708461136T")
    for asked in (known, Asked("440106193501010020"), Asked("460107196005050018")):
        records = registers.records(list(Register), asked)
        for register, record in records.items():
            assert {name: type(value) for name, value in record.items()} == {
                name: type(value) for name, value in FIELDS[register].items()
            }, register
    assert all(record["known"] for record in registers.records(list(Register), known).values())


def test_of_a_stranger_nothing_is_known(registers: Registers) -> None:
    stranger = Asked("440106193501010020", "11100000000013127D")
    assert registers.records(list(Register), stranger) == dict(FIELDS)
    assert NO_REGISTERS.records(list(Register), Asked("460105199003071239")) == dict(FIELDS)


def test_a_drawn_resident_of_haikou_is_registered_and_alive(registers: Registers) -> None:
    """Simulations draw people; with a wrong check digit they are nobody."""
    record = registers.records([Register.POPULATION], Asked("46010619510815002X"))[Register.POPULATION]
    assert (record["alive"], record["district"]) == (True, "460106")
    wrong = registers.records([Register.POPULATION], Asked("460106195108150021"))[Register.POPULATION]
    assert not wrong["known"]


def test_the_deed_in_the_form_chooses_the_home_whoever_owns_it(registers: Registers) -> None:
    def title(deed: str) -> object:
        asked = Asked("460105199003071239", answers={"deed_number": deed} if deed else {})
        record = registers.records([Register.TITLE], asked)[Register.TITLE]
        return record["owner"], record["mortgaged"], record["sealed"], record["homes"]

    assert title("") == (True, True, False, 2)
    assert title("琼2012海口市不动产权第0004321号") == (True, False, False, 2)
    assert title("琼2008海口市不动产权第0002468号") == (False, False, True, 2)
    assert title("琼1999海口市不动产权第9999999号") == (False, False, False, 2)


def test_the_made_up_people_come_with_the_published_keys_only() -> None:
    assert registers_for("", DEVELOPMENT).person("460105199003071239") is not None
    assert registers_for("", "/srv/keys") is NO_REGISTERS
    assert registers_for(NONE, DEVELOPMENT) is NO_REGISTERS
    assert registers_for(str(FILE), "/srv/keys").person("460105199003071239") is not None


@pytest.mark.parametrize(
    ("text", "line", "field", "message"),
    [
        (PERSON.replace("1239", "1238"), 3, "people.0", "no number of this kind"),
        (PERSON.replace("1990-03-07", "1990-03-08"), 3, "people.0", "another birth date"),
        (PERSON.replace("1990-03-07", "1990-02-30"), 6, "people.0.birth", "date"),
        (PERSON + "    colour: red\n", 7, "people.0.colour", "extra"),
        (PERSON + PERSON.split("people:\n")[1], 3, "people.0.id_number", "twice"),
        (
            PERSON
            + "    certificates:\n      - {key: passport, identifier: 1.2.156.3005.2.11100000000013127D001."
            "11460100008173412J.460105199003071239.001.N, name: 护照, issuer: 某局, issued: 2020-01-01}\n",
            8,
            "people.0.certificates.0.identifier",
            "MOD 37,36",
        ),
        (PERSON + "    credit: {grade: gold, as_of: 2026-01-01}\n", 7, "people.0.credit.grade", "red"),
        ("companies:\n  - {uscc: 91440300708461136A, name: 某公司, representative: A2345678}\n", 2,
         "companies.0.uscc", "GB 32100"),
        ("people: [\n", 2, "", "YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_and_line(
    tmp_path: Path, text: str, line: int, field: str, message: str
) -> None:
    file = tmp_path / "registers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        read_registers(file)
    mistake = caught.value.mistakes[0]
    assert (mistake.file, mistake.line, mistake.field) == (file, line, field)
    assert message in mistake.message
    assert str(caught.value).startswith(f"{file}:{line}: ")


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "registers.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        read_registers(file)
    assert len(caught.value.mistakes) == 1
