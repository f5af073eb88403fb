"""Whether the labels in atlas.yml fit: each takes the place of a text that there is, and holds in braces only what is filled in there.

A site would otherwise be made up to the first page that needs the label, and end there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain

from journeybook.languages import FALLBACK, Words, shipped, shipped_language
from journeybook.languages.translation import plurals
from journeybook.languages.translation.language import PLACEHOLDER, placeholder_faults
from journeybook.model import Map, Stage
from journeybook.model.settings import Settings
from journeybook.model.similar_keys import folded, meant
from journeybook.reading.problem import Problem, did_you_mean, shown

OWN = re.compile(r"(field|lane)\.x-.+")
"""Labels of an organisation's own fields and lanes, which the site has no words for."""
FIGURES = frozenset(["n", "number", "count", "done", "all", "living", "differing", "differs", "missing", "places", "maps", "lines", "value", "values", "change", "share", "score", "importance", "satisfaction", "low", "high", "first", "last", "money", "target", "warn", "formula", "date", "since", "until", "due", "age"])  # fmt: skip
"""What is filled in with a number or a day: a label without it would say the same whatever was counted."""


def check(settings: Settings) -> Iterator[Problem]:
    """What is wrong with the labels of `settings`."""
    words = Words(FALLBACK)
    known = words.keys()
    for key, label in settings.labels.items():
        where = settings.place("labels", key)
        if key not in known and not OWN.fullmatch(key):
            yield Problem(settings.entry_place("labels", key), "unknown-reference", f"{shown(key)} is no label", hint=_hint(key, known))
            continue
        message, hint = fault(label, words.get(key, ""))
        if message:
            yield Problem(where, "wrong-placeholder", f"the label {shown(key)} {message}", hint=hint)


def _hint(key: str, known: Collection[str]) -> str:
    """What to write in place of `key`: a label that ends so, the one of a text that reads so, or of the field that is meant."""
    ends = [name for name in known if name.rpartition(".")[2] == key] or [name for name in known if name in _labels_of().get(folded(key), ())]
    ends = ends or [name for field in (meant(key, Map) or meant(key, Stage)) if (name := f"field.{field}") in known]
    best = sorted(ends, key=lambda name: (not name.startswith("section."), not name.startswith("field."), len(name)))[:2]
    near = f"did you mean {' or '.join(map(shown, best))}?" if best else did_you_mean(key, known) if "." in key else ""
    return near or "a label is named as in 'field.stages'; all are listed in languages/en.py of the package"


@cache
def _labels_of() -> dict[str, set[str]]:
    """The labels by their texts in all languages that we bring along, folded."""
    found: dict[str, set[str]] = {}
    for code in shipped():
        for name, text in shipped_language(code).words.items():
            found.setdefault(folded(text), set()).add(name)
    return found


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
