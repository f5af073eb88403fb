"""The pages that people write beside ours, as far as they speak of the atlas: views that they embed, and links by id.

They are checked with the atlas, before a file is touched. Then ordinary Markdown links take the place of both, since others may
read a page's Markdown, or a part of it, with any Markdown of their own; where the site's Markdown reads it (`markdown_extension`),
such a link to a view becomes the view.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import count
from pathlib import Path
from urllib.parse import quote, urljoin
from zlib import crc32

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.utils import meta

from journeybook.atlas import journey_links
from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.reports import text
from journeybook.doors.mkdocs.site_config import relative
from journeybook.languages import Words
from journeybook.model.markup import plain
from journeybook.reading.files import real
from journeybook.reading.problem import Place, Problem, shown
from journeybook.site.embeds import page_text, view_fences
from journeybook.site.embeds.view_fences import Wanted
from journeybook.site.pages import location

MAYBE = re.compile(page_text.MAYBE.pattern.encode(), re.IGNORECASE)
NOWHERE = "about:blank#left-out"
"""Where links to what the site leaves out lead until Markdown is through."""
LINK = re.compile(
    rf"""<a\b(?P<before>[^>]*?)\shref=(?P<quote>["'])(?:journey:(?P<address>.*?)|{re.escape(NOWHERE)}|[^"']*?(?P=quote)\s{page_text.KEPT}=(?P=quote)(?P<kept>.*?))
    (?P=quote)(?P<after>[^>]*)>(?P<text>.*?)</a>""",
    re.DOTALL | re.VERBOSE,
)
VIEW = re.compile(
    r"""(?P<p><p>\s*)?(?:<a\b[^>]*?\stitle="(?P<name>[^"]*)"[^>]*>[^<]*</a>|\[[^\[\]]*\]\([^()\s]*[ ]"(?P<written>[^"]*)"\))(?(p)\s*</p>)""",
    re.VERBOSE,
)
"""What may be a link to a view; as it was written, where it stands in HTML that Markdown does not read."""
MARKS = ("journey:", NOWHERE, f"{page_text.KEPT}=")


@dataclass
class Maker:
    """What only a build knows: its words, the page of a record, that of a view without a map, a view's HTML, and what is said of
    mistakes."""

    words: Words
    file: Callable[[Entry], File | None]
    hub: Callable[[str], File | None]
    show: Callable[[Wanted, File, str], str]
    tell: Callable[[list[Problem]], str]


@dataclass
class Handmade:
    """All pages that people wrote. `whole` is the atlas that they may speak of, `shown` what of it this site shows."""

    config: MkDocsConfig
    whole: Atlas
    shown: Atlas
    serving: bool
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, list[Problem]] = field(default_factory=dict)
    """What is wrong with a page, which a preview says on it."""
    views: dict[str, list[str]] = field(default_factory=dict)
    """The HTML of the views on each page that has some."""
    asked: dict[str, Wanted] = field(default_factory=dict)
    """What the links ask for that stand for views, by their titles."""
    maker: Maker | None = None

    def check(self) -> None:
        """Reads every page of the site's own folder, and finds all that is wrong."""
        files = get_files(self.config)
        set_exclusions(files, self.config)
        for file in files.documentation_pages():
            content = Path(file.abs_src_path or "").read_bytes()
            if not MAYBE.search(content):
                continue
            source = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            body, _ = meta.get_data(source)
            path = relative(real(file.abs_src_path or ""), self.config)
            said, before = page_text.read(body).without_templates(), source.count("\n") - body.count("\n")
            self.problems += [
                *self._read(said, path, before)[1],
                *(_slip(it, path, before) for it in said.slips if self._is_meant(it)),
            ]
            self.lines[path] = source.split("\n")

    def _is_meant(self, slip: page_text.Slip) -> bool:
        """Whether what may be a slip was meant for us, as only the atlas and the views tell."""
        return (not slip.view or slip.view in view_fences.KINDS) and all(not name or name in self.whole.maps for name in (slip.file, slip.of_map))

    def line(self, place: Place) -> str:
        """The line that `place` is in, empty where it is none of these pages."""
        lines = self.lines.get(place.path, [])
        return lines[place.line - 1] if place.line <= len(lines) else ""

    def readable(self, markdown: str, file: File, *, inserted: bool = False) -> str:
        """`markdown` of the page `file` with links in place of all that it says to us, for whoever reads it. `inserted`: it may hold
        what came from other files, so that nobody knows its lines."""
        said = page_text.read(markdown)
        if not (said.fences or said.mentions):
            return markdown
        path = relative(real(file.abs_src_path), self.config) if file.abs_src_path else file.src_uri
        source = "\n".join(self.lines.get(path, ()))
        before = source[: -len(markdown)].count("\n") if markdown and source.endswith(markdown) else 0
        asked, problems = self._read(said, path, before)
        self._refuse([replace(it, place=Place(path)) for it in problems] if inserted else problems, file)
        fences = [self._view_link(it, file) if it is not None else None for it in asked]
        return page_text.rewritten(markdown, said, fences, lambda mention: self._target(mention, file, inserted))

    def filled(self, content: str, file: File | None) -> str:
        """`content`, HTML that Markdown has made for the page `file`, with views in place of links to them, and all other links by
        id leading somewhere. Where nobody knows on which page it will stand, links to views stay links."""
        if file is not None and not _is_its_own(file) and file.page is not None and file.url == file.page.url:
            file = None  # an excerpt that is made once for several pages
        if file is not None and _is_its_own(file):
            self.views.pop(file.src_uri, None)
        if any(mark in content for mark in MARKS):
            content = LINK.sub(lambda link: self._link(link, file), content)
        numbers = count(1)
        return VIEW.sub(lambda link: self._view(link, file, numbers), content) if file is not None and self.asked else content

    def finished(self, content: str, file: File) -> str:
        """`content` of the page `file`, above it what is wrong."""
        assert self.maker is not None
        problems = self.wrong.pop(file.src_uri, [])
        return (self.maker.tell(problems) if problems else "") + content

    def without_views(self, content: str, file: File) -> str:
        """`content`, the HTML of the page `file`, without the views on it, as far as they are as we made them."""
        return reduce(lambda text, view: text.replace(view, ""), self.views.get(file.src_uri, ()), content)

    def _read(self, said: page_text.Prose, path: str, before: int) -> tuple[list[Wanted | str | None], list[Problem]]:
        """What each fence asks for, empty where the site leaves it out, None where it cannot be told; and what is wrong."""
        asked, found = [], []
        for fence in said.fences:
            it, problems = view_fences.wanted(self.whole, fence, path, before)
            if self.whole.unread.may_hold(*fence.body.split()):  # what it names may stand in a file that has its own finding
                problems = [problem for problem in problems if problem.code != "unknown-reference"]
            found += problems
            # What the site's audience must not see is no mistake of the page: there, nothing is shown.
            asked.append(it if it is None or self.whole is self.shown else view_fences.wanted(self.shown, fence, path, before)[0] or "")
        for mention in said.mentions:
            try:
                journey_links.resolve(self.whole, mention.address)
            except journey_links.Unknown as unknown:
                if self.whole.unread.may_hold(*mention.address.removeprefix("journey:").split("#")):
                    continue
                line, end = mention.line + before, mention.column + len(mention.address)
                place = Place(path, line, mention.column, line, end)
                found.append(Problem(place, "unknown-reference", unknown.message, hint=unknown.hint))
        return asked, found

    def _view_link(self, asked: Wanted | str, file: File) -> str:
        """A link to the page that has the view too."""
        if isinstance(asked, str) or self.maker is None:
            return ""
        about = asked.stage or asked.map
        page = (self.maker.file(about) if about is not None else None) or self.maker.hub(asked.view)
        if page is None:
            return ""  # another plugin took all our pages out of the site
        names = (f"{view_fences.name(asked, self.maker.words)}{f' {number}' if number else ''}" for number in count())
        name = next(name for name in names if self.asked.setdefault(name, asked) == asked)
        return page_text.link(name, _path(page, file, about), name)

    def _target(self, mention: page_text.Mention, file: File, inserted: bool) -> tuple[str, str]:
        """Where a link by id leads in Markdown, and its words if it has none."""
        assert self.maker is not None
        try:
            journey_links.resolve(self.whole, mention.address)
        except journey_links.Unknown:
            return "", ""
        if mention.quote and inserted:
            return "", ""  # `filled` meets it in the next moment, and HTML knows no paths
        entry = self._shown(mention.address)
        page = self.maker.file(entry) if entry is not None else None
        words = plain(entry.label) if entry is not None else "…"
        if page is None or not mention.quote:
            return (_path(page, file, entry) if page is not None else NOWHERE), words
        target, kept = escape(self._href(page, file, entry)), escape(html.unescape(mention.address.removeprefix(page_text.SCHEME)))
        return f"{target}{mention.quote} {page_text.KEPT}={mention.quote}{kept}", words

    def _shown(self, address: str) -> Entry | None:
        try:
            return journey_links.resolve(self.shown, address)
        except journey_links.Unknown:
            return None

    def _link(self, link: re.Match[str], file: File | None) -> str:
        address = link["address"] or link["kept"]
        if address is None:
            return link["text"]
        address = html.unescape(address)
        try:
            journey_links.resolve(self.whole, address)
        except journey_links.Unknown as unknown:
            # It came from another file or plugin, so that nobody knows its line; or its page's check has told it.
            place = Place(file.src_uri if file is not None else "")
            self._refuse([Problem(place, "unknown-reference", unknown.message, hint=unknown.hint)], file)
            return link["text"]
        entry = self._shown(address)
        if entry is None:
            return link["text"] or "…"
        words = link["text"] if link["text"].strip() else str(escape(plain(entry.label)))
        page = self.maker.file(entry) if self.maker is not None else None
        target = self._href(page, file, entry) if page is not None else ""
        return f'<a{link["before"]} href="{escape(target)}"{link["after"]}>{words}</a>' if target else words

    def _href(self, page: File, file: File | None, entry: Entry | None) -> str:
        anchor = f"#{quote(location(entry)[1])}" if entry is not None and location(entry)[1] else ""
        if file is not None:
            return page.url_relative_to(file) + anchor
        return urljoin(self.config.site_url, page.url) + anchor if self.config.site_url else ""

    def _view(self, link: re.Match[str], file: File, numbers: Iterator[int]) -> str:
        asked = self.asked.get(html.unescape(link["name"] or link["written"]))
        if asked is None or self.maker is None:
            return link[0]
        # Ids that no other page has: several pages may be shown on one.
        view = self.maker.show(asked, file, f"e{next(numbers)}-{crc32(file.src_uri.encode()):x}-")
        if _is_its_own(file):
            self.views.setdefault(file.src_uri, []).append(view)
        return view

    def _refuse(self, problems: list[Problem], file: File | None) -> None:
        """What the check could not see, because another plugin wrote it, ends a build all the same."""
        if problems and not self.serving:
            raise PluginError(f"journeybook: a page cannot be shown\n{text.report(problems, self.line)}")
        wrong = self.wrong.setdefault(file.src_uri, []) if file is not None else []
        told = {problem.message for problem in wrong}
        wrong += [problem for problem in problems if problem.message not in told]


SLIPS = {
    page_text.NAME: ("shows its text, and no view", f"write '{page_text.NAME}'"),
    page_text.MARKS: (
        "begins no fence, so that its lines are shown as text",
        f"write '```{page_text.NAME}', with three backticks (the key beside 1 or +), and '```' alone behind the last line",
    ),
    page_text.INDENTED: ("begins four blanks or more further in than the text around it, and so is shown as code", "take the blanks before its lines away"),
    page_text.LINK: (
        "is no picture, but the address of a page",
        "remove the '!' for a link, or show a picture of it with a fence such as '```journeybook', 'view: curve'",
    ),
}
"""What is said of slips, by what was meant, and what to do."""


def _slip(slip: page_text.Slip, path: str, before: int) -> Problem:
    """The finding about a fence or link that is not ours by a slip, and so shows nothing."""
    line = slip.line + before
    place = Place(path, line, slip.column, line, slip.column + len(slip.word))
    if slip.file:
        what, hint = "is a file, and no page of the site", f"write {slip.meant}"
    elif slip.view:
        what, hint = SLIPS[page_text.NAME][0], f"write '```{page_text.NAME}'"
    elif slip.meant in SLIPS:
        what, hint = SLIPS[slip.meant]
    else:
        what, hint = ("is no link in Markdown", f"write {slip.meant}") if slip.meant[0] == "[" else ("leads nowhere", f"write {shown(slip.meant)}")
    return Problem(place, "unknown-reference", f"{shown(slip.word)} {what}", "warning", hint)


def _is_its_own(file: File) -> bool:
    """Whether what is read is the page itself, and not an excerpt of it on another."""
    return file.page is not None and file.page.file is file


def _path(page: File, file: File, entry: Entry | None) -> str:
    """The way from the source of `file` to that of `page`, as links in Markdown have it."""
    way = quote(posixpath.relpath(page.src_uri, posixpath.dirname(file.src_uri) or "."))
    anchor = location(entry)[1] if entry is not None else ""
    return f"{way}#{anchor}" if anchor else way
