"""What people in this city type in pinyin comes first, and the machine remembers nobody's words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.input.google_pinyin import GooglePinyin
from ui.input.names import common_names
from ui.input.phrases import LIST as PHRASES_LIST
from ui.input.phrases import hall_phrases
from ui.input.pinyin import LONGEST_SPELLING, PinyinEngine, Purpose


@pytest.fixture
def engine() -> Iterator[PinyinEngine]:
    opened = PinyinEngine()
    opened.open()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("spelling", "word"),
    [
        ("zhangwei", "张伟"),
        ("haikoushi", "海口市"),
        ("meilanqu", "美兰区"),
        ("longhuaqu", "龙华区"),
        ("qiongshanqu", "琼山区"),
        ("xiuyingqu", "秀英区"),
        ("haidianerdonglu", "海甸二东路"),
        ("hepingnanlu", "和平南路"),
        ("wangluo", "网络"),
        ("fwzl", "房屋租赁"),
        ("mlq", "美兰区"),
        ("xi'an", "西安"),
    ],
)
def test_the_likely_word_is_first(engine: PinyinEngine, spelling: str, word: str) -> None:
    assert engine.candidates(spelling)[0] == word


@pytest.mark.parametrize("name", ["王亚妹", "王亚美", "王雅妹", "王亚梅"])
def test_names_that_no_dictionary_knows_are_offered_in_a_name_field(engine: PinyinEngine, name: str) -> None:
    assert name in engine.candidates("wangyamei", purpose=Purpose.NAME)[:6]
    assert "王亚妹" in engine.candidates("wangyamei")[:3]


def test_two_syllable_surname(engine: PinyinEngine) -> None:
    assert engine.candidates("ouyangxiuying", purpose=Purpose.NAME)[0].startswith("欧阳")


def test_a_name_field_puts_people_before_things_and_an_address_field_has_no_people(
    engine: PinyinEngine,
) -> None:
    assert engine.candidates("wangluo", purpose=Purpose.NAME)[0] == "王洛"
    assert "王洛" not in engine.candidates("wangluo", purpose=Purpose.ADDRESS)


def test_an_address_field_puts_the_citys_places_first(engine: PinyinEngine) -> None:
    assert engine.candidates("haidian", purpose=Purpose.ADDRESS)[0].startswith("海甸")


def test_choosing_a_part_leaves_the_rest(engine: PinyinEngine) -> None:
    offer = engine.candidates("haikou")
    rest = engine.choose(offer.index("海"))
    assert (engine.chosen, engine.spelling) == ("海", "kou")
    assert rest[0] == "口"
    assert engine.choose(0) == []
    assert (engine.chosen, engine.spelling) == ("海口", "")


def test_choosing_what_is_not_offered_is_a_bug(engine: PinyinEngine) -> None:
    offer = engine.candidates("hai")
    with pytest.raises(IndexError):
        engine.choose(len(offer))


ODD = [
    "",
    "v",
    "i",
    "'",
    "''",
    "'a",
    "a''a",
    "lve",
    "zhuang" * 20,
    *(letter * 40 for letter in "azshgl"),
    "an" * 20,
]


@pytest.mark.parametrize("letters", ODD)
def test_leaning_on_a_key_does_not_end_the_machine(engine: PinyinEngine, letters: str) -> None:
    """The library aborts the process on long rows of initials; it must never be asked about one."""
    for length in range(len(letters) + 1):
        engine.candidates(letters[:length])
        assert len(engine.spelling) <= LONGEST_SPELLING


def test_a_long_spelling_is_chosen_piece_by_piece(engine: PinyinEngine) -> None:
    offer = engine.candidates("meilanquhaidianerdonglu")
    assert offer[0] == "美兰区"
    assert engine.choose(0)[0] == "海甸二东路"
    assert engine.choose(0) == []
    assert engine.chosen == "美兰区海甸二东路"


def test_a_long_spelling_outside_the_lists_is_read_from_its_beginning(engine: PinyinEngine) -> None:
    offer = engine.candidates("zhonghuarenmingongheguo")
    assert offer[0].startswith("中华人")
    while engine.spelling:
        engine.choose(0)
    assert engine.chosen.startswith("中华人民")


def test_a_long_name_is_offered_whole(engine: PinyinEngine) -> None:
    offer = engine.candidates("zhuangxiaoliang", purpose=Purpose.NAME)
    assert "张晓亮" in engine.candidates("zhangxiaoliang", purpose=Purpose.NAME)[:6]
    assert offer


def test_the_limit_holds(engine: PinyinEngine) -> None:
    assert len(engine.candidates("shi", limit=5)) == 5


def test_what_one_resident_chose_again_and_again_is_ranked_as_before_for_the_next(
    engine: PinyinEngine,
) -> None:
    at_first = {spelling: engine.candidates(spelling) for spelling in ("zhangwei", "wangyamei", "zhang")}
    rare = at_first["zhang"][-1]
    for _ in range(30):
        offer = engine.candidates("zhangwei")
        engine.choose(offer.index(rare))
        while engine.spelling:
            engine.choose(len(engine.spell(engine.spelling)) - 1)
    engine.forget()
    assert {spelling: engine.candidates(spelling) for spelling in at_first} == at_first


def test_nothing_typed_can_reach_a_disk(
    engine: PinyinEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    engine.candidates("wangyamei")
    engine.choose(0)
    writable = [link for link in _open_files_of_pinyin() if link.startswith("/memfd:pinyin")]
    assert writable == ["/memfd:pinyin (deleted)"]
    engine.forget()
    assert _open_files_of_pinyin() == ["/memfd:pinyin (deleted)"]
    engine.close()
    assert _open_files_of_pinyin() == []
    assert list(tmp_path.iterdir()) == []


def test_forgetting_drops_the_half_typed_word(engine: PinyinEngine) -> None:
    engine.candidates("haikou")
    engine.choose(engine.candidates("haikou").index("海"))
    engine.forget()
    assert (engine.chosen, engine.spelling) == ("", "")


def test_one_decoder_a_process(engine: PinyinEngine) -> None:
    engine.open()
    with pytest.raises(RuntimeError, match="already open"):
        PinyinEngine().open()
    engine.close()
    other = GooglePinyin()
    other.close()
    other.close()


def test_a_closed_engine_refuses(engine: PinyinEngine) -> None:
    engine.close()
    with pytest.raises(RuntimeError, match="not open"):
        engine.candidates("hai")


def test_every_listed_phrase_is_found_by_its_own_spelling(engine: PinyinEngine) -> None:
    lines = [
        line.split() for line in PHRASES_LIST.read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    assert len(lines) > 200
    for text, spelling, weight in lines:
        assert int(weight) > 0
        assert text in hall_phrases().exact(spelling), text
        assert text in engine.candidates(spelling.replace("'", ""))[:3], text


def test_listed_names_sound_like_their_spelling(engine: PinyinEngine) -> None:
    """A character filed under the wrong syllable is one that the dictionary does not offer for it."""
    wrong = [
        (spelling, character)
        for spelling, characters in common_names().given.items()
        for character in characters
        if character not in engine.candidates(spelling, limit=400)
    ]
    assert wrong == []


def _open_files_of_pinyin() -> list[str]:
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return [link for link in links if "pinyin" in link]
