"""What the matrix says in words: a row for each plugin, theme or builder, as it stands in the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from compat.matrix import CASES, MATERIALX, Case

HEAD = "| with | works |\n| --- | --- |"
OURS = "comes with Material"


@dataclass(frozen=True)
class Row:
    """`name` is what the cases call it, `package` where it comes from."""

    name: str
    package: str
    works: str
    write: str = ""
    mind: str = ""

    def line(self, versions: dict[str, str]) -> str:
        """The row, with the version that was tried."""
        package = self.package if self.package == OURS else f"`{self.package}` {versions.get(self.package, '')}".strip()
        said = [self.works, *[f"**Write:** {self.write}"] * bool(self.write), *[f"**Mind:** {self.mind}"] * bool(self.mind)]
        return f"| **{self.name}**<br>{package} | {'<br>'.join(said)} |"


ANY = "everything"
ROWS: tuple[Row, ...] = (
    Row("static-i18n", "mkdocs-static-i18n", "folders and suffixes; the default language has the journeys, and the navigation, views and links of all others lead there", "", "there is one copy of the journeys, in the default language; its extra `[material]` holds Material below 9.7.2, and is not needed"),
    Row("git-revision-date-localized", "mkdocs-git-revision-date-localized-plugin", "each page that comes from one YAML file shows that file's days", "", "pages about all maps have the day of the build"),
    Row("git-authors", "mkdocs-git-authors-plugin", "each page that comes from one YAML file shows its authors", "", "pages about all maps show none"),
    Row("redirects", "mkdocs-redirects", "redirects to journeys: `journeys/maps/<id>.md`; those of earlier ids (`aliases`) need none"),
    Row("rss", "mkdocs-rss-plugin", "every page has a description of its own in the feed; a page of your own has a link where it shows a view"),
    Row("blog", OURS, "views and links by id in posts, and in their excerpts"),
    Row("snippets", "pymdown-extensions", "views and links by id in snippets", "", "mistakes in them are told without their line"),
    Row("include-markdown", "mkdocs-include-markdown-plugin", "views and links by id in included files", "", "mistakes in them are told without their line"),
    Row("macros", "mkdocs-macros-plugin", "macros in views and in links by id", "", "mistakes in what a macro writes are told without their line"),
    Row("table-reader", "mkdocs-table-reader-plugin", ANY),
    Row("gen-files", "mkdocs-gen-files", "views and links by id in pages that a script writes", "", "mistakes in them are told without their line"),
    Row("print-site", "mkdocs-print-site-plugin", "the journeys of the navigation on the one page for print", "`print-site` as the last plugin"),
    Row("encryptcontent", "mkdocs-encryptcontent-plugin", "journeys, and pages with views, are encrypted as any page", "", "with `search_index: clear` the search tells what it finds, as it does of any page"),
    Row("llmstxt", "mkdocs-llmstxt", "Markdown of our pages in `llms.txt`", "our pages by their sources: `journeys/maps/<id>.md`"),
    Row("privacy", OURS, ANY, "where the build reaches no other host: `assets_exclude: [\"unpkg.com/mermaid*\"]`, since Journeybook brings its own Mermaid along"),
    Row("minify", "mkdocs-minify-plugin", "`minify_html`"),
    Row("awesome-nav", "mkdocs-awesome-nav", "the section stands behind what `.nav.yml` lists"),
    Row("awesome-pages", "mkdocs-awesome-pages-plugin", "the section stands behind what `.pages` lists"),
    Row("literate-nav", "mkdocs-literate-nav", "a section with `journeys/index.md` alone gets the other pages"),
    Row("section-index", "mkdocs-section-index", "the section leads to the journeys' home"),
    Row("tags", OURS, "tags of your own pages", "", "tags of maps are not on Material's list; they have filters of their own"),
    Row("offline", OURS, "opened from a folder, the search too", "`use_directory_urls: false`"),
    Row("meta", OURS, ANY),
    Row("glightbox", "mkdocs-glightbox", ANY),
    Row("exclude", "mkdocs-exclude", "pages of ours that it takes out are gone, and links to them become plain text"),
    Row("exclude-search", "mkdocs-exclude-search", "your own pages"),
    Row("monorepo", "mkdocs-monorepo-plugin", "views and links by id in included sites"),
    Row("meta-descriptions", "mkdocs-meta-descriptions-plugin", "our pages keep the descriptions that they have"),
    Row("autorefs", "mkdocs-autorefs", ANY),
    Row("mkdocstrings", "mkdocstrings", "links by id in docstrings", "", "docstrings show no views"),
    Row("mike", "mike", ANY),
    Row("callouts", "mkdocs-callouts", ANY),
    Row("open-in-new-tab", "mkdocs-open-in-new-tab", ANY),
    Row("mermaid2", "mkdocs-mermaid2-plugin", "it needs no library named: Journeybook brings one along"),
    Row("ProperDocs", "properdocs", "in place of MkDocs; Material and its own themes", "for the themes `mkdocs` and `readthedocs`: `properdocs-theme-mkdocs`, `properdocs-theme-readthedocs`"),
    Row("MaterialX", "mkdocs-materialx", "in place of Material", "an environment without Material; no `separator` for the search", "its search does not find Chinese words; excerpts in its blog have a link where the post shows a view"),
)  # fmt: skip


def cases(row: Row) -> Sequence[Case]:
    """The cases that the row stands for."""
    return [case for case in (*CASES, *MATERIALX) if case.row == row.name]


def installed() -> dict[str, str]:
    """The versions of all packages of the table that are installed here."""
    found = {}
    for row in ROWS:
        try:
            found[row.package] = version(row.package)
        except PackageNotFoundError:
            continue
    return found


def table(versions: dict[str, str]) -> str:
    """The table of the documentation."""
    return "\n".join([HEAD, *(row.line(versions) for row in ROWS)])
