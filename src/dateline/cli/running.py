"""Runs over shards: planning, working on all or some of them, here or on a cluster, and putting them into a record."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dateline.cli.exits import end_plainly, print_remark
from dateline.cli.options import (
    ActorsOption,
    AsIsOption,
    ColumnOption,
    HtmlBelowOption,
    LanguageOption,
    MegabytesOption,
    OntologyOption,
    PublishedOption,
    QuietOption,
    SecondsOption,
    WorkersOption,
    columns_of,
    settings_of,
)
from dateline.cli.printing import Plain, print_bytes
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.sharding import Job, Plan, Shard


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


@end_plainly
def run(
    source: Annotated[
        Path, typer.Argument(metavar="INPUT", help="A folder, or one file: what may come in says docs/sources.md.")
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="A folder for the plan, the shards and the record; made if new.")
    ],
    on: Annotated[
        Engine,
        typer.Option("--on", help="This machine's cores, or Ray: on the cluster that RAY_ADDRESS names, else here."),
    ] = Engine.LOCAL,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="K/N|NAME",
            help="Work on one share of the shards alone: the Kth of N tasks, or a shard by name. Nothing is collected.",
        ),
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Only plan: look through the input anew, and write the plan.")
    ] = False,
    pairs: Annotated[
        bool,
        typer.Option(
            "--pairs", help="Make no record: only write which reports share words, over all shards, as pairs.parquet."
        ),
    ] = False,
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            "-r",
            metavar="FILE-OR-URL",
            show_default=False,
            help="The record: an SQLite file, or postgresql://user@host/name [default: dateline.db in OUTPUT].",
        ),
    ] = None,
    later: Annotated[bool, typer.Option("--link-later", help="Do not link; link with: dateline link.")] = False,
    shard_size: Annotated[
        float, typer.Option(metavar="MB", min=0.001, help="Megabytes of files in a shard; keep it from run to run.")
    ] = 64.0,
    workers: WorkersOption = None,
    language: LanguageOption = "dateline",
    as_is: AsIsOption = False,
    published: PublishedOption = None,
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1024,
    ontology: OntologyOption = None,
    actors: ActorsOption = None,
    column: ColumnOption = [],  # noqa: B006 - typer reads it, nobody writes it
    html_below: HtmlBelowOption = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object with counts that add up.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Read and code many pages in shards, on one machine or many, then collect them into a record and link it.

    Shards that are done are left alone: stopped at any moment, run the same command again. The record is the one that
    dateline add makes of the same pages. Slurm, Kubernetes, Ray: docs/many-machines.md.
    """
    from dateline.sharding import Job, choose, join_pairs, plan_shards, read_plan

    settings = settings_of(language, workers, as_is, published, seconds, megabytes, ontology=ontology, actors=actors)
    columns = tuple(sorted(columns_of(column).items()))
    job = Job(source, output, settings, columns, html_below, max(1, round(shard_size * (1 << 20))))
    told = _Told(json, quiet)
    if shard is not None and (plan or pairs):
        raise UsageError("--shard works on some shards, --plan and --pairs are for all. Call them one after the other.")
    planned = read_plan(output) if shard is not None and output.exists() else None
    if planned is None or planned.choices != job.choices:
        planned = plan_shards(job)
    if plan:
        told.of_plan(planned, job)
        return
    wanted = planned.shards if shard is None else choose(planned, shard)
    told.of_work(wanted, _work(job, wanted, on, told), job, last=shard is not None)
    if pairs:
        told.of_pairs(join_pairs(job, wanted), job)
    elif shard is None:
        _collect(job, planned, record or str(output / "dateline.db"), not later, told)


def _work(job: Job, wanted: Sequence[Shard], on: Engine, told: _Told) -> int:
    """Works on the shards that are not done; how many those were."""
    from dateline.sharding import to_work, work, work_on_ray

    missing = to_work(job, wanted)
    if not missing:
        return 0
    with _bar("shards", sum(shard.bytes for shard in missing), told.silent) as seen:
        pages = 0

        def heard() -> None:
            nonlocal pages
            pages += 1
            seen(0, f"{pages:,} pages")

        found = work_on_ray(job, missing) if on is Engine.RAY else work(job, missing, heard)
        for number, shard in enumerate(found, 1):
            seen(shard.bytes, f"{number:,} of {len(missing):,} shards")
    return len(missing)


