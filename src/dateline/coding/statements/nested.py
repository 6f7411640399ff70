"""Quotations inside a quotation: '"He told me, 'I saw it,'" she said' has two speakers, and "I" is the inner one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.coding.cues import cues
from dateline.coding.quotes import Quote, find_inner_quotes
from dateline.coding.statements.attribution import Attribution, AttributionContext
from dateline.coding.statements.reported import find_reported
from dateline.coding.statements.speech import find_speech_within


def find_nested(ground: AttributionContext) -> tuple[Attribution, ...]:
    """The attributions of what is quoted within quotations: by a verb beside it, else by one that takes it as its
    clause ("he said 'we did it' and left")."""
    return tuple(found for quote in ground.quotes for found in _find_within(ground, quote))


def _can_quote(ground: AttributionContext, cue: int | None) -> bool:
    """Whether the verb is one that brings quotations: "said", not "requires"."""
    predicate = ground.parse.by_head.get(cue) if cue is not None else None
    row = cues().get((predicate.lemma, "verb")) if predicate is not None else None
    return row is not None and "quote" in row.frames


def _find_within(ground: AttributionContext, quote: Quote) -> Iterator[Attribution]:
    inner = find_inner_quotes(ground.report.text, quote)
    if not inner:
        return
    within = ground.within(quote, inner)
    spoken = find_speech_within(within, quote.inner)
    yield from spoken
    left = [one for one in inner if not any(c.overlaps(one.inner) for found in spoken for c in found.content)]
    for found in find_reported(within) if left else ():
        if found.cue is None or found.source is None or not quote.inner.contains(found.cue):
            continue
        if found.frame != "clause" or not _can_quote(within, found.cue_token):
            continue
        content = tuple(one.inner for one in left if any(c.overlaps(one.inner) for c in found.content))
        if content:
            yield replace(found, content=content, quotation="direct", frame="quote")
