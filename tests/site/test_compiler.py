"""How templates become Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from journeybook.site import compiler
from journeybook.site.parts.facts import Link


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text("{% from 'part.html' import bold %}<p>{{ bold(it.text) }}{{ it.href }}</p>")
    (tmp_path / "part.html").write_text("{% macro bold(text, tag='b') %}<{{ tag }}>{{ text }}</{{ tag }}>{% endmacro %}")
    return tmp_path


def rendered(folder: Path) -> str:
    return compiler.environment(folder).get_template("page.html").render(it=Link("1 < 2", "a&b"))


def test_values_are_escaped_once_and_markup_is_left_alone(folder: Path) -> None:
    assert rendered(folder) == "<p><b>1 &lt; 2</b>a&amp;b</p>"


def test_what_is_not_there_is_an_error(folder: Path) -> None:
    (folder / "page.html").write_text("{{ it.nothing }}")
    with pytest.raises(AttributeError, match="nothing"):
        rendered(folder)
    (folder / "page.html").write_text("{{ nothing }}")
    with pytest.raises(UndefinedError, match="nothing"):
        rendered(folder)
    (folder / "page.html").write_text("{% from 'part.html' import bold %}{{ bold() }}")
    with pytest.raises(UndefinedError, match="'text' was not provided"):
        rendered(folder)
