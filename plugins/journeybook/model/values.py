"""The kinds of value that a field can have: text, number, date, reference …, each read from what the author typed.

Every kind is an annotated type for `model`. Its reader gets the scalar as it stands in the file and either returns the
value or raises `refuse(...)` in the author's words. From the same annotation come the JSON Schema (`schema` in the
metadata) and the references (`RefTo`). Records themselves are declared in `model`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pydantic
from pydantic import Discriminator, Field
from pydantic_core import PydanticCustomError, core_schema

from journeybook.model.local_numbers import (
    SIGNS,
    how_to_write_amount,
    how_to_write_count,
    how_to_write_number,
    read_number,
)
from journeybook.model.similar_keys import among
from journeybook.reading import encoding, ids
from journeybook.reading.dates import how_to_write, how_to_write_a_day, named_day, read_date
from journeybook.reading.periods import period_end
from journeybook.reading.problem import shown, visible
from journeybook.reading.tree import NULLS, Mapping, Scalar, Sequence

YES, NO = (
    frozenset(["yes", "y", "on", "1", "ja", "oui", "si", "wahr", "是", "对", "有", "√", "✓", "x"]),
    frozenset(["no", "n", "off", "0", "nein", "non", "falsch", "否", "不", "无", "✗", "-"]),
)
PERCENT = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*[%％]")
LARGEST = 10**15
"""A larger number, of people, money or anything else, is a slip of the pen; up to here fractions stay exact enough to be shown, and
nothing that is worked out from two or three of them leaves what a computer can hold."""
LONG_SCALE = 10
"""Up to here a range of numbers is a scale on which something is judged."""
ID_WORDS = "lower-case letters and digits with single hyphens between them, at most 64, such as 'choose-payment'"


@dataclass(frozen=True)
class RefTo:
    """Marks a field whose texts name records. `kind` is the record's kind; `step` means a stage or step of this map, or
    `map#step`. With `doubt`, `?` alone or behind the name says that the author is not sure."""

    kind: str
    doubt: bool = False


class Personal:
    """Marks a field that tells of a person: a site for the public has it only where the record itself says that it is for the public."""


PERSONAL = Personal()


def refuse(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """The error that a reader raises: `message` goes on after the field's name ("must be …")."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def kind_of(value: Any) -> str:
    """What a value is, in the author's words."""
    if isinstance(value, Mapping | dict):
        return "a mapping"
    if isinstance(value, Sequence | list):
        return "a list"
    return "nothing" if isinstance(value, Scalar) and value.is_null else shown(value)


def scalar(value: Any, wanted: str) -> str:
    """`value` as stripped text, where it is one and holds something visible."""
    text = value.strip() if isinstance(value, str) else ""
    if text and "!" <= text[0] <= "~" and text not in NULLS:  # as nearly always
        return text
    if not isinstance(value, str):
        hint = _of_text(value) if isinstance(value, Mapping) and len(value) == 1 and wanted == "text" else ""
        if isinstance(value, Sequence) and value and all(isinstance(item, Scalar) for item in value):
            hint = (
                f"one may stand here: write {visible(str(value[0]))}, without brackets or dash"
                if len(value) == 1
                else "only one may stand here: write it without brackets or dashes"
            )
        raise refuse("wrong-type", f"must be {wanted}, not {kind_of(value)}", hint)
    if encoding.is_blank(value) or (isinstance(value, Scalar) and value.is_null):
        hint = "write a value or remove the line"
        raise refuse("empty-value", "is empty", hint)
    return text


def _of_text(value: Mapping) -> str:
    """What to do about a text that YAML reads as a key, with a value behind a colon or with a '?' before it."""
    key = value.key(next(iter(value)))
    marked = key.mark[:2] != value.mark[:2] and key.mark[2:] == value.mark[2:]  # and no bracket stands behind it
    return "'?' alone has a meaning in YAML: put the text in quotes" if marked else "put text that holds a colon in quotes"


def _text(value: Any) -> str:
    return scalar(value, "text")


def _line(value: Any) -> str:
    return " ".join(scalar(value, "text").split())


