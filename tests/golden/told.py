"""Everything that the small atlas comes to, as text by the name of its file in `expected/`: what each floor makes of it.

`python -m tests.golden` writes the files anew, the test compares them. The day, addresses and folders are fixed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from tests.golden.outline import STEP, TODAY, Told, outline, text_of, titled
from tests.golden.small import of_small
from tests.golden.texts import of_reading
from tests.golden.typed import of_typed

import journeybook
from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import handovers, ways
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, Entry
from journeybook.checks.check import Loaded
from journeybook.checks.manual import manual
from journeybook.checks.reports import FORMATS
from journeybook.insight import (
    audience,
    claims,
    contradictions,
    crossings,
    expectations,
    glossary_uses,
    measures,
    reviews,
    scoring,
    series,
    untranslated,
    written_links,
)
from journeybook.languages import Words, available, spoken
from journeybook.model.schema import KINDS, schema
from journeybook.model.settings import Scoring
from journeybook.reading.problem import Place
from journeybook.site import pages, render, search
from journeybook.site.comparison.pairs import Pair
from journeybook.site.descriptions import describe
from journeybook.site.embeds import contents, page_text, view_fences
from journeybook.site.exports import EXPORTS
from journeybook.site.flowchart import folding
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.flowchart.page_words import page_words
from journeybook.site.parts import metric_value, shipped_outcome
from journeybook.site.redirects import redirects
from journeybook.site.scene import Scene
from journeybook.site.views import flow

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
SITES = {"atlas": "en", "bare": "zh"}
"""The folders that become pages, and the language of their site."""
SHOWN = 60
"""Lines of a difference that a failure shows."""


@cache
def loaded(name: str) -> Loaded:
    """One of the folders beside this file, read once."""
    return journeybook.load(HERE / name, TODAY)


def everything() -> dict[str, str]:
    """The text of each file by its name."""
    return dict(it for part in PARTS for it in part())


def difference(name: str, text: str) -> str:
    """How a text differs from what is expected under its name, as lines of a diff; empty where it does not."""
    path = EXPECTED / name
    before = path.read_bytes().decode() if path.exists() else ""
    lines = list(difflib.unified_diff(before.splitlines(), text.splitlines(), f"expected/{name}", "now", "", "", 2, "")) if before != text else []
    more = [f"… and {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more])


def indented(text: str) -> str:
    """`text`, a step further in."""
    return "".join(f"{STEP}{line}\n" for line in text.splitlines())


# ------------------------------------------------------------------ reading, model, atlas


def of_records() -> Told:
    """Every record as it was read, and as a narrower audience gets it."""
    for name in (*SITES, "unreadable", "misnamed"):
        yield f"{name}/records.txt", _records(loaded(name).atlas)
    for who in audience.AUDIENCES[:-1]:
        yield f"atlas/records-for-{who}.txt", _records(loaded("atlas").seen_by(who))


def _records(atlas: Atlas) -> str:
    found = [("settings", outline(atlas.settings))]
    for entry in atlas.entries():
        known = {
            "implied": entry.implied, "within": entry.within, "anchor": entry.anchor, "lang": atlas.lang_of(entry),
            "location": "#".join(pages.location(entry)) if entry.kind != "perspective" else "", "at": f"{entry.record.file}:{entry.record.line}",
            "owners": [f"{it.team!r}{'' if it.sure else ' ?'}" for it in atlas.owners(entry)],
            "accountable": [f"{it.team!r}{'' if it.sure else ' ?'}" for it in atlas.accountable(entry)],
        }  # fmt: skip
        found.append((repr(entry), outline(known) + _said(entry)))
    found.append(("references", outline(atlas.references)))
    found.append(
        (
            "counts",
            outline([(it.metric, it.date, it.since, *it.where, *it.who, it.audience, dict(it.numbers), dict(it.own), str(it.place)) for it in atlas.counts]),
        )
    )
    return titled(found)


def _said(entry: Entry) -> str:
    """The fields that the author wrote; what are records of their own stand by themselves."""
    apart = {"stages", "steps", "pains", "gains", "opportunities", "improvements"}
    said = {
        key: getattr(entry.record, name) for name, info in type(entry.record).model_fields.items() if (key := info.alias or name) and entry.record.said(key)
    }
    return outline({"said": {key: value for key, value in said.items() if key not in apart or isinstance(value, str)} | entry.record.own})


def of_connections() -> Told:
    """Ways and hand-overs of every map."""
    yield "atlas/ways.txt", _connections(loaded("atlas").atlas)
    for who in audience.AUDIENCES[:-1]:
        yield f"atlas/ways-for-{who}.txt", _connections(loaded("atlas").seen_by(who))


def _connections(atlas: Atlas) -> str:
    return titled(
        (
            map_.id,
            outline(
                {
                    "ways": [_way(it) for it in ways(atlas, map_)],
                    "handovers": [(it.changes, it.giver, it.taker, it.record, _way(it.way)) for it in handovers(atlas, map_)],
                }
            ),
        )
        for map_ in atlas.maps.values()
    )


def _way(way: Any) -> str:
    where = " elsewhere" if way.elsewhere else ""
    stated = "" if way.record is None else " stated"
    return f"{way.kind}{stated}{where}: {way.source!r} {way.begin!r} -> {way.target!r} {way.end!r} when={way.when!r} share={way.share}"


def of_schema() -> Told:
    """The shape of each kind of file for editors, without what its fields mean, which the reference says."""
    whole = schema()
    apart = [(kind, outline({**schema(kind), "$defs": sorted(schema(kind)["$defs"])})) for kind in KINDS]
    yield (
        "model/schema.txt",
        titled(
            [("all", outline({**whole, "$defs": sorted(whole["$defs"])})), *apart, *((name, outline(_bare(shape))) for name, shape in whole["$defs"].items())]
        ),
    )


def _bare(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _bare(value) for key, value in node.items() if key != "description" or isinstance(value, dict)}
    return [_bare(item) for item in node] if isinstance(node, list) else node


def of_words() -> Told:
    """Numbers, days, times and plurals in each language, and the language of a text."""
    found = []
    for lang in available():
        words = Words(lang)
        numbers = [
            f"{value} in {decimals}: {words.number(value, decimals)}"
            for value in (0, 0.004, 0.01, -0.004, 0.5, 2.5, 100, 1066.666, 1234567)
            for decimals in (0, 1, 2, 3)
        ]
        times = [words.duration(text) for text in ("P1D", "PT10M", "P1Y2M3DT4H5M6S", "P2W", "PT", "soon", " PT1H ", "P0D")]
        more = [
            words.share(0.315),
            words.date(TODAY),
            words.get("nothing.like.it", "-"),
            words("n_maps", n=1),
            words("n_maps", n=2),
            words.order("Ärger"),
            words.order("车道"),
        ]
        found.append((lang, outline([*numbers, *times, *map(str, more)])))
    yield "languages.txt", titled(found) + outline([f"{lang}: {spoken(lang)}" for lang in (None, "", "en", "en-GB", "zh_Hans", "ZH", "fr")])


# ------------------------------------------------------------------ insight, checks


def of_insight() -> Told:
    """The values of each module of the floor, for every record that it is about."""
    atlas = loaded("atlas").atlas
    maps = list(atlas.maps.values())
    yield (
        "insight/claims.txt",
        titled(
            [(map_.id, outline([(it.entry, it.state, it.sources, it.feels is not None) for it in claims.of_map(atlas, map_, TODAY)])) for map_ in maps]
            + [("library", outline([(it.entry, it.state, it.sources) for it in claims.of_library(atlas, TODAY)]))]
            + [("evidence by map", outline(claims.evidence_by_map(atlas)))]
            + [
                (f"rests on {it.id}", outline([(claims.sort_of(named), named) for named in claims.supported(atlas, it)]))
                for it in atlas.library["evidence"].values()
            ]
        ),
    )
    evidence = [
        (it.id, reviews.evidence_state(it.record, TODAY), reviews.evidence_until(it.record), reviews.gathered(it.record))
        for it in atlas.library["evidence"].values()
    ]
    yield "insight/reviews.txt", titled([
        *((map_.id, outline({"plan": reviews.plan_of(atlas, map_), "state": reviews.review_state(*reviews.plan_of(atlas, map_), TODAY)})) for map_ in maps),
        ("evidence", outline(evidence)),
    ])  # fmt: skip
    yield (
        "insight/contradictions.txt",
        outline(
            [
                (it.kind, it.touchpoint, *((one.map, one.spot, one.value, str(one.place)) for one in (it.later, it.earlier)))
                for it in contradictions.contradictions(atlas)
            ]
        ),
    )
    yield (
        "insight/crossings.txt",
        titled((map_.id, outline([(it.to, it.begin, it.end, it.left, it.reached) for it in crossings.crossings(atlas, map_)])) for map_ in maps),
    )
    yield "insight/glossary.txt", outline(glossary_uses.mentions(atlas))
    yield (
        "insight/untranslated.txt",
        titled(
            (
                map_.id,
                outline(
                    {kind: untranslated.missing(atlas, map_, kind) for kind in sorted(ITEM_KINDS_BY_KIND)}
                    | {"moments": untranslated.missing_moments(atlas, map_)}
                ),
            )
            for map_ in maps
            if map_.id in atlas.translations
        ),
    )
    yield "insight/links.txt", outline([(it.target, it.field, str(it.place)) for it in written_links.written(atlas)])


def of_numbers() -> Told:
    """Series, funnels, scores and what became of what shipped."""
    atlas, scene = loaded("atlas").atlas, _scene("atlas", "en")
    found = []
    for metric in atlas.library["metric"].values():
        lines = series.lines(atlas.counts_of(metric), metric.record)
        funnels = {map_.id: metric_value.funnels(scene, metric, map_) for map_ in atlas.maps.values()}
        found.append(
            (
                metric.id,
                outline({"method": series.method_of(metric.record), "lines": lines, "heads": [it.place for it in series.heads(lines)], "funnels": funnels}),
            )
        )
    yield "insight/series.txt", titled(found)
    yield "insight/scores.txt", titled(_scores(atlas))
    yield "insight/measures.txt", outline(list(_measures()))
    yield "insight/expectations.txt", outline(list(_expectations()))
    yield (
        "site/outcomes.txt",
        titled(
            (repr(it), outline(replace(found, line=None)) + (f"of {found.line.place}\n" if found.line else ""))
            for it in atlas.items["improvement"]
            if shipped_outcome.has_shipped(scene, it)
            for found in [shipped_outcome.effect(scene, it)]
        ),
    )


def _scores(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for method, known in scoring.METHODS.items():
        for weights in ({}, {known.factors[0]: 2, known.factors[-1]: 0.5}):
            for ice in ("product", "mean") if method == "ice" else ("product",):
                way = scoring.way_of(Scoring.model_construct(method=method, ice=ice, weights=weights))
                rows = [(it.id, scoring.score(way, it.record, [one.record for one in atlas.targets(it, "opportunity")])) for it in atlas.items["improvement"]]
                yield f"{method} {ice} {weights}", outline([way, way.powers, *(row for row in rows if row[1].measured.value is not None)])


MEASURED: tuple[tuple[Callable[..., Any], tuple[tuple[Any, ...], ...]], ...] = (
    (measures.nps, ((0, 0, 0), (1, 0, 0), (60, 30, 10), (5, 0, 0), (0, 0, 5))),
    (measures.csat, (((0, 0, 0, 0, 0),), ((1, 2, 3, 4, 5),), ((1, 2, 3, 4, 5), "mean"), ((0, 0, 1, 0, 0), "mean"), ((0, 0, 0, 0, 9), "mean"))),
    (measures.ces, (((1, 2, 3, 4, 5, 6, 7),), ((1, 2, 3, 4, 5, 6, 7), "mean"))),
    (measures.rate, ((0, 0), (1, 4), (4, 4), (5, 4), (0, 4))),
    (measures.given, ((50, None, "share"), (50, 0, "share"), (50, 10, "share"), (101, 10, "share"), (-1, 10, "share"), (100, 10, "share"), (0, 10, "share"), (5, 10, "value"))),
    (measures.as_feeling, tuple((measures.Measured(value, 9, method=method),) for value, method in ((0, "nps"), (50, "csat-top2"), (7, "ces-mean"), (3, "value"), (None, "nps")))),
    (measures.ltv, ((100, 0.5, 0.1), (100, 0.5, 0))),
    (measures.roi, ((3, 2), (2, 3), (1, 0))),
    (measures.funnel, (((),), (((10, 5), (5, 4)),), (((10, 5), (6, 4)),), (((10, None), (10, 4)),), (((None, 5), (5, 4)),), (((10, 5), (None, None), (5, 5)),))),
    (measures.quadrant, tuple((value, effort) for value in (2, 3) for effort in (2, 3))),
    (measures.risk, ((3, 5), (None, 5), (3, None), (1, 1))),
    (measures.risk_level, ((15,), (14,), (10,), (9,), (5,), (4,))),
    (measures.ulwick_band, ((15,), (14,), (12,), (11,), (10,), (9,))),
)  # fmt: skip
"""Each formula with what it is tried with: its edges."""


def _measures() -> Iterator[tuple[str, Any]]:
    """Each formula at its edges, and what is made of their values."""
    for function, calls in MEASURED:
        for arguments in calls:
            yield f"{function.__name__}{arguments}", function(*arguments)
    known = [
        measures.nps(60, 30, 10),
        measures.nps(30, 30, 40),
        measures.rate(4, 4, "share"),
        measures.rate(2, 4, "share"),
        measures.Measured(3, 5, 3, 3, "csat-mean"),
        measures.Measured(None),
    ]
    for one in known:
        yield "withheld", [measures.withhold(one, n) for n in (None, 4, 5, 6, 100)]
        yield "changes", [(measures.change(one, other), measures.change_margin(one, other)) for other in known]


def _expectations() -> Iterator[tuple[str, Any]]:
    texts = ("+6 points", "-6 points", "6 points", "6", "+6", "0", "up 3 days", "to 15 minutes", "at least 70 %", "at most 3 %", "70 %", "+10 %", "-10 %", "From 9 days to 4",
             "from 9 to 9", "Calls: -3", "提高 6 个百分点", "从 1.7 次降到 1 次", "降到 3", "Fewer calls", "1,200", "up by 5 kg")  # fmt: skip
    for text in texts:
        for unit, percent, score in (("%", True, False), ("days", False, False), ("次", False, False), ("", False, True)):
            wish = expectations.read(text, unit, percent, score, ("Calls",))
            if wish is not None:
                judged = [
                    expectations.judge(wish, before, after, better, 1)
                    for before, after in ((5.0, 11.0), (5.0, 5.0), (11.0, 4.0), (80.0, 60.0), (0.0, 5.0))
                    for better in ("higher", "lower", "")
                ]
                yield f"{text} in {unit or 'points'}", (wish, " ".join(judged))


def of_findings() -> Told:
    """All formats, of all folders."""
    for name in ("atlas", "bare", "spoilt", "miscounted", "misnamed", "unreadable"):
        found = loaded(name)

        def line_of(place: Place, found: Loaded = found) -> str:
            source = found.atlas.sources.get(place.path)
            return source.line(place.line) if source is not None else ""

        for format_, report in FORMATS.items():
            more = {"help_of": manual} if format_ == "sarif" and name == "bare" else {}
            text = report(found.problems, line_of, **more)
            yield f"findings/{name}.{format_}.txt", text + "\n"
        yield f"findings/{name}.colour.txt", FORMATS["text"](found.problems, line_of, colour=True).replace("\x1b", "ESC") + "\n"


# ------------------------------------------------------------------ site


def _scene(name: str, lang: str, atlas: Atlas | None = None, names_files: bool = True) -> Scene:
    atlas = atlas or loaded(name).atlas
    there = {page.path for page in pages.pages(atlas, Words(lang, atlas.settings.labels))} | set(EXPORTS)
    words = Words(lang, atlas.settings.labels)
    return Scene(
        atlas, TODAY, words, lambda entry: "#".join(filter(None, pages.location(entry))), lambda path: path if path in there else "",
        lambda path: f"edit/{path}", lambda path: f"page/{path}", names_files,
    )  # fmt: skip


def _pages(name: str) -> Iterator[tuple[pages.Page, Scene]]:
    atlas = loaded(name).atlas
    site = Words(SITES[name], atlas.settings.labels)
    scenes: dict[str, Scene] = {}
    for page in pages.pages(atlas, site):
        lang = page.lang or SITES[name]
        yield page, scenes.setdefault(lang, _scene(name, lang))


def of_views() -> Told:
    """What every view says of every page, a file for each kind of page."""
    for name in SITES:
        found: dict[str, list[tuple[str, str]]] = {}
        for page, scene in _pages(name):
            told = {view: indented(outline(make(scene, page.entry))) for view, make in page.kind.views.items()}
            text = "".join(f"{view}:\n{inner}" for view, inner in told.items() if inner.strip())
            head = {"title": page.title, "file": page.file, "lang": page.lang, "description": describe(page, scene.atlas, scene.words)}
            found.setdefault(page.kind.name, []).append((page.path, outline(head) + text))
        yield from ((f"{name}/views/{kind}.txt", titled(parts)) for kind, parts in found.items())


def of_pages() -> Told:
    """The text of every page as it is published, a file for each kind of page."""
    for name in SITES:
        glossary = render.Glossary.of(loaded(name).atlas)
        found: dict[str, list[tuple[str, str]]] = {}
        for page, scene in _pages(name):
            html = render.render(page, scene, OwnEngine(), glossary)
            found.setdefault(page.kind.name, []).append((page.path, text_of(html)))
        yield from ((f"{name}/pages/{kind}.txt", titled(parts)) for kind, parts in found.items())
    yield "site/broken.txt", titled(_broken())
    yield "site/without-files.txt", titled(_without_files())
    atlas = loaded("atlas").atlas
    yield "site/redirects.txt", outline([(moved.old, moved.new) for moved in redirects(atlas)])


def _broken() -> Iterator[tuple[str, str]]:
    """What a preview says of files that could not be read."""
    found = loaded("spoilt")
    broken = render.Broken(found.problems, found.atlas.sources)
    for page in (*pages.pages(found.atlas, Words("en")), *pages.broken_pages(found.atlas, found.problems)):
        if page.kind.name in ("problems", "home"):
            html = render.render(page, _scene("spoilt", "en"), OwnEngine(), render.Glossary(), broken)
            yield page.path, text_of(html)


def _without_files() -> Iterator[tuple[str, str]]:
    """The pages that tell files, where a site leaves something out and may not."""
    atlas = loaded("atlas").seen_by("public")
    scene = _scene("atlas", "en", atlas, names_files=False)
    for page in pages.pages(atlas, scene.words):
        if page.kind.name in ("home", "numbers", "metric", "evidence", "reviews"):
            yield page.path, text_of(render.render(page, scene, OwnEngine(), render.Glossary.of(atlas)))


EMBEDS = """
# A page by hand

