"""The examples of the specification's section on numbers, and the cases that have no answer."""

from itertools import pairwise

import pytest

from journeybook.insight import measures
from journeybook.insight.measures import NO_DATA, NOT_COMPUTABLE, WITHHELD, Measured

EXAMPLES = [
    (measures.nps(50, 30, 20), 30, 14.7, 45.3),
    (measures.csat((5, 10, 10, 35, 40)), 75, 65.7, 82.5),
    # squares around 3.95: 40·1.1025 + 35·0.0025 + 10·0.9025 + 10·3.8025 + 5·8.7025 = 134.75; s = √(134.75/99) = 1.1667; 1.96·s/√100 = 0.2287
    (measures.csat((5, 10, 10, 35, 40), "mean"), 3.95, 3.7213, 4.1787),
    (measures.ces((1, 1, 1, 1, 2, 2, 2)), 60, 31.3, 83.2),
    # squares around 4.6: 12.96 + 6.76 + 2.56 + 0.36 + 2·0.16 + 2·1.96 + 2·5.76 = 38.4; s = √(38.4/9) = 2.0656; 1.96·s/√10 = 1.2803
    (measures.ces((1, 1, 1, 1, 2, 2, 2), "mean"), 4.6, 3.3197, 5.8803),
    (measures.csat((0, 0, 0, 0, 1), "mean"), 5, None, None),  # one answer has no spread
    (measures.csat((0, 0, 0, 1, 3), "mean"), 4.75, 4.26, 5),  # s = √(0.75/3) = 0.5; 0.49; cut at the end of the scale
    (measures.given(75, 100, "share"), 75, 65.7, 82.5),  # Wilson of 75 of 100, as above
    (measures.given(75, None, "share"), 75, None, None),
    (measures.given(75, 100, "value"), 75, None, None),
    (measures.given(104, 100, "share"), 104, None, None),  # no share of anybody
    (measures.ltv(50, 0.7, 0.03), 1166.67, None, None),
    (measures.roi(300, 200), 50, None, None),
    # all alike: of 3, Wilson's bound is 3.84/(3 + 3.84) = 0.5615 of the scale; 200·0.5615 = 112.3, 4·0.5615 = 2.246, 6·3.84/103.84 = 0.222
    (measures.nps(3, 0, 0), 100, -12.3, 100),
    (measures.nps(0, 3, 0), 0, -100, 100),
    (measures.nps(0, 1000, 0), 0, -0.77, 0.77),  # 200·3.8415/1003.84
    (measures.csat((0, 0, 3, 0, 0), "mean"), 3, 1, 5),
    (measures.csat((0, 0, 0, 0, 3), "mean"), 5, 2.75, 5),
    (measures.ces((0, 0, 0, 100, 0, 0, 0), "mean"), 4, 3.778, 4.222),
    (measures.nps(0, 0, 1), -100, None, None),  # one answer has no spread
    (measures.rate(0, 10), 0, 0, 27.8),
    (measures.rate(10, 10), 100, 72.2, 100),
]


@pytest.mark.parametrize(("measured", "value", "low", "high"), EXAMPLES)
def test_examples(measured: Measured, value: float, low: float | None, high: float | None) -> None:
    near = [None if number is None else pytest.approx(number, abs=0.05 if value < 1000 else 0.005) for number in (value, low, high)]
    assert [measured.value, measured.low, measured.high] == near
    assert measured.note == ""
    assert measured.method


WITHOUT = [
    (measures.nps(0, 0, 0), NO_DATA),
    (measures.csat((0,) * 5), NO_DATA),
    (measures.ces((0,) * 7, "mean"), NO_DATA),
    (measures.rate(0, 0), NO_DATA),
    (measures.rate(3, 2), NOT_COMPUTABLE),
    (measures.ltv(50, 0.7, 0), NOT_COMPUTABLE),
    (measures.roi(5, 0), NOT_COMPUTABLE),
    (measures.given(0, 0, "share"), NO_DATA),
    (measures.given(7, 0, "value"), NO_DATA),
    (measures.withhold(measures.nps(5, 3, 2), 30), WITHHELD),
]


@pytest.mark.parametrize(("measured", "note"), WITHOUT)
def test_no_value_is_never_zero(measured: Measured, note: str) -> None:
    assert (measured.value, measured.low, measured.high, measured.note) == (None, None, None, note)


