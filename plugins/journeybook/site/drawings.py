"""Our own small drawings: how bad a pain is, how far an improvement is, by which channel people meet. A word always stands beside them.

Each is drawn in `currentColor`, so that the style sheet colours it with the words, and none needs a file, a font or a script. A page has
each drawing once (`symbols`), and signs that use it; what they have in common they inherit from the sign.
"""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

SEVERITY = {
    4: "M5.6 1h6.8L17 5.6v6.8L12.4 17H5.6L1 12.4V5.6z",
    3: "M9 1.4 17.4 16.2H.6z",
    2: "M9 .8 17.2 9 9 17.2.8 9z",
    1: "M9 1.2a7.8 7.8 0 1 0 0 15.6a7.8 7.8 0 1 0 0-15.6z",
    0: "M9 4.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6z",
}
"""Road signs, known without a legend and told apart without colour: octagon, triangle, diamond, circle; a small circle where nobody rated."""
PROGRESS = {
    "proposed": "",
    "accepted": "M7 7V1a6 6 0 0 1 6 6z",
    "in-progress": "M7 1a6 6 0 0 1 0 12z",
    "done": "M7 1a6 6 0 1 1 0 12 6 6 0 0 1 0-12z",
    "rejected": "",
}
"""A circle that fills as an improvement gets on; a rejected one is crossed out."""
CROSS = '<path fill="none" d="M4.4 4.4l5.2 5.2m0-5.2-5.2 5.2"/>'
MARKS = {
    "gain": "M2.5 7.5 5.8 11 11.5 3.5",
    "opportunity": "M5 11h4M5.5 13h3M7 1a4 4 0 0 0-2.4 7.2c.5.4.6.8.6 1.4h3.6c0-.6.1-1 .6-1.4A4 4 0 0 0 7 1z",
}
NUMBER = 'text-anchor="middle" font-size="11" font-weight="700" stroke="none" fill="var(--jb-on-sign, currentColor)"'
"""How the number in a sign looks. No rule of a style sheet reaches what is used elsewhere: there is only what it says itself, and what it
inherits from the sign."""
ICONS: dict[str, str] = {
    "web": "M1.5 3h13v10h-13zM1.5 6h13M3.4 4.5h.1M5.2 4.5h.1",
    "app": "M4.5 1.5h7v13h-7zM7 12.5h2",
    "phone": "M3 2.6 5.4 2 7 5.5 5.3 6.8a8 8 0 0 0 3.9 3.9L10.5 9l3.5 1.6-.6 2.4C7.2 14 2 8.8 3 2.6z",
    "e-mail": "M1.5 3.5h13v9h-13zM1.5 4 8 9l6.5-5",
    "chat": "M2 2.5h12v8H7.5L4 13.5v-3H2z",
    "social": "M2 6.2v3.6h2.5L11 13V3L4.5 6.2zM5 10l1 3.5h2M13 6.2a3 3 0 0 1 0 3.6",
    "letter": "M3.5 1.5H10L12.5 4v10.5h-9zM10 1.5V4h2.5M5.5 7h5M5.5 9.5h5M5.5 12h3",
    "parcel": "M2 4.5 8 1.5l6 3v7l-6 3-6-3zM2 4.5l6 3 6-3M8 7.5v7",
    "product": "M2 2h5.5L14 8.5 8.5 14 2 7.5zM4.8 4.8h.1",
    "place": "M2 6.5h12M2.5 6.5 4 2.5h8l1.5 4M3.5 6.5v7h9v-7M6.5 13.5v-4h3v4",
    "person": "M8 2a2.7 2.7 0 1 0 0 5.400A2.7 2.7 0 1 0 8 2zM2.5 14a5.5 5 0 0 1 11 0",
    "machine": "M4 1.5h8v8H4zM8 9.5V14M5 14h6M6 4h4M6 6.5h2",
}
"""The sign of a channel, by the name that atlas files give it."""


USED = re.compile(r'<use xlink:href="#_s-([a-z0-9-]+)"')
"""What a page has of the drawings. No id that an author can give begins so."""


def icon(name: str) -> Markup:
    """The sign of a channel; nothing where `name` is empty."""
    return _use("icon", name) if name else Markup()


def mark(kind: str, level: str, numbered: bool = True) -> Markup:
    """The sign of a pain (`level` is its severity), an improvement (its status), a gain or an opportunity. Without its number a pain's
    can stand before a count."""
    if kind == "pain":
        return _use("sign", f"pain-{level}" if numbered and level != "0" else f"bare-{level}")
    return _use("pie", f"{kind}-{level}" if kind == "improvement" else kind)


@cache
def _use(look: str, name: str) -> Markup:
    return Markup(f'<svg class="jb-{look}" aria-hidden="true"><use xlink:href="#_s-{name}"/></svg>')


def symbols(html: str) -> str:
    """The drawings that `html` uses, each once, to stand behind it: a map has a hundred signs of a dozen kinds."""
    names = sorted(set(USED.findall(html)))
    return f'<svg class="jb-symbols" aria-hidden="true">{"".join(map(_symbol, names))}</svg>' if names else ""


@cache
def _symbol(name: str) -> str:
    kind, _, level = name.partition("-")
    if kind in ("pain", "bare"):
        number = f'<text x="9" y="{14.6 if level == "3" else 13}" {NUMBER}>{level}</text>' if kind == "pain" else ""
        size, drawn = 18, f'<path d="{SEVERITY[int(level)]}"/>{number}'
    elif kind == "improvement":
        filled = f'<path stroke="none" d="{PROGRESS[level]}"/>' if PROGRESS[level] else CROSS if level == "rejected" else ""
        size, drawn = 14, f'<circle fill="none" cx="7" cy="7" r="6"/>{filled}'
    elif kind in MARKS:
        size, drawn = 14, f'<path fill="none" d="{MARKS[kind]}"/>'
    else:
        size, drawn = 16, f'<path d="{ICONS[name]}"/>'
    return f'<symbol id="_s-{name}" viewBox="0 0 {size} {size}">{drawn}</symbol>'
