"""What the tests of coding share: the shipped pipeline, loaded once."""

from __future__ import annotations

import pytest

from dateline.language import Language, load


@pytest.fixture(scope="session")
def language() -> Language:
    return load()
