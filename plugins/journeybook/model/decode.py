"""Tree to records: pydantic validates, this module words what it found and gives every finding its place.

A file with errors still gives as much as it can: what is wrong is taken out (or, where a field is missing, stood in for)
and the rest is read again, so that one typo does not hide what else is wrong. The mended record is never published.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.model import KINDS, Part, Record, find, is_part
from journeybook.model.foreign_words import in_english
from journeybook.model.repair import mended, stands_in
from journeybook.model.similar_keys import meant
from journeybook.model.values import LIBRARY, NAME_TAG, RECORD_TAG, kind_of
from journeybook.reading.encoding import ODD_BULLET, QUOTES
from journeybook.reading.ids import slug
from journeybook.reading.problem import Problem, and_more, in_flow, shown
from journeybook.reading.tree import File, Mapping, Node, Scalar, Sequence, place

P = TypeVar("P", bound=Part)
ROUNDS = 5
"""How often a file is mended and read again; each round only meets what the one before uncovered."""
SAME_CODE = 50
"""How many findings of one code are worded for a file; the rest is counted."""
GUESSES = 300
"""How many unknown names are compared with the fields that there are."""
TYPE_WORDS = {
    "list_type": "a list", "tuple_type": "a list", "model_type": "a mapping",
    "string_type": "text", "model_attributes_type": "a mapping",
}  # fmt: skip
CODES: dict[str, str] = {"extra_forbidden": "unknown-field", "missing": "missing-field", **dict.fromkeys(TYPE_WORDS, "wrong-type")}
Steps = tuple[Any, ...]
Finding = ErrorDetails


@dataclass
class Lost:
    """What had to be taken out: the values with their keys, and the records that they were part of."""

    nodes: list[Node] = field(default_factory=list)
    records: dict[int, Mapping] = field(default_factory=dict)
    """By their identity: thousands of values may be wrong in one."""

    def add(self, tree: Node, shape: type[Part], locs: list[Steps]) -> None:
        """Remembers what stands at each of `locs` in `tree`, which is to be a `shape`."""
        for loc in locs:
            loc = loc[:-1] if len(loc) > 1 and stands_in(find(tree, loc)) else loc
            holder = find(tree, loc[:-1])
            self.nodes.append(find(tree, loc))
            if isinstance(holder, Mapping) and loc[-1:] and loc[-1] in holder:
                self.nodes.append(holder.key(loc[-1]))
            record = self._record(tree, shape, loc)
            if record is not None:
                self.records[id(record)] = record

    def _record(self, tree: Node, shape: type[Part], loc: Steps) -> Mapping | None:
        """The record around `loc`."""
        for length in range(len(loc) - 1, -1, -1):
            node = find(tree, loc[:length])
            if isinstance(node, Mapping) and issubclass(shape_at(shape, loc[:length]), Record):
                return node
        return None


def decode(tree: Node, shape: type[P], file: File, lost: Lost | None = None) -> tuple[P | None, list[Problem]]:
    """`tree`, which is that of `file`, as a `shape`, and all that is wrong with it. None only where nothing can be made of it.
    What had to be taken out of it is added to `lost`."""
    words = _Words(file.path, shape)
    for number in range(ROUNDS):
        try:
            return shape.model_validate(tree, context=file), words.all()
        except ValidationError as error:
            findings = error.errors(include_url=False, include_input=False)
            for finding in findings:
                finding["loc"] = tuple(part for part in finding["loc"] if part not in (NAME_TAG, RECORD_TAG))
            words.add(tree, [finding for finding in findings if number == 0 or finding["type"] != "missing"])
            if lost is not None:
                lost.add(tree, shape, [finding["loc"] for finding in findings if finding["type"] != "missing"])
            tree = mended(tree, findings)
        except RecursionError:
            break
    return None, words.all()


class _Words:
    """The findings about one file in the author's words."""

    def __init__(self, path: str, shape: type[Part]) -> None:
        self.path = path
        self.shape = shape
        self.problems: dict[Problem, None] = {}
        self.met: Counter[str] = Counter()
        self.left_out: dict[str, Problem] = {}
        self.meant: dict[tuple[str, type[Part], frozenset[str]], tuple[str, ...]] = {}
        self.listed: dict[type[Part], int] = {}
        """The line at which the fields of a record have been listed already."""

    def all(self) -> list[Problem]:
        """All problems, and for each code with too many of them one that says how many."""
        return [*self.problems, *(and_more(p, self.met[code] - SAME_CODE) for code, p in self.left_out.items())]

    def add(self, tree: Node, findings: list[Finding]) -> None:
        """Words `findings` about `tree`, those that one cause explains only once."""
        texts = self._texts_as_mappings(tree, findings)
        names = self._names_as_keys(tree, findings)
        misspelt = self._misspelt(tree, findings)
        for finding in findings:
            code, loc = CODES.get(finding["type"], finding["type"]), finding["loc"]
            if (loc[:-1] in texts or loc[:-1] in names) and code in ("unknown-field", "missing-field"):
                continue
            if code == "missing-field" and loc in misspelt:
                continue
            self._count(code, lambda finding=finding: self._problem(tree, finding))
        for loc, key in texts.items():
            self._count("unknown-field", lambda loc=loc, key=key: self._text_as_mapping(tree, loc, key))
        for loc, key in names.items():
            self._count("unknown-field", lambda loc=loc, key=key: self._name_as_key(loc, key))

    def _count(self, code: str, word: Any) -> None:
        if self.met[code] > SAME_CODE:
            self.met[code] += 1
            return
        problem = word()
        if problem is None or problem in self.problems:
            return
        self.met[code] += 1
        if self.met[code] <= SAME_CODE:
            self.problems[problem] = None
        else:
            self.left_out[code] = problem

    def _texts_as_mappings(self, tree: Node, findings: list[Finding]) -> dict[Steps, Scalar]:
        """Where text with a colon became a mapping ("- Cost: too high"): the place, and what stands before the colon."""
        unknown: list[Steps] = [f["loc"] for f in findings if f["type"] == "extra_forbidden"]
        missing = {f["loc"][:-1] for f in findings if f["type"] == "missing"}
        found = {}
        for loc in unknown:
            is_item = len(loc) > 1 and isinstance(loc[-2], int)
            node = find(tree, loc[:-1]) if is_item and loc[:-1] in missing else None
            if isinstance(node, Mapping) and len(node) == 1 and isinstance(node[loc[-1]], Scalar):
                key = node.key(loc[-1])
                near = self._meant(tree, key, loc[:-1])
                if not key.spoilt and (not near or (key[0].isupper() and near[0] != key.casefold())):
                    found[loc[:-1]] = key
        return found

    def _names_as_keys(self, tree: Node, findings: list[Finding]) -> dict[Steps, Scalar]:
        """Where the name of an item became the key of what it holds ("- I hear:" above a list): the place, and that name."""
        missing = {f["loc"] for f in findings if f["type"] == "missing"}
        unknown: list[Steps] = [f["loc"] for f in findings if f["type"] == "extra_forbidden"]
        found = {}
        for loc in unknown:
            shape = shape_at(self.shape, loc[:-1])
            node = find(tree, loc[:-1]) if len(loc) > 1 and isinstance(loc[-2], int) and (*loc[:-1], shape.shorthand) in missing else None
            if isinstance(node, Mapping) and len(node) == 1 and not isinstance(node[loc[-1]], Scalar):
                key = node.key(loc[-1])
                if not key.spoilt and not self._meant(tree, key, loc[:-1]):
                    found[loc[:-1]] = key
        return found

    def _misspelt(self, tree: Node, findings: list[Finding]) -> set[Steps]:
        """The missing fields that stand there under a name that was meant to be theirs."""
        missing: dict[Steps, list[Any]] = {}
        for finding in findings:
            if finding["type"] == "missing":
                missing.setdefault(finding["loc"][:-1], []).append(finding["loc"][-1])
        found: set[Steps] = set()
        for finding in findings:
            loc = finding["loc"]
            if finding["type"] == "extra_forbidden" and loc[:-1] in missing:
                near = self._meant(tree, str(loc[-1]), loc[:-1])
                found.update((*loc[:-1], name) for name in near if name in missing[loc[:-1]])
        return found

    def _meant(self, tree: Node, name: str, loc: Steps) -> tuple[str, ...]:
        """The fields of the record at `loc` that `name` may have been meant to be. After many of them nobody asks any more."""
        record = find(tree, loc)
        asked = (_bare(name).partition(":")[0], shape_at(self.shape, loc), frozenset(record) if isinstance(record, Mapping) else frozenset())
        if asked not in self.meant and len(self.meant) < GUESSES:
            self.meant[asked] = meant(*asked)
        return self.meant.get(asked, ())

    def _name_as_key(self, loc: Steps, key: Scalar) -> Problem:
        shape = shape_at(self.shape, loc)
        inner = " and what it holds under 'steps:'" if "steps" in dict(shape.declared()) else " and its fields below it"
        message = f"{shown(key)} stands where the name of a field must"
        return Problem(place(self.path, key), "unknown-field", message, hint=f"write '- {shape.shorthand}: {key}'{inner}")

    def _text_as_mapping(self, tree: Node, loc: Steps, key: Scalar) -> Problem:
        name = next((part for part in reversed(loc) if isinstance(part, str)), "")
        message = f"the colon makes {shown(key)} a field of item {loc[-1] + 1} of {shown(name)}"
        shape = shape_at(self.shape, loc)
        hint = "put text that holds a colon in quotes" if shape.shorthand else f"write {shape.pattern()}"
        value = find(tree, (*loc, str(key)))
        if "when" in dict(shape.declared()) and shape.shorthand == "to":
            hint = f"write {{to: {in_flow(key)}, when: {in_flow(str(value))}}}"
        elif shape.shorthand and not isinstance(find(tree, loc[:-1]), Sequence):
            hint = f"write each on a line of its own with '- ' before it, such as '- {{id: {slug(key)}, {shape.shorthand}: …}}'"
        return Problem(place(self.path, key), "unknown-field", message, hint=hint)

    def _problem(self, tree: Node, finding: Finding) -> Problem | None:
        loc, kind, context = finding["loc"], finding["type"], finding.get("ctx") or {}
        node = find(tree, loc)
        name = next((part for part in reversed(loc) if isinstance(part, str)), "")
        if kind == "extra_forbidden":
            return self._unknown_field(tree, loc)
        if kind == "missing":
            message = f"{shown(name)} is missing"
            hint = _of_item_above(tree, loc) or f"add '{name}: …'"
            return Problem(place(self.path, find(tree, loc[:-1])), "missing-field", message, hint=hint)
        if _spoilt(node):
            return None
        subject = _subject(tree, loc)
        at = place(self.path, node)
        if getattr(node, "is_null", False) and name and isinstance(loc[-1], str):
            parent = find(tree, loc[:-1])
            at = place(self.path, parent.key(name)) if isinstance(parent, Mapping) else at  # a shorthand has no key
        if kind in TYPE_WORDS:
            return Problem(at, "wrong-type", f"{subject} must be {TYPE_WORDS[kind]}, not {kind_of(node)}")
        words = context.get("message") or finding["msg"]
        hint = _typographic(node) or context.get("hint", "")
        if kind == "empty-value" and "remove the line" in hint and self._needed(loc):
            hint = "write a value: it is needed"
        return Problem(at, kind, f"{subject} {words}", hint=hint)

    def _needed(self, loc: Steps) -> bool:
        """Whether the field at `loc` may not be left out."""
        fields = dict(shape_at(self.shape, loc[:-1]).declared())
        return bool(loc) and loc[-1] in fields and fields[loc[-1]].is_required()

    def _unknown_field(self, tree: Node, loc: Steps) -> Problem | None:
        name = str(loc[-1])
        parent = find(tree, loc[:-1])
        key = parent.key(name) if isinstance(parent, Mapping) and name in parent else parent
        if getattr(key, "spoilt", False):
            return None
        near = self._meant(tree, name, loc[:-1])
        hint = _key_hint(name) or _after_comma(parent, key) or (near and ":" in name and "a space must follow the colon") or _proposed(near)
        foreign = not name.isascii() or bool(in_english(name))
        hint = hint or self._deeper(name, loc[:-1]) or _no_key(name, parent, key) or self._fields_here(parent, loc[:-1], place(self.path, key).line, foreign)
        if name == "stages" and len(loc) > 1 and not isinstance(find(tree, loc), Scalar):
            hint = "a stage holds no stages: write 'group: …' at each of them, or what is within one under 'steps:'"
        if name in KINDS and len(loc) == 1:
            hint = f"write them under '{name}:' in {LIBRARY}"
        elif name in KINDS and KINDS[name] is shape_at(self.shape, loc[:-1]):
            hint = f"write each as one more item of the list '{name}:'" + ", with 'parent: …' in it" * ("parent" in dict(KINDS[name].declared()))
        return Problem(place(self.path, key), "unknown-field", f"unknown field {shown(name)}", hint=hint)

    def _deeper(self, name: str, loc: Steps) -> str:
        """What to write for a field that stands beside the one that it belongs to: a quote beside `feels`."""
        holders = ((field, part_type(info.annotation)) for field, info in shape_at(self.shape, loc).declared())
        found = [field for field, inner in holders if inner and not issubclass(inner, Record) and name in dict(inner.own_first())]
        return f"it belongs to {shown(found[0])}: write {found[0]}: {{{name}: …}}" if len(found) == 1 else ""

    def _fields_here(self, parent: Any, loc: Steps, line: int, foreign: bool = False) -> str:
        """All fields that may stand there and do not yet; once for each kind of record in a file, they may be many."""
        shape = shape_at(self.shape, loc)
        first = self.listed.setdefault(shape, line)
        if first != line:
            return f"the fields that may stand here are listed at line {first}"
        there = parent if isinstance(parent, Mapping) else ()
        names = ", ".join(key for key, _ in shape.own_first() if key not in there)
        return (
            f"{'fields have English names; ' * foreign}fields here are {names}; own fields begin with 'x-'"
            if names
            else "all fields that may stand here do so already; own ones begin with 'x-'"
        )


