"""How a flowchart gets onto a page: two engines behind one small interface.

`BuildEngine` draws while the site is built, to inline SVG without a script; it needs the `merman` wheel, which
exists for some platforms. `BrowserEngine` puts the Mermaid text on the page and a local Mermaid library beside it.
Leaves what the chart says to `chart`, reading the engine's SVG to `layout`, and our own to `svg`.

`auto` prefers the build engine: 1-4 KB of compressed SVG on a page instead of 0.9 MB of script, a picture without
JavaScript, in print and in a feed, under a Content-Security-Policy without `unsafe-inline`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from journeybook.site import own_assets
from journeybook.site.flowchart import chart, layout
from journeybook.site.flowchart import svg as drawing
from journeybook.site.flowchart.chart import printable

NOTICE = "This chart could not be drawn. Its Mermaid source says the same:"
_MOST_EDGES = 5000
_LONGEST_SOURCE = 2_000_000


class EngineUnavailable(Exception):
    """The chosen engine is not installed, or does not work, on this machine."""


class Engine(Protocol):
    """Turns Mermaid text into HTML that is ready to stand on a page."""

    @property
    def name(self) -> str:
        """What it is called in the settings."""

    def draw(self, source: str, *, ident: str, label: str) -> str:
        """The chart as HTML; `ident` is unique on the page, `label` names the chart to a screen reader."""

    def assets(self) -> dict[str, Path]:
        """The files to publish side by side in one folder: name -> file to copy."""


def engine(name: str, *, notice: str = NOTICE) -> Engine:
    """The engine of that name; `auto` takes the first one that works here."""
    makers: dict[str, Any] = {"build": BuildEngine.load, "browser": BrowserEngine.load}
    if name in makers:
        found: Engine = makers[name](notice)
        return found
    if name != "auto":
        raise EngineUnavailable(f"unknown diagram engine {name!r}: use auto, build or browser")
    problems = []
    for make in makers.values():
        try:
            first: Engine = make(notice)
            return first
        except EngineUnavailable as problem:
            problems.append(str(problem))
    raise EngineUnavailable("no diagram engine works here: " + "; ".join(problems))


def _common_assets() -> dict[str, Path]:
    return {name: own_assets.file(name) for name in ("flowchart.css", "flowchart.js")}


def mermaid_library() -> Path | None:
    """Mermaid's browser library, where the package that carries it is installed."""
    found = find_spec("mermaidx")  # found, not imported: only the file inside the package is wanted
    library = Path(found.origin).parent / "assets" / "mermaid.js" if found and found.origin else None
    return library if library is not None and library.is_file() else None


def mermaid_assets(library: Path) -> dict[str, Path]:
    """The script that every page loads to have Mermaid's diagrams drawn, and the library that it loads when there is one."""
    return {"Mermaid.js": own_assets.file("Mermaid.js"), "mermaid.min.js": library}


def _region(body: str, *, label: str, classes: str = "jb-flow") -> str:
    """A frame that scrolls by itself and by keyboard: a chart keeps its size on a phone."""
    return f'<div class="{classes}" role="region" tabindex="0" aria-label="{escape(printable(label))}">{body}</div>'


def _source_block(source: str, *, ident: str, classes: str) -> str:
    text = escape(printable(source), quote=False)
    return f'<pre class="{classes}" id="{escape(ident)}">{text}</pre>'


def _undrawn(source: str, *, ident: str, label: str, notice: str) -> str:
    told = f'<p class="jb-flow-notice">{escape(notice)}</p>'
    text = _source_block(source, ident=ident, classes="jb-flow-source")
    return _region(told + text, label=label, classes="jb-flow jb-flow-failed")


