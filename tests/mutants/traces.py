"""Which test runs which function of the package: a plugin of pytest, and the same for the processes that a test starts.

    JOURNEYBOOK_TRACES=folder python -m pytest -p tests.mutants.traces

Functions are told by their file and name, so that what was collected still holds when lines have moved. Templates have no functions
and are told by their file.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

PACKAGE = f"{os.sep}plugins{os.sep}journeybook{os.sep}"
FOLDER = "JOURNEYBOOK_TRACES"


class Trace:
    """The code objects that ran since the last question."""

    def __init__(self) -> None:
        self.met: set[CodeType] = set()

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        self.met.add(frame.f_code)

    def named(self) -> set[str]:
        """`file | function` of what ran."""
        return {f"{code.co_filename.partition(PACKAGE)[2].replace(os.sep, '/')} | {code.co_name}" for code in self.met.copy() if PACKAGE in code.co_filename}

    def taken(self) -> list[str]:
        """The same, forgotten then."""
        found = self.named()
        self.met = set()
        return sorted(found)


def start() -> Trace:
    """Begins to watch, in all threads."""
    trace = Trace()
    threading.settrace(trace)
    sys.settrace(trace)
    return trace


def write(name: str, seconds: float, ran: list[str]) -> None:
    """Adds a line for a test, with the processor's time that it took, however busy the machine is; each process has a file of its own."""
    file = Path(os.environ[FOLDER]) / f"{os.getpid()}.jsonl"
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps([name, round(seconds, 3), ran]) + "\n")


def child() -> Callable[[], None]:
    """For a process that a test started: what runs in it, runs for that test. It is written when the process ends, or when what this
    gives is called, where a process ends otherwise."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    if not test or FOLDER not in os.environ:
        return lambda: None
    trace = start()

    def end() -> None:
        if trace.met:
            write(test, time.process_time(), trace.taken())

    atexit.register(end)
    return end


try:
    import pytest
except ImportError:  # in a process that a test started, with nothing but the package
    pass
else:
    _TRACE: list[Trace] = []

    SHARED: dict[str, set[str]] = {}
    """What ran in a fixture that several tests share, by its name."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(item: Any) -> Iterator[Any]:
        """Watches a test with its fixtures."""
        trace = start()
        _TRACE[:] = [trace]
        begun = time.process_time()
        try:
            return (yield)
        finally:
            sys.settrace(None)
            shared = {it for name in getattr(item, "fixturenames", ()) for it in SHARED.get(name, ())}
            write(item.nodeid, max(0.001, time.process_time() - begun), sorted(shared.union(trace.taken())))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[Any]:
        """What is made once runs for every test that asks for it, and not only for the first."""
        if fixturedef.scope == "function" or not _TRACE:
            return (yield)
        met, _TRACE[0].met = _TRACE[0].met, set()
        try:
            return (yield)
        finally:
            SHARED.setdefault(fixturedef.argname, set()).update(_TRACE[0].named())
            _TRACE[0].met |= met

    def pytest_runtest_logreport(report: Any) -> None:
        """A test that fails here notices nothing."""
        if report.failed:
            write(f"!{report.nodeid}", 0, [])
