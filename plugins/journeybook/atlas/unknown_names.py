"""A name that nothing here has: what was most likely meant, and what to write where nothing was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import EXIT, PLURALS, Entry
from journeybook.model import ITEM_KINDS, KINDS, Map, Part, Record, find
from journeybook.model.maps import Owner
from journeybook.model.values import LIBRARY, RefTo
from journeybook.reading import ids
from journeybook.reading.encoding import WIDE_BRACKETS, WIDE_COMMA
from journeybook.reading.problem import SHOWN_VALUE, Problem, did_you_mean, in_flow, nearest, shown
from journeybook.reading.tree import Scalar

_CLASSES: tuple[type[Record], ...] = (*KINDS.values(), *ITEM_KINDS.values(), Map)
KIND_CLASSES = {cls.kind: cls for cls in _CLASSES}
SEVERAL = re.compile(r"\s*(?:[,;/|+&]|\band\b|\bund\b)\s*")
BETWEEN = re.compile(r",\s|[;；]")
"""What stands in hardly any name, and between names often."""
PERSON = re.compile(r"@|^[A-ZÄÖÜ]\w+\.? [A-ZÄÖÜ]\w+$")
"""What looks like a person's name or address."""
SHOWN_CHOICES = 5
"""How many maps, stages or steps a hint names."""
WORD = re.compile(r"[^\W_]+")
SHORT = 3
"""Names of so few letters stand in others by chance."""
GUESSES = 200_000
"""How many names are compared to find what unknown ones were meant to be; thousands of them come from one cause."""
LEAVING = frozenset({"end", "ende", "exit", "abbruch", "退出", "结束"})
CONDITION = re.compile(r"(\S+)\s+(?:if|when|falls|wenn)\s+(\S.*)")


class UnknownNames:
    """Words what is said of the names of an atlas that nobody knows, and remembers them there."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.patience = GUESSES

    def problem(self, entry: Entry, part: Part, steps: tuple[str, int], word: str, mark: RefTo) -> Problem:
        """That `word`, at `steps` in a `part` of `entry`, names nothing."""
        kind = mark.kind
        choices = self._choices(kind, entry if entry.kind == "map" else entry.map)
        self.patience -= len(choices)
        choices = choices if self.patience > 0 else {}
        what = "stage or step" if kind == "step" else kind
        comma = WIDE_COMMA.search(word)
        wide = f"the comma is a full-width one (U+{ord(comma.group()):04X}): between two names type ', '" if comma else ""
        self.atlas.misnamed.append(word)
        hint = wide or _split(word, choices, mark.doubt, _is_plain(part, steps)) or did_you_mean(word, choices)
        by_title = next((c for c, e in choices.items() if e is not None and e.label.casefold() == word.casefold()), None)
        if by_title:
            hint = f"did you mean {shown(by_title)}?"
        hint = (_way_on(word, choices) if kind == "step" and not by_title else "") or hint
        elsewhere = [m.id for m in self.atlas.maps.values() if word in self.atlas.spots[m.id]] if kind == "step" else []
        if elsewhere and not by_title:
            hint = f"in another map it is {shown(f'{elsewhere[0]}#{word}')}"
        near = nearest(word, choices) if hint else None
        self.atlas.misnamed += [near] if near else []
        if mark.doubt and not hint and kind == "team" and isinstance(part, Owner) and PERSON.search(word):
            hint = f"a person is written {{team: …, person: {in_flow(word)}}}; or {what_to_write(self.atlas, kind, word, choices)}"
        hint = hint or (_like_label(word, choices) + what_to_write(self.atlas, kind, word, choices)) + (", or write '?'" if mark.doubt else "")
        message = f"{shown(word)} is no {what} of this {'map' if kind == 'step' else 'atlas'}"
        return Problem(part.place(*steps), "unknown-reference", message, hint=hint)

    def _choices(self, kind: str, map_: Entry | None) -> dict[str, Entry]:
        if kind == "map":
            return {name: other for name, other in self.atlas.maps.items() if other is not map_}  # no map leads to itself
        if kind == "step":
            return self.atlas.spots[map_.id] if map_ else {}
        if kind in self.atlas.items:
            return {item.id: item for item in self.atlas.items[kind] if item.map in (map_, None)}
        return self.atlas.library.get(kind, {})


def _as_words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "


def _like_label(word: str, choices: dict[str, Entry]) -> str:
    """The only one whose name stands in `word` as a whole word, or that holds it so, where the two are no slip of each other."""
    said = _as_words(word)
    names = {name: _as_words(entry.label) for name, entry in choices.items() if not entry.implied}
    found = [name for name, label in names.items() if len(label.strip()) > SHORT and (label in said or said in label)]
    return f"did you mean {shown(found[0])}? else " if len(found) == 1 and len(said.strip()) > SHORT else ""


def _way_on(word: str, choices: dict[str, Entry]) -> str:
    """What to write for the end of a journey, or for a way with its condition, where the name of a stage or step must stand."""
    if word.casefold() in LEAVING:
        return f"customers who leave go to '{EXIT}'; behind the last stage nothing is written"
    found = CONDITION.fullmatch(word)
    return f"write {{to: {found[1]}, when: {in_flow(found[2])}}}" if found and found[1] in choices else ""


def _split(word: str, choices: dict[str, Entry], one: bool, plain: bool) -> str:
    """What to write for several names in one text, where only `one` may stand or several may. Quotes, where it is not `plain`, say
    that it is a name."""
    if word[:1] in WIDE_BRACKETS:
        return f"the bracket is a full-width one (U+{ord(word[0]):04X}); type '[' and ']', with ', ' between the names"
    names = [name.strip() for name in SEVERAL.split(word) if name.strip()]
    ids_by_label = {entry.label.casefold(): name for name, entry in choices.items()}
    known = [name if name in choices else ids_by_label.get(name.casefold(), "") for name in names]
    if len(names) < 2 or not (any(known) or (plain and BETWEEN.search(re.sub(r"\([^()]*\)", "", word)))):
        return ""
    listed = [found or name for found, name in zip(known, names, strict=True)]
    if one:
        return "one team is answerable; name the other one under 'raci: {responsible: …}'"
    return f"several names are written as a list: [{', '.join(map(in_flow, listed))}]"


def _is_plain(part: Part, steps: tuple[str, int]) -> bool:
    node = find(part.node, steps)
    return isinstance(node, Scalar) and node.plain


def what_to_write(atlas: Atlas, kind: str, word: str, choices: Iterable[str]) -> str:
    """What to do about `word`, which no `kind` of the atlas is called and none of the `choices` is like."""
    if kind in atlas.items:
        return f"give the {kind} that is meant an id, and write that"
    if kind not in atlas.library:
        few = list(islice(choices, SHOWN_CHOICES + 1))
        listed = ", ".join([shown(name) for name in few[:SHOWN_CHOICES]] + ["…"] * (len(few) > SHOWN_CHOICES))
        return f"there {'are' if len(few) > 1 else 'is'} {listed}" if few else "there is no other one" * bool(kind == "map" and atlas.maps)
    cls, table = KIND_CLASSES[kind], atlas.library[kind]
    name = ids.unique(ids.slug(word, kind), table)
    is_id = name == word
    title = "…" if is_id or len(word) > SHOWN_VALUE else in_flow(word)
    then = "" if is_id else f" and write {shown(name)} here"
    return f"add {{id: {name}, {cls.title_field}: {title}}} under '{PLURALS[kind]}:' in {LIBRARY}{then}"
