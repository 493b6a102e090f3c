"""What is counted of searches that found nothing: words, never a person."""

import pytest

from kiosk.search.unanswered import counted, kept_text, ranked


@pytest.mark.parametrize(
    "text",
    [
        "460105199003071239",
        "4601 0519 9003 0712 39",
        "我的号460108193501010027",
        "13800138000",
        "138-0013-8000",
        "6222 0202 0001 2345 678",
        "一三八零零一三八",
        "１３８００１３８０００",
        "王小明",
        "符玉莲",
        "欧阳小海",
        "我叫吴小海",
        "someone@example.org",
        "吴小海先生的补贴",
        "",
        "  ",
        "很" * 40,
    ],
)
def test_what_may_be_about_a_person_is_never_kept(text: str) -> None:
    assert kept_text(text) is None
    assert counted({}, text) == {}


@pytest.mark.parametrize(
    ("text", "kept"), [("无人机 登记", "无人机登记"), ("Ｅ签宝", "e签宝"), ("12345投诉没人理", "")]
)
def test_words_are_counted_as_they_are_compared(text: str, kept: str) -> None:
    assert (kept_text(text) or "") == kept


def test_the_same_words_are_counted_together_and_the_most_asked_come_first() -> None:
    counts: dict[str, int] = {}
    for text in ("无人机登记", "游艇牌照", "无人机 登记", "无人机（登记）"):
        counts = counted(counts, text)
    assert ranked(counts) == [("无人机登记", 3), ("游艇牌照", 1)]


def test_there_are_never_too_many_and_the_least_asked_gives_way() -> None:
    counts = {"常问的": 9, "少问的": 1}
    counts = counted(counts, "新问的事", most=2)
    assert counts == {"常问的": 9, "新问的事": 1}