def test_funnel() -> None:
    found = measures.funnel(list(pairwise([1000, 420, 180, 150])))
    assert [round(each.value or 0, 1) for each in found.rates] == [42, 42.9, 83.3]
    assert [round(each.value or 0, 1) for each in found.drops] == [58, 57.1, 16.7]
    assert found.overall.value == 15
    assert measures.funnel([(10, None), (None, 4)]).rates[0].note == NO_DATA
    assert measures.funnel([]).overall.note == NO_DATA


def test_counts_below_zero_and_wrong_variants_are_refused() -> None:
    for wrong in (
        lambda: measures.nps(-1, 0, 2),
        lambda: measures.csat((1, 2)),
        lambda: measures.ces((1,) * 7, "top2"),
    ):
        with pytest.raises(ValueError, match=r"below 0|takes"):
            wrong()


def test_withheld_only_below_the_limit() -> None:
    asked = measures.nps(10, 10, 10)
    assert measures.withhold(asked, 30) is asked
    assert measures.withhold(asked, None) is asked
    assert measures.withhold(Measured(4.0), 30).value == 4


def test_only_one_variant_compares() -> None:
    assert measures.change(measures.nps(1, 1, 1), measures.nps(2, 0, 0)) == 100
    assert measures.change(measures.csat((1,) * 5), measures.csat((1,) * 5, "mean")) is None
    assert measures.change(measures.nps(0, 0, 0), measures.nps(1, 0, 0)) is None


def test_corners_and_bands() -> None:
    corners = {(5, 2): "quick-win", (3, 3): "big-bet", (2, 2): "fill-in", (2, 3): "time-sink"}
    assert {point: measures.quadrant(*point) for point in corners} == corners
    assert [measures.ulwick_band(each) for each in (9.9, 10, 12, 15, 20)] == [
        "low",
        "solid",
        "high",
        "extreme",
        "extreme",
    ]


def test_the_margin_of_a_change() -> None:
    # 50/30/20 is 30 ± 15.31 and 60/30/10 is 50 ± 13.15: √(15.31² + 13.15²) = 20.18
    assert measures.change_margin(measures.nps(50, 30, 20), measures.nps(60, 30, 10)) == pytest.approx(20.18, abs=0.005)
    # Newcombe's own example: 56 of 70 against 48 of 80. 80 % reaches down to 69.2 %, 60 % up to 70.0 %: √(10.8² + 10.0²) = 14.76
    assert measures.change_margin(measures.rate(48, 80, "conversion"), measures.rate(56, 70, "conversion")) == pytest.approx(14.76, abs=0.02)
    # 3 of 3 promoters say nothing about the fourth: 200 · 3.8415 / (3 + 3.8415) = 112.3; 0 of 100 in 2·(Wilson): 200 · 3.8415 / 103.8415 = 7.4
    assert measures.change_margin(measures.nps(0, 100, 0), measures.nps(3, 0, 0)) == pytest.approx(112.55, abs=0.05)
    assert measures.change_margin(measures.given(50, None, "share"), measures.given(60, 100, "share")) is None


@pytest.mark.parametrize(
    ("value", "method", "expected"),
    [
        (0, "nps", 0), (100, "nps", 2), (-50, "nps", -1), (50, "csat-top2", 0), (87.5, "csat-top2", 1.5), (0, "ces-pct", -2),
        (3, "csat-mean", 0), (5, "csat-mean", 2), (5.5, "ces-mean", 1), (12, "count", None), (None, "nps", None),
    ],
)  # fmt: skip
def test_answers_on_the_scale_of_feelings(value: float | None, method: str, expected: float | None) -> None:
    """The ends of each scale are −2 and 2: an NPS of 0 is in the middle, 7/8 of all satisfied is 7/8 of the way, 5.5 of 1 to 7 is 3/4."""
    assert measures.as_feeling(measures.Measured(value, 10, method=method)) == expected


@pytest.mark.parametrize(("stages", "overall"), [
    ([(1000, 500), (500, 100), (100, 50), (None, None)], 5),
    ([(None, None), (500, 100), (100, 50)], 10),
    ([(1000, 500), (None, None), (100, 50)], 5),
])  # fmt: skip
def test_the_whole_way_is_that_of_the_stages_that_were_counted(stages: list[tuple[int | None, int | None]], overall: float) -> None:
    assert measures.funnel(stages).overall.value == overall


def test_no_stage_was_counted() -> None:
    assert measures.funnel([(None, None)]).overall.note == NO_DATA
