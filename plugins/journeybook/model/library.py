"""The library: records that several maps speak of, and the file that holds them."""

from typing import Annotated, ClassVar

from journeybook.model.record import Part, Record
from journeybook.model.values import (
    PERSONAL,
    AmountOrWords,
    Code,
    CountOrWords,
    Date,
    DateOrWords,
    Flag,
    Line,
    Measured,
    Number,
    NumberOrWords,
    Period,
    Text,
    Texts,
    Time,
    Unit,
    many,
    number_between,
    one_of,
    ref,
    refs,
    says,
)

Scale5 = number_between(1, 5)
METRICS = {
    "nps": "net promoter score, net promoter, 净推荐值", "csat": "customer satisfaction, satisfaction, 满意度, Zufriedenheit, Kundenzufriedenheit",
    "ces": "customer effort score, effort, 费力度", "conversion": "conversion rate, funnel, 转化率, Konversion, Konversionsrate", "churn": "churn rate, attrition, 流失率, Abwanderung",
    "retention": "retention rate, loyalty, 留存率, Kundenbindung", "ltv": "lifetime value, clv, customer lifetime value", "revenue": "sales, turnover, income, 收入, Umsatz",
    "cost": "costs, expense, expenses, 成本, Kosten", "count": "number, total, amount, quantity, 数量, Anzahl", "duration": "time, waiting time, handling time, 时长, Dauer, Wartezeit",
    "ratio": "percentage, percent, share, rate, 比率, 占比, Anteil, Quote",
}  # fmt: skip
BETTER = {
    "higher": "up, more, high, increase, larger, bigger, max, higher is better, more is better, the more the better, 越高越好, 高, 上升, höher, mehr",
    "lower": "down, less, low, decrease, smaller, fewer, min, lower is better, less is better, the less the better, 越低越好, 低, 下降, niedriger, weniger, tiefer",
}
SOURCES = {
    "interview": "interviews, conversation, talk, 访谈, Gespräch", "survey": "questionnaire, poll, survey results, 问卷, 调查, 问卷调查, Umfrage, Befragung, Fragebogen",
    "analytics": "web analytics, data, statistics, 数据分析, 分析, Statistik, Auswertung", "tickets": "complaints, support tickets, cases, 工单, 投诉, Beschwerden",
    "reviews": "ratings, app reviews, 评价, 评论, Bewertungen", "observation": "shadowing, field study, usability test, user test, 观察, 可用性测试, Beobachtung",
    "workshop": "work shop, meeting, 研讨会, 工作坊", "document": "report, study, documents, file, 文件, 报告, Bericht, Dokument", "literature": "article, paper, book, 文献, Literatur, Artikel",
}  # fmt: skip
MEDIA = {
    "online": "digital, web, internet, app, mobile, 线上, 数字",
    "offline": "physical, analog, analogue, in person, paper, print, 线下, 实体, vor Ort",
    "hybrid": "both, mixed, omnichannel, online and offline, offline and online, 混合, beides, gemischt",
}
ICONS = {
    "web": "browser, website, desktop, 网页, 网站, Webseite", "app": "mobile, phone app, smartphone, mini program, 应用, 小程序", "phone": "call, telephone, 电话, Telefon",
    "e-mail": "email, mail, 邮件, E-Mail", "chat": "message, messenger, sms, 聊天, 短信, Nachricht", "social": "forum, ad, advertising, megaphone, 社交, 广告, Werbung",
    "letter": "paper, post, document, 信, 纸质, Brief, Papier", "parcel": "box, package, delivery, 包裹, 快递, Paket", "product": "goods, device, 产品, 商品, Produkt",
    "place": "store, shop, branch, building, room, 门店, 地点, Laden, Filiale, Ort", "person": "staff, face to face, meeting, 人, 面对面, Mensch, Gespräch",
    "machine": "kiosk, terminal, self service, 自助机, Automat",
}  # fmt: skip
"""What others say for kinds of metrics, for their direction, for kinds of evidence, for the medium of a channel and for its drawing."""


class Team(Record):
    """A group of people who can be answerable for something."""

    kind: ClassVar[str] = "team"
    name: Line = says("What the team is called.", ...)
    kind_: one_of("internal", "external", "partner") | None = says("Whether the team is one's own.", alias="kind")
    lead: Annotated[Line | None, PERSONAL] = says("Who leads it. In a site for the public only where the team says 'audience: public'.")
    contact: Annotated[Line | None, PERSONAL] = says("How to reach it. In a site for the public as 'lead'.")
    parent: ref("team") | None = says("The team above it.")
    valid_to: Date | None = says("The last day of the team.")
    replaced_by: refs("team") = says("The team that took over, or several.", ())
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, team, department, 名称, 团队, 部门, Bezeichnung",
        "kind": "type, 类型, Art",
        "lead": "leader, head, manager, owner, person, 负责人, 主管, Leitung",
        "contact": "email, mail, e mail, phone, slack, channel, 联系方式, Kontakt",
        "parent": "parent team, part of, department, 上级, gehört zu",
        "valid_to": "until, end, ended, end date, valid until, 截止, gültig bis",
        "replaced_by": "successor, successors, merged into, 被替代, ersetzt durch",
    }  # fmt: skip


