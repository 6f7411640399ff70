"""What changed status in which story: found out once, as long as the story stands as it stood."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from dateline.serving.known import known_of
from dateline.serving.questions import ask_many
from dateline.serving.turns import Found

_HELD = "dateline changes"
_MOST = 2_000
"""Stories of which it is remembered: five times as many as a page looks at."""
Mark = tuple[bytes, int]
"""What a story was made of, as it is kept, and who was known to be whom."""


class Remembered:
    """The changes of stories by their marks, those asked for longest ago leaving first. Safe for many threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._held: OrderedDict[Mark, tuple[Found, ...]] = OrderedDict()
        self._most, self._lock = most, threading.Lock()

    def get(self, mark: Mark) -> tuple[Found, ...] | None:
        """What was found of a story; None where nobody looked."""
        with self._lock:
            if (found := self._held.get(mark)) is not None:
                self._held.move_to_end(mark)
            return found

    def put(self, mark: Mark, found: tuple[Found, ...]) -> None:
        """Keeps what was found."""
        with self._lock:
            self._held[mark] = found
            while len(self._held) > self._most:
                self._held.popitem(last=False)


def hold(connection: Connection, remembered: Remembered) -> None:
    """Keeps at the connection of a page what was found for others."""
    connection.info[_HELD] = remembered


def changes_of(
    connection: Connection, stories: Sequence[int], find: Callable[[Sequence[int]], Iterable[Found]]
) -> list[Found]:
    """The changes of stories, by the numbers of their rows; `find` is asked for those alone of which nobody knows."""
    shared = connection.info.get(_HELD)
    remembered = shared if isinstance(shared, Remembered) else Remembered()
    marks = _marks(connection, stories)
    known = {number: held for number, mark in marks.items() if (held := remembered.get(mark)) is not None}
    new = [number for number in stories if number not in known]
    found: dict[int, list[Found]] = {number: [] for number in new}
    for one in find(new) if new else ():
        found[one.story].append(one)
    if known_of(connection).ready:
        for number in new:
            if number in marks:
                remembered.put(marks[number], tuple(found[number]))
    return [one for number in stories for one in (known[number] if number in known else found[number])]


def _marks(connection: Connection, stories: Iterable[int]) -> Mapping[int, Mark]:
    """An id is made of a story's reports alone: what they were found to tell together may change under it."""
    who = known_of(connection).mark
    rows = ask_many(connection, "SELECT number, value FROM stories WHERE number IN :wanted", stories)
    return {row.number: (hashlib.sha256(bytes(row.value)).digest(), who) for row in rows}
