"""What can go wrong before a user's eyes: one hierarchy, and every message says what to do next.

Whatever else is raised is a fault of ours (ValueError, TypeError, KeyError) or of the disk (OSError).
"""

from __future__ import annotations


class DatelineError(Exception):
    """What a user can meet and mend. The message says what is wrong and what to do next."""


class UsageError(DatelineError):
    """A command was called with something that cannot be."""


class TableError(DatelineError, ValueError):
    """A table cannot be used; the message names the file, the line and what was expected there."""


class RunError(DatelineError):
    """A run cannot start or go on."""


class LanguageError(RunError):
    """The language pipeline cannot be loaded."""


class RecordError(DatelineError):
    """The record cannot do what was asked."""


class NoRecord(RecordError):
    """There is no record at this place."""


class NotARecord(RecordError):
    """The file or database holds something else, or a record of a version that this one does not know."""


class NotFound(RecordError):
    """Nothing in the record has this id."""


class Ambiguous(RecordError):
    """The start of an id fits several."""
