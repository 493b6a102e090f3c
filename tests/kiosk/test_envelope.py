"""Sealing: only the platform opens it, only for this application, only unchanged; and it is RFC 9180 to the byte."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.envelope import (
    CannotOpen,
    SealedApplication,
    manifest_hash,
    open_application,
    open_attachment,
    seal_application,
    seal_attachment,
)
from tests.kiosk.hpke_by_the_book import Suite, open_base

NUMBER = "7K3M-9Q2X-AB4D-EFGH-5"
OTHER = "0000-0000-0000-0000-8"
PLAIN = "符玉莲 460108193501010027".encode()


@pytest.fixture(scope="module")
def platform() -> X25519PrivateKey:
    return X25519PrivateKey.generate()


def test_the_platform_opens_what_was_sealed_to_it(platform: X25519PrivateKey) -> None:
    sealed = seal_application(PLAIN, NUMBER, platform.public_key())
    assert len(sealed) == len(PLAIN) + 48
    assert PLAIN not in sealed
    assert open_application(sealed, NUMBER, platform) == PLAIN


@pytest.mark.parametrize("plain", [b"", b"x", b"\x00" * 1_000_000])
def test_an_attachment_of_any_size_opens_again(platform: X25519PrivateKey, plain: bytes) -> None:
    sealed = seal_attachment(plain, NUMBER, 3, platform.public_key())
    assert sealed.sha256 == hashlib.sha256(sealed.content).hexdigest()
    assert sealed.size == len(plain) + 48
    assert open_attachment(sealed.content, NUMBER, 3, platform) == plain


def test_the_same_application_sealed_twice_looks_different(platform: X25519PrivateKey) -> None:
    key = platform.public_key()
    assert seal_application(PLAIN, NUMBER, key) != seal_application(PLAIN, NUMBER, key)


class TestWhatDoesNotOpen:
    def test_for_another_application(self, platform: X25519PrivateKey) -> None:
        sealed = seal_application(PLAIN, NUMBER, platform.public_key())
        with pytest.raises(CannotOpen):
            open_application(sealed, OTHER, platform)

    def test_with_another_key(self, platform: X25519PrivateKey) -> None:
        sealed = seal_application(PLAIN, NUMBER, platform.public_key())
        with pytest.raises(CannotOpen):
            open_application(sealed, NUMBER, X25519PrivateKey.generate())

    def test_an_attachment_in_another_place_or_of_another_application(
        self, platform: X25519PrivateKey
    ) -> None:
        sealed = seal_attachment(PLAIN, NUMBER, 0, platform.public_key()).content
        for number, position in ((NUMBER, 1), (OTHER, 0)):
            with pytest.raises(CannotOpen):
                open_attachment(sealed, number, position, platform)

    def test_an_attachment_as_an_application_and_the_other_way_round(
        self, platform: X25519PrivateKey
    ) -> None:
        key = platform.public_key()
        with pytest.raises(CannotOpen):
            open_application(seal_attachment(PLAIN, NUMBER, 0, key).content, NUMBER, platform)
        with pytest.raises(CannotOpen):
            open_attachment(seal_application(PLAIN, NUMBER, key), NUMBER, 0, platform)

    def test_with_any_one_bit_turned(self, platform: X25519PrivateKey) -> None:
        sealed = seal_application(PLAIN, NUMBER, platform.public_key())
        for place in range(len(sealed)):
            # The top bit of an X25519 key is masked away (RFC 7748, 5) but bound into the key schedule all the same.
            turned = sealed[:place] + bytes([sealed[place] ^ 0x80]) + sealed[place + 1 :]
            with pytest.raises(CannotOpen):
                open_application(turned, NUMBER, platform)

    @pytest.mark.parametrize("size", [0, 1, 31, 32, 47, 48])
    def test_when_it_is_cut_short(self, platform: X25519PrivateKey, size: int) -> None:
        sealed = seal_application(PLAIN, NUMBER, platform.public_key())
        with pytest.raises(CannotOpen):
            open_application(sealed[:size], NUMBER, platform)

    def test_and_says_nothing_of_what_was_in_it(self, platform: X25519PrivateKey) -> None:
        with pytest.raises(CannotOpen) as refused:
            open_application(seal_application(PLAIN, NUMBER, platform.public_key()), OTHER, platform)
        assert str(refused.value) == "not sealed to this key for this application"


class TestAgainstTheBook:
    """Another reading of RFC 9180, first held to the RFC's own vector, then to our envelopes."""

    def test_the_other_reading_opens_the_vector_of_appendix_a_1(self) -> None:
        opened = open_base(
            Suite(aead_id=1, key_bytes=16),
            private=bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"),
            enc=bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"),
            ciphertext=bytes.fromhex(
                "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
            ),
            info=b"Ode on a Grecian Urn",
            aad=b"Count-0",
        )
        assert opened == b"Beauty is truth, truth beauty"

    def test_it_opens_our_envelopes_and_attachments(self, platform: X25519PrivateKey) -> None:
        suite, private = Suite(aead_id=2, key_bytes=32), platform.private_bytes_raw()
        sealed = seal_application(PLAIN, NUMBER, platform.public_key())
        info = b"jinban/1/application/" + NUMBER.encode()
        assert open_base(suite, private, sealed[:32], sealed[32:], info) == PLAIN
        attachment = seal_attachment(PLAIN, NUMBER, 2, platform.public_key()).content
        info = b"jinban/1/attachment/2/" + NUMBER.encode()
        assert open_base(suite, private, attachment[:32], attachment[32:], info) == PLAIN


class TestManifest:
    def sealed(self, platform: X25519PrivateKey) -> SealedApplication:
        key = platform.public_key()
        attachments = tuple(seal_attachment(b"scan %d" % n, NUMBER, n, key) for n in range(2))
        at = datetime(2026, 5, 6, tzinfo=UTC)
        return SealedApplication(NUMBER, "HK-MZ-0261", at, seal_application(PLAIN, NUMBER, key), attachments)

    def test_it_is_the_hash_of_canonical_json(self) -> None:
        text = b'{"attachments":[{"sha256":"aa","size":7}],"envelope_sha256":"ee","id":"ID","item":"IT"}'
        assert manifest_hash("ID", "IT", "ee", [("aa", 7)]) == hashlib.sha256(text).hexdigest()

    def test_nothing_of_the_application_can_change_unnoticed(self, platform: X25519PrivateKey) -> None:
        sealed = self.sealed(platform)
        one, other = sealed.attachments
        hashes = {
            variant.manifest_hash
            for variant in (
                sealed,
                replace(sealed, id=OTHER),
                replace(sealed, item="HK-MZ-0262"),
                replace(sealed, envelope=sealed.envelope + b"x"),
                replace(sealed, attachments=(one,)),
                replace(sealed, attachments=(other, one)),
                replace(sealed, attachments=(one, replace(other, content=other.content + b"x"))),
            )
        }
        assert len(hashes) == 7
