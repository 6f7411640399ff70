"""Proof as linked data (JSON-LD): where the words stand (`web_annotation`), and what comes from what (`prov`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

import msgspec

BASE = "urn:dateline:"
"""What ids of ours stand behind: urn:dateline:report:p0123..."""
TERMS = "urn:dateline:terms:"
"""What names of ours stand behind, for which no vocabulary has one."""


def urn(kind: str, *names: str) -> str:
    """The name of one of ours as an IRI: urn:dateline:event:e0123..."""
    return f"{BASE}{kind}:{':'.join(names)}"


def write_items(out: TextIO, items: Iterable[object]) -> int:
    """Writes the items of a JSON array, one a line, without the brackets; their number."""
    number = 0
    for item in items:
        out.write(("," if number else "") + "\n" + dump(item))
        number += 1
    return number


def dump(value: object) -> str:
    """A value as JSON on one line."""
    return msgspec.json.encode(value).decode("utf-8")


def without_empty(pairs: Iterable[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    """The pairs that say something."""
    return ((name, value) for name, value in pairs if value not in (None, "", [], ()))
