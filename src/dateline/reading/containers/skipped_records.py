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


def plain_reason(error: BaseException) -> str:
    """An error in words, without the path of this machine that errors of the disk name and without its class."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or ("it ends too early" if isinstance(error, EOFError) else "it cannot be read")
