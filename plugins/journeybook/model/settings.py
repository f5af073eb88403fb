"""`atlas.yml`: what holds for all maps of a folder."""

import re
from typing import Annotated, Any, ClassVar

from journeybook.model.record import Part
from journeybook.model.values import (
    Code,
    Id,
    Kind,
    Lang,
    Line,
    Period,
    Tag,
    Text,
    by_name,
    many,
    number_between,
    one_of,
    ref_keys,
    refuse,
    says,
    scalar,
)
from journeybook.reading.link_targets import fault
from journeybook.reading.problem import shown

BYTES = "write it in bytes, without a unit: 5 MB are 5000000"


class OwnLane(Part):
    """A lane of the grid: one of the known ones by name, or an own one that shows an `x-` key of steps."""

    shorthand: ClassVar[str] = "id"
    id: Code = says("The known lane, or the x- key that an own lane shows.", ...)
    name: Line | None = says("What the lane is called.")
    others_say: ClassVar[dict[str, str]] = {
        "id": "field, key, lane, row",
        "name": "title, label, 名称",
    }  # fmt: skip


class Scoring(Part):
    """How improvements are scored."""

    shorthand: ClassVar[str] = "method"
    method: one_of("value_effort", "rice", "ice", "wsjf", "ulwick") = says("The method.", "value_effort")
    ice: one_of("product", "mean") = says("How ICE is joined.", "product")
    weights: by_name(number_between(0, whole=False), line="value: 2") = says(
        "Weights by the method's factors; 1 where left out. What is added is multiplied by its weight; what is multiplied or divided has it as a power.", {}
    )
    others_say: ClassVar[dict[str, str]] = {
        "method": "kind, type, formula, 方法",
        "weights": "weight, factors, 权重, Gewichte",
    }  # fmt: skip


class ReviewDefaults(Part):
    """What holds for maps that say nothing of their own."""

    shorthand: ClassVar[str] = "every"
    every: Period | None = says("How often a map is reviewed, such as '3 months'.")
    due_soon: Period | None = says("How long before a review counts as due soon; 30 days where left out.")
    others_say: ClassVar[dict[str, str]] = {
        "every": "interval, frequency, cycle, cadence, 周期, Intervall",
        "due_soon": "warn before, soon, due soon days, 提前",
    }  # fmt: skip


class LimitSettings(Part):
    """How much a file and the folder may hold."""

    size: number_between(1000, 1_000_000_000, hint=BYTES) | None = says("Bytes of one file.")
    depth: number_between(5, 200) | None = says("Levels of nesting.")
    nodes: number_between(100, 100_000_000) | None = says("Values in one file.")
    files: number_between(1, 1_000_000) | None = says("Files in the folder.")
    picture: number_between(1000, 1_000_000_000, hint=BYTES) | None = says("Bytes of one picture; 5 000 000 where left out.")
    others_say: ClassVar[dict[str, str]] = {
        "size": "bytes, file size, max size",
        "depth": "levels, max depth",
        "nodes": "values, max nodes",
        "files": "file count, max files",
        "picture": "image, picture size, image size",
    }  # fmt: skip


ISSUE = "{issue}"
"""What stands in the address of issues for the name of one; nothing else may stand in braces there."""
BRACES = re.compile(r"\$?[{｛]+[^{}｛｝]*[}｝]+|[{｛]\w*|\w*[}｝]")
OTHERS = re.compile(rf"{BRACES.pattern}|%[sd]\b|<\w+>|\[\w+\]|\$\w+|(?<=[/=]):\w+|(?<=[/=#])(?:[A-Z][A-Z0-9]*-)?\d+/?$")
"""What other tools write for it, and the name of one issue."""
HOST = re.compile(r"(?i)https?://[^/?#]+[/?#]|/")


