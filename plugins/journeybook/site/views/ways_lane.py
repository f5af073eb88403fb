"""Who is left, how do they move, and who leaves and why? The rows of the map grid about the ways that customers take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight import flows, who_is_left
from journeybook.insight.flows import Flow, Stream
from journeybook.model.markup import plain
from journeybook.site.parts import facts, through
from journeybook.site.parts.through import Counted
from journeybook.site.parts.ways_picture import Picture, leaving_order, picture
from journeybook.site.scene import Scene

FEW = 0.005
"""Of those who began, whom nobody misses where numbers are whole percents."""
SWOLLEN = 1.1
"""How many times as many visits as people there are where it is said."""


class StageLeft(NamedTuple):
    """Who is left at a stage, in words: how many were `entered`, which part `of_began`, and how many do not go on. `is_first` where they
    begin, `is_counted` where it is not from the written shares."""

    span: int
    entered: str
    of_began: str
    drop: str
    is_first: bool
    is_withheld: bool
    is_counted: bool
    gap: str = ""
    """What is said where nothing is known."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.entered or self.of_began or self.drop or self.is_withheld)


class Move(NamedTuple):
    """A way that is not just the next step. `kind` is leave, else, skip or back; "returns" is none, but says in `when` why many come by."""

    kind: str
    share: str
    to: facts.Link | None
    when: str
    around: tuple[str, str] = ("", "")
    """What is said before and behind the share."""


class Step(NamedTuple):
    """What a narrow screen says of a column: who is left where its stage begins, how many come by, in words (`width` in percent of a bar; `is_new` where
    that changes),
    and the ways on from it."""

    left: StageLeft | None
    come_by: str
    width: int
    moves: tuple[Move, ...]
    is_new: bool = True


@dataclass(frozen=True, kw_only=True)
class Lane:
    """The rows. `picture` is None where all go on to the next step and nobody wrote how many; `lenses` say
    how many times larger its parts are drawn, `until` is the day of the counts and `metric` what was counted, `differing` names the stages of which the shares say
    something else, with what they say."""

    columns: int
    picture: Picture | None
    lenses: tuple[str, ...]
    left: tuple[StageLeft, ...]
    until: str
    metric: facts.Link | None
    is_said: bool
    differing: tuple[str, ...]
    kinds: frozenset[str]
    leaving: tuple[tuple[Move, ...], ...]
    steps: dict[Entry, Step]

    @property
    def why(self) -> str:
        """What the words beneath the picture are about, as a key."""
        leaves = "leave" in self.kinds or "else" in self.kinds
        return "ways.why" if leaves and "skip" not in self.kinds else "ways.why_or_skips" if leaves else "ways.why_skips"

    @property
    def tells_why(self) -> bool:
        """Whether anything is to be said beneath the picture."""
        return any(self.leaving)


def view(scene: Scene, map_: Entry) -> Lane | None:
    """The ways of `map_`; None where there is nothing to say but that one step follows another."""
    flow = flows.flow(scene.atlas, map_)
    is_drawn = any(it.way.kind != "next" or it.way.share is not None for it in flow.streams)
    counted = through.newest(scene, map_)
    if not is_drawn and counted is None:
        return None
    left, differing, until = _left(scene, map_, counted)
    moves = [_moves(scene, some) for some in _by_column(flow)] if is_drawn else [()] * len(flow.moments)
    drawn = picture(flow, _first_columns(scene, map_), lambda stream: _label(scene, stream)) if is_drawn else None
    return Lane(
        columns=len(flow.moments), picture=drawn, lenses=tuple(scene.words.number(round(lens.times)) for lens in drawn.lenses) if drawn else (),
        left=left if any(not it.is_empty for it in left) else (), until=until,
        metric=facts.link(scene, counted.metric)._replace(text=scene.words("ways.until", date=until)) if counted else None, is_said=flow.is_said, differing=differing, kinds=frozenset(move.kind for some in moves for move in some),
        leaving=tuple((*returns, *(move for move in some if move.kind != "back")) for returns, some in zip(_returns(scene, flow), moves, strict=True)), steps=_steps(scene, flow, left, moves, _come_by(scene, map_, flow, counted)),
    )  # fmt: skip


