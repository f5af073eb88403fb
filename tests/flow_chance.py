"""Charts made by chance, each from its number: of every size and kind of way, with short and long words of three languages."""

from __future__ import annotations

import random
from itertools import pairwise

from journeybook.site.flowchart.chart import Flowchart, FlowEdge, FlowStage, FlowStep

LATIN = ["waits", "for", "an", "answer", "reads", "what", "a", "friend", "says", "pays", "with", "the", "card", "looks", "around", "asks", "support", "opens", "the", "parcel", "compares", "three", "models"]  # fmt: skip
SQUARES = "在大堂等房出示证件办入住找到入口停好车回头看这一趟，拿到能报销的发票；选好房型下单"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"


class _Maker:
    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.chinese = self.chance.random() < 0.3
        self.steps = 0

    def words(self, most: int) -> str:
        if self.chinese:
            return "".join(self.chance.choice(SQUARES) for _ in range(self.chance.randint(2, most * 3)))
        if self.chance.random() < 0.03:
            return LONG
        return " ".join(self.chance.choice(LATIN) for _ in range(self.chance.randint(1, most))).capitalize()

    def stage(self, number: int, size: int) -> FlowStage:
        names = [f"s{self.steps + at}" for at in range(max(size, 1))]
        self.steps += len(names)
        steps = tuple(FlowStep(key=key, label=self.words(5), href=f"#{key}", moment=self.chance.random() < 0.15, bare=size == 0) for key in names)
        group = f"Group {number // 3}" if self.chance.random() < 0.6 else ""
        owner = self.words(3) if self.chance.random() < 0.8 else ""
        return FlowStage(
            title=self.words(6), number=number + 1, steps=steps, group=group, owner=owner, free=self.chance.random() < 0.12, moment=self.chance.random() < 0.1
        )

    def share(self) -> float | None:
        return self.chance.choice((None, round(self.chance.random(), 2), round(self.chance.random() ** 2, 3)))

    def fans(self, keys: list[str], stage_of: dict[str, int]) -> tuple[list[FlowEdge], set[str]]:
        """Steps that part and meet again, two or three side by side."""
        edges: list[FlowEdge] = []
        taken: set[str] = set()
        at = 0
        while at + 4 < len(keys):
            count = self.chance.choice((2, 3))
            inner, after = keys[at + 1 : at + 1 + count], keys[at + 1 + count : at + 2 + count]
            if self.chance.random() < 0.12 and after and len({stage_of[key] for key in inner}) == 1:
                for key in inner:
                    edges += [
                        FlowEdge(source=keys[at], target=key, kind="branch", when=self.words(4), share=self.share()),
                        FlowEdge(source=key, target=after[0]),
                    ]
                taken |= {keys[at], *inner}
                at += count
            at += 1
        return edges, taken

    def extra(self, keys: list[str]) -> FlowEdge:
        kind, source = self.chance.choice(("exit", "exit", "exit", "skip", "loop", "loop", "jump", "branch", "elsewhere")), self.chance.choice(keys)
        when = self.words(9) if self.chance.random() < 0.9 else ""
        if kind == "exit":
            return FlowEdge(source=source, kind="exit", when=when, share=self.share())
        if kind == "elsewhere":
            return FlowEdge(
                source=source,
                kind=self.chance.choice(("jump", "next", "exit")),
                when=when,
                share=self.share(),
                place=f"{self.words(4)}: {self.words(5)}",
                href="#y",
            )
        return FlowEdge(source=source, target=self.chance.choice(keys), kind=kind, when=when, share=self.share())  # type: ignore[arg-type]  # one of the kinds

    def chart(self, number: int) -> Flowchart:
        big = self.chance.random() < 0.2
        sizes = (
            [self.chance.choice((2, 3, 4)) for _ in range(14)]
            if big
            else [self.chance.choice((0, 1, 1, 2, 3, 4, 5)) for _ in range(self.chance.choice((1, 2, 3, 5, 6, 8, 14)))]
        )
        stages = tuple(self.stage(at, size) for at, size in enumerate(sizes))
        stage_of = {step.key: at for at, stage in enumerate(stages) for step in stage.steps}
        keys = list(stage_of)
        edges, taken = self.fans(keys, stage_of)
        for a, b in pairwise(keys):
            if a not in taken and not (stage_of[a] == stage_of[b] and stages[stage_of[a]].free):
                edges.append(FlowEdge(source=a, target=b, when=self.words(5) if self.chance.random() < 0.12 else ""))
        edges += [self.extra(keys) for _ in range(self.chance.choice((0, 1, 4, 9, 16, 26)))]
        return Flowchart(title=f"Chart {number}", stages=stages, edges=tuple(edges), free=self.chance.random() < 0.05)


def chart(number: int) -> Flowchart:
    """The chart of that number, always the same."""
    return _Maker(number).chart(number)
