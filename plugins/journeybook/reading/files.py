"""The files of a folder: which ones are read, and their bytes.

Reads nothing that is not a regular file of the folder: no pipe that never ends, no link that leads elsewhere, no file
without limit. What the bytes mean is left to `yaml_text` and `counts`.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from journeybook.reading.problem import Level, Place, Problem, did_you_mean, visible

YAML_ENDINGS = (".yml", ".yaml")
CSV = ".csv"
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
TEXTS = (".docx", ".doc", ".docm", ".odt", ".rtf", ".pages", ".wps")
MISSPELT = re.compile(r"\.(?!ya?ml$)(?:y+a*m+a*l+|yaml?m|yma?l|yl?am|ya?lm|yaml?[a-z]|yam)$|\.(?:cvs|scv|csvs?[a-z])$")
"""Endings that are a slip in '.yml', '.yaml' or '.csv'."""
TABLES = (".txt", ".tsv", ".tab")
"""What the name of a table may end in that a spreadsheet program has saved as text."""
EXPORTED = re.compile(r'\s*\{\s*"(?:data|items|widgets|nodes|elements)"\s*:\s*\[')
"""How the export of a whiteboard begins."""
BARE = (".txt", ".text", ".json", ".md", ".conf", ".toml")
"""Endings behind which somebody's map may stand; so it may where there is no ending."""
FIRST_LINE = 4096
"""Bytes in which the first line of such a table is looked for."""
MAP = re.compile(
    r'^(?:stages|teams|touchpoints|personas|metrics|evidence):[ \t]*(?:\[|#.*)?\r?\n?[ \t]*(?:-|\[|\{)|^\s*\{\s*"(?:title|stages|teams|personas|metrics)"\s*:',
    re.MULTILINE,
)
"""How the text of a map or library begins one of its lists, or is one as JSON."""
FIELDS_FIRST = re.compile(r'\ufeff?(?:[ \t]*(?:#.*|---[ \t]*)?\r?\n)*(?:[a-z_]+:|\s*\{\s*")(?![\s\S]*```)')
"""How such a text begins, which has no code in it as a page about maps may have."""
TRANSLATIONS = "languages"
"""The folder in which a folder of maps brings translations of the interface along."""
NEEDED_COLUMNS = {"metric", "date"}
"""What every file of counts has a column for."""
SITE = ("mkdocs.yml", "mkdocs.yaml")
"""What the folder of a site holds, beside that of its maps."""
CSV_SIZE = 50_000_000
HERE = "."
"""The path of findings about the folder itself."""


def listed(folder: Path) -> tuple[list[str], list[Problem]]:
    """The files below `folder` that are read, as paths with forward slashes, sorted; and what cannot be read."""
    if folder.is_file():
        return [folder.name], []
    if not folder.is_dir():
        there = os.path.lexists(folder)
        what = "this is neither a folder nor a file" if there else f"there is no folder '{visible(str(folder))}'"
        return [], [Problem(Place(HERE), "no-maps", what, hint="" if there else like(folder))]
    problems: list[Problem] = []
    found: dict[str, Path] = {}
    links: dict[str, Path] = {}
    for file in _walked(folder, problems):
        path = file.relative_to(folder).as_posix()
        if _wanted(file.name) and _well_named(path, problems):
            (links if file.is_symlink() else found)[path] = file
        else:
            problems += _meant_to_be_read(file, path)
    real = {os.path.realpath(file) for file in found.values()}
    for path, file in links.items():
        if os.path.realpath(file) not in real and _within(path, file, folder, problems):
            found[path] = file
    problems += _beside(folder)
    return sorted(found), problems


def _beside(folder: Path) -> Iterator[Problem]:
    """What to say about maps and tables of numbers that stand beside `folder`, the one with the maps of a site, or among its pages."""
    top = Path(os.path.abspath(folder)).parent
    if not any((top / name).is_file() for name in SITE):
        return
    for where in ("", "docs/", f"docs/{folder.name}/"):
        try:
            names = sorted(os.listdir(top / where))
        except OSError:
            continue
        for name in names:
            file = top / where / name
            if not _wanted(name) or name in SITE or not (_is_table(file) if name.lower().endswith(CSV) else _is_map(file)):
                continue
            what = "a table of numbers" if name.lower().endswith(CSV) else "a map or library"
            message = f"this looks like {what}, and is not read: it does not stand in the folder '{_printable(folder.name)}'"
            yield Problem(Place(_printable(f"../{where}{name}")), "file-name", message, "warning", f"move it to {_printable(f'{folder.name}/{name}')}")


