"""The progress bar: pages, pages a second, time; silent where nobody watches."""

from __future__ import annotations

import time
from collections.abc import Iterator
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

    def page(self) -> None:
        """One page more."""
        self.pages += 1
        self.last = time.monotonic()
        self.progress.update(self.task, completed=self.pages, rate=f"{self.pages_a_second:.1f} pages/s")

    def phase(self, words: str) -> None:
        """Says what goes on now."""
        self.progress.update(self.task, description=words)

    @property
    def pages_a_second(self) -> float:
        """Up to the last page, the start of the workers included."""
        return self.pages / (self.last - self.started) if self.pages and self.last > self.started else 0.0


@contextmanager
def counting() -> Iterator[Counting]:
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
