"""A process that has loaded everything, and forks for each run: `python -m tests.mutants.ready`, a line of JSON for each.

What would take seconds to import is there already. A changed function is given its new code in the fork; the changed file is on
disk as well, for whatever starts processes of its own. A change that cannot be made so (outside of functions, or in one that ran
while modules were loaded) is refused: that run needs a process of its own.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any

LOADED = (
    "pytest", "hypothesis", "tests.golden.built", "tests.golden.__main__", "mkdocs.__main__", "mkdocs.commands.build", "mkdocs.contrib.search",
    "material.plugins.search.plugin", "pymdownx.superfences", "journeybook.doors.mkdocs.plugin", "journeybook.doors.reference.usage",
)  # fmt: skip
REFUSED = -2
TOO_LONG = -1
IN_FUNCTION = 0x2
"""The flag of code that has local variables of its own: a function's, and not a module's or a class's."""


def main() -> None:
    """Answers orders until there are no more: `{"module", "arguments", "limit", "patience", "output", "path", "before", "after"}`."""
    ran = loaded()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line), ran)), flush=True)


def loaded() -> set[tuple[str, str]]:
    """Imports everything; the file and name of each function that ran meanwhile."""
    ran: set[tuple[str, str]] = set()

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        ran.add((frame.f_code.co_filename, frame.f_code.co_name))

    sys.setprofile(watch)
    try:
        for name in LOADED:
            importlib.import_module(name)
    finally:
        sys.setprofile(None)
    return ran


def run(order: dict[str, Any], ran: set[tuple[str, str]]) -> int:
    """The exit code of a module that runs in a fork, its output in a file."""
    new: dict[CodeType, CodeType] | None = {}
    if order["path"]:
        known = {name for file, name in ran if file == order["path"]}
        new = None if order["function"] in known or not order["function"] else replaced(order["path"], order["before"], order["after"])
    if new is None:
        return REFUSED
    child = os.fork()
    if not child:
        _forked(order, new)
    ends = time.monotonic() + order["patience"]
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done or time.monotonic() > ends:
            break
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it left behind, too
    if not done:
        os.waitpid(child, 0)
        return TOO_LONG
    code = os.waitstatus_to_exitcode(status)
    return TOO_LONG if code in (-signal.SIGXCPU, -signal.SIGKILL) else code


def _forked(order: dict[str, Any], new: dict[CodeType, CodeType]) -> None:
    code = 99
    try:
        os.setsid()
        out = os.open(order["output"], os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_APPEND)
        for number in (1, 2):
            os.dup2(out, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        resource.setrlimit(resource.RLIMIT_CPU, (order["limit"], order["limit"] + 1))
        for function in functions(order["path"]) if new else ():
            if function.__code__ in new:
                function.__code__ = new[function.__code__]
        code = _called(order["module"], order["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException as error:  # whatever it is, this process must not go on as its parent does
        print(f"{type(error).__name__}: {error}", flush=True)
        code = 98
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _called(module: str, arguments: list[str]) -> int:
    """What `python -m module arguments` would end with."""
    sys.argv = [module, *arguments]
    if module == "pytest":
        import pytest

        return int(pytest.main(arguments))
    called: Callable[[], int] = importlib.import_module(f"{module}.__main__").main
    return called()


# ------------------------------------------------------------------ code


def replaced(path: str, before: str, after: str) -> dict[CodeType, CodeType] | None:
    """The new code of each function of a file that has another one; None where that is not all that differs."""
    found: dict[CodeType, CodeType] = {}
    lost: set[CodeType] = set()
    if not _paired(compile(before, path, "exec", dont_inherit=True), compile(after, path, "exec", dont_inherit=True), found, lost):
        return None
    live = {function.__code__ for function in functions(path)}
    if live & lost or any(len(old.co_freevars) != len(new.co_freevars) for old, new in found.items() if old in live) or not live & found.keys():
        return None
    return found


def _paired(old: CodeType, new: CodeType, found: dict[CodeType, CodeType], lost: set[CodeType]) -> bool:
    """Puts each function's code beside its new one; False where something outside of functions differs."""
    inner, others = _inner(old), _inner(new)
    outside = not old.co_flags & IN_FUNCTION
    if outside and (old.co_code != new.co_code or old.co_names != new.co_names or _plain(old) != _plain(new)):
        return False
    if not outside and old != new:
        found[old] = new
    if [it.co_name for it in inner] != [it.co_name for it in others]:
        lost.update(deeper for it in inner for deeper in _all(it))
        return not outside
    return all(_paired(one, other, found, lost) for one, other in zip(inner, others, strict=True))


def _inner(code: CodeType) -> list[CodeType]:
    return [it for it in code.co_consts if isinstance(it, CodeType)]


def _plain(code: CodeType) -> list[str]:
    return [repr(it) for it in code.co_consts if not isinstance(it, CodeType)]


def _all(code: CodeType) -> Iterator[CodeType]:
    yield code
    for it in _inner(code):
        yield from _all(it)


def functions(path: str) -> list[FunctionType]:
    """The functions that a file has brought into memory."""
    return [it for it in gc.get_objects() if isinstance(it, FunctionType) and it.__code__.co_filename == path]


if __name__ == "__main__":
    main()
