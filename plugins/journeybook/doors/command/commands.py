"""The `journeybook` command: a thin door on the same calls as the MkDocs plugin.

Everything that reads, checks or writes out is imported inside the commands, so that `journeybook --help` stays quick.
What a terminal needs (colour, progress, encodings) is `terminal`'s part.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from journeybook import __version__
from journeybook.checks.reports import FORMATS
from journeybook.doors.command import checking
from journeybook.doors.command.found import Checked
from journeybook.doors.command.terminal import UNREAD, has_colours, hush, name_of, replace, write
from journeybook.reading import last_guard

FINE, FINDINGS, WRONG_USE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130
EXITS = {
    FINE: "fine", FINDINGS: "findings that --fail-on counts, or a failed build", WRONG_USE: "wrong use",
    OUR_FAULT: "a fault of Journeybook, which asks for a report", INTERRUPTED: "interrupted",
}  # fmt: skip
"""What the codes mean with which a command ends."""
ENDS = f"Exit codes: {', '.join(f'{code} {meaning}' for code, meaning in EXITS.items())}."


class Day(click.ParamType):  # type: ignore[type-arg]  # takes a parameter in new versions of click only
    """A day, written year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day that `value` writes."""
        if isinstance(value, datetime.date):
            return value
        from journeybook.reading.dates import read_date

        return read_date(value) or self.fail(f"'{value}' is no date such as 2026-09-01", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=ENDS)
@click.version_option(__version__, "--version", "-V", prog_name="journeybook", message="%(prog)s %(version)s")
@click.option(
    "--traceback", "in_full", is_flag=True, envvar="JOURNEYBOOK_DEBUG", help="Show the whole way to a fault of Journeybook. JOURNEYBOOK_DEBUG=1 does so too."
)
def journeybook(in_full: bool) -> None:
    """Customer journey maps, written as YAML: check them, and explain what is wrong with them.

    Building and serving the site stay `mkdocs build` and `mkdocs serve`.
    """
    if in_full:
        last_guard.LISTENER.set(_show_traceback)


@journeybook.command(epilog=ENDS)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "never")),
    default="error",
    show_default=True,
    help="From which level on findings end with exit code 1.",
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day that counts as today, such as 2026-09-01.")
@click.option(
    "--cache/--no-cache",
    default=None,
    help="Keep what is found for the next check of the same files, and use what the last one kept; or read everything anew. Left out, "
    "it is kept, but not in a pipeline (where the variable CI is set).",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the findings to this file.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder from which every format but text writes paths; left out, the top of the git repository.",
)
def check(
    paths: tuple[Path, ...],
    format_: str,
    fail_on: str,
    as_of: datetime.date | None,
    cache: bool | None,
    output: Path | None,
    root: Path | None,
) -> None:
    """Check maps, library files and numbers.

    PATH is a folder or a file; left out, it is 'journeys' or the current folder. What stands below a folder with an
    atlas.yml, or else below one that is named 'journeys', is checked together with that whole folder, and only findings in
    the given paths are shown. Any other file is checked alone, without a library and other maps; the last line says so.
    """  # fmt: skip
    if output is not None:
        _refuse_without_folder(output)  # before the work, not after it
    top = Path(os.path.abspath(root)) if root is not None and format_ != "text" else None
    found = Checked(top, repository=format_ != "text")
    checking.check(found, paths or (checking.default_folder(),), as_of or checking.today(), checking.keeps() if cache is None else cache)
    try:
        report = _report(found, format_, colour=output is None and has_colours())
    except Exception:  # what was found must not be lost because it cannot be put nicely
        write("\n".join(f"{problem.place}: {problem.level}[{problem.code}] {problem.message}" for problem in found.problems) + "\n")
        raise
    if output is None:
        write(report + "\n", machine=format_ != "text")
    else:
        _write_file(output, report + "\n")
        write(found.summary() + "\n")
    sys.exit(OUR_FAULT if last_guard.among(found.problems) else FINDINGS if found.fails(fail_on) else FINE)


def _report(found: Checked, format_: str, colour: bool) -> str:
    from journeybook.checks.manual import manual

    if format_ != "text":
        more = {"help_of": manual} if format_ == "sarif" else {}
        return FORMATS[format_](found.problems, found.line_of, **more)
    report = FORMATS[format_](found.problems, found.line_of, colour=colour)
    # The report closes with its own count, which does not know how many files there were.
    return "\n".join([*report.split("\n")[:-1], found.summary()])


@journeybook.command(context_settings={"ignore_unknown_options": True}, epilog=ENDS)
@click.argument("mkdocs_options", nargs=-1, type=click.UNPROCESSED)
def publish(mkdocs_options: tuple[str, ...]) -> None:
    """Build the site with 'mkdocs build', and say what has changed in what is published.

    The published folder is replaced as a whole, or stays as it was. Options of 'mkdocs build' are handed on, such as
    --strict and --site-dir.
    """
    from journeybook.doors.command import publish as publishing

    try:
        code, said = publishing.publish(mkdocs_options)
    except publishing.WrongUse as error:
        raise click.UsageError(str(error)) from None
    if said:
        write(said + "\n")
    sys.exit(code if code in (FINE, WRONG_USE) else FINDINGS)


@journeybook.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a finding: what CODE means, and how to mend it. Without CODE, list all codes."""
    from journeybook.checks.manual import MANUAL, manual
    from journeybook.checks.rules import RULES
    from journeybook.reading.problem import did_you_mean, shown

    codes = (*MANUAL, *RULES)
    if code is None:
        write("\n".join(codes) + "\n")
        return
    wanted = code.strip().strip("[]").lower()
    page = manual(wanted)
    if page is None:
        hint = did_you_mean(wanted, codes) or "'journeybook explain' lists all codes"
        raise click.UsageError(f"there is no code {shown(code)}: {hint}")
    write(f"{wanted}\n\n{page.strip()}\n")


