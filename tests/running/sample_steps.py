"""A pipeline small enough to see through: a page of words becomes a report with one statement; some words misbehave."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.model import Actor, Coding, Event, Factuality, Page, Part, Report, Skipped, Span, Statement, content_id
from dateline.recording import Record
from dateline.running import Limits, Outcome, Settings, add

QUICK = Settings(coding=False, workers=2)
"""Two workers that load no language."""


def step(page: Page, _: Settings) -> Outcome:
    """One report a page, or what its first word asks for."""
    text = page.content.decode("utf-8")
    first = text.split()[0]
    if first == "spin":
        while True:
            pass
    if first == "sleep":
        time.sleep(60)
    if first == "die":
        os._exit(7)
    if first == "crash":
        ctypes.string_at(0)
    if first == "eat":
        return Outcome(page, Skipped(page.id, f"ate {len(bytearray(2_000_000_000))} bytes"))
    if first == "halting":
        for _turn in range(20):
            _work(0.03)
            time.sleep(0.06)
    if first == "who":
        return coded(page, f"process {os.getpid()}")
    if first == "slow":
        time.sleep(0.02)
    if first == "skip":
        return Outcome(page, Skipped(page.id, "asked to be skipped", origin=page.origin))
    return coded(page, text)


def _work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def coded(page: Page, text: str) -> Outcome:
    """The first word says the rest."""
    first, rest = Span(0, text.index(" ")), Span(text.index(" ") + 1, len(text))
    speaker = Actor(first.cut(text), first)
    said = Statement(content_id("s", page.id), (rest,), "indirect", "says", speaker)
    event = Event(content_id("e", page.id), "CONSULT", rest, first, Factuality("happened", 3.0), (speaker,))
    report = Report(page.id, text, (Part("paragraph", Span(0, len(text))),), origin=page.origin)
    return Outcome(page, report, Coding(page.id, statements=(said,), events=(event,)))


def pages(*texts: str) -> Iterator[Page]:
    """The texts as pages."""
    return (Page(text.encode("utf-8"), origin=f"{n}.txt") for n, text in enumerate(texts))


def many(number: int, first: str = "page") -> tuple[str, ...]:
    """Texts with that first word, and every fifth to be skipped."""
    return tuple(f"{first} number {n}" if n % 5 else f"skip number {n}" for n in range(number))


def main() -> None:
    """Adds many pages to the record named on the command line, one character a page on standard output."""
    settings = Settings(coding=False, workers=2, limits=Limits(seconds=20))
    with Record.open(Path(sys.argv[1])) as record:
        add(record, pages(*many(int(sys.argv[2]), "slow")), settings, heard, linking=False, step=step)


def heard() -> None:
    """Says that a page is kept."""
    os.write(1, b".")


if __name__ == "__main__":
    main()
