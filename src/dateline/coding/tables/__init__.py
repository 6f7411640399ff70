"""The tables that coding reads: facts as tab-separated files beside this module, each with its source and licence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from dateline.tables import Row, shipped

FOLDER = Path(__file__).parent

# Letters that Unicode does not take apart into a base letter and a mark.
_UNMARKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


def table(name: str) -> Iterator[Row]:
    """The rows of a table of the package, by its name without the ending."""
    return shipped(__package__, f"{name}.tsv")


def fold_spelling(text: str) -> str:
    """Lower case without accents: what two spellings of one name share."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNMARKED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
