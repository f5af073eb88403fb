"""Makes atlases of any size: maps of about 16 KB as a large organisation would write them, the same ones every time.

A map has 6 stages of 4 steps and 12 improvements; the library 60 touchpoints, 28 teams and 8 personas. The texts are put
together from phrases, so that no two maps are the same and compression finds what it finds in real ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

STAGES, STEPS, IMPROVEMENTS, TOUCHPOINTS, TEAMS, PERSONAS = 6, 4, 12, 60, 28, 8
PRODUCTS = (
    "running shoes", "a home insurance", "a mobile contract", "a kitchen", "a rail ticket", "a savings account", "an e-bike",
    "a hotel room", "a hearing aid", "solar panels", "a used car", "a language course", "contact lenses", "a removal van",
)  # fmt: skip
WAYS = ("Buying", "Renewing", "Returning", "Comparing", "Ordering", "Cancelling", "Repairing", "Recommending")
PLACES = ("online", "in the shop", "over the phone", "with an adviser", "through a partner", "in the app", "for a parent")
STAGE_NAMES = ("I notice the need", "I look around", "I compare", "I decide and pay", "I wait and receive", "I use it")
VERBS = ("Looks for", "Asks about", "Compares", "Checks", "Writes down", "Tries out", "Waits for", "Complains about")
THINGS = (
    "the delivery date", "the total price", "the size guide", "the terms of the contract", "the nearest branch", "the old invoice",
    "the discount that was promised", "the answer of the hotline", "the form with eleven fields", "the confirmation letter",
    "the reviews of other customers", "the way to send it back", "the password of the account", "the second signature",
)  # fmt: skip
REASONS = (
    "because the page does not say it", "before the shop closes", "while the children are waiting", "on the way to work",
    "although it was promised last week", "after the second reminder", "without being asked for it", "for the third time",
    "and does not find it on the phone", "with the partner on the other line", "as the letter recommends", "to be on the safe side",
)  # fmt: skip
THOUGHTS = (
    "Why do they need to know this again?", "I hope that nobody changes the price meanwhile.", "That was easier than I expected.",
    "Is this the right form, or the one for companies?", "I would rather talk to somebody now.", "My neighbour paid less for it.",
    "If this takes longer than Friday I go elsewhere.", "At least they told me who calls back.", "Where was I before the session ended?",
)  # fmt: skip
FIXES = (
    "Show", "Remember", "Explain in one sentence", "Send on the same day", "Let customers change", "Ask only once for",
    "Put on the first page", "Translate", "Call back about", "Print on the receipt",
)  # fmt: skip
FEELINGS = {-2: "angry", -1: "annoyed", 0: "neutral", 1: "relieved", 2: "delighted"}
STATUSES = ("proposed", "accepted", "in-progress", "done")
BEGIN = {"web": "Web page", "app": "App screen", "phone": "Call", "shop": "Counter", "letter": "Letter", "mail": "E-mail"}


class Maker:
    """Makes one atlas; every map has random numbers of its own, so that map 7 is the same in an atlas of any size."""

    def __init__(self, maps: int) -> None:
        self.maps = maps

    def files(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every file of the atlas: its path and what it holds."""
        yield "atlas.yml", {"title": "Journeys of the group", "lang": "en"}
        yield "library.yml", self.library()
        for number in range(self.maps):
            yield f"maps/area-{number // 50:03}/journey-{number:04}.yml", self.map(number)

    def library(self) -> dict[str, Any]:
        """The records that all maps speak of."""
        pick = random.Random("library")
        return {
            "teams": [
                {"id": f"team-{n:02}", "name": f"{text(pick, FIXES)} {n:02}", "kind": "internal", "contact": f"team-{n:02}@example.com"}
                for n in range(TEAMS)
            ],
            "channels": [
                {"id": key, "name": name, "medium": "offline" if key in ("shop", "letter") else "online", "owner": "team-00"}
                for key, name in BEGIN.items()
            ],
            "touchpoints": [self.touchpoint(pick, n) for n in range(TOUCHPOINTS)],
            "personas": [
                {"id": f"persona-{n}", "name": f"Persona {n}", "quote": text(pick, THOUGHTS), "goals": [phrase(pick), phrase(pick)],
                 "context": f"{phrase(pick)}. {text(pick, THOUGHTS)}"}
                for n in range(PERSONAS)
            ],
            "metrics": [{"id": "conversion", "name": "Conversion", "kind": "conversion", "unit": "%", "better": "higher", "target": 70}],
            "evidence": [
                {"id": f"survey-{n}", "title": f"Survey {n}", "kind": "survey", "date": f"2026-0{n}-15", "n": 100 + 31 * n, "valid_for": "24 months"}
                for n in range(1, 9)
            ],
        }  # fmt: skip

    def touchpoint(self, pick: random.Random, number: int) -> dict[str, Any]:
        """One touchpoint of the library."""
        channel = list(BEGIN)[number % len(BEGIN)]
        return {
            "id": f"touchpoint-{number:02}", "name": f"{BEGIN[channel]} about {text(pick, THINGS)} {number:02}", "channel": channel,
            "kind": "interaction", "owner": f"team-{number % TEAMS:02}", "summary": f"{phrase(pick)}.",
            "risk": {"likelihood": pick.randint(1, 5), "impact": pick.randint(1, 5), "scenario": phrase(pick), "plan": phrase(pick)},
        }  # fmt: skip

    def map(self, number: int) -> dict[str, Any]:
        """Map `number`."""
        pick = random.Random(f"map {number}")
        title = f"{WAYS[number % 8]} {PRODUCTS[number // 8 % 14]} {PLACES[number // 112 % 7]} {number}"
        stages = [self.stage(pick, n) for n in range(STAGES)]
        return {
            "title": title, "id": f"journey-{number:04}", "summary": f"{phrase(pick)}, and {phrase(pick).lower()}.",
            "state": "current", "status": "live", "market": "b2c", "industry": "retail", "personas": [f"persona-{number % PERSONAS}"],
            "scope": {"scenario": phrase(pick), "trigger": phrase(pick), "goal": phrase(pick)},
            "owner": {"team": f"team-{number % TEAMS:02}", "person": "A. Owner"},
            "review": {"every": "12 months", "log": [{"date": "2026-08-01", "by": "A. Owner", "outcome": "confirmed"}]},
            "metrics": ["conversion"], "evidence": ["survey-1", "survey-2"], "stages": stages,
            "transitions": [
                {"from": "stage-3", "to": "stage-1", "kind": "loop", "when": phrase(pick), "share": 0.18},
                {"from": "step-3-1", "to": "exit", "kind": "exit", "when": phrase(pick), "share": 0.31},
            ],
            "opportunities": [
                {"id": f"opportunity-{n}", "title": f"{text(pick, FIXES)} {text(pick, THINGS)}", "hmw": f"How might we handle {text(pick, THINGS)} {text(pick, REASONS)}?",
                 "pains": [f"pain-{n}-0"], "importance": pick.randint(5, 10), "satisfaction": pick.randint(0, 6), "owner": team(pick)}
                for n in range(3)
            ],
            "improvements": [self.improvement(pick, n) for n in range(IMPROVEMENTS)],
        }  # fmt: skip

    def stage(self, pick: random.Random, number: int) -> dict[str, Any]:
        """One stage with its steps; every second step hurts."""
        owner = team(pick)
        return {
            "id": f"stage-{number}", "name": STAGE_NAMES[number], "goal": phrase(pick), "owner": owner,
            "raci": {"responsible": [team(pick)], "consulted": [team(pick)]}, "duties": {owner: phrase(pick)},
            "steps": [self.step(pick, number, n) for n in range(STEPS)],
        }  # fmt: skip

    def step(self, pick: random.Random, stage: int, number: int) -> dict[str, Any]:
        """One step."""
        score = pick.randint(-2, 2)
        step = {
            "id": f"step-{stage}-{number}", "name": phrase(pick), "does": phrase(pick),
            "thinks": text(pick, THOUGHTS), "feels": {"score": score, "word": FEELINGS[score]},
            "touchpoints": [f"touchpoint-{pick.randrange(TOUCHPOINTS):02}"], "frontstage": f"{phrase(pick)}",
        }  # fmt: skip
        if number % 2 == 0:
            step["pains"] = [
                {"id": f"pain-{stage}-{number}", "text": f"Customers cannot find {text(pick, THINGS)} {text(pick, REASONS)}",
                 "severity": pick.randint(1, 4), "evidence": [f"survey-{pick.randint(1, 8)}"]}
            ]  # fmt: skip
        return step

    def improvement(self, pick: random.Random, number: int) -> dict[str, Any]:
        """One improvement of the backlog."""
        status = STATUSES[number % 4]
        improvement = {
            "id": f"improvement-{number}", "title": f"{text(pick, FIXES)} {text(pick, THINGS)}", "opportunity": f"opportunity-{number % 3}",
            "status": status, "owner": team(pick), "value": pick.randint(1, 5), "effort": pick.randint(1, 5),
            "issue": f"SHOP-{pick.randint(100, 999)}", "metric": "conversion", "expected": f"+{pick.randint(1, 9)} points",
        }  # fmt: skip
        return improvement | ({"shipped": "2026-07-01"} if status == "done" else {})


def text(pick: random.Random, choices: tuple[str, ...]) -> str:
    """One of `choices`."""
    return choices[pick.randrange(len(choices))]


def team(pick: random.Random) -> str:
    """The id of a team."""
    return f"team-{pick.randrange(TEAMS):02}"


def phrase(pick: random.Random) -> str:
    """What a customer does, in words that a mapper would use."""
    return f"{text(pick, VERBS)} {text(pick, THINGS)} {text(pick, REASONS)}"


def write_atlas(folder: Path, maps: int) -> None:
    """Writes an atlas of `maps` maps into `folder`."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for path, content in Maker(maps).files():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        dumped = yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=120)
        file.write_text(dumped, encoding="utf-8")