def _unit(value: Any) -> str:
    text = _line(value)
    if text.casefold() in ("percent", "per cent", "percentage", "pct", "prozent", "百分比"):
        raise refuse("not-a-choice", f"must be a unit such as '%' or minutes, not {shown(text)}", 'write "%"')
    return text


def _id(value: Any) -> str:
    text = ids.normal(scalar(value, "an id"))
    if not ids.is_id(text):
        near = ids.slug(text)
        hint = f"perhaps {shown(near)}?" if near and len(text) <= ids.LENGTH else ""
        raise refuse("bad-id", f"must be {ID_WORDS}, not {shown(text)}", hint)
    if text in ids.RESERVED:
        raise refuse("bad-id", f"must not be {shown(text)}: {'Windows' if text in ids.DEVICES else 'the site itself'} uses that name")
    return text


def beyond(number: float) -> str:
    """What a number must not be that is larger than anything that a map tells of; else empty."""
    if abs(number) <= LARGEST:
        return ""
    return f"be above {LARGEST:,}" if number > 0 else f"be below -{LARGEST:,}"


def _sound(number: float | int, text: str) -> float | int:
    if beyond(number):
        raise refuse("out-of-range", f"must not {beyond(number)}, as {shown(text)} is")
    return number


def _number(value: Any) -> float | int:
    text = scalar(value, "a number")
    number = read_number(text)
    if number is None:
        raise refuse("not-a-number", f"must be a number, not {shown(text)}", how_to_write_number(text))
    return _sound(number, text)


def _share(value: Any) -> float:
    text = scalar(value, "a share such as 0.31 or 31 %")
    number = read_number(text.removesuffix("%").strip())
    if number is None or number < 0:
        plain = text.replace(",", ".").replace("％", "%")
        meant = read_number(plain.removesuffix("%").strip())
        hint = f"write {plain}" if meant is not None and meant >= 0 else ""
        raise refuse("not-a-number", f"must be a share such as 0.31 or 31 %, not {shown(text)}", hint)
    return _sound(number, text) / 100 if text.endswith("%") else float(_sound(number, text))


def _date(value: Any) -> datetime.date:
    text = scalar(value, "a date such as 2026-09-01")
    date = read_date(text)
    if date is None:
        raise refuse("not-a-date", f"must be a date such as 2026-09-01, not {shown(text)}", how_to_write_a_day(text))
    return date


def _date_or_words(value: Any) -> datetime.date | str:
    text = scalar(value, "a date or words")
    date = read_date(text)
    if date is not None:
        return date
    hint = how_to_write(text)
    if (
        re.match(r"write (\d|the year)|a spreadsheet", hint)
        and period_end(text) is None
        and not named_day(text)
        and not re.match(r"\d{4}(?![ /-]?[tT]\d)\D", text)
    ):
        raise refuse("not-a-date", f"must be a date such as 2026-09-01 or words, not {shown(text)}", hint)
    if re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}.*", text):
        parts = [part for part in re.split(r"/|\.\.", text) if part.strip()]
        if not (len(parts) == 2 and all(read_date(part.strip()) for part in parts)):
            raise refuse("not-a-date", f"must be a date such as 2026-09-01 or words, not {shown(text)}", how_to_write(text))
    return text


GROUPS_OF_THREE = re.compile(r"[1-9]\d{0,2}(?:[ .,\u00a0\u202f'’]\d{3})+")
ROUND = re.compile(r"[1-9]\d{0,2}\.\d\d0")
"""What is a number of thousands to many, and has a needless 0 to all others."""


def _number_or_words(value: Any) -> float | int | str:
    text = scalar(value, "a number or words")
    number = read_number(text)
    if number is None and (hint := how_to_write_number(text)):
        raise refuse("not-a-number", f"must be a number such as 1200 or 3.5, or words, not {shown(text)}", hint)
    return text if number is None else _sound(number, text)


def _frequency(value: Any) -> float | int | str:
    often = _number_or_words(value)
    if not isinstance(often, str) and not 1 <= often <= 5:
        text = value.strip()
        raise refuse(
            "out-of-range",
            f"must be a number from 1 to 5, or words, not {shown(text)}",
            f"1 is hardly ever and 5 always; a count is said in words, such as '{text} times a month'",
        )
    return often


