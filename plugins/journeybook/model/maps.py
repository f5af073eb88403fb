"""The map: stages, steps, and how they are connected."""

from typing import Annotated, ClassVar

from journeybook.fields import (
    Date,
    DateOrWords,
    Flag,
    Line,
    ListOf,
    Reason,
    Share,
    Text,
    Texts,
    many,
    number_between,
    one_of,
    only_list,
    read_number,
    ref,
    ref_keys,
    refs,
    refuse,
    says,
)
from journeybook.model.items import Confidence, Gain, Improvement, Opportunity, Pain, Scale5
from journeybook.model.library import Evidence, Persona, System, Touchpoint
from journeybook.model.record import Part, Record


class Feeling(Part):
    """How it feels."""

    shorthand: ClassVar[str] = "score"
    score: number_between(-2, 2) | None = says("From -2 very negative to +2 very positive.")
    word: Line | None = says("The feeling in a word.")
    quote: Text | None = says("What somebody said.")
    evidence: refs("evidence", record=Evidence) = says("What it rests on.", ())

    @classmethod
    def shorthands(cls) -> tuple[str, ...]:
        """A bare number is the score, a bare word the word."""
        return ("score", "word")

    @classmethod
    def unfold(cls, node: object) -> object:
        """A bare number is the score, a bare word the word."""
        if isinstance(node, str) and read_number(node.strip()) is None and node.strip():
            return {"word": node} if not getattr(node, "is_null", False) else super().unfold(node)
        return super().unfold(node)


class Rating(Part):
    """How customers and the business rate a step, 1 to 5."""

    satisfaction: Scale5 | None = says("How content customers are, 1 to 5.")
    importance_customer: Scale5 | None = says("How much it matters to customers, 1 to 5.")
    importance_business: Scale5 | None = says("How much it matters to the business, 1 to 5.")


class Owner(Part):
    """The one team, and person, answerable."""

    shorthand: ClassVar[str] = "team"
    team: refs("team", doubt=True) = says("The team; '?' if unknown, 'marketing?' if unsure.", ())
    person: Line | None = says("The person in it.")

    @classmethod
    def unfold(cls, node: object) -> object:
        """A list is a list of teams: two are read, shown and warned about."""
        return {"team": node} if isinstance(node, list) else super().unfold(node)


class Raci(Part):
    """Who does what: responsible, accountable, consulted, informed."""

    responsible: refs("team") = says("Who does the work.", ())
    accountable: refs("team", doubt=True) = says("Who is answerable; the owner, where it is left out.", ())
    consulted: refs("team") = says("Who is asked.", ())
    informed: refs("team") = says("Who is told.", ())


class Handoff(Part):
    """What is passed on where the accountable team changes."""

    shorthand: ClassVar[str] = "carries"
    from_: ref("team") | None = says("The team that passes on.", alias="from")
    to: ref("team") | None = says("The team that takes over.")
    carries: Text | None = says("What is passed on.")
    risk: Text | None = says("What goes wrong.")


TransitionKind = one_of("next", "branch", "skip", "loop", "jump", "exit")


class Next(Part):
    """A way on from the step or stage it stands in."""

    shorthand: ClassVar[str] = "to"
    to: ref("step") = says("The stage or step it leads to, 'exit', or map#step.", ...)
    kind: TransitionKind | None = says("What sort of way it is; told by its ends where it is left out.")
    when: Text | None = says("On what condition.")
    share: Share | None = says("What part of the customers go this way, 0 to 1.")
    handoff: Handoff | None = says("What is passed on.")


class Transition(Next):
    """A directed link between steps or stages."""

    shorthand: ClassVar[str] = ""
    from_: ref("step") = says("The stage or step it begins at.", ..., alias="from")


class Media(Part):
    """A picture or file beside the map."""

    path: Line = says("The file, relative to the map's file.", ...)
    alt: Text | None = says("What it shows, for those who do not see it.")
    caption: Text | None = says("A line below it.")


class Moment(Record):
    """What a step may say, and a stage and a perspective too."""

    owner: Owner | None = says("The one team answerable.")
    actor: ref("persona") | None = says("Who acts, where it is not the map's persona.")
    goal: Text | None = says("What the customer wants to reach here.")
    does: Texts = says("What the customer does.", ())
    thinks: Texts = says("What the customer thinks.", ())
    feels: Feeling | None = says("How it feels, -2 to +2, with a word and a quote.")
    expects: Texts = says("What the customer expects.", ())
    needs: Texts = says("What the customer needs.", ())
    touchpoints: refs("touchpoint", record=Touchpoint) = says("Where customer and organisation meet.", ())
    artefact: Texts = says("What the customer holds in hand: a ticket, a letter.", ())
    frontstage: Texts = says("What staff do in the customer's sight.", ())
    backstage: Texts = says("What staff do out of sight.", ())
    support: Texts = says("What goes on behind that.", ())
    systems: refs("system", record=System) = says("The systems it needs.", ())
    moment_of_truth: Reason | None = says("Why this moment has an outsized effect, or true.")
    rating: Rating | None = says("How it is rated, 1 to 5.")
    pains: many(Pain) = says("What is hard here.", ())
    gains: many(Gain) = says("What works well here.", ())
    opportunities: many(Opportunity) = says("What is worth working on here.", ())
    improvements: many(Improvement) = says("What may be changed here.", ())
    metrics: refs("metric") = says("What is measured here.", ())
    evidence: refs("evidence", record=Evidence) = says("What this rests on.", ())
    confidence: Confidence | None = says("assumed, observed or validated.")
    raci: Raci | None = says("Who else takes part.")
    duties: ref_keys("team", Text) = says("What each team owes here: team and duty.", {})
    entry: Text | None = says("On what condition it begins.")
    exit: Text | None = says("On what condition it ends.")
    when: Text | None = says("When, in words or ISO 8601.")
    duration: Text | None = says("How long it takes, in words or ISO 8601.")
    wait: Text | None = says("How long the customer waits, in words or ISO 8601.")
    optional: Flag | None = says("Whether customers may leave it out.")
    conditional: Text | None = says("On what condition it happens at all.")
    repeatable: Flag | None = says("Whether it happens several times.")
    perspectives: ref_keys("role", "Perspective") = says("The same moment lived by a persona, a team or a role.", {})
    detail_map: refs("map") = says("Maps that show this in detail.", ())
    continues_in: refs("step") = says("Where the journey goes on: map or map#step.", ())
    next: many(Next) = says("The ways on; left out, the next one in the list.", ())
    media: many(Media) = says("Pictures and files.", ())


