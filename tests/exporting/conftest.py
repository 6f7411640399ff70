"""The made record, its selection, and what a format writes of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.exporting import formats
from dateline.exporting.formats import Written
from dateline.exporting.selection import Selection
from dateline.recording import Record

from .made_record import make

Write = Callable[..., tuple[bytes, Written]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of `made_record` as a file."""
    return make(tmp_path_factory.mktemp("made") / "made.db")


@pytest.fixture
def selection(made: Path) -> Iterator[Selection]:
    """The made record at one moment."""
    with Record.open(made, create=False) as record, record.snapshot() as moment:
        yield Selection(moment)


@pytest.fixture
def written(made: Path) -> Iterator[Write]:
    """Writes the made record in a format; the bytes, and what was counted."""
    with Record.open(made, create=False) as record, record.snapshot() as moment:

        def write(name: str, table: str | None = None, ending: str | None = None) -> tuple[bytes, Written]:
            known = formats()[name]
            chosen = Selection(moment, table or (known.tables[0] if known.tables else ""))
            out = io.BytesIO()
            counted = known.files[ending or next(iter(known.files))](chosen, out)
            return out.getvalue(), counted

        yield write
