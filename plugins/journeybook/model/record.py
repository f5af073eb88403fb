"""What all records share: they are frozen, know their place in the file, and keep the organisation's own `x-` keys.

A record's fields are declared once, in its class: the annotation says what kind of value it is and what it refers to
(`values`), the declaration says what it means. Decoding, messages, references, the JSON Schema and the reference in the
documentation all read these declarations.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeGuard, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic.fields import FieldInfo

from journeybook.model.values import (
    Id,
    Kind,
    Link,
    Personal,
    RefTo,
    Sort,
    Tag,
    Text,
    Texts,
    free,
    kind_of,
    many,
    one_of,
    refuse,
    says,
)
from journeybook.reading.problem import Place, in_flow
from journeybook.reading.tree import NO_MARK, STAND_IN, File, Mapping, Mark, Node, Scalar, Spot, place

P = TypeVar("P", bound="Part")
READERS = {
    "public": "everyone, everybody, all, external, open, customers, anyone, extern, öffentlich, alle, 公开, 外部, 所有人",
    "employees": "internal, staff, employee, staff only, internal only, company, colleagues, intern, Mitarbeiter, Mitarbeitende, 内部, 员工, 仅内部",
    "restricted": "confidential, secret, private, management, leadership, top secret, vertraulich, geheim, privat, 机密, 保密, 秘密, 受限",
}
"""What others say for the audiences."""
Audience = one_of("public", "employees", "restricted", others_say=READERS, hint="public is the widest, restricted the narrowest")
"""From the widest to the narrowest."""
NOTHING: frozenset[str] = frozenset()
NONE_OWN: dict[str, Any] = {}
"""The own keys of a record that has none: one for all of them, for nobody writes into it."""
_COMBINATIONS: dict[frozenset[str], frozenset[str]] = {NOTHING: NOTHING}


class Part(BaseModel):
    """A record without an identity of its own, part of another one."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
    shorthand: ClassVar[str] = ""
    """The field that a plain text in place of the record fills; empty where a text is not enough."""
    others_say: ClassVar[dict[str, str]] = {}
    """What the fields are called elsewhere: by field, the words of other tools and languages. What a message proposes."""
    stands_alone: ClassVar[bool] = False
    """Whether it is known by itself, and no part of what it stands in."""

    # Not one of pydantic's private attributes, which cost more than all else about a record.
    __slots__ = ("_origin",)
    if TYPE_CHECKING:  # where it is written, and its own keys; an annotation that runs would make it one of pydantic's
        _origin: tuple[Mark, File, dict[str, Any]]

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The fields, own `x-` keys, and the shorthand: whatever the field that it fills may hold."""
        shape: dict[str, Any] = handler.resolve_ref_schema(handler(core_schema))
        shape["patternProperties"] = {"^x-": {}}
        names = cls.shorthands()
        if not names:
            return shape
        about: dict[str, Any] = {key: shape.pop(key) for key in ("title", "description") if key in shape}
        # Where two fields may be meant, the first one takes the numbers and the second the words.
        short = [_bare(shape["properties"][names[0]]), *({"type": "string"} for _ in names[1:])]
        return {**about, "anyOf": [*short, shape]}

    @classmethod
    def shorthands(cls) -> tuple[str, ...]:
        """The fields that a plain text in place of the record may fill."""
        return (cls.shorthand,) if cls.shorthand else ()

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, node: Any, handler: Any, info: ValidationInfo) -> Any:
        data = cls.unfold(node)
        own = [key for key in data if key[:2] == "x-"]
        if own:
            data = {key: value for key, value in data.items() if key not in own}
        record = handler(data)
        record.put(node, info.context or Spot(), {str(key): free(node[key]) for key in own} if own else NONE_OWN)
        return record

    @classmethod
    def blank(cls: type[P]) -> P:
        """A record of which nothing is written, made without reading."""
        record = cls.model_construct()
        record.put({}, Spot(), NONE_OWN)
        return record

    def put(self, node: Any, file: File, own: dict[str, Any]) -> None:
        """Remembers where the record stands, the keys that are written there, and the organisation's own ones."""
        keys = frozenset(node) if isinstance(node, Mapping) else NOTHING
        object.__setattr__(self, "_origin", (getattr(node, "mark", NO_MARK), file, own))
        # Few combinations are met, each of them often: together they took a tenth of a large atlas.
        object.__setattr__(self, "__pydantic_fields_set__", _COMBINATIONS.setdefault(keys, keys))

    @classmethod
    def unfold(cls, node: Any) -> Any:
        """`node` as a mapping of fields: itself, or the shorthand written out."""
        if isinstance(node, Mapping | dict):
            return node
        if isinstance(node, str) and cls.shorthand and not (isinstance(node, Scalar) and node.is_null):
            return {cls.shorthand: node}
        if isinstance(node, Scalar) and node.is_null:
            raise refuse("empty-value", "is empty", "write a value or remove the line")
        wanted = "text or a mapping" if cls.shorthand else "a mapping"
        raise refuse("wrong-type", f"must be {wanted}, not {kind_of(node)}", "" if cls.shorthand else f"write {cls.pattern(*[node] * isinstance(node, str))}")

    @classmethod
    def pattern(cls, text: str = "…") -> str:
        """How the record is written at least: its needed fields, or the first one where none is. `text` is what was written instead."""
        fields = cls.own_first()
        needed = [key for key, info in fields if info.is_required()] or [key for key, _ in fields[:1]]
        title = getattr(cls, "title_field", "")
        return f"{{{', '.join(f'{key}: {in_flow(text)}' if key == title else f'{key}: …' for key in needed)}}}"

    @property
    def own(self) -> dict[str, Any]:
        """The organisation's own `x-` keys, as typed."""
        return self._origin[2]

    @property
    def node(self) -> Node:
        """Where the record stands in its file's tree."""
        mark, file, _ = self._origin
        return file.at(mark)

    @property
    def file(self) -> str:
        """The file that the record stands in, relative to the atlas."""
        return self._origin[1].path

    @property
    def line(self) -> int:
        """The line of `file` in which the record begins."""
        return self._origin[0][0]

    def place(self, *steps: str | int) -> Place:
        """Where the record stands, or the value that `steps` (field names and list positions) lead to."""
        return place(self.file, find(self.node, steps))

    def key_place(self, name: str) -> Place:
        """Where the field's key stands; the record itself where the field is not written."""
        node = self.node
        return place(self.file, node.key(name)) if isinstance(node, Mapping) and self.said(name) else self.place()

    def entry_place(self, name: str, key: str) -> Place:
        """Where `key` stands in the mapping that the field `name` holds."""
        held = find(self.node, (name,))
        return place(self.file, held.key(key)) if isinstance(held, Mapping) and key in held else self.place(name, key)

    def said(self, name: str) -> bool:
        """Whether the author wrote the field `name`."""
        return name in self.__pydantic_fields_set__

    @classmethod
    def declared(cls) -> Iterator[tuple[str, FieldInfo]]:
        """The record's fields as authors know them: (key in YAML, declaration), in the order of declaration."""
        for name, info in cls.model_fields.items():
            yield info.alias or name, info

    @classmethod
    def own_first(cls) -> list[tuple[str, FieldInfo]]:
        """The same, those that only this record has before those that it shares with others."""
        found: dict[str, FieldInfo] = {}
        for part in cls.__mro__:
            if issubclass(part, Part):
                above = {key for base in part.__bases__ if issubclass(base, Part) for key, _ in base.declared()}
                found |= {key: info for key, info in part.declared() if key not in above}
        return list(found.items())