def _subject(tree: Node, loc: Steps) -> str:
    """What is wrong as its author sees it: the field that is written there, and its item where a list is."""
    written = [
        number for number, part in enumerate(loc) if isinstance(part, str) and isinstance(holder := find(tree, loc[:number]), Mapping) and part in holder
    ]
    if not written:
        return "the file"
    last = written[-1]
    items = [number for number in range(last + 1, len(loc)) if isinstance(loc[number], int) and isinstance(find(tree, loc[:number]), Sequence)]
    return f"item {loc[items[0]] + 1} of {shown(loc[last])}" if items else shown(loc[last])


def _of_item_above(tree: Node, loc: Steps) -> str:
    """What to do where an item without its text follows one that is nothing but text."""
    above = find(tree, (*loc[:-2], loc[-2] - 1)) if len(loc) > 1 and isinstance(loc[-2], int) and loc[-2] else None
    own = find(tree, loc[:-1])
    if isinstance(above, Mapping) and len(above) == 1 and isinstance(own, Mapping) and len(own) == 1 and own.keys() != above.keys():
        return f"where '{next(iter(own))}' belongs to the item above, put a blank in place of its dash; else add '{loc[-1]}: …'"
    if not isinstance(above, Scalar):
        return ""
    return f"add '{loc[-1]}: …'; or where it belongs to the item above, write '- {loc[-1]}: …' there and this below it, without a dash"


