"""A site for an audience holds nothing of what is for a narrower one: no text, no id, no name, wherever else it is named."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

import journeybook
from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import ways
from journeybook.doors.reference import vocabulary
from journeybook.insight import flows
from journeybook.insight.audience import AUDIENCES, may_see
from journeybook.languages import Words
from journeybook.model import (
    ITEM_KINDS,
    KINDS,
    Map,
    Part,
    Perspective,
    Stage,
    Step,
    Transition,
    is_part,
    reference_fields,
)
from journeybook.site import pages, render
from journeybook.site.exports import EXPORTS
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.redirects import redirects
from journeybook.site.scene import Scene
from journeybook.site.search import sections

TODAY = datetime.date(2026, 11, 23)
DAY = "2026-11-02"
SPECIAL = {
    "every": "5 months", "lang": "fr", "valid_for": "5 months", "cadence": "1 month", "share": 0.1, "shipped": DAY, "date": DAY,
    "valid_to": DAY, "resolved": DAY, "unit": "%", "currency": "EUR", "min_n": 1,
}  # fmt: skip
NAMED = {kind.kind: key for key, kind in {**KINDS, **ITEM_KINDS}.items()}
TOKEN = re.compile(r"zq\d+x", re.IGNORECASE)


class Writer:
    """Writes records in which every field holds something, each text another one. `names` gives what a field may name, by kind."""

    def __init__(self, names: dict[str, list[str]], numbers: Iterator[int]) -> None:
        self.names, self.numbers = names, numbers

    def token(self) -> str:
        return f"zq{next(self.numbers)}x"

    def full(self, cls: type[Part], **own: Any) -> dict[str, Any]:
        """A record of `cls` with all its fields; `own` wins, and a field that is None there is left out."""
        filled = {key: self.value(cls, key, info.annotation) for key, info in cls.declared() if key not in own}
        kept = {key: value for key, value in (filled | own).items() if value is not None}
        return kept | {"x-own": {"note": self.token()}}

    def value(self, cls: type[Part], key: str, annotation: Any) -> Any:
        mark = next((mark for _, name, mark in reference_fields(cls) if name == key), None)
        inner = _part(annotation)
        names = self.names.get("persona" if mark.kind == "role" else mark.kind, []) if mark is not None else []
        if mark is not None and get_origin(annotation) is dict:
            return {name: self.full(inner, perspectives=None, **dict.fromkeys(ITEM_KINDS)) if inner else self.token() for name in names}
        if mark is not None:
            return names if "tuple" in str(annotation) else (names or [None])[0]
        if inner is not None and inner not in (Perspective, Stage, Step):
            return self.full(inner) if "tuple" not in str(annotation) else [self.full(inner)]
        return None if inner else self._simple(key, annotation)

    def _simple(self, key: str, annotation: Any) -> Any:
        if key in ("link", "path", "image"):
            return f"https://{self.token()}.example/" if key == "link" else f"{self.token()}.png"
        if key in SPECIAL or key == "audience":
            return SPECIAL.get(key)
        text, choices = str(annotation), vocabulary._choices(annotation)
        if choices:
            return choices[-1]
        return self.token() if "str" in text else True if "bool" in text else 1


def _part(annotation: Any) -> type[Part] | None:
    if is_part(annotation):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _part(argument))), None)


class Twice:
    """An atlas of two halves: `open` says everything and names all of both, `secret` says everything and is restricted."""

    def __init__(self) -> None:
        numbers = count(1000)
        ids = {half: {kind: f"{half}-{kind}" for kind in (*NAMED, "map")} for half in ("open", "secret")}
        self.secret_ids = {*ids["secret"].values(), "secret-stage", "secret-step"}
        names = {kind: [ids["secret"][kind], ids["open"][kind]] for kind in (*NAMED, "map")}
        names["step"] = ["secret-map#secret-step", "secret-map", "open-map#open-step"]
        self.writers = {half: Writer(names, numbers) for half in ("open", "secret")}
        self.library = {
            key: [self.writers[half].full(kind, id=ids[half][kind.kind]) for half in ("open", "secret")] for key, kind in {**KINDS, **ITEM_KINDS}.items()
        }
        self.maps = {half: self._map(half, ids[half]) for half in ("open", "secret")}
        self.maps["open"]["audience"] = "public"

    def _map(self, half: str, ids: dict[str, str]) -> dict[str, Any]:
        write = self.writers[half]
        step = write.full(Step, id=f"{half}-step", perspectives=write.value(Step, "perspectives", dict[str, Perspective]))
        stage = write.full(Stage, id=f"{half}-stage", steps=[step, {"id": f"{half}-last", "name": write.token()}])
        ways = [write.full(Transition, **{"from": f"{half}-step", "to": to}) for to in ("secret-map#secret-step", "open-map", "exit")]
        map_ = write.full(Map, id=ids["map"], stages=[stage, {"id": f"{half}-end", "name": write.token()}], transitions=ways)
        for key, kind in ITEM_KINDS.items():
            map_[key] = [write.full(kind, id=ids[kind.kind], at=[f"{half}-step"])]
        return map_

    def tokens(self, half: str) -> set[str]:
        """All that a half says."""
        place = ("open", "secret").index(half)
        return set(TOKEN.findall(json.dumps([self.maps[half], *(records[place] for records in self.library.values())])))

    def write(self, folder: Path) -> None:
        said = [term["name"] for term in self.library["terms"]]
        self.maps["open"]["summary"] = f"We say {said[0]}. [Its words stay](journey:secret-map#secret-step), [so](journey:team/secret-team)."
        self.maps["secret"]["summary"] = f"We say {said[1]}."
        rows = [f"{half}-metric,{DAY},{half}-map,{half}-step,1,{self.writers[half].token()}" for half in ("open", "secret")]
        texts = {f"{half}-map.yml": json.dumps(map_) for half, map_ in self.maps.items()} | {"library.yml": json.dumps(self.library)}
        for name, text in {**texts, "n.csv": "\n".join(["metric,date,map,stage,value,region", *rows])}.items():
            (folder / name).write_text(text, encoding="utf-8")


MEANT = {"media-missing", "parent-cycle", "origin-cycle", "replaced-by-cycle", "detail-map-cycle"}


def loaded(folder: Path) -> Any:
    found = journeybook.load(folder, TODAY)
    assert [f"{p.place} {p.code} {p.message} {p.hint}" for p in found.problems if p.level == "error" and p.code not in MEANT] == []
    return found


def told(atlas: Atlas) -> str:
    """Everything that a site says of `atlas`: pages, what a search finds, earlier addresses, the files beside the pages."""
    words, glossary = Words("en"), render.Glossary.of(atlas)
    scene = Scene(atlas, TODAY, words, lambda entry: "#".join(pages.location(entry)), str, str)
    said = []
    for page in pages.pages(atlas, words):
        entry = page.entry if hasattr(page.entry, "record") else None
        said += [page.path, page.title, page.file, render.render(page, scene, OwnEngine(), glossary)]
        said += [str(found) for found in sections(atlas, entry, page.title, with_loose=True)]
    said += [moved.old for moved in redirects(atlas)] + [
        export.make(atlas, TODAY, words, lambda map_: map_.id).decode("utf-8", "replace") for export in EXPORTS.values()
    ]
    return "\n".join(said)


def tokens(text: str) -> set[str]:
    return {token.lower() for token in TOKEN.findall(text)}


def test_nothing_of_a_restricted_half_is_told(tmp_path: Path) -> None:
    twice = Twice()
    twice.maps["secret"]["audience"] = "restricted"
    for records in twice.library.values():
        records[1]["audience"] = "restricted"
    twice.write(tmp_path)
    found = loaded(tmp_path)
    everything, public = told(found.atlas), told(found.seen_by("public"))
    secret = twice.tokens("secret")
    assert len(secret & tokens(everything)) > 450  # what is looked for would be told
    assert secret & tokens(public) == set()
    assert [name for name in sorted(twice.secret_ids) if name in public] == []
    assert "Its words stay, so." in public
    assert len(twice.tokens("open") & tokens(public)) > 200


def test_each_record_may_be_left_out_by_itself(tmp_path: Path) -> None:
    """A map for everybody, in which one record of every kind is not."""
    twice = Twice()
    map_, write = twice.maps["open"], twice.writers["open"]
    stage = map_["stages"][0]
    step = stage["steps"][0]
    alone = [write.full(Stage, id="x-stage", steps=[write.full(Step, id="x-inner")]), write.full(Step, id="x-step")]
    map_["stages"].insert(1, alone[0])
    stage["steps"].insert(1, alone[1])
    for key, kind in ITEM_KINDS.items():
        alone.append(write.full(kind, id=f"x-{kind.kind}", at=["open-step"]))
        map_[key].append(alone[-1])
    alone += [records[1] for records in twice.library.values()]
    alone += [map_["transitions"][1], step["next"][0], step["media"][0], step["perspectives"]["open-persona"]]
    for record in alone:
        record["audience"] = "restricted"
    twice.maps["secret"]["audience"] = "public"
    twice.write(tmp_path)
    found = loaded(tmp_path)
    gone = tokens(json.dumps(alone)) - tokens(twice.maps["secret"]["summary"])
    assert len(gone & tokens(told(found.atlas))) > 400
    public = told(found.seen_by("public"))
    assert gone & tokens(public) == set()
    assert [name for name in ("x-stage", "x-inner", "x-step", "x-pain", "x-improvement", "secret-team", "secret-term") if name in public] == []
    assert {"open-map", "secret-map", "open-step", "secret-step", "open-last"} <= set(re.findall(r"(?:open|secret)-\w+", public))


def seen(folder: Path, audience: str = "public", **files: str) -> Atlas:
    """The atlas of `files` as an audience sees it; `__` stands for the dot of a name."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return loaded(folder).seen_by(audience)


