"""Bytes to text: which encodings and characters a file may hold, and what each refused one is called.

Leaves the structure of the text to `yaml_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from journeybook.reading.problem import Place, Problem, shown

IN_YAML = "copy its text into a YAML file"
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"PK\x03\x04", "an archive or an office document", IN_YAML),
    (b"\xd0\xcf\x11\xe0", "an office document", IN_YAML),
    (b"{\\rtf", "an office document", IN_YAML),
    (b"%PDF-", "a PDF document", IN_YAML),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"RIFF", "a picture or sound", ""),
    (b"SQLite format", "a database", ""),
    (b"\x7fELF", "a program", ""),
    (b"BZh", "an archive", ""),
    (b"\xfd7zXZ", "an archive", ""),
    (b"7z\xbc\xaf", "an archive", ""),
)
"""How files begin that are no text, what they are, and what to do."""
WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
OF_YAML = ("", IN_YAML, "save it as UTF-8")
"""What is to be done about a file of YAML, and not about a table."""
WHOLE_FILE = ("not-utf8", "not-a-map-file")
AS_CSV = "open it in the spreadsheet and save it as 'CSV UTF-8'"
BIDI = "\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
SURROGATES = "\ud800-\udfff"
REFUSED = re.compile(f"[{CONTROL}{BIDI}{SURROGATES}\ufeff\ufffe\uffff]")
ODD = re.compile("[\x85\u2028\u2029\ufff9-\ufffb\ufffd]")
ODD_OR_MARK = re.compile("[\x85\u2028\u2029\ufff9-\ufffb\ufffd\ufeff]")
CONFLICT = re.compile(r"^( *<{7} .*|<{7}|={7}| *>{7} .*|>{7}|\|{7}( .*)?)$", re.MULTILINE)
MOST = 100
"""Findings of one kind after which nobody wants to know more."""
LOST = "\ufffd"
"""What stands for a character that cannot be shown or was lost."""
HALVES = re.compile(f"[{SURROGATES}]")
"""Halves of surrogate pairs, which an escape can write and no file can hold."""
QUOTES = {"“": "”", "„": "“", "«": "»", "＂": "＂", "‘": "’"}
"""Typographic quotes that people take for YAML's, each with the one that closes it."""
WIDE_COMMA = re.compile("[，、]")
"""The commas of Chinese writing, which part no items in YAML."""
WIDE_BRACKETS = {"［": "］", "【": "】", "〔": "〕"}
"""Brackets of Chinese writing that people type for '[', each with the one that closes it."""
ODD_BULLET = re.compile(r"[–—‐•·‣●○■▪◦－−]\s")
"""What word processors make of the hyphen of a list item."""
ODD_DASH = re.compile("-[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000]")
HIDDEN_ESCAPE = re.compile(r"(?:\b[A-Za-z]:(?:\\{2}|[^\\\s])*\\|\w\\(?=t))([nt])(?=\w)")
"""A backslash that was typed for a path and became a line break or a tab."""
BREAKS = {0x85: 0x10FF85, 0x2028: 0x10FF28, 0x2029: 0x10FF29}
UNBREAKS = {guarded: original for original, guarded in BREAKS.items()}
BREAK = re.compile("[\x85\u2028\u2029]")
GUARDED = re.compile("[\U0010ff85\U0010ff28\U0010ff29]")
CHINESE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—"
"""A class of characters that takes long to compile, which waits until a file needs it."""
INVISIBLE = frozenset("\u3164\u2800\u115f\u1160\uffa0\u200b\u200c\u200d\u2060\ufeff\u00ad")


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file with its line ends as `\\n`, or None where it is no text; and what it must not hold."""
    other = _other_kind(path, data)
    if other is not None:
        return None, [other]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, data, error)]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text.lstrip()[:40].lower()
    if head.startswith("version https://git-lfs"):
        return None, [_whole(path, "this is a git-lfs pointer, not the file", "run 'git lfs pull'", "not-a-map-file")]
    if head.startswith(("<!doctype", "<html", "<?xml")):
        return None, [_whole(path, "this is a web page, not a map or library", code="not-a-map-file")]
    conflicts = _conflicts(path, text)
    return (None if conflicts else text), [*conflicts, *_characters(path, text)]


def of_spreadsheet(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The same of a table, which may also be what spreadsheets call "Unicode text": UTF-16 that says so."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and not data.startswith(b"\xff\xfe\0\0"):
        try:
            data = data.decode("utf-16").encode("utf-8")
        except UnicodeError:
            return None, [_whole(path, "the file begins as UTF-16, and goes on as something else", AS_CSV)]
    text, problems = decode(path, data)
    return text, [replace(problem, hint=AS_CSV) if problem.hint in OF_YAML and problem.code in WHOLE_FILE else problem for problem in problems]


def printable(text: str) -> str:
    """`text` with the refused characters, which are reported already, as U+FFFD: nothing moves, and reading goes on."""
    return REFUSED.sub(LOST, text)


def check_value(at: Place, value: str, raw: str) -> list[Problem]:
    """What a double-quoted value gains by its escapes: characters that nobody sees in the file."""
    found = REFUSED.search(value)
    if found and found.group() != "\ufeff":
        return [_refused(at, found.group(), f"{shown(value)} holds ")]
    odd = ODD_OR_MARK.search(value)
    if odd and odd.group() not in raw:
        return [_odd(at, odd.group())]
    hidden = HIDDEN_ESCAPE.search(raw) if "\n" in value or "\t" in value else None
    if hidden:
        sign = "\\" + hidden.group(1)
        message = f"'{sign}' in double quotes is a {'line break' if hidden.group(1) == 'n' else 'tab'}"
        hint = "use single quotes if the backslash is meant"
        return [Problem(at, "hidden-escape", message, "warning", hint)]
    return []


def check_plain(at: Place, value: str) -> list[Problem]:
    """What a value without quotes begins with, where its author took it for something else."""
    if value[:1] in QUOTES and len(value) > 1:
        close = QUOTES[value[0]]
        if value[-1] == close and close not in value[1:-1]:
            message = f"the typographic quotes around {shown(value)} become part of the text"
            return [Problem(at, "typographic-quotes", message, "warning", "remove them, or type ' or \"")]
    if value[:1] == "-" and ODD_DASH.match(value):
        message = f"{name_of(value[1])} follows the dash where a space must"
        return [Problem(at, "yaml-syntax", message, hint="type '- '")]
    return []


def parted_quote(items: Sequence[str]) -> tuple[int, int] | None:
    """The first and the last of `items` that one text in typographic quotes became, because of the commas in it."""
    for number, item in enumerate(items):
        close = QUOTES.get(item[:1])
        if close and close not in item[1:]:
            last = next((other for other in range(number + 1, len(items)) if close in items[other]), None)
            if last is not None and items[last].endswith(close):
                return number, last
    return None


def guard(text: str) -> str:
    """`text` with the line breaks that YAML 1.1 knows and YAML 1.2 does not put out of the parser's sight."""
    return text.translate(BREAKS) if BREAK.search(text) else text


