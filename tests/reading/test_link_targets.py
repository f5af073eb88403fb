"""Where a link may lead: one answer for every address, in maps, texts and settings."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path

import pytest

from journeybook.checks.check import load
from journeybook.doors.mkdocs import site_config
from journeybook.model.markup import inline
from journeybook.reading.link_targets import fault, safe_target
from journeybook.site.flowchart.mermaid_text import safe_href
from journeybook.site.views.backlog import _issue_address

GOOD = (
    "https://example.com", "HTTP://example.com:8080/a?b=c#d", "http://[::1]/x", "https://例子.example/鞋", "https://example.com/a%20b",
    "mailto:ana@example.com?subject=a%0Ab", "tel:+49-30-1234", "../shop/index.html", "/top/page", "#pay", "?q=1", "page.md#a:b", "第一步:说明.md",
    "https://example.com/@user", "https://example.com/?next=//x&y=\u00e9", "a/b\u00fc.md",
)  # fmt: skip
BAD = {
    "javascript:alert(1)": "leads to 'javascript:'", "JavaScript:alert(1)": "leads to 'javascript:'",
    " javascript:alert(1)": "leads to 'javascript:'", "java\nscript:alert(1)": "leads to 'javascript:'",
    "java&Tab;script:alert(1)": "leads to 'javascript:'", "javascript&colon;alert(1)": "leads to 'javascript:'",
    "&#106;avascript:alert(1)": "leads to 'javascript:'", "javascript%3Aalert(1)": "leads to 'javascript:'",
    "java\u200bscript:alert(1)": "leads to 'javascript:'", "\ufeffjavascript:alert(1)": "leads to 'javascript:'",
    "vbscript:x": "leads to 'vbscript:'", "data:text/html,x": "leads to 'data:'", "file:///etc/passwd": "leads to 'file:'",
    "blob:https://example.com/x": "leads to 'blob:'", "view-source:https://example.com": "leads to 'view-source:'",
    "ana@shop.org": "begins without 'mailto:'", "www.shop.example": "begins without 'https://'", "shop.example.com/a": "begins without 'https://'",
    "https//shop.example": "begins without 'https://'", "http;//shop.example": "begins without 'https://'", "/%5Cevil.example": "has no scheme",
    "//evil.example": "has no scheme", "/%2Fevil.example": "has no scheme", "/\\evil.example": "holds a backslash",
    "\\\\evil.example": "holds a backslash", "%5C%5Cevil.example": "holds a backslash", "https:\\\\evil.example": "holds a backslash",
    "https://good.example\\@evil.example": "holds a backslash", "https://bank.example@evil.example/": "names a user before the host",
    "https://user:word@evil.example": "names a user before the host", "https://bank.example%40evil.example": "names a user before the host",
    "https:evil.example": "is no address", "https:///evil.example": "is no address", "http://": "is no address",
    "http://[bad": "is no address", "https\u2122://example.com/x": "is no address", "ht tps://example.com": "holds a blank", "步骤://x": "is no address", "http://example.com:port": "is no address", "https://a b": "holds a blank",
    "https://example.com/\u202efdp.exe": "holds a blank", "https://example.com/\x00": "holds a blank", "https://example.com/%00": "holds a blank",
}  # fmt: skip


@pytest.mark.parametrize("target", GOOD)
def test_what_links_may_lead_to(target: str) -> None:
    assert fault(target) == ""
    assert safe_target(target)


@pytest.mark.parametrize("target", BAD)
def test_what_they_may_not(target: str) -> None:
    assert fault(target).startswith(BAD[target])
    # Markdown and Mermaid write some of these in another way, which leads nowhere but is harmless.
    shown = re.search('href="([^"]*)"', inline(f"[words]({target})"))
    assert shown is None or safe_target(unescape(shown[1]))
    assert safe_href(target) is None or safe_target(safe_href(target) or "")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        *((f"{target}/{{issue}}", why) for target, why in BAD.items() if "example" in target and ":port" not in target),
        ("javascript:alert('{issue}')", "leads to 'javascript:'"), ("http://example.com:port/{issue}", "is no address"),
        ("https://{issue}.evil.example/", "must be an https address that holds {issue} behind its host"),
        ("https://tracker.example/", "must be an https address"),
        ("mailto:{issue}@example.com", "must be an https address"),
        ("issues/{issue}", "must be an https address"),
    ],
)  # fmt: skip
def test_the_address_of_issues_is_checked_when_it_is_read(url: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("title: A\nstages: [b]\n", encoding="utf-8")
    quoted = url.replace("\\", "\\\\").replace("\n", "\\n").replace("\x00", "\\0").replace("\u202e", "\\u202E")
    (tmp_path / "atlas.yml").write_text(f'issue_url: "{quoted}"\n', encoding="utf-8")
    loaded = load(tmp_path, datetime.date(2026, 1, 1))
    found = [problem for problem in loaded.problems if problem.level == "error"]
    assert found
    assert loaded.atlas.settings.issue_url is None
    assert [why in problem.message for problem in found if problem.code == "wrong-type"] in ([True], [])
    assert all(problem.place.path == "atlas.yml" for problem in found)


@pytest.mark.parametrize(
    ("issue", "address"),
    [
        ("SHOP-214", "https://tracker.example/browse/SHOP-214?view=1"),
        ("../../admin?x=<b>&y#z", "https://tracker.example/browse/..%2F..%2Fadmin%3Fx%3D%3Cb%3E%26y%23z?view=1"),
        ("\u4efb\u52a1 7", "https://tracker.example/browse/%E4%BB%BB%E5%8A%A1%207?view=1"),
        ("https://other.example/7", "https://other.example/7"),
        ("https://bank.example@evil.example/7", ""),
    ],
)
def test_an_issue_cannot_change_its_address(issue: str, address: str) -> None:
    assert _issue_address("https://tracker.example/browse/{issue}?view=1", issue) == address


def test_without_an_address_there_is_no_link() -> None:
    assert _issue_address("", "SHOP-214") == ""


HOLDS = "'issue_url' holds '{}', into which nothing is filled; what it may hold in braces is {{issue}}"


@pytest.mark.parametrize(
    ("url", "message", "hint"),
    [
        ("https://t.example/{issue}/{foo}", HOLDS.format("{foo}"), "leave '{foo}' out; braces of the address itself are written %7B and %7D"),
        ("https://t.example/{issue!r}", HOLDS.format("{issue!r}"), "such as https://t.example/{issue}"),
        ("https://t.example/{issue.x}", HOLDS.format("{issue.x}"), "such as https://t.example/{issue}"),
        ("https://t.example/{issue:>9}/x", HOLDS.format("{issue:>9}"), "such as https://t.example/{issue}/x"),
        ("https://t.example/{}", HOLDS.format("{}"), "such as https://t.example/{issue}"),
        ("https://t.example/{{issue}}", HOLDS.format("{{issue}}"), "such as https://t.example/{issue}"),
        ("https://t.example/${issue}", HOLDS.format("${issue}"), "such as https://t.example/{issue}"),
        ("https://t.example/｛issue｝", HOLDS.format("｛issue｝"), "such as https://t.example/{issue}"),
        ("https://t.example/{issue", HOLDS.format("{issue"), "such as https://t.example/{issue}"),
        ("https://t.example/{a}/{b}", HOLDS.format("{a}"), "such as https://tracker.example/{issue}"),
        ("https://t.example/<issue>/x", "must be an https address", "such as https://t.example/{issue}/x"),
        ("https://t.example/%s", "must be an https address", "such as https://t.example/{issue}"),
        ("https://t.example/browse/SHOP-12", "must be an https address", "such as https://t.example/browse/{issue}"),
        ("https://t.example/find?id=", "must be an https address", "such as https://t.example/find?id={issue}"),
        ("https://{issue}.t.example/", "must be an https address", "such as https://tracker.example/{issue}"),
        ("t.example/issues/{issue}", "must be an https address", "such as https://t.example/issues/{issue}"),
        ("//t.example/{issue}", "has no scheme", "such as https://t.example/{issue}"),
    ],
)  # fmt: skip
def test_what_stands_in_braces_in_the_address_of_issues(url: str, message: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("title: A\nstages: [b]\n", encoding="utf-8")
    (tmp_path / "atlas.yml").write_text(f"issue_url: '{url}'\n", encoding="utf-8")
    found = load(tmp_path, datetime.date(2026, 1, 1)).problems
    assert [(message in problem.message, problem.hint) for problem in found] == [(True, hint)]


@pytest.mark.parametrize(
    ("template", "repository", "shown"),
    [
        ("https://git.example/edit/docs/{path}", "", "https://git.example/edit/docs/../journeys/a%20b.yml"),  # browsers go the two steps
        ("edit/docs/{path_noext}?ext=yml", "https://git.example/shop", "https://git.example/shop/edit/journeys/a%20b?ext=yml"),
        ("https://bank.example@evil.example/{path}", "", ""),
    ],
)
def test_where_a_file_is_edited_says_a_template_too(template: str, repository: str, shown: str, tmp_path: Path) -> None:
    class Config:
        edit_uri, edit_uri_template, repo_url, docs_dir = "https://other.example/", template, repository, str(tmp_path / "docs")

    assert site_config.edit_url(tmp_path / "journeys/a b.yml", Config()) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("uri", "shown"), [("https://git.example/edit/main/docs/", True), ("https://bank.example@evil.example/docs/", False), ("//evil.example/docs/", False)]
)
def test_where_a_file_is_edited(uri: str, shown: bool, tmp_path: Path) -> None:
    class Config:
        edit_uri, edit_uri_template, repo_url, docs_dir = uri, None, "", str(tmp_path / "docs")

    found = site_config.edit_url(tmp_path / "journeys/a b.yml", Config())  # type: ignore[arg-type]
    assert found == ("https://git.example/edit/main/journeys/a%20b.yml" if shown else "")
