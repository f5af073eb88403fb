"""Flowcharts: any text stays text, large charts are divided, drawings are safe, repeatable and fail softly."""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from journeybook.languages import Words
from journeybook.site.flowchart import engines, layout
from journeybook.site.flowchart.chart import (
    Flowchart,
    FlowEdge,
    FlowGroup,
    FlowNode,
    FlowWords,
    mermaid_source,
    node_count,
    safe_href,
    sentence,
)
from journeybook.site.flowchart.split import split

SVG = "{http://www.w3.org/2000/svg}"
needs_merman = pytest.mark.skipif(importlib.util.find_spec("merman") is None, reason="no merman wheel here")
needs_mermaidx = pytest.mark.skipif(importlib.util.find_spec("mermaidx") is None, reason="no mermaidx here")

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
    steps = (FlowNode(key="default", label=text, href="#a-b"), FlowNode(key="end", label="Plain", href="javascript:alert(1)"))
    return Flowchart(
        title=text,
        description=text,
        groups=(FlowGroup(key="subgraph", label=text, nodes=steps),),
        nodes=(FlowNode(key="o", label=text, href=None, kind="exit"),),
        edges=(FlowEdge("default", "end", "next", text), FlowEdge("end", "o", "exit", text)),
    )


def bare(text: str) -> str:
    return "".join(text.split())


def drawn(chart: Flowchart, ident: str = "flow-1") -> str:
    html = engines.engine("build").draw(mermaid_source(chart), ident=ident, label=chart.title)
    assert "jb-flow-failed" not in html
    return html


def parsed(html: str) -> ET.Element:
    """The SVG inside the frame, by a strict XML parser."""
    match = re.search(r"<svg .*</svg>", html, re.DOTALL)
    assert match
    return ET.fromstring(match[0])


def labels(svg: ET.Element, classes: str) -> list[str]:
    found = [element for element in svg.iter(f"{SVG}text") if element.get("class") == classes]
    return [bare("".join(element.itertext())) for element in found]


def check_hostile(text: str, shown: str) -> None:
    svg = parsed(drawn(hostile_chart(text)))
    assert labels(svg, "jb-flow-label") == [bare(shown), "Plain", bare(shown)]
    assert labels(svg, "jb-flow-stage") == [bare(shown)]
    captions = [bare(shown)] * 2 if text.strip() else []
    assert labels(svg, "jb-flow-caption") == captions
    assert len([path for path in svg.iter(f"{SVG}path") if "jb-flow-edge" in path.get("class", "")]) == 2
    assert [link.get("{http://www.w3.org/1999/xlink}href") for link in svg.iter(f"{SVG}a")] == ["#a-b"]
    assert_safe(svg)


def assert_safe(svg: ET.Element) -> None:
    allowed = {"svg", "desc", "defs", "marker", "path", "g", "rect", "polygon", "text", "tspan", "a"}
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert svg.get("role") == "group"
    for element in svg.iter():
        assert element.tag.removeprefix(SVG) in allowed
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert name == "aria-label" or "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value)


@needs_merman
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_and_nothing_else(name: str) -> None:
    check_hostile(HOSTILE[name], HOSTILE[name])


@needs_merman
@pytest.mark.parametrize("name", UNPRINTABLE)
def test_unprintable_characters_break_nothing(name: str) -> None:
    check_hostile(*UNPRINTABLE[name])


@pytest.mark.parametrize("text", [*HOSTILE.values(), *(before for before, _ in UNPRINTABLE.values())])
def test_source_has_only_its_own_lines(text: str) -> None:
    source = mermaid_source(hostile_chart(text))
    plain = mermaid_source(hostile_chart("Plain"))
    assert source.encode("utf-8")
    heads = [re.sub(r'"[^"]*"|: .*', "", line) for line in source.splitlines()]
    assert heads == [re.sub(r'"[^"]*"|: .*', "", line) for line in plain.splitlines()] or not text.strip()


def test_long_labels_are_cut() -> None:
    source = mermaid_source(Flowchart(title="t", nodes=(FlowNode(key="a", label="word " * 5000),)))
    assert len(source) < 600
    assert "…" in source


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


def test_moments_of_truth_say_so_in_words() -> None:
    chart = Flowchart(title="t", nodes=(FlowNode(key="a", label="Pays", href=None, kind="moment"),))
    assert "★ Moment of truth<br/>Pays" in mermaid_source(chart)
    assert "★ 关键时刻<br/>Pays" in mermaid_source(chart, FlowWords(moment="关键时刻"))


