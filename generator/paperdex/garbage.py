"""Python's collector of garbage, kept away where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected(*, lasts: bool) -> Iterator[None]:
    """Ten thousand records are half a million objects, none of them garbage: looking through them time and again takes
    as long as reading them. What `lasts` as long as the process is not looked through later either. Other things have
    to be, or a preview that builds again and again would keep what every build was made with.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if lasts:
            gc.freeze()
        else:
            gc.unfreeze()
        if was_collecting:
            gc.enable()
