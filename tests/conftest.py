"""What every kind of test may ask for: the project's own site, built once, and small sites made for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import sites

settings.register_profile("calm", deadline=None)  # a busy machine is no failure
settings.load_profile("calm")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the tests' own checks keep what they find, and not where the user's do."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.delenv("CI", raising=False)
        yield folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of this repository, for reading: all workers of a run look at the same one."""

    def make(folder: Path) -> None:
        built = sites.build(sites.REPO, folder, "--strict")
        assert built.code == 0, built.output

    return sites.once(tmp_path_factory, "example", make)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """`make_site(files, mkdocs)` writes a small project and returns its folder."""
    return lambda files, mkdocs=None: sites.write(tmp_path / "project", files, mkdocs)
