"""How findings are written out: one file per format, each with one function `report`.

What a finding is, is `problem`'s part; which level fails a build and what is said in the end, the command's. No format
ever writes a raw control character, whatever a file's name or text holds.
"""

from __future__ import annotations

from collections.abc import Callable

from journeybook.checks.reports import github, gitlab, json, sarif, text

FORMATS: dict[str, Callable[..., str]] = {
    "text": text.report,
    "json": json.report,
    "github": github.report,
    "gitlab": gitlab.report,
    "sarif": sarif.report,
}
"""The formats by the name that `--format` takes. All are called alike: `report(problems, line_of, colour=False)`."""
