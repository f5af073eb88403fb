"""The documentation does what it says: guides are followed to the letter, and everything that has a name is explained."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from mkdocs.__main__ import cli as mkdocs_commands

import guides
import sites
from journeybook.checks.manual import MANUAL
from journeybook.checks.rules import RULES
from journeybook.doors.command import commands
from journeybook.doors.mkdocs.options import OPTIONS, Options
from journeybook.languages import Words
from journeybook.site.pages import PAGE_KINDS

DOCS = sites.REPO / "docs"
PAGES = [sites.REPO / "README.md", *sorted(page for page in DOCS.rglob("*.md") if "reference" not in page.parts)]
STEPS = [page for page in PAGES if any(block.title.startswith("journeys/") for block in guides.blocks(page))]
NOVEMBER = "1795348800"
"""The day of which the guides say that it is theirs: 2026-11-22."""
PROGRAMS = {".", "git", "mkdir", "pip", "printf", "python3", "uv"}
"""What a guide may call beside journeybook, mkdocs and make."""
SPOKEN = (
    "comfort.team", "comfort.lanes", "comfort.role", "comfort.link", "section.pains", "section.backlog", "unconfirmed", "unknown",
    "choice.draft", "choice.in-review", "choice.live", "choice.retired", "choice.done", "claims.label",
)  # fmt: skip
"""What the guides for readers call by the name that stands on the page."""


def name(page: Path) -> str:
    return page.relative_to(sites.REPO).as_posix()


def said(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `journeybook …` prints in `folder`; where the line sends it to a file, it is written there."""
    call, _, target = " ".join(words[1:]).partition(" > ")
    code: object = commands.FINE
    try:
        commands.main(call.split())
    except SystemExit as end:
        code = end.code
    output, errors = capsys.readouterr()
    assert code in (commands.FINE, commands.FINDINGS), errors
    if target:
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        (folder / target).write_text(output, encoding="utf-8")
        return ""
    return output


@pytest.mark.parametrize("page", STEPS, ids=name)
def test_a_guide_can_be_followed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOVEMBER)
    monkeypatch.setenv("COLUMNS", "100")
    found = guides.blocks(page)
    for number, block in enumerate(found):
        if block.title:
            guides.change(tmp_path, block)
        output = "".join(said(words, tmp_path, capsys) for words in guides.commands(block) if words[0] == "journeybook")
        shown = found[number + 1] if number + 1 < len(found) and found[number + 1].lang == "text" else None
        if shown and output:
            assert output == shown.text, f"line {shown.line}"
        elif output:
            assert "error[" not in output, f"line {block.line}: {output}"
    left = said(["journeybook", "check", "--as-of", "2027-03-01"], tmp_path, capsys)
    assert "error[" not in left, left
    for file in (tmp_path / "journeys").glob("*.yml"):
        yaml.safe_load(file.read_text(encoding="utf-8"))  # what a guide shows, other tools can read


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_exist(page: Path) -> None:
    rules = (sites.REPO / "Makefile").read_text(encoding="utf-8")
    for block in guides.blocks(page):
        for program, *rest in guides.commands(block):
            group = {"journeybook": commands.journeybook, "mkdocs": mkdocs_commands}.get(program)
            if group is not None:
                command = group.commands[rest[0]]
                handed_on = mkdocs_commands.commands["build"].params if (program, rest[0]) == ("journeybook", "publish") else []
                known = {option for param in (*command.params, *handed_on) for option in param.opts}
                assert {word for word in rest if word.startswith("--")} <= known, f"line {block.line}: {rest}"
            elif program == "make":
                assert re.search(rf"(?m)^{rest[0]}:", rules), f"line {block.line}: {rest}"
            else:
                assert program in PROGRAMS, f"line {block.line}: {program}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_options_are_written_as_they_are_declared(page: Path) -> None:
    class Loader(yaml.SafeLoader):
        """Reads the names of Python functions, as MkDocs does, without calling for them."""

    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, suffix, node: suffix)
    for block in guides.blocks(page):
        if block.lang == "yaml" and "plugins:" in block.text:
            for plugin in yaml.load(block.text, Loader)["plugins"]:
                options = plugin.get("journeybook") if isinstance(plugin, dict) else None
                config = Options()
                config.load_dict(options or {})
                assert config.validate() == ([], []), f"line {block.line}"


