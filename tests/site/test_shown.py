"""Nothing that an author may write is shown nowhere: every field of every record changes a page, and its text stands there."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml

import journeybook
from journeybook.doors.reference import vocabulary
from journeybook.languages import Words
from journeybook.model import (
    ITEM_KINDS,
    KINDS,
    Map,
    Part,
    Perspective,
    Record,
    Stage,
    Step,
    Transition,
    is_part,
    reference_fields,
)
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
TOKEN = "Quixotry"
ID_FIELDS = {"id", "aliases"}
"""Part of addresses, not of the text."""
STRUCTURE = {"stages", "next.to", "steps", "transitions", "from", "to", *ITEM_KINDS, "name", "title", "text"}
"""What the small atlas has anyway, or what is tested by itself."""
SPECIAL = {
    "every": "5 months", "lang": "fr", "image": f"{TOKEN}.png", "path": f"{TOKEN}.png", "link": f"https://{TOKEN}.example/",
    "code": f"shop:{TOKEN}/**", "valid_for": "5 months", "share": 0.5, "shipped": "2026-11-02", "date": "2026-11-02", "valid_to": "2026-11-02",
}  # fmt: skip


def fields(cls: type[Part], depth: int = 0) -> Iterator[tuple[str, ...]]:
    """The paths of all fields of `cls`, into its parts but not into records that are tested by themselves."""
    for key, info in cls.declared():
        inner = part_of(info.annotation)
        if inner is None or issubclass(inner, Record):
            yield (key,)
        elif depth < 2 and inner is not Transition:
            yield from ((key, *rest) for rest in fields(inner, depth + 1))


def part_of(annotation: Any) -> type[Part] | None:
    if is_part(annotation):
        return annotation
    return next((found for argument in get_args(annotation) if (found := part_of(argument))), None)


def value(cls: type[Part], path: tuple[str, ...]) -> dict[str, Any]:
    """What to write so that the field at `path` holds something, with the fields that its parts need."""
    key, *rest = path
    info = next(info for name, info in cls.declared() if name == key)
    inner = part_of(info.annotation)
    if rest and inner is not None:
        needed = {name: plain(inner, name, field.annotation) for name, field in inner.declared() if field.is_required()}
        return {key: needed | value(inner, tuple(rest))}
    return {key: plain(cls, key, info.annotation)}


def plain(cls: type[Part], key: str, annotation: Any) -> Any:
    mark = next((mark for _, name, mark in reference_fields(cls) if name == key), None)
    if mark is not None and get_origin(annotation) is dict:
        inner = part_of(annotation)
        return {TOKEN: {"does": TOKEN} if inner else TOKEN}
    if mark is not None and mark.kind == getattr(cls, "kind", "") and cls in KINDS.values():
        return "other-rec"
    if mark is not None:
        return {"map": "other", "step": "target", "pain": "a-pain", "gain": "a-gain", "opportunity": "a-chance"}.get(mark.kind, TOKEN)
    inner = part_of(annotation)
    if inner is not None:
        return {name: plain(inner, name, info.annotation) for name, info in inner.declared() if info.is_required()}
    return simple(key, annotation)


def simple(key: str, annotation: Any) -> Any:
    if key in SPECIAL:
        return SPECIAL[key]
    choices = vocabulary._choices(annotation)
    if choices:
        return choices[-1]
    text = str(annotation)
    return TOKEN if "str" in text else True if "bool" in text else 1


def atlas_files(cls: type[Part], added: dict[str, Any]) -> dict[str, Any]:
    """A small atlas in which the record of `cls` also holds `added`."""
    step: dict[str, Any] = {"id": "here", "name": "Here"}
    stage: dict[str, Any] = {"id": "first", "name": "First", "steps": [step, {"id": "target", "name": f"Target {TOKEN}"}]}
    map_: dict[str, Any] = {"title": "A map", "stages": [stage, {"id": "second", "name": "Second"}]}
    for key, kind in ITEM_KINDS.items():
        map_[key] = [{"id": {"opportunity": "a-chance"}.get(kind.kind, f"a-{kind.kind}"), kind.title_field: f"An item {TOKEN}x"}]
    library: dict[str, Any] = {}
    if cls is Map:
        map_ |= added
    elif cls is Stage:
        stage |= added
    elif cls is Step:
        step |= added
    elif cls is Perspective:
        step["perspectives"] = {"somebody": added}
    elif cls is Transition:
        map_["transitions"] = [{"from": "here", "to": "second"} | added]
    elif cls in ITEM_KINDS.values():
        map_[next(key for key, kind in ITEM_KINDS.items() if kind is cls)][0] |= added
    else:
        key = next(key for key, kind in KINDS.items() if kind is cls)
        library[key] = [{"id": "rec", cls.title_field: "A record"} | added, {"id": "other-rec", cls.title_field: f"Other {TOKEN}"}]
    other = {"title": f"Other {TOKEN}", "stages": [{"id": "there", "name": "There"}]}
    return {"map.yml": map_, "other.yml": other} | ({"library.yml": library} if library else {})


def shown(folder: Path, files: dict[str, Any]) -> str:
    """All pages of the atlas as one text."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(p) for p in problems if p.level == "error" and p.code not in MEANT] == []
    words = Words("en")
    scene = Scene(atlas, TODAY, words, lambda entry: "#".join(pages.location(entry)), str, str)
    glossary = render.Glossary.of(atlas)
    return "".join(render.render(page, scene, OwnEngine(), glossary) for page in pages.pages(atlas, words))


MEANT = {"media-missing", "media-outside", "live-without-owner", "live-without-review", "live-without-ids", "parent-cycle",
         "origin-cycle", "replaced-by-cycle", "detail-map-cycle", "rejected-without-reason", "done-without-ship-date",
         "future-without-baseline", "image-without-alt", "share-above-one", "zero-effort", "unknown-reference"}  # fmt: skip
"""Rules that a lone field may break."""
CLASSES = (Map, Stage, Step, Perspective, Transition, *ITEM_KINDS.values(), *KINDS.values())
CASES = [(cls, path) for cls in CLASSES for path in fields(cls) if not {path[0], ".".join(path)} & (ID_FIELDS | STRUCTURE)]


@pytest.mark.parametrize(("cls", "path"), CASES, ids=lambda value: value.__name__ if isinstance(value, type) else ".".join(value))
def test_every_field_is_shown(tmp_path: Path, cls: type[Part], path: tuple[str, ...]) -> None:
    added = value(cls, path)
    before, after = shown(tmp_path / "a", atlas_files(cls, {})), shown(tmp_path / "b", atlas_files(cls, added))
    assert before != after, f"{added} changes no page"
    if TOKEN in str(added):
        text = html.unescape(re.sub(r"<[^>]+>", " ", after) + after)
        assert text.count(TOKEN) > html.unescape(re.sub(r"<[^>]+>", " ", before) + before).count(TOKEN), f"{added} is not shown"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_own_keys_are_shown(tmp_path: Path, cls: type[Part]) -> None:
    text = shown(tmp_path / "a", atlas_files(cls, {"x-cost-centre": {"number": f"{TOKEN} 4711"}}))
    assert "Cost centre" in text
    assert f"{TOKEN} 4711" in text
