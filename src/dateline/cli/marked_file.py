"""Outcomes as one HTML file on their way to the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.cli.replacing import replacing_file
from dateline.exporting import marked
from dateline.model import Report
from dateline.running import Outcome


def marking(outcomes: Iterable[Outcome], path: Path) -> Iterator[Outcome]:
    """The outcomes as they come; each is written to `path`, which is in its place when the last has come.

    Raises UsageError if a record or a folder stands there.
    """
    with replacing_file(path) as file:
        for place, outcome in enumerate(outcomes, 1):
            result = outcome.result
            if place == 1:
                title = (result.title if isinstance(result, Report) else None) or result.origin or result.id
                file.write(marked.head(title).encode())
            if isinstance(result, Report):
                file.write(marked.article(result, outcome.coding, place).encode())
            else:
                file.write(marked.skipped_article(result).encode())
            yield outcome
        file.write(marked.foot().encode())
    print(f"Written: {path}", file=sys.stderr)
