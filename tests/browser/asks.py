"""Questions put to an open page, in JavaScript; each answers with a list of findings, or with texts."""

# What a hostile text may have left behind.
HARM = """() => {
  const found = window.PWNED === undefined ? [] : ['PWNED ' + window.PWNED];
  for (const e of document.querySelectorAll('*')) for (const {name, value} of e.attributes) {
    if (/^on/i.test(name)) found.push(`handler ${name} on ${e.tagName}`);
    if (/^(href|src|action|formaction|data|xlink:href)$/i.test(name)
        && /^(javascript|vbscript|file|data:text)/i.test(value.replace(/[\\u0000-\\u0020]/g, ''))) found.push(`link ${value}`);
  }
  for (const e of document.querySelectorAll('.jb :is(base, object, embed, iframe, form[action], meta, link)'))
    found.push(`element ${e.tagName}`);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`id ${id} stands twice`);
  // Material numbers code blocks itself: __code_0, __code_1 ...
  for (const e of document.querySelectorAll('.jb :is([id^=__]:not([id^=__code_]), [name^=__], [name=getElementById])'))
    found.push(`clobbered ${e.id || e.name}`);
  return found;
}"""

# Axe sees neither of these: a picture without role and name, and a scrolling region that no key reaches.
UNSEEN = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('.jb svg')) {
    const named = svg.hasAttribute('role') && (svg.hasAttribute('aria-label') || svg.hasAttribute('aria-labelledby') || svg.querySelector(':scope > title'));
    if (!named && !svg.closest('[aria-hidden=true]')) found.push('picture without role and name: ' + svg.outerHTML.slice(0, 80));
  }
  for (const e of document.querySelectorAll('.jb *')) {
    const scrolls = e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX);
    // A row of links is gone through link by link.
    if (scrolls && e.tabIndex < 0 && ![...e.children].every(it => it.querySelector('a'))) found.push(`scrolls without a key: ${e.tagName}.${e.className}`);
  }
  return found;
}"""

# Texts that carry the page: a reader without scripts must find each of them.
KEY_TEXTS = """() => [...document.querySelectorAll('.jb :is(h1, h2, h3, th, td, dt, dd)')]
  .filter(e => e.checkVisibility()).map(e => e.innerText.trim()).filter(Boolean)"""

# The names of stages, without the numbers before them.
STAGES = """() => [...document.querySelectorAll('.jb [class*=stage] h3')].filter(e => e.checkVisibility()).map(e => {
  const name = e.cloneNode(true);
  name.querySelectorAll('i, .headerlink').forEach(number => number.remove());
  return name.textContent.trim();
}).filter(Boolean)"""

WIDTH = "() => [document.documentElement.scrollWidth, window.innerWidth]"

# Whether the link that has the focus leads past the navigation; goes on from its target, at once: Material goes there twice.
SKIP = """() => {
  const link = document.activeElement, top = document.querySelector('.jb #top');
  if (link.hash !== '#top' || !top) return false;
  top.tabIndex = -1; top.focus();
  return true;
}"""

# The element that has the focus, whether it shows that it has, and whether it can be seen.
FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const header = document.querySelector('.md-header')?.getBoundingClientRect().bottom ?? 0;
  return {
    ours: !!e.closest('.jb'), link: e.matches('a'), name: (e.getAttribute('aria-label') || e.textContent.trim() || e.tagName).slice(0, 60),
    shown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    seen: box.height > innerHeight / 2 || (box.top >= header - 1 && box.bottom <= innerHeight + 1),
  };
}"""

# Texts that would be printed light on white paper.
PALE = """() => {
  const pale = e => { const [r, g, b] = getComputedStyle(e).color.match(/[\\d.]+/g).map(Number); return 0.3 * r + 0.6 * g + 0.1 * b > 160 };
  return [...document.querySelectorAll('.jb :is(h1, h2, h3, p, th, td, li, dd)')]
    .filter(e => e.checkVisibility() && pale(e)).map(e => e.innerText.slice(0, 40));
}"""

