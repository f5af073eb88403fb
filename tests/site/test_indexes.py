"""The indexes of the whole atlas: what stands in them, in what order, and what is named as missing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

import journeybook
from journeybook.insight.glossary_uses import mentions
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import facts
from journeybook.site.scene import Scene
from journeybook.site.views import coverage, glossary, inventory, moments, reviews, risks, teams

TODAY = datetime.date(2026, 11, 23)
MakeScene = Callable[..., Scene]


@pytest.fixture
def scene_of(tmp_path: Path) -> MakeScene:
    """`scene_of(first, second, …)` writes files and gives the scene of their atlas."""

    def make(*files: str, lang: str = "en") -> Scene:
        for old in tmp_path.glob("*.yml"):
            old.unlink()
        for number, text in enumerate(files):
            (tmp_path / f"file{number}.yml").write_text(text, encoding="utf-8")
        atlas, problems = journeybook.load(tmp_path, TODAY)
        assert [str(problem) for problem in problems if problem.level == "error"] == []
        return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)

    return make


def html(scene: Scene, path: str) -> str:
    """The page at `path`."""
    page = next(page for page in pages.pages(scene.atlas, scene.words) if page.path == path)
    return render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))


def hubs(scene: Scene) -> list[str]:
    return [page.path for page in pages.hubs(scene.atlas, scene.words)]


SMALLEST = "title: Smallest\nstages: [Only]\n"
MOMENTS = """
title: Buying
id: buying
owner: shop
stages:
  - id: pay
    name: I pay
    steps:
      - {id: card, name: Takes the card, feels: 1, moment_of_truth: true}
      - id: wait
        name: Waits
        feels: -2
        moment_of_truth: The till is slow
        rating: {satisfaction: 1, importance_customer: 5}
        pains: [{id: queue, text: The queue, severity: 3}, {id: old, text: Gone, severity: 4, resolved: 2026-01-01}]
        improvements: [{id: bell, title: A bell}, {id: no, title: Never, status: rejected, reason: No}]
      - id: help
        name: Gets help
        perspectives: {clerk: {feels: -1, moment_of_truth: First word}}
      - {id: leave, name: Leaves, moment_of_truth: No score here}
      - {id: not, name: Not one, moment_of_truth: false}
opportunities: [{id: chance, title: Faster, pains: [queue]}]
improvements: [{id: tills, title: More tills, opportunity: chance, status: in-progress}]
"""
RETIRED = "title: Old\nstatus: retired\nstages: [{name: Was, moment_of_truth: Long ago}]\n"


def test_moments_lowest_feeling_first(scene_of: MakeScene) -> None:
    scene = scene_of(MOMENTS, RETIRED)
    rows = moments.view(scene, None).rows
    assert [row.at.link.text for row in rows] == ["Waits", "Gets help", "Takes the card", "Leaves"]
    wait = rows[0]
    assert (wait.reason, wait.at.satisfaction, wait.at.importance) == ("The till is slow", 1, "5 to customers")
    assert [pain.label for pain in wait.at.pains] == ["The queue"]
    assert [answer.label for answer in wait.answers] == ["More tills", "A bell"]
    assert [owner.text for owner in wait.at.owners] == ["shop"]
    assert rows[1].at.role == "clerk"
    assert rows[2].reason == ""


def test_no_moments_no_page(scene_of: MakeScene) -> None:
    assert "moments" not in hubs(scene_of(SMALLEST, RETIRED))


def test_the_page_of_moments(scene_of: MakeScene) -> None:
    text = html(scene_of(MOMENTS), "moments")
    assert "1 of 5" in text
    assert "nothing yet" in text
    assert "Not one" not in text


RISKS = """
channels: [{id: web, name: Web}]
touchpoints:
  - {id: form, name: Form, channel: web, owner: shop, risk: {likelihood: 2, impact: 2, scenario: It stalls}}
  - {id: till, name: Till, risk: {likelihood: 3, impact: 5, scenario: It breaks, plan: Take cash, owner: [till-team, "post?"]}}
  - {id: sign, name: Sign, risk: {scenario: It falls, plan: Lift it}}
  - {id: wall, name: Wall, risk: {likelihood: 5, impact: 3, plan: Paint}}
  - {id: door, name: Door}
