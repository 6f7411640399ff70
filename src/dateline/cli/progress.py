"""The progress bar: pages, pages a second, time; silent where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


@dataclass
class Counting:
    """Counts pages and shows them."""

    progress: Progress
    task: TaskID
    started: float
    pages: int = 0
    last: float = 0.0
    linking: float | None = None

    def page(self) -> None:
        """One page more."""
        self.pages += 1
        self.last = time.monotonic()
        self.progress.update(self.task, completed=self.pages, rate=f"{self.pages_a_second:.1f} pages/s")

    def phase(self, words: str) -> None:
        """Says what goes on now, after the last page."""
        self.linking = time.monotonic()
        self.progress.update(self.task, description=words)

    @property
    def pages_a_second(self) -> float:
        """Up to the last page, the start of the workers included."""
        return self.pages / (self.last - self.started) if self.pages and self.last > self.started else 0.0

    def cost(self) -> str:
        """Speed and memory in words."""
        words = [f"{self.pages_a_second:.1f} pages/s"] if self.pages else []
        if self.linking is not None:
            words.append(f"linked in {time.monotonic() - self.linking:.1f} s")
        return "; ".join((*words, *_memory()))


def _memory() -> Iterator[str]:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    unit = 2**20 if sys.platform == "darwin" else 2**10
    here, worker = (
        resource.getrusage(who).ru_maxrss // unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    yield f"peak memory {here} MB" + (f", {worker} MB in a worker" if worker else "")


@contextmanager
def count_pages() -> Iterator[Counting]:
    """A bar on standard error while pages are counted; nothing where that, or standard output, is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(pulse_style="cyan"),
        TextColumn("{task.completed:,} pages"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    seen = console.is_terminal and Console().is_terminal
    with Progress(*columns, console=console, disable=not seen, transient=True) as progress:
        task = progress.add_task("Reading and coding", total=None, rate="")
        yield Counting(progress, task, time.monotonic())


_PATIENCE = 2.0
"""Seconds that pass before a bar is worth looking at."""


@contextmanager
def count_reports(what: str) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how many reports are read of how many: a bar on standard error after two seconds.

    Nothing is shown where that, or standard output, is no terminal.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} of {task.total:,} reports"),
        TimeElapsedColumn(),
    )
    if not (console.is_terminal and Console().is_terminal):
        yield lambda _done, _whole: None
        return
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(f"Writing {what}", total=0, visible=False)
        started = time.monotonic()

        def read(done: int, whole: int) -> None:
            late = time.monotonic() - started > _PATIENCE
            progress.update(task, completed=done, total=whole, visible=late)

        yield read