class Channel(Record):
    """The medium of touchpoints."""

    kind: ClassVar[str] = "channel"
    name: Line = says("What the channel is called.", ...)
    medium: one_of("online", "offline", "hybrid", others_say=MEDIA) | None = says("Where it is used.")
    icon: one_of("web", "app", "phone", "e-mail", "chat", "social", "letter", "parcel", "product", "place", "person", "machine", others_say=ICONS) | None = (
        says("The small drawing beside its touchpoints; left out, it is guessed from the channel's id and name.")
    )
    owner: refs("team", doubt=True) = says("The team answerable for the channel.", ())
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, channel, 名称, 渠道, Bezeichnung",
        "medium": "type, kind, media, 媒介, 类型, Art",
        "icon": "symbol, sign, pictogram, image, 图标, Symbol",
        "owner": "team, department, responsible, 负责人, 部门, Verantwortlich",
    }  # fmt: skip


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
    others_say: ClassVar[dict[str, str]] = {
        "note": "notes, comment, description, 备注",
    }  # fmt: skip


class Risk(Part):
    """What can go wrong at a touchpoint, and what is done then."""

    likelihood: Scale5 | None = says("How likely, 1 to 5.")
    impact: Scale5 | None = says("How bad, 1 to 5.")
    scenario: Text | None = says("What happens.")
    plan: Text | None = says("What is done then.")
    owner: refs("team", doubt=True) = says("The team that acts.", ())
    others_say: ClassVar[dict[str, str]] = {
        "likelihood": "probability, chance, 可能性, Wahrscheinlichkeit",
        "impact": "severity, effect, 影响, Auswirkung",
        "scenario": "description, text, risk, 场景, Szenario",
        "plan": "mitigation, measures, action, response, 应对, Maßnahme",
        "owner": "team, responsible, 负责人, Verantwortlich",
    }  # fmt: skip


class Resource(Part):
    """The audit of what there is."""

    effectiveness: Scale5 | None = says("Whether it does its job, 1 to 5.")
    note: Text | None = says("Why.")
    others_say: ClassVar[dict[str, str]] = {
        "effectiveness": "score, rating, 有效性",
        "note": "notes, comment, description, 备注",
    }  # fmt: skip


class Sustainability(Part):
    """What the touchpoint costs others."""

    environment: Text | None = says("The effect on the environment.")
    social: Text | None = says("The effect on people.")
    trade_off: Text | None = says("What stands against it.")
    others_say: ClassVar[dict[str, str]] = {
        "environment": "environmental, ecological, 环境, Umwelt",
        "social": "society, people, 社会, Soziales",
        "trade_off": "tradeoff, balance, 权衡",
    }  # fmt: skip


class Experiment(Part):
    """A trial at a touchpoint; its return is computed."""

    hypothesis: Text | None = says("What is expected.")
    cost: AmountOrWords | None = says("What it costs.")
    gain: AmountOrWords | None = says("What it brings.")
    reaction: Text | None = says("How customers react.")
    others_say: ClassVar[dict[str, str]] = {
        "hypothesis": "idea, assumption, 假设, Hypothese",
        "cost": "costs, effort, 成本, Kosten",
        "gain": "benefit, revenue, result, 收益, Nutzen",
        "reaction": "response, feedback, outcome, 反应, Reaktion",
    }  # fmt: skip


class Touchpoint(Record):
    """A concrete point of contact: a page, a letter, a call."""

    kind: ClassVar[str] = "touchpoint"
    name: Line = says("What the touchpoint is called.", ...)
    channel: ref("channel") | None = says("Its medium.")
    kind_: one_of("contact", "interaction", "experience") | None = says(
        "contact: first meets the brand; interaction: both act; experience: uses what was bought.", alias="kind"
    )
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    when: Time | None = says("At what time.")
    where: Text | None = says("At what place.")
    how: Text | None = says("In what manner.")
    emotional: Emotional | None = says("What makes it be remembered.")
    consistency: Consistency | None = says("Whether it agrees with the others.")
    risk: Risk | None = says("What can go wrong.")
    resource: Resource | None = says("Whether it does its job.")
    sustainability: Sustainability | None = says("What it costs others.")
    experiment: Experiment | None = says("A trial that runs here.")
    code: many(Code) = says("Where its source code is, as repository:path patterns.", ())
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, touchpoint, 名称, 触点, Bezeichnung",
        "channel": "medium, channels, media, 渠道, 媒介, Kanal",
        "kind": "type, category, 类型, Art",
        "owner": "team, department, responsible, 负责人, 部门, Verantwortlich",
        "when": "time, timing, 时间, Wann",
        "where": "place, location, 地点, Wo, Ort",
        "how": "manner, way, method, 方式, Wie",
        "emotional": "emotion, emotions, feelings, 情感",
        "resource": "resources, quality, audit, 资源",
        "risk": "risks, 风险, Risiko",
        "experiment": "experiments, test, trial, 实验",
        "code": "repository, repo, source, source code, 代码",
    }  # fmt: skip