def unguard(text: str) -> str:
    """The inverse of `guard`."""
    return text.translate(UNBREAKS) if GUARDED.search(text) else text


def join_chinese(text: str, raw: str) -> str:
    """`text`, folded by YAML from the lines of `raw`, without the blanks that folding put between Chinese characters."""
    lines = [line.strip() for line in raw.split("\n")]
    at = 0
    for before, after in pairwise(lines):
        if not (re.match(f"[{CHINESE}]", before[-1:]) and re.match(f"[{CHINESE}]", after[:1])):
            continue
        tail, head = before[-8:].lstrip("'\""), after[:8].rstrip("'\"")
        found = text.find(f"{tail} {head}", at)
        if found >= 0:
            at = found + len(tail)
            text = text[:at] + text[at + 1 :]
    return text


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing of `text`."""
    if "!" <= text[:1] <= "~":
        return False
    return all(char in INVISIBLE or not char.isprintable() or char.isspace() for char in text)


def stacked_marks(text: str) -> bool:
    """Whether more combining marks stand on one character than any language writes."""
    if text.isascii():
        return False
    run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run > 4:
            return True
    return False


def name_of(char: str) -> str:
    """A character as people can look it up: `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    unnamed = "half of a surrogate pair" if "\ud800" <= char <= "\udfff" else "control character"
    name = unicodedata.name(char, unnamed)
    return f"U+{ord(char):04X} ({name.lower()})"


def _whole(path: str, message: str, hint: str = "", code: str = "not-utf8") -> Problem:
    return Problem(Place(path), code, message, hint=hint)


def _other_kind(path: str, data: bytes) -> Problem | None:
    for begin, what, hint in SIGNATURES:
        if data.startswith(begin):
            return _whole(path, f"this is {what}, not text", hint, "not-a-map-file")
    for begin, name in WIDE:
        if data.startswith(begin):
            return _whole(path, f"the file is not UTF-8 (it looks like {name})", "save it as UTF-8")
    zeros = data[:400].count(0)
    if zeros > 20 or zeros > len(data[:400]) // 4:
        if zeros == len(data[:400]):
            return _whole(path, "the file holds nothing but zero bytes", "bring it back from git", "not-a-map-file")
        name = "UTF-32" if b"\x00\x00\x00" in data[:400] else "UTF-16"
        return _whole(path, f"the file is not UTF-8 (it looks like {name})", "save it as UTF-8")
    return None


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    lines = before.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}{_guessed(data)}"
    return Problem(Place(path, len(lines), len(lines[-1]) + 1), "not-utf8", message, hint="save it as UTF-8")


def _guessed(data: bytes) -> str:
    """The encoding that the bytes are in, if they look like one that people use."""
    for name, said in (("gb18030", "GBK"), ("cp1252", "Windows-1252")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text if char > "\x7f"]
        if name == "cp1252" or 2 * len(re.findall(f"[{CHINESE}]", text)) > len(foreign):
            chinese = len(re.findall("[\u4e00-\u9fff]{2}", text))
            if name == "cp1252" or chinese:
                return f" (it looks like {said})"
    return ""


def _conflicts(path: str, text: str) -> list[Problem]:
    """One finding for each conflict, at its first marker; the further markers of the same one are named with it."""
    found: list[Problem] = []
    if not any(7 * sign in text for sign in "<=>|"):
        return found
    line, at = 1, 0
    for match in CONFLICT.finditer(text):
        line, at = line + text.count("\n", at, match.start()), match.start()
        sign = match.group().strip()[:7]
        where = Place(path, line, 1, line, 1 + len(match.group()))
        if found and sign[0] != "<" and not _closed(found[-1]):
            marker = (where, f"its {sign}")
            found[-1] = replace(found[-1], related=(*found[-1].related, marker))
        elif len(found) < MOST:
            hint = "keep one side and remove the markers (<<<<<<<, ======= and >>>>>>>)"
            found.append(Problem(where, "merge-conflict", f"an unresolved merge conflict: {shown(sign)}", hint=hint))
    return found


def _closed(conflict: Problem) -> bool:
    return any(word.endswith(">>>>>>>") for _, word in conflict.related) or len(conflict.related) > 2


def _characters(path: str, text: str) -> list[Problem]:
    found: list[Problem] = []
    if LOST not in text and text.replace("\n", "").isprintable():  # as nearly every file is
        return found
    for pattern, make in ((REFUSED, _refused), (ODD, _odd)):
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            found.append(make(Place(path, line, column, line, column + 1), match.group()))
            if len(found) > MOST:
                break
    return found


def _refused(at: Place, char: str, before: str = "the text holds ") -> Problem:
    what = "a byte order mark, " if char == "\ufeff" else ""
    hint = "two files may have been joined; remove it" if what else "remove it"
    if re.match(f"[{SURROGATES}]", char):
        hint = "type the character itself"
    if re.match(f"[{BIDI}]", char):
        hint = "it makes text read otherwise than it is; remove it"
    return Problem(at, "refused-character", f"{before}{what}{name_of(char)}", hint=hint)


def _odd(at: Place, char: str) -> Problem:
    message = f"the text holds {name_of(char)}, which nobody can see"
    if char == LOST:
        message = "a character was lost here when the file was converted (U+FFFD)"
        return Problem(at, "lost-character", message, "warning", "type it again")
    return Problem(at, "invisible-character", message, "warning", "remove it, or use a space")