def ways_of(atlas: Atlas, name: str) -> list[tuple[str, str, str]]:
    return [(way.kind, way.begin.id, way.end.id if way.end else "") for way in ways(atlas, atlas.maps[name])]


def test_words_of_the_glossary_are_told_where_a_text_that_is_told_uses_them(tmp_path: Path) -> None:
    terms = """terms:
  - {id: nightfall, name: Nightfall, definition: The merger}
  - {id: basket, name: Basket, definition: What a Trolley holds}
  - {id: trolley, name: Trolley, definition: A basket on wheels}
  - {id: unused, name: Unused, definition: Nobody says it}
  - {id: said, name: Said, definition: For all, audience: public}
"""
    open_, hidden = "audience: public\ntitle: Open\nstages: [Fill the Basket]\n", "audience: restricted\ntitle: H\nsummary: Nightfall\nstages: [b]\n"
    assert list(seen(tmp_path, lib__yml=terms, o__yml=open_, h__yml=hidden).library["term"]) == ["basket", "trolley", "said"]
    (tmp_path / "h.yml").unlink()
    assert list(loaded(tmp_path).seen_by("employees").library["term"]) == ["nightfall", "basket", "trolley", "unused", "said"]


def test_a_step_that_is_left_out_is_passed_over(tmp_path: Path) -> None:
    """Those around it follow each other as in the list; what leads elsewhere to what is left out ends there, and is no way to
    the next step."""
    text = """title: A
audience: public
stages:
  - name: One
    steps:
      - {id: a, name: A}
      - {id: b, name: B, audience: employees}
      - {id: c, name: C, next: [b]}
      - {id: d, name: D, next: [{to: away, when: Kept quiet}]}
      - {id: e, name: E, next: [{to: d, kind: loop}, {to: f, audience: restricted, when: Kept quiet}]}
      - {id: f, name: F}
  - {id: g, name: G}
transitions:
  - {from: f, to: away, kind: next, when: Kept quiet, handoff: Kept quiet}
  - {from: b, to: e, when: Kept quiet}
"""
    atlas = seen(tmp_path, a__yml=text, away__yml="title: Away\nstages: [Here]\n")
    assert ways_of(atlas, "a") == [("next", "a", "c"), ("next", "c", "d"), ("loop", "e", "d")]
    assert "Kept quiet" not in told(atlas)


