"""What a YAML syntax error means in plain words, and where its cause is rather than where the parser noticed."""

from __future__ import annotations

import re
from typing import Protocol

import yaml

from journeybook.reading.problem import Place, Problem, visible

ODD_SPACE = "[\\u00a0\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000]"
"""What looks like a space and is none to YAML."""
WORDS: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'", "a tab stands where only spaces may", "indent with spaces"),
    (r"found character '(.)'", "a text cannot begin with '{0}'", "put it in quotes"),
    (r"could not find expected ':'", "this line is neither 'key: value' nor a list item",
     "a space must follow the colon; text over several lines needs quotes or '|'"),
    (r"mapping values are not allowed", "a second colon on the line: the text before it would become a key",
     "put the text in quotes, or check the indentation of this line"),
    (r"sequence entries are not allowed", "a list item stands on the line of the field or item that it belongs to",
     "write each item on a line of its own, with '- ' before it"),
    (r"mapping keys are not allowed", "'?' alone has a meaning in YAML", "put it in quotes"),
    (r"found undefined alias|expected alphabetic or numeric character",
     "'*' or '&' at the beginning of a text has a meaning in YAML", "put the text in quotes"),
    (r"found unexpected end of stream", "the quote that opens here is never closed", "close it"),
    (r"found unexpected document separator", "the quote that opens here is not closed before '---' or '...'", "close it"),
    (r"found unexpected ':'", "a colon stands right before a bracket or comma", "put the text in quotes"),
    (r"expected <block end>, but found '-'", "this list item is not indented like the lines it belongs with",
     "give it as many spaces as they have"),
    (r"expected <block end>", "this line is not indented like the lines it belongs with",
     "give it as many spaces as they have"),
    (r"did not find expected '-'", "this line is not indented like the items above", "give it as many spaces as they have"),
    (r"unknown escape character|escape sequence of", "a backslash in double quotes begins an escape, and this is none",
     "use single quotes"),
    (r"expected the node content", "a value is missing here", "remove the comma too many, or write the value"),
    (r"incompatible YAML document", "only YAML 1.x is read", "remove the %YAML line"),
    (r"found duplicate", "a directive is given twice", "remove one"),
    (r"expected '<document start>'", "this stands outside of the document: before '---', or behind '...', a bracket or a closing quote",
     "write all of the file as 'key: value', and remove what is no such line above it"),
    (r"expected a comment or a line break|expected chomping or indentation|expected indentation indicator",
     "text stands right behind '|' or '>'", "begin the text on the next line, or put it in quotes"),
    (r"found undefined tag handle|expected '!'|expected URI|while (scanning|parsing) a tag",
     "'!' at the beginning of a text has a meaning in YAML", "put the text in quotes"),
    (r"expected a digit or '\.'|expected alphabetic|while scanning a directive", "a text cannot begin with '%'", "put it in quotes"),
)  # fmt: skip
"""What the parsers say, as a pattern; what it means; what to do."""
NO_COLON = (
    "this line is a key without its colon, or text that belongs to the line above",
    "write 'key: value', or put the whole text in quotes",
)
SUSPECTS: tuple[tuple[str, str, str], ...] = (
    (r"(?i)^#{2,6} +(stages|steps|pains|gains|opportunities|improvements|transitions|metrics|evidence|teams|personas|touchpoints|痛点|阶段|schritte|phasen)\s*$",
     "'##' begins a comment here, and no section", "write the name of the field in its place, such as 'pains:'"),
    (r"^\s*(- +)?(name|title|text|id|summary|word|quote|hmw|when): +- ", "a dash stands before the text", "remove it, or put the text in quotes"),
    (r"^\s*(```|~~~)", "this line begins or ends a block of code, and is no YAML", "remove it"),
    (r"^\s*>+ ?[\w-]", "the line begins with '>', as a mail marks what it quotes", "remove the '>' and the blank behind it from all lines"),
    (r"(:|^\s*-) +['\"]?(mailto|tel|https?): ", "a blank follows the first colon of the address", "remove it: an address holds no blanks"),
    (r"^\s*(\{/?[a-z]+(:[^{}]*[=|][^{}]*)?\}|h[1-6]\. .*)\s*$", "this is a mark of a wiki, and no YAML", "remove the mark, or type '# ' before the line"),
    (r"^\s*(//|<!--)", "a comment begins with '#'", "type '# ', or remove the line"),
    (r"^\s*(={3,}|-{4,}|_{3,}|\*{3,}|—{2,})\s*$", "this is a ruled line, which YAML does not know", "remove it"),
    (r"^\s*(- )?(\*\*?|__)[A-Za-z][\w -]*:?(\*\*?|__):?(\s|$)", "asterisks or underscores make no text bold here", "remove them"),
    (r"^\s*- \[[ xX✓]?\] ", "a tick box stands where the text must begin", "remove the brackets"),
    (r"^\s*-\t", "a tab follows the dash where a space must", "type '- '"),
    (r"^\s*(- )?[a-z_]+:\s+[^:{\[\"',，]+[,，]\s*(name|feels|owner|does|thinks|pains|gains|touchpoints|steps|severity|text|map|view|stage|team|title|summary|status|goal|needs|channel|kind|date|id):\s",
     "a comma ends no field here: what follows it would belong to the text before",
     "begin each field on a line of its own, or put all of them between '{' and '}'"),
    (r"^\s*(- )?owner:\s+[^:{\"']+:\s", "a second colon on the line: the text before it would become a key",
     "a person is written 'owner: {team: …, person: …}'; other text with a colon needs quotes"),
    (r"^[^\"']{1025,}:", "a key has more than 1,024 characters", "put text that holds a colon in quotes"),
    (r"^[ -]*[^\s:：\"'#]+：", "the colon is a full-width one (U+FF1A)", "type ':' and a space"),
    (rf"^ *{ODD_SPACE}", "the indentation holds {name}, which is no space", "indent with spaces"),
    (rf":{ODD_SPACE}", "{name} follows the colon where a space must", "type ': '"),
    (r"^\s*\* ", "a list item begins with '- ', not with '*'", "type '- '"),
    (r"^\s*[–—‐•·‣●○■▪◦－−]\s", "a list item begins with '- ', not with '{sign}' ({name})", "type '- '"),
    (r"^\s*\d+[.)]\s", "a list item begins with '- ', not with a number", "type '- '"),
    (r"(:|^\s*-) +[｛［【]", "the bracket is a full-width one ({name})", "type '{' and '}', or '[' and ']', with ', ' between the items"),
    (r"^\s*\|.+\|\s*$", "this is a row of a table, which YAML does not know", "write each row as '- name: …', with its other cells as fields below it"),
    (r"^[^\t]*\S\t+\S[^\t]*\t+\S", "this is a row of a table, with tabs between its cells", "write each row as '- name: …', with its other cells as fields below it"),
    (r"^\s*(- )?[A-Za-z][\w-]*\s*=(\s|$)", "an equals sign stands where a colon must", "type ': '"),
    (r"^%", "a line that begins with '%' stands where the document has begun, or without '---' below it", "remove it"),
    (r"^\s*-[^\W\d_][\w-]*:( |$)", "no space follows the dash of a list item", "type '- '"),
    (r"^\s*(- )?[A-Za-z][\w-]*:[^\s:/]", "no space follows the colon", "type ': '"),
    (r"[:,\[] *\? *([,}\]]|$)|[:,\[{] +\? +[^\s,}\]]", "'?' alone has a meaning in YAML", "put it in quotes"),
    (r"(:|^\s*-) +[“”‘’„«]", "typographic quotes are no quotes in YAML", "type ' or \""),
    (r"(:|^\s*-) +\{[{%#]", "'{{' at the beginning of a text has a meaning in YAML", "put the text in quotes"),
    (r"(:|^\s*-) +(\"([^\"\\]|\\.)*\"|'([^']|'')*')[ \t]*[^\s,}\]#:]", "text goes on behind the closing quote",
     "put the whole text in quotes, and write a quote within it as \\\" in \"…\" or as '' in '…'"),
    (r"^\s*[a-z_]+\s*$", *NO_COLON),
)  # fmt: skip
"""What a line may look like that YAML reads otherwise than meant, most telling first."""
FROM_CONTEXT = re.compile(r"could not find expected ':'|found unexpected (end|document)|expected ',' or|expected alphabetic or numeric")
CUT = re.compile(r"[\[{](?:[^\"'#]|(?<=[^\s\[{,])#)*\s(#.*[\]}])\s*$")
"""A bracket that is closed only in a comment of its line."""
BARE_DASH = re.compile(r"(^|\n)\s*-\s*$")
LONG_LINE = 3000
EXACT = re.compile(r"found character '\\\\t'|escape")
"""What needs no suspicion: the parser says exactly what is wrong and where."""
VAGUE = re.compile(r"expected ':'|mapping values|expected <block end>|expected ',' or|document start|unexpected end")
"""What a line above may have caused."""
GOES_ON = ("the colon would make a key of text that goes on from the line above", "put the whole text in quotes")
COLON = re.compile(r":(?=\s|$)")
COMMA_OF_FIELD = re.compile(r"[，、](?=\s*[A-Za-z_][\w-]*\s*$)")
"""A comma of Chinese writing behind which a field begins."""
TEXT_LINE = re.compile(r"(?P<dashes> *(?:- +)*)(?:(?P<key>[^\s'\"#][^:]*?):\s+)?(?P<text>\S.*)")
NO_TEXT = re.compile(r"\s*#|(---|\.\.\.)(\s|$)|(.*:|[ -]*-)\s*(#.*)?$")
"""A line that is no part of a text without quotes: a comment, the mark of a document, a key or dash alone."""
BAR = re.compile(r"[ -]*(?:(?P<key>[\w-]+):\s+)?(?P<bar>[|>])[-+\d]*\s*")
"""A line behind which a text begins whose lines count."""
KEY_LINE = re.compile(r"\s*(- +|-$)?([\w-]+:(\s|$)|#)|\s*- ")
FAR = 20
"""How many lines above the one where the parser stopped the '|' may stand."""
NO_KEY = re.compile(r"\s*(- |[\"'%\[{&*!|>?])|---|\.\.\.")
"""What no key without its colon begins with."""
BEHIND = "text goes on behind the closing bracket or quote"
UNCLOSED = re.compile(r"expected ',' or '.'|<stream end>|expected the node content, but found '<(block|document)")


