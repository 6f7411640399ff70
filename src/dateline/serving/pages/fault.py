"""What is said where a page cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """The HTTP status and what is wrong, with what to do next. Of a form that was refused: `back`, the page that it
    stands on, and `typed`, what was typed into it."""

    status: int
    fault: str
    back: str = ""
    typed: tuple[tuple[str, str], ...] = ()
