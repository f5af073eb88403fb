"""Flowcharts: any text stays text, what the picture and the Mermaid text say is the same, and long charts are folded."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

import flow_chance
from journeybook.languages import Words
from journeybook.site import own_assets
from journeybook.site.flowchart import engines
from journeybook.site.flowchart.chart import ENGLISH, SAID, Flowchart, FlowEdge, FlowStage, FlowStep, FlowWords, brief
from journeybook.site.flowchart.folding import folded, overview, parts
from journeybook.site.flowchart.line_breaks import SIZE, broken, width
from journeybook.site.flowchart.mermaid_text import EDGE_LOOKS, mermaid_source, safe_href, sentence
from journeybook.site.flowchart.narrow import narrow
from journeybook.site.flowchart.page_words import page_words
from journeybook.site.flowchart.picture import ROW
from journeybook.site.flowchart.svg import write
from journeybook.site.flowchart.wide import wide

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
PLACES = {"wide": wide, "narrow": narrow}

HOSTILE = {
    "brackets": "Apply [online] (or branch) {optional} <fast> /a/ \\b\\",
    "end": "end",
    "comment": "100%% done %% really",
    "init": '%%{init: {"securityLevel":"loose","themeCSS":"*{display:none}"}}%%',
    "click-call": 'Apply"]\nclick discover call alert(1)\nx["',
    "arrow": "Apply --> Pay",
    "hash": "Ticket #12; ok",
    "entity": "&amp; &#38; #38; #amp; &lt;b&gt;",
    "backtick": '"`**bold** <script>window.PWNED=1</script>`"',
    "classdef": "x\nclassDef default fill:url(https://evil.example/x),stroke:red",
    "style-line": "style n0 fill:#f00; classDef x fill:#f00;",
    "css": "x;a{b} :not(&){background:red} c{d}",
    "katex": "$$\\text{x}<img src=x onerror=window.PWNED=1>$$",
    "br": "line one<br>line two",
    "front-matter": "---\nconfig:\n  securityLevel: loose\n---",
    "list": "1. First step",
    "bullet": "- First step",
    "acc": "accTitle: evil",
    "img-css": "a marker-end=#quot;url(<s title='#<style>*{background:red}</style>'>b",
    "default": "default",
    "style": "style",
    "graph": "graph",
    "subgraph": "subgraph",
    "o-ring": "o-ring",
    "x-ray": "x-ray",
    "call": "call",
    "direction": "direction",
    "lt-amp": "R&D <b> \"x\" 'y'",
    "xml-entity": '&xxe; <!ENTITY x SYSTEM "file:///etc/passwd">',
    "a-href": '</text><a href="javascript:window.PWNED=1"><text>x</text></a><text>',
    "style-url": "</style><style>@import url(https://evil.example/x.css);",
    "rtl": "فتح حساب جديد",
    "cjk": "口座を開設するための申込書を記入して提出する",
    "combining": "Z" + "\u0300\u0301\u0302\u0303\u0304" * 30 + "algo",
    "emoji-joiner": "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "private-area": "\ue03c\ue026 my font's icons",
    "bidi-override": "abc\u202edef\u202c",
    "long-word": "https://example.org/" + "a" * 120,
}
UNPRINTABLE = {
    "nul": ("Disc\x00over", "Disc\ufffdover"),
    "ansi": ("\x1b[31mRED\x1b[0m", "\ufffd[31mRED\ufffd[0m"),
    "c1": ("Open\x9b31m", "Open\ufffd31m"),
    "surrogate": ("lone \ud800 half", "lone \ufffd half"),
    "non-character": ("a\uffff\ufffeb", "a\ufffd\ufffdb"),
    "vertical-tab": ("one\vtwo\x85three\u2028four", "one two three four"),
    "nothing": ("  \n ", "…"),
}


def hostile_chart(text: str) -> Flowchart:
    text = brief(text) or "…"
    steps = (FlowStep(key="default", label=text, href="#a-b"), FlowStep(key="end", label="Plain", href="javascript:alert(1)", moment=True))
    return Flowchart(
        title=text, description=text,
        stages=(FlowStage(title=text, number=1, steps=steps, group=text, owner=text, free=True),),
        edges=(
            FlowEdge(source="default", target="end", when=text), FlowEdge(source="end", kind="exit", when=text, share=0.125),
            FlowEdge(source="end", kind="jump", place=text, href="javascript:alert(1)"), FlowEdge(source="end", target="default", kind="loop", when=text),
        ),
    )  # fmt: skip


def svg_of(chart: Flowchart, variant: str = "wide", ident: str = "flow-1") -> ET.Element:
    """The drawing, read by a strict XML parser."""
    html = write(PLACES[variant](chart, ENGLISH), ENGLISH, ident=ident)
    return ET.fromstring(html.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" xmlns:xlink="{LINK[1:].partition("}")[0]}" ', 1))  # HTML knows both


def bare(text: str) -> str:
    return "".join(text.split())


def texts(svg: ET.Element, look: str) -> list[str]:
    """What the texts of that class say, without blanks: a line may break anywhere."""
    return [bare("".join(it.itertext())) for it in svg.iter(f"{SVG}text") if look in it.get("class", "").split()]


def name_of(link: ET.Element) -> str:
    """What a screen reader calls a box."""
    return link.get("aria-label") or "".join(link.itertext())


def boxes(svg: ET.Element) -> list[ET.Element]:
    """What is named of each step: a link, or a picture of its name."""
    items = [item for item in svg.iter(f"{SVG}g") if item.get("role") == "listitem"]
    return [next(it for it in item if it.tag != f"{SVG}rect") for item in items]


def assert_safe(svg: ET.Element) -> None:
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in svg.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "desc", "path", "g", "rect", "text", "tspan", "a"}, "a title would cover the drawing as a tooltip"
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert name == "aria-label" or "url(" not in value


@pytest.mark.parametrize("variant", PLACES)
@pytest.mark.parametrize("name", [*HOSTILE, *UNPRINTABLE])
def test_hostile_text_is_shown_and_nothing_else(name: str, variant: str) -> None:
    text, shown = UNPRINTABLE.get(name) or (HOSTILE[name], HOSTILE[name])
    svg = svg_of(hostile_chart(text), variant)
    assert svg.get("role") == "group"
    assert texts(svg, "jf-heading") == [bare(f"1{shown}")]
    assert texts(svg, "jf-exit") == [bare(f"12.5%leave{shown}")]
    assert texts(svg, "jf-place") == [bare(f"→{shown}")]
    assert sorted(texts(svg, "jf-way")) == sorted([bare(shown), bare(shown), "jump"])
    assert [link.get(LINK) for link in svg.iter(f"{SVG}a")] == ["#a-b"]
    assert [name_of(box) for box in boxes(svg)] == [" ".join(shown.split()), "Plain, Moment of truth"]
    assert_safe(svg)


@pytest.mark.parametrize("text", [*HOSTILE.values(), *(before for before, _ in UNPRINTABLE.values())])
def test_source_has_only_its_own_lines(text: str) -> None:
    source = mermaid_source(hostile_chart(text))
    plain = mermaid_source(hostile_chart("Plain"))
    assert source.encode("utf-8")
    heads = [re.sub(r'"[^"]*"|: .*', "", line) for line in source.splitlines()]
    assert heads == [re.sub(r'"[^"]*"|: .*', "", line) for line in plain.splitlines()]


def test_long_labels_are_cut_in_both() -> None:
    assert brief("word " * 5000) == "word " * 39 + "word…"
    chart = Flowchart(title="t", stages=(FlowStage(title="S", number=1, steps=(FlowStep(key="a", label="word " * 5000),)),))
    assert len(mermaid_source(chart)) < 600


def test_sentence_is_one_line_without_what_mermaid_would_read() -> None:
    told = sentence("R&D <b>\n%%{init: x}%% #1; 31 %")
    assert told == "R＆D ＜b＞ ％％｛init: x｝％％ ＃1； 31 %"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#step-a", "#step-a"),
        ("../return/#send", "../return/#send"),
        ("https://example.org/a?b=c&d=%20e", "https://example.org/a?b=c&d=%20e"),
        ("#我付款", "#%E6%88%91%E4%BB%98%E6%AC%BE"),
        ('a"b;c d', "a%22b%3Bc%20d"),
        ("javascript:alert(1)", None),
        (" JaVaScRiPt:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("", None),
        (None, None),
    ],
)
def test_only_harmless_links(href: str | None, expected: str | None) -> None:
    assert safe_href(href) == expected


def two(**more: object) -> Flowchart:
    """Two steps of one stage, and what else is said."""
    steps = (FlowStep(key="a", label="Looks", href="#a"), FlowStep(key="b", label="Pays", href="#b", moment=True))
    return replace(Flowchart(title="t", stages=(FlowStage(title="Buying", number=1, steps=steps),), edges=(FlowEdge(source="a", target="b"),)), **more)  # type: ignore[arg-type]


def test_moments_of_truth_say_so_in_words() -> None:
    assert "★ Moment of truth<br/>Pays" in mermaid_source(two())
    assert "★ 关键时刻<br/>Pays" in mermaid_source(two(), FlowWords(moment="关键时刻"))
    assert [name_of(box) for box in boxes(svg_of(two()))] == ["Looks", "Pays, Moment of truth"]


def test_every_kind_has_a_line_of_its_own_in_the_source() -> None:
    looks = {(look.arrow, look.dashes) for look in EDGE_LOOKS.values()}
    assert len(looks) == len(EDGE_LOOKS) == len(SAID)
    source = mermaid_source(two(edges=tuple(FlowEdge(source="a", target="b", kind=kind, when="x") for kind in SAID)))
    dashes = dict(re.findall(r"linkStyle (\d) stroke-dasharray:(.*)", source))
    assert {(arrow, dashes.get(str(at), "")) for at, arrow in enumerate(re.findall(r"^n0 (\S+?)(?:\|| n)", source, re.MULTILINE))} == looks


@pytest.mark.parametrize(
    "more",
    [
        {"stages": (FlowStage(title="S", number=1, steps=(FlowStep(key="a", label="A"), FlowStep(key="a", label="B"))),), "edges": ()},
        {"edges": (FlowEdge(source="a", target="c"),)},
        {"edges": (FlowEdge(source="c", kind="exit"),)},
        {"stages": (FlowStage(title="S", number=1, steps=()),), "edges": ()},
    ],
)
def test_a_chart_that_contradicts_itself_is_refused(more: dict) -> None:
    with pytest.raises(ValueError, match="flowchart"):
        two(**more)


# --- both say the same -----------------------------------------------------------------------------------------


class Said(NamedTuple):
    """What is said of a way, as it was read back; `target` is a step's or a place's name, or empty where it leads out."""

    source: str
    kind: str
    target: str
    share: str
    when: str


class Read(NamedTuple):
    """The steps of a chart in their order, the ends of each way, and what is said of those of which their author said something."""

    steps: list[str]
    ways: Counter[tuple[str, str]]
    said: Counter[Said]


BOX = re.compile(r'^ *(n\d+)(\W+)"([^"]*)"\W+$', re.MULTILINE)
ARROW = re.compile(r'^(n\d+) (-->|==>|-\.->|--x)(?:\|"([^"]*)"\|)? (n\d+)$', re.MULTILINE)
LABEL = re.compile(r"(?P<share>[\d.]+\u00a0%)?(?: · )?(?P<when>reason .*)?")
SPOKEN = re.compile(rf"(?:(?P<share>[\d.]+\u00a0%) )?(?P<kind>{'|'.join(SAID.values())})(?: to (?P<target>[^:]*))?(?:: (?P<when>reason .*))?")


def readable(label: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label.replace("<br/>", "\n"))


def of_mermaid(source: str) -> Read:
    """What a Mermaid text says."""
    boxes = {name: (opening, readable(label).removeprefix("★ Moment of truth\n")) for name, opening, label in BOX.findall(source)}
    dashes = {int(at): look for ats, look in re.findall(r"linkStyle (\S+) stroke-dasharray:(.*)", source) for at in ats.split(",")}
    kinds = {(look.arrow, look.dashes): SAID[kind] for kind, look in EDGE_LOOKS.items()}
    found = Read([label for opening, label in boxes.values() if opening not in ("[/", "[[")], Counter(), Counter())
    for at, (begin, arrow, label, end) in enumerate(ARROW.findall(source)):
        opening, target = boxes[end]
        out = opening == "[/"
        parts = LABEL.fullmatch(target if out else readable(label))
        found.ways[boxes[begin][1], "" if opening in ("[/", "[[") else target] += 1
        if parts and any(parts.groups()):
            found.said[Said(boxes[begin][1], kinds[arrow, dashes.get(at, "")], "" if out else target, parts["share"] or "", parts["when"] or "")] += 1
    return found


class Rect(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def touched(self, spot: tuple[float, float]) -> bool:
        x, y = spot
        return self.left <= x <= self.right and self.top <= y <= self.bottom and (x in (self.left, self.right) or y in (self.top, self.bottom))


def begins_and_ends(ways: ET.Element) -> Iterator[list[tuple[float, float]]]:
    """Where each line leaves, and where it points to."""
    shown = [it for it in ways if it.get("class") not in ("jf-under", "jf-inside")]
    drawn = {is_head: [it.get("d", "") for it in shown if (it.get("class") == "jf-head") is is_head] for is_head in (False, True)}
    lines, heads = ([(float(x), float(y)) for d in paths for x, y in re.findall(r"M([\d.]+) ([\d.]+)", d)] for paths in drawn.values())
    yield from (list(ends) for ends in zip(lines, heads, strict=True))


def of_picture(svg: ET.Element) -> Read:
    """What a drawing says: ends of lines by the boxes that they touch, words as a screen reader is told them."""
    found, rects = Read([], Counter(), Counter()), {}
    for item in (it for it in svg.iter(f"{SVG}g") if it.get("role") == "listitem"):
        name = name_of(next(it for it in item if it.tag != f"{SVG}rect")).removesuffix(", Moment of truth")
        x, y, wide, high = (float(next(item.iter(f"{SVG}rect")).get(side, "")) for side in ("x", "y", "width", "height"))
        found.steps.append(name)
        rects[name] = Rect(x, y, x + wide, y + high)
        for text in (it.get("aria-label", "") for it in item.iter(f"{SVG}text") if it.get("role") == "img"):
            parts = SPOKEN.fullmatch(text)
            assert parts, text
            if parts["share"] or parts["when"]:
                found.said[Said(name, parts["kind"], parts["target"] or "", parts["share"] or "", parts["when"] or "")] += 1
    for begin, end in (ends for it in svg.iter(f"{SVG}g") if "jf-ways" in it.get("class", "").split() for ends in begins_and_ends(it)):
        (source,) = (name for name, rect in rects.items() if rect.touched(begin))
        (target,) = [name for name, rect in rects.items() if rect.touched(end)] or [""]
        found.ways[source, target] += 1
    return found


def told_apart(chart: Flowchart) -> Flowchart:
    """`chart` with names and reasons of which each stands once, so that what was read back is known again."""
    stages = tuple(replace(stage, steps=tuple(replace(step, label=f"Step {step.key}") for step in stage.steps)) for stage in chart.stages)
    edges = tuple(
        replace(edge, place=f"Map {at}" if edge.place else "", when=f"reason {at}; {edge.when}" if edge.when else "") for at, edge in enumerate(chart.edges)
    )
    return replace(chart, stages=stages, edges=edges)


@pytest.mark.parametrize("variant", PLACES)
@pytest.mark.parametrize("number", range(40))
def test_the_picture_and_the_source_say_the_same(number: int, variant: str) -> None:
    chart = told_apart(flow_chance.chart(number))
    expected = Read(
        [step.label for step in chart.steps],
        Counter((chart.names[it.source], chart.names.get(it.target or "", "")) for it in chart.edges),
        Counter(
            Said(chart.names[it.source], SAID[it.kind], chart.names.get(it.target or "", it.place), "" if it.share is None else ENGLISH.share(it.share), it.when)
            for it in chart.edges if it.when or it.share is not None
        ),
    )  # fmt: skip
    assert of_picture(svg_of(chart, variant)) == expected
    assert of_mermaid(mermaid_source(chart)) == expected


# --- long charts -----------------------------------------------------------------------------------------------


def stages(count: int, steps: int) -> Flowchart:
    found = tuple(
        FlowStage(title=f"Stage {at}", number=at + 1, owner="Shop", steps=tuple(
            FlowStep(key=f"s{at}-{step}", label=f"Step {at}.{step}", href=f"#s{at}-{step}") for step in range(steps)
        ))
        for at in range(count)
    )  # fmt: skip
    keys = [step.key for stage in found for step in stage.steps]
    edges = [FlowEdge(source=a, target=b) for a, b in pairwise(keys)]
    edges += [
        FlowEdge(source="s2-0", target="s0-1", kind="loop", when="again"), FlowEdge(source="s2-1", target="s0-1", kind="loop", when="and again"),
        FlowEdge(source="s1-0", kind="exit", when="too dear", share=0.31), FlowEdge(source="s0-0", target="s0-1", kind="branch", when="within"),
        FlowEdge(source="s2-0", kind="exit", when="too late", share=0.1), FlowEdge(source="s2-1", kind="exit", when="too slow", share=0.2),
    ]  # fmt: skip
    return Flowchart(title="Journey", stages=found, edges=tuple(edges))


def test_a_chart_is_folded_when_it_is_long() -> None:
    assert [len(folded(stages(count, steps), ENGLISH)) for count, steps in ((4, 6), (5, 5), (5, 12), (3, 21))] == [1, 2, 2, 4]
    alone = replace(stages(5, 12), stages=(FlowStage(title="Alone", number=1, steps=stages(5, 12).steps),))
    assert folded(alone, ENGLISH) == (alone,)
    whole = stages(5, 5)
    assert folded(whole, ENGLISH) == (overview(whole, ENGLISH), whole)
    found = folded(stages(6, 14), ENGLISH)
    assert [chart.title for chart in found] == ["Journey", *(f"Journey: Stage {at}" for at in range(6))]


def test_an_overview_has_a_box_for_each_stage_and_each_way_once() -> None:
    found = overview(stages(3, 14), ENGLISH)
    assert [(step.label, step.href, step.bare) for step in found.steps] == [(f"Stage {at}", f"#s{at}-0", True) for at in range(3)]
    assert [(stage.owner, stage.note) for stage in found.stages] == [("Shop", "14 steps")] * 3
    assert [(it.source, it.target, it.kind, it.when, it.share) for it in found.edges] == [
        ("stage-0", "stage-1", "next", "", None),
        ("stage-1", "stage-2", "next", "", None), ("stage-1", None, "exit", "too dear (31\u00a0%)", None),
        ("stage-2", "stage-0", "loop", "2 ways", None), ("stage-2", None, "exit", "at 2 steps, most at “Step 2.1” (20\u00a0%)", None),
    ]  # fmt: skip


def test_every_way_stands_in_one_part() -> None:
    chart = stages(6, 14)
    found = list(parts(chart))
    assert [len(part.steps) for part in found] == [14] * 6
    assert [stage.number for part in found for stage in part.stages] == [1, 2, 3, 4, 5, 6]
    said = Counter((edge.source, edge.when, edge.share) for part in found for edge in part.edges)
    assert said == Counter((edge.source, edge.when, edge.share) for edge in chart.edges)
    assert {(it.kind, it.place, it.href) for it in found[2].edges if it.target is None} == {
        ("loop", "Stage 0: Step 0.1", "#s0-1"), ("next", "Stage 3: Step 3.0", "#s3-0"), ("exit", "", ""),
    }  # fmt: skip


def test_one_huge_stage_is_continued() -> None:
    found = [part for part in parts(stages(3, 150)) if part.stages[0].number == 1]
    assert [(part.stages[0].title, len(part.steps)) for part in found] == [("Stage 0 (1/3)", 60), ("Stage 0 (2/3)", 60), ("Stage 0 (3/3)", 30)]


def test_the_overview_counts_steps_as_the_language_does() -> None:
    chart = stages(3, 14)
    single = replace(chart.stages[0], steps=chart.stages[0].steps[:1])
    notes = [
        overview(replace(chart, stages=(single,), edges=()), words).stages[0].note for words in (ENGLISH, page_words(Words("de")), page_words(Words("zh")))
    ]
    assert notes == ["1 step", "1 Schritt", "1 个步骤"]


# --- the drawing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", PLACES)
def test_steps_stand_in_a_list_that_names_their_stage(variant: str) -> None:
    chart = stages(3, 2)
    svg = svg_of(replace(chart, stages=(replace(chart.stages[0], free=True), *chart.stages[1:])), variant)
    lists = [group for group in svg.iter(f"{SVG}g") if group.get("role") == "list"]
    assert [group.get("aria-label") for group in lists] == ["Stage 0 (in any order)", "Stage 1", "Stage 2"]
    assert [[item.get("role") for item in group] for group in lists] == [["listitem"] * 2] * 3


def test_a_long_word_is_read_aloud_as_one() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    steps = (FlowStep(key="a", label=f"Looks for the {long} #1", href="#a"), FlowStep(key="b", label="说“好的”，付款", href="#b"))
    svg = svg_of(Flowchart(title="t", stages=(FlowStage(title="S", number=1, steps=steps),), edges=(FlowEdge(source="a", target="b", kind="skip", when=long),)))
    assert [name_of(box) for box in boxes(svg)] == [f"Looks for the {long} #1", "说“好的”，付款"]
    assert [it.get("aria-label") for it in svg.iter(f"{SVG}text") if it.get("role") == "img"] == [f"skip ahead to 说“好的”，付款: {long}"]


def test_ids_are_the_diagrams_own() -> None:
    chart = two(description="About it")
    first, second = (engines.OwnEngine().draw(engines.Drawing(ident=ident, title="", chart=chart, source=""), ENGLISH) for ident in ("one", "two"))
    assert re.findall(r' id="([^"]+)"', first) == ["one-desc"]
    assert re.findall(r' id="([^"]+)"', second) == ["two-desc"]
    assert re.findall(r'aria-describedby="([^"]+)"', first) == ["one-desc", "one-desc"]


def test_drawing_is_the_same_under_any_hash_seed() -> None:
    code = (
        "import sys, flow_chance\n"
        "from journeybook.site.flowchart.chart import ENGLISH\n"
        "from journeybook.site.flowchart.mermaid_text import mermaid_source\n"
        "from journeybook.site.flowchart.narrow import narrow\n"
        "from journeybook.site.flowchart.svg import write\n"
        "from journeybook.site.flowchart.wide import wide\n"
        "found = [write(place(flow_chance.chart(n), ENGLISH), ENGLISH, ident='x') for n in range(12) for place in (wide, narrow)]\n"
        "sys.stdout.buffer.write(''.join([*found, mermaid_source(flow_chance.chart(3))]).encode())"
    )
    runs = set()
    for seed in ("0", "1", "4242"):
        paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1]), *sys.path])
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        runs.add(subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout)
    assert len(runs) == 1
    assert len(runs.pop()) > 10_000


# --- line breaks -----------------------------------------------------------------------------------------------

EIGHT = 8 * SIZE
"""Room for eight letters that are squares."""


@pytest.mark.parametrize(
    ("text", "room", "even", "lines"),
    [
        ("在大堂等房出示", EIGHT, True, ("在大堂等房出示",)),
        ("在大堂等房，出示证件办入住", EIGHT, True, ("在大堂等房，", "出示证件办入住")),  # after a comma, where that costs no line
        ("在，大堂等房出示证件办入住", EIGHT, True, ("在，大堂等房出", "示证件办入住")),  # not so far back
        ("出示证件办入住（说好的）", EIGHT, False, ("出示证件办入住", "（说好的）")),  # no bracket at the end of a line
        ("在大堂里等着出示。证件", EIGHT, False, ("在大堂里等着出", "示。证件")),  # and no full stop at its begin
        ("note note note note", width("note note note"), True, ("note note", "note note")),
        ("note note note note note", width("note note note"), False, ("note note note", "note note")),
        ("note note note note", width("note note note"), False, ("note note", "note note")),  # the last one would be very short
        ("aaaaaaaaaa", width("aaaa"), False, ("aaaa", "aaaa", "aa")),
        ("a aaaaaaaaaa", width("aaaaaa"), False, ("a", "aaaaaa", "aaaa")),
        ("e\u0301" * 3, width("ee"), True, ("e\u0301e\u0301", "e\u0301")),  # never between a letter and its accent
    ],
)  # fmt: skip
def test_lines_break_where_a_reader_would(text: str, room: float, even: bool, lines: tuple[str, ...]) -> None:
    assert broken(text, room, even=even) == lines


def test_words_are_as_wide_as_the_widest_common_font_sets_them() -> None:
    assert width("在大堂") == 3 * SIZE
    assert width("note") > 25.5  # DejaVu Sans, one of the widest, sets it 25.4 wide at 13 pixels
    assert width("note", 2) == 2 * width("note")
    assert width("‘a’说") - width("a说") == 2 * SIZE > width("‘a’") - width("a")


def test_the_style_sheet_sets_words_as_they_were_measured() -> None:
    css = own_assets.file("flowchart.css").read_text(encoding="utf-8")
    assert set(re.findall(r"font-size: ?([^;]+);", css)) == {f"{SIZE}px"}
    assert f'dy="{ROW}"' in write(wide(two(stages=(FlowStage(title="word " * 12, number=1, steps=two().steps),)), ENGLISH), ENGLISH, ident="x")


# --- engines ---------------------------------------------------------------------------------------------------


def test_our_own_drawing_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    own = engines.engine("own")
    assert not own.asks
    assert set(own.assets()) == {"flowchart.css", "flowchart.js"}
    html = own.draw(engines.Drawing(ident="x", title="", chart=two(), source=""), ENGLISH)
    assert html.count("<svg ") == 2
    assert "jb-flow-notice" not in html
    with pytest.raises(engines.EngineUnavailable, match="pip install mermaidx"):
        engines.engine("mermaid")
    with pytest.raises(engines.EngineUnavailable, match="own or mermaid"):
        engines.engine("flash")


def test_mermaid_is_offered_where_its_library_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engines, "mermaid_library", lambda: tmp_path / "mermaid.js")
    assert engines.engine("own").asks
    assert engines.engine("own").assets()["mermaid.min.js"] == tmp_path / "mermaid.js"
    found = engines.engine("mermaid", notice="Kein <Bild>")
    html = found.draw(engines.Drawing(ident="x", title="", chart=two(title='a"b'), source='flowchart TB\nn0["</pre><script>"]'), ENGLISH)
    assert "<script>" not in html
    assert 'id="x">flowchart TB\nn0["&lt;/pre&gt;&lt;script&gt;"]</pre>' in html
    assert 'aria-label="a&quot;b"' in html
    assert "Kein &lt;Bild&gt;" in html
    assert {"Mermaid.js", "mermaid.min.js"} <= set(found.assets())
