"""Builds of the example that are killed at random moments, that find the disk full, and that run two at once.

    python -m tests.endurance.kills 30            kills; the last quarter of them close to the end of a build
    python -m tests.endurance.kills 30 --maps 5   the same with maps of the generator, where builds are quick
    python -m tests.endurance.kills --disk        as root: the published folder on file systems of a few megabytes

Ends with 1 if ever a published folder is neither the old site nor the new one, to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests import sites
from tests.bench.maker import write_atlas

LEFT = (".git", ".venv", "site", ".cache")
NAME = "Journeybook example"


def tree(folder: Path) -> str:
    """A digest of all names and contents below a folder."""
    digest = hashlib.sha256()
    for name, data in sites.contents(folder).items():
        digest.update(f"{name}\n{len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


class Example:
    """A copy of the example in two versions."""

    def __init__(self, folder: Path, maps: int) -> None:
        self.project = folder / "project"
        if maps:
            sites.write(self.project, {}, {"site_name": NAME})
            write_atlas(self.project / "journeys", maps)
        else:
            shutil.copytree(sites.REPO, self.project, ignore=shutil.ignore_patterns(*LEFT))
        self.settings = (self.project / "mkdocs.yml").read_text(encoding="utf-8")
        self.known: dict[str, str] = {}
        self.took = 0.0

    def version(self, name: str) -> None:
        """Makes it the version `name`; a version is on every page."""
        (self.project / "mkdocs.yml").write_text(self.settings.replace(NAME, f"Example {name}"), encoding="utf-8")

    def start(self, into: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(into)]
        variables = {**os.environ, "SOURCE_DATE_EPOCH": sites.EPOCH, "NO_MKDOCS_2_WARNING": "1"}
        return subprocess.Popen(command, cwd=self.project, env=variables, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def learn(self, folder: Path) -> None:
        """Builds both versions for comparison."""
        for name in "AB":
            self.version(name)
            begun = time.monotonic()
            assert self.start(folder / name).wait() == 0
            self.took = time.monotonic() - begun
            self.known[tree(folder / name)] = name

    def state(self, site: Path) -> str:
        return self.known.get(tree(site), "neither")


def kills(example: Example, folder: Path, number: int, chance: random.Random) -> bool:
    """Whether the site was whole after each of `number` kills."""
    site, seen = folder / "live" / "site", Counter[str]()
    example.version("A")
    assert example.start(site).wait() == 0
    now = "A"
    for turn in range(number):
        wanted = "B" if now == "A" else "A"
        example.version(wanted)
        build = example.start(site)
        close = turn >= number * 3 // 4
        time.sleep(example.took * (chance.uniform(0.9, 1.05) if close else chance.uniform(0.05, 1)))
        build.kill()
        code, after = build.wait(), example.state(site)
        seen["neither" if after not in "AB" else "new" if after == wanted else "old", "killed" if code < 0 else "was done"] += 1
        print(
            f"kill {turn + 1}: {'killed' if code < 0 else 'was done'}, the site is {'new' if after == wanted else 'old' if after in 'AB' else 'NEITHER'}",
            flush=True,
        )
        now = after if after in "AB" else now
    left = sorted(os.listdir(site.parent))
    assert example.start(site).wait() == 0
    print(f"{number} kills: {dict(seen)}; left behind: {left}; after the next build: {sorted(os.listdir(site.parent))}")
    return not any("neither" in key for key in seen) and os.listdir(site.parent) == ["site"]


def two_at_once(example: Example, folder: Path) -> bool:
    """Whether of two builds at once, the second of newer files, the newer stays."""
    site = folder / "live" / "site"
    example.version("A")
    first = example.start(site)
    time.sleep(example.took * 0.7)
    example.version("B")
    second = example.start(site)
    codes = first.wait(), second.wait()
    print(f"two at once: exit codes {codes}, the site is {example.state(site)}, beside it {sorted(os.listdir(site.parent))}")
    return codes == (0, 0) and example.state(site) == "B" and os.listdir(site.parent) == ["site"]


def full_disk(example: Example, folder: Path) -> bool:
    """Whether a published site survives a disk that is too small for a second one."""
    whole = sum(len(data) for data in sites.contents(folder / "A").values())
    fine = True
    for more in (1, 4, 16, 64):
        place = folder / "disk"
        place.mkdir(exist_ok=True)
        size = int(whole * 1.25) + more * 1_000_000
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
        try:
            shutil.copytree(folder / "A", place / "site")
            example.version("B")
            code, state, left = example.start(place / "site").wait(), example.state(place / "site"), sorted(os.listdir(place))
        finally:
            subprocess.run(["umount", str(place)], check=True)
        print(f"disk of {size / 1e6:.0f} MB for a site of {whole / 1e6:.0f} MB: exit code {code}, the site is {state}, left: {left}", flush=True)
        fine &= (code != 0 and state == "A") or (code == 0 and state == "B")
        fine &= left == ["site"]
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, nargs="?", default=0)
    parser.add_argument("--disk", action="store_true")
    parser.add_argument("--maps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        example = Example(folder, asked.maps)
        example.learn(folder)
        print(f"a build takes {example.took:.1f} s", flush=True)
        fine = not asked.disk or full_disk(example, folder)
        if asked.number:
            fine &= kills(example, folder, asked.number, random.Random(asked.seed))
            fine &= two_at_once(example, folder)
    print("all sites were whole" if fine else "A SITE WAS NOT WHOLE")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
