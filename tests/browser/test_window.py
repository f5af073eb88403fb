"""The watching itself: a window notices what the other tests rely on being noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TROUBLES = [
    ("<script>nothing()</script>", "error nothing is not defined"),
    ("<script>console.error('oh')</script>", "console oh"),
    ("<script>alert('hello')</script>", "dialog hello"),
    ("<img src='https://evil.example/x.png' alt=''>", "request to https://evil.example/x.png"),
    ("<img src='none.png' alt=''>", "404 "),
    ("<img src='/x.png' alt=''>", "request to "),
]


@pytest.mark.parametrize(("body", "expected"), [*TROUBLES, ("<p>all is well</p>", "")])
def test_trouble(tmp_path: Path, served: Callable, window: Callable, body: str, expected: str) -> None:
    (tmp_path / "a ü.html").write_text(f"<!doctype html><title>a</title><link rel=icon href='data:,'>{body}", encoding="utf-8")
    with window(served(tmp_path)) as it:
        it.show("a ü.html", idle=True)
        assert bool(it.trouble) == bool(expected)
        assert any(line.startswith(expected) for line in it.trouble or [""])