def _spoilt(node: Any) -> bool:
    """Whether `node` is wrong in a way that is reported already: itself, or because it is no mapping but looks like one."""
    if isinstance(node, Mapping) and any(key.spoilt for key in node.scalars.values()):
        return True
    return getattr(node, "spoilt", False)


def _proposed(fields: tuple[str, ...]) -> str:
    return f"did you mean {' or '.join(map(shown, fields))}?" if fields else ""


def _bare(name: str) -> str:
    """`name` without quotes around it and characters that nobody sees."""
    return "".join(char for char in name if char.isprintable() and not char.isspace()).strip("“”‘’„«»\"'")


def _key_hint(name: str) -> str:
    """What to do about a key that is no key at all, where it shows."""
    if name.startswith("-"):
        return "a space must follow the dash of a list item"
    if ODD_BULLET.match(name):
        return "the sign of a list item is a hyphen: type '- '"
    if any(not char.isprintable() for char in name):
        return "type it again: it holds characters that nobody can see"
    if name[:1] in QUOTES or name[:1] == "‘":
        return "typographic quotes are no quotes in YAML; remove them"
    return ""


def _after_comma(parent: Any, key: Any) -> str:
    """What to do where a comma within a value has made a key of what follows it, with nothing behind it."""
    keys = list(parent) if isinstance(parent, Mapping) else []
    if key not in keys[1:] or not getattr(parent[key], "is_null", False):
        return ""
    last = keys[keys.index(key) - 1]
    before = parent[last]
    if not isinstance(before, Scalar) or not before.plain or before.mark[2] != key.mark[0]:
        return ""
    if before.lstrip("-").isdigit() and key.isdigit():
        return f"a decimal number has a point: write {before}.{key}"
    if before[:1] in QUOTES and QUOTES[before[0]] not in before:
        return "typographic quotes are no quotes in YAML; type ' or \" around a text with a comma"
    opened = before.count("(") > before.count(")")
    return "a comma begins a new field inside '{ … }': put text that holds one in quotes" if opened or " " in key else ""


