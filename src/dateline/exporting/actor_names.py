"""One name for one person or body over all pages, for formats whose entities have ids of their own."""

from __future__ import annotations

from dateline.coding.actor_keys import actor_key
from dateline.model import Actor, content_id

_SURE = 0.5
"""Who has a key less sure (one word without a state) is one only within a report: two pages may mean two."""


def actor_name(actor: Actor, report: str) -> str:
    """A name made of content alone, a letter and digits; "" for one who is only described."""
    key = actor_key(actor)
    return content_id("a", key.value, None if key.sure >= _SURE else report) if key.value else ""
