"""What do we want, and what leads there? The tree of all goals, and the branch of one."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model import Goal
from journeybook.site.parts import facts, goal_tree
from journeybook.site.scene import Scene

HIDDEN = Goal.head() | {"metric", "target", "due"}


@dataclass(frozen=True)
class Tree:
    """All goals by name; the opportunities that lead to no improvement, and the improvements that lead to no goal."""

    branches: tuple[goal_tree.Branch, ...]
    unanswered: tuple[goal_tree.Chance, ...]
    adrift: tuple[goal_tree.Work, ...]


@dataclass(frozen=True)
class GoalView:
    """The page of a goal: its branch, the maps that serve it, and all else that is said about it."""

    branch: goal_tree.Branch
    maps: tuple[facts.Link, ...]
    more: tuple[facts.Fact, ...]


def tree(scene: Scene, _: Entry | None) -> Tree:
    """The goals of the whole atlas."""
    goals = sorted(scene.atlas.library["goal"].values(), key=lambda goal: scene.words.order(goal.label))
    led: set[Entry] = set()
    for goal in goals:
        chances, loose = goal_tree.parts(scene, goal)
        led |= {work for chance in chances for work in goal_tree.improvements(scene, chance)} | set(loose)
    chances = scene.atlas.counted("opportunity")
    adrift = [work for work in scene.atlas.counted("improvement") if work not in led and work.record.status != "rejected"]
    return Tree(
        tuple(goal_tree.branch(scene, goal) for goal in goals),
        tuple(goal_tree.chance_of(scene, chance) for chance in chances if not goal_tree.improvements(scene, chance)),
        tuple(goal_tree.work_of(scene, work) for work in adrift),
    )


def view(scene: Scene, goal: Entry) -> GoalView:
    """All that is known about `goal`."""
    maps = {it.source.id: facts.link(scene, it.source) for it in scene.atlas.referring_to(goal) if it.source.kind == "map"}
    return GoalView(goal_tree.branch(scene, goal), tuple(maps.values()), facts.facts(scene, goal, hide=HIDDEN))
