"""What is found in hand-written pages, and what of it is not meant for us."""

from __future__ import annotations

import pytest

from journeybook.site.embeds import page_text

FENCE = "```journeybook\nview: grid\n```"


def indented(text: str, by: str = "    ") -> str:
    return "\n".join(by + line for line in text.split("\n"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FENCE, 0),
        ("# A\n\ntext\n\n" + FENCE + "\n\nmore", 4),
        ("~~~~ journeybook\nview: grid\n~~~~", 0),
        ("- item\n\n" + indented(FENCE), 2),
        ("- item\n  goes on\n\n" + indented(FENCE) + "\n", 3),
        ("1. one\n    - two\n\n" + indented(FENCE, " " * 8), 3),
        ("!!! note\n" + indented(FENCE), 1),
        ('??? note "Closed"\n\n    Words.\n\n' + indented(FENCE), 4),
        ("> " + FENCE.replace("\n", "\n> "), 0),
        ("```text\nx\n```\n" + FENCE, 3),
        ("An unclosed\n```\n\n" + FENCE.replace("```", "~~~"), 3),
    ],
)
def test_found(text: str, line: int) -> None:
    (fence,) = page_text.read(text).fences
    assert (fence.first, fence.body, fence.closed) == (line, "view: grid", True)


@pytest.mark.parametrize(
    "text",
    [
        "````markdown\n" + FENCE + "\n````",
        "~~~\n" + FENCE + "\n~~~",
        indented(FENCE),
        "A paragraph.\n\n" + indented(FENCE),
        "- item\n\nA paragraph.\n\n" + indented(FENCE),
        "- item\n\n" + indented(FENCE, " " * 8),
        "```journeybook```",
        "``` ```journeybook ```",
        "<!--\n" + FENCE + "\n-->",
        "```journeybooks\nview: grid\n```",
        "Write ` ```journeybook ` for a view.",
    ],
)
def test_not_meant(text: str) -> None:
    assert page_text.read(text).fences == ()


def test_an_unclosed_fence_is_told() -> None:
    (fence,) = page_text.read("```journeybook\nview: grid\n").fences
    assert not fence.closed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [x](journey:buy#pay), please.", [("journey:buy#pay", 1, 9)]),
        ("a\n\n[](journey:team/shop 'Title')", [("journey:team/shop", 3, 4)]),
        ("[x][y]\n\n[y]: journey:网上买鞋#付款\n", [("journey:网上买鞋#付款", 3, 6)]),
        ("[x](<journey:buy>)", [("journey:buy", 1, 6)]),
        ('<a href="journey:buy">x</a>', [("journey:buy", 1, 10)]),
        ("- a\n\n    [x](journey:buy)", [("journey:buy", 3, 9)]),
        ("`[x](journey:buy)` and ``[x](journey:buy)``", []),
        ("```\n[x](journey:buy)\n```\n", []),
        ("    [x](journey:buy)", []),
        ("<!-- [x](journey:buy) -->", []),
        ("the journey: long", []),
    ],
)
def test_links(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(it.address, it.line, it.column) for it in page_text.read(text).mentions] == found


def test_links_take_the_place_of_fences_and_ids() -> None:
    text = "a\n" + FENCE + "\n\n- b\n\n" + indented(FENCE) + "\nc [](journey:x) [d](<journey:y>) [e](journey:z)\n\n[f]: journey:x"
    known = {"journey:x": ("x.md", "*X*"), "journey:y": ("y.md#s", "Y")}
    written = page_text.rewritten(text, page_text.read(text), ["one", None], lambda mention: known.get(mention.address, ("", "")))
    kept = indented(FENCE).split("\n")
    assert written.split("\n") == [
        "a", "", "one", "", "", "- b", "", *kept, "c [&#42;X&#42;](x.md) [d](<y.md#s>) [e](journey:z)", "", "[f]: x.md",
    ]  # fmt: skip
    assert page_text.link("a [b](c) <d>", "e.md", "view: grid") == '[a &#91;b&#93;&#40;c&#41; &#60;d&#62;](e.md "view: grid")'


