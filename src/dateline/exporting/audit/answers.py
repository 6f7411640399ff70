"""Answers as a table or as lines of JSON: a row for every row that was asked about, in their order."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO, TextIO

import msgspec

from dateline.auditing import Answer
from dateline.exporting.fields import join_values

Cell = Callable[[Answer], str]


def _exact(what: str) -> Cell:
    return lambda one: join_values(words.exact for words in one.words if words.what == what)


def _found(field: str) -> Cell:
    return lambda one: (one.found or {}).get(field, "")


COLUMNS: Mapping[str, Cell] = MappingProxyType(
    {
        "row": lambda one: str(one.row.number),
        "line": lambda one: str(one.row.line),
        "id": lambda one: one.row.id,
        "verdict": lambda one: one.verdict,
        "reason": lambda one: one.reason,
        "copy_of": lambda one: str(one.copy_of or ""),
        "row_code": lambda one: one.row.code,
        "row_type": lambda one: "|".join(one.row.types),
        "row_source": lambda one: str(one.row.source),
        "row_target": lambda one: str(one.row.target),
        "row_day": lambda one: one.row.day or "",
        "row_place": lambda one: one.row.place.name or one.row.place.country or "",
        "type": lambda one: one.type,
        "told": lambda one: one.told,
        "sure": lambda one: "" if one.sure is None else f"{one.sure:g}",
        "actors": _found("actors"),
        "recipients": _found("recipients"),
        "day": _found("day"),
        "place": _found("place"),
        "event": lambda one: one.event,
        "report": lambda one: one.report,
        "evidence": _exact("evidence"),
        "evidence_start": lambda one: next((str(words.start) for words in one.words if words.what == "evidence"), ""),
        "evidence_end": lambda one: next((str(words.end) for words in one.words if words.what == "evidence"), ""),
        "actor_words": _exact("actor"),
        "recipient_words": _exact("recipient"),
        "day_words": _exact("day"),
        "place_words": _exact("place"),
        "told_words": _exact("told"),
    }
)
"""The columns in their order: the row's own under `row_`, beside what the words have."""


def write_table(answers: Iterable[Answer], out: TextIO, *, delimiter: str = ",") -> None:
    """Writes a header and a row an answer. `out` is open for text with newline=""."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(one) for cell in COLUMNS.values()] for one in answers)


def write_lines(answers: Iterable[Answer], out: BinaryIO) -> None:
    """Writes one JSON object an answer, with the row as it was read (without its text) and every span."""
    for one in answers:
        value = msgspec.to_builtins(one)
        value["row"].pop("text")
        out.write(msgspec.json.encode(value) + b"\n")
