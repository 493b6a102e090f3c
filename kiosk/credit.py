"""信易批: what a credit grade changes. Red, orange, blue and black as the city documents them; unknown is blue.

| grade | lane | time limit | papers may follow | commitment | closed items |
|---|---|---|---|---|---|
| red | fast | 30 % less, rounded down, one day at least | yes | yes | open |
| orange | ordinary | as promised | yes | yes | open |
| blue | ordinary | as promised | no | as the item says | open |
| black | strict | as promised | no | no: the paper itself | not open |

The legal limit is never exceeded, because a limit only gets shorter. Minors and people without a record are blue,
never black. Pure; any thread.
"""

from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

RED_FACTOR = Decimal("0.7")
ADULT_AGE = 18


class Grade(StrEnum):
    """Four grades, from the best to the strictest."""

    RED = "red"
    ORANGE = "orange"
    BLUE = "blue"
    BLACK = "black"


class Lane(StrEnum):
    FAST = "fast"
    ORDINARY = "ordinary"
    STRICT = "strict"


def grade_of(recorded: Grade | None, birth: date | None, today: date) -> Grade:
    """The grade that counts: blue without a record, and for minors whatever was recorded but red or orange."""
    if recorded is None:
        return Grade.BLUE
    if recorded is Grade.BLACK and birth is not None and _is_minor(birth, today):
        return Grade.BLUE
    return recorded


def lane(grade: Grade) -> Lane:
    match grade:
        case Grade.RED:
            return Lane.FAST
        case Grade.BLACK:
            return Lane.STRICT
        case Grade.ORANGE | Grade.BLUE:
            return Lane.ORDINARY


def limit_days(promised: Decimal, grade: Grade) -> Decimal:
    """The promised working days for this grade: 3 becomes 2, 5 becomes 3, 1 stays 1."""
    if grade is not Grade.RED:
        return promised
    return min(promised, max(Decimal(1), (promised * RED_FACTOR).to_integral_value(ROUND_FLOOR)))


def may_follow_later(grade: Grade) -> bool:
    """容缺受理: whether papers that are not essential may follow."""
    return grade in (Grade.RED, Grade.ORANGE)


def may_commit(grade: Grade) -> bool:
    """告知承诺: whether a commitment stands in for a paper (国办发〔2020〕42号: not for serious bad credit)."""
    return grade is not Grade.BLACK


def _is_minor(birth: date, today: date) -> bool:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)) < ADULT_AGE