class YamlMark(Protocol):
    """A position as both of PyYAML's parsers give it, each in a class of its own."""

    @property
    def index(self) -> int:
        """How many characters stand before it."""

    @property
    def line(self) -> int:
        """Its line, counted from 0."""

    @property
    def column(self) -> int:
        """Its column, counted from 0."""


def explain(path: str, text: str, error: yaml.YAMLError, opened: YamlMark | None = None) -> Problem:
    """The syntax error `error` of the file `path`, in the author's terms. `opened` is the innermost '[' or '{' there."""
    if not isinstance(error, yaml.MarkedYAMLError):
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        return Problem(Place(path, line), "yaml-syntax", f"not readable as YAML: {visible(str(getattr(error, 'reason', '')))}")
    said = error.problem or error.context or ""
    lines = text.split("\n")
    cut = opened and error.problem_mark and error.problem_mark.line > opened.line and CUT.match(lines[opened.line], opened.column)
    if opened is not None and cut:
        place = Place(path, opened.line + 1, cut.end() - len(cut[1]) + 1)
        message = "a '#' behind a blank begins a comment, to the end of the line and with its closing bracket"
        return Problem(place, "yaml-syntax", message, hint="put the text in quotes")
    again = opened is not None and _is_second_colon(lines, error, opened)
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and FROM_CONTEXT.search(said) and not again:
        mark = error.context_mark
    line, column = (min(mark.line + 1, len(lines)), mark.column + 1) if mark is not None else (1, 1)
    above = 2 if VAGUE.search(said) and not again else 0
    exact = EXACT.search(said) and not re.match(r"\s*-\t", lines[line - 1])
    number, message, hint = (line, "", "") if exact else _suspect(lines, line, above)
    if number != line:
        line, column = number, 1
    if not exact and (not message or (message, hint) == NO_COLON):
        line, column, message, hint = _below_bar(lines, line) or (line, column, message, hint)
    if not message and "expected the node content" in said and BARE_DASH.search("\n".join(lines[: line - 1])):
        message, hint = "the item that the dash above begins is not indented", "begin it behind the dash, or two spaces further in than it"
    if not message and (heading := _heading_above(lines, line)):
        return Problem(
            Place(path, heading),
            "yaml-syntax",
            "'##' begins a comment here, and no heading",
            hint=f"write 'stages:' in place of the first one, below it each as '- name: {visible(lines[heading - 1].strip('# '))}', and what it holds as its fields",
        )
    if not message and "expected <block end>" in said and lines[line - 1][: column - 1].strip(" -"):
        message, hint = BEHIND, "put the whole text in quotes"
    if not message and opened is not None and again:
        column, message, hint = _second_in_brackets(lines[line - 1], column, text[opened.index])
    if not message and opened is not None and UNCLOSED.search(said):
        return _comma_missing(path, lines, error, opened) or _unclosed(path, text, opened)
    if not message and "mapping values" in said:
        line, column, message, hint = _below_text(lines, line, column)
    if not message and "document start" in said:
        line, column, message, hint = _after_text(lines, line, column)
    if not message:
        message, hint = _words(f"{error.context or ''}; {said}", said)
    return Problem(Place(path, line, column), "yaml-syntax", message, hint=hint)


