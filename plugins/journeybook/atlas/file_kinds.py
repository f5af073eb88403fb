"""What a file is, by what its tree holds: a map, a library file, or neither, and what its author is told then."""

from __future__ import annotations

import re
from dataclasses import replace

from journeybook.model import KINDS, Library, Map, Part, Settings
from journeybook.model.decode import Lost, decode
from journeybook.model.full_width_colons import wide_colons
from journeybook.model.similar_keys import meant
from journeybook.model.values import LIBRARY
from journeybook.reading.problem import Place, Problem, in_flow, shown
from journeybook.reading.tree import Node, scalar
from journeybook.reading.yaml_text import Mapping, Scalar, Source

SETTINGS = "atlas.yml"
MAP_KEYS = frozenset(name for name, _ in Map.declared())
NEEDED_BY_MAPS = frozenset(name for name, info in Map.declared() if info.is_required())
SETTINGS_KEYS = frozenset(name for name, _ in Settings.declared())
LIBRARY_KEYS = frozenset(name for name, _ in Library.declared())


def decoded_settings(source: Source, lost: Lost) -> tuple[Settings | None, list[Problem]]:
    """What `atlas.yml` says, None where it cannot be read, and what is wrong with it; what had to be taken out goes to `lost`."""
    too_deep = _one_too_deep(source, source.tree) if isinstance(source.tree, Mapping) else None
    if too_deep or source.tree is None:
        return None, [too_deep] if too_deep else []
    settings, found = decode(source.tree, Settings, source, lost)
    return settings, [_of_the_site(problem) for problem in found]


def decoded(source: Source, problems: list[Problem], lost: Lost) -> Map | Library | None:
    """The map or library file that `source` is; else None, and why among `problems`. What had to be taken out goes to `lost`."""
    tree = source.tree
    problems += wide_colons(source, lost.nodes)
    if tree is None or (isinstance(tree, Scalar) and tree.is_null):
        if not any(problem.level == "error" for problem in source.problems):
            message = "the file holds only comments" if "#" in source.text else "the file is empty"
            hint = "a map needs 'title: …' and 'stages: …'"
            problems.append(Problem(Place(source.path), "empty-file", message, hint=hint))
        return None
    if not isinstance(tree, Mapping):
        if not getattr(tree, "spoilt", False):
            what = "text" if isinstance(tree, str) else "a list"
            message = f"the file must hold fields such as 'title: …' and 'stages: …', not {what}"
            hint = "type ': ' in place of '=' " * bool(isinstance(tree, str) and re.match(r"\w+ *= *\S", tree))
            problems.append(Problem(source.place(tree), "wrong-type", message, hint=hint.strip() or _without_dashes(tree)))
        return None
    too_deep = _one_too_deep(source, tree)
    if too_deep:
        problems.append(too_deep)
        return None
    if _holds_settings(source.path, tree):
        problems.append(misplaced(source.path))
        return None
    if kinds := _record_alone(source.path, tree):
        message = "the file holds a single record, and does not say of what kind"
        above = " or ".join(f"'{kind}:'" for kind in kinds)
        problems.append(
            Problem(
                source.place(tree), "wrong-type", message, hint=f"write {above} above it, '- ' before its first line, and two blanks more before the others"
            )
        )
        return None
    if _foreign(tree):
        message = "this is neither a map nor a library: it has none of their fields"
        hint = "a map needs 'title: …' and 'stages: …'; keep other files out of the folder"
        problems.append(Problem(Place(source.path), "not-a-map-file", message, hint=hint))
        return None
    shape = shape_of(tree)
    record, found = decode(tree, shape, source, lost)
    if any(problem.code == "several-documents" for problem in source.problems):
        lost.nodes.append(scalar(source.text, tree.mark))  # what is missing here may stand in the other one
        found = [problem for problem in found if problem.code != "missing-field"]
    problems[:] = [_repeated(problem, shape) for problem in problems]
    unknown = {problem.place for problem in found if problem.code == "unknown-field"}
    problems[:] = [problem for problem in problems if problem.code != "typographic-quotes" or problem.place not in unknown]
    problems += [_of_two_kinds(_cut_off(problem, source), tree, shape) for problem in found]
    return record