def test_every_kind_has_its_own_shape_and_line() -> None:
    kinds = ("step", "moment", "exit", "elsewhere", "stage")
    nodes = tuple(FlowNode(key=kind, label="x", href=None, kind=kind) for kind in kinds)  # type: ignore[arg-type]
    edge_kinds = ("next", "branch", "skip", "loop", "jump", "exit")
    edges = tuple(FlowEdge("step", "exit", kind, "x") for kind in edge_kinds)  # type: ignore[arg-type]
    source = mermaid_source(Flowchart(title="t", nodes=nodes, edges=edges))
    shapes = set(re.findall(r"^n\d([\[({/]+)\"", source, re.MULTILINE))
    assert len(shapes) == len(kinds)
    dashes = re.findall(r"linkStyle (\d) stroke-dasharray:(.*)", source)
    arrows = [line.split("|")[0].split()[1] for line in source.splitlines() if "|" in line]
    looks = {(arrow, dict(dashes).get(str(position), "")) for position, arrow in enumerate(arrows)}
    assert len(looks) == len(edge_kinds)


@pytest.mark.parametrize(
    "broken",
    [
        Flowchart(title="t", nodes=(FlowNode(key="a", label="A"), FlowNode(key="a", label="B"))),
        Flowchart(title="t", nodes=(FlowNode(key="a", label="A"),), edges=(FlowEdge("a", "b"),)),
    ],
)
def test_a_chart_that_contradicts_itself_is_refused(broken: Flowchart) -> None:
    with pytest.raises(ValueError, match="flowchart"):
        mermaid_source(broken)


def stages(count: int, steps: int) -> Flowchart:
    groups = tuple(
        FlowGroup(key=f"s{stage}", label=f"Stage {stage}", nodes=tuple(
            FlowNode(key=f"s{stage}-{step}", label=f"Step {stage}.{step}", href=f"#s{stage}-{step}") for step in range(steps)
        ))
        for stage in range(count)
    )
    keys = [node.key for group in groups for node in group.nodes]
    follow = tuple(FlowEdge(*pair) for pair in itertools.pairwise(keys))
    extra = (
        FlowEdge("s2-0", "s0-1", "loop", "again"),
        FlowEdge("s2-1", "s0-1", "loop", "and again"),
        FlowEdge("s1-0", "out", "exit", "31 %"),
    )
    loose = (FlowNode(key="out", label="Leaves", href=None, kind="exit"),)
    return Flowchart(title="Journey", description="", groups=groups, nodes=loose, edges=follow + extra)


def test_a_small_chart_stays_whole() -> None:
    chart = stages(5, 3)
    assert split(chart) == (chart, ())


def test_a_large_chart_becomes_overview_and_parts() -> None:
    overview, parts = split(stages(6, 14))
    assert [node.key for node in overview.nodes] == [f"s{stage}" for stage in range(6)] + ["out"]
    assert overview.nodes[0].label == "Stage 0\n14 steps"
    assert FlowEdge("s2", "s0", "loop", "×2") in overview.edges
    assert FlowEdge("s1", "out", "exit", "31 %") in overview.edges
    assert len(parts) == 6
    outside = {node.label for node in parts[2].nodes}
    assert outside == {"Stage 1:\nStep 1.13", "Stage 0:\nStep 0.1", "Stage 3:\nStep 3.0"}
    assert {node.kind for node in parts[2].nodes} == {"elsewhere"}


def test_every_arrow_is_in_a_part() -> None:
    chart = stages(6, 14)
    _, parts = split(chart)
    assert {edge for part in parts for edge in part.edges} == set(chart.edges)


def test_one_huge_stage_is_continued() -> None:
    _, parts = split(stages(3, 150), limit=60)
    assert [part.groups[0].label for part in parts[:3]] == ["Stage 0 (1/3)", "Stage 0 (2/3)", "Stage 0 (3/3)"]
    assert max(node_count(part) for part in parts) <= 60 + 6


def test_the_overview_counts_steps_as_the_language_does() -> None:
    overview, _ = split(replace(stages(6, 14), groups=(FlowGroup(key="one", label="Alone", nodes=(FlowNode(key="x", label="X"),)), *stages(6, 14).groups)))
    assert overview.nodes[0].label == "Alone\n1 step"
    german = FlowWords(steps=lambda n: Words("de")("flow.steps", n=n))
    overview, _ = split(stages(6, 14), words=german)
    assert overview.nodes[0].label.endswith("\n14 Schritte")


def test_group_labels_frame_the_overview() -> None:
    chart = stages(6, 14)
    framed = replace(chart, groups=(FlowGroup(key="g", label="Buying", nodes=(), groups=chart.groups[:3]), *chart.groups[3:]))
    overview, parts = split(framed)
    assert [node.key for node in overview.groups[0].nodes] == ["s0", "s1", "s2"]
    assert len(parts) == 6


@needs_merman
def test_every_part_of_a_large_chart_is_drawn() -> None:
    overview, parts = split(stages(6, 14))
    for number, chart in enumerate((overview, *parts)):
        svg = parsed(drawn(chart, f"flow-{number}"))
        assert len(labels(svg, "jb-flow-label")) == node_count(chart)


