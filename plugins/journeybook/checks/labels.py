"""Whether the labels in atlas.yml fit: each takes the place of a text that there is, and holds in braces only what is filled in there.

A site would otherwise be made up to the first page that needs the label, and end there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.languages import FALLBACK, PLACEHOLDER, Words
from journeybook.model.settings import Settings
from journeybook.reading.problem import Problem, did_you_mean, shown

OWN = re.compile(r"(field|lane)\.x-.+")
"""Labels of an organisation's own fields and lanes, which the site has no words for."""
BRACES = re.compile(r"\{[^{}]*\}|[{}]")
FIGURES = frozenset(
    ["n", "number", "count", "done", "all", "living", "differing", "differs", "missing", "places", "maps", "lines", "value", "values", "change", "share", "score", "importance", "satisfaction", "low", "high", "first", "last", "money", "target", "warn", "formula", "date", "since", "until", "due", "age"]
)
"""What is filled in with a number or a day: a label without it would say the same whatever was counted."""


def check(settings: Settings) -> Iterator[Problem]:
    """What is wrong with the labels of `settings`."""
    words = Words(FALLBACK)
    known = words.keys()
    for key, label in settings.labels.items():
        where = settings.place("labels", key)
        if key not in known and not OWN.fullmatch(key):
            ends = sorted((name for name in known if name.rpartition(".")[2] == key), key=lambda name: (not name.startswith("section."), len(name)))[:2]
            hint = (f"did you mean {' or '.join(map(shown, ends))}?" if ends else did_you_mean(key, known)) or "the site's own words are listed in languages/en.py of the package"
            yield Problem(where, "unknown-reference", f"{shown(key)} is no label", hint=hint)
            continue
        message, hint = fault(label, words.get(key, ""))
        if message:
            yield Problem(where, "wrong-placeholder", f"the label {shown(key)} {message}", hint=hint)


def fault(label: str, original: str) -> tuple[str, str]:
    """What is wrong with `label` where `original` stands otherwise, in words that go on from "the label …", and a hint; two empty texts
    where nothing is."""
    known = sorted(set(PLACEHOLDER.findall(original)))
    hint = f"it may hold {' and '.join(f'{{{name}}}' for name in known)}" if known else "write it without braces"
    if original.count("|") and label.count("|") > 1:
        return f"has {label.count('|') + 1} forms", "two are the most: one|other"
    for found in BRACES.findall(label):
        if len(found) == 1:
            return f"holds a brace without its other half, {shown(found)}", hint
        if not PLACEHOLDER.fullmatch(found):
            return f"holds {shown(found)}, where only a name may stand in braces", hint
        if found[1:-1] not in known:
            return f"holds {shown(found)}, into which nothing is filled", did_you_mean(found, [f"{{{name}}}" for name in known]) or hint
    gone = [f"{{{name}}}" for name in known if name in FIGURES and _without(label, name)]
    return (f"leaves out {' and '.join(gone)}", f"write it as in {shown(original)}") if gone else ("", "")


def _without(label: str, name: str) -> bool:
    """Whether a form of `label` does not hold `name`; the form for one may go without `n`, which is 1 there."""
    one, _, other = label.partition("|") if name == "n" else ("", "", label)
    forms = [other or one] if name == "n" else label.split("|")
    return any(f"{{{name}}}" not in form for form in forms)
