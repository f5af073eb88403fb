"""The site that every case builds: a map, a library, a page of one's own that shows a view and links by id; and its git history."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sites

MAP = """title: Getting a library card
id: card
summary: How somebody becomes a reader, & what "forms" cost <them>.
owner: desk
stages:
  - id: ask
    name: I ask for a card
    feels: 1
    steps:
      - {id: form, name: Fills in the form, feels: -2, touchpoints: [web-form],
         pains: [{id: slow, text: The form takes ten minutes, severity: 3}]}
  - {id: get, name: I get it, feels: 2, evidence: [survey]}
improvements:
  - {id: shorter, title: A shorter form, pains: [slow], status: accepted, owner: desk, value: 4, effort: 2}
"""
LIBRARY = """teams: [{id: desk, name: Front desk}, {id: it, name: IT team}]
channels: [{id: web, name: Web}]
touchpoints: [{id: web-form, name: The form, channel: web, owner: it}]
evidence: [{id: survey, title: A survey among readers, date: 2026-05-01, kind: survey}]
"""
VIEW = "```journeybook\nview: curve\nmap: card\n```\n"
LINK = "[the form](journey:card#form)"
OWN = f"# Own\n\nSee {LINK}, or [](journey:team/desk).\n\n{VIEW}\n## End\n"
FILES = {"journeys/card.yml": MAP, "journeys/library.yml": LIBRARY, "docs/own.md": OWN}
COMMITS = (
    ("journeys/card.yml", "Mapmaker", "2024-03-05T12:00:00+00:00"),
    ("journeys/library.yml", "Librarian", "2025-06-07T12:00:00+00:00"),
    (".", "Publisher", "2026-02-03T12:00:00+00:00"),
)
"""What is committed, by whom, and when."""


def commit(folder: Path) -> None:
    """Makes `folder` a repository in which the map, the library and all else have different authors and days."""

    def git(*words: str, **variables: str) -> None:
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env={**os.environ, **variables})

    git("init", "-q")
    for what, name, day in COMMITS:
        git("add", what)
        who = {
            f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", name), ("EMAIL", f"{name}@example.org"), ("DATE", day))
        }
        git("-c", "commit.gpgsign=false", "commit", "-q", "-m", f"By {name}", **who)


def write(folder: Path, more: Mapping[str, str | None], settings: dict[str, Any]) -> Path:
    """Writes the site of a case into `folder`: the files of all, with `more`, without those that are None."""
    files = {**FILES, **more}
    sites.write(folder, {name: text for name, text in files.items() if text is not None}, settings)
    for name in files:
        if files[name] is None:
            (folder / name).unlink(missing_ok=True)
    return folder
