"""What the real espeak-ng makes of our sentences: Mandarin syllables with tones, not letters and not English."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from ui.voice.pinyin_text import english_text, pieces, pinyin_text

CHARACTERS = Path(__file__).parents[3] / "ui" / "voice" / "characters.txt"

ENGLISH = "(en)"
"""espeak-ng's mark where a Mandarin voice falls into English."""


def phonemes(text: str, voice: str = "cmn-latn-pinyin") -> list[str]:
    """The phonemes (IPA) of each word, stresses left out."""
    command = ["espeak-ng", "-v", voice, "-q", "--ipa", "--stdin"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.replace("ˈ", "").replace("ˌ", "").split()


def mnemonics(text: str) -> str:
    """espeak-ng's own names of the sounds, which tell the first tone from the fourth as IPA does not."""
    command = ["espeak-ng", "-v", "cmn-latn-pinyin", "-q", "-x", "--stdin"]
    return subprocess.run(
        command, input=text, capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()


def test_please_lay_down_your_card_is_spoken_in_mandarin() -> None:
    said = phonemes(pinyin_text("请放上您的身份证"))
    assert len(said) == 8
    for syllable, sound in zip(said, ("tɕh", "f", "s.", "n", "t", "s.", "f", "ts."), strict=True):
        assert syllable.startswith(sound)
    assert re.search("[1-5ɜ]", said[3]) is not None
    assert ENGLISH not in "".join(said)


def test_four_tones_are_four_sounds() -> None:
    assert len({mnemonics(f"ma{tone}") for tone in (1, 2, 3, 4)}) == 4


def test_bank_and_administration_share_a_character_and_no_sound() -> None:
    assert phonemes(pinyin_text("银行"))[1].startswith("χa")
    assert phonemes(pinyin_text("行政"))[0].startswith("ɕ")


def test_the_other_mandarin_voice_reads_pinyin_in_english() -> None:
    """Why the voice is ``cmn-latn-pinyin``: ``cmn`` says "king three" for qing3."""
    text = pinyin_text("请放上您的身份证")
    assert ENGLISH in "".join(phonemes(text, "cmn"))


def test_every_reading_in_the_table_is_a_mandarin_syllable() -> None:
    lines = CHARACTERS.read_text(encoding="utf-8").splitlines()
    syllables = [line.split(" ")[0] for line in lines]
    assert len(syllables) > 1200
    said = phonemes("\n".join(f"{syllable} ." for syllable in syllables))
    assert len(said) == len(syllables)
    assert [sound for sound in said if ENGLISH in sound] == []
    assert ENGLISH in "".join(phonemes("xyz3"))  # what it does with one that it does not know


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("年满80周岁，可申请。", "nian2 man3 ba1 shi2 zhou1 sui4 , ke3 shen1 qing3 ."),
        ("请拨打12345", "qing3 bo1 da3 yi1 er4 san1 si4 wu3"),
        ("用U盘或A4纸", "yong4 U pan2 huo4 A si4 zhi3"),
        ("为办理“补贴”，我们需要", "wei4 ban4 li3 bu3 tie1 , wo3 men5 xu1 yao4"),
        ("GPS", "G P S"),
        ("[[ma]] <b>&", ", M A , , B ,"),
        ("", ""),
    ],
)
def test_mixed_sentences(sentence: str, text: str) -> None:
    assert pinyin_text(sentence) == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Questions: call 12345", "Questions: call 1 2 3 4 5"),
        ("Valid until 2026-05-06", "Valid until 6 May 2026"),
        ("Open 8:30–17:00", "Open 8:30-17:00"),
        ("¥105.50 a month", "105.50 yuan a month"),
        ("10,000 services", "10,000 services"),
        ("梅兰区 office", "Meilanqu office"),
        ("[[ma]] <b>", "ma, , b"),
    ],
)
def test_english_sentences(sentence: str, text: str) -> None:
    assert english_text(sentence) == text


def test_long_texts_are_cut_where_one_takes_breath() -> None:
    assert pieces("健在。如有变化，三十日内告知；否则退回") == [
        "健在。",
        "如有变化，三十日内告知；",
        "否则退回",
    ]
    assert pieces("It is 2.5 km. Go on!") == ["It is 2.5 km.", "Go on!"]
    assert [len(piece) for piece in pieces("字" * 450)] == [200, 200, 50]
    assert pieces(" ") == []


def test_what_the_voice_gets_is_plain_letters() -> None:
    text = pinyin_text("居民身份证（示例）·“秒批”①")
    assert all(unicodedata.category(character)[0] in "LNPZ" and character.isascii() for character in text)
