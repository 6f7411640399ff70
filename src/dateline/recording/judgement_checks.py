"""Do the judgements hold what they claim, and are the verdicts those that follow from them?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from dateline.judging import verdicts
from dateline.model import Coded, Judgement
from dateline.recording import schema
from dateline.recording.canon import from_json
from dateline.recording.judgement_rows import judgement_row, verdict_row

Fault = tuple[str, str, str]
"""Table, row, what is wrong with it."""


def check_judgements(connection: Connection) -> Iterator[Fault]:
    """Every judgement must be that of its id, say what its columns say, and stand on words that fit their hash."""
    for row in connection.execute(select(schema.judgements).order_by(schema.judgements.c.id)).mappings():
        try:
            one = from_json(row["value"], Judgement)
        except (msgspec.DecodeError, ValueError) as error:
            yield "judgements", row["id"], f"its JSON cannot be read: {error}"
            continue
        if one.id != row["id"]:
            yield "judgements", row["id"], f"what it says hashes to {one.id}"
        expected = judgement_row(one)
        for name in sorted(name for name in expected if name not in ("id", "value") and expected[name] != row[name]):
            yield "judgements", row["id"], f"{name} is {row[name]!r}, but the JSON says {expected[name]!r}"
        anchors = (*one.subject.words, *(word for part in one.parts for each in part for word in each.words))
        if not all(word.holds for word in anchors):
            yield "judgements", row["id"], "the words that it stands on are not those of their hash"


def verdict_rows(connection: Connection, coded: Coded) -> list[Mapping[str, Any]]:
    """The rows of verdicts that a report must have. `coded`: as the program codes it; unreadable judgements are passed
    over, `check_judgements` tells of them."""
    table = schema.judgements
    values = connection.scalars(select(table.c.value).where(table.c.report_id == coded.report.id))
    return [verdict_row(one, coded) for one in verdicts(coded, filter(None, map(_read, values)))]


def _read(value: str) -> Judgement | None:
    try:
        return from_json(value, Judgement)
    except (msgspec.DecodeError, ValueError):
        return None