"""
RISKY = "title: Buying\nid: buying\nstages: [{name: Pays, touchpoints: [till, door]}]\n"


def test_risks_gravest_first(scene_of: MakeScene) -> None:
    found = risks.view(scene_of(RISKS, RISKY), None)
    rows = found.rows
    assert [(row.number, row.link.text, row.risk.score, row.risk.level) for row in rows] == [
        (1, "Till", 15, "very-high"), (2, "Wall", 15, "very-high"), (3, "Form", 4, "low"), (4, "Sign", None, ""),
    ]  # fmt: skip
    assert [(owner.text, owner.note) for owner in rows[0].risk.owners] == [("till-team", ""), ("post", "unconfirmed")]
    assert [owner.text for owner in rows[2].risk.owners] == ["shop"]
    assert [[it.text for it in row.maps] for row in rows] == [["Buying"], [], [], []]
    assert (found.unplaced, found.without_plan) == (1, 1)
    assert [(dot.x, dot.y, dot.numbers) for dot in found.dots] == [(30, 70, (3,)), (50, 10, (1,)), (90, 50, (2,))]
    assert found.cells[0] == ("moderate", "high", "very-high", "very-high", "very-high")
    assert found.cells[4] == ("low", "low", "low", "low", "moderate")


def test_the_page_of_risks_names_what_is_missing(scene_of: MakeScene) -> None:
    text = html(scene_of(RISKS, RISKY), "risks")
    assert text.count("no plan yet") == 1
    assert "For one of them nobody has a plan." in text
    assert text.count("used in no map") == 3
    assert "5 critical" in text


def test_no_risks_no_page(scene_of: MakeScene) -> None:
    assert "risks" not in hubs(scene_of(RISKY))


def reviewed(name: str, date: str = "", **fields: str) -> str:
    log = f", log: [{{date: {date}, by: Jo Lind, outcome: confirmed}}]" if date else ""
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"title: {name}\nid: {name.lower()}\nreview: {{every: 3 months, triggers: [a new carrier]{log}}}\nstages: [Only]\n{more}"


EXPIRED = "evidence: [{id: poll, title: Poll, date: 2024-01-01, valid_for: 1 year}, {id: talks, title: Talks, date: 2024-01-01}]\n"


def test_reviews_overdue_first(scene_of: MakeScene) -> None:
    later, soon, late = reviewed("Later", "2026-11-01"), reviewed("Soon", "2026-09-01"), reviewed("Late", "2026-01-01", evidence="[poll, talks]")
    never, retired = reviewed("Never"), reviewed("Retired", "2026-01-01", status="retired", replaced_by="later")
    found = reviews.view(scene_of(SMALLEST, later, never, soon, late, retired, EXPIRED), None)
    assert [(row.map.text, row.stands) for row in found.rows] == [
        ("Late", "overdue"), ("Soon", "due soon"), ("Later", "planned"), ("Never", "never reviewed"), ("Smallest", "none planned"),
    ]  # fmt: skip
    late_row = found.rows[0]
    assert (late_row.due, late_row.every, late_row.by) == ("overdue for 236 days (1 April 2026)", "3 months", "Jo Lind")
    assert (late_row.last, late_row.triggers) == ("1 January 2026, confirmed", ("a new carrier",))
    assert [it.text for it in late_row.expired] == ["Poll"]
    assert (found.overdue, found.soon, found.calendar_href) == (1, 1, "reviews.ics")


def test_the_page_of_reviews(scene_of: MakeScene) -> None:
    text = html(scene_of(reviewed("Late", "2026-01-01"), lang="zh"), "reviews")
    assert "已逾期" in text
    assert 'href="reviews.ics"' in text
    assert 'href="reviews.ics"' not in html(scene_of(reviewed("Late")), "reviews")


TOUCHPOINTS = """
channels: [{id: web, name: Web}, {id: app, name: App}]
touchpoints:
  - {id: form, name: Form, channel: web, kind: contact, owner: shop, consistency: {tone: differs, data: missing, function: missing, note: Cold}}
  - {id: cart, name: Cart, channel: app, resource: {effectiveness: 2, note: Slow}, consistency: {tone: consistent}}
  - {id: bill, name: Bill}
"""
MET = """
title: Buying
id: buying
touchpoints: [cart]
stages:
  - id: pay
    name: I pay
    steps:
      - {id: a, name: A, feels: -1, touchpoints: [form], rating: {satisfaction: 4, importance_customer: 2}}
      - {id: b, name: B, feels: 1, touchpoints: [form], rating: {satisfaction: 2, importance_customer: 5}, perspectives: {clerk: {feels: -2, touchpoints: [cart]}}}
