"""Prompts through the real aplay: heard whole, stopped at once, and each thing that can be wrong told apart."""

import io
import math
import struct
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.faults import EnvironmentFault, FaultCode
from devices.device import Faulty, Lost, Ready, TestFailed, TestPassed
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from devices.kiosk_body.sound import Sound, fault_of
from devices.kiosk_body.speaker import OPEN_S, NotPlayed, Played, Speaker, Stopped
from tests.devices.kiosk_body.conftest import Clock

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
RATE = 22050


def tone(seconds: float) -> tuple[Sound, bytes]:
    """A prompt and its samples."""
    samples = b"".join(
        struct.pack("<h", int(9000 * math.sin(step / 9)) + 1) for step in range(int(RATE * seconds))
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(RATE)
        opened.writeframes(samples)
    return Sound.from_wav(file.getvalue()), samples


@pytest.fixture
def speaker(loudspeaker: SimulatedSpeaker, clock: Clock) -> Speaker:
    return Speaker(lambda: str(loudspeaker.address()["device"]), lambda: NOON, clock)


def test_prompt_is_heard_whole(speaker: Speaker, loudspeaker: SimulatedSpeaker) -> None:
    sound, samples = tone(0.5)
    assert speaker.play(sound) == Played()
    (heard,) = loudspeaker.wait_until_heard(1, 5)
    assert heard.startswith(samples)
    assert not any(heard[len(samples) :])
    assert speaker.status().condition == Ready()


def test_prompts_follow_each_other(speaker: Speaker, loudspeaker: SimulatedSpeaker) -> None:
    for _ in range(2):
        assert speaker.play(tone(0.1)[0]) == Played()
    assert len(loudspeaker.wait_until_heard(2, 5)) == 2
    assert loudspeaker.perform("played") != {"sounds": 0, "last_bytes": 0}


def test_resident_who_goes_on_silences_the_prompt_at_once(clock: Clock) -> None:
    loudspeaker = SimulatedSpeaker(bytes_per_s=2 * RATE)
    speaker = Speaker(lambda: str(loudspeaker.address()["device"]), lambda: NOON, clock)
    outcome: list[object] = []
    started = time.monotonic()
    device_thread = threading.Thread(target=lambda: outcome.append(speaker.play(tone(20)[0])))
    device_thread.start()
    assert loudspeaker.wait_until_sounding(5)
    speaker.stop()
    device_thread.join(5)
    assert outcome == [Stopped()]
    assert time.monotonic() - started < 5
    assert speaker.status().misses == 0
    loudspeaker.perform("unplug")
    assert speaker.play(tone(0.1)[0]) == NotPlayed(FaultCode.SPEAKER_MISSING)
    loudspeaker.close()


def test_stop_while_nothing_is_played_does_not_silence_the_next_prompt(speaker: Speaker) -> None:
    speaker.stop()
    assert speaker.play(tone(0.1)[0]) == Played()


def test_prompt_that_nobody_wants_any_more_is_not_begun(
    speaker: Speaker, loudspeaker: SimulatedSpeaker
) -> None:
    assert speaker.play(tone(0.1)[0], lambda: False) == Stopped()
    assert speaker.play(tone(0.2)[0], lambda: True) == Played()
    (heard,) = loudspeaker.wait_until_heard(1, 5)
    assert len(heard) > RATE * 2 * 0.2 - 1


def test_check_is_not_heard(speaker: Speaker, loudspeaker: SimulatedSpeaker) -> None:
    assert speaker.check().condition == Ready()
    assert speaker.self_test() == TestPassed()
    speaker.play(tone(0.1)[0])
    assert len(loudspeaker.wait_until_heard(1, 5)) == 1


def test_missing_sound_card_is_lost_and_found_again(
    speaker: Speaker, loudspeaker: SimulatedSpeaker, clock: Clock
) -> None:
    loudspeaker.perform("unplug")
    assert speaker.play(tone(0.1)[0]) == NotPlayed(FaultCode.SPEAKER_MISSING)
    assert [speaker.check().condition for _ in range(2)][1] == Lost(FaultCode.SPEAKER_MISSING)
    loudspeaker.perform("plug")
    clock.pass_by(30)
    assert speaker.check().condition == Ready()
    assert speaker.play(tone(0.1)[0]) == Played()


def test_sound_card_that_another_program_has(speaker: Speaker, loudspeaker: SimulatedSpeaker) -> None:
    loudspeaker.perform("fault", ["busy"])
    assert speaker.play(tone(0.1)[0]) == NotPlayed(FaultCode.SPEAKER_BUSY)
    assert speaker.check().condition == Faulty(FaultCode.SPEAKER_BUSY)
    loudspeaker.perform("clear")
    assert speaker.check().condition == Ready()


def test_sound_card_that_takes_no_more_is_given_up_in_time(
    speaker: Speaker, loudspeaker: SimulatedSpeaker
) -> None:
    loudspeaker.perform("fault", ["stuck"])
    started = time.monotonic()
    assert speaker.play(tone(0.5)[0]) == NotPlayed(FaultCode.SPEAKER_STUCK)
    assert time.monotonic() - started < 0.5 + OPEN_S + 1


def test_no_player_installed(clock: Clock) -> None:
    speaker = Speaker(lambda: "default", lambda: NOON, clock, player="no-such-player")
    assert speaker.play(tone(0.1)[0]) == NotPlayed(FaultCode.SPEAKER_NO_PLAYER)
    assert speaker.self_test() == TestFailed(FaultCode.SPEAKER_NO_PLAYER, "no-such-player is not installed")


def test_loudspeaker_whose_name_nobody_knows_yet(clock: Clock) -> None:
    def not_simulated() -> str:
        raise EnvironmentFault(FaultCode.SPEAKER_MISSING, "no simulators run")

    speaker = Speaker(not_simulated, lambda: NOON, clock)
    assert speaker.self_test() == TestFailed(FaultCode.SPEAKER_MISSING, "no simulators run")


_STATION = """
import sys
from datetime import UTC, datetime
from devices.kiosk_body.sound import Sound
from devices.kiosk_body.speaker import Speaker
speaker = Speaker(lambda: sys.argv[1], lambda: datetime.now(UTC))
speaker.play(Sound.from_wav(sys.stdin.buffer.read()))
"""


def test_player_dies_with_a_station_that_is_killed(loudspeaker: SimulatedSpeaker) -> None:
    loudspeaker.perform("fault", ["stuck"])  # it would hang there for ever
    device = str(loudspeaker.address()["device"])
    with subprocess.Popen([sys.executable, "-c", _STATION, device], stdin=subprocess.PIPE) as station:
        assert station.stdin is not None
        station.stdin.write(tone(100)[0].wav)
        station.stdin.close()
        children = Path(f"/proc/{station.pid}/task/{station.pid}/children")
        _wait_until(lambda: any(_name(int(pid)) == "aplay" for pid in children.read_text().split()))
        player = int(children.read_text().split()[0])
        station.kill()
    _wait_until(lambda: _name(player) != "aplay")


def _name(pid: int) -> str:
    """What runs under this number; empty when nothing does, or only its death has not been noticed yet."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if "State:\tZ" in status else status.split("\n")[0].removeprefix("Name:\t")


def _wait_until(came_true: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 10
    while not came_true():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("complaint", "code"),
    [
        ("aplay: main:831: audio open error: No such file or directory", FaultCode.SPEAKER_MISSING),
        ("aplay: main:831: audio open error: No such device", FaultCode.SPEAKER_MISSING),
        ("aplay: main:831: audio open error: Device or resource busy", FaultCode.SPEAKER_BUSY),
        ("aplay: main:831: audio open error: Permission denied", FaultCode.SPEAKER_FORBIDDEN),
        ("aplay: pcm_write:2127: write error: No such device", FaultCode.SPEAKER_MISSING),
        ("aplay: pcm_write:2127: write error: Input/output error", FaultCode.SPEAKER_FAILED),
        ("", FaultCode.SPEAKER_FAILED),
        ("\udcff", FaultCode.SPEAKER_FAILED),
    ],
)
def test_complaints_of_the_player(complaint: str, code: FaultCode) -> None:
    assert fault_of(complaint.encode("utf-8", "surrogateescape")) is code


@settings(max_examples=200)
@given(st.binary(max_size=80), st.integers(0, 44))
def test_only_a_wav_file_is_a_sound(garbage: bytes, keep: int) -> None:
    whole = tone(0.01)[0].wav
    with pytest.raises(ValueError, match=r"not a WAV|longer"):
        Sound.from_wav(garbage)
    with pytest.raises(ValueError, match=r"not a WAV|longer"):
        Sound.from_wav(whole[: min(keep, 35)])


def test_sound_shows_nothing_of_what_it_says() -> None:
    assert "wav" not in repr(tone(0.01)[0])


def test_endless_sound_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 120 s"):
        Sound.from_wav(tone(0.1)[0].wav + bytes(2 * RATE * 121))
