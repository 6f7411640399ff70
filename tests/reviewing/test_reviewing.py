"""What is judged of a record: bringing it over, drawing samples, the figures, the queue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.linking import link
from dateline.model import Coding
from dateline.recording import Record
from dateline.reviewing import (
    Reviewer,
    Sample,
    accept,
    agreements,
    bring_in,
    correct,
    draw,
    history,
    judgement_line,
    members,
    precision,
    queue,
    reject,
    undo,
)
from dateline.reviewing.queue import weigh

from ..judging.made import CODED_PAGE, event, made

CODED = made()
EXPELLED, PROMISED = "esanction", "eagree"
ANN, BO = Reviewer("ann"), Reviewer("bo")
CLAUSE = "Norland expelled two diplomats of Sudland on Monday"


def fill(record: Record, coding: Coding = CODED.coding) -> Record:
    record.add(CODED_PAGE, CODED.report, coding)
    record.replace_stories(link(tuple(record.coded())))
    return record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db") as opened:
        yield fill(opened)


# ------------------------------------------------------------------ bringing over


def test_what_was_corrected_is_still_there_after_coding_and_linking_anew(record: Record, tmp_path: Path) -> None:
    correct(record, EXPELLED, {"told": "planned"}, ANN)
    reject(record, PROMISED, ANN)
    lines = [judgement_line(one) for one in record.judgements()]
    again = replace(CODED.coding, events=(event("SANCTION", "expelled", CLAUSE, name="enew"),))
    with Record.open(tmp_path / "again.db") as other:
        fill(other, again)
        assert bring_in(other, lines) == (2, 2) and bring_in(other, lines) == (0, 2)
        other.replace_stories(link(tuple(other.coded())))
        (happening,) = next(other.stories()).happenings
        assert (happening.told, happening.events) == ("planned", ((CODED.report.id, "enew"),))
        assert [(one.record, one.state, one.note) for one in history(other)] == [
            ("enew", "in force", ""),
            (PROMISED, "stale", "no event is found at its words any more"),
        ]
        assert not list(other.verify())


def test_any_order_of_import_gives_the_same_record(record: Record, tmp_path: Path) -> None:
    correct(record, EXPELLED, {"told": "planned"}, ANN)
    undo(record, accept(record, PROMISED, BO).id, ANN)
    lines = [judgement_line(one) for one in record.judgements()]
    dumps = set()
    for n, order in enumerate(permutations(lines)):
        with Record.open(tmp_path / f"{n}.db") as other:
            for line in order:
                bring_in(other, [line])
            fill(other)
            dumps.add("\n".join(other.dump()))
    assert len(dumps) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _: b"no JSON", "line 2 is no judgement"),
        (lambda line: line.replace(b"planned", b"denied"), "line 2 was changed: its id is j"),
        (lambda line: line.replace(b'"ann"', b'"eve"'), "line 2 was changed"),
        (lambda _: b"[]", "line 2 is no judgement"),
        (lambda line: json.dumps({**json.loads(line), "id": None, "by": " "}).encode(), "does not say who judged"),
    ],
)
def test_a_line_that_was_changed_brings_nothing_in(
    record: Record, change: object, message: str, tmp_path: Path
) -> None:
    assert callable(change)
    line = judgement_line(correct(record, EXPELLED, {"told": "planned"}, ANN))
    good = judgement_line(accept(record, PROMISED, ANN))
    with Record.open(tmp_path / "other.db") as other, pytest.raises(UsageError, match=message):
        bring_in(other, [good, change(line)])
    with Record.open(tmp_path / "other.db") as other:
        assert other.judgements() == ()


# ------------------------------------------------------------------ samples and figures


def test_a_sample_is_drawn_again_by_its_seed_and_named_by_its_mark(record: Record) -> None:
    drawn = draw(record, 1, 7)
    assert Sample.named(drawn.name) == drawn == draw(record, 1, 7)
    assert len(members(record, drawn)) == 1 and len(members(record, draw(record, 9, 7))) == 2
    assert {draw(record, 1, seed).name.split("-")[1] for seed in range(3)} == {"0", "1", "2"}
    drawn_first = {members(record, draw(record, 1, seed))[0][1].id for seed in range(20)}
    assert drawn_first == {EXPELLED, PROMISED}
    assert [one.id for _, one in members(record, draw(record, 5, 1, type_="AGREE"))] == [PROMISED]


def test_what_was_not_drawn_is_not_judged_for_a_sample(record: Record) -> None:
    drawn = draw(record, 1, 7)
    (_, member), other = members(record, drawn)[0], {EXPELLED, PROMISED}
    sampled = replace(ANN, sample=drawn.name)
    with pytest.raises(UsageError, match="does not belong to the sample"):
        accept(record, (other - {member.id}).pop(), sampled)
    with pytest.raises(UsageError, match="is no name of a sample"):
        accept(record, member.id, replace(ANN, sample="mine"))
    assert accept(record, member.id, sampled).sample == drawn.name


def test_only_random_samples_measure(record: Record) -> None:
    accept(record, "sholm", ANN)
    assert (precision(record).of_types, precision(record).chosen) == ((), 1)
    drawn = replace(ANN, sample=draw(record, 9, 1).name)
    correct(record, EXPELLED, {"told": "planned"}, drawn)
    reject(record, PROMISED, drawn)
    figures = {
        one.type: (one.right.supported, one.whole.supported, one.right.judged) for one in precision(record).of_types
    }
    assert figures == {"SANCTION": (1, 0, 1), "AGREE": (0, 0, 1), "all types": (1, 0, 2)}
    whole = next(one.right for one in precision(record).of_types if one.type == "all types")
    assert (round(whole.low or 0, 3), round(whole.high or 0, 3)) == (0.095, 0.905)  # Wilson, 1 of 2


def test_a_sample_of_one_type_says_nothing_of_all(record: Record) -> None:
    accept(record, PROMISED, replace(ANN, sample=draw(record, 9, 1, type_="AGREE").name))
    assert [(one.type, one.right.judged) for one in precision(record).of_types] == [("AGREE", 1)]


def test_two_reviewers_of_one_record(record: Record) -> None:
    accept(record, EXPELLED, ANN)
    accept(record, PROMISED, ANN)
    correct(record, EXPELLED, {"type": "THREATEN"}, BO)
    reject(record, PROMISED, BO)
    found = {one.field: one.agreement for one in agreements(record)}
    assert (found["is there"].units, found["is there"].share) == (2, 0.5)
    assert (found["type"].units, found["type"].share) == (1, 0.0)  # who rejects says nothing of fields
    assert (found["actors"].share, found["actors"].alpha) == (1.0, None)
    assert agreements(record, ["ann"]) == ()


# ------------------------------------------------------------------ the queue


@pytest.mark.parametrize(
    ("sure", "sources", "whole", "weight"),
    [(1.0, 5, 5, 0.0), (0.5, 1, 1, 0.5), (0.5, 3, 1, 1.0), (0.5, 3, 7, 3.0), (0.0, 1, 3, 2.0)],
)
def test_the_weight_is_doubt_by_sources_by_story(sure: float, sources: int, whole: int, weight: float) -> None:
    assert weigh(sure, sources, whole) == pytest.approx(weight)


def test_the_queue_begins_with_what_is_least_sure_and_leaves_out_what_was_judged(tmp_path: Path) -> None:
    first, second = CODED.coding.events
    with Record.open(tmp_path / "r.db") as record:
        fill(record, replace(CODED.coding, events=(replace(first, sure=0.9), replace(second, sure=0.3))))
        assert [(one.id, one.sure) for one in queue(record)] == [(PROMISED, 0.3), (EXPELLED, 0.9)]
        accept(record, PROMISED, ANN)
        assert [one.id for one in queue(record)] == [EXPELLED]
        assert [one.id for one in queue(record, by="bo")] == [EXPELLED, PROMISED]
