"""Tries the lowest versions that pyproject.toml allows: installs them into an environment of their own, and runs quick tests there.

Run by `make lowest`, best with the oldest Python that is allowed. What only newer versions can do must not creep in unseen; where
the lowest version of something cannot work any more, its bound in pyproject.toml is raised, with the reason.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-lowest"
PYTHON = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
QUICK = (
    "reading",
    "model",
    "languages",
    "checks",
    "atlas/test_counts.py",
    "insight/test_measures.py",
    "site/test_shown.py",
    "house/test_hunt.py",
    "doors/test_options.py",
)
"""What is tried: reading, every field on a page, every finding, numbers, the faults of our own, and small sites that are built."""


def run(*command: str) -> None:
    """Runs a command in the project's folder, and ends where it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


run(sys.executable, "-m", "venv", "--clear", str(HOME))
run(str(PYTHON), "-m", "pip", "install", "--quiet", "uv>=0.5,<1")
INSTALL = (str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON))
run(*INSTALL, "--resolution", "lowest-direct", "--editable", ".[site,test]")
run(*INSTALL[:4], "list", "--python", str(PYTHON))
run(str(PYTHON), "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *(f"tests/{name}" for name in QUICK), *sys.argv[1:])
