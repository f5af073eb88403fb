"""Nothing stands on anything else on a map: its texts in every width, in Detail, with all further lines, and after scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

# Every line of text of the grid that can be seen, with the elements above it at its place. Two texts clash where both are seen; a text is
# not seen where something opaque lies above it, or where a box that scrolls has cut it off.
CLASHES = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync('* { pointer-events: auto !important; } svg text { pointer-events: bounding-box !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  const box = document.querySelector('.jb-gridbox'), lines = [];
  // Texts in an SVG group that is not drawn still have a place.
  const undrawn = (e) => [...document.querySelectorAll('svg g')].some((g) => g.contains(e) && getComputedStyle(g).display === 'none');
  const hidden = (e) => e instanceof SVGElement && undrawn(e) || e.closest('.jb-hidden, .jb-hidden-wide, title, option') || !e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || hidden(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const it of range.getClientRects()) {
      if (it.width < 3 || it.height < 3 || it.bottom < 0 || it.top > innerHeight) continue;
      // The letters themselves, without the room above and below them.
      lines.push({ e, left: it.left, right: it.right, top: it.top + it.height * 0.2, bottom: it.bottom - it.height * 0.2 });
    }
  }
  // A lane's name lies on a side of its own, which is drawn before the lane.
  const full = (look) => { const [, , , a = 1] = look.backgroundColor.match(/[\\d.]+/g).map(Number); return a === 1; };
  const opaque = (e) => full(getComputedStyle(e)) || e.matches('.jb-lane') && full(getComputedStyle(e, '::before'));
  const clipped = (e, x, y) => {
    for (let it = e; it && it !== document.body; it = it.parentElement) {
      const s = getComputedStyle(it), r = it.getBoundingClientRect();
      if (s.clipPath !== 'none' || s.overflowX !== 'visible' && !(it instanceof SVGElement) && (x < r.left || x > r.right || y < r.top || y > r.bottom)) return true;
    }
    return false;
  };
  const seen = (line, x, y) => {
    for (const it of document.elementsFromPoint(x, y)) {
      if (it === line.e || line.e.contains(it)) return true;
      if (!it.contains(line.e) && opaque(it)) return false;
    }
    return !clipped(line.e, x, y);
  };
  const found = [], said = (line) => line.e.textContent.trim().slice(0, 30);
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((a, index) => {
    for (let next = index + 1; next < lines.length && lines[next].top < a.bottom; next++) {
      const b = lines[next];
      if (a.e === b.e || a.e.contains(b.e) || b.e.contains(a.e)) continue;
      const left = Math.max(a.left, b.left), right = Math.min(a.right, b.right), top = Math.max(a.top, b.top), bottom = Math.min(a.bottom, b.bottom);
      if (right - left < 2 || bottom - top < 1) continue;
      const x = (left + right) / 2, y = (top + bottom) / 2;
      if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) continue;
      if (!clipped(a.e, x, y) && !clipped(b.e, x, y) && seen(a, x, y) && seen(b, x, y)) found.push(`${said(a)} × ${said(b)}`);
    }
  });
  // Two quotes beside each other do not read as one sentence.
  const quotes = lines.filter((it) => it.e.closest('.jb-said'));
  quotes.forEach((a, index) => quotes.slice(index + 1).forEach((b) => {
    const gap = Math.max(a.left - b.right, b.left - a.right);
    if (a.e !== b.e && gap < 16 && a.top < b.bottom && b.top < a.bottom) found.push(`${Math.round(gap)} px between ${said(a)} and ${said(b)}`);
  }));
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== style);
  return [lines.length, found];
}"""

# Where a line of the curve runs through a word that stands on it, unless one is not shown.
STRUCK = """() => {
  const found = [], words = [...document.querySelectorAll('.jb-gridbox .jb-word')]
    .filter((it) => it.checkVisibility() && getComputedStyle(it.closest('[class*=jb-further]') ?? it).display !== 'none').map((it) => [it, it.getBoundingClientRect()]);
  for (const path of document.querySelectorAll('.jb-gridbox .jb-segment:not(.jb-voice)')) {
    if (!path.getTotalLength || !path.checkVisibility()) continue;
    const matrix = path.getScreenCTM(), length = path.getTotalLength();
    for (let at = 0; at <= length; at += 3) {
      const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
      for (const [word, it] of words)
        if (x > it.left + 3 && x < it.right - 3 && y > it.top + it.height * 0.25 && y < it.bottom - it.height * 0.25) found.push(word.textContent);
    }
  }
  return [...new Set(found)];
}"""
END = "document.querySelectorAll('.jb-map-scroll, .jb-body-frame').forEach(it => { it.scrollLeft = 9999; })"
EVERYTHING = "?show=" + ",".join(["detail", *(f"line-{number}" for number in range(1, 13))])


