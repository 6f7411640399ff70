"""Servers over small records: the made one, an empty one, and one with hostile words in every field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="serving needs the extra 'serve'")

from starlette.testclient import TestClient

from dateline.recording import Record
from dateline.serving.app import application
from dateline.serving.settings import Settings

from ..exporting.made_record import make
from .hostile_record import make_hostile

HOST = "http://127.0.0.1"


PATIENCE = 120.0
"""Seconds that the pages of the tests wait for a brief and for who is who: as long as a busy machine takes for them."""


def client(record: Path, settings: Settings = Settings(patience=PATIENCE)) -> TestClient:  # noqa: B008 - a frozen value
    """What asks a server over a record."""
    return TestClient(application(record, settings), base_url=HOST, follow_redirects=False)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made record as a file."""
    return make(tmp_path_factory.mktemp("served") / "made.db")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record without a page."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with Record.open(path):
        pass
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made record with hostile words in every field that comes from a page."""
    return make_hostile(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture(scope="module")
def served(made: Path) -> Iterator[TestClient]:
    """A server over the made record."""
    with client(made) as asking:
        yield asking