@pytest.mark.parametrize(
    ("b", "ways", "reached"),
    [
        # of 100, 31 leave after A, which is not told, and 20 go to C: 49 come to B, where 80 would be told
        ("", [("exit", 0.31, "restricted"), ("c", 0.2, "public")], {}),
        # 31 leave, 20 skip B, 49 come by it: 69 come to C, where 20 would be told
        ("restricted", [("exit", 0.31, "restricted"), ("c", 0.2, "public")], {}),
        ("restricted", [("c", 0.2, "public")], {}),  # all come to C, and 20 would be told
        ("", [("exit", 0.31, "public"), ("c", 0.2, "public")], {"a": 1, "b": 0.49, "c": 0.69}),
        ("restricted", [("exit", 0.31, "public")], {"a": 1, "c": 0.69}),  # all who go on come by B
        ("", [("c", 0.2, "public"), ("c", None, "restricted")], {}),  # how many of the 80 take the way that is not told, nobody wrote
    ],
)
def test_shares_are_told_where_they_are_true_without_what_is_left_out(
    b: str, ways: list[tuple[str, float | None, str]], reached: dict[str, float], tmp_path: Path
) -> None:
    text = (
        "title: A\naudience: public\nstages:\n  - {id: a, name: A}\n"
        + f"  - {{id: b, name: B, audience: {b or 'public'}}}\n  - {{id: c, name: C}}\ntransitions:\n"
    )
    for to, share, audience in ways:
        said = f"share: {share}" if share else "when: Seldom"
        text += f"  - {{from: a, to: {to}, {said}, audience: {audience}}}\n"
    atlas = seen(tmp_path, a__yml=text)
    found = flows.reached(atlas, atlas.maps["a"])
    assert {stage.id: round(part, 9) for stage, part in found.items()} == reached
    assert flows.flow(atlas, atlas.maps["a"]).is_said == bool(reached)


