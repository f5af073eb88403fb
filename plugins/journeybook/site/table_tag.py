"""Tables in templates: a column is written once, and from it come its head, its cell in every row, and the label that phones show.

    {% table it in pains.rows, class="jb-index jb-stack", label=page.title, ident="pains-table", sorts=True %}
    {% column t("kind.pain"), names=True %}{{ link(it.link) }}{% endcolumn %}
    {% if pains.filled["owner"] %}{% column t("field.owner"), filter="team" %}{{ links(it.owners) }}{% endcolumn %}{% endif %}
    {% endtable %}

`if` and `for` around columns hold for heads and cells alike, so that these can neither disagree nor stand in another order. What is
asked there is therefore about the table; only cells know the row. Rows within groups are `{% table group in groups for it in group.rows, … %}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from jinja2 import Environment, TemplateAssertionError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

TABLE = {"class", "label", "ident", "sorts", "caption", "row_id", "row_class", "row_data"}
"""What a table can be told: the classes; what its box is called; the id of the box; whether readers can sort it; its caption; and of
its rows, which know `it`: the id, a class, and `data-` attributes as pairs of a name and its values."""
COLUMN = {"names", "head", "type", "filter", "num", "class", "value", "word", "attrs", "labelled"}
"""What a column can be told. Of all of it: whether its cell is the name of the row; what its head shows, where that is more than the
label; how it is sorted (`number`, `date`); what the filter above the table is called; whether it holds numbers. Of one cell: its class,
what it is sorted and filtered by, the word for that in the filter, ready attributes; and whether it shows its label on phones."""


@dataclass(frozen=True)
class _Cell:
    """A column: its label, what it was told, and what stands in its cells."""

    label: nodes.Expr
    told: dict[str, nodes.Expr]
    body: list[nodes.Node]


class TableTag(Extension):
    """The tags `table` and `column`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.tags = {"table", "column"}

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """The tag at hand; a column stays a call of that name until its table is whole."""
        tag = next(parser.stream)
        if tag.value == "column":
            call = nodes.Call(nodes.Name("column", "load"), [parser.parse_expression()], _told(parser, COLUMN), None, None)
            body = parser.parse_statements(("name:endcolumn",), drop_needle=True)
            return nodes.CallBlock(call, [], [], body).set_lineno(tag.lineno)
        loops = [_loop(parser)]
        while parser.stream.skip_if("name:for"):
            loops.append(_loop(parser))
        told = {it.key: it.value for it in _told(parser, TABLE)}
        columns = parser.parse_statements(("name:endtable",), drop_needle=True)
        made = list(_table(told, loops, columns))
        for node in made:
            node.set_lineno(tag.lineno)
        return made


def _loop(parser: Parser) -> tuple[nodes.Expr, nodes.Expr]:
    target = parser.parse_assign_target(extra_end_rules=("name:in",))
    parser.stream.expect("name:in")
    return target, parser.parse_expression(with_condexpr=False)


def _told(parser: Parser, known: set[str]) -> list[nodes.Keyword]:
    """What stands behind the commas, as `name=value`."""
    found = []
    while parser.stream.skip_if("comma"):
        name = parser.stream.expect("name")
        if name.value not in known:
            parser.fail(f"unknown {name.value!r}; known are {', '.join(sorted(known))}", name.lineno)
        parser.stream.expect("assign")
        found.append(nodes.Keyword(name.value, parser.parse_expression()))
    return found


def _table(told: dict[str, nodes.Expr], loops: Sequence[tuple[nodes.Expr, nodes.Expr]], columns: list[nodes.Node]) -> Iterator[nodes.Node]:
    yield _out('<div class="jb-scroll" role="region" tabindex="0"')
    yield from _attribute("aria-label", told.get("label"))
    yield from _attribute("id", told.get("ident"))
    yield _out(">\n<table")
    yield from _attribute("class", told.get("class"))
    if _said(told, "sorts"):
        yield from _attribute("data-jb-sort", nodes.Call(nodes.Name("t", "load"), [nodes.Const("sort")], [], None, None))
    yield _out(">", *(("<caption>", told["caption"], "</caption>") if "caption" in told else ()), "<thead><tr>")
    yield from _each(columns, head=True, stacked=False)
    yield _out("</tr></thead><tbody>\n")
    stacked = "jb-stack" in getattr(told.get("class"), "value", "")
    rows = [_out("<tr"), *_attribute("id", told.get("row_id")), *_optional("class", told.get("row_class"))]
    rows += [_out(nodes.Call(nodes.Name("data_of", "load"), [told["row_data"]], [], None, None))] if "row_data" in told else []
    rows += [_out(">")]
    rows += [*_each(columns, head=False, stacked=stacked), _out("</tr>\n")]
    for target, many in reversed(loops):
        rows = [nodes.For(target, many, rows, [], None, False)]
    yield from rows
    yield _out("</tbody></table></div>\n")


