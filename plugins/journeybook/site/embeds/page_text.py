"""What a hand-written page says to us: `journeybook` fences, and links by id, each with its place in the text; and how it says
the same in Markdown that everybody can read.

Reads Markdown only as far as this needs: what stands in another fence, in code, or in a comment is not meant for us.
Leaves what fences and links mean to `view_fences` and `journey_links`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from journeybook.model.similar_keys import near

NAME = "journeybook"
SCHEME = "journey:"
MARKS, LINK, INDENTED = "```", "[", " "
"""What a slip may have been meant for, beside our name and our scheme."""
KEPT = "data-journey"
"""The attribute in which a link in HTML keeps what it leads to."""
FENCE = re.compile(r"(?P<before>[ \t>]*)(?P<marks>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<word>[^\s{`]*)")
CONTAINER = re.compile(r"[ \t]*(?:[-*+]|\d+[.)]|:|\[\^[^\]]+\]:|!!!|\?\?\?\+?|===[!+]?|///)(?:\s|$)|[ \t]*\[\^[^\]]+\]:")
"""What begins something whose content is indented: an item, a definition, a footnote, an admonition, a tab."""
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MENTION = re.compile(rf"""(?:\]\(\s*<?|^[ \t>]*\[[^\]\n]+\]:[ \t]*<?|href=(?P<quote>["']))(?P<address>{SCHEME}[^\s)>"']*)""", re.MULTILINE)
MAYBE = re.compile(r"j\w{2,3}[nr]|(?:`{3}|~{3})[ \t]*\{?\.?[jJ]|(?:`{3}|~{3})(?:ya?ml|te?xt)?[ \t]*\r?\n[ \t>]*[a-z]+:[^\S\n]", re.IGNORECASE)
"""What stands in every text in which one of our names does, rightly spelt or not."""
ANY_WORD = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<braces>\{?[ \t]*\.?)(?P<word>\w[\w-]*)")
NO_MARKS = re.compile(
    r"[ \t>]*(?P<marks>[‘’'´′＇]{2,}|[“”„«\"]{1,3}|`{1,2}(?!`)|~{1,2}(?!~)|[·｀]{2,})[ \t]*(?P<braces>\{?[ \t]*\.?)(?P<word>[A-Za-z][\w-]*)[ \t]*\}?[ \t]*$"
)
"""What stands where the marks of a fence should, and its word."""
BODY = re.compile(r"[ \t>]*view:")
PLAIN = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<word>(?:ya?ml|te?xt)?)[ \t]*$", re.IGNORECASE)
"""The first line of a fence that says of its body at most that it is text."""
LINE_OF_VIEW = re.compile(r"[ \t>]*(?P<key>[a-z]+):[ \t]+(?P<value>\S.*?)[ \t]*$")
APART = re.compile(
    rf"\[(?P<a>[^\]\[\n]+)\][ \t]+\(\s*(?P<b>{SCHEME}[^)\s]*)\s*\)|\((?P<c>[^()\n]+)\)\[\s*(?P<d>{SCHEME}[^\]\s]*)\s*\]"
    rf"|\[\[\s*(?P<e>{SCHEME}[^\]|\s]*)\s*(?:\|(?P<f>[^\]\n]*))?\]\]|<(?P<g>{SCHEME}[^>\s]*)>"
)
"""A link by id in marks that Markdown does not read as a link."""
OF_FILE = re.compile(r"\]\(\s*<?(?P<path>[^\s)>:#?]*?(?P<stem>[^\s)>:#?/]+)\.ya?ml)(?=[\s)>#?])")
"""A link to a file that may be a map's."""
PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?$")
"""The beginning of a picture, before its address."""
ADDRESS = re.compile(r"\]\(\s*<?(?P<scheme>[A-Za-z]{4,12}):(?=[^\s)])")
TEMPLATE = re.compile(r"\{[{%]")
EMPTY = re.compile(r"\[(\]\(\s*<?)$")
"""The beginning of a link without words."""


@dataclass(frozen=True, kw_only=True)
class Fence:
    """A fence of ours: its lines `first` to `last` (from 0, the marks included), what stands before it, and its body."""

    first: int
    last: int
    before: str
    body: str
    closed: bool = True
    behind: str = ""
    """What stands behind our name on the first line."""

    @property
    def column(self) -> int:
        """How many characters stand before each line of the body."""
        return len(self.before)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A link by id. Line and column count from 1. `quote` is what surrounds it where it is an attribute in HTML."""

    address: str
    line: int
    column: int
    quote: str = ""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What was meant for us and is misspelt: the word of a fence, its marks, the scheme of a link, or the '!' of a picture. Line and
    column count from 1; `view` is what a fence of another word asks for, which tells whether it was meant for us."""

    word: str
    meant: str
    line: int
    column: int
    view: str = ""
    file: str = ""
    """The name, without its ending, of a file that a link leads to, which tells whether a map was meant."""
    of_map: str = ""
    """The map that a fence shown as code names: an example in a text about such fences mostly names none that there is."""


@dataclass(frozen=True)
class Prose:
    """What one text says to us, in its order."""

    fences: tuple[Fence, ...] = ()
    mentions: tuple[Mention, ...] = field(default=())
    slips: tuple[Slip, ...] = ()

    def without_templates(self) -> Prose:
        """Without what a plugin for templates, such as mkdocs-macros, has still to fill in; no name holds what it looks for."""
        fences = (it for it in self.fences if not TEMPLATE.search(it.body))
        return Prose(tuple(fences), tuple(it for it in self.mentions if not TEMPLATE.search(it.address)), self.slips)


def read(text: str) -> Prose:
    """What `text` says to us."""
    if not MAYBE.search(text):
        return Prose()
    lines = _without(COMMENT, text).split("\n")
    slips: list[Slip] = []
    found = tuple(_fences(lines, slips))
    rest = _without(CODE_SPAN, "\n".join(lines))
    mentions = tuple(_mentions(rest))
    slips += _no_links(rest.split("\n"))
    return Prose(found, mentions, (*slips, *_schemes(rest), *_pictures(rest.split("\n"), mentions)))


def link(words: str, target: str, title: str = "") -> str:
    """A Markdown link; nothing in `words` means anything in Markdown, `title` holds no quotation marks."""
    return f"[{inert(words)}]({target}{f' {chr(34)}{title}{chr(34)}' if title else ''})"


def inert(text: str) -> str:
    """`text` with numbers in place of all characters that Markdown, or a plugin that reads it, could take for more than text."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda mark: f"&#{ord(mark.group())};", " ".join(text.split()))


def rewritten(text: str, said: Prose, fences: list[str | None], link_of: Callable[[Mention], tuple[str, str]]) -> str:
    """`text` with `fences` in place of the fences that it says (one that is None stays as it is), each a paragraph, and with links
    by id leading to what `link_of` names: an address, empty for a link that stays, and words for a link without any."""
    lines = text.split("\n")
    for mention in reversed(said.mentions):
        target, words = link_of(mention)
        if target:
            line, start = lines[mention.line - 1], mention.column - 1
            before, behind = line[:start], line[start + len(mention.address) :]
            bare = EMPTY.search(before)
            lines[mention.line - 1] = (f"{before[: bare.start(1)]}{inert(words)}{bare.group(1)}" if bare else before) + target + behind
    for fence, other in reversed(list(zip(said.fences, fences, strict=True))):
        if other is not None:
            blank = fence.before.rstrip()
            lines[fence.first : fence.last + 1] = [blank, fence.before + other, blank]
    return "\n".join(lines)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """`text` with blanks in place of what `pattern` finds, everything else at its place."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _fences(lines: list[str], slips: list[Slip]) -> Iterator[Fence]:
    """Our fences; what looks like one is added to `slips`. Leaves blank lines in `lines` in place of them, of other fences, and of code."""
    number, layout = 0, _Layout()
    while number < len(lines):
        last, opening = number, FENCE.match(lines[number])
        if layout.is_code(lines[number]):
            named = next((it["value"] for line in lines[number + 1 : number + 8] if (it := LINE_OF_VIEW.match(line)) and it["key"] == "map"), "")
            if named and (found := FENCE.match(lines[number])) and found["word"].lower() == NAME:
                slips.append(Slip(word=found["marks"] + found["word"], meant=INDENTED, line=number + 1, column=found.start("marks") + 1, of_map=named))
            lines[number] = ""
        elif opening is None and (odd := NO_MARKS.match(lines[number])):
            if near(odd["word"], [NAME]) or (odd["word"].lower().startswith("journey") and BODY.match("".join(lines[number + 1 : number + 2]))):
                slips.append(Slip(word=odd["marks"] + odd["word"], meant=MARKS, line=number + 1, column=odd.start("marks") + 1))
        elif opening is not None:
            is_ours, end = opening["word"].lower() == NAME, _end(lines, number, opening)
            last = number if end is None else end
            slips += _misspelt(lines[number : last + 1], number)
            if is_ours:
                body = "\n".join(line[len(opening["before"]) :] for line in lines[number + 1 : last])
                yield Fence(first=number, last=last, before=opening["before"], body=body, closed=end is not None, behind=lines[number][opening.end() :].strip())
            if is_ours or end is not None:
                lines[number : last + 1] = [""] * (last + 1 - number)
        number = last + 1


class _Layout:
    """Follows the lines of a text, and tells which are code because of their indentation."""

    def __init__(self) -> None:
        self.containers: list[int] = []
        self.after_text = False

    def is_code(self, line: str) -> bool:
        """Whether the next line is code: indented deeper than what stands in an item or an admonition is."""
        if not line.strip():
            self.after_text = False
            return False
        width = _indent(line)
        while self.containers and width <= self.containers[-1] and not (self.after_text and not CONTAINER.match(line)):
            self.containers.pop()
        inside = self.containers[-1] + 4 if self.containers else 0
        if width >= inside + 4 and not self.after_text and ">" not in line[:width]:
            return True
        if CONTAINER.match(line):
            self.containers.append(width)
        self.after_text = True
        return False


def _end(lines: list[str], first: int, opening: re.Match[str]) -> int | None:
    """The line that closes a fence; none where what it stands in ends before."""
    marks = opening["marks"]
    closing = re.compile(rf"[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$")
    width = _indent(opening["before"])
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if closing.match(line) and _indent(line) == width:
            return number
        if line.strip(" \t>") and _indent(line) < width:
            return None
    return None


def _misspelt(lines: list[str], first: int) -> Iterator[Slip]:
    """The word of the fence `lines` where it was meant to be ours."""
    if plain := PLAIN.match(lines[0]):
        body = [LINE_OF_VIEW.match(line) for line in lines[1 : None if len(lines) == 1 else -1]]
        said = {line["key"]: line["value"] for line in body if line}
        if "view" in said and all(body):
            yield Slip(word=f"```{plain['word']}", meant=NAME, line=first + 1, column=len(lines[0]) - len(lines[0].lstrip(" \t>")) + 1, view=said["view"])
        return
    found = ANY_WORD.match(lines[0])
    if found is None or (found["word"].lower() == NAME and not found["braces"]):
        return
    if near(found["word"], [NAME]) or (found["word"].lower().startswith("journey") and any(BODY.match(line) for line in lines[1:])):
        yield Slip(word=found["braces"] + found["word"], meant=NAME, line=first + 1, column=found.start("braces") + 1)


def _schemes(text: str) -> Iterator[Slip]:
    """The schemes of links that were meant to be ours."""
    for found in ADDRESS.finditer(text):
        if found["scheme"] != SCHEME[:-1] and near(found["scheme"], [SCHEME[:-1]]):
            start = found.start("scheme")
            yield Slip(word=f"{found['scheme']}:", meant=SCHEME, line=text.count("\n", 0, start) + 1, column=start - text.rfind("\n", 0, start))


def _no_links(lines: list[str]) -> Iterator[Slip]:
    """Links by id that are written like none, and links to the files of maps in place of their pages."""
    for number, line in enumerate(lines, 1):
        for found in APART.finditer(line):
            address, words = (next((found[name] for name in names if found[name]), "") for names in ("bdeg", "acf"))
            yield Slip(word=found[0], meant=f"[{words}]({address})", line=number, column=found.start() + 1)
        for found in OF_FILE.finditer(line):
            yield Slip(word=found["path"], meant=f"{SCHEME}{found['stem']}", line=number, column=found.start("path") + 1, file=found["stem"])


def _pictures(lines: list[str], mentions: tuple[Mention, ...]) -> Iterator[Slip]:
    """The pictures whose address is that of a record."""
    for mention in mentions:
        found = PICTURE.search(lines[mention.line - 1][: mention.column - 1])
        if found:
            yield Slip(word=f"{found[0]}{mention.address})", meant=LINK, line=mention.line, column=found.start() + 1)


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" >"))


def _mentions(text: str) -> Iterator[Mention]:
    for found in MENTION.finditer(text):
        start = found.start("address")
        line_start = text.rfind("\n", 0, start) + 1
        yield Mention(address=found["address"], line=text.count("\n", 0, start) + 1, column=start - line_start + 1, quote=found["quote"] or "")
