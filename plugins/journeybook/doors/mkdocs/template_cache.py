"""While a site is served, the theme's templates are compiled once and not after every edit, which takes longer than to fill one in.

What was compiled is held by this process as long as it serves, and nothing of it is ever written or read. A template that changes is
compiled again.
"""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import Environment
from mkdocs.theme import Theme


class TemplateCache:
    """Compiled templates, by their names and files, with what each was compiled from."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str | None, str | None], tuple[Any, CodeType]] = {}

    def serve(self, theme: Theme) -> None:
        """Has `theme` ask here before it compiles anything."""
        get_env = theme.get_env

        def get() -> Environment:
            env = get_env()
            self._remember(env)
            return env

        vars(theme)["get_env"] = get

    def _remember(self, env: Environment) -> None:
        anew = env.compile

        def compiled(source: Any, name: str | None = None, filename: str | None = None, *more: Any, **named: Any) -> Any:
            if more or named or not isinstance(source, str):
                return anew(source, name, filename, *more, **named)
            made_from = (source, *_language(env))
            before, code = self._compiled.get((name, filename), (None, None))
            if before != made_from:
                code = anew(source, name, filename)
                self._compiled[name, filename] = made_from, code
            return code

        vars(env)["compile"] = compiled


def _language(env: Environment) -> tuple[Any, ...]:
    """What the theme and other plugins have made of the language that templates are written in."""
    marks = env.block_start_string, env.variable_start_string, env.line_statement_prefix, env.trim_blocks, env.lstrip_blocks
    return sorted(env.extensions), sorted(env.filters), sorted(env.tests), env.autoescape, *marks
