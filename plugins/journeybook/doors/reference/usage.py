"""Reference pages about using Journeybook: the commands, the site's options and the kinds of pages, from their declarations.

The pages about what may be written are `vocabulary`'s part, which also writes all of them.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from journeybook.atlas.entry import PLURALS
from journeybook.doors.command import commands
from journeybook.doors.mkdocs.options import OPTIONS, accepts
from journeybook.languages import Words
from journeybook.model import KINDS
from journeybook.site import pages


def commands_page() -> str:
    """Every command with its arguments, options and exit codes, as Markdown."""
    group = commands.journeybook
    lines = ["# Commands", "", cleandoc(group.help or ""), "", *_options(group), "", "| exit code | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in commands.EXITS.items()]
    lines += ["", "`journeybook COMMAND --help` says the same in the terminal."]
    for name, command in sorted(group.commands.items()):
        call = " ".join(["journeybook", name, *(["[OPTIONS]"] if _is_long(command) else []), *map(_argument, _arguments(command))])
        lines += ["", f"## {name}", "", "```text", call, "```", "", cleandoc(command.help or ""), "", *_options(command)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _arguments(command: Any) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "argument"]


def _is_long(command: Any) -> bool:
    return len(command.params) > len(_arguments(command))


def _argument(param: Any) -> str:
    name = param.human_readable_name.upper() + ("..." if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _options(command: Any) -> Iterator[str]:
    rows = [row for param in command.params if (row := _row(param))]
    if rows:
        yield from ("| option | value | default | meaning |", "| --- | --- | --- | --- |", *rows)


def _row(param: Any) -> str:
    """The row of an option, or of an argument that takes one of a few words; what others take, the command's text says."""
    choices = " · ".join(f"`{choice}`" for choice in getattr(param.type, "choices", ()))
    if param.param_type_name == "argument":
        return f"| {param.human_readable_name.upper()} | {choices} |  |  |" if choices else ""
    takes = choices or ("" if param.is_flag else (param.metavar or param.type.name).lower())
    default = f"`{param.default}`" if param.show_default else ""
    return f"| {', '.join(f'`{name}`' for name in (*param.opts, *param.secondary_opts))} | {takes} | {default} | {param.help} |"


def options_page() -> str:
    """Every option of the site, as Markdown."""
    lines = ["# Options of the site", "", "They stand in `mkdocs.yml`; each may be left out. A wrong one stops the build.", "",
             "```yaml", "plugins:", "  - search", "  - journeybook:", "      audience: public", "```"]  # fmt: skip
    for name, option in OPTIONS.items():
        default = option.default_in_words or f"`{str(option.default).lower() if option.default is False else option.default}`"
        lines += ["", f"## {name}", "", f"Value: {_takes(option)}. Left out: {default}.", "", option.meaning]
    return "\n".join(lines) + "\n"


def _takes(option: Any) -> str:
    inner = getattr(option, "option", None) or getattr(option, "option_type", None)
    if inner is not None:
        return ("list of " if hasattr(option, "option_type") else "") + _takes(inner)
    choices = getattr(option, "choices", None)
    if choices:
        return " · ".join(f"`{choice}`" for choice in choices)
    if accepts(option, True):
        return "`true` · `false`"
    return "date" if accepts(option, datetime.date(2026, 9, 1)) else "text"


def pages_page() -> str:
    """Every kind of page: what it is called, where it is, which questions it answers, as Markdown."""
    words = Words("en")
    lines = ["# Pages", "", "What a site has. The home and the backlog are always there, the other pages about all maps as soon as there is something "
             "to show; the option [`pages`](options.md) leaves kinds out, by the names that stand below their titles."]  # fmt: skip
    for kind in pages.PAGE_KINDS.values():
        lead = words.get(f"{kind.name}.lead", "") or (pages.broken_pages.__doc__ if kind.name == "problems" else "")
        lines += ["", f"## {_title(kind.name, words)}", "", _where(kind), *(["", lead] if lead else [])]
        questions = list(dict.fromkeys(_questions(kind)))
        lines += ["", *(f"- {question}" for question in questions)] if questions else []
    return "\n".join(lines) + "\n"


def _title(name: str, words: Words) -> str:
    return words.get(f"{name}.title", words.get(f"kind.{name}", name.capitalize()))


def _where(kind: pages.PageKind) -> str:
    if kind.name == "home":
        return "`home`, at `journeys/`, and `journeys/home-<language>/` for readers of maps in other languages"
    if kind.has is not None:
        return f"`{kind.name}`, at `journeys/{kind.name}/`, and `journeys/{kind.name}-<language>/` for readers of maps in other languages"
    if kind.name in PLURALS:
        return f"`{kind.name}`, one for each, at `journeys/{PLURALS[kind.name]}/<id>/`"
    if kind.name == "record":
        rest = [f"`{plural}/<id>/`" for plural, cls in KINDS.items() if cls.kind not in pages.PAGE_KINDS]
        return f"`record`, one for each record of the other kinds, below `journeys/` at {', '.join(rest)}"
    if kind.name in pages.OF_MAPS:
        return f"`{kind.name}`, one for each map, at `journeys/maps/<id>/{kind.name}/`"
    if kind.name == "comparison":
        return "`comparison`, one for each pair of maps, at `journeys/compare/<map>/<map>/`"
    return f"`{kind.name}`"


def _questions(kind: pages.PageKind) -> Iterator[str]:
    """What the views of a page answer, as their modules say it."""
    pair = pages.SIDE_BY_SIDE.values() if kind.name == "comparison" else ()  # made together, by one view
    for view in (*kind.views.values(), *pair):
        module = sys.modules[view.__module__]
        if module is not pages:
            yield " ".join(cleandoc(module.__doc__ or "").partition("\n\n")[0].split())
