"""A server for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("httpcore2", reason="watching needs the extra 'watch'")
pytest.importorskip("protego", reason="watching needs the extra 'watch'")

from .server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A server of our own."""
    with serving() as running:
        yield running
