"""The voice of a station: where a loudspeaker is fitted and there is something to speak with."""

from collections.abc import Callable

from app.speech import Speech, Voice, has_voice
from app.station_context import StationContext
from config.device_settings import Alsa
from devices.device import Device
from devices.kiosk_body.speaker import Speaker
from ui.read_aloud import ReadAloud


def fitted_speech(
    station: StationContext,
    speaker: Device | None,
    do: Callable[[str, Callable[[], None]], None],
    read_aloud: ReadAloud,
) -> Speech | None:
    """Speaks for ``read_aloud``, on the loudspeaker's thread that ``do`` reaches; close it before that thread ends.

    None where nothing can speak: then there is no button.
    """
    settings = station.settings.devices.speaker
    if not isinstance(speaker, Speaker) or not isinstance(settings, Alsa) or not has_voice():
        return None
    speech = Speech(
        speaker,
        lambda job: do("speaker", job),
        read_aloud.tell,
        read_aloud.hear,
        Voice(settings.rate_wpm, settings.volume),
    )
    read_aloud.give_voice(speech)
    return speech
