"""Python's collector of garbage, kept away where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Ten thousand records are half a million objects, none of them garbage: looking through them time and again takes
    as long as reading them. What has come to be is never looked through later either.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()