def _address(value: Any) -> str:
    text = scalar(value, f"an address with {ISSUE}")
    odd = next((found for found in BRACES.findall(text) if found != ISSUE), "")
    if odd:
        hint = (
            f"leave {shown(odd)} out; braces of the address itself are written %7B and %7D" if ISSUE in text.replace(odd, "") else f"such as {_proposed(text)}"
        )
        raise refuse("wrong-placeholder", f"holds {shown(odd)}, into which nothing is filled; what it may hold in braces is {ISSUE}", hint)
    why = fault(text.replace(ISSUE, "1"))
    if why or not _fits(text):
        wanted = f"must be an https address that holds {ISSUE} behind its host"
        raise refuse("wrong-type", f"{why}; it {wanted}" if why else wanted, f"such as {_proposed(text)}")
    return text


def _fits(text: str) -> bool:
    host, found, _ = text.partition(ISSUE)
    return bool(found) and HOST.match(host) is not None and not fault(text.replace(ISSUE, "1")) and set(BRACES.findall(text)) == {ISSUE}


def _proposed(text: str) -> str:
    """The address that was meant, as far as that can be guessed."""
    slash = "" if text.endswith(("=", "#")) else "/"
    wanted = (text, OTHERS.sub(ISSUE, text, count=1), text.rstrip("/") + slash + ISSUE)
    begun = [""] * text.startswith(("http://", "https://")) + ["https://"] * bool(re.match(r"[\w-]+(\.[\w-]+)+[/:]", text)) + ["https:"] * text.startswith("//")
    made = (start + address for address in wanted for start in begun)
    return next(filter(_fits, made), f"https://tracker.example/{ISSUE}")


Address = Annotated[str, Kind(_address, {"type": "string", "pattern": r"^[^{}]*(\{issue\}[^{}]*)+$"})]


class Settings(Part):
    """The settings of an atlas."""

    title: Line | None = says("What the atlas is called.")
    summary: Text | None = says("A sentence for the home page.")
    lang: Lang | None = says("The language of maps that do not say their own; en where left out.")
    lanes: many(OwnLane) = says("The lanes of the grid in their order; own ones by an x- key.", ())
    scoring: Scoring | None = says("How improvements are scored.")
    outcome_days: number_between(1, 3660, hint="write the number of days alone, such as 180") | None = says(
        "How many days after an improvement shipped a value still counts as its outcome; 180 where left out."
    )
    tags: many(Tag, names=True) = says("The tags that may be used; any, where left out.", ())
    review: ReviewDefaults | None = says("Review defaults.")
    rules: ref_keys(
        "rule",
        one_of(
            "off",
            "warning",
            "error",
            others_say={
                "off": "false, no, none, never, disabled, ignore, low, 0, 关闭, aus",
                "warning": "warn, info, hint, medium, minor, 警告",
                "error": "true, on, fail, fatal, high, critical, major, 错误",
            },
        ),
        line="stage-without-owner: error",
    ) = says("Levels of rules by code.", {})
    issue_url: Address | None = says("The address of an issue in the tracker, with {issue} for its number.")
    labels: ref_keys("label", Line, line="home.title: Our journeys") = says(
        "Other words for the site's own, by their key; in braces the names that the site's own words have there.", {}
    )
    limits: LimitSettings | None = says("How much is read.")
    others_say: ClassVar[dict[str, str]] = {
        "title": "name, site name, 标题, 名称, Titel",
        "summary": "description, about, 摘要, Beschreibung",
        "lang": "language, locale, 语言, Sprache",
        "lanes": "swimlanes, rows, lane order, order, 泳道, Zeilen",
        "scoring": "score, prioritisation, prioritization, priority, 评分, Bewertung",
        "tags": "allowed tags, keywords, categories, 标签",
        "review": "reviews, review defaults, 评审",
        "rules": "checks, severities, levels, lint, 规则, Regeln",
        "issue_url": "tracker, issue tracker, issues, jira, tracker url, 工单地址",
        "labels": "words, names, translations, 文案, Bezeichnungen",
        "limits": "limit, maximum, 限制, Grenzen",
    }  # fmt: skip


__all__ = ["Id", "Settings"]
