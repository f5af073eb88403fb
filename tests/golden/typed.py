"""What each kind of field makes of what people type into it: the value, or why it is refused and what to write.

What comes of it stands in `expected/model/typed.txt`, under the kind and the text as YAML has it.
"""

from __future__ import annotations

from typing import Any

import pydantic
from tests.golden.outline import Told, titled

from journeybook.model import values
from journeybook.model.maps import Feeling, Owner
from journeybook.model.values import many, number_between, one_of, ref, refs
from journeybook.reading import yaml_text

PLAIN = ("A", "  A  B ", "''", "~", "null", "[A]", "{A: b}", "\n  ? A b", "{? A b}", "{a: b, c: d}", "|\n  A\n  B\n", "\u200b")
NUMBERS = ("3", "-3", "3.5", "+3", ".5", "3.", "1e3", "1e999", "-1e999", "0x10", "3,5", "1.200", "1,200", "12.000,5", "1 200", "1'200", "1.2.3", "3 min", "3万", "5k", "2 Mio", "€ 3", "3 €", "1,5 Mio. €", "70 T€", "−3", "３", "10³", "4/5", "many", "about 3",
           "3 %", "3,5 %", "1000000000000000", "1000000000000001", "-1000000000000001", "1.10", "1.100", "12.340", "1,00,000", "1_000", "~", "''", "[3]", "x" * 61)  # fmt: skip
FLAGS = ("true", "True", "FALSE", "yes", "no", "ja", "nein", "✓", "-", "maybe", "1", "0", "~", "[true]")
DAYS = ("2026-09-01", "2026-9-1", "1.9.2026", "2026-09-31", "2026-09", "Sep 2026", "Sep 26", "202609", "46203", "2026-Q3", "Q3/26", "soon", "before 2026-09-01", "2026-09-01/2026-09-30", "2026-09-01/soon", "2026-09-01..2026-09-30", "2026-09-01 to 2026-09-30",
        "2026-09-01T10:00", "1 September 2026", "3-Sep", "2026 T1", "2026T1", "KW 5 2026", "###", "unknown", "none", "2026-13-45", "~")  # fmt: skip
NAMES = ("shop", "Shop", "shop?", "shop？", "shop ？", "?", "？", "[shop, web]", "shop, web", "@ann", "[~ann]", "'[@ann]'", "n/a", "None", "-", "{id: shop}", "{name: The shop}", "{shop: }", "{the shop: }", "{a: b, c: d}", "{title: A, name: B}", "[{name: A}]",
         "［shop］", "（shop）", "（shop", "'［shop］'", "~", "[]", "[~]", "3", "2026-01-01")  # fmt: skip
