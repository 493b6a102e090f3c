"""Figures in Chinese sentences turned into characters, as a clerk says them. Pure; any thread.

| written | said |
|---|---|
| 80周岁 | 八十周岁 |
| 2026-05-06 | 二零二六年五月六日 |
| 8:30 | 八点三十分 |
| 12345 (五位以上，后面没有单位) | 一二三四五 |
| 0898-68724370 | 零八九八，六八七二四三七零 (a telephone says 幺 for one) |
| 12,000元, ¥105.50 | 一万二千元, 一百零五点五零元 |
| 20% | 百分之二十 |
| 2个, 第2步, 2月 | 两个, 第二步, 二月 |
"""

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿")

_UNITS = (
    "元|角|人|位|名|件|个|项|份|张|页|本|次|种|条|步|天|日|月|年|周岁|岁|小时|分钟|秒|分|周|倍|处|家|户|套|间|层|楼|级|号|字|词|"
    "平方米|米|公里|厘米|毫米|万|亿|千|百|兆|MB|KB|GB"
)
_COUNTED = "元|人|位|名|件|个|项|份|张|页|本|次|种|条|天|年|周岁|岁|小时|分钟|周|倍|处|家|户|套|间|平方米|米|公里|厘米"
_TELEPHONE_DIGITS = 7
_CODE_DIGITS = 5

_FIGURE = re.compile(
    r"(?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
    r"|(?P<time>(?<!\d)\d{1,2}[:：]\d{2})(?![\d:：])"
    r"|(?P<telephone>(?<!\d)(?:0\d{2,3}|400|800)-\d{3,8}(?:-\d{3,8})?)(?!\d)"
    rf"|(?P<range>\d+[-~–—～]\d+)(?=\s*(?:{_UNITS}|%))"
    r"|(?P<year>\d{4})(?=\s*年)"
    r"|(?P<share>\d+(?:\.\d+)?)\s*[%％]"
    r"|[¥￥]\s*(?P<money>[\d,]+(?:\.\d+)?)(?:\s*元)?"
    r"|(?P<grouped>\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<whole>\d+)"
)


def figures_said(text: str) -> str:
    """The sentence without a digit in it."""
    return _FIGURE.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    kind, figure = found.lastgroup or "whole", found.group(found.lastgroup or 0)
    before, after = found.string[: found.start()], found.string[found.end() :]
    match kind:
        case "date":
            year, month, day = re.split(r"[-/.]", figure)
            return f"{digits(year)}年{number(int(month))}月{number(int(day))}日"
        case "time":
            return _time(*(int(part) for part in re.split("[:：]", figure)))
        case "telephone":
            return "，".join(digits(part, telephone=True) for part in figure.split("-"))
        case "range":
            return "至".join(number(int(part)) for part in re.split("[-~–—～]", figure))
        case "year":
            return digits(figure)
        case "share":
            return "百分之" + _decimal(figure)
        case "money":
            return _decimal(figure.replace(",", "")) + "元"
        case "grouped" | "decimal":
            return _decimal(figure.replace(",", ""))
        case _:
            return _whole(figure, before, after)


def _whole(figure: str, before: str, after: str) -> str:
    if figure.startswith("0") and len(figure) > 1:
        return digits(figure, telephone=True)
    if len(figure) >= _CODE_DIGITS and not re.match(rf"\s*(?:{_UNITS})", after):
        return digits(figure, telephone=len(figure) >= _TELEPHONE_DIGITS)
    if figure == "2" and not before.endswith("第") and re.match(rf"\s*(?:{_COUNTED})", after):
        return "两"
    return number(int(figure))


def digits(figure: str, *, telephone: bool = False) -> str:
    """One after the other; in a telephone number 1 is 幺."""
    said = "".join(_DIGITS[int(digit)] for digit in figure)
    return said.replace("一", "幺") if telephone else said


def number(value: int) -> str:
    """A quantity below 10^12; larger ones are told digit by digit."""
    if value == 0:
        return _DIGITS[0]
    if value >= 10**12:
        return digits(str(value))
    parts: list[str] = []
    rest, myriad, below_is_thin = value, 0, False
    while rest:
        rest, group = divmod(rest, 10_000)
        if group:
            gap = _DIGITS[0] if below_is_thin and parts else ""
            parts.insert(0, _below_10_000(group) + _MYRIADS[myriad] + gap)
            below_is_thin = group < 1000
        elif parts:
            below_is_thin = True
        myriad += 1
    said = "".join(parts)
    if said.startswith("一十"):
        return said[1:]
    return "两" + said[1:] if said.startswith(("二千", "二万", "二亿")) else said


def _below_10_000(group: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            said += (_DIGITS[0] if gap and said else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return said


def _decimal(figure: str) -> str:
    whole, _, fraction = figure.partition(".")
    said = number(int(whole or "0"))
    return f"{said}点{digits(fraction)}" if fraction else said


def _time(hour: int, minute: int) -> str:
    said = ("两" if hour == 2 else number(hour)) + "点"
    if minute == 0:
        return said
    return f"{said}{_DIGITS[0] if minute < 10 else ''}{number(minute)}分"
