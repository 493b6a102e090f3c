"""The stories of the city's twenty-one systems, by row; row 16 has one for each of its services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.stories import deciding, handing_over, looking_around, people, standing, together
from app.stories.hall import MORNING
from app.stories.key_services import KEY_SERVICES
from app.stories.stage import Stage


@dataclass(frozen=True, slots=True)
class Story:
    """``system`` is the city's own name; ``begins`` the morning on which it is told; ``name``: one of several."""

    row: int
    system: str
    tell: Callable[[Stage], None]
    begins: datetime = MORNING
    name: str = ""


STORIES = (
    Story(1, "一网通办", looking_around.portal),
    Story(2, "新版行政审批系统", deciding.approval_across_levels),
    Story(3, "零跑动", looking_around.zero_visits),
    Story(4, "秒批快办", deciding.instant_approval),
    Story(5, "智能审批", deciding.automatic_approval),
    Story(6, "自助就近办", looking_around.near_home),
    Story(7, "免证办", handing_over.certificates),
    Story(8, "亮码办事", handing_over.show_code),
    Story(9, "网上政务超市", together.cart),
    Story(10, "场景式服务", people.situations),
    Story(11, "搜索", looking_around.search),
    Story(12, "老年人专区、授权代办", people.acting_for_another),
    Story(13, "企业一生", people.company_life),
    Story(14, "跨省通办", looking_around.other_places),
    Story(15, "一件事", together.second_hand_home),
    *(Story(16, "重点服务", service.tell, service.begins, service.name) for service in KEY_SERVICES),
    Story(17, "减证便民", looking_around.fewer_proofs),
    Story(18, "告知承诺制", handing_over.commitment),
    Story(19, "信易批", standing.credit_grades),
    Story(20, "免申即享", standing.due_to_you),
    Story(21, "好差评", standing.rating),
)
ROWS = tuple(sorted({story.row for story in STORIES}))


def stories_of(row: int) -> tuple[Story, ...]:
    return tuple(story for story in STORIES if story.row == row)
