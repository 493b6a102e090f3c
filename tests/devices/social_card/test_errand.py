"""What may hang is left behind, nothing more is asked of it, and it may come back."""

import threading
from collections.abc import Iterator

import pytest

from devices.social_card.errand import Errands, TimedOut


@pytest.fixture
def errands() -> Iterator[Errands]:
    errands = Errands("test")
    yield errands
    errands.close(lambda: None, 1.0)


def test_what_is_done_in_time_is_returned_or_raised(errands: Errands) -> None:
    assert errands.do(lambda: 42, 5.0) == 42
    with pytest.raises(ZeroDivisionError):
        errands.do(lambda: 1 // 0, 5.0)
    with pytest.raises(TimeoutError):
        errands.do(_times_out_itself, 5.0)


def _times_out_itself() -> None:
    raise TimeoutError


def test_all_is_done_on_one_thread_of_its_own(errands: Errands) -> None:
    names = {errands.do(lambda: threading.current_thread().name, 5.0) for _ in range(3)}
    assert names == {"test"}


def test_what_hangs_is_left_behind_until_it_comes_back(errands: Errands) -> None:
    let_go, is_back = threading.Event(), threading.Event()

    def hang() -> None:
        let_go.wait(10.0)
        is_back.set()

    asked: list[int] = []
    with pytest.raises(TimedOut):
        errands.do(hang, 0.01)
    with pytest.raises(TimedOut):
        errands.do(lambda: asked.append(1), 5.0)
    let_go.set()
    assert is_back.wait(5.0)
    errands.close(lambda: None, 5.0)
    assert errands.do(lambda: "again", 5.0) == "again"
    assert asked == []


def test_a_farewell_is_said_once_and_only_if_anything_was_begun() -> None:
    said: list[str] = []
    errands = Errands("test")
    errands.close(lambda: said.append("nothing was begun"), 1.0)
    errands.do(lambda: None, 5.0)
    errands.close(lambda: said.append("farewell"), 1.0)
    errands.close(lambda: said.append("twice"), 1.0)
    assert said == ["farewell"]