@pytest.mark.parametrize(
    ("steps", "ways", "told_shares", "is_said"),
    [
        # of 100 at A, 30 skip H, which is hidden: 70 come to it
        ("a h* b", [("a", "b", 0.3, "")], {}, False),
        # the same from further before: 20 jump to B, so that 80 come by A and H
        ("x a h* b", [("x", "b", 0.2, "jump")], {}, False),
        # and back: of 100 at B, 18 begin again and come by H a second time
        ("a h* b c", [("b", "a", 0.18, "loop")], {}, False),
        # nothing hidden lies between
        ("a b c h* d", [("a", "c", 0.3, "")], {("a", "c"): 0.3}, True),
        ("a h* b c d", [("b", "d", 0.3, "")], {("b", "d"): 0.3}, True),
        # of 100, 40 go to B and 30 to C: 30 are left for H
        ("a b c h*", [("a", "b", 0.4, "branch"), ("a", "c", 0.3, "branch"), ("a", "h", 0.3, "branch")], {}, False),
        # the exit beside the skip goes with it: whoever knows 25 and 45 knows 30
        ("a h* b", [("a", "b", 0.3, ""), ("a", "exit", 0.25, "")], {}, False),
        # who leaves before H says nothing of H alone: everybody else comes by it
        ("a h* b", [("a", "exit", 0.25, "")], {("a", "exit"): 0.25}, True),
        # shares at other steps stand as they are
        ("a h* b c d", [("a", "b", 0.3, ""), ("b", "d", 0.1, "")], {("b", "d"): 0.1}, True),
        # a hidden map to which 10 go
        ("a b", [("a", "away", 0.1, ""), ("a", "exit", 0.25, "")], {}, False),
    ],
)
def test_no_share_tells_of_a_step_that_is_left_out(
    steps: str, ways: list[tuple[str, str, float, str]], told_shares: dict[tuple[str, str], float], is_said: bool, tmp_path: Path
) -> None:
    text = "title: A\naudience: public\nstages:\n"
    text += "".join(
        f"  - {{id: {it.strip('*')}, name: {it.strip('*').upper()}, audience: {'restricted' if '*' in it else 'public'}}}\n" for it in steps.split()
    )
    text += "transitions:\n" + "".join(
        f"  - {{from: {begin}, to: {end}, share: {share}{f', kind: {kind}' if kind else ''}}}\n" for begin, end, share, kind in ways
    )
    atlas = seen(tmp_path, a__yml=text, away__yml="title: Away\nstages: [Here]\n")
    record = atlas.maps["a"].record
    assert {(way.from_, way.to): way.share for way in record.transitions if way.share is not None} == told_shares
    assert flows.flow(atlas, atlas.maps["a"]).is_said == is_said
    said = told(atlas)
    for share in {share for *_, share, _ in ways} - set(told_shares.values()):
        assert f"{share * 100:g}\u00a0%" not in said
        assert f'"share": {share}' not in said
    assert all(f"{share * 100:g}\u00a0%" in said for share in told_shares.values())