See [](journey:cross), [the form](journey:cross#pain-session-ends) and [nothing](journey:nowhere).
Code is not meant: `[](journey:cross)`.

{fences}
"""
ASKED = (
    "view: grid\nmap: cross", "view: grid\nmap: cross\nstage: plan", "view: curve\nmap: cross", "view: flow\nmap: cross", "view: ownership\nmap: cross",
    "view: ownership\nmap: cross\nstage: board", "view: ownership\nmap: cross\nteam: terminal", "view: backlog", "view: backlog\nstatus: done\nlimit: 2",
    "view: backlog\nmap: cross\nstage: queue", "view: backlog\nteam: web-team", "view: pains", "view: pains\nstatus: open\nmap: cross", "view: pains\nstatus: resolved",
    "view: pains\nmap: cross\nstage: pay", "view: reviews", "view: reviews\nstatus: overdue", "view: reviews\nteam: operations\nlimit: 1", "view: grid\nmap: cross-zh",
    "view: grid", "view: curve\nmap: crosss", "view: pains\nstage: pay", "view: pains\nmap: cross\nstage: payy", "view: curve\nmap: cross\nstage: pay",
    "view: backlog\nstatus: dnoe", "view: backlog\nteam: web", "view: what", "- view", "view: [", "view: reviews\nlimit: 0",
)  # fmt: skip


def of_embeds() -> Told:
    """The views in a hand-written page: what is asked for, what is wrong with it, what they hold and how they look."""
    fences = "\n".join(f"```journeybook\n{body}\n```\n" for body in ASKED) + "\n```journeybook\nview: grid\n"
    text = EMBEDS.replace("{fences}", fences)
    prose = page_text.read(text)
    atlas, found = loaded("atlas").atlas, [("mentions", outline(prose.mentions))]
    for number, fence in enumerate(prose.fences):
        asked, problems = view_fences.wanted(atlas, fence, "page.md", before=3)
        told = "".join(f"{it.place} {it.level}[{it.code}] {it.message} ({it.hint})\n" for it in problems)
        if asked is not None:
            scene = _scene("atlas", atlas.lang_of(asked.map) if asked.map else "en")
            told += f"name: {view_fences.name(asked, scene.words)}\n"
            told += outline(contents.context(scene, asked)) if asked.stage is not None else ""
            told += text_of(render.render_embed(asked, scene, OwnEngine(), render.Glossary.of(atlas), f"e{number}-"))
        found.append((fence.body.replace("\n", ", "), told))
    yield "site/embeds.txt", titled(found)


def of_search() -> Told:
    """What the search finds of every page."""
    for name in SITES:
        atlas, found = loaded(name).atlas, []
        words = Words(SITES[name], atlas.settings.labels)
        for page in pages.pages(atlas, words):
            entry = None if isinstance(page.entry, Pair) else page.entry
            sections = search.sections(atlas, entry, page.title, with_loose=page.kind.name == "backlog")
            if page.entry is None:
                sections = search.introduced(sections, page.kind.name, atlas, Words(page.lang) if page.lang else words, TODAY)
            found.append((page.path, outline(sections)))
            if page.path in ("maps/cross", "backlog"):
                found += [(f"{page.path}, whole, {full}", outline(search.whole(sections, full))) for full in (True, False)]
        yield f"{name}/search.txt", titled(found)


def of_drawings() -> Told:
    """A chart with an overview, one that is divided because it is large, and our drawings of one."""
    scene = _scene("atlas", "en")
    divided = []
    for overview, most in ((4, 60), (2, 4), (2, 14)):
        with mock.patch.multiple(folding, OVERVIEW=overview, PARTS=most):
            for name in ("cross", "lorry"):
                found = flow.view(scene, scene.atlas.maps[name])
                divided.append(
                    (
                        f"{name}, overview from {overview} steps, parts above {most}",
                        outline([found.signs, *((it.ident, it.title, it.source) for it in found.drawings)]),
                    )
                )
    yield "site/divided.txt", titled(divided)
    drawing = flow.view(scene, scene.atlas.maps["cross"]).drawings[0]
    yield "site/drawing.txt", OwnEngine().draw(drawing, page_words(scene.words)).replace("><", ">\n<") + "\n"


def of_exports() -> Told:
    """The files beside the pages."""
    for name, lang in SITES.items():
        atlas = loaded(name).atlas
        words = Words(lang, atlas.settings.labels)
        for path, export in EXPORTS.items():
            made = export.make(atlas, TODAY, words, lambda entry: f"https://site.example/maps/{entry.id}/" if entry.id != "island-year" else "")
            yield f"{name}/{path}.txt", made.decode("utf-8", "replace").replace("\r\n", "\n")


PARTS = (
    of_records,
    of_schema,
    of_words,
    of_connections,
    of_insight,
    of_numbers,
    of_reading,
    of_typed,
    of_findings,
    of_small,
    of_views,
    of_pages,
    of_embeds,
    of_search,
    of_drawings,
    of_exports,
)
