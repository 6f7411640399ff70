"""A record that is open: the file or server behind it, how it is read and written, and how one moment of it is held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from dateline.recording.database_errors import explain_errors
from dateline.recording.engine import engine_for
from dateline.recording.opening import reading, reading_one_moment, settle, writing


class OpenRecord:
    """What is open of a record. Use it with `with`, or close it."""

    def __init__(self, where: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        """Opens the record in a file (SQLite) or behind a postgresql:// URL; makes it if `create` and it is new.

        One that an older Dateline made is brought up to date; if `read_only` the database refuses every write, and such
        a record is refused too. Raises NoRecord if there is none and `create` is false,
        NotARecord if something else stands there or a newer Dateline made it, RecordError if it cannot be opened.
        """
        self._engine, self.where = engine_for(where, create=create and not read_only, read_only=read_only)
        self._moment: Connection | None = None  # what a snapshot reads by
        try:
            settle(self._engine, self.where, create=create, read_only=read_only)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """The same as `Record(where)`, by its verb."""
        return cls(where, create=create)

    def close(self) -> None:
        """Gives the connections back. What was added is on the disk already."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """The record as it stands now, to be read only: whatever others add or link meanwhile, it stays that of one
        moment. Other processes are not kept from writing.
        """
        with reading_one_moment(self._engine, self.where) as connection:
            held = copy(self)
            held._moment = connection
            yield held

    @property
    def reader(self) -> Connection:
        """What a snapshot reads by: for questions to the columns that no method asks. Raises ValueError elsewhere."""
        if self._moment is None:
            raise ValueError("only a snapshot of a record has one connection. Write: with record.snapshot() as moment")
        return self._moment

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._moment is not None:
            with explain_errors(self.where):
                yield self._moment
            return
        with reading(self._engine, self.where) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with writing(self._engine, self.where) as connection:
            yield connection