@dataclass(frozen=True, kw_only=True)
class BuildEngine:
    """Draws at build time with `merman` (Mermaid's layout in Rust, about 10 ms a chart)."""

    painter: Any = field(repr=False)  # merman.MermanEngine: no callbacks, so threads may share it
    failure: type[Exception] = field(repr=False)
    notice: str = NOTICE
    name: str = "build"
    known: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False)
    """What was drawn already: a chart may stand on several pages."""

    @classmethod
    def load(cls, notice: str = NOTICE) -> BuildEngine:
        try:
            library = import_module("merman")
            painter = library.MermanEngine(options_json=_OPTIONS, services=None)
            found = cls(painter=painter, failure=library.MermanError, notice=notice)
            found._draw("flowchart TB\nn0[\"a\"] --> n1[\"b\"]\n", ident="probe", label="probe")
        except Exception as problem:  # an alpha library: a missing symbol or a new interface must not end a build
            hint = "pip install merman, or journeybook[diagrams] (Linux x86-64, macOS arm64, Windows x86-64)"
            raise EngineUnavailable(f"the build engine cannot draw ({_said(problem)}): {hint}") from problem
        return found

    def draw(self, source: str, *, ident: str, label: str) -> str:
        try:
            return _region(self._drawn(source, ident=ident, label=label), label=label)
        except (self.failure, ValueError, KeyError):
            return _undrawn(source, ident=ident, label=label, notice=self.notice)

    def assets(self) -> dict[str, Path]:
        return _common_assets()

    def _drawn(self, source: str, *, ident: str, label: str) -> str:
        key = (source, ident, label)
        if key not in self.known:
            self.known[key] = self._draw(source, ident=ident, label=label)
        return self.known[key]

    def _draw(self, source: str, *, ident: str, label: str) -> str:
        svg = self.painter.render_svg(layout.lend(source), None)
        return drawing.write(layout.read(svg), ident=ident, label=label, names=chart.names_in(source))


def _said(problem: Exception) -> str:
    return (str(problem) or type(problem).__name__).splitlines()[0][:200]


_OPTIONS = json.dumps(
    {
        "site_config": {
            "theme": "base",
            "look": "classic",
            "layout": "dagre",
            "htmlLabels": False,
            "securityLevel": "strict",
            "maxEdges": _MOST_EDGES,
            "maxTextSize": _LONGEST_SOURCE,
            "fontFamily": "Roboto, sans-serif",
            "fontSize": drawing.MEASURED_SIZE,
            "themeVariables": {"fontFamily": "Roboto, sans-serif", "fontSize": f"{drawing.MEASURED_SIZE}px"},
            "flowchart": {
                "htmlLabels": False,
                "curve": "basis",
                "nodeSpacing": 28,
                "rankSpacing": 34,
                "padding": 10,
                "wrappingWidth": 180,
                "subGraphTitleMargin": {"top": 4, "bottom": 14},
            },
        }
    },
    sort_keys=True,
)


@dataclass(frozen=True)
class BrowserEngine:
    """Leaves the drawing to the reader's browser; without scripts the Mermaid text stays readable."""

    library: Path
    notice: str = NOTICE
    name: str = "browser"

    @classmethod
    def load(cls, notice: str = NOTICE) -> BrowserEngine:
        library = mermaid_library()
        if library is None:
            hint = "pip install mermaidx, or journeybook[site] (it carries Mermaid 11 as a file; nothing is loaded from a CDN)"
            raise EngineUnavailable(f"the browser engine finds no Mermaid library: {hint}")
        return cls(library, notice)

    def draw(self, source: str, *, ident: str, label: str) -> str:
        block = _source_block(source, ident=ident, classes="jb-chart")
        told = f'<p class="jb-flow-notice" hidden>{escape(self.notice)}</p>'
        return _region(told + block, label=label, classes="jb-flow jb-flow-browser")

    def assets(self) -> dict[str, Path]:
        return mermaid_assets(self.library) | _common_assets()


@dataclass(frozen=True)
class SourceEngine:
    """No drawing at all: for a machine where neither engine installs and the rest of the site should still build."""

    notice: str = NOTICE
    name: str = "source"

    def draw(self, source: str, *, ident: str, label: str) -> str:
        return _undrawn(source, ident=ident, label=label, notice=self.notice)

    def assets(self) -> dict[str, Path]:
        return _common_assets()
