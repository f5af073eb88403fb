"""The map: stages, steps, and how they are connected."""

import re
from typing import Annotated, ClassVar

from journeybook.model.items import Confidence, Gain, Improvement, Opportunity, Pain
from journeybook.model.library import Evidence, Persona, Scale5, System, Touchpoint
from journeybook.model.local_numbers import SIGNS, read_number
from journeybook.model.record import Audience, Part, Record
from journeybook.model.values import (
    Code,
    Date,
    DateOrWords,
    Duration,
    Flag,
    Lang,
    Line,
    ListOf,
    Period,
    Reason,
    Share,
    Text,
    Texts,
    Time,
    many,
    number_between,
    one_of,
    only_list,
    ref,
    ref_keys,
    refs,
    refuse,
    says,
)
from journeybook.reading.problem import in_flow, shown
from journeybook.reading.tree import NO_MARK, scalar

FELT = "-2 is very negative, 0 neither, 2 very positive; a word for it stands under 'word'"
NUMBER_AND_WORD = re.compile(r"(?P<first>[-+−–]?\d+)\s*[,;:/ ]+\s*(?P<word>[^\W\d][^\d]*)|(?P<word2>[^\W\d][^\d,;]*)\s*[,;: (]+\s*(?P<last>[-+−–]?\d+)\)?")
PLACEHOLDERS = frozenset({"n/a", "na", "n.a.", "tbd", "todo", "?", "-", "–", "none", "unknown", "k.a.", "无", "未知", "待定"})
SCORED = re.compile(r"[-+−–]?\d.*|.*\d\s*[%％)]?")
"""A text that begins or ends with a number: no word for a feeling."""


SCORES = range(-2, 3)
IN_WORDS = {
    "very negative": -2, "negative": -1, "neutral": 0, "positive": 1, "very positive": 2, "sehr negativ": -2, "negativ": -1, "positiv": 1, "sehr positiv": 2,
    "非常负面": -2, "很负面": -2, "负面": -1, "中性": 0, "正面": 1, "很正面": 2, "非常正面": 2,
}  # fmt: skip
"""The words of the scale itself, which are read as its numbers."""


class Feeling(Part):
    """How it feels."""

    shorthand: ClassVar[str] = "score"
    score: number_between(-2, 2, hint=FELT) | None = says("From -2 very negative to +2 very positive.")
    word: Line | None = says("The feeling in a word.")
    quote: Text | None = says("What somebody said.")
    evidence: refs("evidence", record=Evidence) = says("What it rests on.", ())
    others_say: ClassVar[dict[str, str]] = {
        "score": "emotion score, rating, level, value, points, sentiment score, 分数, 评分, Wert",
        "word": "emotion, mood, feeling, sentiment, name, label, emoji, 情绪, Gefühl",
        "quote": "quotes, voice, said, verbatim, 引言, 原话, Zitat",
        "evidence": "source, proof, research, 证据, Beleg",
    }  # fmt: skip

    @classmethod
    def shorthands(cls) -> tuple[str, ...]:
        """A bare number is the score, a bare word the word."""
        return ("score", "word")

    @classmethod
    def unfold(cls, node: object) -> object:
        """A bare number is the score, a bare word the word."""
        if isinstance(node, list):
            raise refuse("wrong-type", "must be one feeling, not a list", "write {score: 1, word: …}, with the strongest one")
        if isinstance(node, str) and read_number(node.strip()) is None and node.strip():
            _refuse_scored(node.strip())
            said = IN_WORDS.get(" ".join(node.casefold().split()))
            if said is not None:
                return {"score": scalar(str(said), getattr(node, "mark", NO_MARK)), "word": node}
            return {"word": node} if not getattr(node, "is_null", False) else super().unfold(node)
        return super().unfold(node)


