"""A thread that answers at the far end of a line, a pty or a TCP port, and lets the plug be pulled."""

import os
import queue
import select
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future

from devices.id_card.far_end import FarEnd

_DONE_S = 5.0


class SimulatedLine:
    """``answer`` gets the bytes that came (none when a caller hung up) and gives those that go back.

    It is called on the line's own thread; every method from any thread.
    """

    def __init__(self, far_end: FarEnd, answer: Callable[[bytes], bytes], name: str) -> None:
        self._far_end = far_end
        self._answer = answer
        self._plugged = False
        self._closing = False
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._wake_out, self._wake_in = os.pipe()
        self._far_end.plug()
        self._plugged = True
        self._address = dict(far_end.address())
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._thread.start()

    @property
    def is_plugged(self) -> bool:
        return self._plugged

    def address(self) -> Mapping[str, str | int]:
        """Plugged or not."""
        return self._address

    def set_plugged(self, plugged: bool) -> None:
        """It is done when this returns."""
        self._on_its_thread(lambda: self._set(plugged))

    def close(self) -> None:
        """Frees the address; may be called twice."""
        if self._thread.is_alive():
            self._on_its_thread(self._stop)
            self._thread.join()

    def _live(self) -> None:
        while not self._closing:
            waitables = self._far_end.waitables() if self._plugged else []
            readable = select.select([self._wake_out, *waitables], [], [])[0]
            if self._wake_out in readable:
                os.read(self._wake_out, 1)
                self._tasks.get()()
            else:
                answer = self._answer(self._far_end.receive())
                if answer:
                    self._far_end.send(answer)
        self._set(False)
        self._far_end.dispose()
        os.close(self._wake_out)
        os.close(self._wake_in)

    def _set(self, plugged: bool) -> None:
        if plugged != self._plugged:
            (self._far_end.plug if plugged else self._far_end.unplug)()
            self._plugged = plugged

    def _stop(self) -> None:
        self._closing = True

    def _on_its_thread(self, task: Callable[[], None]) -> None:
        if not self._thread.is_alive():
            return
        done: Future[None] = Future()

        def carry_out() -> None:
            task()
            done.set_result(None)

        self._tasks.put(carry_out)
        os.write(self._wake_in, b".")
        done.result(timeout=_DONE_S)
