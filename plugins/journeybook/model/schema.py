"""The JSON Schema of maps, library files and `atlas.yml`, for editors: made from the model's declarations.

What a field means, requires and accepts stands in the model alone; shorthands come from `Part` and `values`. Here the
three are put together, and what pydantic says differently from an author is put right.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from journeybook.model import Library, Map, Part, Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, tuple[type[Part], str]] = {
    "map": (Map, "A customer journey map"),
    "library": (Library, "Library records of a Journeybook atlas"),
    "atlas": (Settings, "The settings of a Journeybook atlas"),
}
"""The kinds of files by the name that `journeybook schema` takes, in the order that an editor tries them."""

Schema = dict[str, Any]


def schema(kind: str | None = None) -> Schema:
    """The JSON Schema (draft 2020-12) of one kind of file, or of any of them."""
    shapes = [KINDS[kind][0]] if kind else [shape for shape, _ in KINDS.values()]
    _, made = models_json_schema([(shape, "validation") for shape in shapes], by_alias=True)
    parts = _tidied(made["$defs"])
    refs = [{"$ref": f"#/$defs/{shape.__name__}"} for shape in shapes]
    title = KINDS[kind][1] if kind else "A map, a library file or the settings of a Journeybook atlas"
    top: Schema = refs[0] if kind else {"anyOf": refs}
    return {"$schema": DIALECT, "title": title, **top, "$defs": parts}


def _tidied(node: Any, name: str = "") -> Any:
    """`node` without pydantic's own titles and defaults. An optional field may be left out; it may not be null."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    if name in ("properties", "$defs", "patternProperties"):
        return {key: _tidied(value) for key, value in node.items()}
    kept = {key: _tidied(value, key) for key, value in node.items() if key not in ("title", "default", "discriminator")}
    if "oneOf" in kept:
        kept["anyOf"] = kept.pop("oneOf")
    return _flat(kept) if "anyOf" in kept else kept


def _flat(node: Schema) -> Schema:
    """`node` with its alternatives in one list, each once, and without the null that only stands for being left out."""
    found: list[Schema] = []
    for choice in node["anyOf"]:
        for inner in choice["anyOf"] if set(choice) == {"anyOf"} else [choice]:
            if inner not in found and inner != {"type": "null"}:
                found.append(inner)
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    return {**rest, **found[0]} if len(found) == 1 else {**rest, "anyOf": found}


__all__ = ["KINDS", "schema"]
