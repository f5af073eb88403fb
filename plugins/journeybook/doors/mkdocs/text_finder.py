"""Looks for texts that must not be said in the bytes of files: whole texts, and of long ones every ten words, however they are
escaped, broken into lines or marked up.

Texts and files are compared as words: lower-case, without markup, entities, escapes of JSON, scripts, style sheets and addresses,
and most punctuation; every Chinese character is a word of its own. A comma, a colon, another field, another cell or paragraph keeps words apart. Neither knows about atlases
nor where files are; which texts those are is `left_out_texts`' part.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Generic, TypeVar
from urllib.parse import unquote_to_bytes

S = TypeVar("S")
WINDOW = 10
"""How many words of a long text are looked for at once."""
LETTERS = 4
"""How many letters a text must have, at least: shorter ones stand everywhere. Of scripts without spaces two characters will do."""
SIGNS = 5
"""How many letters and digits the name of something must have, such as SHOP-7: a number with fewer digits stands everywhere."""
ROUNDS = 3
"""So many layers of escapes are taken off."""
APART = b"|"
"""What keeps words apart, as a word of its own."""
BLOCK = b"\0"
"""What stands for the tag of an element that is no part of a sentence."""
STOPS = b",;.!?:=|()\x00"
SIGNS_AND_SPACES = bytes(byte for byte in range(128) if not chr(byte).isalnum())
WORDS = bytes.maketrans(SIGNS_AND_SPACES, bytes(APART[0] if byte in STOPS else 32 for byte in SIGNS_AND_SPACES))
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
    "u", "wbr", "br", "font",
})  # fmt: skip
"""Elements within a sentence."""
TAG = re.compile(rb"<((?:\\?/|[a-zA-Z!?])[^<>]*)>")
NAME = re.compile(r"\\?/?([a-zA-Z0-9]*)")
OPENED = re.compile(rb"&(?:amp;)*(?:lt|#0*60|#[xX]0*3[cC]);|\\u003[cC]|\\x3[cC]|%3[cC]")
CLOSED = re.compile(rb"&(?:amp;)*(?:gt|#0*62|#[xX]0*3[eE]);|\\u003[eE]|\\x3[eE]|%3[eE]")
"""The marks of a tag where markup is itself text, as in feeds and in what scripts hold."""
SIGNS_OF_IT = (b"lt;", b"#60;", b"#060;", b"3c", b"3C")
ENTITIES = {b"&lt;": b" ", b"&gt;": b" ", b"&quot;": b" ", b"&#34;": b" ", b"&#39;": b" ", b"&nbsp;": b" ", b"&apos;": b" "}
LINES = (b"\\n", b"\\r", b"\\t")
"""Line ends as JSON writes them."""
UNSEEN = (b"\xe2\x80\x8b", b"\xe2\x80\x8c", b"\xe2\x80\x8d", b"\xe2\x81\xa0", b"\xef\xbb\xbf", b"\xc2\xad")
"""Places at which a line may be broken or not, and signs of no width."""
HEX = "[0-9a-fA-F]"
UNICODE = re.compile(rf"\\(?:u({HEX}{{4}})(?:\\u([dD][c-fC-F]{HEX}{{2}}))?|x({HEX}{{2}})|u\{{0*({HEX}{{1,6}})\}}|U({HEX}{{8}}))")
"""A character as JSON and scripts write it: `\\u0041`, as two halves, `\\x41`, `\\u{41}`, and as Python does, `\\U00000041`."""
STYLE = re.compile(rb"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|([g-zG-Z]))")
"""A character as style sheets write it, `\\41 `, and one that needs no backslash."""
BASE64 = re.compile(rb";base64,([A-Za-z0-9+/\r\n]{8,}={0,2})")
OCTAL = re.compile(rb"\\([0-3]?[0-7]{2})")
"""A character as old scripts write it: `\\101`."""
COMBINED = (b"\xcc", b"\xcd")
"""Begin the bytes of an accent that is a character of its own, as in file names of macOS."""
NAMED = re.compile(rb"&([a-zA-Z][a-zA-Z0-9]{1,30};)")
PERCENT = re.compile(rb"%[0-9a-fA-F]{2}")
MERMAID = re.compile(rb"#(\d{1,7});")
CHARACTER = re.compile(rb"([\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})")
PUNCTUATION = re.compile(rb"\xc2[\x80-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]|\xe3\x80[\x80-\xbf]|\xef\xbc[\x80-\x8f\x9a-\xa0]|\xef\xb8[\x80-\xbf]")


@dataclass(frozen=True)
class Text(Generic[S]):
    """A text that must not be said, and whatever tells where it comes from."""

    text: str
    source: S
    names: bool = False
    """Whether it is a name such as `SHOP-214` or `47110`, which would otherwise pass for an amount."""


@dataclass(frozen=True)
class Leak(Generic[S]):
    """A file that says `words`, which are those of a text from `source`."""

    file: str
    words: str
    source: S


def words(data: bytes) -> list[bytes]:
    """The words of a file or text, with `APART` between those that do not belong together."""
    return _words(BLOCK.join(_pieces(data)), read=True)


def _pieces(data: bytes) -> list[bytes]:
    """What of a file belongs together: the text between elements that are no part of a sentence, and each tag. Each once."""
    if b"<" not in data:
        return [data]
    parts = TAG.split(data)
    tags = parts[1::2]
    text = b"".join([piece for pair in zip(parts[::2], [*map(SEPARATORS.__getitem__, tags), b""], strict=True) for piece in pair])
    return list(dict.fromkeys((*text.split(BLOCK), *tags)))


class _Separators(dict[bytes, bytes]):
    """What stands in place of each tag."""

    def __missing__(self, tag: bytes) -> bytes:
        name = NAME.match(tag[:12].decode("latin-1"))
        inline = name[1].lower() if name else ""
        found = b"" if inline == "wbr" else b" " if inline in INLINE else BLOCK
        if len(self) < 100_000:
            self[tag] = found
        return found


SEPARATORS = _Separators()


def _words(data: bytes, read: bool = False) -> list[bytes]:
    """The words of `data`; of a file that is `read`, also those that it would hold if its backslashes were those of a style sheet."""
    if read and b";base64," in data:
        data = BLOCK.join([data, *filter(None, map(_unpacked, BASE64.findall(data)))])
    if read and any(sign in data for sign in SIGNS_OF_IT):
        data = BLOCK.join([data, *_marked_up(data)])
    for _ in range(ROUNDS):
        before, data = data, _decoded(data)
        if data is before or data == before:
            break
    if b"\\" in data:
        data = BLOCK.join([data, *_otherwise(data)]) if read else data
    if not data.isascii():
        data = _plain(data)
    return data.lower().translate(WORDS).replace(APART, b" | ").split()


def _decoded(data: bytes) -> bytes:
    """`data` with one layer of escapes less."""
    if b"\\" in data:
        for mark in LINES:
            data = data.replace(mark, b" ")
        if b"\\u" in data or b"\\x" in data or b"\\U" in data:
            data = UNICODE.sub(_character, data.decode("utf-8", "replace")).encode("utf-8", "replace")
    if b"&" in data:
        while b"&amp;" in data:
            data = data.replace(b"&amp;", b"&")
        for entity, plain in ENTITIES.items():
            data = data.replace(entity, plain)
        if b"&#" in data:
            data = html.unescape(data.decode("utf-8", "replace")).encode()
        data = NAMED.sub(lambda found: html5.get(found[1].decode(), found[0].decode()).encode(), data)
    if b"%" in data and PERCENT.search(data):
        data = unquote_to_bytes(data)
    if b"#" in data:
        data = MERMAID.sub(lambda found: _named(int(found[1])).encode(), data)
    return data


def _marked_up(data: bytes) -> Iterator[bytes]:
    """What stands in `data` as escaped markup, without the tags."""
    for piece in data.split(BLOCK):
        if OPENED.search(piece):
            yield from _pieces(CLOSED.sub(b">", OPENED.sub(b"<", piece)))


def _unpacked(data: bytes) -> bytes:
    """What an address in a page holds itself; nothing of what is no text."""
    try:
        found = base64.b64decode(data + b"=" * (-len(data) % 4))
    except ValueError:
        return b""
    return b"" if BLOCK in found[:8000] else found


def _otherwise(data: bytes) -> list[bytes]:
    """What stands in `data` with backslashes, as a style sheet and as an old script read them."""
    found = []
    for pattern, base in ((STYLE, 16), (OCTAL, 8)):

        def character(match: re.Match[bytes], base: int = base) -> bytes:
            return _named(int(match[1], base)).encode() if match[1] else match[2]

        found += [pattern.sub(character, piece) for piece in data.split(BLOCK) if b"\\" in piece and pattern.search(piece)]
    return found


def _plain(data: bytes) -> bytes:
    """`data`, which is not ASCII alone, with every character by itself that is a word, and in small letters."""
    for mark in UNSEEN:
        data = data.replace(mark, b"")
    if any(mark in data for mark in COMBINED):
        data = unicodedata.normalize("NFC", data.decode("utf-8", "replace")).encode()
    data = data.decode("utf-8", "replace").lower().encode()
    return b" ".join(CHARACTER.split(PUNCTUATION.sub(b" ", data)))


def _character(found: re.Match[str]) -> str:
    if found[2] and found[1][:1] in "dD":
        return (chr(int(found[1], 16)) + chr(int(found[2], 16))).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _named(int(found[1] or found[3] or found[4] or found[5], 16)) + (_named(int(found[2], 16)) if found[2] else "")


def _named(number: int) -> str:
    """The character `number`; a blank where there is none."""
    return chr(number) if number < 0xD800 or 0xDFFF < number < 0x110000 else " "


Phrase = tuple[bytes, ...]


def phrases(text: str, names: bool = False) -> list[Phrase]:
    """What is looked for of `text`: all its words, or every ten of them; nothing of one that is too short to be anybody's secret. Of one
    that `names` something, digits count as letters do."""
    found = _stripped(_words(text.encode("utf-8", "replace")))
    starts = range(0, max(1, len(found) - WINDOW + 1), WINDOW) if len(found) > WINDOW else (0,)
    wanted = [tuple(found[start : start + WINDOW]) for start in starts]
    if len(found) > WINDOW:
        wanted.append(tuple(found[-WINDOW:]))
    return [phrase for phrase in map(tuple, map(_stripped, dict.fromkeys(wanted))) if _is_worth_it(phrase) or (names and _is_name(phrase))]


def _stripped(found: Iterable[bytes]) -> list[bytes]:
    found = list(found)
    while found and found[-1] == APART:
        found.pop()
    while found and found[0] == APART:
        found.pop(0)
    return found


def _is_worth_it(phrase: Phrase) -> bool:
    said = [word for word in phrase if not word.isdigit() and word != APART]
    if len(said) == 1 and len(said) < len([word for word in phrase if word != APART]):
        return False  # an amount: "180 days"
    characters = sum(len(word.decode("utf-8", "replace")) == 1 and not word.isascii() for word in said)
    return characters >= 2 or (bool(said) and sum(len(word.decode("utf-8", "replace")) for word in said) >= LETTERS)


def _is_name(phrase: Phrase) -> bool:
    return sum(len(word) for word in phrase if word != APART) >= SIGNS


class Search(Generic[S]):
    """Finds the phrases of `texts` in words, all at once: each is looked up by that word of it which is the rarest in `sample`."""

    def __init__(self, texts: Iterable[Text[S]], sample: Iterable[list[bytes]] = ()) -> None:
        self.sources: dict[Phrase, S] = {}
        for text in texts:
            for phrase in phrases(text.text, text.names):
                self.sources.setdefault(phrase, text.source)
        wanted = {word for phrase in self.sources for word in phrase}
        self._often = Counter(word for said in sample for word in said if word in wanted)
        self._arrange()

    def _arrange(self) -> None:
        often, here = self._often, Counter(word for phrase in self.sources for word in phrase)
        self._keys: dict[bytes, dict[tuple[int, int], set[Phrase]]] = {}
        for phrase in self.sources:
            at = min(range(len(phrase)), key=lambda i: (phrase[i] == APART, often[phrase[i]], here[phrase[i]]))
            self._keys.setdefault(phrase[at], {}).setdefault((at, len(phrase)), set()).add(phrase)

    def forget(self, found: set[Phrase]) -> None:
        """Looks for `found` no more."""
        self.sources = {phrase: source for phrase, source in self.sources.items() if phrase not in found}
        self._arrange()

    def found_in(self, said: list[bytes]) -> set[Phrase]:
        """The phrases that `said` holds."""
        keys, found = self._keys, set()
        for i in [i for i, word in enumerate(said) if word in keys]:
            for (before, length), wanted in keys[said[i]].items():
                if i >= before and (phrase := tuple(said[i - before : i - before + length])) in wanted:
                    found.add(phrase)
        return found


class Proof(Generic[S]):
    """That files say none of `texts`. `public` are files and texts that anybody may read: what stands there is no secret; of what
    people wrote elsewhere (`mentioned`), single words are none."""

    def __init__(self, texts: Iterable[Text[S]], public: Iterable[bytes], mentioned: Iterable[bytes] = ()) -> None:
        texts = list(texts)
        sample = [words(data) for data in public] if texts else []
        self._search = Search(texts, sample)
        said = {phrase for each in sample for phrase in self._search.found_in(each)}
        said |= {phrase for data in mentioned for phrase in self._search.found_in(words(data)) if len(phrase) == 1}
        self._search.forget(said)
        self._lines: set[int] = set()
        self._met: set[int] = set()
        """What was looked through already, by its hash: most of a page stands on many others, too."""

    def __len__(self) -> int:
        return len(self._search.sources)

    def leaks(self, name: str, data: bytes) -> Iterator[Leak[S]]:
        """What the file `name` (its name too) says that must not be said; what earlier files say as well is told of these only."""
        if not self._search.sources:
            return
        pieces = (name.encode("utf-8", "replace"), *_pieces(self._fresh(data) if b"<" in data else data))
        found = self._search.found_in(_words(BLOCK.join(self._new(pieces)), read=True))
        for phrase in sorted(found):
            yield Leak(name, b" ".join(phrase).decode("utf-8", "replace").replace(" |", ","), self._search.sources[phrase])

    def _fresh(self, data: bytes) -> bytes:
        """The lines of a page that no page before it has."""
        lines = data.split(b"\n")
        found = b"\n".join([BLOCK if hash(line) in self._lines else line for line in lines])
        self._lines.update(map(hash, lines))
        return found

    def _new(self, pieces: Iterable[bytes]) -> list[bytes]:
        found = [piece for piece in pieces if hash(piece) not in self._met]
        self._met.update(map(hash, found))
        return found
