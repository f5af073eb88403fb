"""`mkdocs serve` over many edits: how long until an edit is on its page, how much memory is held, and what many saves at once do.

    python -m tests.endurance.serving 200              200 edits of the example
    python -m tests.endurance.serving 200 --maps 200   200 edits among as many maps of the generator
    python -m tests.endurance.serving 20 --saves 100   and then 100 saves, as fast as they can be written

Works where there is /proc. Ends with 1 if an edit did not come, or memory grew by more than 10 MB after the first 50 edits.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests import sites
from tests.bench.maker import write_atlas

LEFT = shutil.ignore_patterns(".git", ".venv", "site", ".cache")


class Served:
    """A project while it is served."""

    def __init__(self, project: Path, log: Path) -> None:
        self.file = sorted((project / "journeys").rglob("*.yml"), key=lambda it: "stages:" not in it.read_text(encoding="utf-8"))[0]
        with socket.socket() as it:
            it.bind(("127.0.0.1", 0))
            port = it.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}/"
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", f"127.0.0.1:{port}"]
        self.log = log.open("wb")
        self.process = subprocess.Popen(command, cwd=project, stdout=self.log, stderr=self.log)
        self.text = self.file.read_text(encoding="utf-8")
        ident = re.search(r"^id: *(\S+)", self.text, re.MULTILINE)
        self.page = f"journeys/maps/{ident[1] if ident else self.file.stem}/"

    def get(self, page: str) -> str:
        try:
            with urllib.request.urlopen(self.base + page, timeout=120) as answer:
                return answer.read().decode("utf-8")
        except OSError as error:
            return f"{error}"

    def edit(self, word: str) -> None:
        text, count = re.subn(r"^title: (.*)$", rf'title: "{word} edited"', self.text, count=1, flags=re.MULTILINE)
        assert count == 1
        self.file.write_text(text, encoding="utf-8")

    def wait(self, word: str, seconds: float = 120) -> float:
        """Seconds until the edited page says `word`."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if f"{word} edited" in self.get(self.page):
                return time.monotonic() - begun
            time.sleep(0.02)
        raise SystemExit(f"'{word}' did not come")

    def cpu(self) -> float:
        """CPU seconds so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s*(\d+)", status)[1]) / 1024


def edits(served: Served, number: int) -> bool:
    """Whether memory stays flat over `number` edits."""
    took: list[float] = []
    used: list[float] = []
    held: dict[int, float] = {0: served.memory()}
    for turn in range(1, number + 1):
        before = served.cpu()
        served.edit(f"turn{turn}")
        took.append(served.wait(f"turn{turn}"))
        used.append(served.cpu() - before)
        if turn in (1, 10, 20, 50, 100, 150, number):
            held[turn] = served.memory()
            print(
                f"after {turn} edits: {held[turn]:.1f} MB; an edit is there after {statistics.median(took):.2f} s, at most {max(took):.2f} s; {statistics.median(used):.2f} CPU s",
                flush=True,
            )
        time.sleep(0.3)
    later = [held[turn] for turn in held if turn >= 50]
    return len(later) < 2 or max(later) - later[0] < 10


def saves(served: Served, number: int) -> bool:
    """Whether the last of `number` saves, one after the other without a pause, is what the page says."""
    for turn in range(number):
        served.edit(f"save{turn}")
        time.sleep(0.01)
    print(f"{number} saves: the last is there after {served.wait(f'save{number - 1}'):.2f} s", flush=True)
    time.sleep(3)
    return f"save{number - 1} edited" in served.get(served.page) and served.process.poll() is None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, nargs="?", default=200)
    parser.add_argument("--maps", type=int, default=0)
    parser.add_argument("--saves", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        project, log = Path(name) / "project", Path(name) / "log"
        if asked.maps:
            sites.write(project, {}, None)
            write_atlas(project / "journeys", asked.maps)
        else:
            shutil.copytree(sites.REPO, project, ignore=LEFT)
        served = Served(project, log)
        try:
            while "</html>" not in served.get(served.page):
                time.sleep(0.5)
            print(f"before: {served.memory():.1f} MB", flush=True)
            fine = edits(served, asked.number)
            fine &= not asked.saves or saves(served, asked.saves)
        finally:
            served.process.terminate()
            served.process.wait(timeout=30)
            print(log.read_text(encoding="utf-8")[-2000:])
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