def _each(columns: Sequence[nodes.Node], *, head: bool, stacked: bool) -> Iterator[nodes.Node]:
    """The heads of `columns`, or their cells; with the conditions and loops around them."""
    for node in columns:
        if isinstance(node, nodes.If):
            parts = [list(_each(part, head=head, stacked=stacked)) for part in (node.body, node.elif_, node.else_)]
            yield nodes.If(deepcopy(node.test), *parts)
        elif isinstance(node, nodes.For):
            body = list(_each(node.body, head=head, stacked=stacked))
            yield nodes.For(deepcopy(node.target), deepcopy(node.iter), body, [], deepcopy(node.test), node.recursive)
        elif isinstance(node, nodes.CallBlock) and isinstance(node.call.node, nodes.Name) and node.call.node.name == "column":
            cell = _Cell(node.call.args[0], {it.key: it.value for it in node.call.kwargs}, node.body)
            yield from _head(cell) if head else _cell(cell, stacked)
        elif isinstance(node, nodes.Assign) and not head:
            yield node
        elif not isinstance(node, nodes.Assign):
            _refuse_what_is_outside(node)


def _refuse_what_is_outside(node: nodes.Node) -> None:
    text = "".join(part.data if isinstance(part, nodes.TemplateData) else "?" for part in getattr(node, "nodes", ("?",)))
    if text.strip():
        raise TemplateAssertionError("between the columns of a table stands something that is in none of them", node.lineno)


def _head(cell: _Cell) -> Iterator[nodes.Node]:
    yield _out('<th scope="col"')
    if _said(cell.told, "num"):
        yield _out(' class="jb-num"')
    yield from _attribute("data-type", cell.told.get("type"))
    yield from _attribute("data-filter", cell.told.get("filter"))
    yield _out(">", cell.told.get("head", cell.label), "</th>")


def _cell(cell: _Cell, stacked: bool) -> Iterator[nodes.Node]:
    named = _said(cell.told, "names")
    yield _out('<th scope="row"' if named else "<td")
    if stacked and not named and _said(cell.told, "labelled", unsaid=True):
        yield from _attribute("data-label", cell.label)
    yield from _classes(cell.told)
    yield from _attribute("data-value", cell.told.get("value"))
    yield from _optional("data-word", cell.told.get("word"))
    if "attrs" in cell.told:
        yield _out(cell.told["attrs"])
    yield _out(">")
    yield from cell.body
    yield _out("</th>" if named else "</td>")


def _classes(told: dict[str, nodes.Expr]) -> Iterator[nodes.Node]:
    more = told.get("class")
    if not _said(told, "num"):
        yield from _optional("class", more)
        return
    yield _out(' class="jb-num')
    if more is not None:
        yield nodes.If(deepcopy(more), [_out(" ", more)], [], [])
    yield _out('"')


def _said(told: dict[str, nodes.Expr], name: str, *, unsaid: bool = False) -> bool:
    """What is so for a whole table or column, and is therefore written as `True` or `False`."""
    value = told.get(name, nodes.Const(unsaid))
    if not isinstance(value, nodes.Const):
        raise TemplateAssertionError(f"{name!r} is True or False: it holds for the head and all rows", value.lineno)
    return bool(value.value)


def _attribute(name: str, value: nodes.Expr | None) -> Iterator[nodes.Node]:
    if value is not None:
        yield _out(f' {name}="', value, '"')


def _optional(name: str, value: nodes.Expr | None) -> Iterator[nodes.Node]:
    """An attribute that is left out where its value is empty."""
    if isinstance(value, nodes.Const):
        yield from _attribute(name, value)
    elif value is not None:
        yield nodes.If(deepcopy(value), list(_attribute(name, value)), [], [])


def _out(*parts: nodes.Expr | str) -> nodes.Output:
    """`parts` as a template puts them out: markup of ours as it is, values escaped."""
    return nodes.Output([nodes.TemplateData(part) if isinstance(part, str) else deepcopy(part) for part in parts])