def _amount_or_words(value: Any) -> float | int | str:
    text = scalar(value, "a number or words")
    _refuse_round(text)
    if hint := how_to_write_amount(text):
        raise refuse("not-a-number", f"must be a number without its currency, or words, not {shown(text)}", f"{hint}; the currency stands under 'currency'")
    return _number_or_words(value)


def _refuse_round(text: str) -> None:
    """Refuses a large number that would be read as a small one."""
    if ROUND.fullmatch(text):
        hint = f"write {text.replace('.', '')}, or {text.rstrip('0').rstrip('.')} if the point is a decimal one"
        raise refuse("not-a-number", f"may be read in two ways: {shown(text)}", hint)


def _count_or_words(value: Any) -> int | str:
    if isinstance(value, str) and PERCENT.fullmatch(value.strip()):
        raise refuse("not-a-number", f"must be how many people or cases, not the share {shown(value.strip())}", "write the number itself")
    if isinstance(value, str) and GROUPS_OF_THREE.fullmatch(value.strip()):
        hint = f"write {re.sub('[^0-9]', '', value)}"
        raise refuse("not-a-number", f"must be a whole number without signs between its thousands, not {shown(value.strip())}", hint)
    number = _number_or_words(value)
    unit = re.fullmatch(r"(\d+) ?(\w+)", number) if isinstance(number, str) else None
    hint = how_to_write_count(str(number)) or (f"write {unit[1]}" if unit and unit[2].isalpha() else "")
    if isinstance(number, str) and hint:
        raise refuse("not-a-number", f"must be a number alone, or words such as 'more than 60', not {shown(number)}", hint)
    if isinstance(number, str):
        return number
    if number < 0 or number != int(number):
        raise refuse("out-of-range", f"must be a whole number not below 0, or words, not {shown(value.strip())}")
    return int(number)


LIMIT = re.compile(r"([<>≥≤＜＞])=?\s*(-?\d+(?:\.\d+)?)\s*[%％]?")
"""A number as the end of a range."""


def _measured(value: Any) -> float | int | str:
    found = PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found:
        hint = f"write {found[1].replace(',', '.')}, and \"unit: '%'\" with the metric"
        raise refuse("not-a-number", f"must be a number without its unit, not {shown(found[0])}", hint)
    limit = LIMIT.fullmatch(value.strip()) if isinstance(value, str) else None
    if limit:
        better = "lower" if limit[1] in "<≤＜" else "higher"
        raise refuse(
            "not-a-number",
            f"must be a number without a sign before it, not {shown(value.strip())}",
            f"write {limit[2]}; which way is better is said by 'better: {better}' of the metric",
        )
    return _number_or_words(value)


def _flag(value: Any) -> bool:
    text = scalar(value, "true or false")
    if text.lower() not in ("true", "false"):
        meant = "true" if text.casefold() in YES else "false" if text.casefold() in NO else ""
        raise refuse("not-a-choice", f"must be true or false, not {shown(text)}", f"write {meant}" if meant else "")
    return text.lower() == "true"


def _reason(value: Any) -> str | bool:
    text = scalar(value, "a reason, or true")
    if text.casefold() in YES:
        raise refuse("not-a-choice", f"must be a reason, or true, not {shown(text)}", "write the reason, or true")
    return text.lower() == "true" if text.lower() in ("true", "false") else text


def _list(value: Any) -> Any:
    if isinstance(value, Sequence | list | tuple):
        return value
    return [] if isinstance(value, Scalar) and value.is_null else [value]


def list_of_names(value: Any) -> Any:
    """The same where no item is a sentence: brackets around the whole are meant as those of a list."""
    if isinstance(value, Scalar) and value.plain and (encoding.WIDE_BRACKETS.get(value[:1]) or "）" * value.startswith("（")) == value[-1:] != "":
        hint = f"the bracket is a full-width one (U+{ord(value[0]):04X}); type '[' and ']', with ', ' between the names"
        raise refuse("wrong-type", f"must be a list or one name, not {kind_of(value)}", hint)
    return _list(value)