@needs_merman
def test_edges_between_frames_and_empty_frames_are_drawn() -> None:
    chart = Flowchart(
        title="t",
        groups=(
            FlowGroup(key="a", label="A", nodes=(FlowNode(key="a1", label="A1"), FlowNode(key="a2", label="A2"))),
            FlowGroup(key="b", label="Empty"),
            FlowGroup(key="c", label="C", nodes=(FlowNode(key="c1", label="C1"),)),
        ),
        edges=(FlowEdge("a", "b"), FlowEdge("b", "c"), FlowEdge("c", "c1", "loop"), FlowEdge("a", "a", "loop"),
               FlowEdge("a1", "a", "loop"), FlowEdge("c1", "c1", "loop")),
    )
    assert labels(parsed(drawn(chart)), "jb-flow-label") == ["A1", "A2", "Empty", "C1"]


@needs_merman
def test_steps_stand_in_a_list_that_names_their_stage() -> None:
    svg = parsed(drawn(stages(3, 2)))
    lists = [group for group in svg.iter(f"{SVG}g") if group.get("role") == "list"]
    assert [group.get("aria-label") for group in lists] == ["Stage 0", "Stage 1", "Stage 2", None]
    assert [len(list(group)) for group in lists] == [2, 2, 2, 1]


@needs_merman
def test_a_failed_drawing_leaves_the_source_with_a_notice() -> None:
    html = engines.engine("build", notice="Kein Bild").draw("flowchart TB\nn0[[<b>", ident="x", label='a"b')
    assert "Kein Bild" in html
    assert "n0[[&lt;b&gt;" in html
    assert 'aria-label="a&quot;b"' in html


@needs_merman
def test_drawing_is_the_same_under_any_hash_seed() -> None:
    code = (
        "import sys; from test_flowchart import *\n"
        "sys.stdout.buffer.write(''.join(drawn(c) for c in split(stages(6, 14))[1][:2]).encode())"
    )
    runs = set()
    for seed in ("0", "1", "4242"):
        paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1]), *sys.path])
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        runs.add(subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout)
    assert len(runs) == 1
    assert len(runs.pop()) > 1000


@needs_merman
def test_ids_are_the_diagrams_own() -> None:
    first, second = (set(re.findall(r' id="([^"]+)"', drawn(stages(3, 2), ident))) for ident in ("one", "two"))
    assert first
    assert not first & second


def test_lent_characters_come_back() -> None:
    source = 'n0["a #38; #8238; &#35;"]'
    assert layout.give_back(layout.lend(source)) == 'n0["a & #8238; &#"]'


@needs_mermaidx
def test_browser_engine_shows_escaped_source_and_brings_the_library() -> None:
    found = engines.engine("browser")
    html = found.draw('flowchart TB\nn0["</pre><script>"]', ident="x", label="L")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'id="x"' in html
    assets = found.assets()
    assert all(path.is_file() for path in assets.values())
    assert assets["mermaid.min.js"].stat().st_size > 1_000_000


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    real_import, real_find = engines.import_module, engines.find_spec

    def no_import(name: str) -> object:
        if name in names:
            raise ImportError(f"No module named {name!r}")
        return real_import(name)

    monkeypatch.setattr(engines, "import_module", no_import)
    monkeypatch.setattr(engines, "find_spec", lambda name: None if name in names else real_find(name))


def test_an_absent_engine_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "merman", "mermaidx")
    for name, hint in (("build", "pip install merman"), ("browser", "pip install mermaidx"), ("auto", "mermaidx")):
        with pytest.raises(engines.EngineUnavailable, match=hint):
            engines.engine(name)
    with pytest.raises(engines.EngineUnavailable, match="auto, build or browser"):
        engines.engine("flash")


def test_source_engine_shows_the_source() -> None:
    assert "jb-flow-failed" in engines.SourceEngine().draw("flowchart TB", ident="x", label="L")


@needs_mermaidx
def test_auto_falls_back_to_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "merman")
    assert engines.engine("auto").name == "browser"


@needs_merman
def test_auto_prefers_the_build_engine() -> None:
    assert engines.engine("auto").name == "build"


@needs_merman
def test_a_long_word_is_read_aloud_as_one() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    chart = Flowchart(title="t", nodes=(FlowNode(key="a", label=f"Looks for the {long} #1", href="#a", kind="moment"), FlowNode(key="b", label="说“好的”，付款", href="#b")), edges=(FlowEdge("a", "b"),))
    svg = parsed(drawn(chart))
    names = [node.get("aria-label") for node in svg.iter() if node.get("aria-label") and node.tag.endswith("}a")]
    assert names == [f"★ {FlowWords().moment} Looks for the {long} #1", "说“好的”，付款"]



@pytest.mark.parametrize("view", ["0 0 10", "0 0 10 20 30", "0 0 10 wide"])
def test_a_drawing_of_no_size_is_none(view: str) -> None:
    """What the engines catch, so that the browser's source stands there: neither a picture without a height nor another error."""
    with pytest.raises(ValueError, match=r"unpack|float"):
        layout.read(f'<svg viewBox="{view}"><style></style><g class="root"></g></svg>')
