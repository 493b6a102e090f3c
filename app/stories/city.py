"""The platform as others see it: a telephone that shows a code, an officer at a desk, anybody who checks a paper."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

import requests

from app.stories.hall import Hall
from central.code_maker import signed_code
from central.documents import DocumentCheck
from central.officer_api import CallBackList
from central.phone_api import PhoneCode
from kiosk.case import CaseState
from sync.contract import Case, CaseAnswers

_PATIENCE_S = 10.0


class City:
    """Over HTTP; raises requests' errors when the platform does not answer with 200."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {hall.platform.officer_token}"

    def __enter__(self) -> "City":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def code(self, holder: str, form: Literal["opaque", "signed"] = "opaque", purpose: str = "") -> str:
        """What this person's telephone shows."""
        order = {"holder": holder, "form": form, "purpose": purpose}
        return PhoneCode.model_validate_json(self._post("/v1/phone/codes", order)).code

    def stale_code(self, holder: str) -> str:
        """A signed code that was shown half an hour ago."""
        registers = self._hall.platform.questions.progress.judge.registers
        person = registers.person(holder)
        if person is None:
            raise ValueError("nobody in the registers has this number")
        shown = self._hall.clock.wall() - timedelta(minutes=30)
        return signed_code(person, self._hall.platform.keys.code, shown, "half-an-hour-ago")

    def check(self, verification: str) -> DocumentCheck:
        """What anybody may know of a paper by its code."""
        return DocumentCheck.model_validate_json(self._get(f"/v1/documents/{verification}"))

    def decide(self, number: str, state: CaseState, *reasons: str) -> Case:
        """An officer's decision."""
        order = {"state": str(state), "reasons": list(reasons)}
        return Case.model_validate_json(self._post(f"/v1/officer/cases/{number}/decision", order))

    def waiting(self, queue: str = "") -> list[Case]:
        """The cases that wait for an officer, of one place's queue or of all."""
        told = self._get(f"/v1/officer/cases?state=accepted&queue={queue}")
        return list(CaseAnswers.model_validate_json(told).cases)

    def call_backs(self) -> list[str]:
        """The applications whose bad rating is to be called back."""
        told = CallBackList.model_validate_json(self._get("/v1/officer/ratings"))
        return [one.id for one in told.call_backs]

    def _get(self, path: str) -> bytes:
        answer = self._session.get(self._hall.url + path, timeout=_PATIENCE_S)
        answer.raise_for_status()
        return answer.content

    def _post(self, path: str, order: Mapping[str, object]) -> bytes:
        answer = self._session.post(self._hall.url + path, json=dict(order), timeout=_PATIENCE_S)
        answer.raise_for_status()
        return answer.content