def _heading_above(lines: list[str], line: int) -> int:
    """The line of the heading, as in Markdown, right above the list that begins at `line` where none may; 0 where there is none."""
    number = line - 1
    while number and not lines[number - 1].strip():
        number -= 1
    return number if number and lines[line - 1].startswith("- ") and re.match(r"#{2,6} +\w", lines[number - 1]) else 0


def at_mark(path: str, mark: YamlMark) -> Problem:
    """What is wrong where a parser stopped at a number that is too large to mean anything."""
    place = Place(path, mark.line + 1, mark.column + 1)
    hint = "put the text in single quotes"
    return Problem(place, "yaml-syntax", "a number after '\\' or '%' that stands for nothing", hint=hint)


def _is_second_colon(lines: list[str], error: yaml.MarkedYAMLError, opened: YamlMark) -> bool:
    """Whether what stopped the parser is a colon behind a value that began on the same line, within the bracket `opened`.
    Behind one that began further up, it is the next line's own: there the bracket is not closed."""
    mark = error.problem_mark
    if mark is None or not (error.problem or "").endswith("got ':'"):
        return False
    return opened.line == mark.line or COLON.search(lines[mark.line], 0, mark.column) is not None


def _second_in_brackets(line: str, column: int, bracket: str) -> tuple[int, str, str]:
    """Where on `line` the cause of a second colon at `column` is, what it is, and what to do."""
    comma = COMMA_OF_FIELD.search(line[: column - 1])
    if comma:
        return comma.start() + 1, f"the comma is a full-width one (U+{ord(comma.group()):04X})", "type ', '"
    hint = "put the text in quotes" + (", or a comma before the next field" if bracket == "{" else "")
    return column, "a second colon: the text before it would become a key", hint


