"""Kinds of columns that many tables share."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, Text

metadata = MetaData()


def texts(*names: str) -> list[Column[str]]:
    """Text columns."""
    return [Column(name, Text) for name in names]


def integers(*names: str) -> list[Column[int]]:
    """Integer columns."""
    return [Column(name, Integer) for name in names]


def floats(*names: str) -> list[Column[float]]:
    """Columns of real numbers."""
    return [Column(name, Float) for name in names]


def span(*prefixes: str) -> list[Column[int] | Column[str]]:
    """For each prefix: where the words stand, and the words."""
    out: list[Column[int] | Column[str]] = []
    for prefix in prefixes:
        out += [*integers(f"{prefix}_start", f"{prefix}_end"), *texts(f"{prefix}_exact")]
    return out


def actor(prefix: str) -> list[Column[int] | Column[str]]:
    """Everything known of one actor; `prefix` itself is the name."""
    return [
        *texts(f"{prefix}", f"{prefix}_entity", f"{prefix}_country"),
        *integers(f"{prefix}_cow", f"{prefix}_gw"),
        *texts(f"{prefix}_sector", f"{prefix}_sectors", f"{prefix}_office", f"{prefix}_wikidata", f"{prefix}_how"),
        *span(prefix),
    ]


def report_column() -> Column[str]:
    """The report that a row belongs to."""
    return Column("report", Text, ForeignKey("reports.id"), nullable=False)
