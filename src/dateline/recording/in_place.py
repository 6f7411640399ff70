"""A record of a schema to which tables were only added gets them where it stands: in a transaction, without a copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from dateline.recording import schema


def add_tables(connection: Connection, version: int) -> bool:
    """Adds what a record of this schema lacks, and whether that is all; False where its tables are others."""
    if version not in _STEPS:
        return False
    for step in range(version, schema.SCHEMA):
        _STEPS[step](connection)
    return True


def _to_6(connection: Connection) -> None:
    """Room for briefs: `dateline link` puts them there."""
    schema.briefs.create(connection)


def _to_7(connection: Connection) -> None:
    """Room for the figures of texts: the next linking reads them, some at a time."""
    schema.figures.create(connection)


_STEPS: Mapping[int, Callable[[Connection], None]] = MappingProxyType({5: _to_6, 6: _to_7})
"""Schema → what makes the next one of it."""
