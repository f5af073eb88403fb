"""Chinese in the index of a site that says nothing about it: words from the middle of a name are found."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import sites

MAP = """
title: 办理居住证
lang: zh
stages:
  - {id: prepare, name: 准备个人信息和申请表, pains: [{id: invoice, text: 要先有发票才能放款}]}
  - {id: send, name: 我把材料发出去}
"""


@pytest.mark.skipif(find_spec("jieba") is None, reason="no jieba here")
def test_a_site_of_one_line_finds_chinese(tmp_path: Path) -> None:
    built = sites.build(sites.write(tmp_path, {"journeys/card.yml": MAP}, {"plugins": ["search", "journeybook"]}), None, "--strict")
    assert built.code == 0, built.output
    index = json.loads(built.text("search/search_index.json"))
    words = {word for it in index["docs"] for word in re.split(index["config"]["separator"], f"{it['title']} {re.sub('<[^>]*>', ' ', it['text'])}")}
    for typed in ("个人信息", "申请表", "发票", "材料"):
        assert any(word.startswith(typed) for word in words), typed


def test_what_a_site_says_about_its_search_stays(tmp_path: Path) -> None:
    plugins = [{"search": {"separator": "[x]+"}}, "journeybook"]
    built = sites.build(sites.write(tmp_path, {"journeys/card.yml": MAP}, {"plugins": plugins}), None, "--strict")
    assert json.loads(built.text("search/search_index.json"))["config"]["separator"] == "[x]+"


def test_where_nothing_divides_chinese_the_build_says_so(tmp_path: Path) -> None:
    (tmp_path / "project" / "journeys").mkdir(parents=True)
    (tmp_path / "jieba.py").write_text("raise ImportError('as if it were not there')\n", encoding="utf-8")
    project = sites.write(tmp_path / "project", {"journeys/card.yml": MAP}, {"plugins": ["search", "journeybook"]})
    built = sites.build(project, None, "--strict", PYTHONPATH=str(tmp_path))
    assert built.code == 0, built.output
    assert "the search finds Chinese by whole passages only; pip install jieba" in built.output
