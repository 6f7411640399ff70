"""When to ask again: pure functions of what was answered. Times are seconds, as `time.time` has them."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

TRIES = 6
"""So often a page is asked for before it is given up."""
_FIRST, _LONGEST = 60.0, 86_400.0


def retry_after(value: str | None, now: float) -> float:
    """Seconds that a Retry-After asks to wait, as a number or a date (RFC 9110, 10.2.3); 0 where it says nothing, a
    day at most."""
    words = (value or "").strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:9]), _LONGEST)
    try:
        return min(max(0.0, parsedate_to_datetime(words).timestamp() - now), _LONGEST)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def back_off(failures: int, asked: float = 0.0) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time, and never less than was asked for."""
    return max(asked, min(_FIRST * 2.0 ** min(failures - 1, 20), _LONGEST))
