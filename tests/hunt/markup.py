"""A quick look at the HTML of a page: every tag is one, is closed in its turn, and nothing that an author wrote is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAG = re.compile(r"<(?:(/)?([a-zA-Z][\w:-]*)((?:\s+[^\s=>\"'/<]+(?:=(?:\"[^\"<]*\"|'[^'<]*'|[\w./#-]+))?)*)\s*(/)?>|!--.*?-->)?", re.DOTALL)
ATTRIBUTE = re.compile(r"\s([^\s=>\"'/]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([\w./#-]+)))?")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
SAFE = re.compile(r"(?:https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
ADDRESSES = frozenset({"href", "src", "xlink:href", "action", "formaction"})


def faults(html: str) -> Iterator[str]:
    """What is wrong with a piece of HTML."""
    stack: list[str] = []
    ids: set[str] = set()
    for found in TAG.finditer(html):
        closing, name, attributes, alone = found.groups()
        if name is None:
            if not found.group().startswith("<!--"):
                yield f"a bare <: {html[found.start() : found.start() + 40]!r}"
        elif closing:
            if not stack or stack.pop() != name:
                yield f"</{name}> closes nothing: {html[max(found.start() - 60, 0) : found.end()]!r}"
                return
        else:
            if name not in VOID and not alone:
                stack.append(name)
            yield from _attribute_faults(name, attributes, ids)
    if stack:
        yield f"never closed: {stack[:5]}"


def _attribute_faults(tag: str, attributes: str, ids: set[str]) -> Iterator[str]:
    if tag in ("script", "iframe", "object", "embed", "base", "meta"):
        yield f"<{tag}> in a page"
    names = set()
    for name, *spellings in ATTRIBUTE.findall(attributes) if attributes else ():
        value = next(filter(None, spellings), "")
        if name in names:
            yield f"the attribute {name} twice in <{tag}>"
        names.add(name)
        if name == "hunt" or name.lower().startswith("on"):
            yield f"an author's attribute: <{tag}{attributes[:80]}>"
        elif name in ADDRESSES and not SAFE.match(value):
            yield f"an address that runs something: {value[:60]!r}"
        elif name == "id":
            if value in ids or not value:
                yield f"the id {value!r} twice or empty"
            ids.add(value)