"""
MET_ONCE = "title: Old\nstatus: retired\nstages: [{name: Was, feels: -2, touchpoints: [form], rating: {satisfaction: 1}}]\n"


def test_the_inventory_of_touchpoints(scene_of: MakeScene) -> None:
    found = inventory.view(scene_of(TOUCHPOINTS, MET, MET_ONCE), None)
    cart, form, bill = found.rows
    assert [row.link.text for row in found.rows] == ["Cart", "Form", "Bill"]
    assert ([it.text for it in form.maps], form.places) == (["Buying", "Old"], 3)
    assert (form.lowest.score, form.lowest_link.text) == (-1, "A")
    assert (form.satisfaction, form.importance) == (2, 5)
    assert (form.consistency, form.agrees, form.consistency_note) == ("differs: Tone · missing: Function, Data", False, "Cold")
    assert (cart.lowest.score, cart.places, cart.effectiveness_word, cart.consistency) == (-2, 2, "2 poorly", "consistent")
    assert (bill.maps, bill.owners, bill.consistency) == ((), (), "")
    assert (found.unowned, found.unused) == (2, 1)


def test_the_page_of_touchpoints(scene_of: MakeScene) -> None:
    text = html(scene_of(TOUCHPOINTS, MET), "inventory")
    assert "2 without owner, 1 used in no map" in text
    bare = html(scene_of("title: Bare\nstages: [{name: A, touchpoints: [Door]}]\n"), "inventory")
    assert "Does its job" not in bare


SOURCES = """
evidence:
  - {id: poll, title: Poll, kind: survey, date: 2024-01-01/2024-01-31, valid_for: 1 year, n: 40}
  - {id: talks, title: Talks, kind: interview, date: 2026-10-01, valid_for: 12 months, n: more than 60}
  - {id: lore, title: Lore}
personas: [{id: ana, name: Ana, evidence: [talks]}]
pains: [{id: free, text: Of no map}]
"""
CLAIMED = """
title: Buying
id: buying
evidence: [talks]
stages:
  - id: pay
    name: I pay
    evidence: [talks]
    feels: {score: -1, evidence: [talks]}
    pains:
      - {id: slow, text: Slow, severity: 2, evidence: [poll]}
      - {id: dear, text: Dear, severity: 3}
      - {id: rude, text: Rude, severity: 4, evidence: [poll, talks]}
    gains: [{id: kind, text: Kind}]
    steps: [{id: a, name: A, feels: -2}, {id: b, name: B, feels: lost}]
"""


def test_evidence_and_what_rests_on_it(scene_of: MakeScene) -> None:
    found = coverage.view(scene_of(SOURCES, CLAIMED), None)
    poll, talks, lore = found.sources
    assert [it.link.text for it in found.sources] == ["Poll", "Talks", "Lore"]
    assert (poll.state, poll.until, poll.age, poll.supports) == ("expired", "31 January 2025", "2 years", "2 pains")
    assert (talks.state, talks.until, talks.age, talks.n, talks.kind) == ("fresh", "1 October 2027", "1 month", "more than 60", "Interviews")
    assert talks.supports == "1 pain, 1 feeling, 1 stage or step, 1 persona, 1 map"
    assert (lore.state, lore.count, lore.supports) == ("undated", 0, "")


def test_claims_that_nothing_living_supports(scene_of: MakeScene) -> None:
    found = coverage.view(scene_of(SOURCES, CLAIMED, SMALLEST, RETIRED), None)
    buying, library = found.maps
    assert (buying.living, buying.all, buying.expired, buying.worst) == (2, 7, 1, 3)
    assert [it.link.text for it in buying.doubts] == ["Dear", "Slow", "Kind", "A", "B"]
    assert [[source.text for source in it.expired] for it in buying.doubts[:2]] == [[], ["Poll"]]
    assert (library.map, library.all, [it.link.text for it in library.doubts]) == (None, 1, ["Of no map"])
    assert (found.living, found.all, found.expired) == (2, 8, 1)


def test_the_page_of_evidence(scene_of: MakeScene) -> None:
    text = html(scene_of(SOURCES, CLAIMED), "coverage")
    assert "2 of 7" in text
    assert "2 of 8 claims" in text
    assert 'id="map-buying"' in text
    assert "1 of them on expired evidence only" in text
    assert "coverage" not in hubs(scene_of(MOMENTS))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-23", "0 days"), ("2026-11-22", "1 day"), ("2026-10-23", "1 month"), ("2024-11-24", "23 months"), ("2024-11-23", "2 years"), ("2027-01-01", "")],
)
def test_ages(scene_of: MakeScene, day: str, expected: str) -> None:
    assert facts.age(scene_of(SMALLEST), datetime.date.fromisoformat(day)) == expected


TERMS = """
terms:
  - {id: sso, name: SSO, definition: Single sign-on}
  - {id: wallet, name: wallet, definition: An app that pays}
  - {id: zeta, name: Zeta}
  - {id: eclair, name: Éclair, summary: A cake}
