"""What hurts, what works, and what may be done: pains, gains, opportunities and improvements."""

from typing import ClassVar

from journeybook.model.library import Evidence, Scale5
from journeybook.model.record import Part, Record
from journeybook.model.values import (
    AmountOrWords,
    Code,
    Date,
    DateOrWords,
    Frequency,
    Number,
    Text,
    Unit,
    date_or_words,
    many,
    number_between,
    one_of,
    ref,
    refs,
    refuse_nothing,
    says,
)

SEVERITIES = ("none", "cosmetic", "minor", "major", "blocks")
Severity = number_between(0, 4, words=SEVERITIES, others_say={
    "none": "no, zero, 无, keine", "cosmetic": "trivial, 轻微外观, kosmetisch", "minor": "low, small, 轻微, 较轻, 低, gering, leicht, niedrig",
    "major": "high, severe, serious, big, 严重, 高, 较重, hoch, schwer, schwerwiegend", "blocks": "critical, blocker, blocking, highest, fatal, 阻断, 致命, 非常严重, kritisch, blockiert",
}, sort="severity")  # fmt: skip
Confidence = one_of("assumed", "observed", "validated", others_say={
    "assumed": "assumption, hypothesis, guess, 假设, 猜测, angenommen, Annahme", "observed": "seen, 观察, beobachtet",
    "validated": "proven, verified, confirmed, tested, 已验证, 验证, bestätigt, geprüft",
}, hint="assumed: nobody has looked; observed: somebody saw or heard it; validated: several sources agree")  # fmt: skip
Positive = number_between(0, whole=False)
NOT_YET = frozenset(["no", "not", "not yet", "false", "nein", "noch nicht", "non", "open", "offen", "ongoing", "in progress", "never", "soon", "todo", "否", "未", "没有", "还没有", "未解决"])  # fmt: skip
"""What people write of a pain that hurts still."""


class Item(Record):
    """Something that stands in a step, a stage, a map or the library, and has a place (`at`) there."""

    at: refs("step") = says("The stage or step it belongs to, or several; left out, the one it stands in.", ())
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    evidence: refs("evidence", record=Evidence) = says("What it rests on.", ())
    confidence: Confidence | None = says("assumed, observed or validated.")
    goals: refs("goal") = says("The goals that it serves.", ())
    others_say: ClassVar[dict[str, str]] = {
        "at": "stage, step, steps, stages, where, location, place, 位置, 阶段, 步骤, wo",
        "owner": "department, team, responsible, accountable, assignee, assigned to, 负责人, 负责团队, 部门, Verantwortlich, "
            "Verantwortlicher, Zuständig",
        "evidence": "research, insights, sources, source, data, proof, 证据, 依据, 来源, Belege, Quelle",
        "confidence": "certainty, validated, 可信度, Sicherheit",
        "goals": "goal, objectives, 目标, Ziele",
    }  # fmt: skip

    @classmethod
    def unfold(cls, node: object) -> object:
        """Text alone, where it says anything."""
        if isinstance(node, str):
            refuse_nothing(node.strip())
        return super().unfold(node)


class Pain(Item):
    """A concrete difficulty, with a severity."""

    kind: ClassVar[str] = "pain"
    shorthand: ClassVar[str] = "text"
    title_field: ClassVar[str] = "text"
    text: Text = says("What is hard, in plain words.", ...)
    severity: Severity | None = says("0 none, 1 cosmetic, 2 minor, 3 major, 4 blocks the customer; the words do too.")
    frequency: Frequency | None = says("How often, 1 to 5 or in words.")
    impact: Text | None = says("What follows from it.")
    cause: Text | None = says("Why it is so.")
    workaround: Text | None = says("What customers do instead.")
    affects: refs("persona") = says("Who feels it.", ())
    resolved: date_or_words(NOT_YET, "the day since when it no longer hurts", "leave the line out while it hurts") | None = says(
        "Since when it no longer hurts."
    )
    others_say: ClassVar[dict[str, str]] = {
        "text": "name, title, description, pain, pain point, problem, issue, label, 痛点, 问题, 描述, 名称, Problem, Beschreibung",
        "severity": "level, intensity, priority, weight, pain level, score, 严重程度, 严重度, 级别, Schwere, Schweregrad",
        "frequency": "how often, occurrence, count, 频率, Häufigkeit",
        "impact": "effect, consequence, consequences, 影响, Auswirkung",
        "cause": "root cause, reason, why, 原因, Ursache",
        "workaround": "work around, fix, 变通, Umgehung",
        "affects": "personas, persona, who, affected, users, 影响谁, betrifft",
        "resolved": "fixed, solved, closed, done, resolved on, 已解决, gelöst",
    }  # fmt: skip


class Gain(Item):
    """Something that works well."""

    kind: ClassVar[str] = "gain"
    shorthand: ClassVar[str] = "text"
    title_field: ClassVar[str] = "text"
    text: Text = says("What works well, in plain words.", ...)
    affects: refs("persona") = says("Who enjoys it.", ())
    others_say: ClassVar[dict[str, str]] = {
        "text": "name, title, description, gain, delight, label, 爽点, 描述, 名称, Beschreibung",
        "affects": "personas, persona, who, users, betrifft",
    }  # fmt: skip


class Stake(Part):
    """What could be won, in money."""

    amount: AmountOrWords | None = says("How much.")
    currency: Unit | None = says("In which currency.")
    how: Text | None = says("How it was computed.")
    others_say: ClassVar[dict[str, str]] = {
        "amount": "value, sum, money, 金额, Betrag",
        "currency": "unit, 货币, Währung",
        "how": "calculation, formula, computed, basis, 计算方式, Berechnung",
    }  # fmt: skip


