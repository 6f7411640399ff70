"""Judgements and verdicts as rows of their tables, with natural keys (`keys.py`) for what they point to."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.judging import Verdict, apply
from dateline.model import Coded, Judgement
from dateline.recording.canon import to_json
from dateline.recording.page_rows import Row, list_texts


def judgement_row(one: Judgement) -> Row:
    """The row of a judgement."""
    return {
        "id": one.id,
        "judged_at": one.at,
        "judged_by": one.by,
        "act": one.act,
        "kind": one.subject.kind,
        "subject": one.subject.id,
        "report_id": one.subject.report or None,
        "why": one.why,
        "sample": one.sample,
        "undoes": one.undoes,
        "value": to_json(one),
    }


def verdict_row(one: Verdict, coded: Coded) -> Row:
    """The row of a verdict on one report. `coded`: the report as the program codes it."""
    there = {each.id for each in coded.coding.events} | {each.id for each in coded.coding.statements}
    own = (one.report, one.id) if one.id in there else None
    return {
        "report": one.report,
        "kind": one.kind,
        "id": one.id,
        "event": own if one.kind == "event" else None,
        "statement": own if one.kind == "statement" else None,
        "judged": one.said,
        "stale": one.stale or None,
        "judged_by": one.by,
        "judged_at": one.at,
        "why": one.why or None,
        "reviewers": list_texts(one.reviewers),
        "corrected": _json(one.values),
        "machine": _json(one.machine),
        **_as_judged(one, coded),
    }


def _json(values: object) -> str | None:
    return msgspec.json.encode(values, order="sorted").decode("utf-8") if values else None


def _as_judged(one: Verdict, coded: Coded) -> dict[str, Any]:
    """What people filter on, as it was judged; None where nothing holds."""
    empty: dict[str, Any] = dict.fromkeys(("type", "mode", "told", "event_date", "stance"))
    if not one.holds or one.said != "corrected":
        return empty
    coding = apply(coded, (one,)).coding
    if one.kind == "statement":
        return empty | {"stance": next(each.stance for each in coding.statements if each.id == one.id)}
    event = next(each for each in coding.events if each.id == one.id)
    told = event.factuality.label
    return empty | {"type": event.type, "mode": event.mode, "told": told, "event_date": event.event_date}