class Record(Part):
    """A record with an identity: it has a title, may have an id, and a page or an anchor."""

    kind: ClassVar[str] = ""
    title_field: ClassVar[str] = "name"
    stands_alone: ClassVar[bool] = True

    id: Id | None = says("The permanent name in links and references; left out, it is derived from the title, and a map's from the name of its file.")
    summary: Text | None = says("One or two sentences in plain words.")
    tags: many(Tag, names=True) = says("Words to find and filter by.", ())
    link: Link | None = says("An address with more: https, mailto, tel or relative.")
    aliases: many(Id, names=True) = says("Earlier ids; links to them keep working.", ())
    audience: Audience | None = says("Who may read it: a site for a wider audience is built without it, and without a trace of it.")
    others_say: ClassVar[dict[str, str]] = {
        "summary": "description, desc, details, about, abstract, notes, note, comment, remark, text, overview, 摘要, 描述, 说明, 备注, "
            "Beschreibung, Zusammenfassung, Notiz",
        "tags": "labels, keywords, categories, category, 标签, Schlagworte",
        "link": "url, href, links, website, reference, 链接",
        "aliases": "old id, former id, previous id, redirects, 别名",
        "id": "key, slug, uid, code, identifier, nr, no, 编号, 标识, Kennung",
    }  # fmt: skip

    __slots__ = ("_broken",)

    def put(self, node: Any, file: File, own: dict[str, Any]) -> None:
        """Remembers also whether the title was broken into lines."""
        super().put(node, file, own)
        title = node.get(self.title_field) if isinstance(node, dict) else node
        if isinstance(title, str) and "\n" in title.strip():
            object.__setattr__(self, "_broken", True)

    @classmethod
    def head(cls) -> frozenset[str]:
        """The fields by which a page introduces the record: how it is called, what it is in a sentence, and who answers for it."""
        return frozenset({cls.title_field, "summary", "owner"})

    @property
    def is_broken(self) -> bool:
        """Whether the title holds a line break where the author wrote it."""
        return getattr(self, "_broken", False)

    @property
    def label(self) -> str:
        """What people call the record."""
        title = getattr(self, self.title_field)
        return (title if title != STAND_IN else "") or self.id or "?"


