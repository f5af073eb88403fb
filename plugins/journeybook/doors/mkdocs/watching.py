"""What a preview does when more changes than a file: a watched folder goes and comes back, or a build fails altogether.

MkDocs stops watching a folder that is missing for a moment, as one is when git changes to another branch; and after a failed
build it answers nobody until the next one is done. Here the folder is watched again, and whoever asks sees why there is nothing.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
import traceback
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import get_plugin_logger

from journeybook.reading.files import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("journeybook")
PAUSE = 0.5
"""Seconds between two looks at what is watched, as often as MkDocs looks for changed files."""


class Watchman(threading.Thread):
    """Looks whether what `server` watches is still the folder that it began to watch."""

    def __init__(self, server: LiveReloadServer, paths: Iterable[str | None]) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.built = False
        """Whether the site was built since the last look."""
        self.seen = {path: _identity(path) for path in (os.path.abspath(path) for path in paths if path)}
        build = server.builder

        def built(*arguments: Any, **named: Any) -> None:
            build(*arguments, **named)
            self.built = True

        server.builder = built

    def run(self) -> None:
        """Looks again and again, for as long as the server lives."""
        while not self.server.observer.stopped_event.wait(PAUSE):
            self.look()
            self.tidy()

    def tidy(self) -> None:
        """An atlas is garbage in a circle when the next one is read; Python would let several of them lie."""
        if self.built:
            self.built = False
            gc.collect()

    def look(self) -> None:
        """Watches what has come back, and has the site built when something came or went."""
        observer = self.server.observer
        ended = {it.watch.path for it in observer.emitters if not it.is_alive()} if observer.is_alive() else set()
        for path, before in self.seen.items():
            now = _identity(path)
            if now == before and (now is None or path not in ended):
                continue
            if now is not None:
                with suppress(KeyError):
                    while True:  # a path may have been asked for more than once
                        self.server.unwatch(path)
                try:
                    self.server.watch(path)
                except OSError:
                    continue  # gone again in this moment
            self.seen[path] = now
            with self.server._rebuild_cond:
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()


def _identity(path: str) -> tuple[int, int] | None:
    """What makes a folder this one and no other; None where there is none. A file that is saved may well become another one."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if os.path.isdir(path) else (0, 0)


class Failure:
    """Why there is no site to look at: what was said while it was built, or nothing where all is well."""

    def __init__(self, page: Callable[[list[str]], str]) -> None:
        self._page = page
        self.said: list[str] = []

    def attach(self, server: LiveReloadServer) -> None:
        """Has `server` go on after builds that fail, and say why instead of a page."""
        build = server.builder
        serve: Any = server.get_app()  # there since MkDocs made the server

        def built(*arguments: Any, **named: Any) -> None:
            with self.heard():
                build(*arguments, **named)

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            answer: list[Any] = []
            is_page = not path.startswith("/livereload/") and Path(path).suffix in ("", ".html")
            body: Iterable[bytes] = ()
            if not (is_page and self.said):
                try:  # waits where a build is going on, and that may fail
                    body = serve(environ, lambda *said: answer.append(said))
                except Exception as error:
                    _tell(error)
                    answer, body = [], [str(error).encode("utf-8", "backslashreplace")]
            if (is_page and self.said) or not answer:
                said = self.said or [b"".join(body).decode("utf-8")]
                answer = [("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])]
                body = [self._page(said).encode("utf-8")]
            start_response(*answer[-1])
            return body

        server.builder = built
        server.set_app(served)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Keeps what is said within, if it ends with an error; the error ends here."""
        ear = _Ear()
        loggers = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]
        for logger in loggers:
            logger.addHandler(ear)
        try:
            yield
        except (Exception, SystemExit) as error:
            if not isinstance(error, MkDocsException):  # of which MkDocs has said everything
                _tell(error)
            self.said = ear.messages or [str(error)]
        else:
            self.said = []
        finally:
            for logger in loggers:
                logger.removeHandler(ear)


def _tell(error: BaseException) -> None:
    if isinstance(error, OSError) and error.errno is not None:  # what the system refuses is nobody's fault
        place = error.filename2 or error.filename
        log.error("the site cannot be made: %s%s", reason(error), f" ({place})" if isinstance(place, (str, Path)) else "")
    else:
        log.error("%s", "".join(traceback.format_exception(error)))


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