class Perspective(Moment):
    """The same moment lived by somebody else."""

    kind: ClassVar[str] = "perspective"
    shorthand: ClassVar[str] = "does"
    name: Line | None = says("A name for this view.")


class Step(Moment):
    """One thing that the customer does or experiences in a stage."""

    kind: ClassVar[str] = "step"
    shorthand: ClassVar[str] = "name"
    name: Line = says("The step, from the customer's view.", ...)


class Stage(Moment):
    """A large part of the journey, named from the customer's view."""

    kind: ClassVar[str] = "stage"
    shorthand: ClassVar[str] = "name"
    name: Line = says("The stage, from the customer's view.", ...)
    group: Line | None = says("A label over neighbouring stages.")
    order: one_of("free") | None = says("free: the steps do not follow each other in the order of the list.")
    steps: many(Step, strict=True) = says("The steps, in order.", ())


for shape in (Moment, Perspective, Step, Stage):
    # A moment holds what is itself a moment; pydantic would find that out only when the first file is read.
    shape.model_fields["perspectives"].annotation = dict[str, Perspective]


class Scope(Part):
    """What the map covers."""

    scenario: Text | None = says("The situation.")
    trigger: Text | None = says("What sets it off.")
    goal: Text | None = says("What the customer wants in the end.")
    expectation: Text | None = says("What the customer expects.")
    start: Text | None = says("Where the map begins.")
    end: Text | None = says("Where it ends.")


class LogEntry(Part):
    """One review that took place."""

    date: Date = says("The day.", ...)
    by: Line | None = says("Who reviewed.")
    outcome: one_of("confirmed", "changed", "retired") | None = says("What came of it.")
    note: Text | None = says("What to know.")


class Review(Part):
    """When the map is checked again, and when it was."""

    shorthand: ClassVar[str] = "every"
    every: Line | None = says("How often: '3 months', P3M, '90 days', quarterly.")
    triggers: many(Line) = says("What calls for a review before that.", ())
    log: many(LogEntry) = says("The reviews that took place.", ())


def some_stages(value: object) -> object:
    """A list of at least one stage."""
    stages = only_list(value)
    if not stages:
        raise refuse("empty-value", "is empty: a map needs at least one stage", "write '- name: …' below it")
    return stages


class Map(Record):
    """One journey in one state, one file."""

    kind: ClassVar[str] = "map"
    title_field: ClassVar[str] = "title"
    title: Line = says("What the map is called.", ...)
    lang: Line | None = says("The language of its texts, such as en or zh; left out, the atlas's.")
    state: one_of("current", "future", "day-in-the-life") | None = says("What the map shows.")
    view: one_of("journey", "blueprint") | None = says("blueprint adds the lanes behind the counter and their lines.")
    baseline: ref("map") | None = says("The current map that a future one replaces.")
    variant_of: ref("map") | None = says("The map of which this is another path.")
    parent: ref("map") | None = says("The map above it.")
    status: one_of("draft", "in-review", "live", "retired") | None = says("How far the map is; a draft where left out.")
    replaced_by: ref("map") | None = says("The map that took over from a retired one.")
    market: one_of("b2c", "b2b", "b2b2c", "internal") | None = says("Who the customers are.")
    industry: Line | None = says("The industry.")
    segments: refs("segment") = says("The segments that it holds for.", ())
    personas: refs("persona", record=Persona) = says("Whose journey it is.", ())
    audience: one_of("public", "employees", "restricted") | None = says("Who may read it.")
    scope: Scope | None = says("What it covers.")
    goals: refs("goal") = says("The goals that it serves.", ())
    owner: Owner | None = says("The one team, and person, answerable for the map.")
    contributors: refs("team") = says("The teams that take part in keeping it.", ())
    review: Review | None = says("When it is checked again.")
    metrics: refs("metric") = says("What is measured over the whole journey.", ())
    touchpoints: refs("touchpoint", record=Touchpoint) = says("Touchpoints of the journey, where no stage is known.", ())
    systems: refs("system", record=System) = says("Systems of the journey, where no stage is known.", ())
    evidence: refs("evidence", record=Evidence) = says("What the map rests on.", ())
    order: one_of("free") | None = says("free: the stages do not follow each other in the order of the list.")
    stages: Annotated[tuple[Stage, ...], ListOf(some_stages, needed=True)] = says("The stages.", ...)
    transitions: many(Transition) = says("The ways that are not a line.", ())
    pains: many(Pain) = says("Pains of the whole map, or with `at`.", ())
    gains: many(Gain) = says("Gains of the whole map, or with `at`.", ())
    opportunities: many(Opportunity) = says("Opportunities of the map.", ())
    improvements: many(Improvement) = says("Improvements of the map.", ())
    media: many(Media) = says("Pictures and files; local only.", ())
    translation_of: ref("map") | None = says("The map that this one translates.")


__all__ = ["DateOrWords", "Map", "Moment", "Perspective", "Stage", "Step", "Transition"]
