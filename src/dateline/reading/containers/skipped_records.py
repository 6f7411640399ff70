"""What a source lost: a record that gave no page, as a Skipped that says where and why."""

from __future__ import annotations

from dateline.model import Skipped, content_id
from dateline.reading.containers.ways import printable


def skip_record(
    origin: str, reason: str, detail: str, address: str | None = None, given_id: str | None = None
) -> Skipped:
    """A record that gave no page. Its id is made of where and why, for there is no page to hash."""
    origin, detail = printable(origin), printable(detail)
    address, given_id = (None if words is None else printable(words) for words in (address, given_id))
    return Skipped(content_id("p", origin, reason, detail), reason, detail, origin, given_id, address)


def plain_reason(error: Exception) -> str:
    """An error in words, without the path of this machine that errors of the disk name."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
