"""The noun phrase around a name: "the Court of Cassation in Egypt", "Turkey's Finance Ministry", "US singer X"."""

from __future__ import annotations

from collections.abc import Set

from dateline.language import Parse
from dateline.language.syntax.noun_phrases import core
from dateline.model import Span

_NAMING = frozenset(("flat", "appos"))
"""What ties a name to the description right before it."""

_ARTICLES = frozenset(("a", "an", "the"))
_FAR = 12  # words


def whole_phrase(parse: Parse, name: Span, after: Set[str]) -> Span | None:
    """The words of the phrase that a name heads or closes; None where the name is all of it.

    `after`: the prepositions behind the name whose words are part of it.
    """
    held = parse.covering(name.start, name.end)
    if not held:
        return None
    columns = parse.columns
    head = parse.doc[held.start : held.stop].root.i
    start, end = core(parse.doc, head)
    above = columns.head[head]
    if above < held.start and columns.dep[head].partition(":")[0] in _NAMING:
        before, over = core(parse.doc, above)
        if over >= held.start:  # nothing stands between
            start, end = before, max(end, over)
    behind = parse.columns.lower[held.stop : held.stop + 2]
    goes_on = end > held.stop and (behind[0] in after or (behind[0] == "," and behind[1] in after))
    start, end = min(start, held.start), end if goes_on else held.stop
    return None if (start, end) == (held.start, held.stop) else Span(parse.tokens[start].idx, parse.tokens[end - 1].end)


def renaming(parse: Parse, name: Span) -> Span | None:
    """What the words right behind a name call its bearer: "the Red Front, a rebel group in Peru"."""
    held = parse.covering(name.start, name.end)
    if not held or held.stop + 1 >= len(parse.tokens) or parse.columns.lower[held.stop] != ",":
        return None
    head = parse.doc[held.start : held.stop].root.i
    for at in range(held.stop + 1, min(len(parse.tokens), held.stop + _FAR)):
        if parse.columns.head[at] == head and parse.columns.dep[at].partition(":")[0] == "appos":
            start, end = core(parse.doc, at)
            if start == held.stop + 1 and parse.columns.lower[start] in _ARTICLES:
                return Span(parse.tokens[start].idx, parse.tokens[end - 1].end)
    return None
