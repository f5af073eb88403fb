"""How templates become Python: what is kept of it, and that nothing is kept that is not true."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from journeybook import templating
from journeybook.facts import Link


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text("{% from 'part.html' import bold %}<p>{{ bold(it.text) }}{{ it.href }}</p>")
    (tmp_path / "part.html").write_text("{% macro bold(text, tag='b') %}<{{ tag }}>{{ text }}</{{ tag }}>{% endmacro %}")
    return tmp_path


def rendered(folder: Path) -> str:
    environment = templating.environment(folder)
    environment.bytecode_cache = templating.Kept(folder / "kept")
    return environment.get_template("page.html").render(it=Link("1 < 2", "a&b"))


def kept(folder: Path, name: str) -> list[Path]:
    return list((folder / "kept").glob(f"{name}-*"))


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


def test_compiled_templates_are_kept_and_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered(folder)
    monkeypatch.setattr(templating.CodeGenerator, "visit_Template", None)
    assert rendered(folder) == first


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    rendered(folder)
    (folder / "part.html").write_text("{% macro bold(text) %}<i>{{ text }}</i>{% endmacro %}")
    assert rendered(folder) == "<p><i>1 &lt; 2</i>a&amp;b</p>"
    for number in range(templating.MOST):
        (folder / "part.html").write_text(f"{{% macro bold(text) %}}{number}{{% endmacro %}}")
        assert rendered(folder) == f"<p>{number}a&amp;b</p>"
    assert len(kept(folder, "part.html")) == templating.MOST
    assert len(kept(folder, "page.html")) == 1


@pytest.mark.parametrize("damage", [b"", b"\0" * 500, b"half"])
def test_what_is_damaged_is_made_anew(folder: Path, damage: bytes) -> None:
    first = rendered(folder)
    (file,) = kept(folder, "part.html")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)
    assert rendered(folder) == first
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(folder: Path) -> None:
    (folder / "kept").write_text("in the way")
    assert rendered(folder) == "<p><b>1 &lt; 2</b>a&amp;b</p>"
