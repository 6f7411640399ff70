"""A headline or a sentence in hand: names alone are of no language, function words tell one."""

from __future__ import annotations

import pytest

from dateline.reading.masthead import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Macron met Scholz in Berlin.", "en"),
        ("Israel bombs Gaza", "en"),
        ("Russia strikes Odesa", "en"),
        ("Biden meets Xi in Lima", "en"),
        ("Macron trifft Scholz in Berlin und spricht mit ihm", "de"),
        ("Le président Macron a rencontré Scholz à Berlin.", "fr"),
        ("Xi bezoekt Moskou voor overleg met Poetin", "nl"),
        ("Il presidente incontra il papa a Roma", "it"),
        ("Путин встретил Лукашенко", "ru"),
    ],
)
def test_a_headline_is_in_the_coded_language_unless_it_says_otherwise(text: str, language: str) -> None:
    assert detect_language(text, ("en",)) == language
