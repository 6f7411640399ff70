"""A coding as it was judged: corrected fields in place, rejected records left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.judging.fields import with_fields
from dateline.judging.verdicts import Verdict
from dateline.model import Coded, Coding, Event, Statement, Voice


def apply(coded: Coded, said: Sequence[Verdict]) -> Coded:
    """The report with its coding as it was judged. Ids stay, so that what was judged is known by the same name.

    A rejected event or statement is left out, and no voice and no statement points to one. What a person accepted or
    corrected is `sure` 1. Verdicts that are stale change nothing.
    """
    holding = {(one.kind, one.id): one for one in said if one.holds}
    if not holding:
        return coded
    coding = coded.coding
    statements = tuple(
        with_fields(one, verdict.values) if (verdict := holding.get(("statement", one.id))) else one
        for one in coding.statements
        if not _is_rejected(holding.get(("statement", one.id)))
    )
    events = tuple(
        _event(one, holding.get(("event", one.id)))
        for one in coding.events
        if not _is_rejected(holding.get(("event", one.id)))
    )
    made = _without_lost(replace(coding, statements=statements, events=events))
    return Coded(coded.report, made.with_report(coded.report))


def _is_rejected(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.said == "rejected"


def _event(one: Event, verdict: Verdict | None) -> Event:
    return one if verdict is None else replace(with_fields(one, verdict.values), sure=1.0)


def _without_lost(coding: Coding) -> Coding:
    """The coding without pointers to statements that were rejected."""
    there = {one.id for one in coding.statements}

    def voice(one: Voice) -> Voice:
        return one if one.statement is None or one.statement in there else replace(one, statement=None)

    def within(one: Statement) -> Statement:
        return one if one.within is None or one.within in there else replace(one, within=None)

    events = tuple(
        replace(one, said_by=tuple(map(voice, one.said_by)), denied_by=tuple(map(voice, one.denied_by)))
        for one in coding.events
    )
    return replace(coding, events=events, statements=tuple(map(within, coding.statements)))
