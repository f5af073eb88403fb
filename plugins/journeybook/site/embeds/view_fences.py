"""Views inside hand-written pages: what a `journeybook` fence may say.

A fence's body is read like a file of the atlas, so that everything wrong with it is worded and placed like everything else.
What is then shown is `contents`' part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.atlas.journey_links import Unknown, find_map, find_spot
from journeybook.languages import Words
from journeybook.model import Part
from journeybook.model.decode import decode
from journeybook.model.markup import plain
from journeybook.model.values import Line, number_between, one_of, ref, says
from journeybook.reading.problem import Place, Problem, did_you_mean, shown
from journeybook.reading.yaml_text import Mapping, read
from journeybook.site.embeds.page_text import Fence
from journeybook.site.parts import briefs

REVIEW_STATES = ("overdue", "due-soon", "ok", "never", "none")
PAIN_STATES = ("open", "resolved")
LISTS = frozenset({"map", "team", "stage", "status", "limit"})


@dataclass(frozen=True)
class Kind:
    """A view that a page may ask for: the fields that it heeds, the words that its status may be, whether it needs a map."""

    heeds: frozenset[str]
    statuses: tuple[str, ...] = ()
    of_map: bool = False


KINDS: dict[str, Kind] = {
    "grid": Kind(frozenset({"map", "stage"}), of_map=True),
    "curve": Kind(frozenset({"map"}), of_map=True),
    "flow": Kind(frozenset({"map"}), of_map=True),
    "ownership": Kind(frozenset({"map", "stage", "team"}), of_map=True),
    "backlog": Kind(LISTS, briefs.STATUSES),
    "pains": Kind(LISTS, PAIN_STATES),
    "reviews": Kind(LISTS - {"map", "stage"}, REVIEW_STATES),
}


class Embed(Part):
    """What a fence says."""

    view: one_of(*KINDS) = says("What is shown.", ...)
    map: ref("map") | None = says("The map that is shown, or whose items are.")
    stage: ref("step") | None = says("Only what belongs to this stage or step of the map.")
    team: ref("team") | None = says("Only what this team answers for.")
    status: Line | None = says("Only what has this status.")
    limit: number_between(1, 1000) | None = says("So many at most.")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An embed whose names are resolved."""

    view: str
    map: Entry | None = None
    stage: Entry | None = None
    team: Entry | None = None
    status: str = ""
    limit: int | None = None

    @property
    def of(self) -> Entry:
        """The map that is shown: a view of one (`of_map` in `KINDS`) is an error where no map is named."""
        assert self.map is not None
        return self.map


def wanted(atlas: Atlas, fence: Fence, path: str, before: int = 0) -> tuple[Wanted | None, list[Problem]]:
    """What `fence` asks for, and all that is wrong with it. `before` is how many lines of `path` stand before its text."""
    here = Place(path, before + fence.first + 1, fence.column + 1, before + fence.first + 1, fence.column + 15)
    if "view" in fence.behind or (fence.behind and not fence.body.strip()):
        message = f"{shown(fence.behind)} stands behind the name of the fence, where nothing is read"
        return None, [
            Problem(here, "wrong-type", message, hint="begin 'view: …' on the next line, 'map: …' on the one below it, and end with ``` alone on a line")
        ]
    if not fence.closed:
        return None, [Problem(here, "unclosed-fence", "this fence is never closed", hint="end it with ``` on a line of its own")]
    source = read(path, fence.body.encode("utf-8", "surrogatepass"))
    found = [
        replace(it, message="a second view begins here", hint="give each view a fence of its own") if it.code == "several-documents" else it
        for it in source.problems
    ]
    embed, asked = None, None
    if isinstance(source.tree, Mapping):
        embed, problems = decode(source.tree, Embed, source)
        found += [_heeded(problem, embed) for problem in problems]
    elif not found:
        found.append(Problem(Place(path), "wrong-type", "a view is asked for with fields such as 'view: grid'"))
    if embed is not None and not any(problem.level == "error" for problem in found):
        asked, problems = _resolved(atlas, embed)
        found += problems
    return asked, [_moved(problem, here, fence.column) for problem in found]


