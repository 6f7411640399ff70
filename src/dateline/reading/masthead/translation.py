"""Signs that a text was translated: its translator's brackets, and days as other languages print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.reading.lines.calendar_words import WEEKDAY_NAMES
from dateline.reading.lines.page_words import any_of

_SIGNS = (
    re.compile(rf"\b(?:{'|'.join(WEEKDAY_NAMES)}) \((?:0?[1-9]|[12]\d|3[01])\)"),
    re.compile(rf"\[{any_of('foreign particle')}(?: [^\W\d_]+){{0,3}}\]"),
)


def signs_of_translation(text: str, language: str) -> Iterator[str]:
    """A note for an English text that shows such a sign: "[do Norte]" behind a name, "this Friday (15)"."""
    if language != "en":
        return
    words = [found[0] for sign in _SIGNS if (found := sign.search(text)) is not None]
    if words:
        yield f"signs of a translation: {', '.join(words)}"