# Which of these elements are in our content.
OURS = "(selectors) => selectors.map(one => !!document.querySelector(one)?.closest('.jb'))"

# Every stop of the Tab key in our content, in its order: whether its focus shows, and whether the header leaves it in sight.
STOPS = """() => {
  const stops = [...document.querySelectorAll('.jb :is(a[href], button, summary, select, input, [tabindex])')]
    .concat([...document.querySelectorAll('.jb svg a')])
    .filter(e => e.getClientRects().length && e.checkVisibility({checkVisibilityCSS: true}) && !e.disabled && e.getAttribute('tabindex') !== '-1');
  const header = document.querySelector('.md-header').getBoundingClientRect().bottom;
  const look = e => [e, ...e.querySelectorAll('svg *, rect, circle, polygon, text')].map(it => {
    const s = getComputedStyle(it);
    return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.stroke, s.strokeWidth, s.textDecorationLine].join();
  }).join('|');
  const found = [];
  for (const e of stops) {
    const name = `${e.tagName} ${(e.getAttribute('aria-label') || e.textContent).trim().slice(0, 40)}`;
    if (e.tabIndex > 0) found.push(`out of order: ${name}`);
    e.blur(); const before = look(e); e.focus();
    if (document.activeElement !== e) { found.push(`no key reaches ${name}`); continue; }
    if (look(e) === before) found.push(`focus does not show on ${name}`);
    const box = e.getBoundingClientRect();
    if (box.height < innerHeight / 2 && (box.bottom < header + 1 || box.top > innerHeight - 1)) found.push(`focus is out of sight on ${name}`);
  }
  return [stops.length, found];
}"""

# Signs whose colour would say something that their words do not: one text in two colours, or no text at all.
COLOURED = """() => {
  const found = [], seen = {};
  const families = {feel: /^jb-(neg|neu|pos|none)$/, level: /^jb-(pain|gain|opportunity|improvement)-[\\w-]+$/, status: /^jb-status-/, due: /^jb-due-/};
  for (const e of document.querySelectorAll('.jb :is(.jb-feel, .jb-level, .jb-status, [class*=jb-due-])')) {
    if (e.closest('.jb-closed')) continue; // what is over is grey, and says so
    const words = e.textContent.replace(/\\s+/g, ' ').trim();
    if (!/[\\p{L}\\p{N}]/u.test(words) && !e.closest('.jb-legend')) found.push(`no word: ${e.outerHTML.slice(0, 100)}`);
    for (const [family, pattern] of words ? Object.entries(families) : []) for (const name of e.classList) if (pattern.test(name)) {
      const colour = getComputedStyle(e).color, key = family + words;
      if ((seen[key] ??= colour) !== colour) found.push(`two colours for ${words}`);
    }
  }
  // Where two curves meet in one point, one of the two says the score.
  const word = (dot) => dot.querySelector('.jb-word')?.textContent ?? '', column = (dot) => dot.querySelector('rect, circle').getBoundingClientRect().x;
  const shared = (dot) => [...dot.closest('svg').querySelectorAll('a')].some((it) => word(it) && dot.getAttribute('aria-label').endsWith(word(it)) && Math.abs(column(it) - column(dot)) < 12);
  for (const dot of document.querySelectorAll('.jb-curve-svg a')) if (!/[−+]?[0-2](\\.\\d)?$/.test(word(dot)) && !dot.querySelector('.jb-wordless') && !(dot.closest('.jb-both') && shared(dot)))
    found.push(`a point without its score: ${dot.getAttribute('aria-label')}`);
  for (const e of document.querySelectorAll('.jb :is(p, li, td, dd, small) a')) {
    const s = getComputedStyle(e);
    if (e.textContent.trim() && !e.closest('svg') && s.textDecorationLine === 'none' && s.backgroundColor === 'rgba(0, 0, 0, 0)') found.push(`a link told by colour alone: ${e.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""

# Texts and shapes of pictures that cannot be told from what is behind them, as a list; for forced colours.
FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d');
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => m - n); return (y + 0.05) / (x + 0.05); };
  const paper = rgb('Canvas'), found = [];
  for (const e of document.querySelectorAll('.jb svg :is(use, text, circle, polygon, path:not(.jf-under, .jf-inside), line, :is([role=listitem], .jf-box) > rect, [role=listitem] > a > rect:not(.jf-name), rect.jb-dot-box)')) {
    if (!e.checkVisibility() || e.closest('symbol') || e.matches('.jb-axis')) continue;
    const s = getComputedStyle(e), box = e.parentElement.querySelector(':scope > .jb-dot-box');
    const behind = e.tagName === 'text' && box ? rgb(getComputedStyle(box).fill) : paper;
    const seen = [s.fill, ...(e.tagName === 'text' ? [] : [s.stroke])].filter(it => it !== 'none').map(rgb).filter(it => it[3]);
    const best = Math.max(0, ...seen.map(it => ratio(it, behind)));
    if (best < (e.tagName === 'text' ? 4.5 : 3)) found.push(`${e.tagName}.${e.getAttribute('class')} ${s.fill} ${s.stroke}: ${best.toFixed(1)}`);
  }
  return [...new Set(found)];
}"""

