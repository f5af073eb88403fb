"""YAML text to a tree by PyYAML's event stream (libyaml where it is there), under limits, with words for all that is wrong.

Nothing that YAML could carry beyond plain data (anchors, tags, merge keys, nesting without end) is ever built. What a
syntax error means in plain words is `yaml_errors`' part.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from journeybook.reading import encoding, ids, yaml_errors
from journeybook.reading.problem import Place, Problem, shown, visible
from journeybook.reading.tree import Mapping, Mark, Node, Scalar, Sequence, place, scalar
from journeybook.reading.yaml_scanner import Scanner
from journeybook.reading.yaml_text import SAME_CODE, Limits

FAST = getattr(yaml, "CSafeLoader", Scanner)
BLOCK_STYLES = ("|", ">")
BLOCK_AND_COMMENT = re.compile(r"[|>][-+0-9]*#")


class _TooMuch(Exception):
    """A limit was met: reading ends here, with what was found so far."""


class _Doubtful(Exception):
    """libyaml and PyYAML's own parser read this differently: the latter decides."""


class Reader:
    """Composes the tree from events; keeps a stack of its own, so no nesting can exhaust Python's or C's."""

    def __init__(self, path: str, text: str, limits: Limits) -> None:
        self.path = path
        self.text = text
        self.limits = limits
        self.problems: list[Problem] = []
        self.nodes = 0
        self.anchors: dict[str, int] = {}
        self.stack: list[Node] = []
        self.begun: list[yaml_errors.YamlMark] = []
        """Where what is on the stack begins."""
        self.last = False
        self.undashed: set[int] = set()
        """The mappings in which several records seem to stand."""
        self.lost: list[Node] = []
        """Values that no key leads to, because another has it."""

    def read(self) -> Node | None:
        """The tree. What libyaml refuses is read again in Python: what is wrong never depends on libyaml being there."""
        guarded = encoding.guard(self.text)
        for parser in dict.fromkeys((FAST, Scanner)):
            self.problems.clear()
            self.anchors.clear()
            self.lost.clear()
            self.undashed.clear()
            self.nodes = 0
            loader = parser(guarded)
            self.last = parser is Scanner
            try:
                return self._compose(loader)
            except _Doubtful:
                continue
            except _TooMuch:
                return None
            except yaml.YAMLError as error:
                failed = yaml_errors.explain(self.path, self.text, error, self._opened())
            except (ValueError, OverflowError):  # numbers of an escape or a directive that Python cannot hold
                failed = yaml_errors.at_mark(self.path, loader.get_mark())
            finally:
                loader.dispose()
        # One cause, one finding: what made a line unreadable may have been met already.
        self.problems = [problem for problem in self.problems if problem.place.line != failed.place.line] + [failed]
        return None

    def _opened(self) -> yaml_errors.YamlMark | None:
        """The innermost list or mapping in brackets that was being read."""
        return next((mark for mark in reversed(self.begun) if self.text[mark.index : mark.index + 1] in ("[", "{")), None)

    def _compose(self, loader: Any) -> Node | None:
        stack = self.stack = []
        self.begun = []
        keys: list[Scalar | None] = []
        root: Node | None = None
        end: tuple[int, int] | None = None
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, len(stack))
                if not stack:
                    root = node
                else:
                    self._attach(stack[-1], keys, node)
                if not isinstance(node, Scalar):
                    stack.append(node)
                    self.begun.append(_span(event)[0])
                    keys.append(None)
                else:
                    end = node.mark[2:]
            elif isinstance(event, yaml.CollectionEndEvent):
                # In brackets it ends with the bracket, else with the last thing in it: there the parsers disagree.
                start = stack[-1].mark[:2]
                begin, behind = _span(event)
                end = _mark(event)[2:] if begin.index < behind.index else end or start
                stack[-1].mark = (*start, *end)
                if isinstance(stack[-1], Sequence):
                    self._check_items(stack[-1])
                stack.pop()
                self.begun.pop()
                keys.pop()
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                message = "a second document begins here; a file holds one map or one library"
                self._report(event, "several-documents", message, "move it into a file of its own")
                return root
        return root

    def _node(self, event: yaml.NodeEvent, depth: int) -> Node:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            message = f"the file holds more than {self.limits.nodes:,} values"
            self._report(event, "too-many-values", message, "split it, or raise 'limits: {nodes: …}' in atlas.yml")
            raise _TooMuch
        if depth > self.limits.depth:
            message = f"values are nested more than {self.limits.depth} levels deep"
            self._report(event, "nested-too-deep", message, "look for a '[', '{' or '- ' too many")
            raise _TooMuch
        if not self.last and self._doubtful(event):
            raise _Doubtful
        node = self._blank(event)
        if event.__class__ is not yaml.ScalarEvent or event.anchor or event.tag:
            self._refuse_extras(event, node)
        return node

    def _doubtful(self, event: yaml.NodeEvent) -> bool:
        block = getattr(event, "style", None) in BLOCK_STYLES
        tag = getattr(event, "tag", None)
        return bool(tag or (block and BLOCK_AND_COMMENT.match(self.text, _span(event)[0].index)))

    def _blank(self, event: yaml.NodeEvent) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return scalar("", _mark(event), spoilt=True)
        node: Node = Mapping() if isinstance(event, yaml.MappingStartEvent) else Sequence()
        node.mark = _mark(event)
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _span(event)
        text = encoding.unguard(event.value)
        if event.style != "|" and start.line != end.line:
            text = encoding.join_chinese(text, self.text[start.index : end.index])
        plain = not event.style  # libyaml says '' where the Python parser says None
        node = scalar(text, _mark(event), plain, encoding.LOST in text)
        if plain:
            self.problems += encoding.check_plain(place(self.path, node), node)
        if event.style == '"' and "\\" in (raw := self.text[start.index : end.index]):
            found = encoding.check_value(place(self.path, node), node, raw)
            self.problems += found
            node.spoilt |= any(problem.level == "error" for problem in found)
            if node.spoilt and not node.isprintable():  # nobody can write it to a file, and a preview shows the rest
                node = scalar(encoding.HALVES.sub(encoding.LOST, node), node.mark, plain, True)
        return node

    def _check_items(self, items: Sequence) -> None:
        """Reports a text in typographic quotes whose commas have made several items of it."""
        texts = [item if isinstance(item, Scalar) and item.plain else scalar("", item.mark) for item in items]
        found = encoding.parted_quote(texts) if self.text[self.begun[-1].index : self.begun[-1].index + 1] == "[" else None
        if found:
            first, last = found
            whole = ", ".join(texts[first : last + 1])
            where = Place(self.path, *texts[first].mark[:2], *texts[last].mark[2:])
            message = f"the typographic quotes around {shown(whole)} are none in YAML, so that its comma parts it into {last + 1 - first} items"
            self.problems.append(Problem(where, "typographic-quotes", message, "warning", f'write "{visible(whole[1:-1])}", with straight quotes'))

    def _refuse_extras(self, event: yaml.NodeEvent, node: Node) -> None:
        quote = "put the text in quotes if it begins with that sign"
        if isinstance(event, yaml.AliasEvent):
            if event.anchor in self.anchors:
                self._name_use(event)
                return
            self._report(event, "alias", f"'*' begins a YAML alias ({shown(f'*{event.anchor}')}); none are read", quote)
        elif event.anchor:
            self.anchors[event.anchor] = len(self.problems)
            self._report(event, "anchor", f"'&' begins a YAML anchor ({shown('&' + event.anchor)}); none are read", quote)
        if tag := getattr(event, "tag", None):
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            hint = "remove it, or put the text in quotes"
            self._report(event, "tag", f"{shown(tag)} is a YAML tag; only plain values are read", hint)
            node.spoilt = True
        if isinstance(node, Scalar):
            node.spoilt = True

    def _name_use(self, alias: yaml.AliasEvent) -> None:
        """Names the place of an alias with its anchor: whoever removes the one must write out the other."""
        number = self.anchors[alias.anchor or ""]
        anchor = self.problems[number]
        if len(anchor.related) < SAME_CODE:
            used = (*anchor.related, (self._place(alias), "used here"))
            self.problems[number] = replace(anchor, hint="write the value out in each place", related=used)

    def _attach(self, parent: Node, keys: list[Scalar | None], node: Node) -> None:
        if isinstance(parent, Sequence):
            parent.append(node)
            return
        assert isinstance(parent, Mapping)
        key = keys[-1]
        if key is None:
            keys[-1] = self._key(node)
            return
        keys[-1] = None
        if node == "" and isinstance(node, Scalar) and node.plain:
            node.mark = key.mark[2:] * 2  # the parsers disagree where nothing stands
        if key not in parent:
            parent[key] = node
            return
        if encoding.ODD_BULLET.match(key):  # said of the list that the bullets are to make
            self.lost.append(node)
            return
        if self._begins_item(parent, key):
            self._begin_item(parent, key, node)
            return
        self.lost.append(node)
        if not key.spoilt and id(parent) not in self.undashed:
            hint = "YAML would silently keep one of them; join or remove one"
            self._report_double(parent, key, f"{shown(key)} is given twice", hint)

    def _begins_item(self, parent: Mapping, key: Scalar) -> bool:
        """Whether with `key`, which `parent` has already, another record seems to begin whose dash is missing."""
        inner = len(self.stack) > 1 and self.text[self.begun[-1].index : self.begun[-1].index + 1] != "{"
        return inner and id(parent) not in self.undashed and (key == next(iter(parent)) or key in ids.NAMING)

    def _begin_item(self, parent: Mapping, key: Scalar, node: Node) -> None:
        """Reports the missing dash, and reads on as if it stood there: what follows belongs to the next item."""
        hint = f"put a '- ' before this {shown(key)}, or remove it if it was not meant to begin another item"
        self._report_double(parent, key, f"{shown(key)} stands here a second time: another item seems to begin without its dash", hint)
        around = self.stack[-2]
        if not isinstance(around, Sequence):
            self.undashed.add(id(parent))
            self.lost.append(node)
            return
        parent.mark = (*parent.mark[:2], *key.mark[:2])
        item = Mapping()
        item.mark = key.mark
        item[key] = node
        around.append(item)
        self.stack[-1] = item

    def _report_double(self, parent: Mapping, key: Scalar, message: str, hint: str) -> None:
        found = Problem(place(self.path, key), "duplicate-key", message, hint=hint)
        self.problems.append(replace(found, related=((self._first(parent, key), "the first one"),)))

    def _first(self, parent: Mapping, key: Scalar) -> Place:
        many = len(self.problems) > SAME_CODE
        first = key if many else next((other for other in parent if isinstance(other, Scalar) and other == key), key)
        return place(self.path, first)

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            message = "the name of a field must be text"
            self._report(node, "key-not-text", message, "put text that begins with '{', '[' or '?' in quotes")
            return scalar(f"\N{SYMBOL FOR NULL}{self.nodes}", node.mark, spoilt=True)
        if node == "<<" and node.plain:
            self._report(node, "merge-key", "'<<' is a YAML merge key; none are read", "write the fields out")
            node.spoilt = True
        return node

    def _place(self, at: Any) -> Place:
        return Place(self.path, *(_mark(at) if isinstance(at, yaml.Event) else at.mark))

    def _report(self, at: Any, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._place(at), code, message, hint=hint))


def _span(event: yaml.Event) -> tuple[yaml_errors.YamlMark, yaml_errors.YamlMark]:
    """Where `event` begins and ends: a parser always says so, only events that somebody made by hand may not know."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start, end


def _mark(event: yaml.Event) -> Mark:
    start, end = _span(event)
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1
