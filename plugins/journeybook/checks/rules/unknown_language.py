"""A language is not written as browsers and screen readers know it.

They expect a short code such as `en`, `zh` or `pt-BR` (BCP 47); with any other they read the page aloud in the wrong
voice.

    lang: english            # wrong, and so are en_US and cn
    lang: en                 # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import Place, shown

LEVEL = "warning"
TAG = (
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?"  # language, script, region
    r"(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-z\d](-[a-z\d]{2,8})+)*"  # variants and extensions
)
LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    "mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
    "sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu "
)
"""The two-letter codes of ISO 639-1; those of three letters are taken as they are."""
MEANT = {
    "english": "en", "chinese": "zh", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "japanese": "ja",
    "cn": "zh", "jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk", "中文": "zh", "tw-zh": "zh-TW", "cn-zh": "zh-CN",
}  # fmt: skip


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Languages of maps and of the atlas that are none."""
    for record in (*(map_.record for map_ in atlas.maps.values()), atlas.settings):
        if record.lang and not _plausible(record.lang):
            yield _finding(record.lang, record.place("lang"))


def _plausible(lang: str) -> bool:
    first = lang.partition("-")[0].lower()
    return re.fullmatch(TAG, lang, re.IGNORECASE) is not None and (len(first) == 3 or first in LANGUAGES.split())


def _finding(lang: str, where: Place) -> Finding:
    mended = MEANT.get(lang.casefold(), lang.replace("_", "-"))
    hint = f"did you mean {shown(mended)}?" if _plausible(mended) else "write a code such as en, zh or pt-BR"
    return Finding(where, f"{shown(lang)} is no language code", hint)
