"""How well wordings of one utterance are paired over reports: `python -m bench quotes --gold FOLDER`.

The folder holds docs.jsonl and groups.json, whose `quote_pairs` name the words of two reports. A pair is *found* where
one utterance holds, of each of the two reports, a wording that overlaps its words. *False* are pairs of wordings of
different reports of a group in one utterance where the one overlaps a listed quotation and the other overlaps words
that gold pairs with another one: what gold does not list at all is not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.tasks.records import page_of
from dateline import Report, Span, Utterance, link
from dateline.model import Coded
from dateline.running import Settings, understand_pages

_Place = tuple[str, Span]


def score(gold: Path) -> Iterator[str]:
    """One line a figure."""
    docs = [json.loads(line) for line in (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines() if line]
    outcomes = understand_pages(map(page_of, docs), Settings())
    coded = {
        doc["id"]: Coded(one.result, one.coding)
        for doc, one in zip(docs, outcomes, strict=True)
        if isinstance(one.result, Report) and one.coding is not None
    }
    yield from lines_of(json.loads((gold / "groups.json").read_text(encoding="utf-8")), coded)


def lines_of(groups: Sequence[Mapping[str, Any]], coded: Mapping[str, Coded]) -> Iterator[str]:
    """The same of reports that are coded already, by the ids of the gold."""
    reports = {name: one.report for name, one in coded.items()}
    utterances = [one for story in link(list(coded.values())) for one in story.utterances]
    found = of = wrong = joined = 0
    for group in groups:
        pairs = [(_places(pair["a"]), _places(pair["b"])) for pair in group["quote_pairs"]]
        held = [_held(utterance, reports) for utterance in utterances]
        of += len(pairs)
        found += sum(any(_holds(one, a) and _holds(one, b) for one in held) for a, b in pairs)
        for one in held:
            for mine, other in combinations(one, 2):
                if mine[0] != other[0] and (
                    paired := [p for p in pairs if _holds([mine], p[0]) or _holds([mine], p[1])]
                ):
                    listed = any(_holds([other], side) for pair in pairs for side in pair)
                    joined += 1
                    wrong += listed and not any(_holds([other], side) for pair in paired for side in pair)
    yield f"quote pairs found        {found} of {of}"
    yield f"of joined pairs false    {wrong} of {joined}"


def _places(given: Sequence[Any]) -> list[_Place]:
    spans = given[1:] if isinstance(given[1][0], int) else given[1]
    return [(given[0], Span(*one)) for one in spans]


def _held(one: Utterance, reports: Mapping[str, Report]) -> list[_Place]:
    names = {report.id: name for name, report in reports.items()}
    return [
        (names[wording.report], page)
        for wording in one.wordings
        if wording.report in names
        for span in wording.spans
        for page in reports[names[wording.report]].on_page(span)
    ]


def _holds(held: Sequence[_Place], asked: Sequence[_Place]) -> bool:
    return any(name == other and span.overlaps(words) for name, span in held for other, words in asked)
