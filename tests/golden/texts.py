"""Texts in every way that people write them, and what is read in them or said of them: days and periods, YAML that is none, bytes
that are no text, and what else may lie in a folder of maps.

What comes of them stands in `expected/reading/`, under the texts as Python writes them.
"""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.golden.outline import Told, titled

from journeybook.reading import dates, encoding, files, ids, periods, yaml_text
from journeybook.reading.problem import Problem

DAYS = (
    "2026-06-30", "2026-6-3", "2026-02-30", "2024-02-29", "2024-02-30", "2026-13-01", "26-06-30", "2026-06-30T10:00", "30.6.2026", "30.06.26", "6/30/2026", "06/07/2026", "06/07/26", "06-07-2026",
    "31/04/2026", "2026/06/30", "2026.6.30", "2026年6月30日", "2026-06", "6/2026", "2026-6-31", "2026-6-32", "2026-6-28", "29.02.2025", "24-06-05", "20-06-05", "05-06-24", "19-06-05", "05-06-1",
    "30.6.126", "30.6.99", "30.6.100", "1.2.0000", "0000-01-31", "30.06.2026 10:15", "20260630", "202606", "20261301", "2026", "46203", "54999", "55000", "29999", "###", "##",
    "30. September 2026", "30 sept 2026", "September 30, 2026", "Sept. 30 2026", "30 de setembro de 2026", "3rd of May 2026", "31 April 2026", "30-Sep-26", "30 Sep 0026", "30 Ju 2026", "30 Ma 2026", "30 Foo 2026",
    "May 2026", "Mai 2026", "Ma 2026", "2026 May", "5/2026", "0/2026", "12/2026", "2026-13", "13/2026", "2026 年 5 月", "May '26", "May 26", "5/26", "13/26", "5/19", "26 年 5 月", "May 19", "3-Sep", "Sep 3", "Foo 3", "3-Foo",
    "9月3日", "9月", "Jan 05", "Q1/26", "1Q26", "T1 2026", "1T26", "2026 T1", "1er trimestre 2026", "3. Quartal 2026", "IV quarter 2026", "quarter 2 of 2026", "1. Halbjahr 2026", "II semestre 2026",
    "HJ1 2026", "S2 26", "Q5 26", "KW 5 2026", "KW 52 2026", "2026 W53", "2026-W5", "week 0 2026", "week 1 2026", "2026年第5周", "KW5 0000", "yesterday", "",
)  # fmt: skip
PERIODS = (
    "3 months", "P3M", "p1y6m2w3d", "P", "P0D", "quarterly", "Quarterly.", "每季度", "每隔2周", "两个月", "every two weeks", "1 year and 6 months", "1 year, 6 months", "6 months year", "year 6 months", "half a year", "3月", "月",
    "bimonthly", "100 years", "101 years", "0 days", "1200 months", "36600 days", "36601 days", "a fortnight", "jede Woche", "2 Wochen", "twice a year", "each", "3", "3 moons", "",
    "2026-05", "2026-00", "2026-13", "2026-12", "2026-Q2", "2026 q4", "2026-Q5", "Q2 2026", "2. Quartal 2026", "2026年第二季度", "2026-H1", "H2/2026", "1. Halbjahr 2026", "2026年下半年", "2026年", "2026", "0000", "0000-05",
    "2026年6月3日", "2026年6月31日", "2026-06-03", "2026-06-31", "3 June 2026", "June 2026", "2026-04-01/2026-06-30", "2026-06 to 2026-04", "2026-Q1 - 2026-Q2", "2026-06-30/2026-06-30", "2026-07-01/2026-06-30", "2026-06-30/2026-06",
    "2026-06/2026-06-15", "a/b", "a/b/c", "2026-01/2026-02/2026-03", "2026/05", "2026-04-01/soon", "soon to 2026-04-01",
)  # fmt: skip
NAMES = (
    "a",
    "a-b",
    "A",
    "a b",
    "-a",
    "a-",
    "a--b",
    "ä-ö",
    "Ä",
    "选择-支付",
    "选择--支付",
    "选择 支付",
    "x" * 64,
    "x" * 65,
    "é" * 64,
    "é" * 65,
    "",
    "Chooses how to pay!",
    "选择支付",
    "… !",
    "CON",
    "con",
    "exit",
    "हिन्दी",
    "e\u0301",
    "Ⅳ",
)

