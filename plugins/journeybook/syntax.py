"""What a YAML syntax error means in plain words, and where its cause is rather than where the parser noticed."""

from __future__ import annotations

import re

import yaml

from journeybook.problems import Place, Problem, visible

ODD_SPACE = "[\\u00a0\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000]"
"""What looks like a space and is none to YAML."""
WORDS: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'", "a tab stands where only spaces may", "indent with spaces"),
    (r"found character '(.)'", "a text cannot begin with '{0}'", "put it in quotes"),
    (r"could not find expected ':'", "this line is neither 'key: value' nor a list item",
     "a space must follow the colon; text over several lines needs quotes or '|'"),
    (r"mapping values are not allowed", "a second colon on the line: the text before it would become a key",
     "put the text in quotes, or check the indentation of this line"),
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
    (r"expected '<document start>'", "this stands outside of the document: before '---', or behind '...' or a closing quote",
     "remove it"),
    (r"expected a comment or a line break|expected chomping or indentation|expected indentation indicator",
     "text stands right behind '|' or '>'", "begin the text on the next line, or put it in quotes"),
    (r"found undefined tag handle|expected '!'|expected URI|while (scanning|parsing) a tag",
     "'!' at the beginning of a text has a meaning in YAML", "put the text in quotes"),
    (r"expected a digit or '\.'|expected alphabetic|while scanning a directive", "a text cannot begin with '%'", "put it in quotes"),
)  # fmt: skip
"""What the parsers say, as a pattern; what it means; what to do."""
SUSPECTS: tuple[tuple[str, str, str], ...] = (
    (r"^[^\"']{1025,}:", "a key has more than 1,024 characters", "put text that holds a colon in quotes"),
    (r"^[ -]*[^\s:：\"'#]+：", "the colon is a full-width one (U+FF1A)", "type ':' and a space"),
    (rf"^ *{ODD_SPACE}", "the indentation holds {name}, which is no space", "indent with spaces"),
    (rf":{ODD_SPACE}", "{name} follows the colon where a space must", "type ': '"),
    (r"^\s*\* ", "a list item begins with '- ', not with '*'", "type '- '"),
    (r"^%", "a line that begins with '%' stands where the document has begun, or without '---' below it", "remove it"),
    (r"^\s*-[^\W\d_][\w-]*:( |$)", "no space follows the dash of a list item", "type '- '"),
    (r"^\s*(- )?[A-Za-z][\w-]*:[^\s:/]", "no space follows the colon", "type ': '"),
    (r"[:,\[] *\? *([,}\]]|$)", "'?' alone has a meaning in YAML", "put it in quotes"),
    (r"(:|^\s*-) +[“”‘’„«]", "typographic quotes are no quotes in YAML", "type ' or \""),
    (r"(:|^\s*-) +\{[{%#]", "'{{' at the beginning of a text has a meaning in YAML", "put the text in quotes"),
    (r"(:|^\s*-) +(\"([^\"\\]|\\.)*\"|'([^']|'')*')[ \t]*[^\s,}\]#:]", "text goes on behind the closing quote",
     "put the whole text in quotes, and write a quote within it as \\\" in \"…\" or as '' in '…'"),
    (r"^\s*[a-z_]+\s*$", "this line is a key without its colon, or text that belongs to the line above",
     "write 'key: value', or put the whole text in quotes"),
)  # fmt: skip
"""What a line may look like that YAML reads otherwise than meant, most telling first."""
FROM_CONTEXT = re.compile(
    r"could not find expected ':'|found unexpected (end|document)|expected ',' or|expected alphabetic or numeric"
)
LONG_LINE = 3000
EXACT = re.compile(r"found character '\\\\t'|escape")
"""What needs no suspicion: the parser says exactly what is wrong and where."""
VAGUE = re.compile(r"expected ':'|mapping values|expected <block end>|expected ',' or|document start|unexpected end")
"""What a line above may have caused."""
BEHIND = "text goes on behind the closing bracket or quote"
UNCLOSED = re.compile(r"expected ',' or '.'|<stream end>|expected the node content, but found '<(block|document)")


def explain(path: str, text: str, error: yaml.YAMLError, opened: yaml.Mark | None = None) -> Problem:
    """The syntax error `error` of the file `path`, in the author's terms. `opened` is the innermost '[' or '{' there."""
    if not isinstance(error, yaml.MarkedYAMLError):
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        return Problem(
            Place(path, line), "yaml-syntax", f"not readable as YAML: {visible(str(getattr(error, 'reason', '')))}"
        )
    said = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and FROM_CONTEXT.search(said):
        mark = error.context_mark
    lines = text.split("\n")
    line, column = (min(mark.line + 1, len(lines)), mark.column + 1) if mark is not None else (1, 1)
    number, message, hint = (
        (line, "", "") if EXACT.search(said) else _suspect(lines, line, 2 if VAGUE.search(said) else 0)
    )
    if not message and "expected <block end>" in said and lines[line - 1][: column - 1].strip(" -"):
        message, hint = BEHIND, "put the whole text in quotes"
    if not message and opened is not None and UNCLOSED.search(said):
        return _unclosed(path, text, opened)
    if number != line:
        line, column = number, 1
    if not message:
        message, hint = _words(f"{error.context or ''}; {said}", said)
    return Problem(Place(path, line, column), "yaml-syntax", message, hint=hint)


def at_mark(path: str, mark: yaml.Mark) -> Problem:
    """What is wrong where a parser stopped at a number that is too large to mean anything."""
    place = Place(path, mark.line + 1, mark.column + 1)
    hint = "put the text in single quotes"
    return Problem(place, "yaml-syntax", "a number after '\\' or '%' that stands for nothing", hint=hint)


def _unclosed(path: str, text: str, opened: yaml.Mark) -> Problem:
    bracket = text[opened.index : opened.index + 1]
    close = {"[": "]", "{": "}"}.get(bracket, bracket)
    hint = f"close it with '{close}'; text that begins with '{bracket}' needs quotes"
    place = Place(path, opened.line + 1, opened.column + 1)
    return Problem(place, "yaml-syntax", f"the '{bracket}' that opens here is not closed", hint=hint)


def _words(all_said: str, said: str) -> tuple[str, str]:
    for pattern, message, hint in WORDS:
        found = re.search(pattern, said) or re.search(pattern, all_said)
        if found:
            return message.format(*found.groups()) if found.groups() and "{0}" in message else message, hint
    return visible(said), ""


def _suspect(lines: list[str], line: int, above: int) -> tuple[int, str, str]:
    """The guilty-looking line, among the one where the parser stopped and so many above: which, what, what to do."""
    for number in range(line, max(line - above, 1) - 1, -1):
        text = lines[number - 1]
        for pattern, message, hint in SUSPECTS if len(text) < LONG_LINE else SUSPECTS[:1]:
            found = re.search(pattern, text)
            if found:
                return number, message.format(name=f"U+{ord(found.group()[-1]):04X}"), hint
    return line, "", ""
