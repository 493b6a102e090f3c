"""Figures on the screen, as a clerk says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.voice.numerals import figures_said, number


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("年满80周岁", "年满八十周岁"),
        ("80至89周岁", "八十至八十九周岁"),
        ("填写如2026-05-06。", "填写如二零二六年五月六日。"),
        ("2026年5月6日", "二零二六年五月六日"),
        ("请拨打12345", "请拨打一二三四五"),
        ("拨打0898-68724370", "拨打零八九八，六八七二四三七零"),
        ("拨打0898-6871-1234", "拨打零八九八，六八七幺，幺二三四"),
        ("每月105元", "每月一百零五元"),
        ("共12,000元", "共一万二千元"),
        ("¥105.50", "一百零五点五零元"),
        ("减少30%", "减少百分之三十"),
        ("2个工作日", "两个工作日"),
        ("第2步，共5步", "第二步，共五步"),
        ("2月2日", "二月二日"),
        ("8:30至17:00", "八点三十分至十七点"),
        ("9:05", "九点零五分"),
        ("1-3天", "一至三天"),
        ("10000件", "一万件"),
        ("全天24小时", "全天二十四小时"),
        ("没有数字", "没有数字"),
    ],
)
def test_as_a_clerk_says_it(written: str, said: str) -> None:
    assert figures_said(written) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (110, "一百一十"),
        (205, "二百零五"),
        (1005, "一千零五"),
        (2000, "两千"),
        (10_005, "一万零五"),
        (20_010, "两万零一十"),
        (100_500, "十万零五百"),
        (1_010_000, "一百零一万"),
        (100_010_001, "一亿零一万零一"),
        (10**12, "一" + "零" * 12),
    ],
)
def test_quantities(value: int, said: str) -> None:
    assert number(value) == said


@given(st.integers(0, 10**12 - 1))
def test_a_quantity_that_is_heard_can_be_written_down_again(value: int) -> None:
    assert _written(number(value)) == value


@given(st.text(alphabet="0123456789年月日元:-.,%¥个第 ", max_size=30))
def test_no_digit_is_left_for_a_voice_that_cannot_say_it(text: str) -> None:
    assert not any(character.isascii() and character.isdigit() for character in figures_said(text))


def _written(said: str) -> int:
    """The other way round, by another way of thinking."""
    values = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"两": 2}
    total = group = digit = 0
    for character in said:
        match character:
            case "十" | "百" | "千":
                group += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
                digit = 0
            case "万":
                total, group, digit = total + (group + digit) * 10_000, 0, 0
            case "亿":
                total, group, digit = (total + group + digit) * 10**8, 0, 0
            case _:
                digit = values[character]
    return total + group + digit