def maps(site: Path) -> list[str]:
    """The addresses of the site's maps."""
    return sorted(it.parent.relative_to(site).as_posix() + "/" for it in site.glob("journeys/maps/*/index.html"))


@pytest.mark.parametrize("width", [1440, 1024, 768])
@pytest.mark.parametrize("show", ["", EVERYTHING], ids=["as it is", "all"])
def test_no_text_stands_on_another(site: Path, address: str, window: Callable, width: int, show: str) -> None:
    found, counted = [], 0
    with window(address, width=width) as it:
        it.page.set_viewport_size({"width": width, "height": 3000})
        for path in maps(site):
            it.page.goto(it.base + path + show)
            for place in ("", "at the end"):
                if place:
                    it.page.evaluate(END)
                number, clashes = it.page.evaluate(CLASHES)
                counted += number
                found += [f"{path} {place}: {one}" for one in clashes]
            found += [f"{path}: the curve strikes {one}" for one in it.page.evaluate(STRUCK)]
    assert counted > 2000, "nothing was looked at"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("show", ["", "?show=detail"], ids=["overview", "detail"])
@pytest.mark.parametrize("scrolled", [360, 520])
def test_heads_cover_what_scrolls_beneath_them(site: Path, address: str, window: Callable, show: str, scrolled: int) -> None:
    found = []
    with window(address, width=1440) as it:
        for path in maps(site):
            it.page.goto(it.base + path + show)
            it.page.evaluate(f"scrollTo({{top: {scrolled}, behavior: 'instant'}})")
            it.page.evaluate(END)
            it.page.wait_for_timeout(30)
            found += [f"{path}: {one}" for one in it.page.evaluate(CLASHES)[1]]
    assert not found, "\n".join(found)


# What gets the focus in the grid and then lies beneath the heads, the bar of sections or the lanes' names; and stops of the heads but their links.
COVERED = """() => {
  const found = [], stops = [...document.querySelectorAll('.jb-body-frame :is(a[href], button, [tabindex="0"])')].filter((e) => e.getClientRects().length && e.checkVisibility());
  for (const e of stops.reverse()) {
    e.focus();
    const box = e.getBoundingClientRect(), heads = document.querySelector('.jb-heads-frame').getBoundingClientRect().bottom;
    if (box.height < 200 && box.width > 2 && box.top < heads - 1) found.push(`${e.textContent.trim().slice(0, 40)} at ${Math.round(box.top)}, heads end at ${Math.round(heads)}`);
  }
  for (const e of document.querySelectorAll('.jb-heads a')) e.focus();
  return [stops.length, [...found, ...[...document.querySelectorAll('.jb-heads .jb-copier')].map(() => 'a stop in the heads')]];
}"""


@pytest.mark.parametrize("name", ["buy-running-shoes", "hotel-stay"])
def test_the_focus_stays_clear_of_the_heads(address: str, window: Callable, name: str) -> None:
    with window(address, width=1440) as it:
        it.page.set_viewport_size({"width": 1440, "height": 900})
        it.show(f"journeys/maps/{name}/")
        counted, found = it.page.evaluate(COVERED)
    assert counted > 20
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [390])
def test_a_phone_says_what_the_line_says(address: str, window: Callable, width: int) -> None:
    with window(address, width=width) as it:
        it.show("journeys/maps/buy-running-shoes/")
        words = it.page.evaluate(
            "[...document.querySelectorAll('.jb-curve .jb-word')].filter(e => e.getBoundingClientRect().width && getComputedStyle(e).display !== 'none').map(e => e.textContent)"
        )
        assert words == ["keen +2", "frustrated −2"], "the highest and the lowest"
        assert it.page.locator(".jb-curve-stages a").all_inner_texts() == ["1", "2", "3", "4", "5"]
        first = it.page.locator(".jb-stage").first
        assert "61,500 begin" in first.locator(".jb-stage-title").inner_text()
        assert first.get_by_text("Clip in the feed").first.is_visible()
        assert first.locator(".jb-move-leave").first.is_visible()
