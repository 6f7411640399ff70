"""Function words hold sentences together: their share tells prose from menus, and one language from others."""

from __future__ import annotations

from functools import cache

from dateline.reading.tables import rows


@cache
def function_words_by_language() -> tuple[tuple[str, frozenset[str]], ...]:
    """The table, a row a language (ISO 639-1)."""
    return tuple((code, frozenset(words.split())) for code, words in rows("function_words.tsv", "language", "words"))


@cache
def function_words() -> frozenset[str]:
    """The function words of all languages of the table."""
    return frozenset().union(*(words for _, words in function_words_by_language()))
