"""What MkDocs is told about us: the options that a site may choose, and what is wrong with a choice."""

from __future__ import annotations

import datetime
import re
from typing import Any, TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as c

from journeybook.checks.rules.unknown_language import LANGUAGES
from journeybook.insight.audience import AUDIENCES
from journeybook.languages import shipped
from journeybook.model.record import READERS
from journeybook.model.similar_keys import among
from journeybook.reading.problem import did_you_mean, shown
from journeybook.site.pages import OPTIONAL

Option = TypeVar("Option", bound=base.BaseConfigOption[Any])


class SitePath(c.Type[str]):
    """A folder inside the site: no step upwards, no beginning at a root."""

    def run_validation(self, value: object) -> str:
        path = str(super().run_validation(value)).strip("/")
        if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or ":" in path:
            raise base.ValidationError(f"must be a folder inside the site such as 'journeys', not '{value}'")
        return path


CODE_OF_THREE = re.compile("[a-z]{3}")
"""The codes of languages that have none of two letters, such as hsb; a slip is told by the translation that is not there."""


class InterfaceLanguage(c.Choice[str]):
    """One of our languages, or another one, for which the maps' folder must bring a translation along."""

    def run_validation(self, value: object) -> str:
        """`value`, where it is a language's code."""
        known = isinstance(value, str) and (value in LANGUAGES.split() or CODE_OF_THREE.fullmatch(value) is not None)
        return value if isinstance(value, str) and known else super().run_validation(value)


def says(meaning: str, option: Option, default: str = "") -> Option:
    """Declares `option` with its meaning in a sentence or two, and with `default` in words where it has no fixed one."""
    vars(option).update(meaning=meaning, default_in_words=default)
    return option


class Options(base.Config):
    """What a site may choose; the defaults need no choice."""

    folder = says("The folder with the maps, beside `mkdocs.yml`.", c.Type(str, default="journeys"))
    path = says("Where the pages go in the site: `journeys/`, `journeys/maps/<id>/` and so on.", SitePath(str, default="journeys"))
    navigation = says(
        "`auto`: a section with the pages about all maps and, up to 30 of them, every map; `hubs`: without the maps; `none`: no "
        "section. A `nav` of your own that names one of the pages, such as `journeys/index.md`, wins; a map is "
        "`journeys/maps/<id>.md` there. A section of it that holds nothing but the home, such as "
        "`Journeys: [journeys/index.md]`, gets the other pages too: so the section stands where you want it.",
        c.Choice(("auto", "hubs", "none"), default="auto"),
    )
    diagrams = says(
        "`own`: flowcharts are drawn while building; `mermaid`: by Mermaid in the reader's browser, from a library that the site brings along.",
        c.Choice(("own", "mermaid"), default="own"),
    )
    pages = says(
        "Which [kinds of pages](pages.md) there are beside the home and the maps; links to the others become plain text.",
        c.ListOfItems(c.Choice(OPTIONAL), default=list(OPTIONAL)),
        "all of them",
    )
    audience = says(
        "The widest audience of this site. `public` leaves out what is for `employees` (the default of a map) or `restricted`, every "
        "trace of it, and the library's records that only it uses. [What that means](../publishing.md#what-a-site-for-an-audience-leaves-out).",
        c.Choice(AUDIENCES, default="restricted"),
    )
    no_secret = says(
        "Texts that may stand in a site for an `audience` although a record that is left out says them too. Every build for an "
        "audience ends with a search for what it left out, and fails where it finds something; this is for what it takes for more "
        "than it is.",
        c.ListOfItems(c.Type(str), default=[]),
        "none",
    )
    fail_on = says(
        "`warning`: warnings stop the build too, as they do under `--strict`. Findings that time alone brings, such as an overdue review, never do.",
        c.Choice(("error", "warning"), default="error"),
    )
    in_place = says(
        "`true`: the site is written where it is published, page by page, as MkDocs does it. Left out, it is made in a folder beside "
        "and then takes the place of the published one in one moment, so that a build that fails or is killed changes nothing.",
        c.Type(bool, default=False),
    )
    language = says(
        "The language of pages that belong to no map: one of ours, or one that the maps' folder [brings along](../translating.md).",
        c.Optional(InterfaceLanguage(shipped())), "the theme's, where `theme: {language: …}` is set, else `lang` of `atlas.yml`",
    )  # fmt: skip
    today = says(
        "The day that decides what is overdue, such as `2026-09-01`. `SOURCE_DATE_EPOCH` sets it where this is left out, and makes "
        "builds repeatable to the byte.",
        c.Optional(c.Type((str, datetime.date))),
        "the day of the build",
    )

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """A name that is no option is an error: with a misspelt `audience` a site would publish what it should not."""
        errors, warnings = super().validate()
        errors = [(name, base.ValidationError(_plainly(name, str(error)))) for name, error in errors]
        known = list(OPTIONS)
        unknown = [name for name in self if name not in known]
        for name in unknown:
            hint = did_you_mean(str(name), known) or f"there are {', '.join(known)}"
            errors.append((name, base.ValidationError(f"there is no option {shown(name)} ({hint})")))
        return errors, [(name, words) for name, words in warnings if name not in unknown]


