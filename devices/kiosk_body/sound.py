"""A sound to play, and what aplay's complaints mean. Pure; any thread."""

import io
import wave
from dataclasses import dataclass

from config.faults import FaultCode

LONGEST_S = 120.0


@dataclass(frozen=True, slots=True, repr=False)
class Sound:
    """One WAV file in memory: a spoken prompt may hold a resident's name, so it is never written or shown."""

    wav: bytes
    duration_s: float

    @classmethod
    def from_wav(cls, wav: bytes) -> "Sound":
        """Uncompressed (PCM) WAV of 120 s at most. Raises ValueError for anything else: the sounds are our own.

        The length is that of the bytes: who speaks while he still thinks (espeak-ng to a pipe) writes no true one.
        """
        try:
            with wave.open(io.BytesIO(wav)) as opened:
                per_second = opened.getframerate() * opened.getnchannels() * opened.getsampwidth()
        except (wave.Error, EOFError) as error:
            raise ValueError(f"not a WAV file: {error}") from None
        if not per_second or len(wav) / per_second > LONGEST_S:
            raise ValueError("longer than 120 s")
        return cls(wav, len(wav) / per_second)


def fault_of(complaint: bytes) -> FaultCode:
    """What aplay's words on standard error (in the C locale) mean for a technician."""
    text = complaint.decode("utf-8", "replace")
    if "Device or resource busy" in text:
        return FaultCode.SPEAKER_BUSY
    if any(
        told in text for told in ("audio open error: No such", "audio open error: Invalid", "No such device")
    ):
        return FaultCode.SPEAKER_MISSING
    if "Permission denied" in text:
        return FaultCode.SPEAKER_FORBIDDEN
    return FaultCode.SPEAKER_FAILED
