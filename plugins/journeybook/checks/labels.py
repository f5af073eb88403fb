"""Whether the labels in atlas.yml fit: each takes the place of a text that there is, and holds in braces only what is filled in there.

A site would otherwise be made up to the first page that needs the label, and end there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from journeybook.languages import FALLBACK, Words
from journeybook.languages.translation import plurals
from journeybook.languages.translation.language import PLACEHOLDER, placeholder_faults
from journeybook.model.settings import Settings
from journeybook.reading.problem import Problem, did_you_mean, shown

OWN = re.compile(r"(field|lane)\.x-.+")
"""Labels of an organisation's own fields and lanes, which the site has no words for."""
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
    if "|" in original and label.count("|") > 1 and len(plurals.forms(label)) == 2:
        return f"has {label.count('|') + 1} forms without names", "two need none, one|other; more are named as in one:…|few:…|many:…"
    known = sorted(set(PLACEHOLDER.findall(original)))
    gone = [f"{{{name}}}" for name in known if name in FIGURES and _without(label, name)]
    lost = [(f"leaves out {' and '.join(gone)}", f"write it as in {shown(original)}")] if gone else []
    return next(chain(placeholder_faults(label, original), lost), ("", ""))


def _without(label: str, name: str) -> bool:
    """Whether a form of `label` does not hold `name`; the forms for one number alone may go without `n`, which they say themselves."""
    forms = plurals.forms(label)
    few = ("zero", "one", "two") if name == "n" and len(forms) > 1 else ()
    return any(f"{{{name}}}" not in form for category, form in forms.items() if category not in few)