OPTIONS: dict[str, Any] = {name: option for name, option in vars(Options).items() if isinstance(option, base.BaseConfigOption)}
"""Every option by its name, in the order of declaration; with what `says` adds to each."""


def accepts(option: Any, value: object) -> bool:
    """Whether `value` may be given for `option`."""
    try:
        option.run_validation(value)
    except base.ValidationError:
        return False
    return True


DRAWING = {"own": "auto, build, merman, svg", "mermaid": "browser, mermaid2, mermaidx, js"}
"""What `diagrams` was told before there was a layout of our own, and what else people write there."""
CHOICE = re.compile(r"Expected one of: \((?P<choices>.*)\) but received: (?P<found>.*)", re.DOTALL)
LANGUAGES_SAID = {"zh": "chinese, 中文, cn, chi, zh_CN", "en": "english, englisch, eng", "de": "german, deutsch, ger, deu"}
"""What others say for our languages."""
SAID = {"none": "False, no, hidden, nothing, nein, 无", "error": "errors", "warning": "warnings, True, strict"}
"""What others say for other choices; MkDocs reads 'no' and 'off' as False."""
TYPED = {"False": "'no', 'off' or 'false'", "True": "'yes', 'on' or 'true'"}
"""What may have been typed where MkDocs read one of these."""
TYPES = {"str": "text", "list": "a list", "bool": "true or false", "int": "a number", "dict": "a mapping", "date": "a date"}


def _plainly(name: str, said: str) -> str:
    """What MkDocs said of the value of an option, in the words of somebody who writes YAML."""
    choice = CHOICE.fullmatch(said)
    if choice:
        choices, found = re.findall(r"'([^']*)'", choice["choices"]), choice["found"].strip("'\"")
        near = among(found, choices, {**LANGUAGES_SAID, **DRAWING, **READERS, **SAID})[:1]
        hint = f" (did you mean {shown(near[0])}?)" if near else ""
        if found[:1] in ("[", "{"):
            return f"must be one of {', '.join(choices)}, not a list (write it without brackets or dash)"
        return f"must be one of {', '.join(choices)}, not {TYPED.get(choice['found']) or shown(found)}{hint}"
    types = [TYPES.get(word, word) for word in re.findall(r"<class '(?:\w+\.)*(\w+)'>", said)]
    if types and said.startswith("Expected a list"):
        return f"must be a list such as '[a, b]', not {types[-1]}"
    if len(types) > 1 and said.startswith("Expected type"):
        return f"must be {' or '.join(dict.fromkeys(types[:-1]))}, not {types[-1]}"
    return said
