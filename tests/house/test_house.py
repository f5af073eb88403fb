"""The house's own rules: which layer may import which, short functions, and documentation that is not behind the code."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import journeybook
from journeybook.doors.reference import house, vocabulary

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "journeybook"
FLOORS = ("reading", "model", "languages", "atlas", "insight", "checks", "site", "doors")
"""From the ground up: a floor imports what is on it and below."""
PUBLIC = {"__init__.py", "__main__.py", "fences.py", "py.typed"}
"""What stands beside the floors: what others import, and what their settings name."""
WALLS: dict[str, str | tuple[str, ...]] = {
    "yaml": "reading", "pydantic": "model", "pydantic_core": "model", "markdown_it": "model", "jinja2": ("site", "doors/mkdocs"),
    "click": "doors/command", "mkdocs": "doors/mkdocs", "markdown": "doors/mkdocs",
}  # fmt: skip
"""The one room that knows each library; two where a second one is told: MkDocs hands its doors the templates of a theme."""
SIBLINGS = {"checks/rules": {"finding", "subjects", "CODES"}, "checks/reports": set(), "site/views": set(), "site/exports": set(), "languages": set()}
"""Rooms whose members do not know each other, and what of them everybody may use."""
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that `tree` imports, `from journeybook import x` as `journeybook.x`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"journeybook.{name.name}" for name in node.names if node.module is None)


def floor(name: str) -> int:
    """The number of the floor that `name` stands on; what the package itself offers stands on the highest."""
    place = name.split(".")[1]
    return FLOORS.index(place) if place in FLOORS else len(FLOORS) - 1


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="needs the history, not only the files")
def test_git_ignores_no_part_of_the_package() -> None:
    """A pattern without a leading slash, such as that of the built `site/`, would swallow a floor of the same name."""
    files = [path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    done = subprocess.run(["git", "check-ignore", "--no-index", "--stdin"], input="\n".join(files), capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_every_folder_is_a_floor() -> None:
    found = {path.name for path in PACKAGE.iterdir()} - {"__pycache__"}
    assert found == {*FLOORS, *PUBLIC}


def test_tests_stand_on_the_floor_that_they_are_about() -> None:
    assert not list((ROOT / "tests").glob("test_*.py")), "a test stands in the folder of a floor, or in house/, golden/, browser/ and the like"
    assert set(FLOORS) <= {path.name for path in (ROOT / "tests").iterdir()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_lead_downwards(path: Path) -> None:
    here = path.relative_to(PACKAGE)
    room = here.parent.as_posix()
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        top = name.split(".")[0]
        if top == "journeybook" and len(here.parts) > 1 and name not in ("journeybook", "journeybook.__version__"):
            assert floor(f"journeybook.{here.parts[0]}") >= floor(name), f"{here} imports {name}"
        if room in SIBLINGS and path.stem != "__init__" and name.startswith(f"journeybook.{room.replace('/', '.')}."):
            assert name.split(".")[1 + len(room.split("/"))] in SIBLINGS[room], f"{here} imports its sibling {name}"
        if top in WALLS and len(here.parts) > 1:
            rooms = (WALLS[top],) if isinstance(WALLS[top], str) else WALLS[top]
            assert any(room == it or room.startswith(f"{it}/") for it in rooms), f"{here} imports {top}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_introduce_themselves_and_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines"


@pytest.mark.parametrize("name", vocabulary.PAGES)
def test_the_reference_is_not_behind(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == vocabulary.PAGES[name](), "run 'make reference'"


def test_the_table_of_rooms_is_not_behind() -> None:
    assert FLOORS[::-1] == house.FLOORS
    written = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    assert all(mark in written for mark in house.MARKS)
    assert written == house.renewed(written), "run 'make reference'"


def test_what_others_may_import_is_there() -> None:
    code = "import sys, journeybook as j; light = 'pydantic' not in sys.modules; print(light, *[getattr(j, name) is not None for name in j.__all__])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * (1 + len(journeybook.__all__))
    assert {"Atlas", "Place", "Problem", "load"} <= set(journeybook.__all__)
    with pytest.raises(AttributeError, match="no attribute 'atlases'"):
        journeybook.atlases  # noqa: B018


@pytest.mark.parametrize(
    "tool",
    [("mypy", "--no-error-summary"), ("ruff", "check", "--quiet", "."), ("ruff", "format", "--check", "--quiet", ".")],
    ids=lambda tool: " ".join(tool[:2]),
)
def test_types_and_style_hold(tool: tuple[str, ...]) -> None:
    """What `make lint` says: here too, because nobody has to think of it then."""
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


UNCHECKED = re.compile(r"#\s*type:\s*ignore(?!\[[a-z-]+\]  # \w+ \w+)")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_the_checker_of_types_is_not_to_see_has_a_code_and_a_reason(path: Path) -> None:
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if UNCHECKED.search(line)] == []


BY_IDENTITY = {
    "reading/yaml_events.py", "model/decode.py", "model/full_width_colons.py", "atlas/atlas.py", "atlas/linking.py",
    "insight/audience.py", "insight/claims.py", "insight/pruning.py", "doors/mkdocs/left_out_texts.py",
}  # fmt: skip
"""Where `id()` stands: parts of records, nodes of a tree and ways are the same as others that say the same, and told apart by it. An
entry is no other entry, and is a key itself."""


def test_identity_is_asked_for_only_where_nothing_else_tells_apart() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id"
    }
    assert found == BY_IDENTITY


RUNS = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "dbm", "jinja2.bccache", "jinja2.BytecodeCache"}
"""What turns bytes that somebody kept into something that runs, or hands them to what does. A folder for what is kept is shared, restored
and planted more easily than an installed package is changed: nothing of it may run."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_that_is_kept_can_run(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {name for name in imports(tree) if name in RUNS or name.partition(".")[0] in RUNS}
    assert not found, f"{path.name} imports {', '.join(found)}: what is kept must be data"
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__"}
    unsafe = {"full_load", "unsafe_load", "UnsafeLoader", "FullLoader", "bytecode_cache", "ModuleLoader"}
    assert not unsafe & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