def _refuse_scored(text: str) -> None:
    """Refuses a number that would be taken for a word, and so be missing in the curve."""
    if text.casefold() in PLACEHOLDERS:
        raise refuse("out-of-range", f"must be a whole number from -2 to 2, or a word, not {shown(text)}", "leave the line out while it is not known")
    if re.fullmatch(r"[-+−–＋－/ ]+", text):
        raise refuse("out-of-range", f"must be a whole number from -2 to 2, or a word, not {shown(text)}", FELT)
    if not SCORED.fullmatch(text):
        return
    both = NUMBER_AND_WORD.fullmatch(text)
    number, word = ((both["first"] or both["last"]), (both["word"] or both["word2"]).strip()) if both else ("", "")
    sure = both is not None and -2 <= int(number.translate(SIGNS)) <= 2
    hint = f"write {{score: {int(number.translate(SIGNS))}, word: {word}}}" if sure else FELT
    if read_number(text.translate(SIGNS)) in SCORES:
        plain = str(int(text.translate(SIGNS)))
        hint = f"write {plain}, with a hyphen for the minus" if plain[0] == "-" and text[0] != "-" else f"write {plain}"
    raise refuse("out-of-range", f"must be a whole number from -2 to 2, or a word, not {shown(text)}", hint)


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
    others_say: ClassVar[dict[str, str]] = {
        "team": "name, department, unit, group, org, organisation, organization, 部门, 团队, Abteilung",
        "person": "name, lead, contact, responsible, who, 人, 负责人, Verantwortlicher",
    }  # fmt: skip

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
    others_say: ClassVar[dict[str, str]] = {
        "responsible": "r, does, 执行, Durchführung",
        "accountable": "a, owner, 负责, Verantwortlich",
        "consulted": "c, 咨询",
        "informed": "i, 知会, Informiert",
    }  # fmt: skip


class Handoff(Part):
    """What is passed on where the accountable team changes."""

    shorthand: ClassVar[str] = "carries"
    from_: ref("team") | None = says("The team that passes on.", alias="from")
    to: ref("team") | None = says("The team that takes over.")
    carries: Text | None = says("What is passed on.")
    risk: Text | None = says("What goes wrong.")


TransitionKind = one_of("next", "branch", "skip", "loop", "jump", "exit", others_say={
    "next": "continue, forward, then, 下一步, weiter", "branch": "decision, choice, alternative, 分支, Verzweigung", "skip": "shortcut, bypass, 跳过, überspringen",
    "loop": "back, return, repeat, retry, 返回, 循环, 重复, zurück, Schleife", "jump": "goto, link, 跳转, Sprung", "exit": "abandon, leave, drop off, dropout, end, churn, quit, 离开, 退出, 流失, Abbruch, Ende",
})  # fmt: skip


ARROW = re.compile(r"\s*([^\s].*?)\s*(?:[-=–—]+>|→|➔|➜|⇒|>)\s*([^\s].*?)\s*")


class Next(Part):
    """A way on from the step or stage it stands in."""

    shorthand: ClassVar[str] = "to"
    to: ref("step") = says("The stage or step it leads to, 'exit', or map#step.", ...)
    kind: TransitionKind | None = says("What sort of way it is; told by its ends where it is left out.")
    when: Text | None = says("On what condition.")
    share: Share | None = says("What part of the customers go this way, 0 to 1.")
    handoff: Handoff | None = says("What is passed on.")
    audience: Audience | None = says("Who may read of it.")
    others_say: ClassVar[dict[str, str]] = {
        "to": "target, destination, step, goto, next, 到, 去向, nach",
        "kind": "type, 类型, Art",
        "when": "condition, if, label, text, 条件, wenn",
        "share": "percent, percentage, rate, probability, 比例, 占比, Anteil",
        "handoff": "handover, 交接, Übergabe",
    }  # fmt: skip


