"""Closed classes of words that tell what a line is: tables/page_words.tsv, as words or as one pattern."""

from __future__ import annotations

from functools import cache

from dateline.reading.tables import rows


@cache
def _classes() -> dict[str, str]:
    return {row["class"]: row["words"] for row in rows("page_words.tsv", "class", "words")}


def words_of(name: str) -> tuple[str, ...]:
    """The words of a class, in the order of the table. Raises KeyError where the table has no such class."""
    return tuple(_classes()[name].split("|"))


def any_of(name: str) -> str:
    """The words of a class as one alternative of a regular expression. Raises KeyError as `words_of`."""
    return f"(?:{_classes()[name]})"
