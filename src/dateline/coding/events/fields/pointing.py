"""How far a clause that points back stands behind the deed that it means."""

from __future__ import annotations

from dateline.coding.events.context import EventContext


def sentences_back(context: EventContext, here: int, token: int) -> int | None:
    """Sentences by which the one of `token` stands before that of `here`: 0 in the same, None where it is behind."""
    of = context.parse.sentences
    if of[token].start > of[here].start:
        return None
    return len({of[at].start for at in range(token, max(token, here) + 1)}) - 1