def name(asked: Wanted, words: Words) -> str:
    """What a reader would call the view: what it shows and of what, `Feelings · Buying shoes`, in letters, digits and these dots."""
    labels = [plain(entry.label) for entry in (asked.map, asked.stage, asked.team) if entry is not None]
    said = [words(f"embed.{asked.view}"), *labels, asked.status, str(asked.limit or "")]
    return " · ".join(filter(None, (re.sub(r"[^\w-]+", " ", part).strip() for part in said)))


def _resolved(atlas: Atlas, embed: Embed) -> tuple[Wanted | None, list[Problem]]:
    kind, found = KINDS[embed.view], _unheeded(embed)

    def report(name: str, code: str, message: str, hint: str = "") -> None:
        found.append(Problem(embed.place(name), code, message, hint=hint))

    map_ = stage = team = None
    if embed.map is not None and "map" in kind.heeds:
        try:
            map_ = find_map(atlas, embed.map)
        except Unknown as unknown:
            report("map", "unknown-reference", unknown.message, unknown.hint)
    elif kind.of_map or (embed.stage and "stage" in kind.heeds):
        report("view", "missing-field", f"the view '{embed.view}' needs 'map:'{' for its stage' if not kind.of_map else ''}")
    if embed.stage is not None and map_ is not None:
        stage = find_spot(atlas, map_, embed.stage)
        if stage is None:
            hint = did_you_mean(embed.stage, atlas.spots[map_.id])
            report("stage", "unknown-reference", f"the map '{map_.id}' has no stage or step {shown(embed.stage)}", hint)
    if embed.team is not None and "team" in kind.heeds:
        team = atlas.find("team", embed.team)
        if team is None:
            report("team", "unknown-reference", f"no team has the id {shown(embed.team)}", did_you_mean(embed.team, atlas.library["team"]))
    if embed.status and "status" in kind.heeds and embed.status not in kind.statuses:
        listed = ", ".join(kind.statuses)
        report("status", "not-a-choice", f"must be one of {listed}, not {shown(embed.status)}", did_you_mean(embed.status, kind.statuses))
    limit = int(embed.limit) if embed.limit else None
    asked = Wanted(view=embed.view, map=map_, stage=stage, team=team, status=embed.status or "", limit=limit)
    return (None if found else asked), found


def _heeded(problem: Problem, embed: Embed | None) -> Problem:
    """A field that no view knows, with those that this one heeds."""
    if problem.code != "unknown-field" or embed is None or embed.view not in KINDS or not problem.hint.startswith("fields here"):
        return problem
    return replace(problem, hint=_what_it_heeds(embed.view))


def _what_it_heeds(view: str) -> str:
    return f"the view '{view}' heeds {', '.join(name for name, _ in Embed.declared() if name in KINDS[view].heeds)}"


def _unheeded(embed: Embed) -> list[Problem]:
    """Fields that the view would silently leave out of account."""
    heeds = KINDS[embed.view].heeds
    names = [name for name, _ in Embed.declared() if name != "view" and name not in heeds and embed.said(name)]
    hint = f"it heeds {', '.join(name for name, _ in Embed.declared() if name in heeds)}"
    return [Problem(embed.key_place(name), "unknown-field", f"the view '{embed.view}' does not heed '{name}'", hint=hint) for name in names]


def _moved(problem: Problem, here: Place, column: int) -> Problem:
    """`problem` of a fence's body at its place in the page."""

    def moved(place: Place) -> Place:
        end = place.end_line + here.line if place.end_line else 0
        return Place(here.path, place.line + here.line, place.column + column, end, place.end_column + column)

    related = tuple((moved(place), word) for place, word in problem.related)
    return replace(problem, place=moved(problem.place), related=related)
