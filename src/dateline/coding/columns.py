"""Columns of a `Doc`: one attribute of all its tokens at once. Asking token by token costs ten times as much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, Literal, cast

from spacy.tokens import Doc

from dateline.language.plain import columns, sentences

__all__ = ["Attribute", "column", "covered", "offsets", "sentences"]

Attribute = Literal["LOWER", "ORTH", "TAG", "POS", "ENT_TYPE", "LEMMA"]
_NAMES: Final[dict[Attribute, str]] = {
    "LOWER": "lower",
    "ORTH": "orth",
    "TAG": "tag",
    "POS": "pos",
    "ENT_TYPE": "ent_type",
    "LEMMA": "lemma",
}


def column(doc: Doc, attribute: Attribute) -> tuple[str, ...]:
    """The attribute's text of every token; "" where it is not set."""
    return cast("tuple[str, ...]", getattr(columns(doc), _NAMES[attribute]))


def offsets(doc: Doc) -> tuple[int, ...]:
    """Where every token begins, in code points."""
    return columns(doc).idx


def covered(starts: Sequence[int], start: int, end: int) -> range:
    """The tokens, by where they begin, that hold any character of [start, end)."""
    return range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))
