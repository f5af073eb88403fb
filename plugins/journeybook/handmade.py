"""The pages that people write beside ours, as far as they speak of the atlas: views that they embed, and links by id.

They are checked with the atlas, before a file is touched; then marks take the place of fences until Markdown is through, so
that it never sees the HTML of a view.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.utils import meta

from journeybook import mentions, prose
from journeybook.atlas import Atlas
from journeybook.embeds import Wanted, wanted
from journeybook.entry import Entry
from journeybook.host import relative
from journeybook.markup import plain
from journeybook.problems import Place, Problem
from journeybook.reports import text

LINK = re.compile(
    r"""<a\b(?P<before>[^>]*?)\shref=(?P<quote>["'])journey:(?P<address>.*?)(?P=quote)(?P<after>[^>]*)>(?P<text>.*?)</a>""", re.DOTALL
)


@dataclass
class Written:
    """What one page says to us: for each mark that stands for a fence, what it asks for; and what is wrong with the page."""

    marks: dict[str, tuple[Wanted | None, list[Problem]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Handmade:
    """All pages that people wrote. `whole` is the atlas that they may speak of, `shown` what of it this site shows."""

    config: MkDocsConfig
    whole: Atlas
    shown: Atlas
    serving: bool
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)
    views: dict[str, list[str]] = field(default_factory=dict)
    """The HTML of the views on each page that has some."""

    def check(self) -> None:
        """Reads every page of the site's own folder, and finds all that is wrong."""
        files = get_files(self.config)
        set_exclusions(files, self.config)
        for file in files.documentation_pages():
            content = Path(file.abs_src_path or "").read_bytes()
            if b"journey" not in content:
                continue
            source = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            body, _ = meta.get_data(source)
            path = relative(Path(file.abs_src_path or "").resolve(), self.config)
            found = self._read(body, path, source.count("\n") - body.count("\n"))[1]
            self.problems += [*found.problems, *(problem for _, problems in found.marks.values() for problem in problems)]
            self.lines[path] = source.split("\n")

    def line(self, place: Place) -> str:
        """The line that `place` is in, empty where it is none of these pages."""
        lines = self.lines.get(place.path, [])
        return lines[place.line - 1] if place.line <= len(lines) else ""

    def marked(self, markdown: str, file: File) -> str:
        """`markdown` of the page `file` with a mark in place of each of our fences."""
        path = relative(Path(file.abs_src_path or "").resolve(), self.config)
        source = "\n".join(self.lines.get(path, ()))
        before = source[: -len(markdown)].count("\n") if markdown and source.endswith(markdown) else 0
        text_, found = self._read(markdown, path, before)
        self.written[file.src_uri] = found
        self._refuse([*found.problems, *(problem for _, problems in found.marks.values() for problem in problems)])
        return text_

    def filled(
        self, content: str, file: File, href: Callable[[Entry], str],
        show: Callable[[Wanted, str], str], tell: Callable[[list[Problem]], str],
    ) -> str:  # fmt: skip
        """`content`, the HTML of the page `file`, with views in place of marks, and with links by id leading somewhere."""
        found = self.written.pop(file.src_uri, Written())
        self.views.pop(file.src_uri, None)
        content = LINK.sub(lambda link: self._link(link, file, found, href), content)
        for number, (mark, (asked, problems)) in enumerate(found.marks.items(), 1):
            view = tell(problems) if problems else show(asked, f"e{number}-") if asked is not None else ""
            content = re.sub(rf"<p>\s*{mark}\s*</p>|{mark}", lambda _, view=view: view, content)
            self.views.setdefault(file.src_uri, []).append(view)
        return (tell(found.problems) if found.problems else "") + content

    def without_views(self, content: str, file: File) -> str:
        """`content`, the HTML of the page `file`, without the views on it, as far as they are as we made them."""
        for view in self.views.get(file.src_uri, ()):
            content = content.replace(view, "")
        return content

    def _read(self, markdown: str, path: str, before: int) -> tuple[str, Written]:
        said = prose.read(markdown)
        found = Written()
        name = sha1(path.encode()).hexdigest()[:12]
        for number, fence in enumerate(said.fences):
            found.marks[f"journeybook{name}x{number}x"] = self._asked(fence, path, before)
        for mention in said.mentions:
            try:
                mentions.resolve(self.whole, mention.address)
            except mentions.Unknown as unknown:
                if self.whole.unread.may_hold(*mention.address.removeprefix("journey:").split("#")):
                    continue
                line, end = mention.line + before, mention.column + len(mention.address)
                place = Place(path, line, mention.column, line, end)
                found.problems.append(Problem(place, "unknown-reference", unknown.message, hint=unknown.hint))
        return prose.replaced(markdown, said.fences, list(found.marks)), found

    def _asked(self, fence: prose.Fence, path: str, before: int) -> tuple[Wanted | None, list[Problem]]:
        asked, problems = wanted(self.whole, fence, path, before)
        if asked is None or self.whole is self.shown:
            return asked, problems
        # What the site's audience must not see is no mistake of the page: there, nothing is shown.
        return wanted(self.shown, fence, path, before)[0], problems

    def _link(self, link: re.Match[str], file: File, found: Written, href: Callable[[Entry], str]) -> str:
        address = html.unescape(link["address"])
        try:
            mentions.resolve(self.whole, address)
        except mentions.Unknown as unknown:
            known = any(unknown.message == problem.message for problem in found.problems)
            if not known:  # it came from another file or plugin, so that nobody knows its line
                problem = Problem(Place(file.src_uri), "unknown-reference", unknown.message, hint=unknown.hint)
                found.problems.append(problem)
                self._refuse([problem])
            return link["text"]
        try:
            entry = mentions.resolve(self.shown, address)
        except mentions.Unknown:
            return link["text"] or "…"
        words, target = link["text"] if link["text"].strip() else str(escape(plain(entry.label))), href(entry)
        return f'<a{link["before"]} href="{escape(target)}"{link["after"]}>{words}</a>' if target else words

    def _refuse(self, problems: list[Problem]) -> None:
        """What the check could not see, because another plugin wrote it, ends a build all the same."""
        if problems and not self.serving:
            raise PluginError(f"journeybook: a page cannot be shown\n{text.report(problems, self.line)}")
