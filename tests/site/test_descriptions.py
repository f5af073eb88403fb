"""What search engines, feeds and previews of links show of a page: a description of its own for each."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from journeybook.checks.check import load
from journeybook.languages import Words
from journeybook.site.descriptions import describe, shortened
from journeybook.site.pages import pages

FILES = {
    "a.yml": "title: Buying shoes\nid: a\nsummary: How somebody *finds* a pair.\nstages: [I look, I pay]\n",
    "b.yml": "title: Sending back\nid: b\nbaseline: a\nstate: future\nstages: [I wait, 我等]\n",
    "library.yml": """
teams: [{id: shop, name: The shop}]
terms: [{id: hsa, name: HSA, definition: An account for health.}]
personas: [{id: mia, name: Mia, quote: I have no time.}]
metrics: [{id: csat, name: Satisfaction, kind: csat, method: top2}]
evidence: [{id: talks, title: Talks, method: At the counter.}]
""",
}


@pytest.fixture
def described(tmp_path: Path) -> dict[str, str]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    atlas, words = load(tmp_path, datetime.date(2026, 11, 1)).atlas, Words("en")
    return {page.path: describe(page, atlas, words) for page in pages(atlas, words)}


def test_every_page_has_its_own(described: dict[str, str]) -> None:
    assert all(described.values())
    assert len(set(described.values())) == len(described)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("index", "Buying shoes, Sending back"),
        ("maps/a", "How somebody finds a pair."),
        ("maps/b", "Map: Sending back; I wait, 我等"),
        ("teams/shop", "Team: The shop"),
        ("terms/hsa", "An account for health."),
        ("personas/mia", "I have no time."),
        ("metrics/csat", "Metric: Satisfaction"),  # top2 is a word of ours
        ("evidence/talks", "At the counter."),
        ("compare/a/b", "Compare maps: Buying shoes → Sending back"),
    ],
)
def test_what_it_says(described: dict[str, str], path: str, said: str) -> None:
    assert described[path] == said


def test_long_ones_end_at_a_word() -> None:
    # 32 times "word " are 160 letters: 31 words and their blanks fit beside the ellipsis
    assert shortened("word " * 40) == " ".join(["word"] * 31) + "…"
    # a Chinese character counts for two: 80 of them are 160 letters
    assert shortened("字" * 80) == "字" * 80
    assert shortened("字" * 81) == "字" * 79 + "…"
