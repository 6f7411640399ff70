"""Where coding spends its time: `python -m bench.rooms DOCS.jsonl [--limit N]`, lines of {id, text}.

Processor time of one core for `dateline.code` on reports that are read and parsed before, scaled to documents of 450
words, so that sets of long and of short texts compare; and the share of each room, by who was at work at every
thousandth of a second. A room is a folder or a file of `coding`, or what it calls of a floor below (`language/syntax`).
"""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TypeVar

from spacy.tokens import Doc

import dateline
from dateline import Page, Report, code, load, read

WORDS = 450
_OURS = Path(dateline.__file__).parent
_EVERY = 0.001
_ELSEWHERE = "elsewhere"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its parse."""

    report: Report
    doc: Doc


def parsed(path: Path, limit: int) -> list[Parsed]:
    """The documents of `path`, read and parsed; those that cannot be read are left out."""
    language, out = load(), []
    for line in path.read_text("utf-8").splitlines()[: limit or None]:
        row = json.loads(line)
        page = Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8", given_id=row["id"])
        report = read(page, as_is=True)
        if isinstance(report, Report):
            out.append(Parsed(report, language.parse(report.text, [part.span for part in report.parts])))
    return out


def room_of(frame: FrameType | None) -> str:
    """The room of the innermost call that is ours: "coding/events", "coding/quotes", "language/syntax"."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_OURS):
            return "/".join(path.relative_to(_OURS).with_suffix("").parts[:2])
        frame = frame.f_back
    return _ELSEWHERE


@contextmanager
def watched(spent: dict[T, float], who: Callable[[FrameType | None], T]) -> Iterator[None]:
    """Adds the processor seconds of what runs inside to `spent`, by `who` is at work. On the main thread only."""
    last = time.process_time()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        found = who(frame)
        spent[found] = spent.get(found, 0.0) + now - last
        last = now

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def paces(docs: Sequence[Parsed]) -> dict[str, float]:
    """Documents of 450 words a second, then the share of every room, the largest first."""
    code(docs[0].report, docs[0].doc)  # tables are loaded once
    began = time.process_time()
    for one in docs:
        code(one.report, one.doc)
    rate = sum(len(one.report.text.split()) for one in docs) / WORDS / (time.process_time() - began)
    spent: dict[str, float] = {}
    with watched(spent, room_of):
        for one in docs:
            code(one.report, one.doc)
    whole, largest = sum(spent.values()), sorted(spent.items(), key=lambda one: (-one[1], one[0]))
    return {"documents/s": round(rate, 1)} | {room: round(used / whole, 3) for room, used in largest}


def main() -> None:
    """Print one line of figures. Exits with a message where nothing could be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="documents taken, 0: all")
    args = parser.parse_args()
    docs = parsed(args.docs, args.limit)
    if not docs:
        parser.error(f"no documents in {args.docs} that could be read")
    print(json.dumps(paces(docs)))


if __name__ == "__main__":
    main()