BULLETS = re.compile(r"(?:[^\w\s\"'(\[{<@#&%§$€£…]{1,3}|\d{1,2}[.)、]|[A-Za-z]\))\s")
"""How a text begins that was meant as a list."""


def only_list(value: Any) -> Any:
    """`value` where it is a list; nothing is an empty one."""
    if isinstance(value, Sequence | list | tuple):
        return value
    if isinstance(value, Scalar) and value.is_null:
        return []
    hint = "write each on a line of its own with '- ' before it"
    if isinstance(value, Mapping) and value and (key := next(iter(value))) not in ids.NAMING:
        hint += f", such as '- {{id: {ids.slug(key)}, name: …}}'"
    if (isinstance(value, Mapping) and len(value) > 1 and all(getattr(it, "is_null", False) for it in value.values())) or (
        isinstance(value, str) and re.fullmatch(r"\(.*,.*\)", value)
    ):
        hint = "the brackets around a list are '[' and ']'"
    if isinstance(value, Mapping) and any(key.startswith("-") for key in value):
        hint = "a space must follow the dash of a list item"
    if isinstance(value, Mapping) and any(encoding.ODD_BULLET.match(key) for key in value):
        hint = "the sign of a list item is a hyphen: type '- '"
    if isinstance(value, str) and BULLETS.match(value):
        hint = "write each item on a line of its own, with a hyphen and a space before it: '- '"
    if isinstance(value, str) and "\t" in value:
        hint = "write each row as '- name: …', with its other cells as fields below it"
    if isinstance(value, str) and value[:1] in encoding.WIDE_BRACKETS:
        hint = f"the bracket is a full-width one (U+{ord(value[0]):04X}); type '[' and ']', with ', ' between the items"
    raise refuse("wrong-type", f"must be a list, not {kind_of(value)}", hint)


def free(value: Any) -> Any:
    """A value of the organisation's own, as plain texts, lists and dicts."""
    if isinstance(value, Mapping | dict):
        return {str(key): free(item) for key, item in value.items()}
    if isinstance(value, Sequence | list):
        return [free(item) for item in value]
    return "" if isinstance(value, Scalar) and value.is_null else str(value)


Sort = Literal[
    "words", "number", "choice", "flag", "date", "period", "duration", "time", "share", "severity", "frequency",
    "id", "code", "link", "lang", "unit", "tag", "names", "by name", "part",
]  # fmt: skip
"""What a field holds, whichever way it is read. From it follows how a page shows it, whether a search reads it, and whether words
of the glossary are looked for in it. `words` are its author's own; a `number`, `date`, `frequency`, `period` (between two dates),
`duration` or `time` may be said in words instead; a `code` is a name for machines; `names` are those of other records, and a
mapping `by name` says something of each; a `part` has fields of its own."""


class Kind:
    """A kind of scalar: how it is read, its JSON Schema, and what sort of thing it is.

    Says to pydantic in one step what its own validators find out by looking at each function anew, for hundreds of
    fields, before the first file is read.
    """

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any], sort: Sort = "words") -> None:
        self.schema, self.sort = schema, sort
        self._core = core_schema.no_info_plain_validator_function(read)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """How it is read."""
        return {**self._core}

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """What an editor is told."""
        return {**self.schema}


class ListOf:
    """A list: what `read` makes of a value before its items are read. Nothing may stand for it and, where `one`, an item alone."""

    def __init__(self, read: Callable[[Any], Any], one: bool = False, needed: bool = False) -> None:
        self.read, self.one, self.needed = read, one, needed

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The list behind `read`."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The list of items; the item, or null, where that will do."""
        shape: dict[str, Any] = handler(core_schema)
        if self.needed:
            return shape
        return {"anyOf": [*([shape["items"]] if self.one else []), shape, EMPTY]}


class ByName:
    """A mapping by name; who writes something else is shown `line`."""

    def __init__(self, line: str) -> None:
        self.line = line

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The mapping behind `read`."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def read(self, value: Any) -> Any:
        """`value` where it is a mapping."""
        if not isinstance(value, Mapping | dict):
            raise refuse("wrong-type", f"must be a mapping, not {kind_of(value)}", f"write one line below it for each, such as '{self.line}'")
        return value


