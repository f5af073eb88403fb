"""How templates become Python: Jinja's own compiler, with what our templates never ask for left out.

A page of ours is thousands of small values. Jinja asks of each attribute whether it is an item, of each call whether the
callee wants the context, and wraps every macro and its result twice; that was three quarters of a page's time. Ours have
no such callees, dots are attributes, and macros are plain functions. What was compiled is kept for one run only: whatever runs on the
next one must come from the installed package, and from nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from markupsafe import Markup, escape

from journeybook.model.markup import escaped, safe
from journeybook.site.table_tag import TableTag


def environment(folder: Path) -> Environment:
    """The environment of the templates in `folder`: everything is escaped, and what is unknown is an error."""
    return _Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1, extensions=[TableTag],
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
