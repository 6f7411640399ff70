"""What the forms do: each one judgement, made by `reviewing` on the record, and on the disk when it is answered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from dateline import reviewing
from dateline.errors import UsageError
from dateline.recording import Record
from dateline.reviewing import Reviewer
from dateline.serving.review.forms import Form

Act = Callable[[Record, Form, Reviewer], None]
LONGEST_WHY = 2_000


def accept(record: Record, form: Form, who: Reviewer) -> None:
    """It is right as it is shown."""
    reviewing.accept(record, _subject(form), who)


def reject(record: Record, form: Form, who: Reviewer) -> None:
    """The words tell no such thing."""
    reviewing.reject(record, _subject(form), who)


def correct(record: Record, form: Form, who: Reviewer) -> None:
    """Fields whose value is another than the form showed."""
    changed = form.changed()
    if not changed:
        raise UsageError("nothing was changed. Go back, change a field, or accept it as it is.")
    one = reviewing.find(record, _subject(form))
    values = reviewing.read_values(one, [f"{name}={value}" for name, value in changed.items()])
    reviewing.correct(record, one.record.id, values, who)


def undo(record: Record, form: Form, who: Reviewer) -> None:
    """Takes a judgement back."""
    reviewing.undo(record, form.needed("judgement", "the judgement"), who)


def split(record: Record, form: Form, who: Reviewer) -> None:
    """What is ticked does not belong to the rest."""
    members = form.every("member")
    if not members:
        raise UsageError("nothing is ticked. Go back and tick what does not belong to the rest.")
    reviewing.split(record, _subject(form), members, who)


def join(record: Record, form: Form, who: Reviewer) -> None:
    """These are one."""
    others = (*form.every("other"), *(name for line in form.every("others") for name in line.split("\n")))
    wholes = (_subject(form), *(name.strip() for name in others if name.strip()))
    reviewing.join(record, wholes, who)


ACTS: Mapping[str, Act] = MappingProxyType(
    {"accept": accept, "reject": reject, "correct": correct, "undo": undo, "split": split, "join": join}
)


def _subject(form: Form) -> str:
    return form.needed("subject", "what is judged")


class Pen:
    """Writes to the record: one form after the other, each with a connection of its own, so that nobody who reads has
    to wait."""

    def __init__(self, where: str | Path) -> None:
        """`where` the record lies."""
        self._where, self._lock = where, threading.Lock()

    def write(self, act: Act, form: Form, by: str) -> None:
        """Does what a form asks. Raises DatelineError with what to do next."""
        if not by:
            raise UsageError("a judgement needs a name. Say who you are on the page /judge, then send it again.")
        why = " ".join(form.one("why").split())[:LONGEST_WHY]
        with self._lock, Record.open(self._where, create=False) as record:
            act(record, form, Reviewer(by, why, form.one("sample") or None))
