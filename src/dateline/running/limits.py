"""What a run is asked to do, and what one page may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final

from dateline.model import Page
from dateline.running.user_tables import UserTable
from dateline.version import __version__

try:
    import resource
except ImportError:  # not on Windows
    HAS_PROCESSOR_LIMIT = False
else:
    HAS_PROCESSOR_LIMIT = hasattr(resource, "RLIMIT_CPU")

MOST_SENT: Final = 96 << 20
"""Bytes of a page on its way to a worker: more than reading lets a page have."""
MOST_ANSWERED: Final = 16 << 20
"""Bytes of what comes back, packed: some hundred times what a long article comes to."""
MOST_SHOWN: Final = 2_000
"""Characters of an error's message."""

_ONTOLOGY = "ontology"
_SHARE, _MOST_SHARES = 50_000, 6


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: seconds of processor time, and megabytes of the worker that has it, with what that needs
    before (its network and tables, some 300 MB).

    A page that costs more becomes Skipped with that reason. Processor time, not the clock on the wall, so that a busy
    machine does not change the outcome; a page that does next to nothing for ten times as long by that clock is ended:
    it waits for something.
    """

    seconds: float = 10.0
    megabytes: int = 1024

    def seconds_for(self, page: Page) -> float:
        """The processor time for this page: `seconds` for every 50 kB of it begun, six times that at most. A long
        text is worth a longer look than a short page that hangs.
        """
        return self.seconds * min(_MOST_SHARES, 1 + len(page.content) // _SHARE)

    def wall_seconds_for(self, page: Page) -> float:
        """The longest time by the clock on the wall in which this page may do next to nothing."""
        return 10 * self.seconds_for(page)


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are understood. All of it but `workers` can change an outcome.

    `workers`: processes to use (None: one a core); 0 works in this process, without limits. `coding`: False stops after
    reading. `ontology` and `actors`: tables of the user's. `why`: with the reasons for every word seen as an act.
    """

    language: str = "dateline"
    as_is: bool = False
    published: str | None = None
    coding: bool = True
    workers: int | None = None
    limits: Limits = field(default_factory=Limits)
    ontology: UserTable | None = None
    actors: UserTable | None = None
    why: bool = False

    @property
    def maker(self) -> str:
        """Version and settings in words: what an outcome depends on besides the page."""
        choices = (
            "as is" if self.as_is else "",
            f"published {self.published}" if self.published else "",
            f"{_ONTOLOGY} {self.ontology.digest}" if self.ontology else "",
            f"actors {self.actors.digest}" if self.actors else "",
        )
        return ", ".join((f"dateline {__version__}", f"language {self.language}", *filter(None, choices)))

    @property
    def processes(self) -> int:
        """How many worker processes to use at most."""
        if self.workers is not None:
            return max(0, self.workers)
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ontology_in(maker: str) -> str:
    """The digest of the user's ontology in the words of a `Settings.maker`; "" where it was PLOVER as shipped."""
    found = (choice.partition(" ") for choice in maker.split(", "))
    return next((digest for name, _, digest in found if name == _ONTOLOGY), "")
