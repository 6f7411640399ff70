"""How well reports of one thing are put together: `python -m bench groups --gold FOLDER`.

The folder holds docs.jsonl, gold.jsonl (the events of every report, with clauses) and groups.json (reports of one
thing: `anchor_events`, what they `agree` and `differ` on). All reports are linked together.

- An *anchor is coded* where the report has an event of its quad class (or of a type that gold allows) whose word stands
  in one of the clauses of the anchor. An *anchor is merged* where one happening holds such an event of every report of
  the group.
- A *field agrees* where a happening over all reports of the group gives it, does not call it differing, and holds a
  word or number of gold's value; it *differs* where such a happening shows, beside each other, a word or number that
  gold gives for one report alone and one that it gives for another alone. Claims, page dates and what a report does not
  give are left out: no field of a happening holds them.
- *Mixed* are happenings with events that gold lists as two things of one report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.tasks.records import page_of
from dateline import Coding, Event, Happening, Report, link
from dateline.model import Coded
from dateline.running import Settings, understand_pages

_FIELDS = {"date": ("when",), "place": ("where",), "participants": ("who", "to whom"), "numbers": ("counts",)}
_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
_NO_VALUE = re.compile(r"\bnot given\b|\bnone\b")
_LITTLE = frozenset("the a an of in at and on for by to his her its held only".split())
_MONTHS = "january february march april may june july august september october november december".split()


@dataclass
class Scores:
    """Counts of (right, of)."""

    counts: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, right: bool) -> None:
        """One more case."""
        right_of = self.counts.setdefault(name, [0, 0])
        right_of[0] += right
        right_of[1] += 1

    def lines(self) -> Iterator[str]:
        """A line for each count."""
        for name, (right, of) in self.counts.items():
            yield f"{name:<24} {right} of {of}"


@dataclass(frozen=True, slots=True)
class _Text:
    """A report of the gold with what we coded of it and what gold lists."""

    text: str
    coded: Coded
    events: Sequence[Mapping[str, Any]]

    def gold_of(self, event: Event) -> set[str]:
        """The gold events that the event's words can be."""
        return {one["eid"] for one in self.events if self.fits(event, one)}

    def fits(self, event: Event, gold: Mapping[str, Any]) -> bool:
        """Whether an event of ours is one of gold's by its class and its words."""
        types = {gold["type"], *gold.get("alt_types", ())}
        if event.type not in types and event.quad not in {_QUADS[one] for one in types}:
            return False
        clauses = [tuple(gold["evidence"]), *map(tuple, gold.get("also") or ())]
        places = self.coded.report.on_page(event.trigger)
        return any(start < p.end and p.start < end for start, end in clauses for p in places)


def score(gold: Path) -> Scores:
    """The counts over all groups of a gold folder."""
    texts = dict(_texts(gold))
    stories = link([one.coded for one in texts.values()])
    happenings = [happening for story in stories for happening in story.happenings]
    by_report = {one.coded.report.id: one for one in texts.values()}
    scores = Scores()
    for group in json.loads((gold / "groups.json").read_text(encoding="utf-8")):
        _score_group(group, {name: texts[name] for name in group["ids"] if name in texts}, happenings, scores)
    for one in happenings:
        if len({report for report, _ in one.events}) > 1 or len(one.events) > 1:
            scores.add("mixed", _is_mixed(one, by_report))
    return scores


def _texts(gold: Path) -> Iterator[tuple[str, _Text]]:
    docs = [json.loads(line) for line in (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    answers = [json.loads(line) for line in (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    events = {one["id"]: one["events"] for one in answers}
    outcomes = understand_pages(map(page_of, docs), Settings())
    for doc, outcome in zip(docs, outcomes, strict=True):
        if isinstance(outcome.result, Report) and isinstance(outcome.coding, Coding):
            yield doc["id"], _Text(doc["text"], Coded(outcome.result, outcome.coding), events[doc["id"]])


def _score_group(
    group: Mapping[str, Any], texts: Mapping[str, _Text], happenings: Sequence[Happening], scores: Scores
) -> None:
    anchors: list[set[tuple[str, str]]] = []
    for name, anchor in (group["anchor_events"] or {}).items():
        text = texts[name]
        gold = next(one for one in text.events if one["eid"] == anchor)
        found = {(text.coded.report.id, e.id) for e in text.coded.coding.events if text.fits(e, gold)}
        scores.add("anchors coded", bool(found))
        anchors.append(found)
    if anchors:
        scores.add("anchors merged", any(all(found & set(one.events) for found in anchors) for one in happenings))
    reports = {one.coded.report.id for one in texts.values()}
    shared = [one for one in happenings if len({report for report, _ in one.events} & reports) > 1]
    for given in group["agree"]:
        if given["field"] in _FIELDS:
            scores.add("fields agree", any(_agrees(one, given) for one in shared))
    for given in group["differ"]:
        values = list(given["values"].values())
        if given["field"] in _FIELDS and "page date" not in given["what"] and not any(map(_NO_VALUE.search, values)):
            scores.add("fields differ", any(_differs(one, given["field"], values) for one in shared))


def _agrees(one: Happening, given: Mapping[str, Any]) -> bool:
    fields = [each for each in one.fields if each.name in _FIELDS[given["field"]] and each.accounts]
    held = {word for each in fields for account in each.accounts for word in _words(account.value)}
    return bool(fields) and all(each.verdict != "differ" for each in fields) and bool(held & _words(given["value"]))


def _differs(one: Happening, name: str, values: Sequence[str]) -> bool:
    words = [_words(value) for value in values]
    alone = [mine - set().union(*(other for other in words if other is not mine)) for mine in words]
    given = [_words(a.value) for each in one.fields if each.name in _FIELDS[name] for a in each.accounts]
    return all(any(mine & account for account in given) for mine in alone)


def _words(value: str) -> set[str]:
    """Compared words of a value; ISO days give day, month and year as gold writes them."""
    spelt = re.sub(
        r"(\d{4})-(\d\d)(?:-(\d\d))?",
        lambda m: f"{m[1]} {_MONTHS[int(m[2]) - 1] if 0 < int(m[2]) < 13 else ''} {int(m[3] or 0) or ''}",
        value,
    )
    return {word for word in re.findall(r"[^\W_]+", spelt.lower()) if word not in _LITTLE}


def _is_mixed(one: Happening, texts: Mapping[str, _Text]) -> bool:
    """Whether no gold event of a report can be all of the report's events in a happening."""
    by_report: dict[str, list[set[str]]] = {}
    for report, event_id in one.events:
        text = texts[report]
        event = next(each for each in text.coded.coding.events if each.id == event_id)
        if fits := text.gold_of(event):
            by_report.setdefault(report, []).append(fits)
    return any(not set.intersection(*found) for found in by_report.values())
