"""The table of cases: which plugin, where it is listed, with what, and what must hold of the site. `rows` says it in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from compat import conditions as c
from compat.project import LINK, OWN, VIEW

MATERIAL: dict[str, Any] = {"name": "material", "font": False}
SWITCH = r"address '/.*begins with a slash"
"""Material's choice of languages names its targets from the host's root."""
SEALED = "has no such anchor"
"""Anchors are in what is encrypted."""
LANGUAGES = [{"locale": "en", "default": True, "name": "English", "build": True}, {"locale": "zh", "name": "中文", "build": True}]
FOLDERS = {
    "docs/own.md": None,
    "docs/index.md": None,
    "docs/en/index.md": "# Welcome\n",
    "docs/en/own.md": OWN,
    "docs/zh/index.md": "# 欢迎\n",
    "docs/zh/own.md": OWN,
}
SUFFIXES = {"docs/index.zh.md": "# 欢迎\n", "docs/own.zh.md": OWN}
TRANSLATED = (
    c.has("zh/index.html", 'lang="zh"', "../journeys/backlog/", "改进清单"), c.has("index.html", 'lang="en"', 'href="journeys/backlog/"'),
    *(c.has(page, 'lang="en"') for page in (c.MAP, c.WALK, c.SUMMARY)), c.shows("zh/own/index.html", "../../journeys/maps/card/#form"), c.shows(), c.gone("zh/journeys"),
    c.has("sitemap.xml", "<loc>https://library.example/journeys/maps/card/</loc>"),
)  # fmt: skip
POST = f"---\ndate: {{}}\n---\n# {{}}\n\nSee {LINK}.\n\n{VIEW}\n<!-- more -->\n\nRest [](journey:card#form).\n"
POSTS = {
    "docs/blog/index.md": "# News\n",
    "docs/blog/posts/one.md": POST.format("2026-01-02", "One"),
    "docs/blog/posts/two.md": POST.format("2026-01-03", "Two"),
}
DATED = (
    # March 5 is the day of the map's commit, June 7 that of the library's
    *(c.has(page, "March 5, 2024") for page in (c.MAP, c.WALK, c.SUMMARY)), c.lacks(c.MAP, "February 3, 2026"), c.has("journeys/teams/desk/index.html", "June 7, 2025"),
    c.has("own/index.html", "February 3, 2026"),
)  # fmt: skip
AUTHORS = (
    *(c.has(page, "Mapmaker") for page in (c.MAP, c.WALK, c.SUMMARY)),
    c.lacks(c.MAP, "Publisher", "Librarian"),
    c.has("journeys/teams/desk/index.html", "Librarian"),
)
MOVED = {"redirects": {"redirect_maps": {"old.md": "journeys/maps/card.md"}}}
KEEP = {"encryptcontent": {"global_password": "quay-Lantern7-mossy-Orbit3-velvet-Heron9-brisk", "title_prefix": "", "search_index": "clear"}}
NAV = [{"Start": "index.md"}, {"Own": "own.md"}, {"Our journeys": ["journeys/index.md"]}]


@dataclass(frozen=True)
class Case:
    """One combination. `row` is its row in the table; `plugins` are listed as they are in `mkdocs.yml`, `needs` are the modules
    that must be installed, `builder` the module that builds; `holds` is asked beside what always must hold."""

    row: str
    name: str
    plugins: tuple[Any, ...] = ("search", "journeybook")
    needs: tuple[str, ...] = ()
    files: Mapping[str, str | None] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    holds: tuple[c.Condition, ...] = (c.shows(),)
    but: str = ""
    marked: bool = True
    git: bool = False
    builder: str = "mkdocs"
    cheap: bool = False

    @property
    def id(self) -> str:
        """Its name in reports."""
        return f"{self.row} {self.name}".strip()


def both(row: str, plugin: Any, **more: Any) -> list[Case]:
    """A plugin listed before and after ours."""
    orders = {"before": ("search", plugin, "journeybook"), "after": ("search", "journeybook", plugin)}
    return [Case(row, name, plugins, **more) for name, plugins in orders.items()]


def translated(structure: str, files: Mapping[str, str | None]) -> list[Case]:
    plugin = {"i18n": {"docs_structure": structure, "languages": LANGUAGES}}
    cases = both("static-i18n", plugin, needs=("mkdocs_static_i18n",), files=files, holds=TRANSLATED, but=SWITCH)
    return [Case(**{**vars(case), "name": f"{structure} {case.name}"}) for case in cases]


CASES: tuple[Case, ...] = (
    *translated("suffix", SUFFIXES),
    *translated("folder", FOLDERS),
    *both("git-revision-date-localized", {"git-revision-date-localized": {"type": "date", "locale": "en"}}, needs=("mkdocs_git_revision_date_localized_plugin",), git=True, holds=DATED),
    *both("git-authors", "git-authors", needs=("mkdocs_git_authors_plugin",), git=True, holds=AUTHORS),
    *both("redirects", MOVED, needs=("mkdocs_redirects",), holds=(c.has("old/index.html", "journeys/maps/card/"),)),
    *both("rss", "rss", needs=("mkdocs_rss_plugin",), git=True, holds=(c.feeds, c.shows())),
    Case("blog", "", ("search", "blog", "journeybook"), files=POSTS, cheap=True,
         holds=(c.shows("blog/2026/01/02/one/index.html", "../../../../../journeys/maps/card/#form"), c.has("blog/index.html", '<a href="../journeys/maps/card/#form">the form</a>', "jb-embed-curve"))),
    Case("blog", "with a feed", ("search", "blog", "journeybook", {"rss": {"match_path": "blog/posts/.*"}}), needs=("mkdocs_rss_plugin",), files=POSTS, git=True,
         holds=(c.has("feed_rss_created.xml", "<title>One</title>"),)),
    Case("snippets", "", files={"parts/view.md": f"{VIEW}\n{LINK}\n", "docs/own.md": '# Own\n\n--8<-- "view.md"\n'}, cheap=True,
         settings={"markdown_extensions": [{"pymdownx.snippets": {"base_path": ["parts"]}}, "pymdownx.superfences"]}),
    *both("include-markdown", "include-markdown", needs=("mkdocs_include_markdown_plugin",), files={"parts/view.md": f"{VIEW}\n{LINK}\n", "docs/own.md": '# Own\n\n{% include-markdown "../parts/view.md" %}\n'}),
    *both("macros", "macros", needs=("mkdocs_macros",), files={"docs/own.md": "{% set step, map = 'form', 'card' %}\n# Own\n\n[a](journey:card#{{ step }})\n\n" + VIEW.replace("card", "{{ map }}")}),
    *both("table-reader", "table-reader", needs=("mkdocs_table_reader_plugin",), files={"docs/data.csv": "a,b\n1,2\n", "docs/own.md": f"{OWN}\n{{{{ read_csv('docs/data.csv') }}}}\n"}),
    Case("gen-files", "", ("search", {"gen-files": {"scripts": ["make.py"]}}, "journeybook"), needs=("mkdocs_gen_files",),
         files={"docs/own.md": None, "make.py": f"import mkdocs_gen_files\nwith mkdocs_gen_files.open('own.md', 'w') as page:\n    page.write({OWN!r})\n"}),
    Case("print-site", "", ("search", "journeybook", "print-site"), needs=("mkdocs_print_site_plugin",), holds=(c.printed, c.shows())),
    Case("encryptcontent", "before", ("search", KEEP, "journeybook"), needs=("encryptcontent",), holds=(c.hidden,), but=SEALED),
    Case("encryptcontent", "after", ("search", "journeybook", KEEP), needs=("encryptcontent",), holds=(c.hidden,), but=SEALED),
    Case("llmstxt", "", ("search", "journeybook", {"llmstxt": {"full_output": "llms-full.txt", "sections": {"Journeys": ["journeys/maps/card.md", "own.md"]}}}), needs=("mkdocs_llmstxt",),
         holds=(c.has("llms-full.txt", "The form takes ten minutes"), c.has("journeys/maps/card/index.md", "I ask for a card"))),
    *both("privacy", {"privacy": {"assets_exclude": ["unpkg.com/mermaid*"]}}),
    *both("minify", {"minify": {"minify_html": True}}, needs=("mkdocs_minify_plugin",)),
    *both("awesome-nav", "awesome-nav", needs=("mkdocs_awesome_nav",), files={"docs/.nav.yml": "nav:\n  - index.md\n  - Ours: own.md\n"}, holds=(c.has("index.html", 'href="journeys/backlog/"', "Ours"),)),
    *both("awesome-pages", "awesome-pages", needs=("mkdocs_awesome_pages_plugin",), files={"docs/.pages": "nav:\n  - index.md\n  - Ours: own.md\n"}, holds=(c.has("index.html", 'href="journeys/backlog/"', "Ours"),)),
    *both("literate-nav", "literate-nav", needs=("mkdocs_literate_nav",), files={"docs/SUMMARY.md": "- [Start](index.md)\n- [Ours](own.md)\n- Our journeys\n    - [All](journeys/index.md)\n"},
          holds=(c.has("index.html", 'href="journeys/backlog/"', "Our journeys"),)),
    *both("section-index", "section-index", needs=("mkdocs_section_index",), settings={"nav": NAV}, holds=(c.has("index.html", 'href="journeys/backlog/"'),)),
    *both("tags", "tags", files={"docs/own.md": f"---\ntags: [new]\n---\n{OWN}"}, holds=(c.shows(), c.has("own/index.html", "new"))),
    Case("offline", "", ("search", "offline", "journeybook"), settings={"use_directory_urls": False}, holds=(c.shows("own.html", "journeys/maps/card.html#form"),), cheap=True),
    Case("meta", "", ("search", "meta", "journeybook"), files={"docs/.meta.yml": "hide: [toc]\n"}),
    *both("glightbox", "glightbox", needs=("mkdocs_glightbox",)),
    Case("exclude", "", ("search", "journeybook", {"exclude": {"glob": ["journeys/touchpoints/*"]}}), needs=("mkdocs_exclude",), holds=(c.gone("journeys/touchpoints"), c.has(c.MAP, "The form"))),
    *both("exclude-search", {"exclude-search": {"exclude": ["own.md"]}}, needs=("mkdocs_exclude_search",), holds=(c.found("The form takes ten minutes"),)),
    Case("monorepo", "", ("search", "monorepo", "journeybook"), needs=("mkdocs_monorepo_plugin",), settings={"nav": [*NAV, {"Other": "!include other/mkdocs.yml"}]},
         files={"other/mkdocs.yml": "site_name: other\nnav: [{Home: index.md}]\n", "other/docs/index.md": f"# Other\n\n{LINK}\n\n{VIEW}\n"},
         holds=(c.shows(), c.shows("other/index.html"))),
    *both("meta-descriptions", {"meta-descriptions": {}}, needs=("mkdocs_meta_descriptions_plugin",), holds=(c.has(c.MAP, 'content="How somebody becomes a reader, &amp; what &#34;forms&#34;'),)),
    *both("autorefs", "autorefs", needs=("mkdocs_autorefs",), files={"docs/own.md": f"{OWN}\nSee [the end][end].\n"}),
    *both("mkdocstrings", {"mkdocstrings": {"handlers": {"python": {"paths": ["."]}}}}, needs=("mkdocstrings", "mkdocstrings_handlers.python"),
          files={"code.py": f'"""Speaks of {LINK}."""\n', "docs/own.md": f"{OWN}\n::: code\n"}, holds=(c.shows(), c.has(c.OWN, "Speaks of"))),
    *both("mike", "mike", needs=("mike",)),
    *both("callouts", "callouts", needs=("mkdocs_callouts",), files={"docs/own.md": f"{OWN}\n> [!NOTE] Title\n> Text\n"}),
    *both("open-in-new-tab", "open-in-new-tab", needs=("open_in_new_tab",)),
    Case("mermaid2", "", ("search", "journeybook", "mermaid2"), files={"docs/own.md": f"{OWN}\n```mermaid\nflowchart LR\n  a --> b\n```\n"}),
    *(Case("ProperDocs", f"with {name}", builder="properdocs", needs=("properdocs",), but="404.html: address '//search.html'", settings={"theme": {"name": name}}) for name in ("material", "mkdocs", "readthedocs")),
)  # fmt: skip
X = {"theme": {"name": "materialx", "font": False}}
DRAWER = "id '__toc' stands 2 times"
"""On every page of that theme."""
MATERIALX: tuple[Case, ...] = (
    Case("MaterialX", "", needs=("materialx",), settings=X, but=DRAWER),
    Case("MaterialX", "blog", ("search", "blog", "journeybook"), needs=("materialx",), files=POSTS, settings=X, but=DRAWER, holds=(
        c.shows("blog/2026/01/02/one/index.html", "../../../../../journeys/maps/card/#form"),
        c.has("blog/index.html", '<a href="../journeys/maps/card/#form">the form</a>', ">Feelings · Getting a library card</a>"))),
)  # fmt: skip
"""In an environment of its own, because this theme installs itself in Material's place."""
