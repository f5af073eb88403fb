"""Counts from CSV files: rows that know their places.

A cell is text and never a formula. Here one file is known and nothing else: whether a row suits its metric is `count_checks`' part.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from journeybook.atlas.counts import COLUMNS, NUMBERS, WHOLE, WORDS, Count, means_all
from journeybook.model import Metric, csv_cells
from journeybook.model.foreign_words import in_english
from journeybook.model.record import READERS, choices
from journeybook.model.similar_keys import among
from journeybook.model.values import beyond
from journeybook.reading import encoding, ids
from journeybook.reading.csv_rows import SEPARATORS, Cell, dialect, rows
from journeybook.reading.dates import how_to_write
from journeybook.reading.files import NEEDED_COLUMNS
from journeybook.reading.periods import period_end, period_start
from journeybook.reading.problem import Place, Problem, shown

SHARES = frozenset({"margin", "churn"})
SIGNED = frozenset({"value", "margin"})
AUDIENCES = choices(Metric, "audience")
OTHERS_SAY = {
    "metric": "kpi, measure, indicator, 指标, Kennzahl, Metrik", "date": "day, month, period, week, quarter, time, 日期, 时间, 月份, Datum, Monat, Zeitraum",
    "map": "journey, cjm, 旅程, 地图, Karte", "stage": "phase, step, 阶段, 步骤, Phase, Schritt", "touchpoint": "contact point, interaction, 触点, Kontaktpunkt",
    "segment": "customer type, group, target group, customer group, customers, branch, clientele, clientèle, 细分, 客群, 客户群, 客户群体, 客户类型, Zielgruppe, Kundengruppe, Kundensegment, Branche", "channel": "medium, 渠道, Kanal", "region": "country, market, branch, 地区, 区域, Land",
    "value": "result, score, rating, answer, amount, number, 得分, 评分, 分数, Bewertung, 数值, 值, Wert, Ergebnis", "n": "sample, sample size, respondents, responses, answers, base, count, total, 样本, 样本量, 人数, 回答数, 答卷数, Anzahl, Antworten, Basis, Stichprobe, Befragte, réponses, échantillon",
    "promoters": "promoter, 推荐者, Promotoren", "passives": "neutral, neutrals, 被动者, Passive", "detractors": "detractor, 贬损者, Detraktoren",
    "entered": "started, visitors, entries, 进入, Begonnen", "completed": "finished, converted, done, conversions, 完成, Abgeschlossen",
    "revenue": "sales, turnover, 收入, Umsatz", "margin": "profit margin, 毛利率, Marge", "churn": "churn rate, 流失率, Abwanderung",
}  # fmt: skip
"""What the columns are called elsewhere."""
NO_METRIC, NO_DATE, NEITHER = "the row names no metric", "the row has no date", "the row has no metric and no date"
NO_METRIC_COLUMN = "the column 'metric' is missing"
NAMELESS = "this cell stands in a column that has no name in the first line"
ONCE = frozenset({NO_METRIC, NAMELESS})
"""What is said once of rows that follow each other, for they have one cause."""
SUMS = "write it, or remove the row: sums are computed"
NEITHER_SUM = "write them, or remove the row: sums are computed, and units stand with the metric"
IN_EACH_ROW = "write it in each row: a merged cell of a spreadsheet fills its first row only (undo the merge and fill down)"
ANSWER = frozenset({"score", "scores", "rating", "answer", "bewertung", "note", "得分", "评分", "分数"})
ONE_EACH = " Where each row is one answer, count how many gave 1 … 5 (s1 … s5)"
SIGNS = {",": "comma", ";": "semicolon", "\t": "tab"}


def read_counts(path: str, data: bytes) -> tuple[tuple[Count, ...], list[Problem]]:
    """The rows of the CSV file `path` with content `data`, and all that is wrong with it; a wrong row is left out."""
    text, problems = encoding.of_spreadsheet(path, data)
    if text is None or any(problem.level == "error" for problem in problems):
        return (), problems
    how = dialect(text, COLUMNS)
    lines = rows(path, text, problems, how)
    first = next(lines, None)
    header = _trimmed(first)
    if header is None:
        problems.append(Problem(Place(path), "csv-row", "the file is empty", hint="its first line names the columns"))
        return (), problems
    wrong = (_title_above(path, text, header) or _on_its_side(header, text) or _header_problems(header)) if header else []
    if wrong or not header:
        return (), problems + wrong
    names = [_column(cell) for cell in header]
    own: list[Problem] = []
    filled = [row for row in _of_this_table(names, lines) if row]
    if not filled and not problems:
        problems.append(Problem(_span(header), "csv-row", "the file has no rows yet", "warning", "each line below the one that names the columns is a count"))
    counts = tuple(count for row in filled if (count := _count(names, row, how.separator, own, len(first or ()))))
    return counts, problems + _once_a_run(own)


def _of_this_table(names: list[str], lines: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    """The rows down to the one where another table begins."""
    for row in lines:
        yield row
        texts = [_column(cell) for cell in row]
        if len(row) > 1 and texts != names and all(text in COLUMNS for text in texts):
            return


def _once_a_run(problems: list[Problem]) -> list[Problem]:
    """`problems` without those that say of each next row what was said of the one above."""
    kept: list[Problem] = []
    last: dict[str, int] = {}
    for problem in problems:
        if problem.message not in ONCE or last.get(problem.message, -1) != problem.place.line - 1:
            kept.append(problem)
        last[problem.message] = problem.place.line
    return kept


def _column(cell: Cell) -> str:
    """The name of a column, whatever its case."""
    return cell.text.casefold()


def _trimmed(row: list[Cell] | None) -> list[Cell] | None:
    """A header without the nameless columns that spreadsheets leave at its end."""
    while row and not row[-1].text:
        row = row[:-1]
    return row


def _title_above(path: str, text: str, header: list[Cell]) -> list[Problem]:
    """What is wrong where lines stand above the one that names the columns."""
    if any(_column(cell) in COLUMNS for cell in header):
        return []
    for cells_below in rows(path, text, [], dialect(text, COLUMNS)):
        known = [cell for cell in cells_below if _column(cell) in COLUMNS]
        if len(known) > 1:
            message = f"the first line must name the columns, which line {known[0].line} does"
            return [Problem(_span(header), "csv-column", message, hint="remove what stands above that line")]
    return []


def _on_its_side(header: list[Cell], text: str) -> list[Problem]:
    """What is wrong where the names of columns stand below each other."""
    below = [_column(row[0]) for row in islice(rows(header[0].place.path, text, [], dialect(text, COLUMNS)), len(COLUMNS)) if row]
    if len(header) < 2 or sum(_column(cell) in COLUMNS for cell in header) > 1 or len(set(below) & set(COLUMNS)) < 3:
        return []
    message = "the names of the columns stand below each other, and not side by side"
    return [Problem(_span(header), "csv-column", message, hint="swap rows and columns in the spreadsheet (copy, paste special, transpose), and save again")]


def _header_problems(header: list[Cell]) -> list[Problem]:
    if len(header) == 1 and (other := re.search("[|，；]", header[0].text)):
        message = f"columns are separated by commas, semicolons or tabs, not by {shown(other.group())}"
        return [Problem(header[0].place, "csv-column", message, hint="save it as comma-separated values")]
    if len(header) == 1 and sum(_bare(name) in COLUMNS for name in re.split("[,;\t]", header[0].text)) > 1:
        message = "the whole line stands in quotes, so that it is one cell"
        return [Problem(header[0].place, "csv-column", message, hint="remove the quotes around each line")]
    if len(header) == 1 and sum(_bare(name) in COLUMNS for name in header[0].text.split()) > 1:
        message = "columns are separated by commas, semicolons or tabs, not by blanks"
        return [Problem(header[0].place, "csv-column", message, hint="save it as comma-separated values")]
    found: list[Problem] = []
    first: dict[str, Place] = {}
    for cell in header:
        name = _column(cell)
        if name in first:
            related = ((first[name], "the first one"),)
            message = f"the column {shown(cell.text)} is given twice" if name else "two columns have no name"
            found.append(Problem(cell.place, "csv-column", message, related=related))
        elif name not in COLUMNS and not name.startswith("x-"):
            message = f"unknown column {shown(cell.text)}" if name else "a column has no name"
            there = [_column(other) for other in header]
            proposed = _meant(cell.text, [column for column in COLUMNS if column not in there])
            hint = f"did you mean {' or '.join(map(shown, proposed))}?{ONE_EACH * (name in ANSWER)}" if proposed else _no_column(cell.text, not found)
            found.append(Problem(cell.place, "csv-column", message, hint=hint))
        first.setdefault(name, cell.place)
    return found or _missing_columns(header, first)


def _meant(text: str, columns: list[str]) -> tuple[str, ...]:
    """Which of `columns` one called `text` was meant to be, in another language too."""
    bare = re.sub(r"\s*[(\[（*:].*", "", text) or text
    if means_all(bare):
        return ()
    foreign = (found for english in in_english(bare) if (found := among(english, columns, OTHERS_SAY)))
    return next(foreign, ()) or among(bare, columns, OTHERS_SAY)


def _bare(name: str) -> str:
    return name.strip(' "').casefold()


def _no_column(name: str, first: bool) -> str:
    """What to do about a column that none is like; the columns are listed once."""
    if period_end(name) or how_to_write(name):
        return "each date has a row of its own, with the date in the column 'date'"
    if means_all(name):
        return "remove the column: sums are computed"
    own = f"if it is a note of your own, name it 'x-{ids.slug(name) or 'note'}'"
    return f"{own}; the columns that are read are {', '.join(COLUMNS)}" if first else own


def _missing_columns(header: list[Cell], names: Iterable[str]) -> list[Problem]:
    missing = [f"the column '{name}' is missing" for name in COLUMNS if name in NEEDED_COLUMNS and name not in names]
    if not set(NUMBERS) & set(names):
        missing.append("there is no column with counts")
    hints = {
        "there is no column with counts": "such as 'promoters,passives,detractors' or 'value,n'",
        NO_METRIC_COLUMN: "add it, with the id of a metric of the library in each row",
        "the column 'date' is missing": "add it, with the day or period of the count in each row, such as 2026-06-30 or 2026-06",
    }
    return [Problem(header[0].place, "csv-column", message, hint=hints.get(message, "")) for message in missing]


def _count(names: list[str], row: list[Cell], separator: str, problems: list[Problem], wide: int) -> Count | None:
    before = len(problems)
    while len(row) > len(names) and not row[-1].text:
        row = row[:-1]
    if (other := _no_count(names, row)) is not None:
        problems.append(Problem(_span(row), "csv-row", *other[:1], hint=other[1]))
        return None
    if len(names) < len(row) <= wide:
        cell = next(cell for cell in row[len(names) :] if cell.text)
        hint = "write one there, such as 'x-note' for a note of your own, or empty the column"
        problems.append(Problem(cell.place, "csv-row", NAMELESS, hint=hint))
        return None
    if len(row) != len(names):
        message = f"the row has {len(row)} cell{'s' * (len(row) != 1)}, the first line {len(names)}"
        problems.append(Problem(_span(row), "csv-row", message, hint=_other_length(row, len(names), separator)))
        return None
    filled = {name: cell for name, cell in zip(names, row, strict=True) if cell.text}
    numbers = {name: _number(name, filled[name], separator, problems) for name in NUMBERS if name in filled}
    date = _date(filled.get("date"), _span(row), problems)
    if "metric" not in filled:
        total = "date" not in filled
        problems[before:] = [] if total else problems[before:]
        problems.append(Problem(_span(row), "csv-cell", NEITHER if total else NO_METRIC, hint=NEITHER_SUM if total else IN_EACH_ROW))
    if not numbers and filled.keys() & NEEDED_COLUMNS:
        problems.append(Problem(_span(row), "csv-row", "the row holds no counts", hint="remove it, or fill them in"))
    audience = _audience(filled.get("audience"), problems)
    if any(problem.level == "error" for problem in problems[before:]):
        return None
    assert date is not None  # or there was an error
    words = {name: ids.normal(filled[name].text) if name in filled else "" for name in WORDS}
    places = {name: cell.place for name, cell in filled.items()}
    own = {name: cell.text for name, cell in filled.items() if name.startswith("x-")}
    since = period_start(filled["date"].text)
    return Count(
        **words,
        date=date,
        numbers=numbers,
        place=places["metric"],
        audience=audience,
        since=since,
        when=" ".join(filled["date"].text.split()),
        own=own,
        cells=places,
    )


def _no_count(names: list[str], row: list[Cell]) -> tuple[str, str] | None:
    """What a row is that was never meant as a count, and what to do about it."""
    texts = [_column(cell) for cell in row]
    if texts == names:
        return "this row says the names of the columns again", "remove it"
    if len(row) > 1 and sum(text in COLUMNS for text in texts) == len(row):
        return "another table begins here", "put it into a file of its own"
    remark = row[0].text.startswith("#") or (len(row) == 1 < len(names) and not re.search(r"[,;\t，；|]", row[0].text))
    return ("this line is a remark and no row", "remove it; notes stand in a column of their own, such as 'x-note'") if remark else None


def _span(row: Sequence[Cell]) -> Place:
    first, last = row[0].place, row[-1].place
    return Place(first.path, first.line, first.column, last.end_line, last.end_column)


def _other_length(row: list[Cell], wanted: int, separator: str) -> str:
    """What to do about a row that has not as many cells as `wanted`."""
    sign = SIGNS.get(separator, shown(separator))
    wide = re.search("[，；|]", row[0].text) if len(row) == 1 else None
    if wide:
        return f"its cells are separated by {shown(wide.group())} (U+{ord(wide.group()):04X}): type {sign}s"
    other = next((one for one in SEPARATORS if len(row) == 1 and one in row[0].text), "")
    if other == separator:
        return "the whole row stands in quotes, so that it is one cell: remove them"
    if other:
        return f"its cells are separated by {SIGNS[other]}s, those of the first line by {sign}s"
    if len(row) < wanted:
        return f"leave empty cells between {sign}s"
    return f"a text with a {sign} needs quotes" + ("; a decimal number has a point: 3.5" if separator == "," else "")


def _date(cell: Cell | None, row: Place, problems: list[Problem]) -> datetime.date | None:
    if cell is None:
        problems.append(Problem(row, "csv-cell", NO_DATE, hint=f"{SUMS}, and a merged cell fills its first row only"))
        return None
    date = period_end(cell.text)
    if date is None:
        message, hint = csv_cells.day(cell.text)[1:]
        problems.append(Problem(cell.place, "csv-cell", f"'date' must {message}", hint=hint))
    return date


def _audience(cell: Cell | None, problems: list[Problem]) -> str:
    if cell is not None and cell.text not in AUDIENCES:
        message = f"'audience' must be one of {', '.join(AUDIENCES)}, not {shown(cell.text)}"
        near = among(cell.text, AUDIENCES, READERS)
        problems.append(Problem(cell.place, "csv-cell", message, hint=f"did you mean {shown(near[0])}?" if near else ""))
    return cell.text if cell is not None else ""


def _number(name: str, cell: Cell, separator: str, problems: list[Problem]) -> float:
    number, wrong, hint = csv_cells.number(cell.text, separator, name in SHARES, name in WHOLE)
    wrong = wrong or _number_wrong(name, number)
    if wrong:
        if number == number and 0 < number < 1 and name in WHOLE and not hint:
            hint = f"a share is no count: write how many, such as {number * 1000:g} of 1000"
        what_it_is = f"as {shown(cell.text)} is" if wrong.startswith("not ") else f"not {shown(cell.text)}"
        problems.append(Problem(cell.place, "csv-cell", f"{shown(name)} must {wrong}, {what_it_is}", hint=hint))
        return math.nan
    elif csv_cells.SHORTENED.fullmatch(cell.text):
        message = f"{shown(name)} is {shown(cell.text)}, as spreadsheets shorten what does not fit"
        problems.append(Problem(cell.place, "csv-cell", message, "warning", csv_cells.ALL_DIGITS))
    return int(number) if name in WHOLE else number


def _number_wrong(name: str, number: float) -> str:
    """What a number must be that it is not, or nothing."""
    if beyond(number):
        return f"not {beyond(number)}"
    if number < 0 and name not in SIGNED:
        return "not be below 0"
    if name in SHARES and abs(number) > 1:
        return "be a share up to 1 or 100 %"
    return "be a whole number" if name in WHOLE and number != int(number) else ""