def _collect(job: Job, plan: Plan, record: str, linking: bool, told: _Told) -> None:
    from dateline.recording import Record
    from dateline.sharding import collect, counts_of

    bounded: list[str] = []  # told when the bar is gone
    pages = sum(counts_of(job.shards, shard.name).pages for shard in plan.shards) + len(plan.lost)
    with Record.open(record) as opened, _bar("Collecting", pages, told.silent) as seen:
        summary = collect(
            opened,
            job,
            plan,
            lambda: seen(1, ""),
            linking=linking,
            phase=lambda words: seen(0, words.lower()),
            said=bounded.append,
        )
        left = Counter(dict(plan.left))
        for shard in plan.shards:
            left.update(dict(counts_of(job.shards, shard.name).left))
        makers = opened.makers()
    for remark in bounded:
        print_remark(remark)
    told.of_record(summary, record, makers, left)


@dataclass
class _Told:
    """What is printed, as words or as JSON, or nothing."""

    json: bool
    quiet: bool

    def __post_init__(self) -> None:
        self._started = time.monotonic()

    @property
    def silent(self) -> bool:
        """Whether no bar is shown."""
        return self.json or self.quiet

    def of_plan(self, plan: Plan, job: Job) -> None:
        """Which shards there are."""
        from dateline.sharding import undone

        said = {"shards": len(plan.shards), "done": len(plan.shards) - len(undone(job, plan.shards))}
        names = [shard.name for shard in plan.shards]
        if self.json:
            print_bytes((msgspec.json.encode({**said, "names": names}) + b"\n",))
        elif not self.quiet:
            Plain().print(f"{said['shards']:,} shards, {said['done']:,} of them done: {job.output / 'manifest.json'}")

    def of_work(self, wanted: Sequence[Shard], worked: int, job: Job, *, last: bool) -> None:
        """What was done: `last` where nothing follows."""
        from dateline.sharding import counts_of

        if self.quiet or (self.json and not last):
            return
        counts = [counts_of(job.shards, shard.name) for shard in wanted]
        said = {
            "shards": len(wanted),
            "worked_on": worked,
            "done_before": len(wanted) - worked,
            "pages": sum(one.pages for one in counts),
            "reports": sum(one.reports for one in counts),
            "skipped": sum(one.skipped for one in counts),
            "again": sum(one.again for one in counts),
        }
        if self.json:
            print_bytes((msgspec.json.encode({**said, "seconds": self._seconds}) + b"\n",))
            return
        again = f" + {said['again']:,} twice there" if said["again"] else ""
        Plain(fold=False).print(
            f"{said['shards']:,} shards = {worked:,} worked on + {said['done_before']:,} done before: "
            f"{said['pages']:,} pages = {said['reports']:,} reports + {said['skipped']:,} skipped{again}"
        )

    def of_pairs(self, number: int, job: Job) -> None:
        """How many pairs of reports share words."""
        from dateline.sharding import PAIRS

        if self.json:
            print_bytes((msgspec.json.encode({"pairs": number, "seconds": self._seconds}) + b"\n",))
        elif not self.quiet:
            Plain(fold=False).print(f"{number:,} pairs of reports share words: {job.output / PAIRS}")

    def of_record(self, summary: object, record: str, makers: Sequence[tuple[str, int]], left: Counter[str]) -> None:
        """What came into the record."""
        from dateline.cli.showing import show_summary, summary_line
        from dateline.running import Summary

        assert isinstance(summary, Summary)
        if self.json:
            print_bytes((summary_line(summary, record, self._seconds, left),))
        elif not self.quiet:
            show_summary(summary, record, f"{self._seconds:.1f} s", makers, left)

    @property
    def _seconds(self) -> float:
        return round(time.monotonic() - self._started, 1)


@contextmanager
def _bar(what: str, whole: int, silent: bool) -> Iterator[Callable[[int, str], None]]:
    """A bar on standard error, silent where nobody watches. What it gives is told how much more is done, and words."""
    console = Plain(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    shown = console.is_terminal and Plain().is_terminal and not silent
    with Progress(*columns, console=console, disable=not shown, transient=True) as progress:
        task = progress.add_task(what, total=whole)

        def seen(more: int, words: str) -> None:
            progress.update(task, advance=more, description=f"{what}: {words}" if words else None)

        yield seen
