"""The library: records that several maps speak of, and the file that holds them."""

from typing import ClassVar

from journeybook.fields import (
    Date,
    DateOrWords,
    Flag,
    Line,
    Number,
    NumberOrWords,
    Text,
    Texts,
    many,
    number_between,
    one_of,
    ref,
    refs,
    says,
)
from journeybook.model.record import Part, Record

Scale5 = number_between(1, 5)


class Team(Record):
    """A group of people who can be answerable for something."""

    kind: ClassVar[str] = "team"
    name: Line = says("What the team is called.", ...)
    kind_: one_of("internal", "external", "partner") | None = says("Whether the team is one's own.", alias="kind")
    lead: Line | None = says("Who leads it.")
    contact: Line | None = says("How to reach it.")
    parent: ref("team") | None = says("The team above it.")
    valid_to: Date | None = says("The last day of the team.")
    replaced_by: ref("team") | None = says("The team that took over.")


class Channel(Record):
    """The medium of touchpoints."""

    kind: ClassVar[str] = "channel"
    name: Line = says("What the channel is called.", ...)
    medium: one_of("online", "offline", "hybrid") | None = says("Where it is used.")
    owner: refs("team", doubt=True) = says("The team answerable for the channel.", ())


class Emotional(Part):
    """What makes a touchpoint be remembered."""

    story: Text | None = says("The story that it tells.")
    resonance: Text | None = says("What it touches in people.")
    participation: Text | None = says("What people do themselves.")


Agreement = one_of("consistent", "differs", "missing")


class Consistency(Part):
    """Whether the touchpoint agrees with the others."""

    content: Agreement | None = says("Whether it says the same.")
    tone: Agreement | None = says("Whether it sounds the same.")
    function: Agreement | None = says("Whether it can do the same.")
    data: Agreement | None = says("Whether it knows the same.")
    note: Text | None = says("What differs or is missing.")


class Risk(Part):
    """What can go wrong at a touchpoint, and what is done then."""

    likelihood: Scale5 | None = says("How likely, 1 to 5.")
    impact: Scale5 | None = says("How bad, 1 to 5.")
    scenario: Text | None = says("What happens.")
    plan: Text | None = says("What is done then.")
    owner: refs("team", doubt=True) = says("The team that acts.", ())


class Resource(Part):
    """The audit of what there is."""

    effectiveness: Scale5 | None = says("Whether it does its job, 1 to 5.")
    note: Text | None = says("Why.")


class Sustainability(Part):
    """What the touchpoint costs others."""

    environment: Text | None = says("The effect on the environment.")
    social: Text | None = says("The effect on people.")
    trade_off: Text | None = says("What stands against it.")


class Experiment(Part):
    """A trial at a touchpoint; its return is computed."""

    hypothesis: Text | None = says("What is expected.")
    cost: NumberOrWords | None = says("What it costs.")
    gain: NumberOrWords | None = says("What it brings.")
    reaction: Text | None = says("How customers react.")


class Touchpoint(Record):
    """A concrete point of contact: a page, a letter, a call."""

    kind: ClassVar[str] = "touchpoint"
    name: Line = says("What the touchpoint is called.", ...)
    channel: ref("channel") | None = says("Its medium.")
    kind_: one_of("contact", "interaction", "experience") | None = says(
        "contact: first meets the brand; interaction: both act; experience: uses what was bought.", alias="kind"
    )
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    when: Text | None = says("At what time.")
    where: Text | None = says("At what place.")
    how: Text | None = says("In what manner.")
    emotional: Emotional | None = says("What makes it be remembered.")
    consistency: Consistency | None = says("Whether it agrees with the others.")
    risk: Risk | None = says("What can go wrong.")
    resource: Resource | None = says("Whether it does its job.")
    sustainability: Sustainability | None = says("What it costs others.")
    experiment: Experiment | None = says("A trial that runs here.")
    code: many(Line) = says("Where its source code is, as repository:path patterns.", ())