class Opportunity(Item):
    """A problem or chance worth working on."""

    kind: ClassVar[str] = "opportunity"
    shorthand: ClassVar[str] = "title"
    title_field: ClassVar[str] = "title"
    title: Text = says("The opportunity in a few words.", ...)
    hmw: Text | None = says("The question: How might we …?")
    pains: refs("pain") = says("The pains that it would ease.", ())
    gains: refs("gain") = says("The gains that it builds on.", ())
    importance: number_between(0, 10, whole=False) | None = says("How important the outcome is to customers, 0 to 10.")
    satisfaction: number_between(0, 10, whole=False) | None = says("How content they are with it today, 0 to 10.")
    value_at_stake: Stake | None = says("What could be won.")
    metric: ref("metric") | None = says("What would move.")
    others_say: ClassVar[dict[str, str]] = {
        "title": "name, text, label, opportunity, insight, problem, 标题, 名称, Titel",
        "hmw": "how might we, question, 我们如何, Wie könnten wir",
        "pains": "pain points, pain, problems, frictions, 痛点, Probleme",
        "gains": "delights, gain, 爽点",
        "importance": "weight, priority, 重要性, Wichtigkeit",
        "satisfaction": "satisfied, 满意度, Zufriedenheit",
        "value_at_stake": "value, business value, stake, money, 价值, Wert",
        "metric": "kpi, metrics, kpis, measure, 指标, Kennzahl",
    }  # fmt: skip


class Rice(Part):
    """Reach × impact × confidence / effort."""

    reach: Positive = says("How many in a period.", ...)
    impact: Positive = says("How much for each.", ...)
    confidence: number_between(0, 1, whole=False) = says("How sure, 0 to 1.", ...)
    effort: Positive = says("Person-months; not 0.", ...)


class Ice(Part):
    """Impact × confidence × ease."""

    impact: number_between(0, 10, whole=False) = says("How much it changes, 0 to 10.", ...)
    confidence: number_between(0, 10, whole=False) = says("How sure, 0 to 10.", ...)
    ease: number_between(0, 10, whole=False) = says("How easy, 0 to 10.", ...)


class Wsjf(Part):
    """(Value + time criticality + risk reduction) / job size."""

    value: Positive = says("The value to customers and business.", ...)
    time_criticality: Positive = says("How much waiting costs.", ...)
    risk_reduction: Positive = says("What risk it takes away.", ...)
    job_size: Positive = says("How large the work is; not 0.", ...)


Progress = one_of("proposed", "accepted", "in-progress", "done", "rejected", others_say={
    "proposed": "new, idea, open, backlog, todo, to do, suggested, 提出, 待定, 新建, offen, vorgeschlagen", "accepted": "planned, approved, next, ready, agreed, 已接受, 已批准, 计划中, geplant, angenommen",
    "in-progress": "wip, doing, started, ongoing, active, in work, 进行中, 开发中, in Arbeit, läuft", "done": "shipped, finished, completed, complete, closed, released, live, 完成, 已完成, 已上线, fertig, erledigt",
    "rejected": "declined, cancelled, canceled, won't do, dropped, 拒绝, 已拒绝, 取消, abgelehnt, verworfen",
})  # fmt: skip


class Improvement(Item):
    """A change that may be made."""

    kind: ClassVar[str] = "improvement"
    shorthand: ClassVar[str] = "title"
    title_field: ClassVar[str] = "title"
    title: Text = says("The change in a few words.", ...)
    opportunity: refs("opportunity") = says("The opportunity that it serves.", ())
    pains: refs("pain") = says("The pains that it eases.", ())
    gains: refs("gain") = says("The gains that it strengthens.", ())
    status: Progress | None = says("How far it is.")
    value: Scale5 | None = says("What it is worth, 1 to 5.")
    effort: Scale5 | None = says("What it costs, 1 to 5.")
    rice: Rice | None = says("Numbers for the RICE method.")
    ice: Ice | None = says("Numbers for the ICE method.")
    wsjf: Wsjf | None = says("Numbers for the WSJF method.")
    due: DateOrWords | None = says("When it is due.")
    issue: Code | None = says("Its number in the issue tracker.")
    metric: ref("metric") | None = says("What should move.")
    expected: Text | None = says("By how much.")
    shipped: Date | None = says("When customers got it.")
    reason: Text | None = says("Why it was rejected.")
    others_say: ClassVar[dict[str, str]] = {
        "title": "name, text, label, improvement, solution, idea, initiative, 标题, 名称, 方案, Titel",
        "opportunity": "opportunities, insight, insights, 机会, Chance",
        "pains": "pain points, pain, problems, solves, frictions, 痛点, Probleme",
        "gains": "delights, gain, 爽点",
        "status": "state, progress, phase, 状态, Stand",
        "value": "impact, benefit, business value, 价值, 收益, Nutzen",
        "effort": "cost, size, complexity, estimate, 工作量, 成本, Aufwand",
        "due": "deadline, due date, until, target date, by, 截止, 截止日期, 到期, Frist, fällig",
        "issue": "ticket, jira, task, issue id, 工单, Ticketnummer",
        "metric": "kpi, metrics, kpis, measure, 指标, Kennzahl",
        "expected": "expectation, target, expected effect, 预期, Erwartung",
        "shipped": "released, release date, live since, done on, completed, launched, 上线, 上线日期, 发布, ausgeliefert",
        "reason": "why, rejected because, 原因, Grund",
    }  # fmt: skip


ITEM_KINDS: dict[str, type[Item]] = {
    "pains": Pain, "gains": Gain, "opportunities": Opportunity, "improvements": Improvement,
}  # fmt: skip

__all__ = ["ITEM_KINDS", "SEVERITIES", "Gain", "Improvement", "Item", "Number", "Opportunity", "Pain", "many"]