# Text that its own box cuts off: not what is hidden from eyes on purpose, and not what scrolls.
CUT = """() => [...document.querySelectorAll('.jb *')].filter(e => {
  const s = getComputedStyle(e);
  return e.checkVisibility() && s.clipPath === 'none' && !e.closest('svg') && (/hidden|clip/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 2
    || /hidden|clip/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 2) && !e.closest('.jb-hidden');
}).map(e => `cut off: ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)"""

# What moves although the reader asked for less of it.
MOVING = """() => [...document.querySelectorAll('.jb, .jb *')].filter(e => {
  const s = getComputedStyle(e);
  return s.animationName !== 'none' || s.scrollBehavior === 'smooth' || parseFloat(s.transitionDuration) > 0 && /all|transform|width|height|top|left|margin/.test(s.transitionProperty);
}).map(e => `moves: ${e.tagName}.${e.className}`)"""

# Every text of the page that belongs on paper: not what only works on a screen, and not what is hidden from eyes. The heads of tables below a
# map stand on paper before each value, as labels.
ON_PAPER = """() => {
  const screen = '.jb-places, .jb-my-team, .jb-parts, .jb-tabs, .jb-next, .jb-reach, .jb-ref > summary, .jb-below .jb-stack thead, .jb-sections, .jb-acts, .jb-voices, .jb-lines, [class*=jb-further], .jb-ways-step, #feelings-table, #ways, .jb-ways-moves a, .jb-flow-figure figcaption a, .jb-top, .jb-crumbs, .jb-jump, .jb-foot, .jb-filter, .jb-comfort, .jb-to-table, .jb-flow-figure details, .jb-flow-narrow, button, .headerlink, .jb-hidden, [hidden], [aria-hidden=true], svg title, svg desc';
  const walk = document.createTreeWalker(document.querySelector('.jb'), NodeFilter.SHOW_TEXT), found = new Set();
  const unseen = e => e && (getComputedStyle(e).clipPath !== 'none' || unseen(e.parentElement));
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    if (text && !walk.currentNode.parentElement.closest(screen) && !unseen(walk.currentNode.parentElement)) found.add(text);
  }
  return [...found];
}"""

# The tags of our content as the browser's parser understood the file, in their order and depth.
TAGS = """async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  const tags = [], walk = (e, depth) => { tags.push(`${depth} ${e.localName}`); for (const child of e.children) walk(child, depth + 1); };
  walk(page.querySelector('.jb'), 0);
  return tags;
}"""
