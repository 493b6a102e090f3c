"""The kiosk's questions to the platform, each on a worker thread, and what this machine can answer by itself.

A signed show code is verified here, with the line cut too; a number that is still in the outbox is answered from it.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import assert_never

from app.station_context import StationContext
from config.faults import EnvironmentFault
from kiosk.catalogue.item import Item
from kiosk.question import (
    Answer,
    AskProgressByNumber,
    CodeAccepted,
    CodeRefusal,
    CodeRefused,
    ExchangeCode,
    ProgressTold,
    Question,
    Silence,
)
from kiosk.store.outbox import Outbox
from kiosk.store.states import UNSENT
from kiosk.visit import event as e
from kiosk.visit.effect import SendPaper
from sync.asking import Asker
from sync.show_code import CodeKind, code_kind

WORKERS = 2
"""A slow answer for one screen holds up no other question."""


class Questions:
    """`put` returns at once; answers arrive through ``post``, from threads of its own."""

    def __init__(
        self,
        context: StationContext,
        outbox: Outbox,
        find_item: Callable[[str], Item | None],
        post: Callable[[e.Event], None],
        on_defect: Callable[[Future[None]], None],
    ) -> None:
        self._context = context
        self._outbox = outbox
        self._find_item = find_item
        self._post = post
        self._on_defect = on_defect
        self._codes = context.signed_codes()
        self._codes_turn = threading.Lock()
        self._own = threading.local()
        self._open: list[Asker] = []
        self._work = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="questions")

    def put(self, question: Question) -> None:
        self._do(lambda: self.ask(question))

    def bring(self, effect: SendPaper) -> None:
        """The paper, then the question that goes with it."""
        self._do(lambda: self.hand_in(effect))

    def _do(self, answer: Callable[[], e.Told]) -> None:
        self._work.submit(lambda: self._post(answer())).add_done_callback(self._on_defect)

    def ask(self, question: Question) -> e.Told:
        """The same on the calling thread: blocks for about four seconds at most."""
        answer = self._answer(question)
        return e.Told(question, answer, tuple(self._items(answer)))

    def hand_in(self, effect: SendPaper) -> e.Told:
        """The same: blocks for half a minute at most."""
        asker = self._asker()
        answer = asker.hand_in(effect.question, effect.paper) if asker is not None else Silence.OFFLINE
        return e.Told(effect.question, answer)

    def close(self) -> None:
        """Questions under way are dropped."""
        for asker in self._open:
            asker.close()
        self._work.shutdown(wait=True, cancel_futures=True)

    def _answer(self, question: Question) -> Answer | Silence:
        if isinstance(question, ExchangeCode):
            verified = self._verified(question)
            if verified is not None:
                return verified
        asker = self._asker()
        answer = asker.ask(question) if asker is not None else Silence.OFFLINE
        if isinstance(question, AskProgressByNumber) and not isinstance(answer, ProgressTold):
            return self._kept_here(question.number) or answer
        return answer

    def _asker(self) -> Asker | None:
        """The worker's own; None where this station cannot ask anybody, which its doctor tells of."""
        asker: Asker | None = getattr(self._own, "asker", None)
        if asker is None:
            try:
                asker = self._context.open_asker()
            except (EnvironmentFault, OSError):
                return None
            self._own.asker = asker
            self._open.append(asker)
        return asker

    def _verified(self, question: ExchangeCode) -> CodeAccepted | CodeRefused | None:
        """What a signed code says, or that it is none; None for an opaque one, which only the platform knows."""
        match code_kind(question.code):
            case CodeKind.OPAQUE:
                return None
            case CodeKind.NONE:
                return CodeRefused(reason=CodeRefusal.NOT_A_CODE)
            case CodeKind.SIGNED:
                with self._codes_turn:
                    taken = self._codes.take(question.code, self._context.now(), question.purpose)
                if isinstance(taken, CodeRefusal):
                    return CodeRefused(reason=taken)
                return CodeAccepted(person=taken)
            case _ as never:
                assert_never(never)

    def _kept_here(self, number: str) -> Silence | None:
        """Whether it waits on this very machine: true even when nobody else has heard of it."""
        try:
            row = self._outbox.get(number)
        except EnvironmentFault:
            return None
        return Silence.UNSENT if row is not None and row.state in UNSENT else None

    def _items(self, answer: Answer | Silence) -> Iterable[Item]:
        if not isinstance(answer, ProgressTold):
            return
        for code in dict.fromkeys(case.item for case in answer.cases):
            item = self._find_item(code)
            if item is not None:
                yield item
