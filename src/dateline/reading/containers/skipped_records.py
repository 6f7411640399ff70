"""What a source lost: a record that gave no page, as a Skipped that says where and why."""

from __future__ import annotations

from dateline.model import Skipped, content_id


def skip_record(
    origin: str, reason: str, detail: str, address: str | None = None, given_id: str | None = None
) -> Skipped:
    """A record that gave no page. Its id is made of where and why, for there is no page to hash."""
    return Skipped(content_id("p", origin, reason, detail), reason, detail, origin, given_id, address)