HEAD = "title: A\nid: a\nstages:\n"
SYNTAX = (
    "title: A: B\nstages: [C]\n", "title: A\n  stages: [C]\n", "title: A\nstages:\n  - name: B\n    does: x: y\n", HEAD + "  - name: B\n   does: x\n", HEAD + "\t- B\n", HEAD + "  -\tname: B\n", HEAD + "  - name: B\n\tdoes: x\n",
    HEAD + "  - @B\n", HEAD + "  - `B`\n", HEAD + "  - %B\n", HEAD + "  - *B\n", HEAD + "  - &B\n", HEAD + "  - !B c\n", HEAD + "  - !<B c\n", HEAD + "  - B\n  - ? \n", HEAD + "  - ?B\n", HEAD + "  - [a, ?]\n",
    HEAD + "  - \"B\n  - C\n", HEAD + "  - 'B\n---\n", HEAD + "  - \"B\\q\"\n", HEAD + "  - \"B\\x1\"\n", HEAD + "  - \"\\U99999999\"\n", HEAD + "  - \"B\" C\n", HEAD + "  - 'B' C\n", HEAD + "  - [a, b\n", HEAD + "  - [a, b\n  - c\n",
    HEAD + "  - {name: B, does: c\n", HEAD + "  - {name: B, does: c]\n", HEAD + "  - {name: B does: c}\n", HEAD + "  - {name: B: c}\n", HEAD + "  - {name: B，does: c}\n", HEAD + "  - {name: B\n     does: c}\n", HEAD + "  - [a\n     b: c]\n",
    HEAD + "  - [a, b # c]\n  - d\n", HEAD + "  - [a, 'b # c]\n", HEAD + "  - [a]b\n", HEAD + "  - [a,, b]\n", HEAD + "  - {a:: b}\n", HEAD + "  - [:a, b:]\n", HEAD + "  - {name: \"B\" \"C\"}\n",
    HEAD + "  - name: B\n    text\n    does: c\n", HEAD + "  - name: B\n    more text\n      does: c\n", HEAD + "  - B\n    does: c\n", HEAD + "  text\n  - B\n", HEAD + "text\n", "text\ntitle: A\n", "text\n# c\nmore: b\n", "text\n# c\n", "text\n\n# c\ntext\n", "- a\n# c\ntext\n",
    HEAD + "  - name: B\n    summary: |\n    text: c\n", HEAD + "  - name: B\n    summary: |\n    some text\n    more\n", HEAD + "  - |\n  some text\n", HEAD + "  - name: B\n    summary: >\n\n  text here\n", HEAD + "  - name: B\n    summary: | text\n", HEAD + "  - name: B\n    summary: |x\n",
    "## Stages\n- name: B\n", "## Look around\n- name: B\n  x\n- c: d\n", "title: A\n## Look around\n- name: B\n", "title: A\n## stages\n  - B\n", HEAD + "  - name: - B\n", "```yaml\ntitle: A\n", "> title: A\n> stages: [B]\n", HEAD + "  - link: https: //x.example\n",
    "{panel:title=x|y=z}\n", "h1. Title\n", "// comment\ntitle: A\n", "<!-- c -->\ntitle: A\n", "title: A\n=====\n", "title: A\n-----\n", "**title**: A\n", HEAD + "  - [x] B\n", HEAD + "  - [x] B: c\n", "owner: Ann: Miller\n", "title： A\n", HEAD + "\u00a0 - B\n", "title:\u00a0A\n",
    HEAD + "  * B\n", HEAD + "  – B\n", HEAD + "  • B\n", HEAD + "  1. B\n", HEAD + "  - ［B, C］\n", "| a | b |\n", "a\tb\tc\n", "title = A\n", "%title: A\n", HEAD + "  -name: B\n", HEAD + "  - name:B\n", "title:A\n", "title: “A: b”\n", HEAD + "  - {{ B }}\n",
    "title\nstages: [B]\n", "title: A\ntitle: B\nstages: [C]\n", HEAD + "  - name: B\n    id: b\n    name: C\n", HEAD + "  - {name: B, name: C}\n", HEAD + "  - name: B\n    steps:\n      name: C\n      does: d\n      name: E\n      does: f\n", "? [a]\n: b\n", "<<: a\ntitle: A\n", "'<<': a\ntitle: A\n",
    "a: &x b\nc: *x\nd: *x\n", "a: *y\n", "a: !!str b\n", "a: !!python/name:os b\n", "--- a\n--- b\n", "a: b\n...\nc: d\n", "%YAML 2.0\n---\na: b\n", "%YAML 1.2\n%YAML 1.2\n---\na: b\n", "a: [“b, c”, d]\n", "a: [“b, c, d]\n", "a: “b”\n", "a: “b” or “c”\n", "a: ‘\n", "a: -\u00a0b\n", "- –b\n- – c\n",
    "a: \"b\\nc\"\n", "a: \"C:\\new\"\n", "a: \"C:\\temp\"\n", "a: \"b\\u202ec\"\n", "a: \"b\\u2028c\"\n", "a: \"b\\ufeffc\"\n", "a: \"b\\ud800c\"\n", "a: \"b\\x07c\"\n", "a: b\n c\n", "a:\n  我在\n  手机上\n  app 付款\n", "a: \"我在\n  手机上\"\n", "a: >\n  我在\n  手机上\n\n  b\n", "a: |\n  我在\n  手机上\n",
    HEAD + "  - {name: B\n    does: c\n  - name: C\n", HEAD + "  - {name: B\n     does: c\n  - name: C}\n", HEAD + "  - [a\n     b: c\n  - d\n", HEAD + "  - {name: B\n     does: c\n", HEAD + "  - {name: B, does: [c\n     d: e]}\n",
    HEAD + "  - name: B\n    summary: |\n    some\n", HEAD + "  - name: B\n    summary: |\n    * some\n", HEAD + '  - ["a" b]\n', HEAD + '  - {name: "B" x}\n',
    "title: “A”\nstages:\n  - @B\n", "title: “A”\nstages:\n  - [B, @C]\n", "title: “A”\nid: a\nstages:\n  - \"B\\q\"\n", "- A\n- “B”\n- !<C\n", "title: “A\n  b”\nmore\n",
)  # fmt: skip
BYTES = (
    b"", b"a: b\r\nc: d\re: f\n", b"\xef\xbb\xbfa: b\n", b"\x1f\x8b\x08", b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n", b"GIF89a", b"SQLite format 3", b"\xff\xfea\0", b"\xff\xfe\0\0a\0\0\0", b"\xfe\xff\0a", b"\0\0\xfe\xff\0\0\0a",
    "title: A\nstages: [B]\n".encode("utf-16-le"), "title: A\nstages: [B]\n".encode("utf-32-le"), b"\0" * 50, b"abc" + b"\0" * 20 + b"x" * 100, b"abc" + b"\0" * 21 + b"x" * 100, b"abc\0", b"abcd\0\0",
    b"version https://git-lfs.github.com/spec/v1\n", b"\n <!DOCTYPE html>", b"<html>", b"<?xml version='1.0'?>", "标题: 购买鞋子\n".encode("gbk"), "标题：".encode("gbk") + b"x" * 3, "Größe: ä\n".encode("cp1252"), b"a: b\nc: \x81\x8d\n", "中文éü\n".encode("gb18030"), "中文字éü\n".encode("gb18030"), b"ab\xff", b"a\r\nb\rc\n\xe9d",
    b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n", b"<<<<<<< HEAD\n||||||| base\n=======\n>>>>>>> x\n<<<<<<< HEAD\n=======\n>>>>>>> y\n", b"=======\na\n=======\n", b"a: <<<<<<<\n", b"a <<<<<<< b\n>>>>>>>\n", b"a: |\n  <<<<<<< HEAD\n",
    "a\u202eb".encode(), "a\u200bb".encode(), "a\x85b".encode(), "a\ufeffb".encode(), "a\ufffdb\n\ufffd".encode(), b"a\x07" * 102, "\u2028".encode() * 102,
)  # fmt: skip
FOLDERS: tuple[dict[str, str], ...] = (
    {"a.yml": "", "b.YAML": "", "c.csv": "", "d.txt": "", ".e.yml": "", "#f.yml": "", "~g.yml": "", "_h/a.yml": "", ".i/a.yml": "", "j/a.yml": ""},
    {"a.yml.txt": "", "b.csv.txt": "", "c.yaml.txt": "", "d.yaml~": "", ".e.yml.txt": ""},
    {"a.yaaml": "", "b.yamll": "", "c.yal": "", "d.ymal": "", "e.yam": "", "f.cvs": "", "g.csvx": "", "h.yl": "", ".i.ymal": "", "j.CVS": ""},
    {"a.xlsx": "", "b.ods": "", ".c.xlsx": "", "~d.xlsx": "", "#e.ods": "", "f.docx": "", "g.rtf": "", "h.XLS": ""},
    {"a.txt": "metric,date,value\n", "b.tsv": '"Metric"\tDate\n', "c.tab": "a\tb\n", "d.txt": "\n\nmetric;date\n", "e.dat": "metric,date\n", ".f.txt": "metric,date\n"},
    {"a.txt": "title: A\nstages:\n  - B\n", "b": "teams: [{name: B}]\n", "c.json": '{"title": "A"}', "d.md": "---\ntitle: A\nstages:\n- B\n", "e.md": "stages:\n- B\n```yaml\n```\n", "f.toml": "a = 1\n", "g.py": "stages:\n- B\n", "h": "text\n"},
    {"a.json": '{"data": [1]}', "b.json": '{"other": [1]}', "c.txt": '{"data": [1]}', "d.JSON": ' { "nodes" : [', ".e.json": '{"data": ['},
    {"languages/pl.po": "", "languages/pl.po.txt": "", "languages/de.mo": "", "languages/it.pot": "", "languages/it.json": "", "languages/FR.PO": "", "languages/x.md": "", "languages/sub/pl.po": "", "pl.po": "", "sub/pl.po": "", "languages/es.mo": "", "languages/es.po": ""},
    {"a.yml": "", "sub.yml/b.txt": "", "sub.csv/c.txt": ""},
    {"a\u200bb.yml": "", "a\nb.yml": ""},
    {"a.yml": "", "->b.yml": "a.yml", "->c.yml": "../outside.yml", "->d.yml": "nowhere.yml", "->e": ".", "->f.txt": "a.yml", "../outside.yml": "", "->g.csv": "h.dat", "h.dat": ""},
    {"../mkdocs.yml": "", "../map.yml": "title: A\nstages:\n- B\n", "../numbers.csv": "metric,date\n", "../other.csv": "a,b\n", "../other.yml": "a: b\n", "../docs/page.md": "", "../docs/map.yml": "stages:\n- B\n", "../docs/maps/map.yml": "stages:\n- B\n", "a.yml": ""},
    {"../map.yml": "title: A\nstages:\n- B\n", "a.yml": ""},
    {"../mkdocs.yaml": "", "../docs": "no folder", "../.map.yml": "stages:\n- B\n"},
)  # fmt: skip
"""What lies in a folder `maps`, by path; a name behind '->' is a link."""


