"""How templates become Python: Jinja's own compiler, with what our templates never ask for left out.

A page of ours is thousands of small values. Jinja asks of each attribute whether it is an item, of each call whether the
callee wants the context, and wraps every macro and its result twice; that was three quarters of a page's time. Ours have
no such callees, dots are attributes, and macros are plain functions.
"""

from __future__ import annotations

import hashlib
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import missing
from markupsafe import Markup, escape

from journeybook.markup import escaped, safe

MOST = 5
"""How many states of a template are kept."""


def environment(folder: Path) -> Environment:
    """The environment of the templates in `folder`: everything is escaped, and what is unknown is an error."""
    return _Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1,
    )  # fmt: skip


def shown(value: Any) -> str:
    """`value` as a template puts it out: markup as it is, all else escaped, neither wrapped before all is joined."""
    if isinstance(value, Markup):
        return value
    return str(value) if type(value) in (int, float) else escape(value)


def _macro(environment: Any, function: Any, name: str, arguments: tuple[str, ...], *more: Any) -> Any:
    """A macro as the function that was generated for it; in it, arguments that were left out are looked after."""
    function.__defaults__ = (missing,) * function.__code__.co_argcount
    return function


class _Generator(CodeGenerator):
    """Writes attributes and calls as what they are in Python, and asks for nothing but text where there is text."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(escaped(value) if (value := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__ is str else value if value.__class__ is MarkupText else shown(value))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller)" if forward_caller else ")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return Markup(concat({frame.buffer}))")


class _Template(Template):
    """A template whose code meets our own functions under the names that the generator gives them."""

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Any:
        namespace |= {"escaped": escaped, "shown": shown, "MarkupText": Markup, "Macro": _macro, "Markup": safe}
        return super()._from_namespace(environment, namespace, globals)


class _Environment(Environment):
    code_generator_class = _Generator
    template_class = _Template


class Kept(BytecodeCache):
    """Compiled templates in a folder of the user's, for the next time: to compile ours takes a second.

    A file is named by what its code follows from (template, compiler, Python) and begins with a digest of the rest, so that
    nothing is ever out of date, and files can be shared, deleted or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.compiler = hashlib.sha256(Path(__file__).read_bytes() + MAGIC_NUMBER + jinja2.__version__.encode()).hexdigest()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        digest = hashlib.sha256(f"{self.compiler}\n{filename}\n{source}".encode()).hexdigest()
        bucket = Bucket(environment, f"{name.replace('/', '-')}-{digest}", digest)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            kept = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        digest, code = kept[:32], kept[32:]
        if digest == hashlib.sha256(code).digest():
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        # Python's own way to keep what it compiled: in one go, and without a word where that is not possible.
        SourceFileLoader("", "").set_data(str(self.folder / bucket.key), hashlib.sha256(code).digest() + code)
        try:
            same = sorted(self.folder.glob(f"{bucket.key[:-64]}*"), key=lambda file: file.stat().st_mtime)
            for old in same[:-MOST]:
                old.unlink()
        except OSError:
            return
