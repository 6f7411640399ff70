"""The record that is served: read-only, one read transaction a page, and which version of it stands there now."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import RecordError, UsageError
from dateline.recording import Record
from dateline.serving import remembered, tallies
from dateline.serving.jobs import Job, Jobs, result_of
from dateline.serving.known import Known, hold, know

_WAITS = 3
_BRIEFS = 400  # remembered
_STEPS = 20_000  # instructions of SQLite between two looks at the clock


class AsksTooMuch(RecordError):
    """A page's questions take longer than they may."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The record as it stands at one moment, to be read by one page.

    `connection` is the one that `record` (a snapshot) reads by; `shelf` opens other moments, for long work.
    """

    record: Record
    connection: Connection
    shelf: Shelf


class Shelf:
    """Holds a record open for reading. Safe to be used by many threads."""

    def __init__(self, where: str | Path, *, seconds: float = 10.0, patience: float = 2.0) -> None:
        """Opens a record that is there. `seconds`: the longest that the questions of one page may take; `patience`: how
        long a page waits for the brief of its story, and twice as long for who is who.

        Raises NoRecord, NotARecord and RecordError.
        """
        self._record = Record(where, create=False, read_only=True)
        self._seconds, self.patience = seconds, patience
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self.jobs = Jobs(forget=_forget)
        self.briefs = Jobs(most=_BRIEFS)  # apart: a brief waits for no file, and is small enough to be remembered
        self._tallies, self._remembered = tallies.Tallies(), remembered.Remembered()
        self._facts = Jobs(at_once=1)  # apart: who is who waits for no file that somebody has written

    def folder(self) -> Path:
        """A folder for files that long work leaves; it goes with the server."""
        with self._lock:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="dateline-serve-", ignore_cleanup_errors=True)
            return Path(self._folder.name)

    @property
    def name(self) -> str:
        """The record's name for readers: not where it lies."""
        return Path(self._record.where.rpartition("/")[2] or "record").name

    def close(self) -> None:
        """Gives the connections back, and forgets what long work left."""
        self.jobs.close()
        self.briefs.close()
        with self._lock:
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._record.close()

    @contextmanager
    def moment(self, seconds: float | None = None) -> Iterator[Moment]:
        """The record as it stands now. Raises RecordError where its questions take longer than they may (`seconds`:
        other than a page's)."""
        with self._record.snapshot() as held, _hurry(held.reader, seconds or self._seconds):
            hold(held.reader, self._known)
            tallies.hold(held.reader, self._tallies)
            remembered.hold(held.reader, self._remembered)
            yield Moment(held, held.reader, self)

    def _known(self) -> Known:
        """Who is who, if it is found out soon enough: once a version of the record."""
        try:
            job = self._facts.ask(self.version(), lambda _: self._know())
        except UsageError:  # too much waits: the page is made with the names of the reports alone, and not kept
            return Known(ready=False)
        if not job.wait(2 * self.patience):
            return Known(ready=False)
        found = result_of(job)
        assert isinstance(found, Known)
        return found

    def _know(self) -> Known:
        with self._record.snapshot() as held:
            return know(held)

    def version(self) -> str:
        """What changes whenever somebody writes to the record, while this process runs."""
        with self._lock:
            if "://" in self._record.where:
                return self._server_version()
            if self._watch is None:
                address = f"file:{quote(str(Path(self._record.where).absolute()))}?mode=ro"
                self._watch = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
            try:
                (found,) = self._watch.execute("PRAGMA data_version").fetchone()
            except sqlite3.Error:  # a file that cannot be watched: then nothing is kept for longer than a second
                return f"at {time.monotonic():.0f}"
            return str(found)

    def version_at_hand(self) -> str | None:
        """The same where it can be told without waiting for anybody: of a record in a file."""
        return None if "://" in self._record.where else self.version()

    def _server_version(self) -> str:
        with self._record.snapshot() as held:
            return str(held.reader.scalar(text("SELECT txid_snapshot_xmax(txid_current_snapshot())")))


def _forget(job: Job) -> None:
    if hasattr(job.result, "forget"):
        job.result.forget()


@contextmanager
def _hurry(connection: Connection, seconds: float) -> Iterator[None]:
    """Stops the database where one page asks for too much: by the processor time of its thread, so that a busy machine
    changes no answer; and where it waits three times as long."""
    began, worked = time.monotonic(), time.thread_time()

    def is_over() -> bool:
        return time.thread_time() - worked > seconds or time.monotonic() - began > _WAITS * seconds

    try:
        with _limited(connection, seconds, is_over):
            yield
    except DBAPIError as error:
        if not is_over() and time.monotonic() - began < seconds:
            raise
        raise AsksTooMuch(
            f"this page asks the record for more than {seconds:g} seconds of work. Ask for less: add a word, a day "
            "or a type."
        ) from error


@contextmanager
def _limited(connection: Connection, seconds: float, is_over: Callable[[], bool]) -> Iterator[None]:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
        yield
        return
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.set_progress_handler(lambda: int(is_over()), _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, _STEPS)
