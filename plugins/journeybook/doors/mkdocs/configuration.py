"""What is wrong with the plugin's entry in `mkdocs.yml`, where MkDocs ends before the plugin could say it.

MkDocs calls an option that stands beside the plugin's name "Invalid Plugins configuration", and a day that no month has ends
it with a traceback. `publish` looks here first. What the options may hold is `options`' part.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from journeybook.doors.mkdocs.options import LANGUAGES_SAID, OPTIONS, Options, accepts
from journeybook.model import Settings
from journeybook.model.local_numbers import read_number
from journeybook.model.similar_keys import among, near
from journeybook.reading.dates import how_to_write_a_day, read_date
from journeybook.reading.problem import Place, Problem, shown, visible
from journeybook.reading.tree import Mapping, Node, Scalar, Sequence, place, walk
from journeybook.reading.yaml_text import read

NAME = "journeybook"
BETWEEN = re.compile(r"\s*[,;，、；]\s*")
BELOW = "write 'journeybook:', and the options below it, four spaces further in than its dash"
CODE_OF_LANGUAGE = re.compile("[a-z]{2,3}([-_][A-Za-z]{2,4})?")
NO_CODES = ("cn", "ger", "eng", "chi", "deu")
"""What looks like a code of a language, and is one of a country or a longer one that no theme has."""
SETTINGS = {name for name, _ in Settings.declared()}
IN_ATLAS = "it is a setting of the maps: write '{}: …' in atlas.yml, in their folder"
INSTEAD = {
    "strict": "write 'fail_on: warning' here, or 'strict: true' at the beginning of a line of mkdocs.yml",
    **dict.fromkeys(("exclude", "exclude_pages", "hide", "skip", "without"), "list those that there shall be, with 'pages: [team, pains]'"),
    **dict.fromkeys(("enabled", "enable"), "take the plugin out of the list where it is not to run"),
}
"""What people write as an option, and what to write instead."""
WITH_HINT = re.compile(r"(.*?) \((.*)\)", re.DOTALL)
"""What is said of an option, and the hint behind it."""
DAY = re.compile(r"\d{4}-\d\d?-\d\d?")


def faults(path: Path) -> list[Problem]:
    """What in the configuration at `path` ends MkDocs before it asks the plugin, or hides a list of plugins from it. Nothing
    where it cannot be read at all."""
    source = read(path.name, path.read_bytes())
    if not isinstance(source.tree, Mapping):
        return []
    twice = [
        Problem(problem.place, "site-options", "'plugins' is given twice, and MkDocs heeds the last one alone", hint="join both lists under one 'plugins:'", related=problem.related)
        for problem in source.problems if problem.code == "duplicate-key" and problem.message.startswith("'plugins' ")
    ]  # fmt: skip
    return twice + [Problem(at, "site-options", message, hint=hint) for at, message, hint in _faults(path.name, source.tree, path.parent)]


def without_plugin(path: Path) -> list[Problem]:
    """That the configuration at `path`, and those that it inherits from, do not list the plugin: MkDocs would build a site
    without the maps over the one that is there."""
    here, seen = path, set[Path]()
    while here.is_file() and here not in seen and isinstance(tree := _tree(here), Mapping):
        seen.add(here)
        plugins, above = tree.get("plugins"), tree.get("INHERIT")
        if _mentions(plugins):
            return []
        if isinstance(plugins, Sequence) or not isinstance(above, Scalar):  # a list is not joined to that of the file above
            at = place(path.name, tree.key("plugins")) if "plugins" in tree and here is path else Place(path.name)
            return [
                Problem(
                    at,
                    "site-options",
                    f"the plugin '{NAME}' is not listed, so that a site without the maps would be published",
                    hint=f"add '- {NAME}' below 'plugins:'",
                )
            ]
        here = here.parent / above
    return []


def _mentions(node: Node | None) -> bool:
    """Whether the plugin is named anywhere in `node`: other plugins group some."""
    if isinstance(node, Mapping):
        return NAME in node or any(_mentions(value) for value in node.values())
    return any(_mentions(item) for item in node) if isinstance(node, Sequence) else node == NAME


def unreadable(path: Path) -> list[Problem]:
    """Why the configuration at `path` is no YAML, where it is none."""
    source = read(path.name, path.read_bytes())
    found = [problem for problem in source.problems if problem.code == "yaml-syntax"][:1]
    for problem in found:
        for line in (problem.place.line, problem.place.line - 1):
            if line and source.line(line).strip("- ") == NAME:
                message = "options stand below the plugin's name, which has no colon"
                return [Problem(Place(path.name, line, source.line(line).index(NAME) + 1), "site-options", message, hint=BELOW)]
    return found


def _tree(path: Path) -> Node | None:
    return read(path.name, path.read_bytes()).tree


Fault = tuple[Place, str, str]


def _faults(path: str, tree: Mapping, at: Path) -> Iterator[Fault]:
    if NAME in tree:
        yield place(path, tree.key(NAME)), "the plugin stands beside 'plugins:'", f"write it below, as '- {NAME}:' with its options"
    plugins = tree.get("plugins")
    if isinstance(plugins, Scalar) and not plugins.is_null:
        names = [name for name in BETWEEN.split(plugins) if name]
        yield place(path, plugins), f"'plugins' must be a list, not {shown(plugins)}", f"write plugins: [{', '.join(names)}]"
    yield from _twice(path, plugins)
    yield from _language(path, tree.get("theme"))
    yield from (
        (place(path, key), f"'plugins' is misspelt as {shown(key)}, so that the plugin is not used", "write 'plugins:'")
        for key in tree.scalars.values() if key != "plugins" and near(key, ["plugins"]) and NAME in _names(tree[key])
    )  # fmt: skip
    for entry in plugins if isinstance(plugins, Sequence) else [plugins]:
        if isinstance(entry, Mapping):
            yield from _beside(path, entry, isinstance(plugins, Sequence))
            yield from _options(path, entry[NAME], at) if NAME in entry else ()
        for name in entry if isinstance(entry, Mapping) else [entry] if plugins is not entry else ():
            if isinstance(name, Scalar):
                yield from _misspelt(path, name)


def _names(plugins: Node | None) -> list[Scalar]:
    """The names of the plugins in a list of them."""
    entries = plugins if isinstance(plugins, Sequence) else [plugins]
    return [name for entry in entries for name in (entry.scalars.values() if isinstance(entry, Mapping) else [entry]) if isinstance(name, Scalar)]


def _twice(path: str, plugins: Node | None) -> Iterator[Fault]:
    """The plugin where it stands again."""
    for name in [name for name in _names(plugins) if name == NAME][1:]:
        yield place(path, name), f"the plugin {shown(NAME)} is listed twice", "remove one, and write its options below the other"


def _language(path: str, theme: Node | None) -> Iterator[Fault]:
    """A language of the theme that is no code, where a theme would end with a traceback."""
    language = theme.get("language") if isinstance(theme, Mapping) else None
    if isinstance(language, Scalar) and language and (not CODE_OF_LANGUAGE.fullmatch(language) or language in NO_CODES):
        hint = (
            f"did you mean {shown(meant[0])}?"
            if (meant := among(language, list(LANGUAGES_SAID), LANGUAGES_SAID))
            else "a language is named by its code, such as 'en'"
        )
        yield place(path, language), f"the theme's language must be a code such as 'en', not {shown(language)}", hint


def _beside(path: str, entry: Mapping, in_list: bool) -> Iterator[Fault]:
    """The options that stand beside the plugin's name instead of below it."""
    known = set(OPTIONS)
    astray = [key for key in entry.scalars.values() if key != NAME and (in_list or key in known)]
    if NAME in entry and astray:
        message = f"the option {shown(astray[0])} stands beside the plugin's name, not below it"
        yield place(path, astray[0]), message, "begin its line two spaces further in, and those of the other options too"