def test_templates_wait_for_who_fills_them() -> None:
    said = page_text.read("[a](journey:x#{{ step }}) [b](journey:y)\n\n```journeybook\nmap: {{ map }}\n```\n\n```journeybook\nmap: z\n```")
    assert len(said.fences) == len(said.mentions) == 2
    rest = said.without_templates()
    assert [it.address for it in rest.mentions] == ["journey:y"]
    assert [it.body for it in rest.fences] == ["map: z"]


def test_long_texts_take_no_time() -> None:
    text = "- journey: [x](journey:a) `" * 20_000 + "\n```journeybook\n" * 2000
    assert page_text.read(text).mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```journey-book\nview: grid\n```", [("journey-book", "journeybook", 1, 4)]),
        ("a\n\n~~~ jorneybok\nview: grid\n~~~", [("jorneybok", "journeybook", 3, 5)]),
        ("``` {.journeybook}\nview: grid\n```", [("{.journeybook", "journeybook", 1, 5)]),
        ("```journey\nview: grid\n```", [("journey", "journeybook", 1, 4)]),
        ("```journey\ntitle: My day\n```", []),
        ("```Journeybook\nview: grid\n```", []),
        ("```json\n{}\n```", []),
        ("‘‘‘journeybook\nview: grid\n‘‘‘", [("‘‘‘journeybook", "```", 1, 1)]),
        ("``journeybook\nview: grid\n``", [("``journeybook", "```", 1, 1)]),
        ("~~ jorneybook\nview: grid\n~~", [("~~jorneybook", "```", 1, 1)]),
        ("'''journey\nview: grid\n'''", [("'''journey", "```", 1, 1)]),
        ("'''journey\nin 3 days\n'''", []),
        ("See ``journeybook`` and `journeybook`", []),
        ("```yaml\nview: grid\nmap: a\n```", [("```yaml", "journeybook", 1, 1)]),
        ("- a\n\n  ```\n  view: curve\n  ```", [("```", "journeybook", 3, 3)]),
        ("```yaml\nview: grid\nlist:\n  - a\n```", []),
        ("````md\n```yaml\nview: grid\n```\n````", []),
        (
            "[[journey:card]] [[journey:a|b]] <journey:c>",
            [("[[journey:card]]", "[](journey:card)", 1, 1), ("[[journey:a|b]]", "[b](journey:a)", 1, 18), ("<journey:c>", "[](journey:c)", 1, 34)],
        ),
        (
            "[the map] (journey:card) (it)[journey:a]",
            [("[the map] (journey:card)", "[the map](journey:card)", 1, 1), ("(it)[journey:a]", "[it](journey:a)", 1, 26)],
        ),
        ("    ```journeybook\n    view: curve\n    map: a\n    ```", [("```journeybook", " ", 1, 5)]),
        ("    ```journeybook\n    view: backlog\n    ```", []),
        ("journey: [a](maps/card.yml) [b](../card.yaml#x)", [("maps/card.yml", "journey:card", 1, 14), ("../card.yaml", "journey:card", 1, 33)]),
        ("![a](journey:b) `![a](journey:b)`", [("![a](journey:b)", "[", 1, 1)]),
        ("````md\n```journeybok\n```\n````", []),
        ("see [a](journeys:shop) and [b](jorney:x)", [("journeys:", "journey:", 1, 9), ("jorney:", "journey:", 1, 32)]),
        ("`[a](journeys:shop)` and [b](https://journeys.example) [c](journey:x)", []),
    ],
)
def test_what_is_ours_but_for_a_slip(text: str, found: list[tuple[str, str, int, int]]) -> None:
    assert [(it.word, it.meant, it.line, it.column) for it in page_text.read(text).slips] == found
