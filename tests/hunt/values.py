"""What stands in a field when somebody slips, or means harm: texts, numbers, dates, empty values in all spellings."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from journeybook.model import ITEM_KINDS, KINDS, Library, Map, Part, Perspective, Settings, Stage, Step, Transition
from journeybook.model.decode import part_type


class Raw(str):
    """A value that is written as it stands, whatever YAML makes of it."""


EMPTY = ("", "~", "null", "Null", '""', "''", "[]", "{}", ">", "|", ">-", "|+", "# nothing", "- ", "[~]", '[""]', "{a: }", "&a", "!!null", "-", '" "', "[[]]")
NUMBERS = (
    "0", "-0", "1", "-1", "3", "5", "6", "0.1", "1e308", "-1e308", "1e-308", "5e-324", "1e309", "1e400", "nan", ".nan", "inf", ".inf", "-.inf", "1" + "0" * 30,
    "9" * 39, "-" + "9" * 39, "9" * 400, "0x10", "1_000", "1,5", "٣", "½", "1e3", "0.30000000000000004", "99999999999999999999", "2147483648", "9007199254740993",
    "100 %", "1000000 %", "-5 %", "1e300 %", "1e-7", "123456789.123456789", "50", "120000",
)  # fmt: skip
SOUND = ("0", "1", "2", "3", "4", "5", "0.5", "1e-9", "0.000001", "7", "10", "100", "999999", "1000000000", "999999999999", "123456.789", "-3", "1e12", "1e15", "1000000000000000", "5e-324", "1e-300", "-1e15")  # fmt: skip
DAYS = ("0001-01-01", "9999-12-31", "1969-12-31", "2026-11-23", "2026-11-24", "2024-02-29", "2026-12-31", "2099-01-01", "1582-10-10")
DATES = (
    "0001-01-01", "9999-12-31", "0000-01-01", "10000-01-01", "2026-02-30", "2026-13-01", "2026-06", "2026-Q2", "2026", "9999-12", "0001", "9999-Q4", "9999",
    "2026-01-01/2026-06-30", "2026-06-30/2026-01-01", "1 May 2026", "yesterday", "2026-01-01T00:00:00Z", "May 9999", "9999年12月", "0001-01-01/9999-12-31",
)  # fmt: skip
PERIODS = (
    "0 days", "1 day", "99999 years", "100 years", "99999 days", "P0D", "P99999Y", "P99999D", "P9Y99999M", "every month", "每季度", "P1Y2M3W4D", "-1 month", "PT10M",
    "PT99999999H", "10 minutes", "3-5 days", "P1000Y", "36600 days", "00000 years",
)  # fmt: skip
HOSTILE = (
    "<b hunt=x>bold</b>", "<script hunt=x>alert(1)</script>", '"><img hunt=x onerror=alert(1)>', "' hunt='x", '" hunt="x', "</textarea></title><i hunt=x>", "<!-- hunt", "-->",
    "[a](javascript:hunt)", "javascript:hunt", "data:text/html,<b hunt=x>", "vbscript:hunt", "https://a.example/?a=b&c=<b hunt=x>", "[a](https://a.example/\"hunt=\"x)", "//a.example",
    "mailto:a@b.example?x=<b hunt=x>", "`<b hunt=x>`", "**<b hunt=x>**", "![x](x.png)", "[x][y]", "{{ 7*7 }}", "{% raw %}", "{#hunt}", "{: onclick=hunt }", "--8<-- \"x\"", ":smile:",
    "=cmd|' /C calc'!A0", "@SUM(1)", "../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\x", "%00", "%2e%2e/", "a#b", "a#b#c", "#", "#a", "a#", "map#", "?", "a?", "??", "exit", "index",
    "con", "nul", "__proto__", "constructor", "%s %d {0} {x} {", "{n.__class__}", "$x$", "\\", "\\n", "end", "subgraph", "graph TD; a-->b", 'n0["x"]', "class a b", "%%{init: {}}%%", "%% x",
    "click n0 href \"javascript:hunt\"", "]]>", "<![CDATA[", "&lt;b&gt;", "&", "&amp;amp;", "&#0;", "&#x110000;", "a\nb", "a\n\nb", " a ", "\ta", "a\tb", "a\u00a0b", "\u200b", "\u202ea", "\u2028", "\ufeff",
    "\x00", "\x07", "\x1b[31ma", "\x7f", "\x85", "\ud800", "\udcff", "\ufffe", "\U0010ffff", "e\u0301" * 30, "a" + "\u0301" * 200, "我", "我们的客户，很生气！", "مرحبا بالعالم", "שלום", "ไทย", "👩‍👩‍👧‍👦",
    "😀" * 40, "ß", "İ", "ﬁ", "①", "a" * 64, "a" * 65, "x" * 5000, "word " * 2000, "我" * 3000, "-", "--", "---", "...", "!", "*", "&", "|", ">", "%", "@", ":", "a: b", "a:", ": a", "- a", "yes", "no", "on", "0755",
    "12:30", "1_000", "true", "false", "True", "null", "<<", "=", "[", "{", "}", "]", "'", '"', "''", '""', "“a”", "“", "：", "journeybook:", "journeybook: ignore[x] y", "# journeybook: ignore[unknown-field] why",
)  # fmt: skip
WORDS = ("live", "draft", "retired", "future", "current", "blueprint", "day-in-the-life", "exit", "free", "loop", "skip", "jump", "branch", "next", "done", "rejected", "proposed", "nps", "csat", "ces",
         "conversion", "churn", "ltv", "mean", "top2", "higher", "lower", "restricted", "public", "employees", "en", "zh", "zh-CN", "de", "ar", "xx", "validated", "assumed", "observed", "quarterly")  # fmt: skip
SHAPES: tuple[type[Part], ...] = (Map, Stage, Step, Transition, Perspective, Library, Settings, *ITEM_KINDS.values(), *KINDS.values())


@cache
def fields() -> tuple[tuple[str, type[Part] | None], ...]:
    """Every field of the vocabulary, with the record that it holds, if it does."""
    found: dict[str, type[Part] | None] = {}
    todo, seen = list(SHAPES), set()
    while todo:
        shape = todo.pop()
        for key, info in shape.declared() if shape not in seen else ():
            inner = part_type(info.annotation)
            found[key] = inner
            todo += [inner] if inner else []
        seen.add(shape)
    return tuple(sorted(found.items(), key=lambda pair: pair[0]))


def scalar(chance: random.Random) -> str:
    """A text that may stand anywhere."""
    return chance.choice(chance.choice((HOSTILE, HOSTILE, NUMBERS, NUMBERS, DATES, PERIODS, WORDS)))


def value(chance: random.Random, shape: type[Part] | None = None, depth: int = 0) -> Any:
    """A value of any kind; where `shape` is known, often one that has its fields."""
    kind = chance.random()
    if shape is not None and kind < 0.6 and depth < 3:
        names = list(shape.declared())
        chosen = chance.sample(names, min(len(names), chance.randint(1, 5)))
        made = {key: value(chance, part_type(info.annotation), depth + 1) for key, info in chosen}
        return [made] if chance.random() < 0.4 else made
    if kind < 0.7 or depth > 2:
        return scalar(chance)
    if kind < 0.8:
        return Raw(chance.choice(EMPTY))
    if kind < 0.9:
        return [value(chance, shape, depth + 1) for _ in range(chance.randint(0, 4))]
    return {chance.choice(fields())[0] if chance.random() < 0.7 else scalar(chance): value(chance, None, depth + 1) for _ in range(chance.randint(0, 3))}
