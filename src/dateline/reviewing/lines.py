"""Judgements as JSON lines: out of one record, and into another, where they hold for the same words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from dateline.errors import UsageError
from dateline.model import Judgement
from dateline.recording import Record


def judgement_line(one: Judgement) -> bytes:
    """A judgement as a line of JSON, which `read_lines` takes again."""
    return msgspec.json.encode({"id": one.id, **msgspec.to_builtins(one)}) + b"\n"


def read_lines(lines: Iterable[bytes]) -> list[Judgement]:
    """The judgements of JSON lines. Raises UsageError, which names the line, where one is none or was changed."""
    return [_read(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def _read(line: bytes, number: int) -> Judgement:
    try:
        given: Any = json.loads(line)
        one = msgspec.convert(given, Judgement)
        given_id = given.get("id") if isinstance(given, dict) else None
    except (ValueError, RecursionError, msgspec.ValidationError) as error:  # brackets in brackets, by the thousand
        raise UsageError(
            f"line {number} is no judgement: {error}. Lines are those of: dateline judge export."
        ) from error
    if given_id is not None and given_id != one.id:
        raise UsageError(f"line {number} was changed: its id is {given_id}, and what it says hashes to {one.id}.")
    if not one.by.strip() or not one.at:
        raise UsageError(f"line {number} does not say who judged, or when.")
    return one


def bring_in(record: Record, lines: Iterable[bytes]) -> tuple[int, int]:
    """Keeps the judgements of JSON lines: all of them, or none where a line is at fault. Gives how many were new, of
    how many. Whatever the order of lines and files, the record comes to the same.
    """
    read = read_lines(lines)
    return len(record.keep_judgements(read)), len(read)
