"""A disk that is full at the last step of carrying an older record over is told in words, as at every other step."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RecordError
from dateline.recording import Record

from .older_records import older_file


class _Full(sqlite3.Connection):
    """A file that cannot go back to its log, since the disk is full."""

    def execute(self, question: str, *given: Any) -> sqlite3.Cursor:
        if question == "PRAGMA journal_mode = WAL":
            raise sqlite3.OperationalError("database or disk is full")
        return super().execute(question, *given)


def test_a_full_disk_while_room_is_given_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = older_file(tmp_path / "record.db", 1)
    real = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *given, **how: real(*given, factory=_Full, **how))
        with pytest.raises(RecordError, match="database or disk is full"):
            Record.open(where, create=False)
    with Record.open(where, create=False) as record:
        assert list(record.verify()) == []
        assert list(record.coded())
