"""After twenty visits no byte on the disk, and no line on the terminal, holds anything of a resident."""

import base64
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.residents import elders, grown_children
from tests.app.jinban_command import Said, jinban
from tests.app.test_commands import platform

SEED = 20
VISITS = 20


def test_offline_and_after_the_delivery_nothing_can_be_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    offline = jinban(data, "simulate", "--visits", str(VISITS), "--seed", str(SEED), "--offline")
    assert offline.status == 0, offline.err
    secrets = secrets_of_all()
    assert found_below(data, secrets) == []
    with platform(tmp_path / "platform") as url:
        synced = jinban(data, "sync", "--once", "--platform-url", url)
    assert synced.status == 0
    assert found_below(data, secrets) == []
    assert found_below(tmp_path / "platform", secrets) == []
    for said in (offline, synced):
        assert told_by(said, secrets) == []
    # The other way round: what is planted is found, in every way of writing.
    for name, planted in ways_to_write(next(iter(everything()))):
        (data / "logs" / "planted.jsonl").write_bytes(b"junk " + planted + b" junk")
        assert found_below(data, secrets) == ["logs/planted.jsonl"], name


@pytest.mark.parametrize("offset", range(3))
def test_the_search_finds_base64_at_every_offset(tmp_path: Path, offset: int) -> None:
    secret = next(iter(everything()))
    (tmp_path / "kiosk.db-wal").write_bytes(base64.b64encode(b"x" * offset + secret.encode() + b"tail"))
    assert found_below(tmp_path, secrets_of_all()) == ["kiosk.db-wal"]


def everything() -> Iterator[str]:
    """What the residents of these visits are called and have typed; short numbers of theirs are in longer ones."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    for people in (elders(SEED, today), grown_children(SEED, today)):
        for _, resident in zip(range(VISITS), people, strict=False):
            person = resident.person
            yield from (person.id_number, resident.phone, resident.account, person.address or "")
            if len(person.name) > 2:  # two characters happen by chance, in a text of ours even more so
                yield person.name


def ways_to_write(secret: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        yield encoding, secret.encode(encoding)
    raw = secret.encode()
    for offset in range(3):
        # Three bytes are four characters: only those that no neighbour has a part in are the secret's own.
        whole = base64.b64encode(b"\0" * offset + raw)
        first = -(-offset * 8 // 6)
        last = (offset + len(raw)) * 8 // 6
        yield f"base64 at {offset}", whole[first:last]


def secrets_of_all() -> set[bytes]:
    return {written for secret in everything() for _, written in ways_to_write(secret)}


def found_below(folder: Path, secrets: set[bytes]) -> list[str]:
    """The files that hold any of them, raw bytes as they lie on the disk."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "ballast")
    assert files
    return [str(path.relative_to(folder)) for path in files if holds(path.read_bytes(), secrets)]


def told_by(said: Said, secrets: set[bytes]) -> list[bytes]:
    told = (said.out + said.err).encode()
    return [secret for secret in secrets if secret in told]


def holds(content: bytes, secrets: set[bytes]) -> bool:
    return any(secret in content for secret in secrets)