class Persona(Record):
    """An archetype of customers, with goals."""

    kind: ClassVar[str] = "persona"
    name: Line = says("What the persona is called.", ...)
    segment: ref("segment") | None = says("The measurable part of the customers that it stands for.")
    account_role: one_of("buyer", "user", "approver", "influencer", "gatekeeper") | None = says(
        "The part played in a purchase by an organisation."
    )
    quote: Text | None = says("A sentence that the persona would say.")
    goals: Texts = says("What the persona wants to reach.", ())
    needs: Texts = says("What the persona needs.", ())
    frustrations: Texts = says("What gets in the way.", ())
    jobs: Texts = says("The jobs to be done.", ())
    context: Text | None = says("Life and surroundings.")
    evidence: refs("evidence") = says("What the persona rests on.", ())
    image: Line | None = says("A local picture file.")
    alt: Text | None = says("What the picture shows, for those who do not see it.")


class Segment(Record):
    """A measurable part of the customers."""

    kind: ClassVar[str] = "segment"
    name: Line = says("What the segment is called.", ...)
    definition: Text | None = says("Who belongs to it.")


class System(Record):
    """A system that a step needs."""

    kind: ClassVar[str] = "system"
    name: Line = says("What the system is called.", ...)
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())


class Target(Part):
    """A value to reach."""

    shorthand: ClassVar[str] = "value"
    value: NumberOrWords = says("The value, or words.", ...)
    by: DateOrWords | None = says("By when.")
    note: Text | None = says("What it rests on.")


class Value(Part):
    """One measured value."""

    date: DateOrWords = says("When it was measured.", ...)
    value: NumberOrWords = says("What was measured.", ...)
    n: NumberOrWords | None = says("How many were asked.")
    note: Text | None = says("What to know about it.")


class Metric(Record):
    """A measure with its definition and target."""

    kind: ClassVar[str] = "metric"
    name: Line = says("What the metric is called.", ...)
    kind_: (
        one_of("nps", "csat", "ces", "conversion", "churn", "retention", "ltv", "revenue", "cost", "count", "duration", "ratio")
        | None
    ) = says("How it is computed.", alias="kind")
    method: one_of("top2", "mean", "pct", "churn-margin") | None = says("The variant of the computation.")
    definition: Text | None = says("What is counted.")
    unit: Line | None = says("The unit.")
    better: one_of("higher", "lower") | None = says("Which direction is good.")
    target: many(Target) = says("The value to reach, or several with dates.", ())
    warn: NumberOrWords | None = says("The value at which to warn.")
    due: DateOrWords | None = says("When the target is due.")
    source: Text | None = says("Where the numbers come from.")
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    cadence: Line | None = says("How often it is measured.")
    min_n: number_between(0) | None = says("Fewer answers than this are not shown.")
    values: many(Value) = says("Values, when they are few; many belong in a CSV file.", ())


class Evidence(Record):
    """A dated source that supports a claim."""

    kind: ClassVar[str] = "evidence"
    title_field: ClassVar[str] = "title"
    title: Line = says("What the source is called.", ...)
    kind_: (
        one_of(
            "interview", "survey", "analytics", "tickets", "reviews", "logs", "observation", "sales-notes", "ab-test",
            "workshop", "document", "literature",
        )
        | None
    ) = says("What sort of source it is.", alias="kind")  # fmt: skip
    date: DateOrWords | None = says("When it was gathered: a day, a period or words.")
    method: Text | None = says("How it was gathered.")
    n: NumberOrWords | None = says("How many people or cases.")
    valid_for: Line | None = says("How long it holds, such as '12 months'.")
    questions: Texts = says("What was asked.", ())
    personal_data: Flag | None = says("Whether it holds personal data.")
    consent: Text | None = says("What the people agreed to.")


class Goal(Record):
    """What the organisation wants to reach."""

    kind: ClassVar[str] = "goal"
    title_field: ClassVar[str] = "title"
    title: Line = says("The goal.", ...)
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    metric: ref("metric") | None = says("How it is measured.")
    target: NumberOrWords | None = says("The value to reach.")
    due: DateOrWords | None = says("By when.")


class Term(Record):
    """A word of the glossary."""

    kind: ClassVar[str] = "term"
    name: Line = says("The word.", ...)
    definition: Text | None = says("What it means.")


__all__ = [
    "Channel", "Evidence", "Goal", "Metric", "Number", "Persona", "Segment", "System", "Team", "Term", "Touchpoint",
]  # fmt: skip