class Transition(Next):
    """A directed link between steps or stages."""

    shorthand: ClassVar[str] = ""
    from_: ref("step") = says("The stage or step it begins at.", ..., alias="from")

    @classmethod
    def pattern(cls, text: str = "…") -> str:
        """With what stands on both sides of an arrow."""
        ends = ARROW.fullmatch(text)
        return f"{{from: {in_flow(ends[1])}, to: {in_flow(ends[2])}}}" if ends else super().pattern()

    others_say: ClassVar[dict[str, str]] = {
        "from": "source, start, origin, 从, 来自, von",
    }  # fmt: skip


class Media(Part):
    """A picture or file beside the map."""

    @classmethod
    def pattern(cls, text: str = "…") -> str:
        """With the words that a picture needs."""
        return f"{{path: {in_flow(text)}, alt: …}}"

    path: Code = says("The file, relative to the map's file.", ...)
    alt: Text | None = says("What it shows, for those who do not see it.")
    caption: Text | None = says("A line below it.")
    audience: Audience | None = says("Who may see it.")
    others_say: ClassVar[dict[str, str]] = {
        "path": "file, src, image, url, picture, 文件, 路径, Datei, Bild",
        "alt": "description, alt text, 替代文字",
        "caption": "title, label, name, 标题",
    }  # fmt: skip


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
    duties: ref_keys("team", Text, line="care: Calls back") = says("What each team owes here: team and duty.", {})
    entry: Text | None = says("On what condition it begins.")
    exit: Text | None = says("On what condition it ends.")
    when: Time | None = says("When, in words or ISO 8601.")
    duration: Duration | None = says("How long it takes, in words or ISO 8601.")
    wait: Duration | None = says("How long the customer waits, in words or ISO 8601.")
    optional: Flag | None = says("Whether customers may leave it out.")
    conditional: Text | None = says("On what condition it happens at all.")
    repeatable: Flag | None = says("Whether it happens several times.")
    perspectives: ref_keys("role", "Perspective", line="agent: {does: Asks for the number}") = says("The same moment lived by a persona, a team or a role.", {})
    detail_map: refs("map") = says("Maps that show this in detail.", ())
    continues_in: refs("step") = says("Where the journey goes on: map or map#step.", ())
    next: many(Next) = says("The ways on; left out, the next one in the list.", ())
    media: many(Media) = says("Pictures and files.", ())
    others_say: ClassVar[dict[str, str]] = {
        "owner": "department, team, responsible, accountable, assignee, business owner, responsible team, 负责人, 负责团队, 部门, 责任人, "
            "团队, Verantwortlich, Verantwortlicher, Zuständig, Abteilung",
        "actor": "actors, who, role, 参与者, Akteur",
        "goal": "objective, aim, goals, objectives, user goal, customer goal, 目标, Ziel",
        "does": "actions, activities, tasks, doing, behaviour, behavior, customer actions, user actions, customer activities, "
            "user activities, 行为, 行动, 动作, 用户行为, 做什么, Handlungen, Aktivitäten, Aufgaben, tut",
        "thinks": "thoughts, mindset, thinking, thought, thoughts feelings, 想法, 思考, Gedanken, denkt",
        "feels": "emotion, mood, sentiment, feelings, feeling, emotion score, emotions, emotional state, emotion level, "
            "sentiment score, satisfaction, quotes, customer quote, voice of customer, 情绪, 感受, 情感, 心情, 情绪值, Gefühle, "
            "Emotionen, Stimmung, fühlt",
        "expects": "expectation, expectations, 期望, 期待, Erwartungen",
        "needs": "need, requirements, wants, desires, 需求, Bedürfnisse",
        "touchpoints": "interactions, contact points, channels, channel, touch points, 触点, 接触点, 渠道, Kontaktpunkte, Berührungspunkte, "
            "Kanal, Kanäle",
        "artefact": "physical evidence, props, artifact, artifacts, artefacts, evidence of service, 实物, 物证, Gegenstände",
        "frontstage": "front stage, onstage, frontstage actions, employee actions, 前台, 前台行为",
        "backstage": "back stage, backstage actions, internal actions, 后台, 后台行为",
        "support": "support processes, supporting processes, behind the scenes, 支持, 支持流程, Unterstützung",
        "systems": "tools, technology, applications, it systems, 系统, Systeme",
        "moment_of_truth": "moment that matters, moments that matter, mot, magic moment, key moment, critical moment, 关键时刻, 真实时刻, Moment "
            "der Wahrheit",
        "rating": "ratings, scores, score, 评价, Bewertung",
        "pains": "frictions, frustrations, pain points, problems, issues, blockers, barriers, 痛点, 问题, 障碍, Probleme, "
            "Schmerzpunkte, Hindernisse",
        "gains": "delights, highlights, positives, wow moments, 爽点, 亮点, 收益, Freuden, Stärken",
        "opportunities": "insights, chances, opportunity areas, 机会, 机会点, 洞察, Chancen",
        "improvements": "solutions, initiatives, ideas, actions to take, measures, recommendations, 改进, 改进点, 方案, 解决方案, 建议, Maßnahmen, "
            "Verbesserungen, Lösungen, Ideen",
        "metrics": "kpis, kpi, measures, indicators, measurements, 指标, 衡量指标, Kennzahlen",
        "evidence": "research, insights, sources, source, data, proof, 证据, 依据, 来源, Belege, Quellen",
        "confidence": "certainty, maturity, validated, 可信度, 置信度, Sicherheit",
        "raci": "responsibilities, roles, 职责, Rollen",
        "duties": "duty, tasks of teams, obligations, 义务, Pflichten",
        "entry": "entry criteria, precondition, preconditions, entry condition, 进入条件, Eintritt",
        "exit": "exit criteria, postcondition, exit condition, outcome, 退出条件, Austritt",
        "when": "time, timing, date, timeframe, time window, 时间, Zeitpunkt, Wann",
        "duration": "time spent, length, timespan, 时长, 耗时, Dauer",
        "wait": "waiting, waiting time, delay, wait time, 等待, 等待时间, Wartezeit",
        "optional": "is optional, 可选",
        "conditional": "condition, conditions, if, 条件, Bedingung",
        "repeatable": "repeats, loop, recurring, 可重复, Wiederholbar",
        "perspectives": "perspective, actors and roles, other views, personas, 视角, Perspektiven",
        "detail_map": "sub journey, subjourney, sub journeys, detail, details map, child map, children, 子旅程, 详细地图",
        "continues_in": "continues, leads to map, 接续",
        "next": "transitions, next steps, next step, goes to, then, 下一步, Weiter",
        "media": "images, image, pictures, screenshots, screenshot, photos, attachments, 图片, 截图, Bilder",
    }  # fmt: skip


