"""Tables in templates: head, cell and the label on phones come from one line."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import TemplateSyntaxError
from tests.golden import told

from journeybook.site import compiler, render
from journeybook.site.flowchart.engines import OwnEngine

ROWS = [SimpleNamespace(name="A & B", n=2, late=True), SimpleNamespace(name="C", n=0, late=False)]


def table(folder: Path, tags: str, **context: Any) -> str:
    """What a table of these columns becomes, without the box and the ends of lines."""
    (folder / "page.html").write_text(tags, encoding="utf-8")
    said = {"t": lambda key: f"<{key}>", "rows": ROWS, **context}
    return compiler.environment(folder).get_template("page.html").render(said).replace("\n", "")


def inside(html: str) -> str:
    """What stands within the `table` of `html`."""
    return html[html.index("<thead>") : html.index("</table>")]


def test_a_column_gives_its_head_its_cells_and_their_labels(tmp_path: Path) -> None:
    made = table(tmp_path, """{% table it in rows, class="jb-index jb-stack", label="X & Y", ident="them", sorts=True %}
        {% column "Name", names=True, class="jb-what" %}{{ it.name }}{% endcolumn %}
        {% column t("n"), num=True, type="number", filter="many", class="" if it.n else "jb-nil", value=it.n %}<b>{{ it.n }}</b>{% endcolumn %}
        {% endtable %}""")  # fmt: skip
    assert made == (
        '<div class="jb-scroll" role="region" tabindex="0" aria-label="X &amp; Y" id="them">'
        '<table class="jb-index jb-stack" data-jb-sort="&lt;sort&gt;"><thead><tr><th scope="col">Name</th>'
        '<th scope="col" class="jb-num" data-type="number" data-filter="many">&lt;n&gt;</th></tr></thead><tbody>'
        '<tr><th scope="row" class="jb-what">A &amp; B</th><td data-label="&lt;n&gt;" class="jb-num" data-value="2"><b>2</b></td></tr>'
        '<tr><th scope="row" class="jb-what">C</th><td data-label="&lt;n&gt;" class="jb-num jb-nil" data-value="0"><b>0</b></td></tr>'
        "</tbody></table></div>"
    )


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (
            True,
            '<thead><tr><th scope="col">Yes</th><th scope="col">Last</th></tr></thead><tbody><tr><td data-label="Yes">C</td><td data-label="Last">0</td></tr></tbody>',
        ),
        (
            False,
            '<thead><tr><th scope="col">No</th><th scope="col">Last</th></tr></thead><tbody><tr><td data-label="No">!</td><td data-label="Last">0</td></tr></tbody>',
        ),
    ],
)
def test_a_condition_holds_for_heads_and_cells(tmp_path: Path, shown: bool, wanted: str) -> None:
    made = table(tmp_path, """{% table it in rows[1:], class="jb-stack", label="" %}
        {% if shown %}{% column "Yes" %}{{ it.name }}{% endcolumn %}{% else %}{% column "No" %}!{% endcolumn %}{% endif %}
        {% column "Last" %}{{ it.n }}{% endcolumn %}
        {% endtable %}""", shown=shown)  # fmt: skip
    assert inside(made) == wanted


def test_a_loop_over_columns_counts_for_heads_and_cells_and_a_head_can_show_more_than_its_label(tmp_path: Path) -> None:
    made = table(tmp_path, """{% table line in lines, class="jb-stack", label="" %}
        {% for name in ("one", "two") %}{% set it = line[loop.index0] %}{% column name, head=name ~ "!" %}{{ it }}{% endcolumn %}{% endfor %}
        {% endtable %}""", lines=[(1, 2)])  # fmt: skip
    assert inside(made) == (
        '<thead><tr><th scope="col">one!</th><th scope="col">two!</th></tr></thead>'
        '<tbody><tr><td data-label="one">1</td><td data-label="two">2</td></tr></tbody>'
    )


def test_rows_within_groups_with_an_id_and_a_class_where_there_is_one(tmp_path: Path) -> None:
    made = table(tmp_path, """{% table name, group in groups for it in group, class="x", label="", caption="C", row_id="r" ~ it.n, row_class="late" if it.late else "" %}
        {% column "A" %}{{ name }}{% endcolumn %}
        {% endtable %}""", groups=[("first", ROWS), ("none", []), ("last", ROWS[1:])])  # fmt: skip
    assert "<caption>C</caption><thead>" in made
    assert inside(made).endswith('<tbody><tr id="r2" class="late"><td>first</td></tr><tr id="r0"><td>first</td></tr><tr id="r0"><td>last</td></tr></tbody>')


def test_what_only_some_cells_have(tmp_path: Path) -> None:
    made = table(tmp_path, """{% table it in rows, class="jb-stack", label="" %}
        {% column "A", class="late" if it.late else "", word="w" if it.late else "", attrs=' lang="de"'|safe if it.late else "" %}{% endcolumn %}
        {% column "B", labelled=False %}{% endcolumn %}
        {% endtable %}""")  # fmt: skip
    assert inside(made).endswith(
        '<tr><td data-label="A" class="late" data-word="w" lang="de"></td><td></td></tr><tr><td data-label="A"></td><td></td></tr></tbody>'
    )


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ('{% column "A", kind="number" %}{% endcolumn %}', "unknown 'kind'"),
        ('{% column "A", names=it.late %}{% endcolumn %}', "'names' is True or False"),
        ('{% column "A" %}{% endcolumn %} and more', "in none of them"),
        ('{% column "A" %}{% endcolumn %}{{ it.name }}', "in none of them"),
    ],
)
def test_mistakes_in_a_template_are_told(tmp_path: Path, columns: str, message: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=message):
        table(tmp_path, f'{{% table it in rows, class="x", label="" %}}{columns}{{% endtable %}}')


def test_templates_say_no_phone_label_by_hand() -> None:
    """A table whose rows are of different kinds stands as markup; labels, sorting and filters come from columns only."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in render.TEMPLATES.rglob("*.html")}
    assert [name for name, text in texts.items() if "data-label=" in text or "data-jb-sort=" in text] == []
    assert sorted(name for name, text in texts.items() if "<table" in text) == ["grid", "heat", "how-to-read", "summary", "team", "touchpoint"]


class Tables(HTMLParser):
    """The tables of a page: the words of each one's heads, and for each row how many cells it has and their labels by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[list[str], list[list[str | None]]]] = []
        self.in_head = self.is_picture = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append(([], []))
            classes = dict(attrs).get("class") or ""
            self.is_picture = "jb-ways-table" in classes or "jb-stretch" in classes  # cells of several columns, below those of a picture
        elif tag == "tr":
            self.found[-1][1].append([])
        elif tag in ("td", "th"):
            self.in_head = ("scope", "col") in attrs and not self.is_picture
            heads, rows = self.found[-1]
            heads.append("") if self.in_head else rows[-1].append(dict(attrs).get("data-label"))

    def handle_endtag(self, tag: str) -> None:
        self.in_head = self.in_head and tag != "th"

    def handle_data(self, data: str) -> None:
        if self.in_head:
            self.found[-1][0][-1] += data


def test_every_cell_of_every_page_stands_below_the_head_that_its_label_names() -> None:
    count = 0
    for page, scene in told._pages("atlas"):
        reader = Tables()
        reader.feed(render.render(page, scene, OwnEngine(), render.Glossary()))
        for heads, rows in reader.found:
            for cells in rows[1:] if heads else ():
                assert len(cells) == len(heads), page.path
                assert [label for label, head in zip(cells, heads, strict=True) if label not in (None, head)] == [], page.path
                count += sum(label is not None for label in cells)
    assert count > 100