def _below_bar(lines: list[str], line: int) -> tuple[int, int, str, str] | None:
    """The text below '|' or '>' on the way to `line` that is not indented deeper than what it belongs to, if that is the cause."""
    for number in range(line, max(line - FAR, 1), -1):
        text = lines[number - 1]
        begun = BAR.fullmatch(lines[number - 2])
        own = _indentation(text)
        if begun and text.strip() and own <= _indentation(lines[number - 2]) and not KEY_LINE.match(text):
            hint = f"begin each of its lines two blanks further in than '{visible(begun['key'])}'" if begun["key"] else "begin each of its lines further in"
            return number, own + 1, f"the text below '{begun['bar']}' is not indented", hint
        if not text.strip() or KEY_LINE.match(text):
            break
    return None


def _below_text(lines: list[str], line: int, column: int) -> tuple[int, int, str, str]:
    """What makes the colon at `column` one too many where it is the only one of its line: text without quotes goes on from
    line to line. Line, column, what, what to do; nothing said where the line has two."""
    before = lines[line - 1][: column - 1]
    first = 0 if COLON.search(before) else _beginning(lines, line)
    begun = TEXT_LINE.match(lines[first - 1]) if first else None
    if begun is None or begun["text"][0] in "'\"":
        return line, column, "", ""
    own = before.strip()
    if not re.fullmatch(r"(- +)*[\w-]+", own):
        return line, column, *GOES_ON
    if not begun["key"] and not begun["dashes"].strip():
        return first, begun.start("text") + 1, *NO_COLON
    at = len(before) - len(before.lstrip()) + 1
    if own[0] == "-":
        return line, at, "a list item cannot follow the text above", "remove that text, or put the whole text in quotes"
    if begun["key"]:
        hint = f"begin it right below '{visible(begun['key'])}', or put the whole text in quotes"
        return line, at, "this line is indented deeper than the line it belongs with", hint
    message = "this line is a key without its colon, or a text without its key: the next line has one"
    own_key = begun["dashes"].strip() and not re.fullmatch(r"[\w-]+", begun["text"])
    hint = f"write the key of the text, such as '- text: {visible(begun['text'])}' or '- name: …'" if own_key else "write 'key: value'"
    return first, begun.start("text") + 1, message, hint


