"""What do we want, and what leads there? The tree of all goals, and the branch of one."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook import facts, goaltree
from journeybook.entry import Entry
from journeybook.scene import Scene

HIDDEN = frozenset({"title", "summary", "owner", "metric", "target", "due"})


@dataclass(frozen=True)
class Tree:
    """All goals by name; the opportunities that lead to no improvement, and the improvements that lead to no goal."""

    branches: tuple[goaltree.Branch, ...]
    unanswered: tuple[goaltree.Chance, ...]
    adrift: tuple[goaltree.Work, ...]


@dataclass(frozen=True)
class GoalView:
    """The page of a goal: its branch, the maps that serve it, and all else that is said about it."""

    branch: goaltree.Branch
    maps: tuple[facts.Link, ...]
    more: tuple[facts.Fact, ...]


def tree(scene: Scene, _: Entry | None) -> Tree:
    """The goals of the whole atlas."""
    goals = sorted(scene.atlas.library["goal"].values(), key=lambda goal: scene.words.order(goal.label))
    led: set[int] = set()
    for goal in goals:
        chances, loose = goaltree.parts(scene, goal)
        led |= {id(work) for chance in chances for work in goaltree.improvements(scene, chance)} | {id(work) for work in loose}
    chances = scene.atlas.counted("opportunity")
    adrift = [work for work in scene.atlas.counted("improvement") if id(work) not in led and work.record.status != "rejected"]
    return Tree(
        tuple(goaltree.branch(scene, goal) for goal in goals),
        tuple(goaltree.chance_of(scene, chance) for chance in chances if not goaltree.improvements(scene, chance)),
        tuple(goaltree.work_of(scene, work) for work in adrift),
    )


def view(scene: Scene, goal: Entry) -> GoalView:
    """All that is known about `goal`."""
    maps = {it.source.id: facts.link(scene, it.source) for it in scene.atlas.referring_to(goal) if it.source.kind == "map"}
    return GoalView(goaltree.branch(scene, goal), tuple(maps.values()), facts.facts(scene, goal, hide=HIDDEN))