class Named(NamedTuple):
    """A field of `part` that names a record, or an item of it."""

    part: Part
    steps: tuple[str | int, ...]

    @property
    def path(self) -> str:
        """The file of the part."""
        return self.part.file

    def at(self, mark: Mark) -> Node:
        """The name as it stands there."""
        return find(self.part.node, self.steps)


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field as that of a text in place of its record: of values only, and never empty."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description", "default")}
    if "anyOf" in kept:
        kept["anyOf"] = [choice for choice in kept["anyOf"] if choice.get("type") not in ("null", ["null"])]
    return kept


def find(node: Node, steps: tuple[str | int, ...]) -> Node:
    """The node that `steps` lead to from `node`; where a shorthand left a level out, the node above stands for it."""
    for step in steps:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step, node)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
    return node


@cache
def reference_fields(cls: type[Part]) -> tuple[tuple[str, str, RefTo], ...]:
    """The fields of `cls` that name other records: (attribute, key in YAML, what it refers to)."""
    found = []
    for name, info in cls.model_fields.items():
        mark = next((item for item in info.metadata if isinstance(item, RefTo)), None) or _ref_within(info.annotation)
        if mark is not None:
            found.append((name, info.alias or name, mark))
    return tuple(found)


def _ref_within(annotation: Any) -> RefTo | None:
    for argument in get_args(annotation):
        if isinstance(argument, RefTo):
            return argument
        inner = _ref_within(argument)
        if inner is not None:
            return inner
    return None


@cache
def fields(cls: type[Part], *sorts: Sort) -> tuple[tuple[str, str, Sort], ...]:
    """The fields of `cls` that hold one of `sorts`, or all: (attribute, key in YAML, what it holds), in the order of declaration."""
    found = ((name, info.alias or name, _sort(info)) for name, info in cls.model_fields.items())
    return tuple(it for it in found if not sorts or it[2] in sorts)


def _sort(info: FieldInfo) -> Sort:
    marks = [*info.metadata, *_within(info.annotation)]
    kind: Sort = next((mark.sort for mark in marks if isinstance(mark, Kind)), "part")
    if kind == "choice" or not any(isinstance(mark, RefTo) for mark in marks):
        return kind
    return "by name" if any(get_origin(mark) is dict for mark in marks) else "names"


@cache
def personal_fields(cls: type[Part]) -> tuple[str, ...]:
    """The fields of `cls` that tell of a person."""
    return tuple(name for name, info in cls.model_fields.items() if any(isinstance(mark, Personal) for mark in info.metadata))


@cache
def choices(cls: type[Part], key: str) -> tuple[str, ...]:
    """The words that the field `key` (as authors know it) chooses from; none where it is no choice."""
    info = dict(cls.declared())[key]
    return next((get_args(it) for it in _within(info.annotation) if get_origin(it) is Literal), ())


def _within(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _within(part)


@cache
def part_fields(cls: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of `cls` that hold other records or parts: (attribute, key in YAML)."""
    return tuple((name, info.alias or name) for name, info in cls.model_fields.items() if _holds_part(info.annotation))


def inner_parts(part: Part) -> Iterator[Part]:
    """The parts that stand directly in `part`, in the order of its fields."""
    for name, _ in part_fields(type(part)):
        value = getattr(part, name)
        if value:
            values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            yield from (inner for inner in values if isinstance(inner, Part))


def parts_within(part: Part) -> list[Part]:
    """`part` and every part in it, from the outside in."""
    found = [part]
    for inner in inner_parts(part):
        found += parts_within(inner)
    return found


def is_part(annotation: Any) -> TypeGuard[type[Part]]:
    """Whether an annotation is a record type itself. In Python 3.10 `tuple[Step, ...]` takes itself for a type."""
    return get_origin(annotation) is None and isinstance(annotation, type) and issubclass(annotation, Part)


def _holds_part(annotation: Any) -> bool:
    return is_part(annotation) or any(_holds_part(argument) for argument in get_args(annotation))


__all__ = ["Audience", "FieldInfo", "Part", "Record", "Texts", "choices", "fields", "find", "inner_parts", "is_part", "part_fields", "parts_within", "reference_fields"]  # fmt: skip
