"""亮码 at the kiosk: a signed code holds without a line, for minutes, once; all others are told apart and say why."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from central.code_maker import signed_code
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.question import CodeRefusal
from sync import show_code
from sync.show_code import CodeKind, SignedCodes, code_kind, verify_code

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
NOW = datetime(2026, 5, 6, 2, 30, tzinfo=UTC)
SOMEBODY = Person(
    name="王小明",
    sex=Sex.MALE,
    birth=date(1990, 3, 7),
    id_number="460105199003071239",
    identified_by=IdentifiedBy.CODE,
)
CODE = signed_code(SOMEBODY, KEY, NOW, "jti-0000001", "sign_in")
CLAIMS = {
    "sub": SOMEBODY.id_number,
    "name": SOMEBODY.name,
    "birth": "1990-03-07",
    "sex": "male",
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 300,
    "jti": "jti-0000001",
    "purpose": "sign_in",
}


def _code(key: Ed25519PrivateKey = KEY, typ: str = "jinban-code", **claims: object) -> str:
    return jwt.encode({**CLAIMS, **claims}, key, algorithm="EdDSA", headers={"typ": typ})


def test_a_good_code_says_who_shows_it() -> None:
    assert verify_code(CODE, PUBLIC, NOW, "sign_in") == SOMEBODY
    assert verify_code(f" {CODE}\r\n", PUBLIC, NOW, "sign_in") == SOMEBODY
    assert verify_code(_code(purpose=""), PUBLIC, NOW, "anything") == SOMEBODY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_code(exp=CLAIMS["iat"]), CodeRefusal.EXPIRED),
        (_code(exp=int(NOW.timestamp()) + 601), CodeRefusal.EXPIRED),
        (_code(iat=int(NOW.timestamp()) + 61, exp=int(NOW.timestamp()) + 300), CodeRefusal.NOT_YET),
        (_code(purpose="certificates"), CodeRefusal.OTHER_PURPOSE),
        (_code(Ed25519PrivateKey.generate()), CodeRefusal.FORGED),
        (_code(name=""), CodeRefusal.FORGED),
        (_code(birth="1990-03-08"), CodeRefusal.FORGED),
        (_code(sex="female"), CodeRefusal.FORGED),
        (_code(sub="460105199003071238"), CodeRefusal.FORGED),
        (_code(more="words"), CodeRefusal.FORGED),
        (_code(exp="soon"), CodeRefusal.FORGED),
        (_code(exp=10**18), CodeRefusal.FORGED),
        (_code(typ="jinban-receipt"), CodeRefusal.NOT_A_CODE),
        (jwt.encode(CLAIMS, "", algorithm="none", headers={"typ": "jinban-code"}), CodeRefusal.FORGED),
        (CODE[:-4] + "AAAA", CodeRefusal.FORGED),
        ("JBC1.opaque-and-opaque", CodeRefusal.NOT_A_CODE),
        ("", CodeRefusal.NOT_A_CODE),
    ],
)
def test_a_code_that_does_not_hold_says_why(text: str, reason: CodeRefusal) -> None:
    assert verify_code(text, PUBLIC, NOW, "sign_in") is reason


def test_a_code_signed_with_a_password_instead_of_a_key_is_forged() -> None:
    """The public key as an HMAC secret: the oldest trick with JWS."""
    header, payload = (
        jwt.utils.base64url_encode(json.dumps(part).encode()).decode()
        for part in ({"alg": "HS256", "typ": "jinban-code"}, CLAIMS)
    )
    algorithm = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    signature = jwt.utils.base64url_encode(algorithm.sign(f"{header}.{payload}".encode(), PUBLIC)).decode()
    text = f"{header}.{payload}.{signature}"
    assert verify_code(text, PUBLIC, NOW, "sign_in") is CodeRefusal.FORGED


def test_a_clock_that_is_a_minute_behind_still_takes_it() -> None:
    assert verify_code(CODE, PUBLIC, NOW - timedelta(seconds=60), "sign_in") == SOMEBODY
    assert verify_code(CODE, PUBLIC, NOW - timedelta(seconds=61), "sign_in") is CodeRefusal.NOT_YET


def test_it_ends_at_its_second() -> None:
    assert verify_code(CODE, PUBLIC, NOW + timedelta(seconds=299), "sign_in") == SOMEBODY
    assert verify_code(CODE, PUBLIC, NOW + timedelta(seconds=300), "sign_in") is CodeRefusal.EXPIRED


def test_shown_again_it_is_used_also_when_its_text_is_written_otherwise() -> None:
    codes = SignedCodes(PUBLIC)
    assert codes.take(CODE, NOW, "sign_in") == SOMEBODY
    for text in (CODE, _code(), _code(name="王大明")):
        assert codes.take(text, NOW + timedelta(seconds=30), "sign_in") is CodeRefusal.USED
    assert codes.take(_code(jti="jti-0000002"), NOW, "sign_in") == SOMEBODY


def test_a_code_that_was_refused_is_not_used_up() -> None:
    codes = SignedCodes(PUBLIC)
    assert codes.take(CODE, NOW, "certificates") is CodeRefusal.OTHER_PURPOSE
    assert codes.take(CODE, NOW, "sign_in") == SOMEBODY


def test_what_was_seen_is_forgotten_when_it_could_not_be_shown_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(show_code, "MOST_SEEN", 2)
    codes = SignedCodes(PUBLIC)
    for number in (1, 2):
        assert codes.take(_code(jti=f"jti-000000{number}"), NOW, "sign_in") == SOMEBODY
    assert codes.take(_code(jti="jti-0000003"), NOW, "sign_in") is CodeRefusal.USED, "memory is full"
    later = NOW + timedelta(minutes=7)
    fresh = signed_code(SOMEBODY, KEY, later, "jti-0000004", "sign_in")
    assert codes.take(fresh, later, "sign_in") == SOMEBODY


def test_without_a_key_to_believe_no_signed_code_is_taken() -> None:
    assert SignedCodes(None).take(CODE, NOW, "sign_in") is CodeRefusal.FORGED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CODE, CodeKind.SIGNED),
        ("JBC1.8f3kQz0Yx-7uTq_lmN2pR4sV6wX8yZ0a", CodeKind.OPAQUE),
        ("https://example.com/x", CodeKind.NONE),
        ("WWW.EXAMPLE.COM/some/where", CodeKind.NONE),
        ("134512345678901234", CodeKind.NONE),
        ("0000-0000-0000-0001-7", CodeKind.NONE),
        ("JB1.D460100202605060000010.ABCDEFGH", CodeKind.NONE),
        ("short", CodeKind.NONE),
        ("符玉莲", CodeKind.NONE),
        ("x" * 600, CodeKind.NONE),
        ("", CodeKind.NONE),
    ],
)
def test_kinds_of_codes_are_told_apart_by_their_looks(text: str, kind: CodeKind) -> None:
    assert code_kind(text) is kind


@given(st.one_of(st.text(max_size=300), st.from_regex(r"eyJ[A-Za-z0-9_-]{0,80}\.[\w-]{1,80}\.[\w-]{0,90}")))
def test_whatever_is_scanned_nobody_unknown_gets_in(text: str) -> None:
    assert isinstance(verify_code(text, PUBLIC, NOW, "sign_in"), CodeRefusal)


def test_a_code_shows_nobody_when_it_is_printed_by_mistake() -> None:
    claims = show_code.Claims.model_validate(CLAIMS)
    assert SOMEBODY.name not in repr(claims)
    assert SOMEBODY.id_number not in repr(claims)


def test_of_many_who_show_one_code_at_the_same_moment_one_gets_in() -> None:
    codes, gate = SignedCodes(PUBLIC), threading.Barrier(8, timeout=20)

    def show(_: int) -> Person | CodeRefusal:
        gate.wait()
        return codes.take(CODE, NOW, "sign_in")

    with ThreadPoolExecutor(8) as phones:
        taken = list(phones.map(show, range(8)))
    assert sorted(isinstance(one, Person) for one in taken) == [False] * 7 + [True]
