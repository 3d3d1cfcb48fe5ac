"""Work in other processes: what comes of it comes back, and the end of a process is one clear line."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from paperdex.errors import PaperdexError
from paperdex.site.copies import Copy, shared


def test_the_result_of_a_copy_comes_back_however_large_it_is() -> None:
    mine = os.getpid()
    copy = Copy(lambda: (os.getpid() != mine, "x" * 1_000_000))
    assert copy.result() == (True, "x" * 1_000_000)


def test_what_goes_wrong_in_a_copy_goes_wrong_here() -> None:
    def work() -> None:
        raise PaperdexError("cannot be written: disk full")

    with pytest.raises(PaperdexError, match="disk full"):
        Copy(work).result()


def test_a_copy_that_is_ended_from_outside_is_one_clear_line() -> None:
    copy = Copy(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(PaperdexError, match="a process of this build was ended from outside"):
        copy.result()


def test_a_copy_whose_result_nobody_wants_is_ended_at_once() -> None:
    Copy(lambda: time.sleep(3600)).end()
    Copy(lambda: "x" * 1_000_000).end()


def test_shared_work_comes_back_in_order() -> None:
    factor = 3
    assert list(shared(lambda number: number * factor, range(20))) == [number * 3 for number in range(20)]


def test_the_end_of_one_of_several_processes_is_one_clear_line() -> None:
    with pytest.raises(PaperdexError, match="a process of this build was ended from outside"):
        list(shared(lambda number: os.kill(os.getpid(), signal.SIGKILL), range(4)))


@pytest.mark.parametrize(
    "ask", [lambda work: Copy(work).result(), lambda work: list(shared(lambda _: work(), range(3)))]
)
def test_ctrl_c_ends_a_copy_and_is_left_to_the_parent_to_speak_of(
    ask: Callable[[Callable[[], object]], object], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PaperdexError):  # the parent has been told as well, and says that it was stopped
        ask(lambda: os.kill(os.getpid(), signal.SIGINT))
    assert capfd.readouterr().err == ""