def like(path: Path) -> str:
    """`did you mean 'journeys'?` where beside `path`, which is not there, something is of a similar name; else nothing."""
    try:
        if (path.parent / "docs" / path.name).is_dir():  # where the pages of a site stand
            return f"move 'docs/{visible(path.name)}' up, out of 'docs': pages stand there, and maps beside mkdocs.yml"
        return did_you_mean(path.name, [name for name in os.listdir(path.parent) if not name.startswith(".")])
    except OSError:
        return ""


def content(folder: Path, path: str, most: int, problems: list[Problem]) -> bytes | None:
    """The bytes of the file `path` of `folder`; None, and a problem, where it is no file or holds more than `most`."""
    file = folder / path
    most = max(most, CSV_SIZE) if path.lower().endswith(CSV) else most
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            problems.append(Problem(Place(path), "not-a-file", "this is not a regular file", hint="remove it"))
            return None
        # Between the two looks the file may have become a pipe: never wait for one.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(most + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
            size = max(len(data), os.fstat(handle).st_size)
    except OSError as error:
        problems.append(Problem(Place(path), "not-readable", f"cannot be read: {reason(error)}"))
        return None
    if size > most:
        problems.append(too_large(path, size, most))
        return None
    return data


def too_large(path: str, size: int, most: int) -> Problem:
    """The finding about a file of `size` bytes where only `most` are read."""
    message = f"the file has {size:,} bytes, more than the {most:,} that are read"
    hint = "split it" if path.lower().endswith(CSV) else "split it, or raise 'limits: {size: …}' in atlas.yml"
    return Problem(Place(path), "file-too-large", message, hint=hint)


def is_file_of(folder: Path, path: str) -> bool:
    """Whether `path` is a file of `folder`; one that a link leads out of it to is not."""
    try:
        file = Path(os.path.realpath(folder / path))
        return file.is_file() and Path(os.path.realpath(folder)) in file.parents
    except (OSError, ValueError):
        return False


