"""The progress bar: how much of the sources is read, which of them, pages, pages a second, time to go; silent where
nobody watches.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from dateline.cli.printing import Plain, harmless
from dateline.reading.containers import files_in


@dataclass
class Counting:
    """Counts pages and the bytes of the files that they come from, and shows them. Pages are read some way ahead of
    what is done with them: each carries the place where it was found, and the bar stands where the last one done lay.
    """

    progress: Progress
    task: TaskID
    started: float
    whole: int = 0
    pages: int = 0
    last: float = 0.0
    linking: float | None = None
    linked: float | None = None
    left: Counter[str] = field(default_factory=Counter)
    _path: Path | None = None
    _before: int = 0
    _here: int = 0
    _found: deque[tuple[int, str]] = field(default_factory=deque)
    _done: tuple[int, str] = (0, "")

    def found(self) -> None:
        """One page more was found, at the place that was told last."""
        name = harmless(self._path.name)[-40:] if self._path else "standard input"
        self._found.append((self._before + self._here, name))

    def page(self) -> None:
        """One page more is done."""
        self.pages += 1
        self._done = self._found.popleft() if self._found else self._done
        self.last = time.monotonic()
        self._show()

    def reading(self, path: Path, place: int) -> None:
        """So many bytes of this file were read."""
        if path != self._path:
            self._before += self._size() if self._path is not None else 0
            self._path = path
        self._here = place

    def left_alone(self, path: Path) -> None:
        """A file of a folder that holds no pages."""
        self.left[path.suffix.lower() or "no ending"] += 1
        with suppress(OSError):
            self._before += path.stat().st_size

    def phase(self, words: str) -> None:
        """Says what goes on now, after the last page."""
        self.linking = time.monotonic()
        self.progress.update(self.task, description=f"{words} {self.pages:,} pages and what was there", total=None)

    def end(self) -> None:
        """Nothing goes on any more."""
        self.linked = time.monotonic()

    def _size(self) -> int:
        try:
            return self._path.stat().st_size if self._path else 0
        except OSError:
            return 0

    def _show(self) -> None:
        place, name = self._done
        self.progress.update(
            self.task,
            description=f"Reading and coding {name}",
            completed=min(place, self.whole) if self.whole else None,
            pages=f"{self.pages:,} pages",
            rate=f"{self.pages_a_second:.1f} pages/s",
        )

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    @property
    def pages_a_second(self) -> float:
        """Up to the last page, the start of the workers included."""
        return self.pages / (self.last - self.started) if self.pages and self.last > self.started else 0.0

    def cost(self) -> str:
        """Speed and memory in words."""
        words = [f"{self.pages_a_second:.1f} pages/s"] if self.pages else []
        if self.linking is not None:
            words.append(f"linked in {(self.linked or time.monotonic()) - self.linking:.1f} s")
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
def count_pages(whole: Callable[[], int] = lambda: 0, *, quiet: bool = False) -> Iterator[Counting]:
    """A bar on standard error while pages are counted; nothing where that, or standard output, is no terminal, or where
    quiet was asked for. `whole`: gives the bytes of all sources, 0 where nobody can know; asked only for a bar.
    """
    console = Plain(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(pulse_style="cyan"),
        TaskProgressColumn(),
        TextColumn("{task.fields[pages]}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    seen = console.is_terminal and Plain().is_terminal and not quiet
    with Progress(*columns, console=console, disable=not seen, transient=True) as progress:
        size = whole() if seen else 0
        task = progress.add_task("Loading the language", total=size or None, rate="", pages="")
        yield Counting(progress, task, time.monotonic(), size)


def size_of(sources: Iterable[str]) -> int:
    """The bytes of all files of these sources; 0 where one of them is standard input or a pipe."""
    whole = 0
    for source in sources:
        path = Path(source)
        if source == "-" or not (path.is_file() or path.is_dir()):
            return 0
        for one in files_in(path) if path.is_dir() else (path,):
            with suppress(OSError):
                whole += one.stat().st_size if isinstance(one, Path) else 0
    return whole


_PATIENCE = 2.0
"""Seconds that pass before a bar is worth looking at."""


@contextmanager
def count_reports(what: str) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how many reports are read of how many: a bar on standard error after two seconds.

    Nothing is shown where that, or standard output, is no terminal.
    """
    with _count(f"Writing {what}", "reports") as read:
        yield read


@contextmanager
def count_briefs() -> Iterator[Callable[[int, int], None]]:
    """The same for briefs that are put together."""
    with _count("Putting briefs together", "stories") as made:
        yield made


@contextmanager
def _count(doing: str, of: str) -> Iterator[Callable[[int, int], None]]:
    console = Plain(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} of {task.total:,} " + of),
        TimeElapsedColumn(),
    )
    if not (console.is_terminal and Plain().is_terminal):
        yield lambda _done, _whole: None
        return
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=0, visible=False)
        started = time.monotonic()

        def read(done: int, whole: int) -> None:
            late = time.monotonic() - started > _PATIENCE
            progress.update(task, completed=done, total=whole, visible=late)

        yield read
