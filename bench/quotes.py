"""How well wordings of one utterance are paired over reports: `python -m bench quotes --gold FOLDER`.

The folder holds docs.jsonl and groups.json, whose `quote_pairs` name the words of two reports. A pair is *found* where
one utterance holds, of each of the two reports, a wording that overlaps its words. *False* are pairs of wordings of
different reports of a group in one utterance where the one overlaps a listed quotation and the other overlaps words
that gold pairs with another one: what gold does not list at all is not counted, and neither is a wording whose words
are, but for marks, those of the paired one: a report that gives one utterance twice has it in two pairs of gold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.tasks.records import page_of
from dateline import Report, Span, Utterance, link
from dateline.model import Coded
from dateline.running import Settings, understand_pages

_Asked = tuple[str, Span]
_Pair = tuple[list[_Asked], list[_Asked]]
_Place = tuple[str, Span, str]
"""A report by the id of gold, where on its page a wording stands, and the wording."""
_WORD = re.compile(r"\w+")
_ONE = 0.9
"""Share of the words of the shorter wording that the other has where both are one."""


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
                if mine[0] != other[0] and _sides(mine, pairs):
                    joined += 1
                    wrong += bool(_sides(other, pairs)) and not _are_paired(mine, other, one, pairs)
    yield f"quote pairs found        {found} of {of}"
    yield f"of joined pairs false    {wrong} of {joined}"


def _places(given: Sequence[Any]) -> list[_Asked]:
    spans = given[1:] if isinstance(given[1][0], int) else given[1]
    return [(given[0], Span(*one)) for one in spans]


def _sides(one: _Place, pairs: Sequence[_Pair]) -> list[list[_Asked]]:
    """The partners that gold gives the words at a place."""
    return [pair[1 - at] for pair in pairs for at in (0, 1) if _holds([one], pair[at])]


def _are_paired(mine: _Place, other: _Place, held: Sequence[_Place], pairs: Sequence[_Pair]) -> bool:
    """Whether gold pairs two wordings, or one of them with the words of the other at another place of its report."""
    return any(
        third[0] == there[0] and _are_one_wording(third[2], there[2]) and _holds([third], side)
        for here, there in ((mine, other), (other, mine))
        for side in _sides(here, pairs)
        for third in held
    )


def _are_one_wording(a: str, b: str) -> bool:
    ours, theirs = (set(_WORD.findall(words.casefold())) for words in (a, b))
    return len(ours & theirs) >= _ONE * max(1, min(len(ours), len(theirs)))


def _held(one: Utterance, reports: Mapping[str, Report]) -> list[_Place]:
    names = {report.id: name for name, report in reports.items()}
    return [
        (names[wording.report], page, span.cut(reports[names[wording.report]].text))
        for wording in one.wordings
        if wording.report in names
        for span in wording.spans
        for page in reports[names[wording.report]].on_page(span)
    ]


def _holds(held: Sequence[_Place], asked: Sequence[_Asked]) -> bool:
    return any(name == other and span.overlaps(words) for name, span, _ in held for other, words in asked)