def test_an_owner_who_is_left_out_is_not_replaced_by_another(tmp_path: Path) -> None:
    text = """title: A
audience: public
stages:
  - {id: a, name: A, owner: shop, steps: [{id: b, name: B, owner: {team: lab, person: Ada}, pains: [{id: p, text: P, owner: lab}]}]}
  - {id: c, name: C, owner: lab, touchpoints: [{name: T, owner: lab}], raci: {informed: [lab, shop]}, duties: {lab: L, shop: S}}
"""
    atlas = seen(tmp_path, a__yml=text, lib__yml="teams: [{id: shop, name: Shop}, {id: lab, name: Lab, audience: employees}]\n")
    spots = atlas.spots["a"]
    assert (spots["b"].record.owner.team, spots["b"].record.owner.person) == (("?",), None)
    assert atlas.items["pain"][0].record.owner == ("?",)
    assert atlas.accountable(spots["b"]) == []
    assert spots["c"].record.owner is None
    assert not spots["c"].record.said("owner")
    assert (spots["c"].record.raci.informed, spots["c"].record.duties) == (("shop",), {"shop": "S"})
    assert next(iter(atlas.library["touchpoint"].values())).record.owner == ()
    assert pages.words_of(atlas, "en")("no_owner") == "not known"


def test_nobody_is_said_to_own_nothing_only_where_no_owner_is_left_out(tmp_path: Path) -> None:
    text = "title: A\naudience: public\nstages: [{id: a, name: A}, {id: b, name: B, audience: restricted, owner: {team: lab}}]\n"
    atlas = seen(tmp_path, a__yml=text, lib__yml="teams: [{id: lab, name: Lab, audience: employees}]\n")
    assert pages.words_of(atlas, "en")("no_owner") == "no owner"
    assert pages.words_of(atlas, "de")("no_owner") == "niemand verantwortlich"


def test_what_is_about_nothing_else_goes_too(tmp_path: Path) -> None:
    text = """title: A
audience: public
stages: [{id: a, name: A}, {id: b, name: B, audience: restricted}]
pains: [{id: one, text: One, at: b}, {id: both, text: Both, at: [a, b]}, {id: none, text: None at all}]
improvements: [{id: i, title: I, pains: [one, both]}]
"""
    gone = "title: Gone\naudience: public\nstages: [{name: X, audience: employees}]\n"
    atlas = seen(tmp_path, a__yml=text, gone__yml=gone)
    assert list(atlas.maps) == ["a"]
    assert [item.id for item in atlas.items["pain"]] == ["both", "none"]
    assert [spot.id for spot in atlas.spots_of(atlas.items["pain"][0])] == ["a"]
    assert atlas.items["improvement"][0].record.pains == ("both",)