def _options(path: str, options: Node, at: Path) -> Iterator[Fault]:
    if isinstance(options, Mapping):
        today = options.get("today")
        if isinstance(today, Scalar) and today and not today.spoilt and read_date(today) is None:
            hint = how_to_write_a_day(today) or (
                "there is no such day; write one that there is, or leave the option out"
                if DAY.fullmatch(today)
                else "leave the option out for the day of the build"
            )
            yield place(path, today), f"'today' must be a date such as 2026-09-01, not {shown(today)}", hint
        yield from _refused(path, options, at)
    elif not (isinstance(options, Scalar) and options.is_null):
        what = "a list" if isinstance(options, Sequence) else shown(options)
        hint = "write each option as 'name: value' on a line of its own, without a dash, such as 'folder: journeys'"
        yield place(path, options), f"the options of the plugin must be fields, not {what}", hint


def _refused(path: str, options: Mapping, at: Path) -> Iterator[Fault]:
    """What MkDocs would refuse of the plugin's options, which it says without a file and a line. What a tag makes of a value, such as
    `!ENV`, only a build knows."""
    given = {key: value for key, value in options.items() if not _of_tag(value)}
    asked = Options()
    asked.load_dict({str(key): _as_mkdocs_reads(value) for key, value in given.items() if key != "today" or read_date(str(value))})
    for name, error in asked.validate()[0]:
        said = WITH_HINT.fullmatch(str(error))
        message, hint = said.groups() if said else (str(error), "")
        if name in OPTIONS:
            value = options[name]
            wrong = (
                next((item for item in value if not accepts(OPTIONS[name], [_as_mkdocs_reads(item)])), value)
                if isinstance(value, Sequence) and "list" not in message
                else value
            )
            yield place(path, wrong), f"{shown(name)} {message}", hint or _form(name, value, message)
        else:
            yield place(path, options.key(name)), message, INSTEAD.get(name, "") or (IN_ATLAS.format(name) if name in SETTINGS else hint)
    folder = given.get("folder")
    if isinstance(folder, Scalar) and (at / folder).is_file():
        yield (
            place(path, folder),
            f"'folder' must be a folder with maps, and {shown(folder)} is a file",
            f"write the folder that it stands in{f': {above}' if (above := posixpath.dirname(folder)) else ''}",
        )


