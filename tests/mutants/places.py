"""The places where a condition can be inverted or dropped, and what the file would say then: in Python and in templates."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

OTHERS: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Eq: ("!=",), ast.NotEq: ("==",), ast.Lt: ("<=", ">="), ast.LtE: ("<", ">"), ast.Gt: (">=", "<="), ast.GtE: (">", "<"),
    ast.Is: ("is not",), ast.IsNot: ("is",), ast.In: ("not in",), ast.NotIn: ("in",),
}  # fmt: skip
SIGNS = {"==": ("!=",), "!=": ("==",), "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<")}
NEVER = ("TYPE_CHECKING", "__name__", "sys.version_info", "sys.platform", "os.name")
"""Conditions that no test of one machine can tell apart."""


@dataclass(frozen=True)
class Mutant:
    """One change: `text` is the whole file with `after` in place of `before`, which stands in `function` (empty outside of one)."""

    path: str
    line: int
    function: str
    before: str
    after: str
    text: str

    @property
    def name(self) -> str:
        """What it is called, wherever its line moves."""
        return f"{self.path} | {self.function} | {flat(self.before)} => {flat(self.after)}"


def flat(text: str) -> str:
    """`text` in one line."""
    return " ".join(text.split())


def of_file(path: str, text: str) -> list[list[Mutant]]:
    """The changes at every place of a file, those of one place together."""
    return [*(_python if path.endswith(".py") else _template)(path, text)]


def in_room(package: Path, room: str) -> list[list[Mutant]]:
    """The changes at every place below a folder (or in a file) of the package."""
    top = package / room
    files = [top] if top.is_file() else sorted([*top.rglob("*.py"), *top.rglob("*.html")])
    found = ((file.relative_to(package).as_posix(), file.read_bytes().decode()) for file in files)
    return [place for path, text in found for place in of_file(path, text)]


# ------------------------------------------------------------------ Python


def _python(path: str, text: str) -> Iterator[list[Mutant]]:
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    data = text.encode()

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column

    def source(node: ast.expr) -> str:
        return data[at(node.lineno, node.col_offset) : at(node.end_lineno or 0, node.end_col_offset or 0)].decode()

    def changed(node: ast.expr, after: str, function: str) -> Mutant:
        start, end = at(node.lineno, node.col_offset), at(node.end_lineno or 0, node.end_col_offset or 0)
        whole = data[:start] + after.encode() + data[end:]
        return Mutant(path, node.lineno, function, source(node), after, whole.decode())

    for node, function in _with_function(ast.parse(text)):
        for place, others in _conditions(node, source):
            if not any(word in source(place) for word in NEVER):
                yield [changed(place, other, function) for other in others]


def _with_function(tree: ast.AST, name: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Every node, and the outermost function that it stands in; what an assertion says is nobody's condition. Before Python 3.12
    nobody knows where in an f-string something stands."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assert | ast.JoinedStr):
            continue
        inner = name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not name:
            inner = node.name
        yield node, inner
        yield from _with_function(node, inner)


def _conditions(node: ast.AST, source) -> Iterator[tuple[ast.expr, list[str]]]:  # type: ignore[no-untyped-def]
    """The places in a node itself, and what may stand there instead."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield node.test, [f"(not ({source(node.test)}))"]
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield test, ["True", f"(not ({source(test)}))"]
    elif isinstance(node, ast.BoolOp):
        parts = [f"({source(value)})" for value in node.values]
        word, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        dropped = [f" {word} ".join(parts[:n] + parts[n + 1 :]) for n in range(len(parts))]
        yield node, [f"({it})" for it in (f" {other} ".join(parts), *dropped)]
    elif isinstance(node, ast.Compare):
        ends = [f"({source(it)})" for it in (node.left, *node.comparators)]
        signs = [next(sign for sign, kind in SPELLED.items() if isinstance(op, kind)) for op in node.ops]
        for number, op in enumerate(node.ops):
            others = []
            for sign in OTHERS[type(op)]:
                row = [*signs[:number], sign, *signs[number + 1 :]]
                others.append(f"({' '.join([ends[0], *(f'{sign} {end}' for sign, end in zip(row, ends[1:], strict=True))])})")
            yield node, others
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, [f"bool({source(node.operand)})"]


SPELLED: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq, "!=": ast.NotEq, "<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE,
    "is": ast.Is, "is not": ast.IsNot, "in": ast.In, "not in": ast.NotIn,
}  # fmt: skip


# ------------------------------------------------------------------ templates

Token = tuple[int, str, str, int]
"""Line, sort, text, and where it begins."""


def _template(path: str, text: str) -> Iterator[list[Mutant]]:
    tokens: list[Token] = []
    at = 0
    for line, sort, value in Environment(keep_trailing_newline=True).lex(text):
        at = text.index(value, at)
        tokens.append((line, sort, value, at))
        at += len(value)
    for number, (line, sort, value, start) in enumerate(tokens):
        changes: list[tuple[int, str, str]] = []
        if sort == "name" and value in ("and", "or"):
            changes = [(start, value, {"and": "or", "or": "and"}[value])]
        elif sort == "name" and value == "not":
            changes = [(start, value, "")]
        elif sort == "operator" and value in SIGNS:
            changes = [(start, value, other) for other in SIGNS[value]]
        elif sort == "name" and value in ("if", "elif"):
            condition = _condition(text, tokens, number)
            changes = [(start + len(value) + 1, condition, f"not ({condition})")] if condition.strip() else []
        if changes:
            yield [
                Mutant(
                    path,
                    line,
                    "",
                    f"{value} {before}" if value in ("if", "elif") else _around(text, begin, before),
                    after,
                    text[:begin] + after + text[begin + len(before) :],
                )
                for begin, before, after in changes
            ]


def _around(text: str, begin: int, word: str) -> str:
    """A word with what stands beside it, by which it is known."""
    return flat(f"{text[max(0, begin - 30) : begin]}«{word}»{text[begin + len(word) : begin + len(word) + 30]}")


def _condition(text: str, tokens: list[Token], number: int) -> str:
    """What stands behind an `if`: up to its `else`, a bracket or sign that ends the expression, or the end of the block."""
    start = tokens[number][3] + len(tokens[number][2])
    depth, end = 0, len(text)
    for _, sort, value, at in tokens[number + 1 :]:
        if sort == "operator" and value in "([{":
            depth += 1
        ends = sort in ("block_end", "variable_end") or (
            depth == 0 and ((sort == "operator" and value in (")", "]", "}", ",")) or (sort == "name" and value == "else"))
        )
        if sort == "operator" and value in ")]}":
            depth -= 1
        if ends:
            end = at
            break
    return text[start + 1 : end].rstrip()
