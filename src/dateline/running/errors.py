"""Why a run stops."""

from __future__ import annotations


class RunError(Exception):
    """The run cannot start (no such language pipeline, for instance); the message says what to do next."""
