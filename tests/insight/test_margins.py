"""Every kind of number with its margin, and what of a change chance alone may explain: from the CSV to the words of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import told
from told import Teller

DAYS = ("2026-09-30", "2026-10-31")
SINCE = "since 30 September 2026"


@pytest.fixture
def says(tmp_path: Path) -> Teller:
    return told.teller(tmp_path)


def metric(says: Teller, fields: dict[str, Any], head: str, *rows: str, lang: str = "en") -> str:
    """The head of the page of a metric that was counted on the last days of September and October (or earlier months too)."""
    days = [f"2026-{month:02}-28" for month in range(1, len(rows) - 1)] + list(DAYS)
    lines = [f"x,{day},{row}\n" for day, row in zip(days[-len(rows) :], rows, strict=True)]
    page = says({"metrics": [{"id": "x", "name": "X", **fields}]}, f"metric,date,{head}\n" + "".join(lines), lang=lang)
    text = page("metrics/x")
    return text[text.index("Newest value" if lang == "en" else "最新") :]


KINDS: list[tuple[dict[str, Any], str, str, str, str]] = [
    # 50 % − 20 % = 30; √((0.5 + 0.2 − 0.09)/100)·196 = 15.3
    ({"kind": "nps"}, "promoters,passives,detractors", "50,30,20", "30 31 October 2026 · based on 100", "± 15.3"),
    # 100 − 1.96·√((0.98 + 0.01 − 0.9409)/100)·100 = 97 − 4.3; above it the scale ends at 100
    ({"kind": "nps"}, "promoters,passives,detractors", "98,1,1", "97 31 October 2026 · based on 100", "92.7 to 100"),
    # all alike: 200·3.8415/(300 + 3.8415) = 2.53 below the end of the scale, and on both sides of its middle
    ({"kind": "nps"}, "promoters,passives,detractors", "300,0,0", "100 31 October 2026 · based on 300", "97.5 to 100"),
    ({"kind": "nps"}, "promoters,passives,detractors", "0,300,0", "0 31 October 2026 · based on 300", "± 2.5"),
    # 10 of a million passives went to each side: 1.96·√(0.00002/1000000)·100 = 0.00088, which is not 0
    ({"kind": "nps"}, "promoters,passives,detractors", "10,999980,10", "0 31 October 2026 · based on 1,000,000", "± 0.001"),
    # 1.96·√(0.61/4000000)·100 = 0.077
    ({"kind": "nps"}, "promoters,passives,detractors", "2000000,1200000,800000", "30 31 October 2026 · based on 4,000,000", "± 0.1"),
    # 1.96·√(0.61/40000000)·100 = 0.0242
    ({"kind": "nps"}, "promoters,passives,detractors", "20000000,12000000,8000000", "30 31 October 2026 · based on 40,000,000", "± 0.02"),
    # 1.96·√(1.361/100000000) = 0.00023
    (
        {"kind": "csat", "method": "mean"},
        "s1,s2,s3,s4,s5",
        "5000000,10000000,10000000,35000000,40000000",
        "3.95 31 October 2026 · based on 100,000,000",
        "± 0.0002",
    ),
    # 75 ± 1.96·√(0.1875/10¹⁰)·100 = 0.00085
    (
        {"kind": "csat"},
        "s1,s2,s3,s4,s5",
        "500000000,1000000000,1000000000,3500000000,4000000000",
        "75 % 31 October 2026 · based on 10,000,000,000",
        "74.999 % to 75.001 %",
    ),
    # (40 + 35)/100 = 75 %, Wilson: (0.75 + 0.0192 ± 1.96·√(0.001875 + 0.000096)) / 1.0384
    ({"kind": "csat"}, "s1,s2,s3,s4,s5", "5,10,10,35,40", "75 % 31 October 2026 · based on 100", "65.7 % to 82.5 %"),
    # 5·40 + 4·35 + 3·10 + 2·10 + 5 = 395; 1.96·√(134.75/99/100) = 0.229
    ({"kind": "csat", "method": "mean"}, "s1,s2,s3,s4,s5", "5,10,10,35,40", "3.95 31 October 2026 · based on 100", "± 0.23"),
    # 6 of 10 answered 5 to 7; (0.6 + 0.192 ± 1.96·√(0.024 + 0.0096)) / 1.384
    ({"kind": "ces"}, "c1,c2,c3,c4,c5,c6,c7", "1,1,1,1,2,2,2", "60 % 31 October 2026 · based on 10", "31.3 % to 83.2 %"),
    # (1 + 2 + 3 + 4 + 10 + 12 + 14)/10 = 4.6; 1.96·√(38.4/9/10) = 1.28
    ({"kind": "ces", "method": "mean"}, "c1,c2,c3,c4,c5,c6,c7", "1,1,1,1,2,2,2", "4.6 31 October 2026 · based on 10", "± 1.28"),
    # 420 of 1000; (0.42 + 0.00192 ± 1.96·√(0.0002436 + 0.00000096)) / 1.00384
    ({"kind": "conversion"}, "entered,completed", "1000,420", "42 % 31 October 2026 · based on 1,000", "39 % to 45.1 %"),
    # Wilson of 69 % of 13: (0.69 + 0.1478 ± 1.96·√(0.01645 + 0.00568)) / 1.2955
    ({"kind": "retention"}, "value,n", "69,13", "69 % 31 October 2026 · based on 13", "42.2 % to 87.2 %"),
    ({"kind": "churn", "unit": "%"}, "value,n", "31,13", "31 % 31 October 2026 · based on 13", "12.8 % to 57.8 %"),
    # (0.858 + 0.000686 ± 1.96·√(0.00004351 + 0.00000012)) / 1.00137
    ({"kind": "ratio", "unit": "%"}, "value,n", "85.8,2800", "85.8 % 31 October 2026 · based on 2,800", "84.5 % to 87 %"),
    ({"unit": "%"}, "value,n", "85.8,2800", "85.8 % 31 October 2026 · based on 2,800", "84.5 % to 87 %"),
    ({"kind": "ratio", "unit": "%"}, "value,n", "85.8,", "85.8 % 31 October 2026", "not known"),
    ({"kind": "ratio", "unit": "%"}, "value,n", "104,100", "104 % 31 October 2026 · based on 100", "not known"),
    ({"kind": "ratio", "unit": "per 100 orders"}, "value,n", "14.1,2277", "14.1 per 100 orders 31 October 2026 · based on 2,277", "not known"),
    # 50 × 0.7 / 0.03 = 1166.67
    ({"kind": "ltv", "unit": "EUR"}, "revenue,margin,churn", "50,0.7,0.03", "1,166.67 EUR 31 October 2026", "not known"),
    # a total is all there is
    ({"kind": "revenue", "unit": "EUR"}, "value,n", "1234567.5,", "1,234,567.5 EUR 31 October 2026", ""),
    ({"kind": "cost", "unit": "EUR"}, "value,n", "-3.5,", "−3.5 EUR 31 October 2026", ""),
    ({"kind": "count"}, "value,n", "0,", "0 31 October 2026", ""),
    ({"kind": "duration", "unit": "days"}, "value,n", "0.004,12", "0.004 days 31 October 2026 · based on 12", "not known"),
    ({"kind": "duration", "unit": "days"}, "value,n", "7,", "7 days 31 October 2026", "not known"),
    ({"unit": "stars"}, "value,n", "4.2,", "4.2 stars 31 October 2026", "not known"),
]


@pytest.mark.parametrize(("fields", "head", "row", "value", "margin"), KINDS)
def test_every_kind_has_its_margin(says: Teller, fields: dict[str, Any], head: str, row: str, value: str, margin: str) -> None:
    assert metric(says, fields, head, row).startswith(f"Newest value {value}{' Margin (95 %) ' if margin else ''}{margin} From n.csv, line 2")


NOBODY: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": "nps"}, "promoters,passives,detractors", "0,0,0"),
    ({"kind": "csat"}, "s1,s2,s3,s4,s5", "0,0,0,0,0"),
    ({"kind": "ces", "method": "mean"}, "c1,c2,c3,c4,c5,c6,c7", "0,0,0,0,0,0,0"),
    ({"kind": "conversion"}, "entered,completed", "0,0"),
    ({"kind": "retention"}, "value,n", "0,0"),
    ({"kind": "duration"}, "value,n", "7,0"),
]


@pytest.mark.parametrize(("fields", "head", "row"), NOBODY)
def test_nobody_is_no_data_and_never_0(says: Teller, fields: dict[str, Any], head: str, row: str) -> None:
    assert metric(says, fields, head, row).startswith("Newest value no data 31 October 2026 · based on 0 From n.csv, line 2")


NPS = "promoters,passives,detractors"
HIGHER, LOWER = {"better": "higher"}, {"better": "lower"}
CHANGES: list[tuple[dict[str, Any], str, str, str, str]] = [
    # 30 ± 15.3 and 50 ± 13.1: 20 lies within √(15.3² + 13.1²) = 20.2
    ({"kind": "nps"}, NPS, "50,30,20", "60,30,10", "+20 {since}, no clear change"),
    # the same of ten times as many: 20 > √(4.84² + 4.16²) = 6.4
    ({"kind": "nps"}, NPS, "500,300,200", "600,300,100", "+20 {since}, better"),
    ({"kind": "nps"}, NPS, "600,300,100", "500,300,200", "−20 {since}, worse"),
    # all alike: 3 of 3 could be 200·3.84/(3 + 3.84) = 112 points lower
    ({"kind": "nps"}, NPS, "1,1,1", "3,0,0", "+100 {since}, no clear change"),
    ({"kind": "nps"}, NPS, "100,100,100", "300,0,0", "+100 {since}, better"),
    # 85.8 % reaches up to 87.0 %, 86 % down to 84.7 %
    ({"kind": "ratio", "unit": "%", **HIGHER}, "value,n", "85.8,2800", "86,2810", "+0.2 points {since}, no clear change"),
    # 69 % reaches up by 18.2, 85 % down by 26.8: √(18.2² + 26.8²) = 32.4 > 16
    ({"kind": "retention"}, "value,n", "69,13", "85,13", "+16 points {since}, no clear change"),
    ({"kind": "retention"}, "value,n", "69,1300", "85,1300", "+16 points {since}, better"),
    ({"kind": "churn"}, "value,n", "15,1300", "31,1300", "+16 points {since}, worse"),
    ({"kind": "retention"}, "value,n", "69,", "85,1300", "+16 points {since}, margin not known"),
    ({"kind": "retention"}, "value,n", "69,", "85,", "+16 points {since}, margin not known"),
    ({"kind": "ratio", "unit": "%", **LOWER}, "value,n", "12,", "9,", "−3 points {since}, margin not known"),
    # 3.95 ± 0.229 and 4.2 ± 0.2: 5·50 + 4·30 + 3·14 + 2·4 = 420 of 98 + 2: 0.25 < √(0.229² + 0.197²) = 0.30
    ({"kind": "csat", "method": "mean"}, "s1,s2,s3,s4,s5", "5,10,10,35,40", "2,4,12,36,46", "+0.25 {since}, no clear change"),
    # 1000 answers each: 0.25 > √(0.0723² + 0.0596²) = 0.09
    ({"kind": "csat", "method": "mean"}, "s1,s2,s3,s4,s5", "50,100,100,350,400", "20,40,120,360,460", "+0.25 {since}, better"),
    # 42 % to 46 % of 1000: up by 3.08, down by 3.07: 4.35 > 4
    ({"kind": "conversion"}, "entered,completed", "1000,420", "1000,460", "+4 points {since}, no clear change"),
    ({"kind": "conversion"}, "entered,completed", "1000,420", "1000,470", "+5 points {since}, better"),
    ({"kind": "conversion"}, "entered,completed", "10000,4200", "10000,4200", "unchanged {since}"),
    ({"kind": "conversion"}, "entered,completed", "1000,420", "1000,430", "+1 point {since}, no clear change"),
    # totals are taken as counted
    ({"kind": "revenue", "unit": "EUR"}, "value,n", "100,", "110,", "+10 EUR {since}, better"),
    ({"kind": "cost", "unit": "EUR"}, "value,n", "100,", "110,", "+10 EUR {since}, worse"),
    ({"kind": "count", **LOWER}, "value,n", "100,", "90,", "−10 {since}, better"),
    ({"kind": "count"}, "value,n", "100,", "90,", "−10 {since} "),  # nobody says which way is good
    ({"kind": "ltv"}, "revenue,margin,churn", "50,0.7,0.07", "50,0.7,0.05", "+200 {since}, better, margin not known"),  # 500 → 700
    # of so many cases, but how far single ones lie apart nobody wrote down
    ({"kind": "duration", "unit": "days", **LOWER}, "value,n", "58,10", "47,12", "−11 days {since}, better, margin not known"),
    ({"kind": "duration", "unit": "days", **LOWER}, "value,n", "58,", "47,", "−11 days {since}, better, margin not known"),
    ({"kind": "duration", "unit": "days", **LOWER}, "value,n", "58,", "47,12", "−11 days {since}, better, margin not known"),
    ({"unit": "stars", **HIGHER}, "value,n", "4.2,", "4.4,", "+0.2 stars {since}, better, margin not known"),
    ({"kind": "ratio", "unit": "per 100 orders", **LOWER}, "value,n", "8,900", "9.25,900", "+1.25 per 100 orders {since}, worse, margin not known"),
]


@pytest.mark.parametrize(("fields", "head", "before", "after", "said"), CHANGES)
def test_a_change_within_the_margins_is_neither_better_nor_worse(says: Teller, fields: dict[str, Any], head: str, before: str, after: str, said: str) -> None:
    found = metric(says, fields, head, before, after)
    assert f"Change {said.format(since=SINCE)}" in found
    assert "Over the whole time" not in found  # two values are one step


BORDERS: list[tuple[dict[str, Any], str, str, str, str, str, str, str]] = [
    # 6.94 and 6.96 % of 10,000: 0.02 apart, but 7 − 6.9 = 0.1; by chance they lie up to 0.7 apart
    (
        {"kind": "conversion"},
        "entered,completed",
        "10000,694",
        "10000,696",
        "7 %",
        "6.9 %",
        "+0.1 points {since}, no clear change",
        "{since} +0.1 个百分点，没有明显变化",
    ),
    # the same of 100 million: 0.02 is more than 1.96·√(2·0.0694·0.9306/10⁸)·100 = 0.007
    (
        {"kind": "conversion"},
        "entered,completed",
        "100000000,6940000",
        "100000000,6960000",
        "7 %",
        "6.9 %",
        "+0.1 points {since}, better",
        "{since} +0.1 个百分点，变好",
    ),
    # 6.86 and 6.94 %: 0.08 apart, both print 6.9
    ({"kind": "conversion"}, "entered,completed", "10000,686", "10000,694", "6.9 %", "6.9 %", "unchanged {since} ", "与2026年9月30日持平 "),
    # 6.54 and 6.76 %: 0.22 apart, 6.8 − 6.5 = 0.3
    (
        {"kind": "conversion"},
        "entered,completed",
        "10000,654",
        "10000,676",
        "6.8 %",
        "6.5 %",
        "+0.3 points {since}, no clear change",
        "{since} +0.3 个百分点，没有明显变化",
    ),
    # 55.16 and 73.34 %: 18.18 apart, 73.3 − 55.2 = 18.1; by chance up to 1.3
    (
        {"kind": "conversion"},
        "entered,completed",
        "10000,5516",
        "10000,7334",
        "73.3 %",
        "55.2 %",
        "+18.1 points {since}, better",
        "{since} +18.1 个百分点，变好",
    ),
    # beside a target of 7, 6.96 has two decimals: 6.96 − 6.9
    (
        {"kind": "conversion", "target": 7},
        "entered,completed",
        "10000,694",
        "10000,696",
        "6.96 %",
        "6.9 %",
        "+0.06 points {since}, no clear change",
        "{since} +0.06 个百分点，没有明显变化",
    ),
    # 49.94 and 51.06 %: 1.12 apart, 51.1 − 49.9 = 1.2; and 49.96 to 51.04: 1.08, 51 − 50 = 1
    (
        {"kind": "conversion"},
        "entered,completed",
        "10000,4994",
        "10000,5106",
        "51.1 %",
        "49.9 %",
        "+1.2 points {since}, no clear change",
        "{since} +1.2 个百分点，没有明显变化",
    ),
    (
        {"kind": "conversion"},
        "entered,completed",
        "10000,4996",
        "10000,5104",
        "51 %",
        "50 %",
        "+1 point {since}, no clear change",
        "{since} +1 个百分点，没有明显变化",
    ),
    # (5004 − 2000)/10000 = 30.04, 30.06 (+0.02, printed 30 and 30.1), 30.14 (+0.08, both 30.1), 30.26 (+0.22, 30 and 30.3)
    ({"kind": "nps"}, NPS, "5004,2996,2000", "5006,2994,2000", "30.1", "30", "+0.1 {since}, no clear change", "{since} +0.1，没有明显变化"),
    ({"kind": "nps"}, NPS, "5006,2994,2000", "5014,2986,2000", "30.1", "30.1", "unchanged {since} ", "与2026年9月30日持平 "),
    ({"kind": "nps"}, NPS, "5026,2974,2000", "5004,2996,2000", "30", "30.3", "−0.3 {since}, no clear change", "{since} −0.3，没有明显变化"),
    # what somebody wrote keeps its decimals, more than six were computed and become two: 2.0040001 to 2.0060001 is 2 to 2.01
    (
        {"kind": "duration", "unit": "days", **LOWER},
        "value",
        "2.004",
        "2.006",
        "2.006 days",
        "2.004 days",
        "+0.002 days {since}, worse",
        "{since} +0.002 days，变差",
    ),
    (
        {"kind": "duration", "unit": "days", **LOWER},
        "value",
        "2.0040001",
        "2.0060001",
        "2.01 days",
        "2 days",
        "+0.01 days {since}, worse",
        "{since} +0.01 days，变差",
    ),
    ({"kind": "duration", "unit": "days", **LOWER}, "value", "2.0060001", "2.0140001", "2.01 days", "2.01 days", "unchanged {since} ", "与2026年9月30日持平 "),
    (
        {"kind": "duration", "unit": "days", **LOWER},
        "value",
        "2.0260001",
        "2.0040001",
        "2 days",
        "2.03 days",
        "−0.03 days {since}, better",
        "{since} −0.03 days，变好",
    ),
    ({"kind": "count"}, "value", "0", "0.0000001", "1e−07", "0", "+1e−07 {since} ", "{since} +1e−07 "),
]


@pytest.mark.parametrize(("fields", "head", "before", "after", "newest", "older", "said", "said_zh"), BORDERS)
def test_a_change_is_the_difference_of_what_is_printed(
    says: Teller, fields: dict[str, Any], head: str, before: str, after: str, newest: str, older: str, said: str, said_zh: str
) -> None:
    found = metric(says, fields, head, before, after)
    assert found.startswith(f"Newest value {newest} 31 October 2026")
    assert f"30 September 2026 {older} " in found
    assert f"Change {said.format(since=SINCE)}" in found
    zh = metric(says, fields, head, before, after, lang="zh").replace("， ", "，")
    assert f"变化 {said_zh.format(since='较2026年9月30日')}" in zh


STEPS = [*(f"{90 + 4 * k},70,{60 - 4 * k}" for k in range(8)), "130,66,29"]
"""30, 38, … 86 of 220, and 101 of 225: 13.6 to 39.1 in steps of 3.6, and 44.9."""


def test_the_whole_way_is_judged_beside_the_single_steps(says: Teller) -> None:
    found = metric(says, {"kind": "nps", "target": 40}, NPS, *STEPS)
    # √(0.6632/220)·196 = 10.8 and √(0.5052/225)·196 = 9.3: √(10.8² + 9.3²) = 14.2 < 31.25; a step: 5.8 < √(9.9² + 9.3²) = 13.6
    assert "Newest value 44.9 31 October 2026 · based on 225 Margin (95 %) ± 9.3" in found
    assert "Change +5.8 since 30 September 2026, no clear change Over the whole time +31.3 since 28 January 2026, better" in found
    assert found.count("no clear change") == 9  # eight steps in the table, the newest above it too
    assert found.count("better") == 1


def test_lists_say_the_whole_way_too(says: Teller) -> None:
    rows = "".join(f"x,2026-0{month}-28,m,{row}\n" for month, row in enumerate(STEPS, 1))
    page = says({"metrics": [{"id": "x", "name": "X", "kind": "nps"}]}, f"metric,date,map,{NPS}\n{rows}")
    both = "+5.8 since 28 August 2026, no clear change Over the whole time: +31.3 since 28 January 2026, better"
    assert both in page("numbers")
    assert both in page("maps/m")
    zh = says({"metrics": [{"id": "x", "name": "X", "kind": "nps"}]}, f"metric,date,map,{NPS}\n{rows}", lang="zh")
    assert "较2026年8月28日 +5.8，没有明显变化全程：较2026年1月28日 +31.3，变好" in zh("numbers").replace(" 没", "没").replace("， ", "，").replace(
        "： ", "："
    ).replace("变化 全", "变化全")


def test_the_whole_way_begins_at_the_first_value_that_may_be_shown(says: Teller) -> None:
    found = metric(says, {"kind": "nps", "min_n": 30}, NPS, "9,0,1", "100,0,100", "150,0,50", "190,0,10")
    # 10 answers are withheld; 0 to 90
    assert "Over the whole time +90 since 28 February 2026, better" in found


ROUNDED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"kind": "conversion"}, "entered,completed", "2000,1999", "99.95 %"),  # not everybody
    ({"kind": "conversion"}, "entered,completed", "10000,9999", "99.99 %"),
    ({"kind": "conversion"}, "entered,completed", "2000,2000", "100 %"),
    ({"kind": "conversion"}, "entered,completed", "10000,1", "0.01 %"),  # not nobody
    ({"kind": "conversion"}, "entered,completed", "10000,0", "0 %"),
    ({"kind": "conversion", "target": 70}, "entered,completed", "10000,6996", "69.96 %"),  # not reached, and it shows
    ({"kind": "conversion", "target": 70}, "entered,completed", "10000,7000", "70 %"),
    ({"kind": "conversion", "warn": 65}, "entered,completed", "10000,6499", "64.99 %"),
    ({"kind": "conversion"}, "entered,completed", "3,1", "33.3 %"),
    ({"kind": "nps", "target": 30}, NPS, "4999,3003,1998", "30.01"),  # 3001 of 10000
    ({"kind": "nps"}, NPS, "1,0,1", "0"),
    ({"kind": "nps"}, NPS, "1,1,2", "−25"),
    ({"kind": "cost"}, "value", "-0.0", "0"),
]


@pytest.mark.parametrize(("fields", "head", "row", "shown"), ROUNDED)
def test_rounding_never_makes_a_value_what_it_is_not(says: Teller, fields: dict[str, Any], head: str, row: str, shown: str) -> None:
    assert metric(says, fields, head, row).startswith(f"Newest value {shown} 31 October 2026")


def test_values_of_different_variants_are_not_compared(says: Teller) -> None:
    # without a kind each row tells its own: 42 %, then a plain 3
    found = metric(says, {}, "entered,completed,value", "1000,420,", ",,3")
    assert "Change" not in found.split("Values")[0]
    assert "3 31 October 2026" in found


def test_every_value_names_its_file_and_row(says: Teller, tmp_path: Path) -> None:
    library = {"metrics": [{"id": "x", "name": "X", "values": [{"date": "2026-09-30", "value": 4}, {"date": "a while ago", "value": "about five"}]}]}
    made = told.scene(tmp_path, library, "metric,date,map,value\nx,2026-10-31,m,7\n\n")
    page = told.text(made, "metrics/x")
    own = (tmp_path / "library.yml").read_text(encoding="utf-8").split("\n")
    lines = {key: next(number for number, line in enumerate(own, 1) if key in line) for key in ("2026-09-30", "a while ago")}
    assert f"From library.yml, line {lines['2026-09-30']} A place or part has a newer value" in page
    assert f"a while ago about five library.yml, line {lines['a while ago']}" in page
    assert "31 October 2026 7 margin not known line 2" in page
    assert "From: n.csv" in page
    assert f'<a href="edit/library.yml">library.yml, line {lines["2026-09-30"]}</a>' in told.markup(made, "metrics/x")
    assert '<a href="edit/n.csv">n.csv</a>' in told.markup(made, "metrics/x")


def test_the_way_through_names_its_first_and_last_row(says: Teller) -> None:
    rows = "metric,date,map,stage,entered,completed\nx,2026-10-31,m,a,1000,420\n\nx,2026-10-31,m,b,420,180\n"
    page = says({"metrics": [{"id": "x", "name": "X", "kind": "conversion"}]}, rows)("metrics/x")
    assert "Newest value 18 % 31 October 2026 · based on 1,000" in page  # 180 of 1000
    assert "from the first stage counted to the last From n.csv, lines 2, 4" in page