def _walked(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Everything below `folder` that is no folder; links to folders are named and not followed."""

    def report(error: OSError) -> None:
        path = _printable(Path(error.filename).relative_to(folder).as_posix())
        problems.append(Problem(Place(path), "not-readable", f"the folder cannot be read: {reason(error)}"))

    for where, folders, names in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in folders:
            _check_folder(Path(where) / name, (Path(where) / name).relative_to(folder).as_posix(), problems)
        yield from (Path(where) / name for name in sorted(names))


def _check_folder(file: Path, path: str, problems: list[Problem]) -> None:
    if file.is_symlink():
        message = "a link to a folder is not followed"
        problems.append(Problem(Place(_printable(path)), "link-not-followed", message, "warning", "copy the folder"))
    elif file.name.lower().endswith((*YAML_ENDINGS, CSV)):
        message = "this is a folder, though its name is that of a file"
        problems.append(Problem(Place(_printable(path)), "not-a-file", message, hint="rename it"))


def _meant_to_be_read(file: Path, path: str) -> Iterator[Problem]:
    """What to say about a file that is not read and probably should be."""
    name, place = file.name.lower(), Place(_printable(path))
    level: Level = "error"
    if name.startswith((".", "#", "~")):  # what programs leave beside an open file
        return
    if name.endswith(tuple(f"{ending}.txt" for ending in (*YAML_ENDINGS, CSV))):
        why, hint = "its name ends in '.txt', which Windows may hide", f"rename it to {_printable(file.name[:-4])}"
    elif name.endswith(".po") or (path.startswith(f"{TRANSLATIONS}/") and path.count("/") == 1):
        yield from _translation(file, path)
        return
    elif MISSPELT.search(name):
        ending = CSV if "v" in name.rpartition(".")[2] else YAML_ENDINGS[0]
        why, hint = f"its name ends in '{_printable(file.suffix)}'", f"rename it to {_printable(file.stem)}{ending}"
    elif name.endswith(SPREADSHEETS):
        why, hint = "it is a spreadsheet", "save it as 'CSV UTF-8', or keep it out of the folder"
    elif name.endswith(TEXTS):
        why, hint, level = "it is a document of a word processor", "copy its text into a YAML file, or keep it out of the folder", "warning"
    elif name.endswith(TABLES) and _is_table(file):
        why, hint = "it holds numbers, but its name does not end in '.csv'", f"rename it to {_printable(file.stem)}{CSV}"
    elif (name.endswith(BARE) or "." not in name) and _is_map(file):
        why, hint = "it looks like a map or library, but its name does not end in '.yml'", f"rename it to {_printable(file.stem)}{YAML_ENDINGS[0]}"
        level = "warning"  # a draft may be kept out of the site so
    elif name.endswith(".json") and EXPORTED.match(_beginning(file).decode("utf-8", "replace")):
        why, hint, level = (
            "it is what another tool exports",
            "write a map with 'title: …' and 'stages: …', and copy the texts into it; or keep it out of the folder",
            "warning",
        )
    else:
        return
    yield Problem(place, "file-name", f"this file is not read: {why}", level, hint)


def _translation(file: Path, path: str) -> Iterator[Problem]:
    """What to say about a file that is no translation and probably should be, or stands where none is read."""
    name, stem, place = file.name.lower(), _printable(file.name.partition(".")[0]), Place(_printable(path))
    if path.rpartition("/")[0] != TRANSLATIONS:
        yield Problem(
            place,
            "file-name",
            "this translation is not read: it does not stand in the folder 'languages'",
            "error",
            f"move it to {TRANSLATIONS}/{stem}.po at the top of the folder of the maps",
        )
    elif name.endswith((".po.txt", ".mo", ".pot", ".json", ".xlf", ".xliff", ".properties", ".strings", ".ts", ".resx")) or (
        name.endswith(".po") and not file.name.endswith(".po")
    ):
        if not name.endswith(".po.txt") and file.with_name(f"{file.name.partition('.')[0]}.po").exists():
            return  # what translators' programs keep beside it
        hint = (
            f"rename it to {stem.lower()}.po"
            if ".po" in name and not name.endswith(".pot")
            else f"write the translation as {stem.lower()}.po, which 'journeybook words {stem.lower()}' begins"
        )
        yield Problem(place, "file-name", "this translation is not read: its name does not end in '.po'", "error", hint)


def _beginning(file: Path) -> bytes:
    """The first bytes of `file`. Looks at no link, and waits for no pipe."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return b""
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            return stream.read(FIRST_LINE)
    except OSError:
        return b""


def _is_map(file: Path) -> bool:
    """Whether `file` begins as a map or library does."""
    text = _beginning(file).decode("utf-8", "replace")
    return FIELDS_FIRST.match(text) is not None and MAP.search(text) is not None


def _is_table(file: Path) -> bool:
    """Whether the first line of `file` is that of a table of numbers."""
    data = _beginning(file)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's "Unicode text"
    first = data.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip().partition("\n")[0]
    return {cell.strip(' \r"').casefold() for cell in re.split("[\t;,]", first)} >= NEEDED_COLUMNS


def _wanted(name: str) -> bool:
    return name.lower().endswith((*YAML_ENDINGS, CSV)) and not name.startswith((".", "#", "~"))


def _well_named(path: str, problems: list[Problem]) -> bool:
    """Whether the path can be written in a message and an address."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        message = "the file's name is not UTF-8"
    else:
        if path.isprintable():
            return True
        message = "the file's name holds characters that nobody can see"
    problems.append(Problem(Place(_printable(path)), "file-name", message, hint="rename it"))
    return False


def _within(path: str, file: Path, folder: Path, problems: list[Problem]) -> bool:
    """Whether a link leads to a file of the folder."""
    real = Path(os.path.realpath(file))
    if Path(os.path.realpath(folder)) not in real.parents:
        message = "a link that leads out of the folder is not read"
        problems.append(Problem(Place(path), "link-not-followed", message, hint="copy the file"))
        return False
    if not real.exists():
        problems.append(Problem(Place(path), "not-readable", "a link that leads nowhere", hint="remove it"))
        return False
    return True


def _printable(path: str) -> str:
    return visible(path.encode("utf-8", "backslashreplace").decode())


def reason(error: OSError) -> str:
    """What the system says of `error`, to go on from "cannot be read: …"; without the place, which its user knows by another name."""
    # A copy of many files tells of each that failed, in text.
    told = str(error.args[0][-1][-1]) if isinstance(error, shutil.Error) and error.args and error.args[0] else ""
    number = re.match(r"\[Errno (\d+)\]", told)
    text = os.strerror(int(number[1])) if number else told or error.strerror or str(error) or "unknown"
    return text[:1].lower() + text[1:]


def real(path: str | Path) -> Path:
    """`path` without links; of links in a circle as much as there is, since they must not end a build."""
    return Path(os.path.realpath(path))
