"""The fields of a happening for a reader: what each source gives, in words, with the words that show it.

The brief and the served page show the same fields, each with its own kind of words; `exporting.happening_fields` puts
their values in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.exporting.lines.evidence import EvidenceWords

W = TypeVar("W")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class GivenValue(Generic[W]):
    """One value of a field, the letters of the sources that give it, and their words."""

    value: str
    sources: tuple[str, ...]
    words: tuple[W, ...]


@dataclass(frozen=True, slots=True)
class GivenField(Generic[V]):
    """A field of a happening: its name and verdict as `dateline.model.Field` has them, and its values."""

    name: str
    verdict: str
    values: tuple[V, ...]


@dataclass(frozen=True, slots=True)
class Value(GivenValue[EvidenceWords]):
    """One value of a field, the letters of the sources that give it, and their words."""


@dataclass(frozen=True, slots=True)
class Detail(GivenField[Value]):
    """A field of a happening: its name and verdict as `dateline.model.Field` has them, and its values."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field on which the sources differ: of which happening, which field, and what each source gives."""

    happening: str
    about: str
    field: str
    values: tuple[Value, ...]
