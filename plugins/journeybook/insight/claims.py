"""What is claimed, and what it rests on: pains, gains and feelings with their evidence, and evidence as it stands today."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import Entry, Reference
from journeybook.insight.reviews import EvidenceState, evidence_state
from journeybook.model.maps import Feeling

CLAIMS = ("pain", "gain")
"""The kinds of items that are claims."""


class Claim(NamedTuple):
    """A pain or gain, or (`feels`) how a stage or step feels, and what it rests on. `none`: nothing; `expired`: only on what
    no longer holds."""

    entry: Entry
    feels: Any
    sources: tuple[Entry, ...]
    state: Literal["living", "expired", "none"]


def of_map(atlas: Atlas, map_: Entry, today: datetime.date) -> Iterator[Claim]:
    """All claims of a map: pains, gains, then feelings."""
    for kind in CLAIMS:
        yield from (_claim(atlas, item, None, today) for item in atlas.items_of(map_, kind))
    for spot in atlas.spots[map_.id].values():
        if spot.record.feels is not None:
            yield _claim(atlas, spot, spot.record.feels, today)


def of_library(atlas: Atlas, today: datetime.date) -> Iterator[Claim]:
    """The claims that belong to no map."""
    for kind in CLAIMS:
        yield from (_claim(atlas, item, None, today) for item in atlas.items[kind] if item.map is None)


def _claim(atlas: Atlas, entry: Entry, feels: Any, today: datetime.date) -> Claim:
    sources = tuple(atlas.targets(entry, "evidence", feels))
    states = states_of_evidence(atlas, today)
    living = any(states[source] != "expired" for source in sources)
    return Claim(entry, feels, sources, "living" if living else "expired" if sources else "none")


@remembered
def states_of_evidence(atlas: Atlas, today: datetime.date) -> dict[Entry, EvidenceState]:
    """How each piece of evidence stands today; claims ask for a few of them thousands of times."""
    return {entry: evidence_state(entry.record, today) for entry in atlas.library["evidence"].values()}


@remembered
def naming_evidence(atlas: Atlas) -> dict[Entry, list[Reference]]:
    """The references to evidence that stand in a map, by the map, in the order of the files."""
    found: dict[Entry, list[Reference]] = {}
    for reference in atlas.references:
        if reference.target.kind == "evidence" and reference.source.map is not None:
            found.setdefault(reference.source.map, []).append(reference)
    return found


def evidence_by_map(atlas: Atlas) -> dict[str, list[Entry]]:
    """The evidence that anything in a map names, by the map's id."""
    found: dict[str, dict[str, Entry]] = {}
    for evidence in atlas.library["evidence"].values():
        for reference in atlas.referring_to(evidence):
            if reference.source.map is not None:
                found.setdefault(reference.source.map.id, {})[evidence.id] = evidence
    return {map_id: list(entries.values()) for map_id, entries in found.items()}


def supported(atlas: Atlas, evidence: Entry) -> list[Reference]:
    """Everything that names `evidence` as what it rests on, each claim once."""
    return list({(id(it.source), id(it.part)): it for it in atlas.referring_to(evidence)}.values())


def sort_of(reference: Reference) -> str:
    """What sort of claim names the evidence: a pain, gain, feeling, moment (a stage or step), map, persona and so on."""
    if isinstance(reference.part, Feeling):
        return "feeling"
    return "moment" if reference.source.kind in ("stage", "step") else reference.source.kind
