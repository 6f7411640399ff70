"""python -m bench.reading_speed FOLDER: HTML pages a second, ours beside trafilatura's, in one process.

Every page is read by each tool in turn before the next page, so that a busy machine slows all alike; processor time is
counted, not the clock. Ours gives the whole report (body, masthead, weighed date, language), trafilatura the body with
its metadata, in its fast and in its default mode. The ratio is ours by the other: above 1 ours is faster.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from trafilatura import bare_extraction

from dateline import Page, pages, read

OURS = "dateline"
_NAMES = b"<html><body><p>" + b"Tallinn Riga Vilnius Helsinki " * 40 + b"</p></body></html>"


def tools() -> dict[str, Callable[[Page], object]]:
    """What is timed, by name; each is given the page as delivered."""
    return {
        OURS: lambda page: read(page, languages=None),
        "trafilatura, fast": lambda page: bare_extraction(page.content, fast=True, with_metadata=True),
        "trafilatura, default": lambda page: bare_extraction(page.content, with_metadata=True),
    }


def seconds(timed: Mapping[str, Callable[[Page], object]], given: Sequence[Page], rounds: int = 1) -> dict[str, float]:
    """Processor seconds of each tool over all pages and rounds; two pages are read untimed, to load what is loaded once
    (the second has no plain language, so that the language detector loads too).
    """
    spent = dict.fromkeys(timed, 0.0)
    for tool in timed.values():
        tool(given[0])
        tool(Page(_NAMES, media="text/html"))
    for _ in range(rounds):
        for page in given:
            for name, tool in timed.items():
                start = time.process_time()
                tool(page)
                spent[name] += time.process_time() - start
    return spent


def main(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of .html or .html.gz pages.")],
    rounds: Annotated[int, typer.Option(min=1, help="How often all pages are read.")] = 3,
) -> None:
    """Print the pages a second of each tool, and how many times as fast ours is."""
    given = [page for page in pages(folder) if isinstance(page, Page) and page.media == "text/html"]
    if not given:
        raise typer.BadParameter(f"no HTML page in {folder}")
    spent = seconds(tools(), given, rounds)
    typer.echo(f"{len(given)} pages, {rounds} rounds, processor seconds of one core")
    for name, total in spent.items():
        rate = rounds * len(given) / total
        typer.echo(f"{name:<22}{rate:8.1f} pages/s   ours by this {total / spent[OURS]:5.2f}")


if __name__ == "__main__":
    typer.run(main)
