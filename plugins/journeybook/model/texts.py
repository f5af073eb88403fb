"""The texts in the value of a field, however deep: in lists, in mappings, and in the parts that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from journeybook.model.record import Part


def texts_in(value: Any, of_part: Callable[[Part], Iterable[str]] | None = None, keys: bool = False) -> Iterator[str]:
    """The texts in `value`, with `keys` also what stands before the colons of a mapping. Of a part in it, what `of_part` says;
    nothing of a record that is known by itself."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from [str(key)] * keys
            yield from texts_in(inner, of_part, keys)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from texts_in(inner, of_part, keys)
    elif isinstance(value, Part) and of_part is not None and not value.stands_alone:
        yield from of_part(value)
