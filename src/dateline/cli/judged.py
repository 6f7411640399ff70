"""Judgements as lines for a terminal or for another program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from rich.markup import escape

from dateline.cli.exits import print_remark
from dateline.cli.printing import Plain, print_bytes
from dateline.cli.showing import shorten
from dateline.model import Judgement
from dateline.recording import Record
from dateline.reviewing import Entry

_CHANGING = ("reject", "correct", "split", "join", "undo")


def judgement_line(one: Judgement) -> bytes:
    """A judgement as a line of JSON, which `dateline judge import` takes again."""
    return msgspec.json.encode({"id": one.id, **msgspec.to_builtins(one)}) + b"\n"


def history_line(one: Entry) -> bytes:
    """The same with what became of it."""
    said = {"id": one.judgement.id, **msgspec.to_builtins(one.judgement)}
    return msgspec.json.encode(said | {"state": one.state, "record": one.record, "note": one.note}) + b"\n"


def show_made(record: Record, made: Sequence[Judgement], *, json: bool) -> None:
    """What was judged just now."""
    if json:
        print_bytes(map(judgement_line, made))
        return
    out = Plain(fold=False)
    for one in made:
        out.print(escape(_line(one)))
    if any(one.act in _CHANGING for one in made) and record.stale:
        print_remark(f"happenings and stories follow with: dateline link --record {record.where}")


def _line(one: Judgement) -> str:
    what = f"{one.act} {one.subject.kind} {one.subject.id}"
    if one.act == "undo":
        what = f"undo {one.undoes} on {one.subject.kind} {one.subject.id}"
    return f"{one.id}  {what} {one.subject.type}".rstrip() + f", by {one.by}" + (f": {one.why}" if one.why else "")


def show_history(found: Sequence[Entry]) -> None:
    """For a person: a line a judgement, below it what it changes and the words that it stands on."""
    out = Plain(fold=False)
    for one in found:
        said = one.judgement
        state = "" if one.state in ("in force", "takes back") else f" [{one.state}{': ' if one.note else ''}{one.note}]"
        out.print(escape(f"{said.at[:19].replace('T', ' ')}  {_line(said)}{state}"))
        if said.subject.words:
            out.print(escape(f'    "{shorten(" ".join(max((w.exact for w in said.subject.words), key=len).split()))}"'))
        for name, value in said.values.items():
            out.print(escape(f"    {name}: {plain_words(said.seen.get(name))} → {plain_words(value)}"))
        for part in said.parts:
            out.print(escape(f"    {', '.join(member.id for member in part)}"))
    if not found:
        out.print("nothing was judged")


def plain_words(value: Any) -> str:
    """The value of a field in a few words."""
    if value is None or value == [] or value == "":
        return "–"
    if isinstance(value, list):
        return "; ".join(map(plain_words, value))
    if isinstance(value, Mapping):
        return _of_record(value)
    return str(value)


def _of_record(value: Mapping[str, Any]) -> str:
    if "speaker" in value:
        return plain_words(value["speaker"])
    if "exact" in value:
        return str(value["exact"])
    name = value.get("name") or value.get("value") or value.get("kind") or ""
    known = "/".join(filter(None, (value.get("country"), *(value.get("sectors") or ()))))
    number = (
        ""
        if "low" not in value
        else f" {value['low']}" + ("" if value.get("high") in (None, value["low"]) else f"-{value['high']}")
    )
    return f"{name}{number}" + (f" [{known}]" if known else "")
