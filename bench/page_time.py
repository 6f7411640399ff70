"""python -m bench.page_time SOURCE... --flame FILE.svg: where the time of a page goes, from its bytes to the story.

All pages of the sources are read, parsed, coded, kept in a new record and linked, in one process. Processor time is
counted, not the clock, by who was at work at every thousandth of a second: each sample weighs what was used since the
one before. What is loaded once (weights, tables) is loaded before. The picture shows the same samples by module: below
each module what it called, as wide as the time that it took.
"""

from __future__ import annotations

import gc
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

import dateline
from bench.flame import draw
from bench.rooms import watched
from dateline import Page, pages
from dateline.recording import Record
from dateline.running import Settings, add, link

Path_ = tuple[str, ...]
"""Modules that were at work, the outermost first: each of ours, and the library that the last of them called."""

_OURS = Path(dateline.__file__).parent
_HERE = Settings(workers=0)
_PASSING = ("running", "model", "tables", "bench")
"""Floors that only hand a page on: what they call is told, not they."""
NETWORK = "onnxruntime"
LINKING = "link"


def modules_of(frame: FrameType | None) -> Path_:
    """The modules on the stack; "coding.events.acts", of a library its name alone."""
    found: list[str] = []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_OURS):
            name = ".".join(path.relative_to(_OURS).with_suffix("").parts).removesuffix(".__init__")
            if not found or found[-1] != name:
                found.append(name)
        elif not found and "site-packages" in path.parts:
            found.append(path.parts[path.parts.index("site-packages") + 1].removesuffix(".py"))
        frame = frame.f_back
    return tuple(reversed(found))


def room_of(path: Path_) -> str:
    """Whose time it is: "reading", "network", "parse", a room of coding, "recording", "linking"."""
    for module in path:
        floor, *rooms = module.split(".")
        if floor in _PASSING or module == "coding":
            continue
        if floor == "language":
            return "network" if path[-1] == NETWORK else "parse"
        return f"coding {rooms[0]}" if floor == "coding" else floor
    return "between"


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds by modules at work, of `reports` reports out of `pages` pages; linking apart from the rest."""

    pages: int
    reports: int
    adding: Mapping[Path_, float]
    linking: Mapping[Path_, float]

    @property
    def milliseconds(self) -> dict[str, float]:
        """Of each room, a report, the dearest first; what linking reads and writes is told apart from pages kept."""
        found: defaultdict[str, float] = defaultdict(float)
        for path, seconds in self.adding.items():
            found[room_of(path)] += 1000 * seconds / self.reports
        for path, seconds in self.linking.items():
            room = room_of(path)
            found[room if room == "linking" else "linking: the record"] += 1000 * seconds / self.reports
        return dict(sorted(found.items(), key=lambda one: -one[1]))

    @property
    def whole(self) -> dict[Path_, float]:
        """Milliseconds a report by modules, linking too."""
        found: defaultdict[Path_, float] = defaultdict(float)
        for path, seconds in (*self.adding.items(), *self.linking.items()):
            found[tuple(m for m in path if m.split(".")[0] not in _PASSING)] += 1000 * seconds / self.reports
        return dict(found)


def spend(given: Sequence[Page], folder: Path) -> Spent:
    """Takes the pages all the way into a record below `folder`. Raises ValueError where none is a report."""
    with Record(folder / "warm.db") as record:
        add(record, given[:3], _HERE)
    gc.collect()
    gc.freeze()  # as a worker does: what is loaded is not looked through again
    adding: dict[Path_, float] = {}
    linking: dict[Path_, float] = {}
    with Record(folder / "pages.db") as record:
        with watched(adding, modules_of):
            summary = add(record, given, _HERE, linking=False)
        with watched(linking, modules_of):
            link(record)
    if not summary.reports:
        raise ValueError("none of the pages is a report")
    return Spent(summary.pages, summary.reports, adding, linking)


def main(
    sources: Annotated[list[Path], typer.Argument(exists=True, help="Pages: files and folders, as dateline add.")],
    flame: Annotated[Path | None, typer.Option(help="Where to draw the picture.")] = None,
    every: Annotated[int, typer.Option(min=1, help="One page in so many is taken.")] = 1,
) -> None:
    """Print milliseconds of processor time a report, by room."""
    given = [page for source in sources for page in pages(source) if isinstance(page, Page)][::every]
    with tempfile.TemporaryDirectory() as folder:
        spent = spend(given, Path(folder))
    total = sum(spent.milliseconds.values())
    typer.echo(f"{spent.pages} pages, {spent.reports} reports: {total:.1f} ms a report, {1000 / total:.1f} a second")
    for room, used in spent.milliseconds.items():
        typer.echo(f"{room:<28}{used:8.1f} ms{used / total:8.1%}")
    if flame is not None:
        flame.write_text(draw(spent.whole, f"A page, from its bytes to the story: {total:.0f} ms"), "utf-8")


if __name__ == "__main__":
    typer.run(main)