def _without_dashes(tree: Node) -> str:
    """What to do about a file that is a list of fields, or of records without a word of what they are."""
    if isinstance(tree, str) and "\t" in tree:
        return "begin with 'title: …' and 'stages:', and write each row as '- name: …', with its other cells as fields below it"
    first = tree[0] if isinstance(tree, list) and tree else None
    if not isinstance(first, Mapping):
        return ""
    if MAP_KEYS & set(first) <= {"id"} or "name" in first:
        return "write what the records are above them, such as 'teams:'"
    return "remove the dashes before the fields"


REPEATED = re.compile("'([^']+)' is given twice")


def _repeated(problem: Problem, shape: type[Part]) -> Problem:
    """A word for one of several, written again for each of them, was to be a list."""
    said = REPEATED.fullmatch(problem.message) if problem.code == "duplicate-key" else None
    fields = meant(said[1], shape) if said else ()
    if said is None or len(fields) != 1 or fields[0] == said[1] or not fields[0].endswith("s"):
        return problem
    return replace(problem, hint=f"write '{fields[0]}:' once, and each of them below it with '- ' before it")


def _cut_off(problem: Problem, source: Source) -> Problem:
    """An empty value whose text stands behind a '#' is empty only to YAML, and an item may lack a name only because it is a heading."""
    heading = HEADING.match(source.line(problem.place.line - 1)) if problem.code == "missing-field" else None
    if heading and problem.message.startswith("'name'"):
        return replace(
            problem, hint=f"the heading above is a comment: write '- name: {in_flow(heading[1])}' in its place, and what it holds as its fields, without dashes"
        )
    if problem.code != "empty-value" or not re.search(r"(:|^\s*-)\s+#", source.line(problem.place.line)):
        return problem
    return replace(problem, hint="what follows '#' is a comment: put the text in quotes")


HEADING = re.compile(r" *#{2,6} +(\w.*?)[ #]*$")
"""A heading as in Markdown, which is a comment in YAML."""
OF_THE_SITE = ("audience", "fail_on", "folder", "path", "navigation", "diagrams", "pages", "no_secret", "in_place", "today")


def _of_the_site(problem: Problem) -> Problem:
    """An option of the plugin stands in mkdocs.yml and not among the settings."""
    name = problem.message.removeprefix("unknown field ").strip("'")
    if problem.code != "unknown-field" or name not in OF_THE_SITE:
        return problem
    return replace(problem, hint=f"this is an option of the site: in mkdocs.yml, write '{name}: …' below '- journeybook:'")


HOLDERS = frozenset({"map", "maps", "journey", "journeys", "cjm", "library", "libraries", "records", "atlas"})


def _one_too_deep(source: Source, tree: Mapping) -> Problem | None:
    """A whole file below a key that says what it is, as other tools have it."""
    name, inner = next(iter(tree.items()), ("", ()))
    several = [item for item in inner if isinstance(item, Mapping)]
    held = several[0] if several else inner
    if len(tree) != 1 or name.casefold() not in HOLDERS or not isinstance(held, Mapping) or not (MAP_KEYS | LIBRARY_KEYS | SETTINGS_KEYS) & set(held):
        return None
    key = tree.key(name)
    hint = "begin each map in a file of its own" if several else f"remove the line '{key}:', and the blanks before the lines below it"
    return Problem(source.place(key), "unknown-field", f"a file holds its fields at the beginning of the line, and not below {shown(key)}", hint=hint)


def misplaced(path: str) -> Problem:
    """That settings stand where they are not read."""
    message = f"settings are read only from {SETTINGS} at the top of the folder"
    hint = "move it there" if path.rpartition("/")[2] == SETTINGS else f"rename it to {SETTINGS}{', at the top' if '/' in path else ''}"
    return Problem(Place(path), "misplaced-settings", message, hint=hint)


