"""No input makes a reader crash, hang, or take more than its share of memory; the system ends whatever does."""

import resource
import subprocess
import sys

from torture import ROOT, TORTURE, environment, tell

MEMORY = 2_000_000_000
PROCESSOR = 240
"""Seconds of work, some twenty times what it takes: a reader that hangs is ended, a machine that is busy does not
matter.
"""


def fuzzed(*arguments: str) -> int:
    """How many inputs were read, in a process that may not have more."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR * (TORTURE + 1), PROCESSOR * (TORTURE + 1)))

    command = [sys.executable, str(ROOT / "tests/fuzz.py"), *arguments]
    result = subprocess.run(
        command,
        env=environment(PYTHONPATH=f"{ROOT / 'generator'}:{ROOT / 'tests'}"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert result.returncode == 0, result.stderr[-3000:] or f"ended by signal {-result.returncode}"
    return int(result.stdout)


def test_damaged_inputs_are_read_or_refused() -> None:
    tell("damaged inputs, each through every reader", fuzzed("damaged", str(600 * TORTURE or 120)))


def test_long_inputs_that_are_made_to_take_long_do_not() -> None:
    tell("long inputs, each through every reader", fuzzed("long", *(("40000", "1") if TORTURE else ("10000", "8"))))