class Perspective(Moment):
    """The same moment lived by somebody else."""

    kind: ClassVar[str] = "perspective"
    stands_alone: ClassVar[bool] = False
    shorthand: ClassVar[str] = "does"
    name: Line | None = says("A name for this view.")
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, 名称",
    }  # fmt: skip


class Step(Moment):
    """One thing that the customer does or experiences in a stage."""

    kind: ClassVar[str] = "step"
    shorthand: ClassVar[str] = "name"
    name: Line = says("The step, from the customer's view.", ...)
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, step, task, moment, heading, 名称, 标题, 步骤, Titel, Bezeichnung, Schritt",
    }  # fmt: skip


class Stage(Moment):
    """A large part of the journey, named from the customer's view."""

    kind: ClassVar[str] = "stage"
    shorthand: ClassVar[str] = "name"
    name: Line = says("The stage, from the customer's view.", ...)
    group: Line | None = says("A label over neighbouring stages.")
    order: one_of("free") | None = says("free: the steps do not follow each other in the order of the list.")
    steps: many(Step, strict=True) = says("The steps, in order.", ())
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, stage, phase, heading, 名称, 标题, 阶段, Titel, Bezeichnung, Phase",
        "group": "act, phase group, parent stage, category, 分组, 组, Gruppe",
        "order": "ordering, sequence, 顺序, Reihenfolge",
        "steps": "tasks, moments, actions, activities, sub steps, substeps, scenes, 步骤, 环节, 任务, Schritte, Aufgaben, "
            "Teilschritte",
    }  # fmt: skip


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
    others_say: ClassVar[dict[str, str]] = {
        "scenario": "situation, story, context, use case, 场景, 情境, Szenario",
        "trigger": "starts with, triggers, cause, 触发, 起因, Auslöser",
        "goal": "goals, objective, aim, 目标, Ziel",
        "expectation": "expectations, expects, 期望, Erwartung",
        "start": "begin, beginning, from, 起点, Beginn",
        "end": "finish, to, until, 终点, Ende",
    }  # fmt: skip


