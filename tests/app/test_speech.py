"""Sentences through the real espeak-ng and the real aplay into a loudspeaker that we listen to."""

import queue
import stat
import struct
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.speech import Speech, Voice, has_voice
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from devices.kiosk_body.speaker import Speaker
from kiosk.catalogue.words import Language

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
RATE = 22050
AS_BUILT = Voice()
TITLE = "请放上您的身份证"
CONDITION = "申请人健在，如情况变化，三十日内告知民政部门"
REPEATED = tuple(f"{CONDITION}，第{number}条" for number in range(1, 9))


class Hall:
    """A loudspeaker with a thread of its own, as a station has, and who hears of the reading."""

    def __init__(self, bytes_per_s: int | None = None) -> None:
        self.loudspeaker = SimulatedSpeaker(bytes_per_s=bytes_per_s)
        self.speaker = Speaker(lambda: str(self.loudspeaker.address()["device"]), lambda: NOON)
        self.told: queue.Queue[bool] = queue.Queue()
        self.heard: queue.Queue[int] = queue.Queue()
        self.jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._speeches: list[Speech] = []
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def speech(self, voice: Voice = AS_BUILT, program: str = "espeak-ng") -> Speech:
        speech = Speech(self.speaker, self.jobs.put, self.told.put, lambda: self.heard.put(1), voice, program)
        self._speeches.append(speech)
        return speech

    def samples(self, count: int) -> list[bytes]:
        return self.loudspeaker.wait_until_heard(count, 10)

    def close(self) -> None:
        for speech in self._speeches:
            speech.close()
        self.jobs.put(None)
        self._thread.join(5)
        self.loudspeaker.close()

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            job()


@pytest.fixture
def hall() -> Iterator[Hall]:
    made = Hall()
    yield made
    made.close()


@pytest.fixture
def slow_hall() -> Iterator[Hall]:
    """Plays as slowly as one speaks: there is time to press the button again."""
    made = Hall(bytes_per_s=2 * RATE)
    yield made
    made.close()


def seconds(sound: bytes) -> float:
    """From the first to the last sample that can be heard."""
    return len(sound.strip(b"\0")) / (2 * RATE)


