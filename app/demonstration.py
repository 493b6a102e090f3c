"""Three whole visits on the real screens, with simulated devices, a platform and the sync process, as pictures.

1 online: a woman of 91 applies for herself and is decided at once. 2 cut: the cable is cut before a man of 91
submits; he leaves with a receipt, and when the cable is mended it turns out to be true. 3 delegate: a son applies for
his aunt with both cards.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.finger import Finger
from app.simulated_hall import SimulatedHall
from app.touchscreen import Touchscreen
from config.texts import texts
from kiosk.case import CaseReport
from kiosk.visit.state import Paper, Result

PHONE = "13876001234"
ACCOUNT = "6222021234567890128"
THEME = "老年服务"
ITEM = {"zh": "高龄老人长寿补贴申请", "en": "Longevity subsidy application"}


@dataclass
class Record:
    """What a visit left: each state with its time, the number, and what was shown at the end."""

    name: str
    states: list[dict[str, str | float]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    application_id: str = ""
    shown: str = ""
    case: CaseReport | None = None


class Demonstration:
    """GUI thread. ``delivered`` tells what the store knows of an application."""

    def __init__(
        self,
        hall: SimulatedHall,
        touchscreen: Touchscreen,
        out: Path,
        delivered: Callable[[str], CaseReport | None],
    ) -> None:
        self._hall = hall
        self._model = touchscreen.model
        self._finger = Finger(touchscreen.shell.window)
        self._out = out
        self._delivered = delivered
        self._record = Record("")
        self._begun = 0.0
        self._model.moved.connect(self._note)

    def run(self) -> list[Record]:
        """All three visits. Raises NothingThere when a screen does not come."""
        return [self._online(), self._cut(), self._delegate()]

    def _online(self) -> Record:
        record = self._begin("1-online")
        self._wait_for_line(online=True)
        self._snap()
        self._finger.touch_anywhere()
        self._until("Home")
        self._snap()
        self._finger.tap(self._say("shell.switch_language"))
        self._snap("english")
        self._finger.tap(texts("en").say("shell.switch_language"))
        self._to_identify()
        self._lay("grandmother")
        self._agree()
        self._choose_situation("本人办理")
        self._fill("美兰区")
        self._sign()
        self._finish(record)
        return record

    def _cut(self) -> Record:
        record = self._begin("2-cable-cut")
        self._finger.touch_anywhere()
        self._until("Home")
        self._snap()
        self._to_identify()
        self._lay("grandfather")
        self._agree()
        self._choose_situation("本人办理")
        self._fill("美兰区")
        self._hall.cable.cut()
        self._wait_for_line(online=False)
        self._sign()
        self._finish(record)
        self._snap("offline")
        self._hall.cable.mend()
        self._finger.wait("the delivery", lambda: self._delivered(record.application_id) is not None)
        record.case = self._delivered(record.application_id)
        return record

    def _delegate(self) -> Record:
        record = self._begin("3-delegate")
        self._wait_for_line(online=True)
        self._finger.touch_anywhere()
        self._until("Home")
        self._to_identify()
        self._lay("son")
        self._agree()
        self._choose_situation("代办")
        self._until("Identify")
        self._snap()
        self._hall.reader.remove()
        self._lay("aunt")
        self._until("FillForm")
        self._snap()
        self._finger.tap("其他亲属")
        self._snap()
        self._next()
        self._fill("龙华区")
        self._sign()
        self._finish(record)
        return record

    def _begin(self, name: str) -> Record:
        self._until("Attract")
        self._record = Record(name)
        self._begun = time.monotonic()
        (self._out / name).mkdir(parents=True, exist_ok=True)
        self._note()
        return self._record

    def _to_identify(self) -> None:
        self._finger.tap(THEME)
        self._until("Browse")
        self._snap()
        self._finger.tap(ITEM["zh"])
        self._until("Guide")
        self._snap()
        self._finger.tap(self._say("guide.start"))
        self._until("Identify")
        self._snap()

    def _lay(self, card: str) -> None:
        self._hall.reader.insert(card)

    def _agree(self) -> None:
        self._until("Consent")
        self._snap()
        self._finger.tap(self._say("consent.agree"))
        self._until("ChooseSituation")
        self._snap()

    def _choose_situation(self, label: str) -> None:
        self._finger.tap(label)

    def _fill(self, district: str) -> None:
        self._until("FillForm")
        self._finger.type("手机号码", PHONE)
        self._snap()
        self._next()
        self._finger.tap(district)
        self._snap()
        self._next()
        self._finger.tap("中国银行")
        self._finger.type("银行卡号", ACCOUNT)
        self._snap()
        self._next()
        self._until("Materials")
        self._snap()
        self._finger.tap(self._say("materials.next"))
        self._until("Review")
        self._snap()

    def _next(self) -> None:
        self._finger.tap(self._say("shell.next"))

    def _sign(self) -> None:
        self._finger.tap(self._say("review.next"))
        self._until("Commitment")
        self._finger.settle()
        self._finger.sign()
        self._snap()
        self._finger.tap(self._say("commitment.submit"))

    def _finish(self, record: Record) -> None:
        self._until("Result")
        self._finger.wait("the receipt on paper", lambda: self._paper() is not Paper.PRINTING)
        record.application_id = self._model.visit.session.application_id
        state = self._model.visit.state
        record.case = state.case if isinstance(state, Result) else None
        record.shown = str(self._model.property("view")["title"])
        self._snap()
        receipts = self._hall.printer.receipts()
        name = f"{record.name}/{len(record.pictures) + 1:02d}-receipt.png"
        (self._out / name).write_bytes(receipts[-1].png())
        record.pictures.append(name)
        self._finger.tap(self._say("result.done"))
        self._until("Rate")
        self._snap()
        self._finger.tap(self._say("rate.level_5"))
        self._snap("rated")
        self._finger.tap(self._say("rate.send"))
        self._until("Farewell")
        self._snap()
        self._hall.reader.remove()
        self._finger.wait("an empty hall", self._touched_away)

    def _touched_away(self) -> bool:
        """Touches the farewell until it goes: for a moment it does not, so that nobody misses it by a second tap."""
        if type(self._model.visit.state).__name__ == "Farewell":
            self._finger.touch_anywhere()
        return type(self._model.visit.state).__name__ == "Attract"

    def _paper(self) -> Paper:
        state = self._model.visit.state
        return state.paper if isinstance(state, Result) else Paper.PRINTING

    def _until(self, state: str) -> None:
        self._finger.wait(f"the screen {state}", lambda: type(self._model.visit.state).__name__ == state)

    def _wait_for_line(self, *, online: bool) -> None:
        self._finger.wait(
            "the line to be " + ("up" if online else "down"),
            lambda: self._model.visit.surroundings.platform_online is online,
        )

    def _snap(self, what: str = "") -> None:
        name = f"{len(self._record.pictures) + 1:02d}-{what or type(self._model.visit.state).__name__.lower()}.png"
        self._finger.picture().save(str(self._out / self._record.name / name))
        self._record.pictures.append(f"{self._record.name}/{name}")

    def _note(self) -> None:
        state = type(self._model.visit.state).__name__
        if not self._record.states or self._record.states[-1]["state"] != state:
            self._record.states.append({"state": state, "at_s": round(time.monotonic() - self._begun, 3)})

    def _say(self, name: str) -> str:
        return texts(self._model.visit.session.language).say(name)
