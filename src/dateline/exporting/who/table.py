"""A dossier as a table: a row a line, with the words, for a spreadsheet, R or pandas."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TextIO

from dateline.exporting.fields import join_values
from dateline.exporting.who.lines import Dossier, DossierLine

Cell = Callable[[DossierLine], str]

COLUMNS: Mapping[str, Cell] = MappingProxyType(
    {
        "section": lambda one: one.section,
        "day": lambda one: one.day or "",
        "day_basis": lambda one: one.basis or "",
        "type": lambda one: one.type,
        "mode": lambda one: one.mode or "",
        "line": lambda one: one.line,
        "who_else": lambda one: join_values(one.who),
        "told": lambda one: one.told,
        "sure": lambda one: "" if one.sure is None else f"{one.sure:g}",
        "said_by": lambda one: join_values(one.said_by),
        "denied_by": lambda one: join_values(one.denied_by),
        "place": lambda one: one.place or "",
        "sources": lambda one: str(one.sources),
        "reports": lambda one: str(one.reports),
        "words": lambda one: join_values(shown.exact for shown in one.words),
        "outlets": lambda one: join_values(shown.outlet for shown in one.words),
        "report": lambda one: join_values(shown.report for shown in one.words),
        "start": lambda one: join_values(str(shown.start) for shown in one.words),
        "end": lambda one: join_values(str(shown.end) for shown in one.words),
        "address": lambda one: join_values(shown.address or "" for shown in one.words),
        "id": lambda one: one.id,
    }
)
"""The columns in their order. Cells of several values are divided by `;`: see `fields.join_values`."""


def write(dossier: Dossier, out: TextIO, *, delimiter: str = ",") -> int:
    """Writes a header and the lines; the number of lines. `out` is open for text with newline=""."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(("key", "name", *COLUMNS))
    for line in dossier.lines:
        writer.writerow((dossier.key, dossier.name, *(cell(line) for cell in COLUMNS.values())))
    return len(dossier.lines)