@journeybook.command()
@click.argument("kind", type=click.Choice(("map", "library", "atlas")), required=False)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file, as UTF-8 (which '>' of Windows PowerShell does not).")
def schema(kind: str | None, output: Path | None) -> None:
    """Print the JSON Schema for editors: of a map, a library file or atlas.yml; without KIND, of all three."""
    from journeybook.model.schema import schema as schema_of

    text = json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        write(text, machine=True)
    else:
        with suppress(OSError):  # which writing the file says in plain words
            output.parent.mkdir(parents=True, exist_ok=True)
        _write_file(output, text)


@journeybook.command()
@click.argument("lang", required=False)
@click.option("--all", "everything", is_flag=True, help="Write every text, not only what is missing or out of date.")
@click.option(
    "--read", "edited", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read this edited .po file back, and put it where the site uses it."
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the maps; left out, it is 'journeys' or the current folder.",
)
def words(lang: str | None, everything: bool, edited: Path | None, output: Path | None, folder: Path | None) -> None:
    """Translate the site's own words: write what the language LANG lacks as a .po file, or read it back.

    Translators edit a .po file with Poedit, Weblate or a text editor. Read back, it becomes languages/LANG.po in the folder with
    the maps, and the site speaks that language; what is not translated stays English. Without LANG, list how much of each
    language there is.
    """
    from journeybook.doors.command import words as translating

    place = folder or checking.default_folder()
    if lang is None:
        write(translating.report(place) + "\n")
        return
    try:
        if edited is None:
            text, said = translating.missing(place, lang, everything)
        else:
            text, said = translating.read_back(place, lang, edited)
    except translating.WrongUse as error:
        raise click.UsageError(str(error)) from None
    except translating.Faulty as error:
        write(f"{error}\n")
        sys.exit(FINDINGS)
    if edited is not None and output is None:
        output = translating.place_of(place, lang)
        output.parent.mkdir(exist_ok=True)
    if output is None:
        write(text, machine=True)
        click.echo(said, err=True)
    else:
        _write_file(output, text)
        write(f"{said}\nwrote {name_of(output)}\n")


def _write_file(file: Path, text: str) -> None:
    from journeybook.reading.files import reason
    from journeybook.reading.problem import shown

    try:
        replace(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise click.UsageError(f"cannot write {shown(name_of(file))}: {reason(error)}") from None


def _refuse_without_folder(file: Path) -> None:
    from journeybook.reading.problem import shown

    if not file.parent.is_dir():
        raise click.UsageError(f"cannot write {shown(name_of(file))}: there is no folder {shown(name_of(file.parent))}; make it first")


def main(arguments: list[str] | None = None) -> None:
    """Runs the command and ends the process with its exit code."""
    try:
        journeybook.main(arguments, prog_name="journeybook", standalone_mode=False)
    except click.ClickException as error:
        with suppress(OSError):  # nobody reads it, and the exit code says so too
            error.show()
        _quiet_end(WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        _quiet_end(INTERRUPTED)
    except OSError as error:
        if error.errno not in UNREAD:
            _complain(_refused(error))
            _quiet_end(WRONG_USE)
        _quiet_end(FINE)
    except Exception as error:
        _complain(f"internal error: {last_guard.told(error)}; {last_guard.please_report()}")
        _quiet_end(OUR_FAULT)


def _complain(text: str) -> None:
    with suppress(OSError):
        click.echo(f"journeybook: {text}", err=True)


def _refused(error: OSError) -> str:
    """What the system would not do, in a sentence."""
    from journeybook.reading.files import reason

    try:
        os.getcwd()
    except OSError:
        return "the current folder is not there any more; go to another one"
    place = f"{name_of(error.filename)}: " if isinstance(error.filename, (str, bytes, Path)) else ""
    return f"{place}{reason(error)}"


def _show_traceback(error: BaseException) -> None:
    import traceback

    click.echo("".join(traceback.format_exception(type(error), error, error.__traceback__)), err=True)


def _quiet_end(code: int) -> None:
    hush()
    sys.exit(code)


if __name__ == "__main__":
    main()
