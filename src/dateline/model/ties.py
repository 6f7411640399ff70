"""What people decided that linking keeps to, as pairs: what stands together whatever its words, and what apart."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ties(Generic[Key]):
    """Pairs that must be linked and pairs that cannot be. No pair is in both, nor follows from the others."""

    together: frozenset[tuple[Key, Key]] = frozenset()
    apart: frozenset[tuple[Key, Key]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)


@dataclass(frozen=True, slots=True)
class Judged:
    """The ties of one record: of reports in lineages and in stories, of events (report id, event id) in happenings."""

    lineages: Ties[str] = field(default_factory=Ties)
    stories: Ties[str] = field(default_factory=Ties)
    happenings: Ties[tuple[str, str]] = field(default_factory=Ties)
