"""One input: made, written, read, judged, and shown on every page; whatever goes wrong becomes a `Fault`."""

from __future__ import annotations

import datetime
import json
import random
import shutil
import signal
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.hunt import changes, markup, written
from tests.hunt.seeds import Files, seed

from journeybook.atlas.entry import Entry
from journeybook.checks import check, rules
from journeybook.checks.check import Loaded
from journeybook.checks.manual import MANUAL
from journeybook.checks.reports import FORMATS
from journeybook.languages import Words
from journeybook.site import pages, render, search
from journeybook.site.comparison.pairs import Pair
from journeybook.site.embeds import view_fences
from journeybook.site.exports import EXPORTS
from journeybook.site.flowchart.engines import Engine, OwnEngine
from journeybook.site.redirects import redirects
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
DAYS = (datetime.date(1970, 1, 1), datetime.date(9999, 12, 31))
OFTEN = frozenset(("map", "home", "comparison", "metric"))
"""The kinds of pages whose markup is looked at each time; that of others now and then."""
MOST = 3
"""How many pages of one kind are rendered."""
PACKAGE = Path(pages.__file__).parents[1]
OWN = "internal-error"
"""The code of a fault of ours that the last guard turned into a finding: here it is one all the same."""


@dataclass
class Fault:
    """What went wrong with an input: `kind` (crash, hang, markup, place) and `what`, the same for all inputs with one cause."""

    kind: str
    what: str
    detail: str = ""


@dataclass
class Tried:
    """What was seen of one input."""

    faults: list[Fault] = field(default_factory=list)
    problems: int = 0
    errors: int = 0
    pages: int = 0


class Hang(BaseException):
    """An input took too long."""


