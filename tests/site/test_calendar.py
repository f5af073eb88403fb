"""The calendar of reviews: what RFC 5545 asks for, read back by a small reader of its own."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

import journeybook
from journeybook.languages import Words
from journeybook.site.exports import calendar

TODAY = datetime.date(2026, 11, 23)
MAP = """
title: "Paying; by card, cash\\\\"
id: 付款
owner: {team: shop, person: Jo Lind}
review: {every: 3 months, triggers: ["new, carrier", "又一次很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的触发条件"], log: [{date: 2026-09-01, outcome: confirmed}]}
stages: [I pay]
"""


def content(folder: Path, text: str, today: datetime.date = TODAY, address: str = "") -> bytes:
    (folder / "map.yml").write_text(text, encoding="utf-8")
    atlas, _ = journeybook.load(folder, today)
    return calendar.reviews(atlas, today, Words("en"), lambda _: address)


def lines(content: bytes) -> list[str]:
    """The unfolded lines; each ends with CR LF, as the last one does."""
    assert content.endswith(b"\r\n")
    return content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def read(value: str) -> str:
    """What a TEXT means."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)


def fields(content: bytes) -> dict[str, str]:
    """The fields of the last event."""
    return dict(line.split(":", 1) for line in lines(content))


def test_an_event_for_a_due_review(tmp_path: Path) -> None:
    found = fields(content(tmp_path, MAP, address="https://a.example/maps/%E4%BB%98/"))
    assert read(found["SUMMARY"]) == "Review of the map “Paying; by card, cash\\”"
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20261201", "20261202")
    assert found["DTSTAMP"] == "20261123T000000Z"
    assert found["URL"] == "https://a.example/maps/%E4%BB%98/"
    assert read(found["DESCRIPTION"]).split("\n") == [
        "Owner: shop, Jo Lind",
        "Last review: 1 September 2026, confirmed",
        "Time between reviews: 3 months.",
        "Reviewed before that on: new, carrier, 又一次很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的触发条件",
    ]


def test_lines_are_short_and_begin_and_end_as_they_must(tmp_path: Path) -> None:
    raw = content(tmp_path, MAP)
    assert max(len(line) for line in raw.split(b"\r\n")) <= calendar.OCTETS
    assert b"\n" not in raw.replace(b"\r\n", b"")
    found = lines(raw)
    assert (found[0], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "PRODID:-//Journeybook//Journeybook//EN"} <= set(found)
    assert not any(line.startswith("URL:") for line in found)


def test_an_event_keeps_its_name_when_its_date_moves(tmp_path: Path) -> None:
    before = fields(content(tmp_path, MAP))
    after = fields(content(tmp_path, MAP.replace("2026-09-01", "2026-11-20"), TODAY + datetime.timedelta(1)))
    assert before["UID"] == after["UID"]
    assert (before["DTSTART;VALUE=DATE"], after["DTSTART;VALUE=DATE"]) == ("20261201", "20270220")
    assert after["DTSTAMP"] == "20261124T000000Z"
    assert fields(content(tmp_path, MAP.replace("id: 付款", "id: other")))["UID"] != before["UID"]


def test_no_file_where_nothing_is_due(tmp_path: Path) -> None:
    assert content(tmp_path, "title: A\nstages: [B]\n") == b""
    assert content(tmp_path, MAP + "status: retired\n") == b""
    assert content(tmp_path, MAP.replace("3 months", "now and then")) == b""


@given(some.text(some.characters(codec="utf-8"), max_size=200))
def test_any_text_comes_back(value: str) -> None:
    raw = calendar.folded("SUMMARY:" + calendar.text(value))
    (line,) = lines(raw)
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", re.sub("\r\n|\r", "\n", value))
    assert read(line.removeprefix("SUMMARY:")) == plain
    assert all(len(part) <= calendar.OCTETS for part in raw.split(b"\r\n"))
    assert [part.decode() for part in raw.split(b"\r\n")]
