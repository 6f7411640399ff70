"""What is shown while a file is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far it is: `done` of `whole` (0 where nobody can tell yet)."""

    done: int
    whole: int
    pending: bool = True
