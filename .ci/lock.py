"""Renews the lock files: universal (Python 3.10 and newer, every platform), with hashes, and free of addresses.

Run by `make lock` (Python 3.11 or newer). What divides Chinese for the search has its own file: it has no wheel at all, and
everything else is installed from wheels only.
"""

import re
import subprocess
import sys
from pathlib import Path

import tomllib

HERE = Path(__file__).parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
COMPILE = ["-m", "uv", "pip", "compile", "-", "--universal", "--python-version", "3.10", "--generate-hashes", "--upgrade"]
BARE = ["--no-config", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
HEAD = "# Written by `make lock` from pyproject.toml. Do not edit.\n"


def lock(name: str, *requirements: list[str]) -> None:
    """Writes one lock file; refuses one that names a host or a place on this machine."""
    wanted = "\n".join(line for lines in requirements for line in lines)
    command = [sys.executable, *COMPILE, *BARE]
    text = subprocess.run(command, check=True, input=wanted, stdout=subprocess.PIPE, text=True).stdout
    if address := re.search(r"^.*(://| @ |^--|/).*$", re.sub(r"--hash=\S+", "", text), re.MULTILINE):
        sys.exit(f"{name}: an address or a path got in: {address.group()}")
    (HERE / name).write_text(HEAD + text, encoding="utf-8", newline="\n")
    print(f"{name}: {text.count('==')} packages")


extras = PROJECT["project"]["optional-dependencies"]
chinese = [line for line in extras["site"] if line.startswith("jieba")]
lock(
    "requirements.lock",
    PROJECT["project"]["dependencies"],
    [line for line in extras["site"] if line not in chinese],
    extras["test"],
    PROJECT["build-system"]["requires"],  # the project is registered without a build environment of its own
)
lock("chinese.lock", chinese)
