"""A page of the documentation taken apart: the files that it shows, and the commands with what they print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"

_FILE = re.compile(r"^`([\w./-]+)`:\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b([epsy])[0-9a-f]{16}\b")


@dataclass(frozen=True)
class Command:
    """What a reader is told to type, and the lines that he is told to see (None: the page leaves them out)."""

    words: tuple[str, ...]
    printed: str | None


def files(page: str) -> dict[str, str]:
    """Every file that a page shows, by name."""
    return dict(_FILE.findall(page))


def commands(page: str) -> Iterator[Command]:
    """The commands of a page in order."""
    for block in _CONSOLE.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            yield Command(tuple(shlex.split(line)), None if printed.strip() == "..." else printed)


def masked(printed: str) -> str:
    """Without ids, which are digests of the whole page, and without blanks at the ends of lines."""
    return "\n".join(_ID.sub(r"\1…", line).rstrip() for line in printed.strip().splitlines())
