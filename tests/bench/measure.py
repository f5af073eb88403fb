"""Runs commands and says what they cost: CPU seconds, which depend less on what else the machine does than time, and memory."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A command did not do what is measured, or something that it needs is missing."""


@dataclass(frozen=True)
class Task:
    """A command, where it runs, and what is taken away before every run: what an earlier one wrote or kept."""

    command: Sequence[str]
    cwd: Path
    afresh: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a process and those that it waited for, and the most memory that it held at once, in MB."""

    seconds: float
    megabytes: float
    said: str = ""


def cost(task: Task, environment: Mapping[str, str]) -> Cost:
    """What `task` costs."""
    for folder in task.afresh:
        shutil.rmtree(folder, ignore_errors=True)
    process = subprocess.Popen(task.command, cwd=task.cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise Failed(f"{' '.join(task.command)} ended with {process.returncode}: {said[-600:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of several costs."""
    return Cost(statistics.median(c.seconds for c in costs), statistics.median(c.megabytes for c in costs), costs[-1].said)
