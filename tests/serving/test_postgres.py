"""The pages over a record in PostgreSQL say what they say over the same record in a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from ..exporting.made_record import make
from .conftest import client
from .test_pages import ADDRESSES, json_of

SERVER = os.environ.get("DATELINE_POSTGRES")
if not SERVER:
    pytest.skip("DATELINE_POSTGRES names no PostgreSQL server to test with", allow_module_level=True)
psycopg = pytest.importorskip("psycopg", reason="needs the driver: pip install 'dateline[postgres]'")


@pytest.fixture(scope="module")
def on_server() -> Iterator[str]:
    """The made record in a schema of its own."""
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS dateline_served CASCADE")
        connection.execute("CREATE SCHEMA dateline_served")
    address = f"{SERVER}?options=-csearch_path%3Ddateline_served"
    make(cast(Path, address))
    yield address
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute("DROP SCHEMA dateline_served CASCADE")


def test_every_page_says_the_same(on_server: str, made: Path) -> None:
    with client(made) as file, client(cast(Path, on_server)) as server:
        for address in ADDRESSES:
            one, other = file.get(json_of(address)), server.get(json_of(address))
            assert other.status_code == 200, (address, other.text)
            assert other.json() == one.json(), address
            assert server.get(address).status_code == 200
        assert (
            server.get("/download?rows=events&told=denied").text == file.get("/download?rows=events&told=denied").text
        )


def test_the_server_refuses_to_be_written(on_server: str) -> None:
    from dateline.errors import RecordError
    from dateline.recording import Record

    with Record(on_server, read_only=True) as record, pytest.raises(RecordError):
        record.replace_stories([])
