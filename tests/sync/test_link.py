"""What the shell is told about the line to the platform is never older than ten seconds."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.link import FILE_NAME, Line, LinkLog, LinkState, read_link

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("line", Line)
def test_the_shell_reads_what_the_sync_process_saw(tmp_path: Path, line: Line) -> None:
    assert LinkLog(tmp_path).note(line, NOW)
    assert read_link(tmp_path, later(9)) == LinkState(line, NOW, NOW)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_since_is_when_the_line_changed(tmp_path: Path) -> None:
    log = LinkLog(tmp_path)
    assert [log.note(Line.ONLINE, later(s)) for s in (0, 1, 5)] == [True, False, False]
    assert read_link(tmp_path, later(5)) == LinkState(Line.ONLINE, NOW, later(5))
    assert log.note(Line.OFFLINE, later(5.5))
    assert read_link(tmp_path, later(6)) == LinkState(Line.OFFLINE, later(5.5), later(5.5))


def test_the_same_news_is_written_every_two_seconds_at_most(tmp_path: Path) -> None:
    log = LinkLog(tmp_path)
    log.note(Line.ONLINE, NOW)
    (tmp_path / FILE_NAME).unlink()
    log.note(Line.ONLINE, later(1.9))
    assert not (tmp_path / FILE_NAME).exists()
    log.note(Line.ONLINE, later(2))
    assert (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("seconds", [10.1, 3600, -11, -86400 * 800])
def test_news_of_a_dead_sync_process_or_another_year_is_offline(tmp_path: Path, seconds: float) -> None:
    LinkLog(tmp_path).note(Line.ONLINE, NOW)
    assert read_link(tmp_path, later(seconds)).line is Line.OFFLINE


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"state": "fine"}', b'{"state":"online"}', b"\xff"])
def test_no_news_or_unreadable_news_is_offline(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE_NAME).write_bytes(content)
    assert read_link(tmp_path, NOW) == LinkState(Line.OFFLINE, NOW, NOW)
