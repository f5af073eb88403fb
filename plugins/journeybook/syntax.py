"""What a YAML syntax error means in plain words, and where its cause is rather than where the parser noticed."""

from __future__ import annotations

import re

import yaml

from journeybook.problems import Place, Problem, visible

WORDS: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'", "a tab stands where only blanks may", "indent with blanks"),
    (r"found character '@'", "a text cannot begin with '@'", "put it in quotes"),
    (r"found character '`'", "a text cannot begin with '`'", "put it in quotes"),
    (r"found character '%'", "a text cannot begin with '%'", "put it in quotes"),
    (r"could not find expected ':'", "this line is neither 'key: value' nor a list item",
     "a blank must follow the colon; text over several lines needs quotes or '|'"),
    (r"mapping values are not allowed", "a second colon on the line: the text after it would become a key",
     "put the text in quotes, or check the indentation of this line"),
    (r"found undefined alias|while scanning an alias|expected alphabetic or numeric character",
     "'*' or '&' at the beginning of a text has a meaning in YAML", "put the text in quotes"),
    (r"unexpected end of stream", "a quote that opens here is never closed", "close it"),
    (r"expected ',' or '\]'", "the '[' that opens here is not closed", "close it with ']'"),
    (r"expected ',' or '\}'", "the '{' that opens here is not closed", "close it, or put text that begins with '{' in quotes"),
    (r"expected <block end>", "this does not fit what stands above it", "check the indentation; put text that goes on after a closing quote wholly in quotes"),
    (r"did not find expected '-'", "this line is not indented like the items above", "check the indentation"),
    (r"unknown escape character", "a backslash in double quotes begins an escape, and this is none", "use single quotes"),
    (r"escape sequence of", "a backslash in double quotes begins an escape, and this is none", "use single quotes"),
    (r"expected the node content", "a value is missing here", ""),
    (r"incompatible YAML document", "only YAML 1.x is read", "remove the %YAML line"),
    (r"found duplicate", "a directive is given twice", ""),
    (r"expected '<document start>'", "something stands before the document begins", "remove the line"),
)  # fmt: skip
SUSPECTS: tuple[tuple[str, str], ...] = (
    (r"^\s*(- )?\w+：", "the colon is a full-width one (U+FF1A); type ':' and a blank"),
    (r"^ *\u00a0", "the indentation holds a no-break space (U+00A0); use blanks"),
    (r"^\s*-[^\W\d_][\w-]*: ", "a blank must follow the dash of a list item"),
    (r"^\s*(- )?[A-Za-z][\w-]*:[^\s:/]", "a blank must follow the colon"),
    (r":\s+[“”‘’„]", "typographic quotes are no quotes in YAML; type ' or \""),
    (r":\s+\{\{", "put text that begins with '{' in quotes"),
    (r":\s+(\"[^\"]*\"|'[^']*')\s*[^\s,}\]#]", "put the whole text in quotes"),
    (r"^\s*[a-z_]+\s*$", "this line holds a key without its colon, or text that belongs to the line above"),
)
"""What a line may look like that YAML reads otherwise than meant, most telling first."""
FROM_CONTEXT = re.compile(r"could not find expected ':'|unexpected end of stream|expected ',' or")


def explain(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """The syntax error `error` of the file `path`, in the author's terms."""
    if not isinstance(error, yaml.MarkedYAMLError):
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        return Problem(Place(path, line), "yaml-syntax", f"not readable as YAML: {visible(str(getattr(error, 'reason', '')))}")
    said = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and FROM_CONTEXT.search(said):
        mark = error.context_mark
    message, hint = next(((m, h) for p, m, h in WORDS if re.search(p, said)), (visible(said), ""))
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    line = min(line, text.count("\n") + 1)
    suspect, seen = _suspect(text, line)
    if suspect != line:
        line, column = suspect, 1
    return Problem(Place(path, line, column), "yaml-syntax", message, hint=seen or hint)


def at_mark(path: str, mark: yaml.Mark) -> Problem:
    """What is wrong where a parser stopped at a number that is too large to mean anything."""
    place = Place(path, mark.line + 1, mark.column + 1)
    return Problem(place, "yaml-syntax", "a number after '\\' or '%' that stands for nothing", hint="put the text in single quotes")


def _suspect(text: str, line: int) -> tuple[int, str]:
    """The line that looks guilty, among the one where the parser stopped and the ones shortly above, and the hint it gives."""
    lines = text.split("\n")
    for number in (line, line - 1, line - 2):
        if number < 1:
            break
        for pattern, hint in SUSPECTS:
            if re.search(pattern, lines[number - 1]):
                return number, hint
    return line, ""