def of_reading() -> Told:
    """What is read in each text, and said of it."""
    yield "reading/days.txt", "".join(f"{text!r}: {_day(text)}\n" for text in DAYS)
    yield "reading/periods.txt", "".join(f"{text!r}: {_period(text)}\n" for text in PERIODS)
    yield (
        "reading/ids.txt",
        "".join(
            f"{name!r}: {ids.is_id(name)} {ids.slug(name)!r} {ids.slug(name, 'none')!r} {ids.unique(ids.slug(name), {'a', 'a-b', 'a-b-2'})!r}\n"
            for name in NAMES
        ),
    )
    yield "reading/syntax.txt", titled((repr(text), _yaml(text)) for text in SYNTAX)
    yield "reading/bytes.txt", titled((f"{data[:60]!r} ({len(data)})", _bytes(data)) for data in BYTES)
    yield "reading/folders.txt", titled((", ".join(map(repr, names)), _folder(names)) for names in FOLDERS)


def _day(text: str) -> str:
    found = {"day": dates.read_date(text), "month": dates.read_month(text), "named": dates.named_day(text), "is a day": dates.is_day(text) or None}
    said = f"{dates.how_to_write(text)!r} {dates.how_to_write_a_day(text)!r}"
    return " ".join([f"{name} {value}" for name, value in found.items() if value is not None] + [said])