OUTCOMES = {
    "confirmed": "ok, okay, unchanged, no change, approved, fine, done, passed, valid, 确认, 通过, 无变化, bestätigt, in Ordnung, unverändert",
    "changed": "updated, edited, corrected, adapted, change, 修改, 更新, geändert, angepasst", "retired": "archived, obsolete, closed, removed, 废弃, 归档, abgelöst",
}  # fmt: skip
"""What others say for the outcomes of a review."""


class LogEntry(Part):
    """One review that took place."""

    date: Date = says("The day.", ...)
    by: Line | None = says("Who reviewed.")
    outcome: one_of("confirmed", "changed", "retired", others_say=OUTCOMES) | None = says("What came of it.")
    note: Text | None = says("What to know.")
    others_say: ClassVar[dict[str, str]] = {
        "date": "day, when, on, 日期, Datum",
        "by": "who, reviewer, author, person, name, 审核人, 谁, von",
        "outcome": "result, status, decision, 结果, Ergebnis",
        "note": "notes, comment, text, summary, remark, 备注, Notiz",
    }  # fmt: skip


class Review(Part):
    """When the map is checked again, and when it was."""

    shorthand: ClassVar[str] = "every"
    every: Period | None = says("How often: '3 months', P3M, '90 days', quarterly.")
    triggers: many(Line) = says("What calls for a review before that.", ())
    log: many(LogEntry) = says("The reviews that took place.", ())
    others_say: ClassVar[dict[str, str]] = {
        "every": "interval, frequency, cycle, cadence, rhythm, 周期, 频率, Intervall",
        "triggers": "trigger, when, 触发条件, Auslöser",
        "log": "history, reviews, entries, last, 记录, 日志, Verlauf",
    }  # fmt: skip


def some_stages(value: object) -> object:
    """A list of at least one stage."""
    stages = only_list(value)
    if not stages:
        raise refuse("empty-value", "is empty: a map needs at least one stage", "write '- name: …' below it")
    return stages


State = one_of("current", "future", "day-in-the-life", others_say={
    "current": "as is, today, present, ist, existing, 现状, 当前, Ist-Zustand", "future": "to be, target, soll, vision, ideal, 未来, 目标, Soll-Zustand",
    "day-in-the-life": "day in life, daily, 一天, Tagesablauf",
})  # fmt: skip
Status = one_of("draft", "in-review", "live", "retired", others_say={
    "draft": "wip, in progress, new, 草稿, 起草, Entwurf", "in-review": "review, reviewing, under review, pending, 评审中, 审核中, in Prüfung",
    "live": "published, active, approved, final, public, done, valid, 已发布, 发布, 生效, veröffentlicht, freigegeben", "retired": "archived, obsolete, deprecated, old, inactive, closed, 停用, 已停用, 归档, 废弃, archiviert, veraltet",
})  # fmt: skip


