"""The tables that coding reads: facts as tab-separated files beside this module, each with its source and licence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent

# Letters that Unicode does not take apart into a base letter and a mark.
_UNMARKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


class TableError(ValueError):
    """A row of a user's table that cannot be used; the message names the file, the line and what was expected there."""


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table with a header line; lines that begin with # are remarks.

    Raises ValueError where a row has more or fewer fields than the header, naming file and line.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        lines = ((number, line) for number, line in enumerate(handle, 1) if not line.startswith("#") and line.strip())
        header = next(lines)[1].rstrip("\r\n").split("\t")
        for number, line in lines:
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) != len(header):
                raise ValueError(f"{path.name}, line {number}: {len(fields)} fields, the header has {len(header)}")
            yield dict(zip(header, fields, strict=True))


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the package, by its name without the ending."""
    return rows(FOLDER / f"{name}.tsv")


def listed(field: str) -> tuple[str, ...]:
    """The items of a field that is divided by |."""
    return tuple(item for item in field.split("|") if item)


def bare(text: str) -> str:
    """Lower case without accents: what two spellings of one name share."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNMARKED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
