"""Counts what residents looked for and did not find, for the operator who adds words or services. Text only, no person.

Pure: the caller keeps the counts (a table, a small file) and passes them in. What may be about a person is never kept:
five digits or more however spaced (ID, phone, card numbers), an e-mail address, a text that is or tells a name.
"""

import re
from collections.abc import Mapping

from kiosk.search.folding import folded, is_han

MOST_TEXTS = 500
MOST_SIGNS = 24
_MANY_DIGITS = re.compile(r"(?:[0-9x〇零一二三四五六七八九][\s\-—_.·]*){5,}", re.IGNORECASE)
_TELLS_A_NAME = re.compile(r"我叫|名叫|姓名|本人[^来不无有]|我是[^外本]|先生|女士|@")
_TWO_SIGN_NAMES = frozenset("欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐".split())  # noqa: SIM905  read as a list
_FAMILY_NAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤"
    "符云邢吉麦欧羊冼蒙劳庞翁柯"
)


def kept_text(text: str) -> str | None:
    """The text as it is counted; None when it is empty, long, or may be about a person."""
    plain = folded(text)
    if not plain or len(plain) > MOST_SIGNS or _TELLS_A_NAME.search(text):
        return None
    if _MANY_DIGITS.search(text) or _MANY_DIGITS.search(plain):
        return None
    signs = plain.replace(" ", "")
    if all(map(is_han, signs)) and _looks_like_a_name(signs):
        return None
    return plain


def counted(counts: Mapping[str, int], text: str, most: int = MOST_TEXTS) -> dict[str, int]:
    """The counts with this query in them. When there are too many texts, one that was asked least gives way."""
    plain = kept_text(text)
    after = dict(counts)
    if plain is None:
        return after
    after[plain] = after.get(plain, 0) + 1
    while len(after) > most:
        rarest = min((seen, other) for other, seen in after.items() if other != plain)[1]
        del after[rarest]
    return after


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """For the operator: the most asked first."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _looks_like_a_name(signs: str) -> bool:
    return (2 <= len(signs) <= 3 and signs[0] in _FAMILY_NAMES) or (
        3 <= len(signs) <= 4 and signs[:2] in _TWO_SIGN_NAMES
    )