def _no_key(name: str, parent: Node, key: Node) -> str:
    """What to do about text that became a key."""
    if "\t" not in name and " " not in name:
        return ""
    lines = [other.mark[0] for other in parent.scalars.values()] if isinstance(parent, Mapping) else []
    if isinstance(parent, Mapping) and lines.count(key.mark[0]) == 1 and getattr(parent.get(name), "is_null", False):
        return "no field has blanks in its name: remove the line if it is a heading, or put text that ends with a colon in quotes"
    return "a comma begins a new field inside '{ … }', and a colon with a space ends one: put such text in quotes"


def _typographic(node: Any) -> str:
    quoted = isinstance(node, Scalar) and node.plain and len(node) > 1 and QUOTES.get(node[0]) == node[-1]
    return "typographic quotes are no quotes in YAML; type ' or \" or none" if quoted else ""


def shape_at(shape: type[Part], loc: Steps) -> type[Part]:
    """The record type that stands at `loc` within `shape`."""
    for part in loc:
        if not isinstance(part, str):
            continue
        info = next((info for name, info in shape.declared() if name == part), None)
        inner = part_type(info.annotation) if info else None
        shape = inner or shape
    return shape


def part_type(annotation: Any) -> type[Part] | None:
    """The record type that a field's annotation holds, if it holds one."""
    if is_part(annotation):
        return annotation
    found = (part_type(argument) for argument in getattr(annotation, "__args__", ()))
    return next((inner for inner in found if inner), None)