LISTS = (
    "A",
    "[A, B]",
    "[]",
    "~",
    "''",
    "{a: b}",
    "{name: b}",
    "{a: , b: }",
    "{a: }",
    "{-a: b}",
    "{'• a': b}",
    "(a, b)",
    "(a)",
    "'- a'",
    "'• a'",
    "'1. a'",
    "'a) b'",
    "'12) b'",
    '"a\\tb"',
    "［a, b］",
    "[[A]]",
    "[~, A]",
)
CASES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("text", values.Text, PLAIN), ("line", values.Line, PLAIN), ("unit", values.Unit, ("%", "percent", "Prozent", "minutes", "~")),
    ("id", values.Id, ("a", "a-b", "A", "A b", "ä", "a--b", "x" * 64, "x" * 65, "… ", "con", "exit", "index", "search", "3", "~")),
    ("number", values.Number, NUMBERS), ("share", values.Share, ("0.31", "31 %", "31%", "31％", "0,31", "3,1 %", "-0.1", "-1 %", "100 %", "250 %", "2", "x", "%", "~")),
    ("date", values.Date, DAYS), ("date or words", values.DateOrWords, DAYS), ("number or words", values.NumberOrWords, NUMBERS), ("amount or words", values.AmountOrWords, NUMBERS),
    ("count or words", values.CountOrWords, (*NUMBERS, "more than 60", "30 people", "3万人", "-1", "0", "1 200 people")), ("measured", values.Measured, (*NUMBERS, "< 3", ">= 3.5", "≤ 3 %", "＞3", "> -3", "=3", "<3 min")),
    ("frequency", values.Frequency, ("1", "5", "0", "6", "0.5", "3.5", "often", "3/5", "~")), ("flag", values.Flag, FLAGS), ("reason", values.Reason, (*FLAGS, "because")),
    ("list", many(values.Text), LISTS), ("list of names", many(values.Tag, names=True), LISTS), ("strict list", many(values.Text, strict=True), LISTS),
    ("1 to 5", number_between(1, 5), ("1", "5", "0", "6", "3.0", "3.5", "4/5", "4 of 5", "4/10", "6/5", "0/5", "−3", "３", "high", "80 %", "~")),
    ("-2 to 2", number_between(-2, 2, words=("awful", "bad", "fair", "good", "great"), others_say={"good": "fine, ok"}, hint="say how it feels"), ("-2", "2", "-3", "Bad", "GREAT", "fine", "gooood", "x", "0.5")),
    ("0 to 1", number_between(0, 1, whole=False), ("0", "1", "0.5", "1.5", "50", "50 %", "12,5 %", "101", "100", "1", "-0.1", "half", "0,5")),
    ("0 to 100", number_between(0, 100, whole=False), ("0", "100", "101", "50 %", "x", "1,5")), ("from 0 on", number_between(0, whole=False), ("0", "-1", "1.200", "1.250", "1.25", "3.100", "10.000", "1e999", "x", "1 200")),
    ("from 1 on", number_between(1), ("1", "0", "1.5", "1000000000000001", "1.000", "x")), ("1 to 10", number_between(1, 10), ("x", "11")), ("1 to 11", number_between(1, 11), ("x",)),
    ("choice", one_of("low", "high", others_say={"low": "small, little"}, hint="how much"), ("low", "Low", "hgih", "little", "xyz", "[low]", "~", "{low: }")),
    ("owner", ref("team"), NAMES), ("persona", ref("persona"), NAMES), ("map", ref("map"), ("{title: A}",)), ("teams in doubt", refs("team", doubt=True), NAMES), ("steps", refs("step"), NAMES), ("by name", values.by_name(values.Text, "shop: Opens"), ("{a: b}", "[a]", "a", "~")),
    ("day or words", values.date_or_words(frozenset({"none", "open"}), "a day", "leave it out"), ("none", "Open.", "soon", "2026-01-01", "~")),
    ("feeling", Feeling, ("1", "-2", "3", "good", "Very happy", "+1", "−1", "- 1", "1 happy", "happy (1)", "1: happy", "+", "++", "--", "-/-", "n/a", "?", "tbd", "4/5", "0.5", "[1, 2]", "{score: 1, word: fine}", "{word: fine}", "~", "''", "😀", "1,5", "glücklich", "sehr gut", "不满", "3 angry", "angry 5")),
    ("answerable", Owner, ("shop", "[shop, web]", "{team: shop, person: Ann}", "{name: shop}", "'?'", "~", "shop?")),
)  # fmt: skip


def of_typed() -> Told:
    """What each text is, for each kind."""
    yield (
        "model/typed.txt",
        titled((kind, "".join(f"{text!r}: {_read(pydantic.TypeAdapter(shape), text)}\n" for text in texts)) for kind, shape, texts in CASES),
    )


def _read(adapter: Any, text: str) -> str:
    source = yaml_text.read("a.yml", f"a: {text}\n".encode())
    tree = source.tree
    if not isinstance(tree, yaml_text.Mapping):
        return f"no YAML: {source.problems[0].message}"
    try:
        found = adapter.validate_python(tree["a"], context=source)
    except pydantic.ValidationError as error:
        return "; ".join(
            f"{it['type']}: {(it.get('ctx') or {}).get('message', it['msg'])} ({(it.get('ctx') or {}).get('hint', '')})"
            for it in error.errors(include_url=False)
        )
    return repr(found)
