"""Which tasks there are, where their gold stands, who scores them, and which figures go on the scoreboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """`gold`: its folder under the gold root; `scorer`: the file that scores it; `figures`: paths into the scorer's
    JSON, the first being the one to quote; `lower`: those where less is better; `optional`: not every gold
    root has it."""

    name: str
    gold: str
    scorer: str
    figures: tuple[str, ...]
    lower: tuple[str, ...] = ()
    optional: bool = False

    def arguments(self, gold: Path, out: Path) -> list[str]:
        """What the scorer is called with."""
        if self.scorer == "score_copies.py":
            files = [(f"--{part}", str(out / f"{part}.jsonl")) for part in ("pairs", "lineages", "pages")]
            return ["--gold", str(gold), *(word for pair in files for word in pair)]
        if self.scorer == "score_acts.py":
            return [str(gold), str(out)]
        if self.scorer == "score_records.py":
            return ["--gold", str(gold / "gold.jsonl"), "--pred", str(out), "--json"]
        return [self.name, "--gold", str(gold), "--pred", str(out), "--json"]


_SCORE, _SPANS = "score.py", "score_spans.py"

TASKS = (
    Task(
        "attribution",
        "attribution/dev",
        _SCORE,
        (
            "all.f1",
            "all.content_f1",
            "all.recall_direct",
            "all.recall_mixed",
            "all.recall_indirect",
            "all.vague_source",
        ),
        ("all.vague_source",),
    ),
    Task(
        "times", "times", _SCORE, ("all.value_f1", "sets.timebank.value_f1", "sets.meantime.value_f1", "all.strict_f1")
    ),
    Task(
        "factuality",
        "factuality",
        _SCORE,
        ("sets.uw.r", "sets.uw.macro_f1", "sets.meantime.macro_f1", "all.r", "all.macro_f1", "all.mae"),
        ("all.mae",),
    ),
    Task("events", "events", _SCORE, ("all.type_f1", "all.quad_f1", "all.pair", "all.type_precision", "all.detect")),
    Task(
        "actors",
        "actors",
        _SCORE,
        ("all.country", "all.sector", "all.name", "all.false_country", "all.false_sector"),
        ("all.false_country", "all.false_sector"),
    ),
    Task("stories", "stories", _SCORE, ("all.f1", "sets.ecb.f1", "sets.basil.f1", "sets.5w1h.f1")),
    Task("conflicts", "conflicts", _SCORE, ("all.f1", "all.exact")),
    Task("pages", "pages", _SCORE, ("all.text_f1", "all.bag_f1", "all.date", "all.title", "all.authors")),
    Task("flatpages", "flatpages", _SCORE, ("all.f1", "all.precision", "all.recall")),
    Task(
        "copies",
        "copies",
        "score_copies.py",
        (
            "pairs.all.three_way.accuracy",
            "pairs.all.three_way.macro_f1",
            "lineages.bcubed.f1",
            "pages.credited.accuracy",
            "pages.uncredited.accuracy",
        ),
    ),
    Task(
        "records",
        "records",
        "score_records.py",
        (
            "whole_record_right_of_essential",
            "events.f1",
            "events.p",
            "events.r",
            "statements.f1",
            "matched_events.factuality3.right",
            "matched_events.said_by.right",
            "published.right",
            "agency.right",
            "body.f1",
            "furniture_leak",
        ),
        ("furniture_leak",),
    ),
    Task(
        "acts",
        "acts",
        "score_acts.py",
        ("f1", "precision", "recall", "sides", "actors", "recipients", "told"),
        optional=True,
    ),
    Task("ner", "ner", _SPANS, ("f1_3", "by_type.PERSON", "by_type.ORG", "by_type.LOC")),
    Task("places", "places", _SPANS, ("found.f1", "resolved", "resolved_given_found")),
)


def task_named(name: str) -> Task:
    """The task of that name. Raises KeyError with the names there are."""
    for task in TASKS:
        if task.name == name:
            return task
    raise KeyError(f"no task {name}; there are {', '.join(task.name for task in TASKS)}")


def predictor(name: str) -> Callable[[Path, Path], None]:
    """`predict(gold, out)` of a task. Raises ModuleNotFoundError if nobody has written it yet."""
    predict: Callable[[Path, Path], None] = import_module(f"bench.tasks.{name}").predict
    return predict