def _form(name: str, value: Node, message: str) -> str:
    """What to write for a value of the wrong form."""
    if isinstance(value, Scalar) and "must be a list" in message:
        return (
            "leave the line out for all of them"
            if value.casefold() in ("all", "*", "alle", "全部")
            else f"write {name}: [{', '.join(filter(None, BETWEEN.split(value)))}]"
        )
    if isinstance(value, Sequence) and "must be text" in message and len(value) == 1 and isinstance(value[0], Scalar):
        return f"write {name}: {visible(value[0])}"
    return "write true, or leave the line out" if "true or false" in message else ""


def _of_tag(node: Node) -> bool:
    return any(getattr(inner, "spoilt", False) for inner in walk(node))


def _as_mkdocs_reads(node: Node) -> object:
    """What MkDocs, which reads YAML 1.1, makes of `node`, as far as an option is any of it."""
    if isinstance(node, Mapping):
        return {str(key): _as_mkdocs_reads(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [_as_mkdocs_reads(item) for item in node]
    if not isinstance(node, Scalar) or node.is_null:
        return None
    if node.plain and node.casefold() in ("yes", "no", "on", "off", "true", "false"):
        return node.casefold() in ("yes", "on", "true")
    if node.plain and read_date(node):
        return read_date(node)
    number = read_number(node) if node.plain else None
    return str(node) if number is None else number


def _misspelt(path: str, name: Scalar) -> Iterator[Fault]:
    parts = BETWEEN.split(name) if BETWEEN.search(name) else name.split()
    if NAME in parts and len(parts) > 1:
        yield place(path, name), f"{shown(name)} is one name here", f"type ', ' between two plugins: {', '.join(parts)}"
    elif name != NAME and (near(name, [NAME]) or re.fullmatch(r"(mkdocs[-_])?journey[-_ ]?book([-_](plugin|mkdocs))?", name, re.IGNORECASE)):
        yield place(path, name), f"there is no plugin {shown(name)}", f"did you mean '{NAME}'?"
