"""Rows that count a part are never the whole, and what is counted in parts only is never "no data": from the CSV to the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import told
from journeybook.atlas.count_checks import check_counts
from journeybook.atlas.count_rows import read_counts
from told import Teller

HEAD = "metric,date,map,stage,touchpoint,segment,channel,region,entered,completed\n"
X = {"id": "x", "name": "Orders", "kind": "conversion", "target": 70, "warn": 50}
LIBRARY: dict[str, Any] = {
    "metrics": [X],
    "goals": [{"id": "g", "title": "Sell", "metric": "x"}, {"id": "h", "title": "Sell more", "metric": "x", "target": 71}],
    "touchpoints": [{"id": "till", "name": "Till"}, {"id": "app-till", "name": "Small till"}],
    "segments": [{"id": "old", "name": "Regulars"}, {"id": "new", "name": "Newcomers"}],
    "channels": [{"id": "web", "name": "Web shop"}, {"id": "app", "name": "App"}],
}
MONTHS = [(1, 60), (2, 61), (3, 62), (4, 63), (5, 64), (6, 63), (7, 64), (8, 65), (9, 66), (10, 67)]
TOTALS = "".join(f"x,2026-{month:02}-28,m,,,,,,1000,{good}0\n" for month, good in MONTHS)
"""Ten months of all customers: 60 % to 67 % of 1,000."""
THREE = "x,2026-10-28,m,a,till,,web,,200,144\nx,2026-10-28,m,a,app-till,,app,,100,66\nx,2026-10-28,m,a,app-till,,web,,50,35\n"
"""144 of 200 = 72 %, 66 of 100 = 66 %, 35 of 50 = 70 %, of which 70 and 72 reach 70; together they would be 245 of 350 = 70 %."""
ALL_THREE = "Small till › App 66 %{0}Small till › Web shop 70 %{0}Till › Web shop 72 %"


@pytest.fixture
def says(tmp_path: Path) -> Teller:
    return told.teller(tmp_path)


def between(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end, text.index(start))]


@pytest.mark.parametrize(("day", "place"), [("2026-10-28", "m"), ("2026-11-20", "m"), ("2026-11-20", "")])
@pytest.mark.parametrize("part", ["till,,,", ",old,,", ",,web,", ",,,East", "till,old,web,East"])
def test_one_row_of_a_part_changes_nothing_of_the_whole(says: Teller, part: str, day: str, place: str) -> None:
    # 58 of 72 = 80.6 %, above the target of 70 %; all customers: 670 of 1000 = 67 %
    page = says(LIBRARY, HEAD + TOTALS + f"x,{day},{place},,{part},72,58\n", {"metrics": ["x"]})
    top = between(page("metrics/x"), "Newest value", "What it means")
    assert "Newest value 67 % 28 October 2026 · based on 1,000 Margin (95 %) 64 % to 69.8 % Against the target ○ not reached yet" in top
    assert "Counted at A map From n.csv, line 11 The values of all customers are those of the rows that name no touchpoint, segment, channel or region." in top
    assert ("A place or part has a newer value (20 November 2026)." in top) == (day == "2026-11-20")
    whole, parts = top.split("By ", 1)
    assert whole.count("n.csv, line") == 11  # ten values in the table, the newest above it too
    assert "28 January 2026: 60 %" in whole  # the picture is there
    assert "80.6" not in whole
    # Wilson of 58 in 72: (0.8056 + 0.0267 ± 0.0952) / 1.0534 = 70.0 to 88.0 %
    assert "80.6 % based on 72 · 70 % to 88 % line 12" in parts
    lists = page("numbers") + page("goal-tree") + page("goals/g") + between(page("maps/m"), "Newest value", "Ways through")
    assert "67 % based on 1,000 · 64 % to 69.8 % n.csv, line 11" in lists
    assert "metric at 67 % (28 October 2026)" in lists
    assert "80.6" not in lists


def test_a_metric_that_is_counted_in_parts_only_has_the_standing_of_each(says: Teller) -> None:
    page = says(LIBRARY, HEAD + THREE, {"metrics": ["x"]})
    pages = {name: page(name) for name in ("metrics/x", "numbers", "goal-tree", "goals/g", "maps/m")}
    assert [name for name, text in pages.items() if "no data" in text or "no value" in text] == []
    assert [name for name, text in pages.items() if "○ 2 of 3 parts reached" not in text] == []
    metric = pages["metrics/x"]
    assert "Newest value Each place or part Against the target ○ 2 of 3 parts reached Counted at A map › First" in metric
    assert "All customers were not counted together: every row names a touchpoint, segment, channel or region." in metric
    each = between(metric, "Each place or part Where", "By touchpoint and channel")
    assert "Small till › App 66 % 28 October 2026 · based on 100 · 56.3 % to 74.5 % ○ not reached yet n.csv, line 3" in each
    assert "Till › Web shop 72 % 28 October 2026 · based on 200 · 65.4 % to 77.8 % ✓ reached, within the margin n.csv, line 2" in each
    assert f"metric in parts: {ALL_THREE.format(', ')} (newest: 28 October 2026)" in pages["goals/g"]
    assert "target 71; ○ 1 of 3 parts reached" in page("goals/h")
    row = between(pages["maps/m"], "Orders", "Ways through")
    assert row.startswith(
        "Orders First Small till › App 66 % 28 October 2026 · based on 100 · 56.3 % to 74.5 % n.csv, line 3 ○ not reached yet Small till › Web shop 70 %"
    )
    assert "350" not in "".join(pages.values())  # nobody said that the three are all


def test_parts_of_all_customers_stand_on_the_pages_of_what_they_name(says: Teller) -> None:
    page = says(LIBRARY, HEAD + TOTALS + THREE + "x,2026-10-28,m,,,old,,,400,280\n")
    # 280 of 400 = 70 %
    assert "70 % 28 October 2026 · based on 400 · 65.3 % to 74.3 % n.csv, line 15 67 % 28 October 2026 · based on 1,000" in page("segments/old")
    web = between(page("channels/web"), "Numbers of this channel", "Used in" if "Used in" in page("channels/web") else "Edit")
    assert "A map › First › Small till 70 %" in web
    assert "A map › First › Till 72 %" in web
    assert "all customers were not counted together" in web  # not at this stage
    till = page("touchpoints/app-till")
    assert "A map › First › App 66 %" in till
    assert "A map › First › Web shop 70 %" in till


def test_a_single_part_stands_under_its_name(says: Teller) -> None:
    page = says(
        LIBRARY, HEAD + "x,2026-09-28,m,a,till,,,,100,40\nx,2026-10-28,m,a,till,,,,200,144\n", {"stages": [{"id": "a", "name": "First", "metrics": ["x"]}]}
    )
    metric = page("metrics/x")
    assert "Newest value Each place or part Against the target ✓ reached" in metric
    assert "28 September 2026: 40 % 28 October 2026: 72 %" in metric  # a picture of the part
    # 40 % reaches up to 49.8 %, 72 % down to 65.4 %: √(9.8² + 6.6²) = 11.8 < 32
    assert (
        "Till 72 % 28 October 2026 · based on 200 · 65.4 % to 77.8 % ✓ reached, within the margin +32 points since 28 September 2026, better n.csv, line 3"
        in metric
    )
    assert (
        "Orders First Till 72 % 28 October 2026 · based on 200 · 65.4 % to 77.8 % n.csv, line 3 70 % ✓ reached, within the margin +32 points since 28 September 2026, better"
        in page("maps/m")
    )


def test_a_funnel_is_of_all_customers(says: Teller) -> None:
    rows = "x,2026-10-28,m,a,,,,,1000,420\nx,2026-10-28,m,b,,,,,420,180\n"
    parts = "x,2026-10-28,m,a,,,web,,900,10\nx,2026-11-20,m,a,,,web,,900,10\nx,2026-11-20,m,b,,,web,,10,9\n"
    page = says(LIBRARY, HEAD + rows + parts)("maps/m")
    # 180 of 1000 = 18 %; 42 % and 180 of 420 = 42.9 %
    # the rows of 28 October and no others; Wilson: (0.18 + 0.0019 ± 1.96·√(0.0001476 + 0.000001)) / 1.0038
    assert (
        "Counted: 28 October 2026. From: n.csv, lines 2–3 18 % get from the first stage counted to the end of the last. Margin (95 %): 15.7 % to 20.5 %" in page
    )
    assert "First 1,000 420 42 % 39 % to 45.1 % ▼ 58 %" in page
    assert "Second 420 180 42.9 %" in page


def test_a_funnel_of_parts_only_is_none(says: Teller) -> None:
    page = says(LIBRARY, HEAD + "x,2026-11-20,m,a,,,web,,900,10\nx,2026-11-20,m,b,,,web,,10,9\n")
    assert "get from the first stage" not in page("maps/m")
    # 10 of 900 = 1.1 %, 9 of 10 = 90 %
    assert "1 of 2 parts reached" in page("maps/m")
    assert "First › Web shop 1.1 %" in page("maps/m")


def test_few_answers_are_withheld_in_parts_too(says: Teller) -> None:
    page = says({**LIBRARY, "metrics": [{**X, "min_n": 60}]}, HEAD + THREE)
    assert "Small till › Web shop withheld: fewer than 60 cases" in page("numbers")
    assert "1 of 3 parts reached" in page("numbers")  # 72 %; 66 % is below, 35 of 50 are too few
    assert "70 %" not in page("numbers").replace("70 % Warning line: 50 % ○", "")


def test_places_stand_side_by_side(says: Teller) -> None:
    library = {"metrics": [{"id": "x", "name": "Days", "unit": "days", "better": "lower", "target": 5, "warn": 8}]}
    page = says(library, "metric,date,map,stage,value\nx,2026-10-28,m,a,9\nx,2026-10-28,m,b,4\n")
    assert "▲ 1 of 2 places reached" in page("numbers")
    assert (
        "A map › First 9 days 28 October 2026 · margin not known n.csv, line 2 ▲ above the warning line A map › Second 4 days 28 October 2026 · margin not known n.csv, line 3 ✓ reached"
        in page("numbers")
    )
    assert "This was counted at several places, and there is no value for all of them together." in page("metrics/x")
    page = says({"metrics": [{**library["metrics"][0], "target": ()}]}, "metric,date,map,stage,value\nx,2026-10-28,m,a,9\nx,2026-10-28,m,b,4\n")
    assert "▲ 1 of 2 places above the warning line" in page("numbers")


def test_a_stage_without_a_value_shows_that_of_another_stage_of_its_map(says: Teller, tmp_path: Path) -> None:
    other = "title: Another\nid: n\nstages: [{id: a, name: Begin}]\n"
    (tmp_path / "n.yml").write_text(other, encoding="utf-8")
    stages = [{"id": "a", "name": "First"}, {"id": "b", "name": "Second", "metrics": ["x"]}]
    page = says({"metrics": [{"id": "x", "name": "Days"}]}, "metric,date,map,stage,value\nx,2026-10-28,m,a,9\nx,2026-10-28,n,a,4\n", {"stages": stages})
    assert "Days Second 9 28 October 2026 · margin not known n.csv, line 2 counted in First" in page("maps/m")


def test_what_nobody_was_asked_is_no_data_in_parts_too(says: Teller) -> None:
    page = says(LIBRARY, HEAD + "x,2026-10-28,m,,,old,,,0,0\nx,2026-10-28,m,,,new,,,0,0\n")
    assert (
        "Newcomers no data 28 October 2026 · based on 0 n.csv, line 3 – no data Regulars no data 28 October 2026 · based on 0 n.csv, line 2 – no data"
        in page("numbers")
    )
    assert "parts reached" not in page("numbers")


def test_many_parts_are_counted_in_lists_and_all_shown_on_the_metrics_page(says: Teller) -> None:
    rows = "".join(f"x,2026-10-28,m,,,,,Region {n},100,{n + 60}\n" for n in range(10, 30))
    page = says(LIBRARY, HEAD + rows)
    assert "Region 15 75 % 28 October 2026 · based on 100 · 65.7 % to 82.5 % n.csv, line 7 ✓ reached, within the margin 14 more 28 October 2026" in page(
        "numbers"
    )
    assert "✓ 20 of 20 parts reached" in page("numbers")
    assert page("metrics/x").count("n.csv, line") == 20


def test_in_chinese(says: Teller) -> None:
    page = says(LIBRARY, HEAD + THREE, lang="zh")
    assert "3 个部分中 2 个达标" in page("numbers")
    metric = page("metrics/x")
    assert "没有把全部客户放在一起统计" in metric
    assert "按接触点和渠道" in metric
    assert "n.csv，第 3 行" in metric


def test_parts_wait_for_a_new_value_too(says: Teller) -> None:
    page = says({**LIBRARY, "metrics": [{**X, "cadence": "1 month"}]}, HEAD + "x,2026-09-28,m,a,till,,,,200,144\nx,2026-08-28,m,a,app-till,,,,200,144\n")
    assert "◷ due since 28 October 2026" in page("numbers")
    assert "◷ due since 28 October 2026" in page("metrics/x")


def test_a_target_without_a_value_has_the_unit_of_its_kind(says: Teller) -> None:
    metrics = [{"id": "x", "name": "X", "kind": "nps", "unit": "%", "target": 45}, {"id": "y", "name": "Y", "kind": "conversion", "target": 45}]
    page = says({"metrics": metrics}, "")
    assert "X no data never 45 – no data" in page("numbers")
    assert "Y no data never 45 % – no data" in page("numbers")


def test_the_filter_of_a_list_names_states_and_not_counts(says: Teller, tmp_path: Path) -> None:
    made = told.scene(tmp_path, LIBRARY, HEAD + THREE)
    assert 'data-value="open" data-word="not reached yet"' in told.markup(made, "numbers")
    assert 'data-value="open" data-word="not reached yet"' in told.markup(made, "goal-tree")


def test_a_part_is_not_larger_than_the_whole(tmp_path: Path) -> None:
    counts, _ = read_counts(
        "n.csv", f"{HEAD}x,2026-06-30,,,,,,,350,245\nx,2026-06-30,,,,,web,,400,240\nx,2026-07-31,,,,,web,,400,240\nx,2026-06-30,m,,,,web,,400,240\n".encode()
    )
    (found,) = check_counts(counts, {})
    assert (str(found.place), found.level, found.code) == ("n.csv:3:23", "warning", "part-above-whole")
    assert found.message == "'entered' is 400 in this part, but only 350 of all customers"


SHIPPED = {"improvements": [{"title": "Fewer fields", "metric": "x", "at": "a", "status": "done", "shipped": "2026-10-01", "expected": "+5 points"}]}


def test_what_shipped_for_a_metric_of_parts_names_their_values(says: Teller) -> None:
    text = says(LIBRARY, HEAD + THREE, SHIPPED)("backlog")
    assert "Counted in parts only: 66 % (A map › First › Small till › App)" in text
    assert "70 % (A map › First › Small till › Web shop)" in text
    assert "72 % (A map › First › Till › Web shop)" in text
    assert "no value" not in text


def test_what_shipped_for_the_only_part_is_judged_by_it(says: Teller) -> None:
    # 120 of 200 = 60 % before, 144 of 200 = 72 % after: up by 6.5, down by 6.6: √(6.5² + 6.6²) = 9.3 < 12; expected were 5
    text = says(LIBRARY, HEAD + "x,2026-09-30,m,a,till,,,,200,120\nx,2026-10-31,m,a,till,,,,200,144\n", SHIPPED)("backlog")
    assert "60 % 30 September 2026 · based on 200 · 53.1 % to 66.5 % n.csv, line 2 72 % 31 October 2026 · based on 200 · 65.4 % to 77.8 % n.csv, line 3" in text
    assert "+12 points since 30 September 2026, better" in text
    assert "✓ reached" in text


def test_what_shipped_is_not_judged_without_a_margin(says: Teller) -> None:
    library = {"metrics": [{"id": "x", "name": "X", "kind": "retention"}]}
    text = says(library, "metric,date,map,value\nx,2026-09-30,m,60\nx,2026-10-31,m,72\n", SHIPPED)("backlog")
    assert "+12 points since 30 September 2026, margin not known" in text
    assert "? cannot be told" in text
    assert "The margin of these values is not known" in text
