"""A small sample of the hunt (`python -m tests.hunt`), and whether it would notice what it looks for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.hunt import changes, markup, trial

from journeybook.model import markup as safe
from journeybook.site import render

NUMBERS = range(12)


def test_a_sample_of_spoilt_files_raises_nothing(tmp_path: Path) -> None:
    tried = [trial.run(number, 4, tmp_path / "atlas", 120) for number in NUMBERS]
    assert [(number, fault) for number, it in zip(NUMBERS, tried, strict=True) for fault in it.faults] == []
    assert sum(it.problems for it in tried) > 50
    assert sum(it.pages for it in tried) > 250


def test_an_input_follows_from_its_number() -> None:
    assert trial.files(7, 4)[0] == trial.files(7, 4)[0]
    assert len({repr(trial.files(number, 4)[0]) for number in NUMBERS}) == len(NUMBERS)
    assert len(changes.TREES) > 15


@pytest.mark.parametrize(
    "html",
    [
        "<p>a", "<p>a</b>", "<p>a</p></p>", "a < b", '<p id="a"></p><p id="a"></p>', '<a href="javascript:x">a</a>', '<p onclick="x">a</p>', "<script>x</script>",
        "<b hunt=x>a</b>", '<p class="a" class="b">x</p>', '<p id="">a</p>',
    ],
)  # fmt: skip
def test_bad_markup_is_noticed(html: str) -> None:
    assert list(markup.faults(html))
    assert not list(markup.faults('<p id="a" class="b" hidden>x &lt; <br><a href="../b/#c">y</a> <svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>'))


def test_a_crash_a_text_that_is_markup_and_a_hang_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kinds() -> set[str]:
        return {fault.kind for fault in trial.run(1, 4, tmp_path / "atlas", 2).faults}

    assert kinds() == set()
    with monkeypatch.context() as patch:
        patch.setattr(trial.search, "sections", lambda *_, **__: {}["x"])
        assert kinds() == {"crash"}
    with monkeypatch.context() as patch:
        patch.setitem(render._environment().filters, "plain", lambda text: safe.safe(f"<b hunt=x>{text}"))
        assert "markup" in kinds()

    def forever(*_: object, **__: object) -> None:
        while True:
            pass

    with monkeypatch.context() as patch:
        patch.setitem(trial.EXPORTS, "reviews.ics", replace(trial.EXPORTS["reviews.ics"], make=forever))
        assert kinds() == {"hang"}
