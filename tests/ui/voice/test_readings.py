"""Characters with more than one reading, and none that the station's own texts have and the voice cannot say."""

import re
from pathlib import Path

import pytest

from ui.voice import readings
from ui.voice.readings import pinyin_of

ROOT = Path(__file__).parents[3]
VOICE = ROOT / "ui" / "voice"
HAN = re.compile(r"[\u4e00-\u9fff〇]+")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("银行", "yin2 hang2"),
        ("行政审批", "xing2 zheng4 shen3 pi1"),
        ("行业", "hang2 ye4"),
        ("机动车行驶证", "ji1 dong4 che1 xing2 shi3 zheng4"),
        ("重新", "chong2 xin1"),
        ("重要", "zhong4 yao4"),
        ("重度残疾", "zhong4 du4 can2 ji2"),
        ("长寿补贴", "chang2 shou4 bu3 tie1"),
        ("长期", "chang2 qi1"),
        ("家长", "jia1 zhang3"),
        ("还款", "huan2 kuan3"),
        ("您还在办理吗", "nin2 hai2 zai4 ban4 li3 ma5"),
        ("数据", "shu4 ju4"),
        ("调取", "diao4 qu3"),
        ("调整", "tiao2 zheng3"),
        ("参保", "can1 bao3"),
        ("个人参保", "ge4 ren2 can1 bao3"),
        ("为了", "wei4 le5"),
        ("认为", "ren4 wei2"),
        ("会计", "kuai4 ji4"),
        ("处理", "chu3 li3"),
        ("公证处", "gong1 zheng4 chu4"),
        ("应当", "ying1 dang1"),
        ("取得", "qu3 de2"),
        ("移开得太早", "yi2 kai1 de5 tai4 zao3"),
        ("养老金发了没", "yang3 lao3 jin1 fa1 le5 mei2"),
        ("不是", "bu2 shi4"),
        ("不用", "bu2 yong4"),
        ("不能", "bu4 neng2"),
        ("一个", "yi2 ge4"),
        ("一起", "yi4 qi3"),
        ("第一", "di4 yi1"),
        ("统一社会信用代码", "tong3 yi1 she4 hui4 xin4 yong4 dai4 ma3"),
        ("办理", "ban4 li3"),
        ("户口簿", "hu4 kou3 bu4"),
        ("区", "qu1"),
        ("率", "lv4"),
    ],
)
def test_one_character_several_readings(words: str, said: str) -> None:
    assert " ".join(pinyin_of(words)) == said


def house_texts() -> set[str]:
    """Every run of Chinese characters in the sentences and the catalogue of this station."""
    texts = (ROOT / "config" / "texts" / "zh.toml").read_text(encoding="utf-8")
    content = [path.read_text(encoding="utf-8") for path in (ROOT / "config" / "catalogue").rglob("*.y*ml")]
    return {run for text in (texts, *content) for run in HAN.findall(text)}


def test_every_character_of_our_own_texts_can_be_said() -> None:
    runs = house_texts()
    assert len(runs) > 300
    silent = {character for run in runs for character in run if not pinyin_of(character)}
    assert silent == set()


def test_each_character_is_said_once() -> None:
    assert all(len(pinyin_of(run)) == len(run) for run in house_texts())


def test_a_character_outside_the_table_is_passed_over() -> None:
    assert pinyin_of("海龘口") == ["hai3", "kou3"]


@pytest.mark.parametrize("name", ["phrases.txt", "our_words.txt"])
def test_every_word_has_a_reading_for_each_character(name: str) -> None:
    for number, line in enumerate((VOICE / name).read_text(encoding="utf-8").splitlines(), 1):
        word, *said = line.split(" ")
        assert len(word) == len(said) > 1, f"{name}:{number}: {line}"
        assert all(re.fullmatch(r"[a-z]+[1-5]", one) for one in said), f"{name}:{number}: {line}"


def test_no_character_stands_twice_in_the_table() -> None:
    lines = (VOICE / "characters.txt").read_text(encoding="utf-8").splitlines()
    characters = [character for line in lines for character in line.split(" ")[1]]
    assert len(characters) == len(set(characters)) == 6763


def test_our_own_words_win() -> None:
    assert readings.pinyin_of("金发") == ["jin1", "fa1"]
    assert "金发 jin1 fa4" in (VOICE / "phrases.txt").read_text(encoding="utf-8")
