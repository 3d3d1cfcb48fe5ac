"""Work in other processes, which begin as copies of this one: they share everything that it has, and nothing has to be
sent to them.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from paperdex.errors import PaperdexError

PROCESSES = (os.cpu_count() or 1) if "fork" in get_all_start_methods() else 1
"""How many pay; where it is one, none can be copied or nothing is won."""

Result = TypeVar("Result")


class Copy(Generic[Result]):
    """One piece of work, done beside whatever this process goes on with."""

    def __init__(self, work: Callable[[], Result]) -> None:
        _prepare()
        context = get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(work, sender, self._receiver))
        self._process.start()
        sender.close()

    def result(self) -> Result:
        """What came of the work, once it is done."""
        try:
            error, result = self._receiver.recv()
        except EOFError:
            raise _ended() from None
        finally:
            self._receiver.close()
            self._process.join()
        if error:
            raise error
        found: Result = result
        return found

    def end(self) -> None:
        """Nobody wants the result any more. What is half-written is left as after any interruption."""
        self._process.terminate()
        self._process.join()
        self._receiver.close()


@contextmanager
def beside(work: Callable[[], Result], *, is_worth: bool) -> Iterator[Callable[[], Result]]:
    """Have something done by another process, where that is worth it and can be had. What is given returns what came of
    it, or does it then.
    """
    copy = Copy(work) if is_worth and PROCESSES > 1 else None
    try:
        yield copy.result if copy else work
    finally:
        if copy:
            copy.end()


def shared(work: Callable[[int], Result], portions: Sequence[int]) -> Iterator[Result]:
    """The same work for each of these, among as many processes as pay; results in order."""
    _prepare()
    _works.append(work)
    try:
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork"), initializer=_follow_parent) as pool:
            yield from pool.map(_do, portions)
    except BrokenProcessPool:
        raise _ended() from None
    finally:
        _works.pop()


def _prepare() -> None:
    """What all processes share is no garbage, and a collector that looks at it would make copies of it."""
    gc.freeze()


def _send(work: Callable[[], object], sender: Connection, receiver: Connection) -> None:
    receiver.close()
    _follow_parent()
    try:
        result: tuple[Exception | None, object] = None, work()
    except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
        result = error, None
    with suppress(OSError):  # nobody waits for it
        sender.send(result)


def _do(portion: int) -> Any:
    return _works[-1](portion)


_works: list[Callable[[int], Any]] = []
"""What processes that are copied from this one find in it."""


def _ended() -> PaperdexError:
    return PaperdexError("a process of this build was ended from outside (was there too little memory?); run it again")


def _follow_parent() -> None:
    """A process whose parent was killed would wait for work for ever, and hold the lock of the build. What Ctrl-C means
    is said by the parent alone.
    """
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))

    def wait() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
