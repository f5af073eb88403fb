"""What the options of a site come to: its day, the language of what belongs to no map, what draws its flowcharts, and what it leaves out."""

from __future__ import annotations

import datetime
import posixpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from journeybook.atlas.atlas import Atlas
from journeybook.checks import translations
from journeybook.doors.mkdocs import chinese_search, static_i18n
from journeybook.doors.mkdocs.options import Options
from journeybook.doors.mkdocs.site_config import theme_language
from journeybook.insight.deducible import deducible
from journeybook.languages import Words, available
from journeybook.reading.dates import how_to_write_a_day
from journeybook.site.flowchart.engines import Engine, EngineUnavailable, engine

log = get_plugin_logger("journeybook")
MOST = 5
"""So many rows are named."""


def today(options: Options, day: datetime.date) -> datetime.date:
    """The day that decides what is overdue; where nobody says one, the `day` of the build."""
    value = options.today
    if value is None:
        return day
    try:
        return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
    except ValueError:
        hint = how_to_write_a_day(str(value))
        raise PluginError(f"journeybook: 'today' must be a date such as 2026-09-01, not '{value}'{f' ({hint})' if hint else ''}") from None


def language(config: MkDocsConfig, options: Options, languages: static_i18n.Languages, atlas: Atlas) -> str:
    """The language of what belongs to no map."""
    own = options.language if languages.has_pages else None
    if own and own not in available():
        where = posixpath.join(options.folder, translations.FOLDER, f"{own}{translations.ENDING}")
        raise PluginError(f"journeybook: there are no words for 'language: {own}': there is no {where} ('journeybook words {own}' writes one to translate)")
    return own or languages.current or theme_language(config) or atlas.lang


def drawing(options: Options, words: Words) -> Engine:
    """What draws the flowcharts."""
    try:
        return engine(options.diagrams, notice=words("flow.notice"))
    except EngineUnavailable as error:
        raise PluginError(f"journeybook: {error}") from None


def say_what_is_left_out(whole: Atlas, seen: Atlas, audience: str, strict: bool = False) -> None:
    """Says what a site lacks. One without maps is seldom what was meant; how many there are is no secret to who builds it."""
    if chinese_search.is_badly_found(seen):
        log.info("jieba is not installed, so the search finds Chinese by whole passages only; pip install jieba")
    shown, there = len(seen.maps), len(whole.maps)
    if shown < there:
        log.info("%s of %s maps are for the audience '%s'; a map says so with 'audience: %s'", shown, there, audience, audience)
    elif seen is not whole:
        log.info("all maps are for the audience '%s'; what else is not, or is used by nothing that is, is left out", audience)
    rows = deducible(whole, seen) if seen is not whole else []
    if rows:
        named = ", ".join(str(count.place).rpartition(":")[0] for count in rows[:MOST]) + (f" and {len(rows) - MOST} more" if len(rows) > MOST else "")
        # A strict build counts warnings, and this is for people to judge: it must not fail a build that was fine before.
        (log.info if strict else log.warning)(
            "what this site leaves out can be computed from what it shows, all customers less the other parts, or the stages beside: %s"
            " (give the row that it follows from the same 'audience')", named,
        )  # fmt: skip
