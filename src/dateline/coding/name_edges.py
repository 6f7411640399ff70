"""Where a description ends: a day before it, and what is done to whom it describes behind it, are no part of its name.

"In 1994 magistrates of the town" are magistrates of the town, "this year's honorary marshal" is the honorary marshal,
and in "sentenced a man of 31 to two years" the man is not one "to two years".
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.entities.name_words import name_words
from dateline.language import Parse
from dateline.model import Span

_NAMING = frozenset(("NOUN", "PROPN", "NUM"))


def trim(parse: Parse, days: Sequence[Span], start: int, end: int, head: int) -> tuple[int, int]:
    """Tokens [start, end) of a description without what is no part of it; its `head` always is."""
    return _begin(parse, days, start, head), _end(parse, end, head)


def _begin(parse: Parse, days: Sequence[Span], start: int, head: int) -> int:
    """Behind a time that opens the phrase, with its preposition or article before it and its genitive behind it."""
    tokens = parse.tokens
    at = start
    while at < head and tokens[at].pos_ in ("ADP", "DET"):
        at += 1
    day = next((d for d in days if d.start <= tokens[at].idx < d.end and d.end <= tokens[head].idx), None)
    if day is None:
        return start
    while at < head and (tokens[at].idx < day.end or tokens[at].tag_ in ("POS", ",")):
        at += 1
    return at


def _end(parse: Parse, end: int, head: int) -> int:
    """Before "to" behind a noun, unless it is one of which "to" says more; "forces loyal to the king" are whole."""
    tokens = parse.tokens
    if tokens[head].lemma_.lower() in name_words().towards:
        return end
    opens = (at for at in range(head + 1, end) if tokens[at].lower_ == "to" and tokens[at].pos_ == "ADP")
    return next((at for at in opens if tokens[at - 1].pos_ in _NAMING), end)