def _first_columns(scene: Scene, map_: Entry) -> list[int]:
    found, column = [], 0
    for stage in scene.atlas.stages(map_):
        found.append(column)
        column += len(scene.atlas.steps(stage)) or 1
    return found


def _left(scene: Scene, map_: Entry, counted: Counted | None) -> tuple[tuple[StageLeft, ...], tuple[str, ...], str]:
    """Who is left at every stage, as counted, else by the shares; where the two differ; and the day of the counts."""
    atlas, words = scene.atlas, scene.words
    known: dict[Entry, who_is_left.Left] = {}
    reached = flows.reached(atlas, map_)
    differing: tuple[str, ...] = ()
    if counted is not None:
        on, stages, _ = counted
        known = dict(zip(stages, who_is_left.left(on), strict=True))
        begins = reached.get(stages[0]) == 1
        apart = who_is_left.differing(on, [reached.get(stage) if begins else None for stage in stages])
        differing = tuple(
            words("labelled", label=plain(stages[n].label)) + words("ways.of_100", n=words.number(share * 100, 1)) for n, (share, _) in apart.items()
        )
    elif reached:
        known = {stage: who_is_left.Left(entered=None, of_began=part, drop=None, is_withheld=False) for stage, part in reached.items()}
        if len(known) == len(atlas.stages(map_)) and all(it.of_began and it.of_began > 1 - FEW for it in known.values()):
            return (), (), ""  # nobody leaves, which is nothing to say
    found = []
    for number, stage in enumerate(atlas.stages(map_)):
        is_first = stage is counted.stages[0] if counted else number == 0
        found.append(_stage_left(scene, len(atlas.steps(stage)) or 1, known.get(stage, NOBODY), is_first, counted is not None))
    return tuple(found), differing, words.date(counted.on.date) if counted else ""


NOBODY = who_is_left.Left(entered=None, of_began=None, drop=None, is_withheld=False)


def _stage_left(scene: Scene, span: int, it: who_is_left.Left, is_first: bool, is_counted: bool) -> StageLeft:
    entered = "" if it.entered is None else scene.words.number(it.entered)
    is_known = it.is_withheld or not (it.entered is None and it.of_began is None and it.drop is None)
    if is_first and not is_counted and it.of_began:
        entered = scene.words.number(100)
    return StageLeft(
        span=span, entered=entered, of_began="" if it.of_began is None or is_first else _hundred(scene, it.of_began),
        drop=_share(scene, it.drop) if it.drop is not None and round(it.drop, 2) else "", is_first=is_first, is_withheld=it.is_withheld, is_counted=is_counted,
        gap="" if is_known else scene.words("ways.uncounted" if is_counted else "ways.untold"),
    )  # fmt: skip


def _hundred(scene: Scene, part: float) -> str:
    """A part as a number of 100: whole, but for less than one."""
    return scene.words.number(part * 100, 0 if part >= 0.01 or not part else 1)


def _share(scene: Scene, share: float) -> str:
    return scene.words.share(round(share, 2) if share >= 0.01 else round(share, 3))


def _by_column(flow: Flow) -> list[list[Stream]]:
    found: list[list[Stream]] = [[] for _ in flow.moments]
    for stream in flow.streams:
        found[stream.begin].append(stream)
    return found


def _moves(scene: Scene, streams: Sequence[Stream]) -> tuple[Move, ...]:
    """The ways of a column in words: those who leave as they stand in the picture, then who skips steps, then who comes back."""
    if len(streams) == 1 and streams[0].way.kind == "next" and not streams[0].leaves:
        return ()
    leaving = sorted((it for it in streams if it.leaves), key=leaving_order)
    ahead = sorted((it for it in streams if it.end is not None and it.end > it.begin + 1), key=lambda it: -it.part)
    return tuple(_move(scene, it) for it in (*leaving, *ahead, *(it for it in streams if it.is_back)))


