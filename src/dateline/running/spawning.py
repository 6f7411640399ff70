"""Worker processes that do not run the user's script again.

A process that is spawned imports the script that started it, under another name; a script without a guard
(`if __name__ == "__main__":`) would then start workers in each worker, and Python stops it with an error. Nothing that
our workers do stands in that script, so they are started as if there were none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock
from types import ModuleType

_ONE_AT_A_TIME = Lock()


class Worker(SpawnProcess):
    """A spawned process that knows no main script."""

    def start(self) -> None:
        """Starts it."""
        with _without_main():
            super().start()


class WorkerContext(SpawnContext):
    """Where pools take such processes from. A fork of a process with threads may hang, hence spawn."""

    Process = Worker


@contextmanager
def _without_main() -> Iterator[None]:
    """What multiprocessing tells a child of its parent's script is read off `sys.modules` while it starts."""
    with _ONE_AT_A_TIME:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script