class Persona(Record):
    """An archetype of customers, with goals."""

    kind: ClassVar[str] = "persona"
    name: Line = says("What the persona is called.", ...)
    segment: ref("segment") | None = says("The measurable part of the customers that it stands for.")
    account_role: one_of("buyer", "user", "approver", "influencer", "gatekeeper") | None = says("The part played in a purchase by an organisation.")
    quote: Text | None = says("A sentence that the persona would say.")
    goals: Texts = says("What the persona wants to reach.", ())
    needs: Texts = says("What the persona needs.", ())
    frustrations: Texts = says("What gets in the way.", ())
    jobs: Texts = says("The jobs to be done.", ())
    context: Text | None = says("Life and surroundings.")
    evidence: refs("evidence") = says("What the persona rests on.", ())
    image: Code | None = says("A local picture file.")
    alt: Text | None = says("What the picture shows, for those who do not see it.")
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, persona, 名称, 姓名",
        "segment": "segments, customer type, target group, 细分, Segment",
        "account_role": "role, buying role, 角色, Rolle",
        "quote": "quotes, motto, 引言, Zitat",
        "goals": "goal, objectives, aims, motivations, motivation, 目标, Ziele",
        "needs": "need, wants, 需求, Bedürfnisse",
        "frustrations": "pains, pain points, frustration, frictions, 痛点, 困扰, Frust",
        "jobs": "jobs to be done, jtbd, tasks, 任务, Aufgaben",
        "context": "background, bio, biography, about, demographics, story, 背景, Hintergrund",
        "evidence": "research, sources, source, data, 证据, Belege",
        "image": "picture, photo, avatar, img, 图片, 头像, Bild",
        "alt": "alt text, image description, 替代文字",
    }  # fmt: skip


class Segment(Record):
    """A measurable part of the customers."""

    kind: ClassVar[str] = "segment"
    name: Line = says("What the segment is called.", ...)
    definition: Text | None = says("Who belongs to it.")
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, segment, 名称",
        "definition": "criteria, description, rule, 定义, Definition des Segments",
    }  # fmt: skip


class System(Record):
    """A system that a step needs."""

    kind: ClassVar[str] = "system"
    name: Line = says("What the system is called.", ...)
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, system, tool, application, 名称, 系统",
        "owner": "team, department, responsible, 负责人, Verantwortlich",
    }  # fmt: skip


class Target(Part):
    """A value to reach."""

    shorthand: ClassVar[str] = "value"
    value: Measured = says("The value, or words.", ...)
    by: DateOrWords | None = says("By when.")
    note: Text | None = says("What it rests on.")
    others_say: ClassVar[dict[str, str]] = {
        "value": "target, amount, number, 值, 目标值, Wert",
        "by": "due, date, until, when, deadline, 截止, bis",
        "note": "notes, comment, reason, 备注",
    }  # fmt: skip


class Value(Part):
    """One measured value."""

    date: DateOrWords = says("When it was measured.", ...)
    value: Measured = says("What was measured.", ...)
    n: CountOrWords | None = says("How many were asked.")
    note: Text | None = says("What to know about it.")
    others_say: ClassVar[dict[str, str]] = {
        "date": "day, when, month, period, 日期, Datum",
        "value": "amount, number, result, score, 值, 数值, Wert",
        "n": "sample, sample size, respondents, answers, count, 样本, 样本量, Anzahl",
        "note": "notes, comment, remark, 备注, Notiz",
    }  # fmt: skip


