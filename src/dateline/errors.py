"""What can go wrong before a user's eyes: one hierarchy, and every message says what to do next."""

from __future__ import annotations


class DatelineError(Exception):
    """What a user can meet and mend. The message is one sentence on what is wrong and one on what to do next.

    Whatever else is raised is a fault of ours, or of the disk (OSError).
    """


class TableError(DatelineError, ValueError):
    """A table cannot be used; the message names the file, the line and what was expected there."""
