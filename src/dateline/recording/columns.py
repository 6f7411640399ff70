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


def lists(*names: str) -> list[Column[str]]:
    """Columns that hold several values as a JSON array of texts; NULL where there is none."""
    return texts(*names)


def span(*prefixes: str) -> list[Column[int]]:
    """For each prefix: where the words stand. The words themselves are cut by views."""
    return [column for prefix in prefixes for column in integers(f"{prefix}_start", f"{prefix}_end")]


def number_column() -> Column[int]:
    """The number of a row in this database, which rows of other tables point to. It says nothing in another record."""
    return Column("number", Integer, primary_key=True, autoincrement=False)


def link(name: str, table: str, *, key: bool = False, index: bool = False) -> Column[int]:
    """A column that holds the number of a row of `table`; `key`: it is part of the key, and of every row."""
    target = ForeignKey(f"{table}.number", deferrable=True, initially="DEFERRED")
    return Column(name, Integer, target, nullable=not key, index=index)


def report_column(*, index: bool = False) -> Column[int]:
    """The report that a row belongs to."""
    return link("report", "reports", key=True, index=index)