class Map(Record):
    """One journey in one state, one file."""

    kind: ClassVar[str] = "map"
    title_field: ClassVar[str] = "title"
    title: Line = says("What the map is called.", ...)
    lang: Lang | None = says("The language of its texts, such as en or zh; left out, the atlas's.")
    state: State | None = says("What the map shows.")
    view: (
        one_of(
            "journey", "blueprint", others_say={"journey": "map, customer journey, journey map, 旅程图", "blueprint": "service blueprint, service, 服务蓝图"}
        )
        | None
    ) = says("blueprint adds the lanes behind the counter and their lines.")
    baseline: ref("map") | None = says("The current map that a future one replaces.")
    variant_of: ref("map") | None = says("The map of which this is another path.")
    parent: ref("map") | None = says("The map above it.")
    status: Status | None = says("How far the map is; a draft where left out.")
    replaced_by: refs("map") = says("The map that took over from a retired one, or several.", ())
    market: one_of("b2c", "b2b", "b2b2c", "internal") | None = says("Who the customers are.")
    industry: Line | None = says("The industry.")
    segments: refs("segment") = says("The segments that it holds for.", ())
    personas: refs("persona", record=Persona) = says("Whose journey it is.", ())
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
    others_say: ClassVar[dict[str, str]] = {
        "title": "name, heading, journey, map, journey name, label, 标题, 名称, 旅程名称, Titel",
        "lang": "language, locale, 语言, Sprache",
        "state": "type, map type, kind, 类型, Art",
        "view": "layout, format, 视图, Ansicht",
        "baseline": "current map, as is, replaces, 基线",
        "variant_of": "variant, version of, 变体",
        "parent": "parent map, parent journey, above, 上级, 父级",
        "status": "progress, stage of work, lifecycle, 状态, Status der Karte",
        "replaced_by": "successor, superseded by, 被替代",
        "market": "business model, 市场, Markt",
        "industry": "sector, domain, branch, 行业, Branche",
        "segments": "customer types, customer segments, segment, target group, target groups, 细分, 客群, Segmente, Zielgruppe",
        "personas": "persona, customers, customer, users, user, actors, actor, 用户画像, 画像, 角色, 人物, Kunde, Kunden, Nutzer",
        "audience": "visibility, readers, confidentiality, classification, 受众, 可见范围, Zielpublikum",
        "scope": "scenario, context, 范围, 场景, Umfang",
        "goals": "objectives, aims, goal, business goals, 目标, Ziele",
        "owner": "journey manager, department, team, responsible, accountable, journey owner, 负责人, 负责团队, 部门, 责任人, 团队, "
            "Verantwortlich, Verantwortlicher, Zuständig, Abteilung",
        "contributors": "teams, stakeholders, participants, authors, author, 参与团队, 干系人, 作者, Beteiligte, Autor",
        "review": "reviews, audit, last review, last reviewed, reviewed, updated, last updated, 评审, 审核, Überprüfung",
        "metrics": "kpis, kpi, measures, indicators, 指标, Kennzahlen",
        "touchpoints": "interactions, contact points, channels, channel, 触点, 接触点, 渠道, Kontaktpunkte, Kanäle",
        "systems": "tools, technology, applications, 系统, Systeme",
        "evidence": "research, sources, source, insights, data, 证据, 依据, 来源, Belege, Quellen",
        "stages": "phases, phase, episodes, sections, steps, journey stages, swimlane columns, columns, acts, chapters, "
            "moments, 阶段, 旅程阶段, 步骤, Phasen, Abschnitte, Schritte",
        "transitions": "connections, edges, flows, arrows, paths, 流转, 连接, Übergänge, Verbindungen",
        "pains": "frictions, frustrations, pain points, problems, issues, 痛点, 问题, Probleme, Schmerzpunkte",
        "gains": "delights, highlights, positives, 爽点, 亮点, Freuden",
        "opportunities": "insights, chances, 机会, 机会点, 洞察, Chancen",
        "improvements": "solutions, initiatives, ideas, measures, backlog, recommendations, actions, 改进, 方案, 解决方案, 建议, Maßnahmen, "
            "Verbesserungen, Lösungen, Ideen",
        "media": "images, image, pictures, attachments, 图片, Bilder",
        "translation_of": "translates, original, 译自, Übersetzung von",
    }  # fmt: skip


__all__ = ["DateOrWords", "Map", "Moment", "Perspective", "Stage", "Step", "Transition"]
