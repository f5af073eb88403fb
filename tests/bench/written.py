"""A map as a Markdown page: what people write who have no Journeybook, with every text of the YAML once.

A table of stages and lanes, a flowchart as Mermaid's text, the steps of each stage, pains, opportunities and improvements.
Names of teams and touchpoints come from the library. Made for speed, as the rivals' scripts call it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

Record = dict[str, Any]


def names_of(library: Record) -> dict[str, str]:
    """What every record of the library is called, by its id."""
    return {it["id"]: it.get("name") or it["title"] for kind in library.values() for it in kind}


def page(map_: Record, names: dict[str, str]) -> str:
    """The Markdown of `map_`."""
    parts = [
        f"# {map_['title']}\n", f"{map_['summary']}\n", "\n".join(_facts(map_, names)), "## Stages\n", _grid(map_["stages"], names),
        "## Flow\n", "\n".join(_flow(map_)), "## Steps\n", *(_steps(stage) for stage in map_["stages"]),
        "## Pains\n", _pains(map_["stages"], names), "## Opportunities\n", _opportunities(map_["opportunities"], names),
        "## Improvements\n", _improvements(map_["improvements"], names),
    ]  # fmt: skip
    return "\n".join(parts)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _facts(map_: Record, names: dict[str, str]) -> Iterable[str]:
    review = map_["review"]
    last = review["log"][-1]
    yield f'!!! info "{map_["status"]}, {map_["state"]}, {map_["market"]}, {map_["industry"]}"\n'
    yield f"    Owner: {names[map_['owner']['team']]}, {map_['owner']['person']}. For {_named(map_['personas'], names)}.\n"
    yield f"    Reviewed every {review['every']}, last on {last['date']} by {last['by']}: {last['outcome']}.\n"
    yield f"    Based on {_named(map_['evidence'], names)}; measured by {_named(map_['metrics'], names)}.\n"
    yield "".join(f"- **{key.capitalize()}**: {text}\n" for key, text in map_["scope"].items())


def _named(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names[it] for it in ids)


def _grid(stages: list[Record], names: dict[str, str]) -> str:
    lanes: dict[str, Callable[[Record], str]] = {
        "Goal": lambda stage: stage["goal"],
        "Feels": lambda stage: "<br>".join(f"{step['feels']['word']} ({step['feels']['score']})" for step in stage["steps"]),
        "Touchpoints": lambda stage: "<br>".join(_named(step["touchpoints"], names) for step in stage["steps"]),
        "Owner": lambda stage: names[stage["owner"]],
        "Duties": lambda stage: "<br>".join(stage["duties"].values()),
        "Responsible": lambda stage: _named(stage["raci"]["responsible"], names),
        "Consulted": lambda stage: _named(stage["raci"]["consulted"], names),
    }
    head = ["", *(stage["name"] for stage in stages)]
    return _table(head, ([f"**{lane}**", *map(cell, stages)] for lane, cell in lanes.items()))


def _flow(map_: Record) -> Iterable[str]:
    yield "```mermaid\nflowchart TB"
    for stage in map_["stages"]:
        yield f'  subgraph {stage["id"]}["{stage["name"]}"]'
        yield from (f'    {step["id"]}["{step["name"]}"]' for step in stage["steps"])
        yield "  end"
    steps = [step["id"] for stage in map_["stages"] for step in stage["steps"]]
    yield from (f"  {one} --> {next_}" for one, next_ in pairwise(steps))
    yield from (f'  {way["from"]} -.->|"{way["when"]}, {way["share"]:.0%}"| {way["to"]}' for way in map_["transitions"])
    yield "```\n"


def _steps(stage: Record) -> str:
    said = (f'1. **{step["name"]}** {step["does"]}. *"{step["thinks"]}"* We: {step["frontstage"]}.\n' for step in stage["steps"])
    return f"### {stage['name']} {{#{stage['id']}}}\n\n{''.join(said)}"


def _pains(stages: list[Record], names: dict[str, str]) -> str:
    found = ((stage, step, pain) for stage in stages for step in stage["steps"] for pain in step.get("pains", ()))
    rows = (
        [f"{pain['text']} {{: #{pain['id']} }}", f"{stage['name']}: {step['name']}", str(pain["severity"]), _named(pain["evidence"], names)]
        for stage, step, pain in found
    )
    return _table(("Pain", "Where", "Severity", "Evidence"), rows)


def _opportunities(found: list[Record], names: dict[str, str]) -> str:
    rows = (
        [f"{it['title']} {{: #{it['id']} }}", it["hmw"], f"[{', '.join(it['pains'])}](#{it['pains'][0]})",
         str(it["importance"]), str(it["satisfaction"]), names[it["owner"]]]
        for it in found
    )  # fmt: skip
    return _table(("Opportunity", "How might we", "Pain", "Importance", "Satisfaction", "Owner"), rows)


def _improvements(found: list[Record], names: dict[str, str]) -> str:
    rows = (
        [f"{it['title']} {{: #{it['id']} }}", f"[{it['opportunity']}](#{it['opportunity']})", it["status"], names[it["owner"]],
         str(it["value"]), str(it["effort"]), it["issue"], f"{names[it['metric']]} {it['expected']}", it.get("shipped", "")]
        for it in found
    )  # fmt: skip
    return _table(("Improvement", "For", "Status", "Owner", "Value", "Effort", "Issue", "Expected", "Shipped"), rows)
