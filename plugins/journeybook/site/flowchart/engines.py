"""How a flowchart gets onto a page: drawn here, or left to Mermaid in the reader's browser.

`OwnEngine` writes both of our pictures, for wide and for narrow columns; the style sheet shows the one that fits. `MermaidEngine`
puts the Mermaid text on the page and a local Mermaid library beside it. Where that library is at hand, a button has Mermaid draw our
charts too, and the library is loaded only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from journeybook.site import own_assets
from journeybook.site.flowchart.chart import Flowchart, FlowWords, printable
from journeybook.site.flowchart.narrow import narrow
from journeybook.site.flowchart.svg import write
from journeybook.site.flowchart.wide import wide

NOTICE = "This chart could not be drawn. Its Mermaid source says the same:"


class EngineUnavailable(Exception):
    """The chosen engine is not installed on this machine."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One chart of a page, and its Mermaid text. `ident` is unique on the page; `title` is empty where there is only one."""

    ident: str
    title: str
    chart: Flowchart = field(repr=False)
    source: str


class Engine(Protocol):
    """Turns charts into HTML that is ready to stand on a page."""

    @property
    def name(self) -> str:
        """What it is called in the settings."""

    @property
    def asks(self) -> bool:
        """Whether readers may ask Mermaid to draw a chart that they see."""

    def draw(self, drawing: Drawing, words: FlowWords) -> str:
        """The chart as HTML."""

    def assets(self) -> dict[str, Path]:
        """The files to publish side by side in one folder: name -> file to copy."""


def engine(name: str, *, notice: str = NOTICE) -> Engine:
    """The engine of that name."""
    library = mermaid_library()
    if name == "own":
        return OwnEngine(library=library, notice=notice)
    if name != "mermaid":
        raise EngineUnavailable(f"nothing draws flowcharts that is called {name!r}: use own or mermaid")
    if library is None:
        hint = "pip install mermaidx, or journeybook[site] (it carries Mermaid 11 as a file; nothing is loaded from a CDN)"
        raise EngineUnavailable(f"'diagrams: mermaid' finds no Mermaid library: {hint}")
    return MermaidEngine(library=library, notice=notice)


def mermaid_library() -> Path | None:
    """Mermaid's browser library, where the package that carries it is installed."""
    found = find_spec("mermaidx")  # found, not imported: only the file inside the package is wanted
    library = Path(found.origin).parent / "assets" / "mermaid.js" if found and found.origin else None
    return library if library is not None and library.is_file() else None


def mermaid_assets(library: Path | None) -> dict[str, Path]:
    """The script that has Mermaid's diagrams drawn, and the library that it loads when there is one."""
    return {"Mermaid.js": own_assets.file("Mermaid.js"), "mermaid.min.js": library} if library is not None else {}


def _common_assets() -> dict[str, Path]:
    return {name: own_assets.file(name) for name in ("flowchart.css", "flowchart.js")}


def _both(chart: Flowchart, words: FlowWords, ident: str) -> str:
    """A chart in its two pictures, of which the style sheet shows one."""
    pictures = (
        ("jb-flow-wide", write(wide(chart, words), words, ident=ident)),
        ("jb-flow-narrow", write(narrow(chart, words), words, ident=ident, described=False)),
    )
    return "".join(f'<div class="{name}">{picture}</div>' for name, picture in pictures)


@dataclass(frozen=True, kw_only=True)
class OwnEngine:
    """Draws while the site is built; pages show it without a script."""

    library: Path | None = None
    notice: str = NOTICE
    name: str = "own"

    @property
    def asks(self) -> bool:
        return self.library is not None

    def draw(self, drawing: Drawing, words: FlowWords) -> str:
        told = f'<p class="jb-flow-notice" hidden>{escape(self.notice)}</p>' if self.asks else ""
        return f'<div class="jb-flow">{told}{_both(drawing.chart, words, drawing.ident)}</div>'

    def assets(self) -> dict[str, Path]:
        return _common_assets() | mermaid_assets(self.library)


@dataclass(frozen=True, kw_only=True)
class MermaidEngine:
    """Leaves the drawing to the reader's browser; without scripts the Mermaid text stays readable."""

    library: Path
    notice: str = NOTICE
    name: str = "mermaid"
    asks: bool = False

    def draw(self, drawing: Drawing, words: FlowWords) -> str:
        told = f'<p class="jb-flow-notice" hidden>{escape(self.notice)}</p>'
        block = f'<pre class="jb-chart" id="{escape(drawing.ident)}">{escape(printable(drawing.source), quote=False)}</pre>'
        # It scrolls by itself and by keyboard: such a chart keeps its size on a phone.
        return f'<div class="jb-flow jb-flow-browser" role="region" tabindex="0" aria-label="{escape(drawing.chart.title)}">{told}{block}</div>'

    def assets(self) -> dict[str, Path]:
        return _common_assets() | mermaid_assets(self.library)