def test_the_publishers_guide_makes_a_site(tmp_path: Path) -> None:
    for block in guides.blocks(DOCS / "publishing.md"):
        if block.title:
            guides.change(tmp_path, block)
    built = sites.build(tmp_path, None, "--strict")
    assert built.code == 0, built.output
    assert "I look for a pair" in built.text("journeys/maps/shoes/index.html")
    assert 'href="https://git.example/customers/edit/main/journeys/shoes.yml"' in built.text("journeys/maps/shoes/index.html")


@pytest.mark.parametrize(("link", "code"), [("[b](journey:boots)", 0), ("[b](journeys/maps/boots.md)", 1)])
def test_two_audiences_from_the_same_files(link: str, code: int, tmp_path: Path) -> None:
    recipe = next(block.text for block in guides.blocks(DOCS / "publishing.md") if block.text.startswith("# public.yml"))
    maps = {"journeys/shoes.yml": "audience: public\n" + sites.SMALLEST, "journeys/boots.yml": "title: Boots\nstages: [I look]\n"}
    project = sites.write(tmp_path, {**maps, "public.yml": recipe, "docs/index.md": f"# Start\n\n{link}\n"})
    whole = sites.build(project, None, "--strict")
    assert whole.code == 0, whole.output
    assert (whole.folder / "journeys/maps/boots/index.html").is_file()
    public = sites.build(project, tmp_path / "site-public", "--strict", "--config-file", "public.yml")
    assert public.code == code, public.output
    if code == 0:
        assert [folder.name for folder in (public.folder / "journeys/maps").iterdir()] == ["shoes"]
        assert "boots" not in "".join(page.read_text(encoding="utf-8").casefold() for page in public.folder.rglob("*.html"))


def test_the_readme_makes_a_site(tmp_path: Path) -> None:
    lines = [line for block in guides.blocks(sites.REPO / "README.md") if "printf" in block.text for line in block.text.splitlines()]
    script = "\n".join(line.partition(" && mkdocs")[0] for line in lines if not line.startswith(("pip", "python3")))
    subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, check=True)
    built = sites.build(tmp_path)
    assert built.code == 0, built.output
    assert "I look for a pair" in built.text("journeys/maps/shoes/index.html")


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("options", [f"## {option}\n" for option in OPTIONS]),
        ("commands", [f"## {command}\n" for command in commands.journeybook.commands]),
        ("commands", [f"`{option}`" for command in commands.journeybook.commands.values() for param in command.params
                      if param.param_type_name == "option" for option in param.opts]),
        ("commands", [f"| {code} |" for code in commands.EXITS]),
        ("rules", [f"## {code}\n" for code in (*RULES, *MANUAL)]),
        ("pages", [f"`{kind}`" for kind in PAGE_KINDS]),
    ],
    ids=["options", "commands", "their options", "exit codes", "rules", "pages"],
)  # fmt: skip
def test_everything_with_a_name_is_explained(page: str, names: list[str]) -> None:
    text = (DOCS / "reference" / f"{page}.md").read_text(encoding="utf-8")
    assert names
    assert [it for it in names if it not in text] == []


def test_options_say_what_they_mean() -> None:
    assert [option for option, declared in OPTIONS.items() if not getattr(declared, "meaning", "")] == []


def test_every_page_of_the_documentation_is_in_the_navigation() -> None:
    settings = (sites.REPO / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.rglob("*.md") if f": {page.relative_to(DOCS).as_posix()}\n" not in settings] == []


@pytest.mark.parametrize("page", [sites.REPO / "README.md"], ids=name)
def test_links_of_the_readme(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (page.parent / target).is_file()] == []


@pytest.mark.parametrize(("page", "lang"), [("reader.md", "en"), ("reader.zh.md", "zh")])
def test_readers_find_the_words_of_the_page(page: str, lang: str) -> None:
    text, words = (DOCS / "guides" / page).read_text(encoding="utf-8").casefold(), Words(lang)
    assert [words(key) for key in SPOKEN if words(key).casefold() not in text] == []
