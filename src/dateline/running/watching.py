"""Which files of some folders are new or changed, and lie still: looked at from time to time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dateline.model import Skipped
from dateline.reading.containers import files_in

_State = tuple[int, int]
_UNREADABLE: _State = (-1, -1)
"""What cannot be read is taken once like a file, so that the reason for which it is skipped is kept."""


@dataclass
class Watch:
    """The files of `sources` (folders, or files) as they were at the last look, and as they were when taken."""

    sources: tuple[Path, ...]
    _seen: dict[Path, _State] = field(default_factory=dict)
    _taken: dict[Path, _State] = field(default_factory=dict)

    def look(self) -> frozenset[Path]:
        """The files that were not taken as they are now and have not changed since the last look: nobody is writing
        them any more; and what of a folder cannot be read. They count as taken from now on.
        """
        now = dict(self._states())
        ready = {path for path, state in now.items() if self._seen.get(path) == state != self._taken.get(path)}
        self._seen = now
        self._taken.update({path: now[path] for path in ready})
        return frozenset(ready)

    def _states(self) -> Iterable[tuple[Path, _State]]:
        for source in self.sources:
            for path in files_in(source) if source.is_dir() else (source,):
                if isinstance(path, Skipped):
                    yield Path(path.origin), _UNREADABLE
                elif (state := _state(path)) is not None:
                    yield path, state


def _state(path: Path) -> _State | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None  # gone between two looks
    except OSError:
        return _UNREADABLE  # whoever takes it is told why
    return found.st_size, found.st_mtime_ns
