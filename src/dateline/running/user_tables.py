"""Tables that the user brings: where they are, what they held when the run began, and loading them once a process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import RunError, TableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.coding import Actors, Ontology

T = TypeVar("T")

_SHOWN = 12  # hexadecimal digits of a digest: enough to tell a user's files apart


@dataclass(frozen=True, slots=True)
class UserTable:
    """A file (or folder of files) of the user's with the digest of what it held when the run began.

    The digest and not the path goes into a record: the same table codes alike wherever it lies.
    """

    path: Path
    digest: str

    @classmethod
    def of(cls, path: Path) -> UserTable:
        """The table as it is now. Raises OSError."""
        return cls(path, _digest(path))

    def check_unchanged(self) -> None:
        """Raises RunError if it holds something else than when the run began."""
        if _digest(self.path) != self.digest:
            raise RunError(f"{self.path} was changed while the run went on. Start it again.")


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    for one in files:
        content = one.read_bytes()
        found.update(f"{one.name if path.is_dir() else ''}:{len(content)}:".encode())
        found.update(content)
    return found.hexdigest()[:_SHOWN]


@cache
def user_ontology(own: UserTable) -> Ontology:
    """The user's ontology, read once a process. Raises TableError."""
    from dateline.coding import load_ontology

    return _load(own, load_ontology)


@cache
def user_actors(own: UserTable) -> Actors:
    """Our tables of actors with the user's above them, read once a process. Raises TableError."""
    from dateline.coding import Actors

    return _load(own, Actors.load)


def _load(own: UserTable, load: Callable[[Path], T]) -> T:
    try:
        found = load(own.path)
    except OSError as error:
        raise _tell_unreadable(error) from error
    own.check_unchanged()
    return found


def check_ontology(path: Path) -> UserTable:
    """The ontology of a file or folder, read once to see that it can be used. Raises TableError."""
    return _check_table(path, user_ontology)


def remarks_on(own: UserTable) -> tuple[str, ...]:
    """What to tell the user of his ontology: rows of his that change nothing, each with its file and line."""
    from dateline.coding.events.ontology.checking import remarks

    return remarks(user_ontology(own))


def check_actors(path: Path) -> UserTable:
    """The actors of a CSV file, read once to see that they can be used. Raises TableError."""

    def rows(own: UserTable) -> object:
        from dateline.coding.actors.user_actors import read_actors  # our own tables need not be read for that

        return _load(own, read_actors)

    return _check_table(path, rows)


def _check_table(path: Path, read: Callable[[UserTable], object]) -> UserTable:
    try:
        own = UserTable.of(path)
    except OSError as error:
        raise _tell_unreadable(error) from error
    read(own)
    return own


def _tell_unreadable(error: OSError) -> TableError:
    return TableError(f"{error.filename}: {error.strerror}. Check the name and the rights.")
