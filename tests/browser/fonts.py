"""Sets of fonts to try pages with, whatever else is installed: what a text looks like on paper depends on them.

JOURNEYBOOK_FONTS names a set; `make fonts` runs what depends on the layout of text once with each. Where a family is missing,
that is said, and nothing is tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SETS = {
    "dejavu": ("DejaVu Sans", "DejaVu Sans Mono", "Noto Sans CJK SC"),
    # Debian with fonts-urw-base35 and none of Arial's other stand-ins: pages ask for Helvetica or Arial, and get Nimbus
    "nimbus": ("Nimbus Sans", "Nimbus Mono PS", "DejaVu Sans", "Droid Sans Fallback", "Noto Mono", "Noto Sans CJK SC"),
}
CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
<include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>
"""


class Missing(Exception):
    """A set cannot be tried on this machine; says why."""


def wanted(folder: Path) -> dict[str, str]:
    """The variables by which programs see only the set that was asked for; none where none was. `folder` is where it is laid out."""
    name = os.environ.get("JOURNEYBOOK_FONTS", "")
    if not name:
        return {}
    if name not in SETS:
        raise Missing(f"there is no set '{name}': there are {', '.join(SETS)}")
    return {"FONTCONFIG_FILE": str(_laid_out(SETS[name], folder))}


def _laid_out(families: tuple[str, ...], folder: Path) -> Path:
    if shutil.which("fc-list") is None:
        raise Missing("fontconfig's fc-list is not installed")
    fonts = folder / "fonts"
    fonts.mkdir()
    for family in families:
        found = subprocess.run(["fc-list", f":family={family}", "file"], capture_output=True, text=True, check=True).stdout
        files = [Path(line.rpartition(":")[0]) for line in found.splitlines()]
        if not files:
            raise Missing(f"no font of the family '{family}' is installed")
        for file in files:
            if not (fonts / file.name).exists():
                (fonts / file.name).symlink_to(file)
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(fonts=fonts, cache=folder / "cache"), encoding="utf-8")
    return config
