"""One JSON text for one value: what the record keeps beside its columns, so that equal values come out again."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> str:
    """The canonical JSON of a value of the model: fields in the order of the class, no blanks, UTF-8 unescaped.

    Raises UnicodeEncodeError if a string holds half of a surrogate pair.
    """
    return msgspec.json.encode(value).decode("utf-8")


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The value of `kind` whose canonical JSON is `text`. Raises msgspec.ValidationError if it is none."""
    return msgspec.json.decode(text, type=kind)