def _returns(scene: Scene, flow: Flow) -> list[tuple[Move, ...]]:
    """What is said where the bar of a step is higher than who ever comes there, because customers come back to it."""
    found: list[tuple[Move, ...]] = [()] * len(flow.moments)
    for column in {it.end for it in flow.streams if it.is_back and it.share and it.end is not None}:
        if not flow.is_said or flow.is_endless or not flow.is_sure[column]:
            continue
        people = flows.first_visits(flow.shares, range(column, column + 1))
        said = [_hundred(scene, part) for part in (flow.visits[column], people)]
        if flow.visits[column] > people * SWOLLEN and said[0] != said[1]:
            found[column] = (Move(kind="returns", share="", to=None, when=scene.words("ways.returns", n=said[0], people=said[1])),)
    return found


def _move(scene: Scene, stream: Stream) -> Move:
    way, words = stream.way, scene.words
    kind = "back" if stream.is_back else "skip" if not stream.leaves else "else" if way.elsewhere else "leave"
    to = facts.link(scene, way.target) if way.target is not None and kind in ("else", "back") else None
    share = "" if way.share is None else _share(scene, way.share)
    before, _, behind = words("ways.of_here", share="\0").partition("\0") if share else ("", "", "")
    return Move(kind=kind, share=share, to=to, when=plain(way.when), around=(before, behind))


def _label(scene: Scene, stream: Stream) -> str:
    """What is written at an arc."""
    words, way = scene.words, stream.way
    back = words("ways.back") if way.share is None else words("ways.share_back", share=_share(scene, way.share))
    return words("labelled", label=back) + plain(way.when) if way.when else back


def _come_by(scene: Scene, map_: Entry, flow: Flow, counted: Counted | None) -> list[str]:
    """How many come by each step, in words: as counted where its stage begins and by the shares from there, else of 100 by the shares."""
    if not flow.is_said:
        return [""] * len(flow.moments)
    entered = {stage: it.entered for stage, it in zip(counted.stages, who_is_left.left(counted.on), strict=True)} if counted else {}
    began = next(iter(entered.values()), None)
    firsts = dict(zip(scene.atlas.stages(map_), _first_columns(scene, map_), strict=True))
    found = []
    for number, moment in enumerate(flow.moments):
        stage = moment.stage or moment
        first, here = firsts[stage], entered.get(stage)
        if not flow.is_sure[number] or (flow.is_endless and flow.is_endless[number]):
            found.append("")
        elif began and here and flow.visits[first] and here * flow.visits[number] / flow.visits[first] >= ABOUT:
            about = here * flow.visits[number] / flow.visits[first]
            rounded = round(about, 1 - int(math.log10(about)))
            found.append("" if number == first else scene.words("ways.come_by_counted", n=scene.words.number(rounded), all=scene.words.number(began)))
        else:
            found.append(scene.words("ways.come_by", n=_hundred(scene, flow.visits[number])))
    return found


ABOUT = 100
"""Of fewer only the part is told: two digits of them would say no less than all."""


def _steps(scene: Scene, flow: Flow, left: Sequence[StageLeft], moves: Sequence[tuple[Move, ...]], come_by: Sequence[str]) -> dict[Entry, Step]:
    begins, column = {}, 0
    for it in left:
        begins[column] = it
        column += it.span
    found = {}
    for number, moment in enumerate(flow.moments):
        is_new = not number or flow.visits[number] != flow.visits[number - 1] or number in begins  # no phone need read it at every step
        here = begins.get(number)
        if come_by[number] or moves[number] or (here and not here.is_empty):
            width = round(min(flow.visits[number], 1) * 100)
            found[moment] = Step(left=here if here and not here.is_empty else None, come_by=come_by[number], width=width, moves=moves[number], is_new=is_new)
    return found