def _beginning(lines: list[str], line: int) -> int:
    """The line where the text without quotes begins that goes on to `line`; 0 where there is none."""
    first = 0
    for number in range(line - 1, 0, -1):
        text = lines[number - 1]
        if NO_TEXT.match(text):
            break
        if text.strip():
            first = number
        if COLON.search(text) or re.match(r" *- ", text):
            break
    return first


def _after_text(lines: list[str], line: int, column: int) -> tuple[int, int, str, str]:
    """The beginning of the file where it is mere text and a comment ends it; as `_below_text`."""
    above = [number for number in range(1, line) if lines[number - 1].strip() and lines[number - 1].lstrip()[0] != "#"]
    if not above or any(COLON.search(text) or NO_KEY.match(text) for text in (lines[number - 1] for number in above)):
        return line, column, "", ""
    return above[0], 1, *NO_COLON


def _comma_missing(path: str, lines: list[str], error: yaml.MarkedYAMLError, opened: YamlMark) -> Problem | None:
    """What stopped the parser as an item without a comma before it, where the bracket `opened` is closed behind it, before a
    line that is no deeper than the bracket's own."""
    mark = error.problem_mark
    if mark is None or not (error.problem or "").endswith(("got ':'", "got '<scalar>'")):
        return None
    own, depth = _indentation(lines[opened.line]), 1
    for number in range(mark.line, len(lines)):
        text = lines[number]
        if number > opened.line and text.strip(" ]}") and _indentation(text) <= own:
            return None
        for sign in text[mark.column if number == mark.line else 0 :]:
            depth += (sign in "[{") - (sign in "]}")
            if not depth:
                column = mark.column if "scalar" in (error.problem or "") else _indentation(lines[mark.line])
                hint = "type ',' behind what stands before it, or put text that goes on in quotes"
                return Problem(Place(path, mark.line + 1, column + 1), "yaml-syntax", "a comma is missing before this", hint=hint)
    return None


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _unclosed(path: str, text: str, opened: YamlMark) -> Problem:
    bracket = text[opened.index : opened.index + 1]
    close = {"[": "]", "{": "}"}.get(bracket, bracket)
    hint = f"close it with '{close}'; text that begins with '{bracket}' needs quotes"
    place = Place(path, opened.line + 1, opened.column + 1)
    return Problem(place, "yaml-syntax", f"the '{bracket}' that opens here is not closed", hint=hint)


def _words(all_said: str, said: str) -> tuple[str, str]:
    for pattern, message, hint in WORDS:
        found = re.search(pattern, said) or re.search(pattern, all_said)
        if found:
            return message.format(*found.groups()), hint
    return visible(said), ""


def _suspect(lines: list[str], line: int, above: int) -> tuple[int, str, str]:
    """The guilty-looking line, among the one where the parser stopped and so many above: which, what, what to do."""
    for number in range(line, max(line - above, 1) - 1, -1):
        text = lines[number - 1]
        for pattern, message, hint in SUSPECTS if len(text) < LONG_LINE else SUSPECTS[:1]:
            found = re.search(pattern, text)
            if found:
                sign = found.group().strip(" \t")[-1:] or found.group()[-1]
                return number, message.format(name=f"U+{ord(sign):04X}", sign=sign), hint
    return line, "", ""
