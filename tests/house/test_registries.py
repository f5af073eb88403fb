"""Tables and files agree: what stands in one room is in its table, and what a table names is there. Each says in words what was forgotten."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

import click
import pytest
from tests.golden import told

import journeybook
from journeybook.checks import reports, rules
from journeybook.doors.command import commands
from journeybook.insight import measures
from journeybook.languages import shipped, shipped_language
from journeybook.model import Stage, Step, lanes
from journeybook.model.lanes import LANES, Lane
from journeybook.site import exports, pages, render

PACKAGE = Path(journeybook.__path__[0])
OF_VALUES = {"withhold", "change", "change_margin"}
"""Functions of `insight/measures.py` that are told with every known value."""
OF_NO_FIELD = {"line", "perspectives", "own", "notes", "ways"}
"""Shapes of lanes that do not show the field of their name."""


def unlisted(room: str, named: Iterable[str], table: str, files: Iterable[str]) -> list[str]:
    """What `table` does not name of the `files` in `room`, and what it names that is not there, each as a sentence."""
    named, files = list(named), set(files)
    said = [f"{room}/{name}.py is in no table: add a line to {table}" for name in sorted(files - set(named))]
    said += [f"{table} names {name!r}, but there is no {room}/{name}.py" for name in sorted(set(named) - files)]
    return said + [f"{table} names {name!r} twice" for name in sorted({name for name in named if named.count(name) > 1})]


def modules(room: str, shared: Iterable[str] = ()) -> set[str]:
    return {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__", *shared}


def homes(functions: Iterable[Callable[..., object]]) -> list[str]:
    """The modules that the functions of a table stand in."""
    return list(dict.fromkeys(function.__module__.rpartition(".")[2] for function in functions))


def test_rules() -> None:
    assert unlisted("checks/rules", rules.NAMES, "NAMES of checks/rules/__init__.py", modules("checks/rules", ("finding", "subjects"))) == []


def test_reports() -> None:
    assert unlisted("checks/reports", homes(reports.FORMATS.values()), "FORMATS of checks/reports/__init__.py", modules("checks/reports")) == []


def test_exports() -> None:
    assert [
        f"{it.path}: 'make' in EXPORTS is the function of its file itself, and no lambda" for it in exports.EXPORTS.values() if it.make.__name__ == "<lambda>"
    ] == []
    assert unlisted("site/exports", homes(it.make for it in exports.EXPORTS.values()), "EXPORTS of site/exports/__init__.py", modules("site/exports")) == []
    hubs = {kind.name for kind in pages.PAGE_KINDS.values() if kind.has is not None}
    assert [f"{it.path} is linked from {it.page!r}, which is no page about the whole atlas" for it in exports.EXPORTS.values() if it.page not in hubs] == []


def test_pages_have_their_views_and_templates() -> None:
    source = inspect.getsource(pages)
    assert [
        f"site/views/{name}.py makes no page: name it in PAGE_KINDS of site/pages.py" for name in sorted(modules("site/views")) if f"{name}." not in source
    ] == []
    templates = {path.stem for path in (render.TEMPLATES / "pages").glob("*.html")}
    assert [f"the page {name!r} lacks its template, site/templates/pages/{name}.html" for name in pages.PAGE_KINDS if name not in templates] == []
    assert [
        f"site/templates/pages/{name}.html is of no page: name it in PAGE_KINDS of site/pages.py" for name in sorted(templates - set(pages.PAGE_KINDS))
    ] == []


def unfit(lane: Lane) -> list[str]:
    """What is wrong with a line of `LANES`, each as a sentence."""
    said = []
    for cls in (Stage, Step):
        if lane.shape not in OF_NO_FIELD and lane.id != "more" and lane.id not in cls.model_fields:
            said.append(f"the lane {lane.id!r} shows a field that a {cls.__name__} has not: a lane's field stands in Moment of model/maps.py")
    return said


def test_lanes() -> None:
    assert [it for lane in LANES for it in unfit(lane)] == []
    template = (render.TEMPLATES / "parts" / "lanes.html").read_text(encoding="utf-8")
    drawn = {shape for shape in get_args(lanes.Shape) if f'shape == "{shape}"' in template}
    assert [
        f"site/templates/parts/lanes.html draws no lane of the shape {shape!r}"
        for shape in get_args(lanes.Shape)
        if shape not in drawn | {"line", "own", "ways"}
    ] == []


def test_measures() -> None:
    tried = {function.__name__ for function, _ in told.MEASURED} | OF_VALUES
    own = [name for name, it in vars(measures).items() if inspect.isfunction(it) and it.__module__ == measures.__name__ and name[0] != "_"]
    assert [
        f"nothing tries {name} of insight/measures.py: add it to MEASURED of tests/golden/told.py, with its edges" for name in own if name not in tried
    ] == []


def uncalled(functions: Iterable[Callable[..., object]], known: Iterable[object]) -> list[str]:
    """What looks like a command and is none, as a sentence each: public functions but `main`."""
    names = [it.__name__ for it in functions if it.__name__[0] != "_" and it.__name__ != "main" and it not in known]
    return [f"{name} of doors/command/commands.py is no command: write @journeybook.command() above it" for name in names]


def test_commands() -> None:
    own = [it for it in vars(commands).values() if inspect.isfunction(it) and it.__module__ == commands.__name__]
    assert uncalled(own, [it.callback for it in commands.journeybook.commands.values()]) == []
    assert [f"{name} says nothing of itself: write a docstring" for name, it in commands.journeybook.commands.items() if not it.help] == []
    check = commands.journeybook.commands["check"]
    formats = next(param.type for param in check.params if param.name == "format_")
    assert isinstance(formats, click.Choice)
    assert list(formats.choices) == list(reports.FORMATS)


@pytest.mark.parametrize("lang", shipped())
def test_languages(lang: str) -> None:
    found = shipped_language(lang)
    assert found.words, f"languages/{lang}.py lacks WORDS"
    assert "name" in found.manners, f"languages/{lang}.py lacks NAME, what the language calls itself"


def test_a_newcomer_is_told_what_was_forgotten() -> None:
    assert unlisted("site/exports", ["calendar", "gone", "gone"], "EXPORTS", ["calendar", "pains"]) == [
        "site/exports/pains.py is in no table: add a line to EXPORTS",
        "EXPORTS names 'gone', but there is no site/exports/gone.py",
        "EXPORTS names 'gone' twice",
    ]
    assert unfit(Lane("group", "texts")) == ["the lane 'group' shows a field that a Step has not: a lane's field stands in Moment of model/maps.py"]
    assert uncalled([unfit, homes], [homes]) == ["unfit of doors/command/commands.py is no command: write @journeybook.command() above it"]
