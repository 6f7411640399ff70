"""The closed classes of words: each is asked for somewhere, and a class that is not there is named, not passed over."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.reading.lines.page_words import any_of, words_of

ROOMS = Path(str(files("dateline.reading")))


def test_every_class_of_the_table_is_asked_for() -> None:
    lines = (ROOMS / "tables" / "page_words.tsv").read_text("utf-8").splitlines()
    classes = {line.split("\t")[0] for line in lines if line and not line.startswith("#")}
    code = "".join(path.read_text("utf-8") for path in ROOMS.rglob("*.py"))
    asked = set(re.findall(r"(?:any_of|words_of)\(['\"]([^'\"]+)['\"]\)", code))
    assert classes == asked


def test_a_class_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="no such class"):
        words_of("no such class")


def test_a_class_is_one_alternative_of_a_larger_pattern() -> None:
    assert re.fullmatch(f"{any_of('source leads')} Tallinn", "via Tallinn") is not None
    assert re.fullmatch(f"{any_of('source leads')} Tallinn", "from") is None