class Metric(Record):
    """A measure with its definition and target."""

    kind: ClassVar[str] = "metric"
    name: Line = says("What the metric is called.", ...)
    kind_: (
        one_of("nps", "csat", "ces", "conversion", "churn", "retention", "ltv", "revenue", "cost", "count", "duration", "ratio", others_say=METRICS) | None
    ) = says("How it is computed.", alias="kind")
    method: one_of("top2", "mean", "pct", "churn-margin") | None = says("The variant of the computation.")
    definition: Text | None = says("What is counted.")
    unit: Unit | None = says("The unit.")
    better: one_of("higher", "lower", others_say=BETTER) | None = says("Which direction is good.")
    target: many(Target) = says("The value to reach, or several with dates.", ())
    warn: Measured | None = says("The value at which to warn.")
    due: DateOrWords | None = says("When the target is due.")
    source: Text | None = says("Where the numbers come from.")
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    cadence: Period | None = says("How often it is measured.")
    min_n: number_between(0) | None = says(
        "Fewer answers than this are not shown, nor values without an n, nor what these could be computed from by subtraction."
    )
    values: many(Value) = says("Values, when they are few; many belong in a CSV file.", ())
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, label, metric, kpi, 名称, 指标, Kennzahl",
        "kind": "type, category, 类型, Art",
        "method": "calculation, formula, variant, 方法, Berechnung",
        "definition": "description, formula, how it is computed, 定义",
        "unit": "units, 单位, Einheit",
        "better": "direction, good, polarity, 方向, Richtung",
        "target": "goal, targets, objective, target value, 目标, 目标值, Ziel, Zielwert",
        "warn": "warning, threshold, alert, 预警, 阈值, Warnwert",
        "due": "deadline, target date, until, by, 截止, Frist",
        "source": "data source, sources, system, 来源, 数据来源, Quelle",
        "owner": "team, department, responsible, 负责人, Verantwortlich",
        "cadence": "frequency, interval, every, period, 频率, 周期, Häufigkeit",
        "min_n": "minimum n, min sample, minimum, minimum sample, 最小样本",
        "values": "data, measurements, results, history, numbers, 数值, 数据, Werte",
    }  # fmt: skip


class Evidence(Record):
    """A dated source that supports a claim."""

    kind: ClassVar[str] = "evidence"
    title_field: ClassVar[str] = "title"
    title: Line = says("What the source is called.", ...)
    kind_: (
        one_of(
            "interview", "survey", "analytics", "tickets", "reviews", "logs", "observation", "sales-notes", "ab-test",
            "workshop", "document", "literature", others_say=SOURCES,
        )
        | None
    ) = says("What sort of source it is.", alias="kind")  # fmt: skip
    date: DateOrWords | None = says("When it was gathered: a day, a period or words.")
    method: Text | None = says("How it was gathered.")
    n: CountOrWords | None = says("How many people or cases.")
    valid_for: Period | None = says("How long it holds, such as '12 months'.")
    questions: Texts = says("What was asked.", ())
    personal_data: Flag | None = says("Whether it holds personal data.")
    consent: Text | None = says("What the people agreed to.")
    others_say: ClassVar[dict[str, str]] = {
        "title": "name, label, source, 标题, 名称, Titel",
        "kind": "type, category, 类型, Art",
        "date": "day, when, collected, conducted, period, year, 日期, 时间, Datum",
        "method": "how, approach, methodology, 方法, Methode",
        "n": "sample, sample size, respondents, participants, size, count, 样本, 样本量, 人数, Anzahl, Stichprobe",
        "valid_for": "validity, expires, valid until, valid, 有效期, gültig",
        "questions": "question, 问题, Fragen",
        "personal_data": "pii, gdpr, privacy, 个人数据, Personendaten",
        "consent": "permission, agreement, 同意, Einwilligung",
    }  # fmt: skip


class Goal(Record):
    """What the organisation wants to reach."""

    kind: ClassVar[str] = "goal"
    title_field: ClassVar[str] = "title"
    title: Line = says("The goal.", ...)
    owner: refs("team", doubt=True) = says("The team answerable for it.", ())
    metric: ref("metric") | None = says("How it is measured.")
    target: NumberOrWords | None = says("The value to reach.")
    due: DateOrWords | None = says("By when.")
    others_say: ClassVar[dict[str, str]] = {
        "title": "name, text, label, goal, objective, 标题, 名称, 目标, Titel, Ziel",
        "owner": "team, department, responsible, 负责人, Verantwortlich",
        "metric": "kpi, metrics, kpis, measure, 指标, Kennzahl",
        "target": "target value, value, aim, 目标值, Zielwert",
        "due": "deadline, until, by, due date, 截止, 截止日期, Frist",
    }  # fmt: skip


class Term(Record):
    """A word of the glossary."""

    kind: ClassVar[str] = "term"
    name: Line = says("The word.", ...)
    definition: Text | None = says("What it means.")
    others_say: ClassVar[dict[str, str]] = {
        "name": "title, term, word, label, 名称, 术语, Begriff",
        "definition": "meaning, description, explanation, text, 定义, 解释, Bedeutung",
    }  # fmt: skip


__all__ = [
    "Channel", "Evidence", "Goal", "Metric", "Number", "Persona", "Segment", "System", "Team", "Term", "Touchpoint",
]  # fmt: skip