EMPTY = {"type": ["null"]}
"""A list without anything below its key. Written as a list of types, because pydantic's own null means 'left out'."""
NAME_TAG, RECORD_TAG = "\0name", "\0record"
"""Parts that pydantic puts into an error's location for one of two shapes; no key of a file can look like them."""
STRING = {"type": ["string", "number", "boolean"]}
"""Any text: what an editor takes for a number or for true is text here, as typed."""
NUMERIC = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}
NUMBER_OR_WORDS = {**NUMERIC, "type": ["number", "string"]}
Text = Annotated[str, Kind(_text, STRING)]
Line = Annotated[str, Kind(_line, STRING)]
Id = Annotated[str, Kind(_id, {"type": ["string", "number"], "maxLength": 64}, "id")]
Code = Annotated[str, Kind(_line, STRING, "code")]
Link = Annotated[str, Kind(_text, STRING, "link")]
Lang = Annotated[str, Kind(_line, STRING, "lang")]
Unit = Annotated[str, Kind(_unit, STRING, "unit")]
Tag = Annotated[str, Kind(_line, STRING, "tag")]
Period = Annotated[str, Kind(_line, STRING, "period")]
Duration = Annotated[str, Kind(_text, STRING, "duration")]
Time = Annotated[str, Kind(_text, STRING, "time")]
"""A point in time, or how long until then."""
Number = Annotated[float, Kind(_number, NUMERIC, "number")]
Share = Annotated[float, Kind(_share, {"type": ["number", "string"]}, "share")]
Date = Annotated[datetime.date, Kind(_date, {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, "date")]
DateOrWords = Annotated[datetime.date | str, Kind(_date_or_words, STRING, "date")]
AmountOrWords = Annotated[float | str, Kind(_amount_or_words, NUMBER_OR_WORDS, "number")]
NumberOrWords = Annotated[float | str, Kind(_number_or_words, NUMBER_OR_WORDS, "number")]
Frequency = Annotated[float | str, Kind(_frequency, NUMBER_OR_WORDS, "frequency")]
CountOrWords = Annotated[int | str, Kind(_count_or_words, {"type": ["integer", "string"], "minimum": 0, "maximum": LARGEST}, "number")]
Measured = Annotated[float | str, Kind(_measured, NUMBER_OR_WORDS, "number")]
"""A measured value, or words. A number with its percent sign is neither: it would be shown and left out of all arithmetic."""
Flag = Annotated[bool, Kind(_flag, {"type": "boolean"}, "flag")]
Reason = Annotated[bool | str, Kind(_reason, {"type": ["boolean", "string"]})]
Texts = Annotated[tuple[Text, ...], ListOf(_list, one=True)]


def many(item: Any, strict: bool = False, names: bool = False) -> Any:
    """A list of `item`; where not `strict`, one alone stands for a list of one. `names` tells that no item is a sentence."""
    return Annotated[tuple[item, ...], ListOf(only_list) if strict else ListOf(list_of_names if names else _list, one=True)]


def date_or_words(unless: frozenset[str], wanted: str, hint: str) -> Any:
    """A date or words, but for those that say that there is none: what is `wanted` and a hint are told instead."""

    def read(value: Any) -> datetime.date | str:
        text = scalar(value, "a date or words")
        if text.casefold().strip(" .") in unless:
            raise refuse("not-a-date", f"must be {wanted}, not {shown(text)}", hint)
        return _date_or_words(value)

    return Annotated[datetime.date | str, Kind(read, STRING, "date")]


def number_between(
    low: float,
    high: float | None = None,
    whole: bool = True,
    words: tuple[str, ...] = (),
    others_say: dict[str, str] | None = None,
    hint: str = "",
    sort: Sort = "number",
) -> Any:
    """A number from `low` to `high` (or without upper end); `words` are accepted for low, low + 1, … What others say for
    them is proposed, else `hint` is given."""
    span = f"from {low} to {high}" if high is not None else f"not below {low}"
    wanted = f"a {'whole ' if whole else ''}number {span}" + (f" ({', '.join(words)})" if words else "")

    def read(value: Any) -> float | int:
        text = scalar(value, wanted)
        if text.lower() in words:
            return words.index(text.lower()) + int(low)
        number = read_number(text)
        if high is None and not whole:
            _refuse_round(text)
        if number is not None and high is None and number >= low:
            _sound(number, text)
        if number is None or number < low or (high is not None and number > high) or (whole and number != int(number)):
            share = PERCENT.fullmatch(text) if (low, high, whole) == (0, 1, False) else None
            near = among(text, words, others_say or {})[:1]
            signed = read_number(text.translate(SIGNS)) if number is None else None
            fits = signed is not None and low <= signed and (high is None or signed <= high)
            better = f"write {signed}" if fits else f"did you mean {shown(near[0])}?" if near else hint
            better = f"write {float(share[1].replace(',', '.')) / 100:g}" if share else better
            better = (
                better
                or _of_scale(text, low, high)
                or how_to_write_number(text) * (not whole)
                or _scale_of_words(number, low, high)
                or _one_number(text, low, high, whole)
            )
            raise refuse("out-of-range", f"must be {wanted}, not {shown(text)}", better)
        return int(number) if whole else number

    span_schema = {"minimum": low, "maximum": LARGEST if high is None else high}
    schema: dict[str, Any] = {"type": "integer" if whole else "number", **span_schema}
    if words:
        schema = {"anyOf": [schema, {"enum": list(words)}]}
    return Annotated[float, Kind(read, schema, sort)]


def _of_scale(text: str, low: float, high: float | None) -> str:
    """What to write for a number with its scale ("4/5"), or for a percentage of a share without its sign."""
    scale = re.fullmatch(r"(\d+) ?(?:/|of|out of|von|aus) ?(\d+)", text)
    if scale and high is not None and int(scale[2]) == high and low <= int(scale[1]) <= high:
        return f"write {scale[1]}"
    number = read_number(text)
    return f"write {number / 100:g} for {text} %" if (low, high) == (0, 1) and number is not None and 1 < number <= 100 else ""


def _scale_of_words(number: float | int | None, low: float, high: float | None) -> str:
    """How a scale is read, where a word stands in place of one of its numbers."""
    return f"write a number: {low} is the least and {high} the most" if number is None and high is not None and high <= LONG_SCALE else ""


def _one_number(text: str, low: float, high: float | None, whole: bool) -> str:
    """What to write for a number with words around it ("at least 30"), or for a percentage where a factor must stand."""
    percent = PERCENT.fullmatch(text)
    if percent and not whole:
        return f"write {float(percent[1].replace(',', '.')) / 100:g}"
    found = re.findall(r"(?<![\d.,])\d+(?![\d.,%％])", text)
    if len(found) == 1 and re.fullmatch(r"[^\d%％]+", text.replace(found[0], "")) and low <= int(found[0]) and (high is None or int(found[0]) <= high):
        return f"write {found[0]} alone"
    return "write a number" if not found and not re.search(r"\d", text) else ""


def one_of(*choices: str, others_say: dict[str, str] | None = None, hint: str = "") -> Any:
    """One of the words `choices`; what others say for them is proposed, else `hint` is given."""

    def read(value: Any) -> str:
        listed = ", ".join(choices)
        if isinstance(value, Sequence | list):
            raise refuse("wrong-type", f"must be one of {listed}, not a list", "write one of them, without brackets")
        text = scalar(value, f"one of {listed}")
        if text not in choices:
            near = among(text, choices, others_say or {}) or _within(text, choices, others_say or {})
            better = f"did you mean {' or '.join(map(shown, near))}?" if near else hint
            raise refuse("not-a-choice", f"must be one of {listed}, not {shown(text)}", better)
        return text

    return Annotated[Literal[choices], Kind(read, {"enum": list(choices)}, "choice")]


def _within(text: str, choices: Iterable[str], others_say: dict[str, str]) -> tuple[str, ...]:
    """The one of `choices` that a word of `text` is, or is said for; none where several are."""
    words = re.findall(r"\w[\w-]+", text)[:6] if " " in text else []
    known = {choice: f"{choice}, {others_say.get(choice, '')}".casefold().split(", ") for choice in choices}
    found = {choice for word in words for choice, said in known.items() if word.casefold() in said}
    return tuple(found) if len(found) == 1 else ()


LIBRARY = "a library file such as library.yml"
"""Where a record of the library stands, as long as nobody knows the file."""


ELSEWHERE = {
    "map": "in a file of its own", "step": "among the 'stages:'", "pain": "under 'pains:' of the map", "gain": "under 'gains:' of the map",
    "opportunity": "under 'opportunities:' of the map", "improvement": "under 'improvements:' of the map", "evidence": f"under 'evidence:' in {LIBRARY}",
}  # fmt: skip
"""Where records stand that are only named where they are used; the others are the library's."""
NOBODY = frozenset({
    "n/a", "n.a.", "tbd", "tba", "todo", "-", "--", "–", "—", "none", "unknown", "nobody", "k.a.", "keine", "keiner", "niemand", "unbekannt", "offen",
    "noch offen", "无", "暂无", "未知", "待定",
})  # fmt: skip
"""What people write where there is nothing yet, and what would become a record of that name."""


def refuse_nothing(text: str, hint: str = "leave the line out where there is none") -> None:
    """Refuses what stands for nothing where a name or a description must."""
    if text.casefold() in NOBODY:
        raise refuse("empty-value", f"says nothing: {shown(text)} would be taken as a name", hint)


def _name_of(kind: str, doubt: bool = False) -> Callable[[Any], str]:
    """Reads the name of a record of `kind` that stands elsewhere. Who writes the record in its place is told where it goes."""

    def read(value: Any) -> str:
        if isinstance(value, Mapping) and value:
            title = next((said for key in ids.NAMING if isinstance(said := value.get(key), str)), "")
            first = next(iter(value))
            if title or (len(value) == 1 and " " not in first):
                where = ELSEWHERE.get(kind) or f"under '{kind}s:' in {LIBRARY}"
                hint = f"write the {kind} {where}, and only its id here: {ids.slug(title or first)}"
                raise refuse("wrong-type", "must be an id alone, not a mapping", hint)
        text = _line(value)
        mention = re.fullmatch(r"\[?[~@]([^\]]+)\]?", text)
        if mention:
            raise refuse("bad-id", f"must be a name, and not a mention as of a wiki or chat: {shown(text)}", f"write {mention[1]} alone")
        refuse_nothing(text, *["write '?' while it is not known"] * doubt)
        return text.rstrip("？ ") + "?" if doubt and text.endswith("？") else text

    return read


def ref(kind: str) -> Any:
    """The id of one record of `kind`."""
    return Annotated[str, Kind(_name_of(kind), STRING), RefTo(kind)]


def refs(kind: str, doubt: bool = False, record: Any = None) -> Any:
    """The ids of records of `kind`, one alone standing for a list of one; with `record`, records written in place too."""
    item: Any = Annotated[str, Kind(_name_of(kind, doubt), STRING)]
    if record is not None:
        name = Annotated[str, Kind(_name_of(kind, doubt), STRING), pydantic.Tag(NAME_TAG)]
        item = Annotated[Annotated[record, pydantic.Tag(RECORD_TAG)] | name, Discriminator(_name_or_record)]
    return Annotated[tuple[item, ...], ListOf(list_of_names, one=True), RefTo(kind, doubt)]


def by_name(value: Any, line: str) -> Any:
    """A mapping that says a `value` of each name; `line` is an example of one."""
    return Annotated[dict[str, value], ByName(line)]


def ref_keys(kind: str, value: Any, line: str) -> Any:
    """The same, where the names are those of records of `kind` (or free words, for kind `role`)."""
    return Annotated[dict[str, value], ByName(line), RefTo(kind)]


def _name_or_record(value: Any) -> str:
    return RECORD_TAG if isinstance(value, Mapping | dict) else NAME_TAG


def says(text: str, default: Any = None, **more: Any) -> Any:
    """A field's declaration: what it means in one sentence, and its default (absent means None or empty)."""
    return Field(default, description=text, validate_default=False, **more)
