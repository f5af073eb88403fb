"""A language as values: its words, how it writes numbers and dates, and how it counts; read from a module or from a gettext file.

A language has as much of this as there is. What it lacks comes from another, at last from English, and keeps that one's plural rule.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache, partial
from types import ModuleType

from journeybook.languages.translation import plurals, po
from journeybook.reading.problem import did_you_mean, shown

PLACEHOLDER = re.compile(r"\{(\w+)\}")
BRACES = re.compile(r"\{[^{}]*\}|[{}]")
MANNERS = {
    "name": "What the language calls itself.",
    "direction": "The direction of writing: ltr, or rtl for a language that is written from right to left.",
    "date": "How a day is written.",
    **{f"month.{n}": "The month as it stands in a date." for n in range(1, 13)},
    "decimal": "The sign before the decimals of a number: 2.5.",
    "group": "The sign between thousands: 1,000. Where it is a blank, copy a no-break space in here.",
    "grouped_from": "The first number with a sign between its thousands: 1000, or 10000 where 1,000 is written 1000.",
}
"""How a language writes, by name, with what translators are told of it."""
DIRECTIONS = ("ltr", "rtl")
FORMS = "x-journeybook-forms"
"""The field in the head of a gettext file that names the forms which Plural-Forms numbers."""
NOTHING: Mapping[str, Sequence[str]] = {}
LIKE = 0.5
"""How much of two texts is the same at least where one was made of the other."""
PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]*);?\s*")


@dataclass(frozen=True, kw_only=True)
class Language:
    """`manners` are how it writes, by the names in `MANNERS`; `forms` and `rule` how it counts; `order` is an encoding in whose order
    its dictionaries are."""

    code: str
    words: Mapping[str, str] = field(default_factory=dict)
    manners: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ("one", "other")
    rule: str = "n!=1"
    order: str = ""

    def over(self, other: Language | None) -> Language:
        """This language, with the words and manners of `other`, an earlier version of it, where it has none itself."""
        if other is None:
            return self
        return replace(self, words={**other.words, **self.words}, manners={**other.manners, **self.manners}, order=self.order or other.order)


def of_module(code: str, module: ModuleType) -> Language:
    """The language that a module declares: `WORDS`, and whatever it says of `NAME`, `DIRECTION`, `DATE`, `MONTHS`, `DECIMAL`, `GROUP`,
    `GROUPED_FROM`, `FORMS`, `RULE` and `ORDER`."""
    manners = {name: str(getattr(module, name.upper())) for name in MANNERS if hasattr(module, name.upper())}
    manners |= {f"month.{n}": month for n, month in enumerate(getattr(module, "MONTHS", ()), 1)}
    forms, rule = plurals.known(code)
    return Language(
        code=code, words=module.WORDS, manners=manners, forms=tuple(getattr(module, "FORMS", forms)), rule=getattr(module, "RULE", rule),
        order=getattr(module, "ORDER", ""),
    )  # fmt: skip


def of_po(code: str, text: str, english: Language) -> tuple[Language, list[po.Fault]]:
    """The language of a gettext file, and what is wrong with it. Left out are entries that are empty, marked as fuzzy, wrong, or made for
    an English text that reads otherwise now."""
    messages, faults = po.read(text)
    head = po.head(messages[0]) if messages and not messages[0].text and messages[0].context is None else {}
    forms, rule, wrong = _counting(code, head)
    faults += [po.Fault(messages[0].line, *said) for said in wrong]
    told = re.split("[-_@.]", head.get("language", ""))[0].lower()
    if told not in ("", code):
        faults.append(
            po.Fault(
                messages[0].line,
                f"the head says 'Language: {head['language']}', and the file is called {code}.po",
                f"write 'Language: {code}', or call the file {told}.po",
                stale=True,
            )
        )
    words: dict[str, str] = {}
    manners: dict[str, str] = {}
    lines: dict[str, int] = {}
    unsure: list[int] = []
    for message in messages[1 if head else 0 :]:
        key = message.context or ""
        if message.fuzzy or not any(message.said.values()):
            unsure += [message.line] * (message.fuzzy and any(message.said.values()))
            faults += _overtyped(message, key, english)
            continue
        found = [po.Fault(message.line, f"{shown(key)} is translated twice, first in line {lines[key]}")] if key in lines else []
        found = found or list(_faults(message, english, forms, rule))
        faults += found
        lines.setdefault(key, message.line)
        if found:
            continue
        if key.startswith("@"):
            manners[key[1:]] = message.said[0].replace(" ", "\u00a0") if key == "@group" else message.said[0]
        else:
            words[key] = message.said[0] if message.plural is None else plurals.written(dict(zip(forms, message.said.values(), strict=True)))
    if unsure:
        many = f"{len(unsure)} translations are marked as fuzzy, the first one here" if len(unsure) > 1 else "the translation is marked as fuzzy"
        faults.append(po.Fault(unsure[0], f"{many}, and not shown", "look at it, and take ', fuzzy' away above it", stale=True))
    if not messages and not faults:
        faults.append(po.Fault(1, "the file holds no translation", f"'journeybook words {code}' writes one to begin with", stale=True))
    return Language(code=code, words=words, manners=manners, forms=forms, rule=rule), sorted(faults, key=lambda it: it.line)


def _overtyped(message: po.Message, key: str, english: Language) -> Iterator[po.Fault]:
    """That somebody has written a translation without words over the English text, in place of below it."""
    original = english.words.get(key)
    if original is None or message.fuzzy or not message.text or message.text == _english(key, original)[0]:
        return
    if SequenceMatcher(None, message.text, _english(key, original)[0]).ratio() < LIKE:  # else the English text was changed since
        yield po.Fault(
            message.line,
            f"msgid of {shown(key)} is not its English text, and msgstr is empty",
            f"msgid stays as it is, {shown(_english(key, original)[0])}; write the translation in msgstr",
            stale=True,
        )


def _counting(code: str, head: Mapping[str, str]) -> tuple[tuple[str, ...], str, list[tuple[str, str]]]:
    """The forms and the rule that a head states, else those that we know of the language, and what is wrong with them."""
    known = plurals.known(code)
    stated = PLURAL_FORMS.fullmatch(head.get("plural-forms", ""))
    if stated is None:
        told = head.get("plural-forms")
        return *known, [("Plural-Forms is not understood", f"write nplurals={len(known[0])}; plural={known[1]};")] if told else []
    names = tuple(head.get(FORMS, "").split()) or known[0]
    if len(names) != int(stated[1]) or len(set(names)) != len(names) or not set(names) <= set(plurals.CATEGORIES):
        hint = f"write for example {' '.join(known[0])}; the names are {', '.join(plurals.CATEGORIES)}"
        return *known, [(f"the head has {stated[1]} plural forms and must name as many in X-Journeybook-Forms", hint)]
    try:
        plurals.rule(stated[2])
    except ValueError as error:
        return *known, [(f"the rule in Plural-Forms cannot be read: {error}", f"write for example plural={known[1]};")]
    return names, stated[2].strip(), []


def _faults(message: po.Message, english: Language, forms: tuple[str, ...], rule: str) -> Iterator[po.Fault]:
    """What is wrong with an entry that has a translation."""
    key = message.context or ""
    at = partial(po.Fault, message.line)
    original = english.manners.get(key[1:]) if key.startswith("@") else english.words.get(key)
    if not key:
        yield at("there is no msgctxt, which names the text", "keep the lines that 'journeybook words' writes")
    elif original is None:
        near = did_you_mean(key, english.words)
        yield at(f"there is no text {shown(key)} (any more)", f"{near} else take the entry out" if near else "take the entry out", stale=True)
    elif (message.text, message.plural or message.text) != _english(key, original):
        was = _english(key, original)
        told = f"msgid must be {shown(was[0])}{f' and msgid_plural {shown(was[1])}' if was[0] != was[1] else ''}"
        hint = f"{told}, where it was overtyped; else 'journeybook words' writes it anew, with this translation to look at"
        yield at(f"the English text of {shown(key)} is another one now", hint, stale=True)
    else:
        yield from _wrong(message, key, original, forms, rule)


def _wrong(message: po.Message, key: str, original: str, forms: tuple[str, ...], rule: str) -> Iterator[po.Fault]:
    counted = is_counted(key, original)
    wanted = len(forms) if counted else 1
    if counted != (message.plural is not None) or sorted(message.said) != list(range(wanted)) or not all(message.said.values()):
        yield po.Fault(message.line, f"{shown(key)} must have {wanted} translation{'s' * (wanted > 1)}", _numbered(forms) if counted else "write msgstr")
        return
    for index, said in message.said.items():
        if counted and "|" in said:
            yield po.Fault(message.lines[index], f"{shown(key)} holds a bar, which divides forms", "write another sign")
        lacks = counted and covers_one(forms[index], forms, rule)
        for fault in placeholder_faults(said, original, {"n"} if lacks else set()):
            yield po.Fault(message.lines[index], f"{shown(key)} {fault[0]}", fault[1], code="wrong-placeholder")
    if key.startswith("@"):
        yield from (po.Fault(message.line, f"{shown(key)} {fault}") for fault in _manner_faults(key[1:], message.said[0]))


def _english(key: str, original: str) -> tuple[str, str]:
    """An English text as a gettext file has it: for one and for several, where it is counted."""
    found = plurals.forms(original) if is_counted(key, original) else {"other": original}
    return found.get("one", found["other"]), found["other"]


def _numbered(forms: tuple[str, ...]) -> str:
    return "write " + ", ".join(f"msgstr[{index}] ({name})" for index, name in enumerate(forms))


def _manner_faults(name: str, said: str) -> Iterator[str]:
    if name in ("decimal", "group") and (len(said) != 1 or said.isalnum()):
        yield "must be a single sign"
    if name == "direction" and said not in DIRECTIONS:
        yield "must be ltr or rtl"
    if name == "grouped_from" and not re.fullmatch(r"1000+", said):
        yield "must be 1000 or 10000"
    if name == "decimal" and said.isspace():
        yield "must be a sign and no blank"


@cache
def covers_one(name: str, forms: tuple[str, ...], rule: str) -> bool:
    """Whether the form `name` is for one number only, so that its text need not say which."""
    choose = plurals.rule(rule)
    return sum(forms[min(choose(n), len(forms) - 1)] == name for n in range(1000)) == 1


def is_counted(key: str, original: str) -> bool:
    """Whether a text may have a form for each kind of number: it says how many."""
    return not key.startswith("@") and ("|" in original or "{n}" in original)


def placeholder_faults(said: str, original: str, may_lack: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """What is wrong with the names in braces of a text that takes the place of `original`, in words that go on from its name, and a
    hint. It may lack all of them where `may_lack` is None."""
    wanted = sorted(set(PLACEHOLDER.findall(original)))
    named = [f"{{{name}}}" for name in wanted]
    hint = f"it may hold {' and '.join(named)}" if wanted else "write it without braces"
    for found in BRACES.findall(said):
        if len(found) == 1:
            yield f"holds a brace without its other half, {shown(found)}", hint
        elif not PLACEHOLDER.fullmatch(found):
            yield f"holds {shown(found)}, where only a name may stand in braces", hint
        elif found[1:-1] not in wanted:
            yield f"holds {shown(found)}, into which nothing is filled", did_you_mean(found, named) or hint
    lost = [] if may_lack is None else [f"{{{name}}}" for name in wanted if name not in may_lack and f"{{{name}}}" not in said]
    if lost:
        yield f"has lost {' and '.join(lost)}", "what stands in braces is filled in, and must stand in the translation"


def to_po(target: Language, english: Language, keys: Collection[str], version: str, stale: Mapping[str, Sequence[str]] = NOTHING) -> str:
    """A gettext file for `target` with the texts `keys` (manners have an @ before their name). `stale` are translations, by key, of
    earlier English texts: they stand there marked, to be looked at."""
    had = {f"@{name}": text for name, text in target.manners.items()} | dict(target.words)
    fields = {
        "Project-Id-Version": f"journeybook {version}", "Language": target.code, "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={len(target.forms)}; plural={target.rule};", FORMS.title(): " ".join(target.forms),
    }  # fmt: skip
    notes = (
        f"The words of Journeybook's pages in the language '{target.code}'. Translate the texts in msgstr; what stands in braces stays as it is,",
        "and may stand where your language wants it. What you leave empty stays English. When you are done:",
        f"    journeybook words {target.code} --read FILE",
    )
    messages = ((key, text, had.get(key)) for key, text in texts(english).items() if key in keys)
    return po.write(fields, (_message(*message, target, stale.get(message[0], ())) for message in messages), notes)


def texts(english: Language) -> dict[str, str]:
    """Everything that a language may have, by key, as it is in English: first how it writes, then its words."""
    return {**{f"@{name}": english.manners[name] for name in MANNERS}, **english.words}


def _message(key: str, original: str, said: str | None, target: Language, stale: Sequence[str]) -> tuple[po.Message, list[str]]:
    one, other = _english(key, original)
    counted = is_counted(key, original)
    found = plurals.forms(said) if said and counted else {"other": said or ""}
    names = target.forms if counted else ("other",)
    filled = {n: found.get(name, found.get("other", "")) for n, name in enumerate(names)}
    fuzzy = not said and len(stale) == len(names)
    notes = [MANNERS[key[1:]]] if key.startswith("@") else [_numbers_of(target.forms, target.rule)] if counted else []
    return po.Message(key, one, other if counted else None, dict(enumerate(stale)) if fuzzy else filled, fuzzy=fuzzy), notes


@cache
def _numbers_of(forms: tuple[str, ...], rule: str) -> str:
    """Which numbers each form is for: "0: one (1, 21, 31 …); 1: few (2, 3, 4 …)"."""
    choose = plurals.rule(rule)
    numbers: dict[int, list[int]] = {index: [] for index in range(len(forms))}
    for n in range(200):
        numbers[min(choose(n), len(forms) - 1)].append(n)
    shown_of = {index: ", ".join(map(str, found[:4])) + " …" * (len(found) > 4) for index, found in numbers.items()}
    return "Forms: " + "; ".join(f"{index}: {name} ({shown_of[index]})" for index, name in enumerate(forms))
