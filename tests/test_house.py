"""The house's own rules: which layer may import which, short functions, and documentation that is not behind the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeybook.doors.reference import vocabulary

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "journeybook"
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "problems nodes everyday source events scanner syntax characters ids days files faults targets pictures",
        "model decode mending wide_colons fields keys table",
        "entry atlas linking unread ways record_languages",
        "views labels embeds embedded prose mentions terms searched rules audience pruning withheld leaks facts briefs signs due lanes scene words languages markup flowchart flowsplit measures scoring series small_groups counts cells review folder manual meetings touchpoints matrix claims tallies figures standing spread outcomes expected effects aims trend goaltree comparison alignment contradictions crossings differences progress sides silence written_links silence untranslated",
        "pages descriptions render diagrams drawing tracing bends swatches reports schema exports templating",
        "build navigation cli checked terminal plugin host addresses own_files handmade markdown_views print_page translated preview template_cache shelf indexing chinese_search raw proof verdict scripts fences reference usage __init__ __main__ recall kept publication aside exchange locking publishing configuration watching",
    )
)
SIBLINGS = {"rules": {"finding", "subjects", "CODES"}, "views": set(), "reports": set(), "exports": set(), "languages": set()}
"""Rooms whose members do not know each other, and what of them everybody may use."""
OUTSIDE = {
    "yaml": {"events", "scanner", "syntax"}, "pydantic": {"model", "decode", "fields", "schema", "reference"},
    "jinja2": {"templating", "template_cache"}, "mkdocs": {"plugin", "build", "navigation", "chinese_search", "host", "addresses", "own_files", "preview", "handmade", "markdown_views", "print_page", "translated", "indexing", "raw", "proof", "verdict", "scripts", "publication", "watching", "template_cache"}, "click": {"cli", "terminal"}, "merman": {"diagrams"}, "markdown": {"markdown_views"}, "markdown_it": {"markup"},
}  # fmt: skip
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


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_lead_downwards(path: Path) -> None:
    here = room(path)
    modules = {file.relative_to(PACKAGE).parts[0].removesuffix(".py") for file in FILES}
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] == "journeybook" and len(parts) > 1 and parts[1] in modules:
            assert layer(parts[1]) <= layer(here), f"{here} imports {name}"
            if len(parts) > 2 and parts[1] == here and here in SIBLINGS and path.stem != "__init__":
                assert parts[2] in SIBLINGS[here], f"{path.name} imports its sibling {name}"
        elif parts[0] in OUTSIDE:
            assert here in OUTSIDE[parts[0]], f"{here} imports {parts[0]}"


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


def test_the_layers_are_documented() -> None:
    rows = [line.split("|")[2] for line in (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8").splitlines()
            if re.match(r"\| \d ", line)]  # fmt: skip
    written = [frozenset(re.findall(r"`(\w+)/?`", row)) for row in rows]
    assert written[::-1] == [names - {"__init__"} for names in LAYERS]


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