def _period(text: str) -> str:
    found = periods.parse_period(text)
    after = [str(periods.after(day, found)) for day in (datetime.date(2026, 1, 31), datetime.date(9999, 1, 1))] if found else []
    stretch = {"from": periods.period_start(text), "to": periods.period_end(text), "named": periods.named(text), "ends": periods.ends(text)}
    return " ".join([*after, *(f"{name} {value}" for name, value in stretch.items() if value is not None)]) or "nothing"


def _told(problems: list[Problem] | tuple[Problem, ...]) -> Iterator[str]:
    for it in problems:
        yield (
            f"{it.place}-{it.place.end_line}:{it.place.end_column} {it.level}[{it.code}] {it.message} ({it.hint})"
            + "".join(f"; {where} {word}" for where, word in it.related)
            + "\n"
        )


def _yaml(text: str) -> str:
    source = yaml_text.read("a.yml", text.encode())
    return "".join([*_told(source.problems), f"{source.tree!r}\n", *([f"lost {source.lost!r}\n"] if source.lost else [])])


def _bytes(data: bytes) -> str:
    found = []
    for read in (encoding.decode, encoding.of_spreadsheet):
        text, problems = read("a.yml", data)
        found.append(
            "".join([f"{text if text is None else text[:60]!r}\n", *list(_told(problems))[:4], f"{len(problems)} findings\n" if len(problems) > 4 else ""])
        )
    return found[0] if found[0] == found[1] else f"{found[0]}as a table: {found[1]}"


def _folder(names: dict[str, str]) -> str:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "maps"
        folder.mkdir()
        for name, text in names.items():
            path = folder / name.removeprefix("->")
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.startswith("->"):
                os.symlink(text, path)
            else:
                path.write_text(text, encoding="utf-8")
        listed, problems = files.listed(folder)
        said = "".join(_told(problems))
        return f"read: {', '.join(map(repr, listed))}\n{said}".replace(top, "TOP")
