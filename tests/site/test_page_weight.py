"""No page is heavy, however much there is: what a page has no room for stands on further pages, each value once, and none is lost."""

from __future__ import annotations

import datetime
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import told
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

BYTES, ELEMENTS = 900_000, 13_500
"""Around our part of a page the theme has some room of its own: 1 MB and 15,000 elements are the whole page's."""
PATHS = re.compile(r'href="(metrics/x(?:/values/\d+)?)"')


def day(number: int) -> str:
    return (datetime.date(1990, 1, 1) + datetime.timedelta(number)).isoformat()


def rows(of: str) -> Iterator[str]:
    """18,000 rows, or as many as say the same, in different shapes."""
    made = random.Random(5)

    def row(when: str, segment: str, region: str) -> str:
        return f"x,{when},{segment},{region},{made.randint(40, 60)},{made.randint(100, 900)}\n"

    if of == "days":
        yield from (row(day(n), "", "") for n in range(6000))
    elif of == "parts by month":
        yield from (row(day(30 * n), "", f"Region {part}") for n in range(60) for part in range(300))
    elif of == "whole and parts":
        yield from (
            row(day(3 * n), segment, region)
            for n in range(600)
            for segment, region in [("", ""), *((f"g{i}", "") for i in range(10)), *(("", f"R{i}") for i in range(19))]
        )
    else:
        yield from (row(day(0), "", f"Region {part}") for part in range(3000))


def site(folder: Path, of: str) -> dict[str, str]:
    """The pages of the metric, by their paths."""
    library = {"metrics": [{"id": "x", "name": "X", "unit": "%"}], "segments": [{"id": f"g{n}", "name": f"Group {n}"} for n in range(10)]}
    made = told.scene(folder, library, "metric,date,segment,region,value,n\n" + "".join(rows(of)))
    every = list(pages.pages(made.atlas, made.words, told.TODAY))
    known = {page.path for page in every}
    scene = Scene(made.atlas, told.TODAY, made.words, made.href, lambda path: path if path in known else "", made.edit_href)
    mine = [page for page in every if page.path.startswith("metrics/x")]
    glossary = render.Glossary.of(made.atlas)
    return {page.path: render.render(page, scene, OwnEngine(), glossary) for page in mine}


@pytest.mark.parametrize("of", ["days", "parts by month", "whole and parts", "many parts"])
def test_no_page_of_a_metric_is_heavy_and_every_row_is_told_once(tmp_path: Path, of: str) -> None:
    counted = len(list(rows(of)))
    found = site(tmp_path, of)
    for path, html in found.items():
        assert len(html.encode()) < BYTES, path
        assert len(re.findall(r"<[a-zA-Z]", html)) < ELEMENTS, path
    # the page of the metric leads to all others, and each of these back
    assert set(PATHS.findall(found["metrics/x"])) >= found.keys() - {"metrics/x"}
    assert all("metrics/x" in html for html in found.values())
    assert len(found) > 3
    # each row of the CSV stands in the tables of values; the first row of a table of parts also where each stands
    lines = Counter(number for html in found.values() for number in re.findall(r"(?:n\.csv, )?line (\d+)\b", re.sub(r"<[^>]+>", " ", html)))
    assert {int(number) for number in lines} == set(range(2, counted + 2))


def test_what_stands_where_is_said(tmp_path: Path) -> None:
    found = site(tmp_path, "days")
    own = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found["metrics/x"]))
    # 400 cells are 100 rows of the history; 1600 are 400 on each further page: (6000 − 100) / 400 = 14.75, the rest of 300 is a page
    assert len(found) == 1 + 15
    # the newest of 6000 days from 1 January 1990 is 5 June 2006; the 101st is 100 days before
    assert "5 June 2006" in own
    assert "More of this table stands on further pages." in own
    assert f"Page 2 of 16 Values: {told_day(5899)} to {told_day(5500)}" in own
    assert f"Page 16 of 16 Values: {told_day(299)} to {told_day(0)}" in own
    assert "The picture shows the newest 600 of 6,000 values." in own
    assert "Page 1 of 16" in found["metrics/x/values/2"]
    assert "Page 3 of 16" in found["metrics/x/values/2"]


def told_day(number: int) -> str:
    when = datetime.date(1990, 1, 1) + datetime.timedelta(number)
    return f"{when.day} {when:%B} {when.year}"


def test_few_values_have_no_further_pages(tmp_path: Path) -> None:
    made = told.scene(tmp_path, {"metrics": [{"id": "x", "name": "X"}]}, "metric,date,value\n" + "".join(f"x,{day(n)},{n}\n" for n in range(100)))
    assert [page.path for page in pages.pages(made.atlas, made.words) if page.path.startswith("metrics/")] == ["metrics/x"]
    assert "further" not in told.markup(made, "metrics/x")