def test_words_that_are_no_references_stay(tmp_path: Path) -> None:
    """A plain name of a kind that is not defined is the author's word, whoever else uses it; an id of what is left out is not."""
    open_ = "title: Open\naudience: public\nstages: [{name: A, touchpoints: [Web site, secret-app]}]\n"
    hidden = "title: Hidden\nstages: [{name: B, touchpoints: [{name: Web site, when: At night}, {id: secret-app, name: App}]}]\n"
    atlas = seen(tmp_path, open__yml=open_, hidden__yml=hidden)
    assert [(entry.label, entry.record.when) for entry in atlas.library["touchpoint"].values()] == [("Web site", None)]


def test_rows_say_for_whom_they_are(tmp_path: Path) -> None:
    rows = ["m,2026-01-01,,1,", "m,2026-01-02,,2,public", "m,2026-01-03,,3,employees", "m,2026-01-04,lab,4,", "quiet,2026-01-01,,5,public"]
    library = "metrics: [{id: m, name: M}, {id: quiet, name: Q, audience: employees}]\nsegments: [{id: lab, name: Lab, audience: restricted}]\n"
    texts = {"a__yml": "title: A\naudience: public\nmetrics: [m]\nstages: [B]\n", "lib__yml": library}
    atlas = seen(tmp_path, **texts, n__csv="\n".join(["metric,date,segment,value,audience", *rows]))
    assert [row.numbers["value"] for row in atlas.counts] == [1, 2]
    (tmp_path / "n.csv").write_text("metric,date,value,audience\nm,2026-01-01,1,publik\n")
    assert [(p.code, p.message, p.hint) for p in journeybook.load(tmp_path, TODAY).problems if p.level == "error"] == [
        ("csv-cell", "'audience' must be one of public, employees, restricted, not 'publik'", "did you mean 'public'?")
    ]


def test_tags_that_only_hidden_records_have_are_no_choice(tmp_path: Path) -> None:
    texts = {"a__yml": "title: A\naudience: public\ntags: [shop]\nstages: [B]\n", "h__yml": "title: H\ntags: [merger, shop]\nstages: [B]\n"}
    assert seen(tmp_path, atlas__yml="tags: [shop, merger, later]\n", **texts).settings.tags == ("shop", "later")


def test_an_address_of_what_is_left_out_is_none(tmp_path: Path) -> None:
    text = "title: A\naudience: public\nlink: journey:h\nx-see: {more: '[Words](journey:h) and journey:h'}\nstages: [{name: B, link: journey:a}]\n"
    record = seen(tmp_path, a__yml=text, h__yml="title: Kept quiet\nstages: [C]\n").maps["a"].record
    assert (record.link, record.said("link"), record.own) == (None, False, {"x-see": {"more": "Words and …"}})
    assert record.stages[0].link == "journey:a"


def test_a_preview_shows_what_is_wrong_in_files_that_the_audience_may_see(tmp_path: Path) -> None:
    texts = {
        "open.yml": "audience: public\ntitl: A\n",
        "unsaid.yml": "title: [",
        "quiet.yml": "audience: restricted\ntitle: [",
        "lib.yml": "teams: [{id: a, name: B}]\n",
        "atlas.yml": "titel: A\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = journeybook.load(tmp_path, TODAY)

    def can(audience: str, name: str) -> bool:
        return may_see(found.atlas, found.records, found.seen_by(audience), audience, name)

    told = {audience: [name for name in texts if can(audience, name)] for audience in AUDIENCES}
    assert told["public"] == ["open.yml", "lib.yml", "atlas.yml"]
    assert told["employees"] == ["open.yml", "unsaid.yml", "lib.yml", "atlas.yml"]
    assert told["restricted"] == [*texts]