def files(number: int, seed_: int) -> tuple[dict[str, bytes], random.Random]:
    """The files of input `number`, and the chance that goes on deciding about it."""
    chance = random.Random(f"{seed_}-{number}")
    trees: Files = seed(chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if trees:
            chance.choice(changes.TREES)(chance, trees)
    texts = {path: written.csv(tree) if isinstance(tree, list) and path.lower().endswith(".csv") else written.yaml(tree) for path, tree in trees.items()}
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        path = chance.choice(sorted(texts))
        texts[path] = changes.text(chance, texts[path])
    return {path: changes.encoded(chance, text) for path, text in texts.items()}, chance


def run(number: int, seed_: int, work: Path, seconds: float) -> Tried:
    """Tries input `number`; `work` is a folder that is made anew for it, `seconds` of CPU time it may take."""
    tried = Tried()
    made, chance = files(number, seed_)
    shutil.rmtree(work, ignore_errors=True)
    for path, data in made.items():
        target = work / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except (OSError, ValueError):  # a name that this file system does not take
            continue
    look(work, made, chance, tried, seconds)
    return tried


def look(work: Path, made: dict[str, bytes], chance: random.Random, tried: Tried, seconds: float) -> None:
    """Reads, judges and shows the atlas in `work`, whose files are `made`, and notes in `tried` what goes wrong."""
    with _noted(tried, seconds):
        loaded = check.load(work, TODAY if chance.random() < 0.9 else chance.choice(DAYS))
        _judged(loaded, made, tried, chance)
        _shown(loaded, tried, chance)


@contextmanager
def _noted(tried: Tried, seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise Hang

    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except (Exception, Hang) as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        tried.faults.append(fault(error))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


def fault(error: BaseException) -> Fault:
    """What an exception says: its type, and the last line of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if PACKAGE in Path(frame.filename).parents] or list(frames)
    at = f"{Path(own[-1].filename).name}:{own[-1].lineno} {own[-1].name}" if own else "?"
    kind = "hang" if isinstance(error, Hang) else "crash"
    detail = "".join(traceback.format_exception(type(error), error, error.__traceback__)[-12:])
    return Fault(kind, f"{type(error).__name__} at {at}", detail[-4000:])


def _judged(loaded: Loaded, made: dict[str, bytes], tried: Tried, chance: random.Random) -> None:
    """Every finding has a place in its file, words that can be printed, a page in the manual; reports can be written."""
    tried.problems, tried.errors = len(loaded.problems), sum(problem.level == "error" for problem in loaded.problems)
    for problem in loaded.problems:
        if problem.code == OWN:
            tried.faults.append(Fault("crash", f"guarded: {problem.message}"))
        if problem.code not in MANUAL and problem.code not in rules.RULES:
            tried.faults.append(Fault("place", f"no page about {problem.code}"))
        if not (problem.message + problem.hint).isprintable():
            tried.faults.append(Fault("place", f"{problem.code}: not printable", problem.message + problem.hint))
        for place in (problem.place, *(place for place, _ in problem.related)):
            if place.path in made and not 1 <= place.line <= _lines(made[place.path]) + 1:
                tried.faults.append(Fault("place", f"{problem.code}: a line that is not there", str(place)))
    sources = loaded.atlas.sources
    for name in {"text", "json", chance.choice(sorted(FORMATS))}:
        report = FORMATS[name](loaded.problems, lambda place: sources[place.path].line(place.line) if place.path in sources else "")
        report.encode("utf-8")
        if name in ("json", "sarif", "gitlab"):
            json.loads(report)


def _lines(data: bytes) -> int:
    return max(data.count(end) for end in (b"\n", b"\r")) + data.count(b"\n\r") + data.count(b"\r\n") + 1


def _shown(loaded: Loaded, tried: Tried, chance: random.Random) -> None:
    atlas = loaded.seen_by(chance.choice(("restricted", "restricted", "restricted", "public", "employees")))
    words = Words(chance.choice(("en", "en", "zh", atlas.lang)), atlas.settings.labels)
    drawn = OwnEngine()
    glossary = render.Glossary.of(atlas)
    broken = render.Broken(tuple(problem for problem in loaded.problems if problem.level == "error"), loaded.atlas.sources)
    listed = [*pages.pages(atlas, words), *pages.broken_pages(loaded.atlas, loaded.problems)]
    known = {page.path for page in listed}

    def href(entry: Entry | Pair) -> str:
        path, anchor = pages.location(entry)
        return f"{path}/#{anchor}" if path in known else ""

    def scene(lang: str) -> Scene:
        return Scene(
            atlas, TODAY, words if lang in ("", words.code) else Words(lang, atlas.settings.labels), href, lambda path: f"{path}/" if path in known else "", str
        )

    if len(known) < len(listed):
        tried.faults.append(Fault("place", "two pages at one address"))
    for page in _some(listed, chance):
        tried.pages += 1
        html = render.render(page, scene(page.lang), drawn, glossary, broken if page.kind.name in ("map", "problems") else None)
        if page.kind.name in OFTEN or chance.random() < 0.3:
            _looked_at(html, f"page {page.kind.name}", tried)
        entry = page.entry if isinstance(page.entry, Entry) else None
        found = search.sections(atlas, entry, page.title, with_loose=page.kind.name == "backlog")
        found = search.introduced(found, page.kind.name, atlas, words, TODAY) if entry is None and page.kind.name in pages.OPTIONAL else found
        search.whole(found, in_full=chance.random() < 0.5)
        if chance.random() < 0.1:
            _looked_at(render.render_template("searched.html", sections=found), "search", tried)
    for moved in redirects(atlas):
        render.render_template("redirect.html", target=href(moved.entry) or moved.new, title=moved.entry.label, t=words, script="a.js")
    for export in EXPORTS.values():
        export.make(atlas, TODAY, words, href)
    if chance.random() < 0.3:
        _embedded(scene(""), drawn, glossary, tried)


def _some(listed: list[pages.Page], chance: random.Random) -> Iterator[pages.Page]:
    """A few pages of each kind, by chance: of records there are many, and one fault shows in all of a kind."""
    met: Counter[str] = Counter()
    for page in chance.sample(listed, len(listed)):
        met[page.kind.name] += 1
        if met[page.kind.name] <= MOST:
            yield page


def _embedded(scene: Scene, drawn: Engine, glossary: render.Glossary, tried: Tried) -> None:
    map_ = next(iter(scene.atlas.maps.values()), None)
    for name, kind in view_fences.KINDS.items():
        if map_ is not None or not kind.of_map:
            html = render.render_embed(view_fences.Wanted(view=name, map=map_ if "map" in kind.heeds else None), scene, drawn, glossary, "p-")
            _looked_at(html, f"embed {name}", tried)


def _looked_at(html: str, where: str, tried: Tried) -> None:
    html.encode("utf-8")
    for what in markup.faults(html):
        tried.faults.append(Fault("markup", f"{where}: {what}"[:160]))
        return
