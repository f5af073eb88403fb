"""The reference pages of the documentation, written from the declarations: every field, every rule, and what `usage` adds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from journeybook.checks.manual import MANUAL
from journeybook.checks.rules import RULES
from journeybook.doors.reference import usage
from journeybook.model import ITEM_KINDS, KINDS, Library, Map, Part, Settings, Stage, Step, is_part
from journeybook.model.maps import Transition
from journeybook.model.record import FieldInfo, reference_fields
from journeybook.model.values import RefTo

FIRST: tuple[type[Part], ...] = (Map, Stage, Step, Transition, *ITEM_KINDS.values(), Library, *KINDS.values(), Settings)
"""The records that have a section of their own, in the order of the page; their parts follow behind each."""


def fields_page() -> str:
    """The YAML reference as Markdown: a table of fields for every record."""
    lines = ["# YAML reference", "", "Every field, from the same declarations that check your files. A field that is not "
             "marked as needed may be left out. One text stands for a list of one. Keys that begin with `x-` are your own.", ""]  # fmt: skip
    done: set[type[Part]] = set()
    for cls in FIRST:
        lines += _section(cls, done)
    return "\n".join(lines).rstrip() + "\n"


def rules_page() -> str:
    """The manual of all rules and of everything else that a check can say, as Markdown."""
    lines = ["# Rules", "", "Each rule has a level: `error` fails a build, `warning` does not. `atlas.yml` changes a level "
             "(`rules: {stage-without-owner: off}`); a comment silences one finding on its line: "
             "`# journeybook: ignore[stage-without-owner] the team is being founded`.", ""]  # fmt: skip
    for rule in RULES.values():
        lines += [f"## {rule.code}", "", f"*{rule.level}*", "", rule.manual, ""]
    lines += ["# What else a check says", ""]
    for code, page in MANUAL.items():
        lines += [f"## {code}", "", page.strip(), ""]
    return "\n".join(lines).rstrip() + "\n"


PAGES = {
    "reference/yaml.md": fields_page,
    "reference/rules.md": rules_page,
    "reference/commands.md": usage.commands_page,
    "reference/options.md": usage.options_page,
    "reference/pages.md": usage.pages_page,
}
"""The generated pages, by their path below `docs/`."""


def _section(cls: type[Part], done: set[type[Part]]) -> Iterator[str]:
    if cls in done:
        return
    done.add(cls)
    yield from (f"## {_name(cls)}", "", (cls.__doc__ or "").strip(), "")
    if cls.shorthand:
        yield from (f"A plain text in its place is its `{cls.shorthand}`.", "")
    yield from ("| field | value | meaning |", "| --- | --- | --- |")
    inner: list[type[Part]] = []
    for key, info in cls.declared():
        needed = " **Needed.**" if info.is_required() else ""
        yield f"| `{key}` | {_value(cls, key, info)} | {(info.description or '').replace('|', '&#124;')}{needed} |"
        inner += [part for part in _parts(info.annotation) if part not in FIRST]
    yield ""
    for part in inner:
        yield from _section(part, done)


def _name(cls: type[Part]) -> str:
    special = {Library: "Library file", Settings: "atlas.yml"}
    return special.get(cls) or "".join(f" {c}" if c.isupper() else c for c in cls.__name__).strip().capitalize()


def _value(cls: type[Part], key: str, info: FieldInfo) -> str:
    mark = next((mark for _, name, mark in reference_fields(cls) if name == key), None)
    listed = "list of " if get_origin(info.annotation) is tuple or _holds(info.annotation, tuple) else ""
    if isinstance(mark, RefTo) and not _holds(info.annotation, dict):
        what = {"step": "stage or step id"}.get(mark.kind, f"{mark.kind} id")
        return listed + what + (", `?` if unsure" if mark.doubt else "")
    parts = _parts(info.annotation)
    if _holds(info.annotation, dict):
        return f"mapping to {_link(parts[0]) if parts else 'text'}"
    if parts:
        return listed + _link(parts[0])
    choices = _choices(info.annotation)
    return listed + (" · ".join(f"`{choice}`" for choice in choices) if choices else _plain(info))


def _plain(info: FieldInfo) -> str:
    words = {"str": "text", "float": "number", "bool": "true or false", "date": "date"}
    names = _types(info.annotation)
    return " or ".join(words[name] for name in reversed(words) if name in names) or "text"


def _types(annotation: Any) -> set[str]:
    """The names of the plain types in an annotation, without what else is written beside them."""
    if get_origin(annotation) is Annotated:
        return _types(get_args(annotation)[0])
    found = {annotation.__name__} if isinstance(annotation, type) and get_origin(annotation) is None else set()
    return found.union(*(_types(argument) for argument in get_args(annotation)))


def _link(cls: type[Part]) -> str:
    return f"[{_name(cls).lower()}](#{_name(cls).lower().replace(' ', '-')})"


def _parts(annotation: Any) -> list[type[Part]]:
    if is_part(annotation):
        return [annotation]
    return [part for argument in get_args(annotation) for part in _parts(argument)]


def _holds(annotation: Any, shape: type) -> bool:
    return get_origin(annotation) is shape or any(_holds(argument, shape) for argument in get_args(annotation))


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for argument in get_args(annotation) if (found := _choices(argument))), ())


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, page in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page(), encoding="utf-8")
