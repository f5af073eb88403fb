"""Runs a command and says what it cost: CPU seconds, which depend less on what else the machine does than time, and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A command did not do what is measured."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a process and those that it waited for, and the most memory that it held at once, in MB."""

    seconds: float
    megabytes: float


def cost(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> Cost:
    """What `command` costs."""
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise Failed(f"{' '.join(command)} ended with {process.returncode}: {said[-600:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of several costs."""
    return Cost(statistics.median(c.seconds for c in costs), statistics.median(c.megabytes for c in costs))
