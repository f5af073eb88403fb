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
    if (scrolls && e.tabIndex < 0) found.push(`scrolls without a key: ${e.tagName}.${e.className}`);
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