def _holds_settings(path: str, tree: Mapping) -> bool:
    """Whether the file holds nothing but settings, and something that tells them from a map or is called like them."""
    if not tree or not SETTINGS_KEYS.issuperset(tree):
        return False
    return not (MAP_KEYS | LIBRARY_KEYS).issuperset(tree) or path.rpartition("/")[2].rpartition(".")[0].lower() in ("settings", "config")


def _record_alone(path: str, tree: Mapping) -> list[str]:
    """The kinds, up to three, of which the file may hold one record with nothing around it; the kind that it is called after first."""
    keys = {key for key in tree if not key.startswith("x-")}
    if "stages" in tree or MAP_KEYS.issuperset(keys) or keys & LIBRARY_KEYS - MAP_KEYS:
        return []
    fits = [kind for kind, shape in KINDS.items() if shape.title_field in keys <= {name for name, _ in shape.declared()}]
    called = [kind for kind in fits if kind in meant(path.rpartition("/")[2].partition(".")[0], Library)]
    return called or fits[:3]


WRAPPED = frozenset({"data", "items", "widgets", "nodes", "elements", "cursor", "size", "limit", "total", "links", "type"})
"""The keys around what another tool exports."""


def _foreign(tree: Mapping) -> bool:
    """Whether the file is of another kind: fewer than half of its keys are, or were meant to be, what maps and libraries have,
    and none of them says that it is a map."""
    keys = [key for key in tree.scalars.values() if not key.startswith("x-")][:50]
    if not keys or any(key.spoilt or key.casefold() in MAP_KEYS | LIBRARY_KEYS for key in keys):
        return False
    if WRAPPED.issuperset(keys):
        return True
    known = sum(bool(meant(key, Map) or meant(key, Library)) for key in keys)
    return not any(_says_map(key) for key in keys) and 2 * known < len(keys)


def _says_map(key: str) -> bool:
    return not NEEDED_BY_MAPS.isdisjoint((key, *meant(key, Map)))


def shape_of(tree: Mapping) -> type[Map] | type[Library]:
    """A file with `stages` is a map; one with nothing but library keys a library; else what most of its keys belong to."""
    if "stages" in tree:
        return Map
    if any(key in LIBRARY_KEYS - MAP_KEYS for key in tree) or (tree and all(key in LIBRARY_KEYS for key in tree)):
        return Library
    keys = list(tree)[:50]
    if any(_says_map(key) or key in MAP_KEYS - LIBRARY_KEYS for key in keys):
        return Map
    return Library if any(meant(key, Library) for key in keys) else Map


def _of_two_kinds(problem: Problem, tree: Mapping, shape: type[Part]) -> Problem:
    if problem.code != "unknown-field" or shape is not Library or problem.hint.startswith("did you"):
        return problem
    name = next((key for key in tree.scalars.values() if key.mark[:2] == (problem.place.line, problem.place.column)), "")
    if name not in MAP_KEYS and not meant(name, Map):
        return problem
    return replace(problem, hint="a library file holds only library records; a map needs 'stages'")


HOME = re.compile(rf"under '(\w+):' in {re.escape(LIBRARY)}")


def at_home(problems: list[Problem], records: list[tuple[str, Map | Library]]) -> list[Problem]:
    """`problems`, where they send a record to the library with the file that holds others of its kind, or any of the library's."""
    libraries = [(path, record) for path, record in records if isinstance(record, Library)]
    homes = {key: path for path, record in reversed(libraries) for key in LIBRARY_KEYS if record.said(key)}

    def told(problem: Problem) -> Problem:
        kind = HOME.search(problem.hint)
        return replace(problem, hint=problem.hint.replace(LIBRARY, homes.get(kind[1], libraries[0][0]), 1)) if kind else problem

    return list(map(told, problems)) if libraries else problems