def loudness(sound: bytes) -> int:
    values = struct.unpack(f"<{len(sound) // 2}h", sound[: len(sound) // 2 * 2])
    return max(abs(int(value)) for value in values)


def test_a_title_is_heard_as_a_voice_and_not_as_silence(hall: Hall) -> None:
    hall.speech().read([TITLE], Language.ZH, large=False)
    (sound,) = hall.samples(1)
    assert 1.0 < seconds(sound) < 5.0  # eight syllables
    assert loudness(sound) > 2000
    assert hall.told.get(timeout=5) is True
    assert hall.heard.get(timeout=5)
    assert hall.told.get(timeout=5) is False


def test_each_sentence_is_heard_in_its_order(hall: Hall) -> None:
    hall.speech().read([TITLE, CONDITION], Language.ZH, large=False)
    short, long = hall.samples(2)
    assert seconds(long) > 1.5 * seconds(short)


def test_english_is_heard_too(hall: Hall) -> None:
    hall.speech().read(["Place your ID card"], Language.EN, large=False)
    (sound,) = hall.samples(1)
    assert 0.7 < seconds(sound) < 4.0


def test_large_mode_is_slower_and_a_quicker_voice_quicker(hall: Hall) -> None:
    for large, rate in ((False, 170), (True, 170), (False, 260)):
        hall.speech(Voice(rate)).read([CONDITION], Language.ZH, large=large)
        while hall.told.get(timeout=10):
            pass
    normal, large_mode, quick = hall.samples(3)
    assert seconds(large_mode) > 1.1 * seconds(normal) > 1.2 * seconds(quick)


def test_volume_is_heard(hall: Hall) -> None:
    for volume in (100, 30):
        hall.speech(Voice(volume=volume)).read([TITLE], Language.ZH, large=False)
        while hall.told.get(timeout=10):
            pass
    normal, low = hall.samples(2)
    assert 0 < loudness(low) < loudness(normal) / 2


def test_pressing_again_is_silence_at_once(slow_hall: Hall) -> None:
    speech = slow_hall.speech()
    speech.read(REPEATED, Language.ZH, large=False)
    assert slow_hall.loudspeaker.wait_until_sounding(10)
    started = time.monotonic()
    speech.stop()
    assert [slow_hall.told.get(timeout=5) for _ in range(2)] == [True, False]
    slow_hall.samples(1)  # what was begun has ended
    assert time.monotonic() - started < 5  # eight sentences are more than thirty seconds
    assert slow_hall.heard.empty()
    assert slow_hall.jobs.empty()


def test_stopped_before_the_voice_came_nothing_is_heard(hall: Hall) -> None:
    speech = hall.speech()
    for _ in range(5):
        speech.read(REPEATED, Language.ZH, large=False)
        speech.stop()
    speech.read([TITLE], Language.ZH, large=False)
    (sound,) = hall.samples(1)
    while hall.told.get(timeout=5) or not hall.told.empty():
        pass
    assert seconds(sound) < 5
    assert len(hall.samples(1)) == 1


def test_stopped_while_the_loudspeaker_was_busy_nothing_is_heard_later(hall: Hall) -> None:
    busy, done = threading.Event(), threading.Event()

    def test_of_staff() -> None:
        busy.set()
        done.wait(10)

    hall.jobs.put(test_of_staff)
    assert busy.wait(5)
    speech = hall.speech()
    speech.read([TITLE], Language.ZH, large=False)
    _wait_until(lambda: not hall.jobs.empty())
    speech.stop()
    done.set()
    speech.read([CONDITION], Language.ZH, large=False)
    (sound,) = hall.samples(1)
    assert seconds(sound) > 3  # the second text, not the title


def test_another_screen_is_read_instead_of_the_first(slow_hall: Hall) -> None:
    speech = slow_hall.speech()
    speech.read(REPEATED, Language.ZH, large=False)
    assert slow_hall.loudspeaker.wait_until_sounding(10)
    speech.read(["好"], Language.ZH, large=False)
    assert slow_hall.heard.get(timeout=10)
    assert slow_hall.told.get(timeout=5) is True
    assert slow_hall.told.get(timeout=5) is False


def test_no_sound_card_ends_the_reading_without_a_word(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    hall.loudspeaker.perform("unplug")
    hall.speech().read([TITLE, CONDITION], Language.ZH, large=False)
    assert [hall.told.get(timeout=10) for _ in range(2)] == [True, False]
    assert [record.getMessage() for record in caplog.records] == ["not played speaker_missing"]
    assert hall.heard.empty()


def test_no_voice_installed_is_no_crash(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    assert has_voice()
    assert not has_voice("no-such-voice")
    hall.speech(program="no-such-voice").read([TITLE], Language.ZH, large=False)
    assert [hall.told.get(timeout=10) for _ in range(2)] == [True, False]
    assert [record.getMessage() for record in caplog.records] == ["no voice: no-such-voice is not installed"]


def test_the_text_is_never_an_argument_and_never_logged(
    hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program, seen = tmp_path / "voice", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{seen}\ncat >{seen}.in\n')
    program.chmod(stat.S_IRWXU)
    hall.speech(program=str(program)).read(["金丝雀"], Language.ZH, large=True)
    assert [hall.told.get(timeout=10) for _ in range(2)] == [True, False]
    arguments = seen.read_text().split()
    assert arguments == ["-v", "cmn-latn-pinyin", "-s", "136", "-a", "100", "--stdin", "--stdout"]
    assert (tmp_path / "seen.in").read_text() == "jin1 si1 que4\n"
    assert "que4" not in caplog.text
    assert "金丝雀" not in caplog.text
    assert caplog.records[0].getMessage().startswith("no voice: not a WAV file")


def _wait_until(came_true: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 10
    while not came_true():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)