touchpoints: [{id: page, name: Page, how: With a wallet}]
"""
SPEAKING = """
title: Paying
id: paying
stages:
  - id: pay
    name: I pay
    does: Opens the wallet
    duties: {shop: Keep SSO up}
    steps: [{id: a, name: A, thinks: [Where is my wallet?], feels: {quote: No wallet}}, {id: wallet, name: Wallets, touchpoints: [page]}]
    perspectives: {clerk: {does: Sees a wallet}}
pains: [{id: p, text: No wallet}]
"""


def test_the_glossary_in_order_and_where_its_words_stand(scene_of: MakeScene) -> None:
    scene = scene_of(TERMS, SPEAKING, SMALLEST)
    rows = glossary.view(scene, None).rows
    assert [row.link.text for row in rows] == ["Éclair", "SSO", "wallet", "Zeta"]
    assert [(len(row.maps), row.places) for row in rows] == [(0, 0), (1, 1), (1, 4), (0, 0)]
    assert [entry.label for entry in mentions(scene.atlas)["wallet"]] == ["I pay", "A", "No wallet", "Page"]
    assert rows[0].definition == "A cake"
    assert "speaks of it" in html(scene, "terms/wallet")


def test_the_page_of_terms(scene_of: MakeScene) -> None:
    text = html(scene_of(TERMS, SPEAKING), "glossary")
    assert "4 places" in text
    assert text.count("used in no map") == 2


TEAMS = "teams: [{id: zoo, name: Zoo}, {id: shop, name: Shop}, {id: idle, name: Idle}, {id: an, name: An office}]\n"
OWNED = "title: Buying\nid: buying\nowner: shop\nstages: [{name: Pays, owner: zoo, pains: [{text: Slow, owner: an}]}]\n"


def test_teams_by_name_and_those_that_own_nothing_last(scene_of: MakeScene) -> None:
    scene = scene_of(TEAMS, OWNED)
    rows = teams.view(scene, None)
    assert [(row.link.text, row.idle) for row in rows] == [("An office", False), ("Shop", False), ("Zoo", False), ("Idle", True)]
    text = html(scene, "teams")
    assert text.count("owns nothing yet") == 1
    assert 'data-value="0"><span aria-hidden="true">–</span>' in text


HURTS = "title: Buying\nid: buying\nstages: [{name: Pays, pains: [{text: Stuck, severity: 4}, {text: Nothing, severity: 0}, {text: Gone, resolved: 2026-01-01}, {text: Odd}]}]\n"


def test_pains_are_counted_in_words(scene_of: MakeScene) -> None:
    text = html(scene_of(HURTS), "pains")
    assert "2 open pains, one of them blocks; 1 no longer hurts; 1 more was looked at and is no pain after all" in text


APART = "title: Future\nid: future\nstate: future\nbaseline: now\nstages: [{id: other, name: Asks from home}]\n"
NOW = "title: Now\nid: now\nstages: [{id: pay, name: Pays, steps: [{id: wait, name: Waits}]}]\n"


def test_maps_without_a_common_step_are_not_counted_against_each_other(scene_of: MakeScene) -> None:
    scene = scene_of(NOW, APART)
    assert "No step in common: another journey takes its place" in html(scene, "compare")
    text = html(scene, "compare/now/future")
    assert "No step in common: another journey takes its place." in text
    assert "gone</span>" not in text
    assert "only in Current state" in text


def test_the_glossary_leads_to_the_words_of_the_method(scene_of: MakeScene) -> None:
    assert '<a href="how-to-read">How to read a map</a>' in html(scene_of(TERMS, SPEAKING), "glossary")


def test_a_page_of_the_interface_has_its_title_in_the_readers_language_and_a_map_its_own(scene_of: MakeScene) -> None:
    scene = scene_of("id: shoes\ntitle: What hurts\nstages: [{name: I look, pains: [Slow]}]\n")
    listed = [pages.titled(page, Words("en"), Words("de")) for page in pages.pages(scene.atlas, Words("en"))]
    titles = {page.kind.name: page.title for page in listed}
    assert (titles["pains"], titles["map"]) == ("Schmerzpunkte", "What hurts")
