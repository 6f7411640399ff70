"""All tasks in sequence: predict, score, keep, compare, print."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.table import Table

from bench.registry import TASKS, Task

_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for one task: the scorer's whole answer, or the reason why there is none.

    `digest` is the SHA-256 over the gold folder's JSON lines; `seconds` and `megabytes` (peak, resident) are those of
    the prediction, start of the interpreter included.
    """

    task: str
    digest: str
    scores: dict[str, Any] = field(default_factory=dict)
    failed: str | None = None
    seconds: float = 0.0
    megabytes: float = 0.0


def run(task: Task, gold_root: Path, scorers: Path, work: Path) -> Result:
    """Predicts and scores one task, each in a process of its own; a failure becomes a Result with its reason."""
    gold = gold_root / task.gold
    if not (gold / "docs.jsonl").exists():
        return Result(task.name, "", failed=f"there is no {gold / 'docs.jsonl'}")
    out = work / task.name if task.name == "copies" else work / f"{task.name}.jsonl"
    command = [sys.executable, "-m", "bench", "predict", task.name, "--gold", str(gold), "--out", str(out)]
    started = time.monotonic()
    failed, _, megabytes = _call(command)
    seconds = round(time.monotonic() - started, 1)
    scores: dict[str, Any] = {}
    if not failed:
        failed, answer, _ = _call([sys.executable, str(scorers / task.scorer), *task.arguments(gold, out)])
        scores = json.loads(answer) if not failed else {}
    return Result(task.name, digest(gold), scores, failed or None, seconds, megabytes)


def _call(command: Sequence[str]) -> tuple[str, str, float]:
    """Runs a command; the reason if it failed, what it printed, its peak memory in MB."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complaint:
        process = subprocess.Popen(command, cwd=_ROOT, stdout=printed, stderr=complaint)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        answer, words = (_all(file).decode("utf-8", "replace") for file in (printed, complaint))
    if process.returncode == 0:
        return "", answer, round(usage.ru_maxrss / 1024, 0)
    said = [line for line in words.strip().splitlines() if line.strip(" │╭╮╰╯─")]
    return said[-1] if said else f"exit code {process.returncode}", answer, 0.0


def _all(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def digest(gold: Path) -> str:
    """SHA-256 over the names and bytes of the JSON lines in a gold folder."""
    total = hashlib.sha256()
    for path in sorted(gold.glob("*.jsonl")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def figures(task: Task, result: Result) -> Iterator[tuple[str, float | None]]:
    """The task's figures by name; None where the scorer gave none."""
    for path in task.figures:
        value: Any = result.scores
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        yield path.removeprefix("all."), float(value) if isinstance(value, int | float) else None


def show(results: Sequence[Result], before: Mapping[str, Result]) -> None:
    """One table: task, figure, value, and the difference to an earlier run."""
    table = Table(title="Scoreboard", box=None, header_style="bold")
    for name in ("task", "figure"):
        table.add_column(name)
    for name in ("value", *(("delta",) if before else ()), "seconds", "MB"):
        table.add_column(name, justify="right")
    for result in results:
        task = next(task for task in TASKS if task.name == result.task)
        cost = (f"{result.seconds:.1f}", f"{result.megabytes:.0f}")
        if result.failed:
            table.add_row(result.task, "[red]failed[/red]", "", *([""] if before else []), *cost)
            continue
        old = before.get(result.task)
        earlier = dict(figures(task, old)) if old and old.digest == result.digest else {}
        for n, (name, value) in enumerate(figures(task, result)):
            row = [result.task if n == 0 else "", name, "-" if value is None else f"{value:.4f}"]
            if before:
                row.append(_delta(value, earlier.get(name), lower=f"all.{name}" in task.lower or name in task.lower))
            table.add_row(*row, *(cost if n == 0 else ("", "")))
    out = Console(width=max(100, Console().width))
    out.print(table)
    for result in results:
        if result.failed:
            out.print(f"{result.task}: {result.failed}", style="red", markup=False)


def _delta(value: float | None, earlier: float | None, *, lower: bool) -> str:
    if value is None or earlier is None:
        return ""
    change = value - earlier
    if abs(change) < 0.00005:
        return "="
    colour = "green" if (change < 0) == lower else "red"
    return f"[{colour}]{change:+.4f}[/{colour}]"


def keep(results: Sequence[Result], path: Path) -> None:
    """Writes the results, so that another run can be compared with them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {"cores": os.cpu_count(), "results": [asdict(result) for result in results]}
    path.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept(path: Path) -> dict[str, Result]:
    """The results of an earlier run by task."""
    body = json.loads(path.read_text(encoding="utf-8"))
    return {row["task"]: Result(**row) for row in body["results"]}
