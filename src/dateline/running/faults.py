"""Why a page came to nothing: for its own sake, or for the machine's, and then the next run tries it again."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Final

from dateline.model import Page, Skipped

KILLED: Final = "its worker was killed from outside"
WAITED: Final = "its worker waited and did nothing"
NOT_STARTED: Final = "no worker could be started for it"
NO_ROOM: Final = "the machine had no memory left for it"
FOR_THE_MACHINE: Final = frozenset({KILLED, WAITED, NOT_STARTED, NO_ROOM})
"""Reasons that say nothing of the page: the next run tries it again."""
FAULT_OF_OURS: Final = "Dateline failed on it (a fault of ours: please report it)"
TOO_LARGE: Final = "what was found on it is too much to keep"

_AGAIN_AND_AGAIN: Final = ", in two runs"
_FROM_OUTSIDE = frozenset(
    -number
    for name in ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT")
    if (number := getattr(signal, name, None)) is not None
)
_TIME_IS_UP = -getattr(signal, "SIGXCPU", 0) or None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a page came to in one worker, as reason and detail.

    `sure`: another worker would come to the same. Where it is not, the page may have met a worker that others had
    worn out.
    """

    reason: str
    detail: str = ""
    sure: bool = False

    @property
    def is_the_machines(self) -> bool:
        """Whether the page is tried again by the next run."""
        return self.reason in FOR_THE_MACHINE


def fault_of_death(code: int | None, seconds: float) -> Fault:
    """What the exit code of a worker says of the page that it had. `seconds`: the processor time it was given."""
    if code is not None and code == _TIME_IS_UP:
        return Fault(f"took longer than {seconds:g} s", sure=True)
    if code in _FROM_OUTSIDE:
        return Fault(KILLED, _name(code))
    return Fault("its worker died", _name(code))


def _name(code: int | None) -> str:
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return f"exit code {code}"


def skip_page(page: Page, reason: str, detail: str = "") -> Skipped:
    """The page as Skipped."""
    return Skipped(page.id, reason, detail, page.origin, page.given_id, page.address)


def skip_again(skipped: Skipped, before: str | None) -> Skipped:
    """The same as its own fault, where a run before this one left the page for that reason too (`before`).

    A worker that could not be started has not seen the page: that is never its fault.
    """
    if skipped.reason != before or before not in FOR_THE_MACHINE - {NOT_STARTED}:
        return skipped
    return Skipped(
        skipped.id, before + _AGAIN_AND_AGAIN, skipped.detail, skipped.origin, skipped.given_id, skipped.address
    )
