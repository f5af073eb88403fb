"""Which call of the system two folders change places by: the C library's where it has one, else that of the machine by its number."""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from journeybook.doors.mkdocs.publishing import exchange


@pytest.mark.parametrize(
    ("system", "names", "machine", "called"),
    [
        ("linux", ["renameat2", "syscall"], "x86_64", "renameat2"),
        ("linux", ["syscall"], "x86_64", "syscall"),
        ("linux", ["syscall"], "aarch64", "syscall"),
        ("linux", ["syscall"], "s390x", ""),
        ("darwin", ["renamex_np", "renameat2", "syscall"], "arm64", "renamex_np"),
        ("darwin", ["syscall"], "arm64", ""),
        ("win32", ["renameat2"], "AMD64", ""),
    ],
)
def test_the_call(monkeypatch: pytest.MonkeyPatch, system: str, names: list[str], machine: str, called: str) -> None:
    calls: list[tuple[str, object]] = []

    def answer(name: str) -> Callable[..., int]:
        return lambda *given: calls.append((name, getattr(given[0], "value", None))) or 0

    library = SimpleNamespace(**{name: answer(name) for name in names})
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert exchange.exchange(Path("a"), Path("b")) == bool(called)
    assert [name for name, _ in calls] == [called] * bool(called)
    assert [number for name, number in calls if name == "syscall"] == [exchange.SYSCALLS.get(machine)] * (called == "syscall")
