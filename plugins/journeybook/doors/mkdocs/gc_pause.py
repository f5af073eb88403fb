"""How often Python looks for garbage while a site is built."""

from __future__ import annotations

import gc


class GcPause:
    """How often Python looks for garbage. An atlas is a million objects that stay, and looking through them again and again
    while pages are made takes a tenth of the time and finds none."""

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def seldom(self) -> None:
        """What there is now stays, and what comes is looked through less often."""
        gc.freeze()
        if self._usual is None:
            self._usual = gc.get_threshold()
            gc.set_threshold(max(50_000, self._usual[0]), *self._usual[1:])

    def as_usual(self) -> None:
        """The site is built."""
        gc.unfreeze()
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None
