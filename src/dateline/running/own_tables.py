"""Tables that the user brings: where they are, what they held when the run began, and loading them once a process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.running.errors import RunError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.coding import Actors, Ontology

T = TypeVar("T")

_SHOWN = 12  # hexadecimal digits of a digest: enough to tell a user's files apart


class NoTable(RunError):
    """A table of the user's cannot be used; the message says what to do next."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A file (or folder of files) of the user's with the digest of what it held when the run began.

    The digest and not the path goes into a record: the same table codes alike wherever it lies.
    """

    path: Path
    digest: str

    @classmethod
    def of(cls, path: Path) -> OwnTable:
        """The table as it is now. Raises OSError."""
        return cls(path, _digest(path))

    def unchanged(self) -> None:
        """Raises NoTable if it holds something else than when the run began."""
        if _digest(self.path) != self.digest:
            raise NoTable(f"{self.path} was changed while the run went on. Start it again.")


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    for one in files:
        content = one.read_bytes()
        found.update(f"{one.name if path.is_dir() else ''}:{len(content)}:".encode())
        found.update(content)
    return found.hexdigest()[:_SHOWN]


@cache
def own_ontology(own: OwnTable) -> Ontology:
    """The user's ontology, read once a process. Raises NoTable."""
    from dateline.coding import load_ontology

    return _loaded(own, load_ontology)


@cache
def own_actors(own: OwnTable) -> Actors:
    """Our tables of actors with the user's above them, read once a process. Raises NoTable."""
    from dateline.coding import Actors

    return _loaded(own, Actors.load)


def _loaded(own: OwnTable, load: Callable[[Path], T]) -> T:
    try:
        found = load(own.path)
    except OSError as error:
        raise _unreadable(error) from error
    except ValueError as error:
        raise NoTable(str(error)) from error
    own.unchanged()
    return found


def checked_ontology(path: Path) -> OwnTable:
    """The ontology of a file or folder, read once to see that it can be used. Raises NoTable."""
    return _checked(path, own_ontology)


def remarks_on(own: OwnTable) -> tuple[str, ...]:
    """What to tell the user of his ontology: rows of his that change nothing, each with its file and line."""
    from dateline.coding.events.ontology.checking import remarks

    return remarks(own_ontology(own))


def checked_actors(path: Path) -> OwnTable:
    """The actors of a CSV file, read once to see that they can be used. Raises NoTable."""

    def rows(own: OwnTable) -> object:
        from dateline.coding.actors.own import own_actors as found  # our own tables need not be read for that

        return _loaded(own, found)

    return _checked(path, rows)


def _checked(path: Path, read: Callable[[OwnTable], object]) -> OwnTable:
    try:
        own = OwnTable.of(path)
    except OSError as error:
        raise _unreadable(error) from error
    read(own)
    return own


def _unreadable(error: OSError) -> NoTable:
    return NoTable(f"{error.filename}: {error.strerror}. Check the name and the rights.")
