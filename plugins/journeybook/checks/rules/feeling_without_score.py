"""A feeling is a mere word, so that the curve of feelings has a gap there.

A curve needs a number from -2, very negative, to 2, very positive. Whoever leaves it out on purpose writes the word
under its own key.

    feels: frustrated                            # wrong: no point in the curve
    feels: {score: -1, word: frustrated}         # right
    feels: {word: frustrated}                    # right: meant as a gap
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model.maps import Feeling
from journeybook.reading.problem import in_flow, shown
from journeybook.reading.tree import Scalar

BY_ABSENCE = True
LEVEL = "warning"
WORDS = {
    -2: "angry furious desperate devastated terrified hopeless panicked outraged despair hate hates wütend verzweifelt zornig entsetzt "
        "愤怒 绝望 崩溃 furieux désespéré furioso desesperado disperato woedend 😡 🤬 😱 😭 😫 😩 💔",
    -1: "frustrated annoyed confused unsure uncertain worried anxious nervous impatient stressed disappointed sad bored tired unhappy insecure lost "
        "overwhelmed irritated helpless doubtful sceptical skeptical uneasy upset frustration frustriert genervt verwirrt unsicher besorgt nervös ungeduldig gestresst enttäuscht "
        "traurig gelangweilt müde unzufrieden verärgert überfordert skeptisch 沮丧 烦躁 困惑 担心 焦虑 紧张 不耐烦 失望 难过 无聊 疲惫 不满 "
        "frustré agacé confus inquiet déçu stressé triste frustrado molesto confundido preocupado frustrato deluso gefrustreerd bezorgd "
        "😟 😞 😕 🙁 ☹ 😒 😠 😤 😢 😰 😨 😔 😣 😖 😧 😦 👎",
    0: "neutral indifferent neither okay ok calm gleichgültig ruhig 一般 平静 无所谓 neutre neutro 😐 😑 😶",
    1: "happy satisfied relieved curious hopeful interested content pleased confident glad reassured calmed optimistic good zufrieden glücklich erleichtert neugierig "
       "hoffnungsvoll interessiert froh zuversichtlich gut 满意 开心 高兴 放心 好奇 期待 有信心 content soulagé curieux satisfait contento aliviado "
       "curioso soddisfatto sollevato tevreden opgelucht 🙂 😊 😀 😃 😄 😌 🤔 👍",
    2: "delighted excited thrilled enthusiastic ecstatic overjoyed proud amazed love loves begeistert überglücklich stolz 兴奋 惊喜 激动 自豪 非常满意 "
       "enthousiaste ravi encantado entusiasmado entusiasta 😍 🤩 🥰 🎉 😁 ❤",
}  # fmt: skip
"""The words and signs that people write for a feeling, by the number that they stand for."""
SCORE = {word: score for score, words in WORDS.items() for word in words.split()}
APART = re.compile("[\\W_\ufe0f]+")
SIGN = re.compile("[^\\w\\s\ufe0f]")
ALL = "-2 is very negative, 0 neither, 2 very positive"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Feelings that are one text, of which nothing says a number."""
    for part in atlas.parts:
        if isinstance(part, Feeling) and part.score is None and part.word and isinstance(part.node, Scalar):
            score = _score(part.word)
            number = "…" if score is None else str(score)
            hint = f"write {{score: {number}, word: {in_flow(part.word)}}}; {ALL}" + ("" if score is None else ", and the number is yours to say")
            yield Finding(part.place(), f"{shown(part.word)} says no number, so that the curve has a gap here", hint)


def _score(text: str) -> int | None:
    """The number that the words and signs of `text` agree on."""
    words = [*filter(None, APART.split(text.casefold())), *SIGN.findall(text)]
    found = {SCORE[word] for word in words if word in SCORE}
    return found.pop() if len(found) == 1 and not {"not", "nicht", "no", "pas", "不", "kein"}.intersection(words) else None
