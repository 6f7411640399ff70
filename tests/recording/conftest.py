"""Where records are kept in these tests: a file, and PostgreSQL where there is a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a new record: a file, and a schema of its own on a server if DATELINE_POSTGRES names one."""
    if request.param == "sqlite":
        yield str(tmp_path / "record.db")
        return
    server = os.environ.get("DATELINE_POSTGRES")
    if not server:
        pytest.skip("DATELINE_POSTGRES names no PostgreSQL server to test with")
    psycopg = pytest.importorskip("psycopg", reason="needs the driver: pip install 'dateline[postgres]'")
    with psycopg.connect(server, autocommit=True) as connection:
        for (schema,) in connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'dateline_test%'"
        ).fetchall():
            connection.execute(f"DROP SCHEMA {schema} CASCADE")
        connection.execute("CREATE SCHEMA dateline_test")
    yield f"{server}?options=-csearch_path%3Ddateline_test"
