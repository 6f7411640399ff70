"""What is said where a page cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """The HTTP status and what is wrong, with what to do next."""

    status: int
    fault: str
