"""The words of the interface on their way to translators and back: what a language lacks as a gettext file, and an edited one read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from journeybook import __version__
from journeybook.checks import translations
from journeybook.checks.reports import text as report_text
from journeybook.languages import FALLBACK, available, bring, language, shipped, shipped_language
from journeybook.languages.translation import po
from journeybook.languages.translation.language import Language, texts, to_po
from journeybook.reading.problem import Problem, shown


class WrongUse(Exception):
    """The command was asked for something that there is not."""


class Faulty(Exception):
    """A translation cannot be used; the text is the report of its findings."""


def report(folder: Path) -> str:
    """How much of each language there is."""
    found, problems = _brought(folder)
    everything = texts(shipped_language(FALLBACK))
    rows = []
    for code in available():
        had = len(_keys(language(code)) & everything.keys())
        name = language(code).manners.get("name", "")
        own = " · with the project's own translation" if code in {it.code for it in found} else ""
        rows.append(f"{code:<4}{name:<14}{had:>6,} of {len(everything):,} texts{own}")
    return "\n".join([*rows, *([_told(problems, {})] if problems else [])])


def missing(folder: Path, lang: str, everything: bool) -> tuple[str, str]:
    """A gettext file with what `lang` lacks, or with everything; and a line that says how much that is."""
    code = _code(lang)
    _, problems = _brought(folder)
    errors = [problem for problem in problems if problem.level == "error" and problem.place.path == _path(code)]
    if errors:
        raise Faulty(_told(errors, {}))
    target, wanted = language(code), texts(shipped_language(FALLBACK))
    lacks = [key for key in wanted if key not in _keys(target)]
    said = f"{len(lacks):,} of {len(wanted):,} texts are missing in {shown(code)}"
    file = to_po(target, shipped_language(FALLBACK), wanted if everything else lacks, __version__, _stale(folder / _path(code)))
    return file, said


def read_back(folder: Path, lang: str, edited: Path) -> tuple[str, str]:
    """What `edited` and the project's translation so far come to, as a gettext file; and a line that says how much that is."""
    code = _code(lang)
    before, _ = _brought(folder)
    problems: list[Problem] = []
    data = edited.read_bytes()
    found = translations.of_bytes(code, data, str(edited), problems)
    if found is None or any(problem.level == "error" for problem in problems):
        lines = data.decode("utf-8", "replace").splitlines()
        raise Faulty(_told(problems, {str(edited): lines}))
    found = found.over(next((it for it in before if it.code == code), None))
    ours = shipped_language(code) if code in shipped() else None
    own = _without(found, ours)
    everything = texts(shipped_language(FALLBACK))
    had = len(_keys(found.over(ours)) & everything.keys())
    warnings = f"{_told(problems, {})}\n" if problems else ""
    return to_po(own, shipped_language(FALLBACK), list(_keys(own)), __version__), f"{warnings}{shown(code)} has {had:,} of {len(everything):,} texts now"


def place_of(folder: Path, lang: str) -> Path:
    """Where the site looks for the project's own translation."""
    return folder / _path(_code(lang))


def _path(code: str) -> str:
    return f"{translations.FOLDER}/{code}{translations.ENDING}"


def _code(lang: str) -> str:
    code = lang.lower().replace("_", "-").partition("-")[0]
    if not translations.NAME.fullmatch(code):
        raise WrongUse(f"{shown(lang)} is no language code such as pl or de")
    return code


def _brought(folder: Path) -> tuple[tuple[Language, ...], list[Problem]]:
    """The translations of a project, which count from here on, and what is wrong with them."""
    problems: list[Problem] = []
    found = translations.read(folder, problems)
    bring(found)
    return found, problems


def _keys(found: Language) -> set[str]:
    return {*(f"@{name}" for name in found.manners), *found.words}


def _without(found: Language, ours: Language | None) -> Language:
    """`found` without what we ship alike."""
    if ours is None:
        return found
    words = {key: text for key, text in found.words.items() if ours.words.get(key) != text}
    manners = {name: text for name, text in found.manners.items() if ours.manners.get(name) != text}
    return Language(code=found.code, words=words, manners=manners, forms=found.forms, rule=found.rule, order=found.order)


def _stale(file: Path) -> dict[str, Sequence[str]]:
    """Translations by key, as they stand in `file`, whether they still fit or not."""
    if not file.is_file():
        return {}
    messages, _ = po.read(file.read_text(encoding="utf-8-sig"))
    return {message.context: [text for _, text in sorted(message.said.items())] for message in messages if message.context}


def _told(problems: Sequence[Problem], lines: dict[str, list[str]]) -> str:
    """The findings as `journeybook check` shows them."""

    def line_of(place: object) -> str:
        found = lines.get(getattr(place, "path", ""), [])
        number = getattr(place, "line", 1)
        return found[number - 1] if number <= len(found) else ""

    return report_text.report(problems, line_of)
