"""An atlas in which every text field of the model holds a hostile text: a new field is attacked without a new test."""

from __future__ import annotations

import datetime
from itertools import count
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import yaml

from journeybook.model import Library, Map, Part, Record, is_part, reference_fields

HOSTILE = """x' "></title></textarea><img src=x onerror=window.PWNED=1><script>window.PWNED=2</script>{{7*7}}[y](javascript:window.PWNED=3)"""
OWN_FORM = {"id", "aliases", "link", "lang", "every", "path", "image"}
DEPTH = 6
numbers = count(1)


def files() -> dict[str, str]:
    """The files of the atlas, by path."""
    return {f"journeys/{kind.__name__}.yml": yaml.safe_dump(filled(kind), sort_keys=False) for kind in (Map, Library)}


def filled(kind: type[Part], depth: int = 0) -> dict[str, Any] | None:
    """A record with a hostile text wherever one may stand; None where it cannot be without a reference."""
    record: dict[str, Any] = {"x-own": HOSTILE} if issubclass(kind, Record) else {}
    if issubclass(kind, Record):
        record["id"] = f"a{next(numbers)}"
    references = {attribute for attribute, _, _ in reference_fields(kind)}
    for name, info in kind.model_fields.items():
        key = info.alias or name
        value = None if name in references or key in OWN_FORM else worth(info.annotation, info.is_required(), depth)
        if value is not None:
            record[key] = value
        elif info.is_required():
            return None
    return record or None


def worth(annotation: Any, required: bool, depth: int) -> Any:
    """What to write into a field of this kind; None to leave it out."""
    kinds = [kind for kind in (get_args(annotation) or [annotation]) if kind is not NoneType]
    if get_origin(annotation) is dict or depth > DEPTH:
        return None
    if get_origin(annotation) is tuple:
        inner = worth(get_args(annotation)[0], required, depth)
        return None if inner is None else [inner]
    if get_origin(annotation) is Literal:
        return kinds[0] if required else None
    if is_part(annotation):
        return filled(annotation, depth + 1)
    if annotation in (str, float, datetime.date):
        return {str: HOSTILE, float: 1, datetime.date: "2026-10-01"}[annotation]
    values = [worth(kind, required, depth) for kind in kinds if kind is not annotation]
    return HOSTILE if HOSTILE in values else next((value for value in values if value is not None), None)
