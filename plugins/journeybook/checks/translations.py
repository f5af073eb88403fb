"""The translations of the interface that a folder brings along: `languages/pl.po` in the folder of the maps, what translators edit.

What would break a page is an error: a placeholder that is lost or unknown, a form too few. What only a newer Journeybook brought, a text
that is gone or reads otherwise in English now, is a warning: that text is shown in English until somebody looks at it.
"""

from __future__ import annotations

import re
from pathlib import Path

from journeybook.languages import FALLBACK, shipped_language
from journeybook.languages.translation.language import Language, of_po
from journeybook.reading import files
from journeybook.reading.problem import Place, Problem, shown

FOLDER = "languages"
ENDING = ".po"
NAME = re.compile(r"[a-z]{2,3}")
MOST = 5_000_000


def paths(base: Path) -> list[str]:
    """The files with translations in the folder `base`."""
    try:
        return sorted(f"{FOLDER}/{file.name}" for file in (base / FOLDER).glob(f"*{ENDING}") if files.is_file_of(base, f"{FOLDER}/{file.name}"))
    except PermissionError:
        return []  # a folder that nobody may enter is told where its maps are looked for


def read(base: Path, problems: list[Problem]) -> tuple[Language, ...]:
    """The languages that the folder `base` brings along; `problems` gets what is wrong with them."""
    return tuple(found for path in paths(base) if (found := _read(base, path, problems)) is not None)


def _read(base: Path, path: str, problems: list[Problem]) -> Language | None:
    code = Path(path).stem
    if not NAME.fullmatch(code):
        bare = re.split("[-_. ]", code)[0].lower()
        named = f"{bare}.po" if NAME.fullmatch(bare) else "pl.po"
        message, hint = f"{shown(code)} is no language that a translation can be called after", f"name it after a language's code, such as {named}"
        problems.append(Problem(Place(path), "wrong-translation", message, hint=hint))
        return None
    data = files.content(base, path, MOST, problems)
    return None if data is None else of_bytes(code, data, path, problems)


def of_bytes(code: str, data: bytes, path: str, problems: list[Problem]) -> Language | None:
    """The language of a translation's bytes; `problems` gets what is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, data.count(b"\n", 0, error.start) + 1)
        problems.append(Problem(place, "wrong-translation", "this is not UTF-8", hint="save the file as UTF-8"))
        return None
    found, faults = of_po(code, text, shipped_language(FALLBACK))
    problems += [
        Problem(Place(path, fault.line), fault.code or "wrong-translation", fault.message, "warning" if fault.stale else "error", fault.hint)
        for fault in faults
    ]
    return found
