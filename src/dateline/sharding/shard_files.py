"""A shard as a folder of Parquet files: written beside its place and renamed, so that what is seen is whole.

pages.parquet     every page: its bytes as they came, where from, and what became of it
reports.parquet   every report with its coding: columns to filter by, and both values as JSON
skipped.parquet   every page that is no report, with the reason
bands.parquet     keys by which reports that share words find one another
counts.json       how many of each
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from dateline.errors import RunError
from dateline.model import Coded, Coding, Page, Report, Skipped
from dateline.running import Outcome
from dateline.running.faults import FOR_THE_MACHINE

if TYPE_CHECKING:
    import pyarrow as pa

NEEDED = "a run over shards writes Parquet, and pyarrow is not installed: pip install '.[shards]'"
REPORT, SKIPPED, AGAIN = "report", "skipped", "again"
"""What became of a page. AGAIN: the page stood in the shard before; of it the origin alone is kept."""
_ROWS, _BYTES = 512, 16 << 20  # what is held before it is written
_READ = 64  # rows that are read at once
_COUNTS = "counts.json"
_TABLES = ("pages", "reports", "skipped", "bands")


@dataclass(frozen=True, slots=True)
class ShardCounts:
    """How much a shard holds: `pages` = `reports` + `skipped` + `again`.

    `to_try`: how many of the skipped failed for the machine's sake, and are tried again by the next run. `left`:
    members of archives that hold no page, by their ending.
    """

    pages: int
    reports: int
    skipped: int
    again: int
    to_try: int = 0
    left: tuple[tuple[str, int], ...] = ()


def arrow() -> Any:
    """The library of Parquet. Raises RunError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise RunError(NEEDED) from error
    return pyarrow


def _schemas() -> dict[str, pa.Schema]:
    pa = arrow()
    text = pa.string()
    given = [(f"given_{name}", text) for name in ("id", "title", "outlet", "published")]
    of_page = [("id", text), ("outcome", text), ("origin", text), ("address", text), ("media", text), ("charset", text)]
    masthead = [("title", text), ("outlet", text), ("agency", text), ("published", text), ("language", text)]
    counted = [("address", text), ("uncoded", text), ("statements", pa.int32()), ("events", pa.int32())]
    return {
        "pages": pa.schema([*of_page, ("fetched", text), *given, ("made_by", text), ("content", pa.binary())]),
        "reports": pa.schema([("id", text), *masthead, *counted, ("report", text), ("coding", text)]),
        "skipped": pa.schema(
            [("id", text), ("reason", text), ("detail", text), ("origin", text), ("given_id", text), ("address", text)]
        ),
        "bands": pa.schema([("report", text), ("day", text), ("key", pa.uint64())]),
    }


class ShardWriter:
    """A shard that is being written. Leave its `with` without an error, and the shard stands in its place."""

    def __init__(self, folder: Path, name: str) -> None:
        self._place = folder / name
        folder.mkdir(parents=True, exist_ok=True)
        self._made = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=".part", dir=folder))
        self._schemas = _schemas()
        write = arrow().parquet.ParquetWriter
        self._files = {
            table: write(self._made / f"{table}.parquet", schema, compression="zstd", use_dictionary=table != "bands")
            for table, schema in self._schemas.items()
        }
        self._rows: dict[str, list[dict[str, object]]] = {table: [] for table in _TABLES}
        self._held = 0
        self._counts = Counter[str]()
        self._to_try = 0
        self._left = Counter[str]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            for file in self._files.values():
                file.close()
            shutil.rmtree(self._made, ignore_errors=True)

    def left_alone(self, path: Path) -> None:
        """A member of an archive that holds no page."""
        self._left[path.suffix.lower() or "no ending"] += 1

    def add(self, outcome: Outcome, made_by: str) -> None:
        """One page and what became of it."""
        result = outcome.result
        kind = SKIPPED if isinstance(result, Skipped) else REPORT
        self._add_page(outcome.page or _bare(result), kind, made_by, whole=outcome.page is not None, page_id=result.id)
        if isinstance(result, Skipped):
            self._add("skipped", msgspec.to_builtins(result))
            self._to_try += result.reason in FOR_THE_MACHINE
        else:
            assert outcome.coding is not None
            self._add_report(result, outcome.coding)
        if self._held >= _BYTES or len(self._rows["pages"]) >= _ROWS:
            self._flush()

    def add_again(self, page: Page | Skipped) -> None:
        """A page that stood in the shard before, under another origin perhaps."""
        self._add_page(page, AGAIN, "", whole=False, page_id=page.id)

    def _add_page(self, page: Page | Skipped, outcome: str, made_by: str, *, whole: bool, page_id: str) -> None:
        names = self._schemas["pages"].names
        row: dict[str, object] = {name: getattr(page, name, None) for name in names}
        content = page.content if whole and isinstance(page, Page) else None
        self._add("pages", row | {"id": page_id, "outcome": outcome, "made_by": made_by, "content": content})
        self._counts[outcome] += 1
        self._held += len(content or b"")

    def _add_report(self, report: Report, coding: Coding) -> None:
        from dateline.sharding.bands import band_keys

        self._add(
            "reports",
            {
                "id": report.id,
                "title": report.title,
                "outlet": report.outlet,
                "agency": report.agency and report.agency.name,
                "published": report.published.value,
                "language": report.language,
                "address": report.address,
                "uncoded": coding.uncoded or None,
                "statements": len(coding.statements),
                "events": len(coding.events),
                "report": msgspec.json.encode(report).decode("utf-8"),
                "coding": msgspec.json.encode(coding).decode("utf-8"),
            },
        )
        self._rows["bands"] += band_keys(report)

    def _add(self, table: str, row: dict[str, object]) -> None:
        self._rows[table].append(row)

    def _flush(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._files[table].write_table(arrow().Table.from_pylist(rows, schema=self._schemas[table]))
                rows.clear()
        self._held = 0

    def _finish(self) -> None:
        self._flush()
        for table, file in self._files.items():
            file.close()
            _settle(self._made / f"{table}.parquet")
        number = self._counts
        left = tuple(sorted(self._left.items()))
        counts = ShardCounts(number.total(), number[REPORT], number[SKIPPED], number[AGAIN], self._to_try, left)
        (self._made / _COUNTS).write_bytes(msgspec.json.encode(counts) + b"\n")
        _settle(self._made / _COUNTS)
        self._made.chmod(0o755)
        self._take_place()

    def _take_place(self) -> None:
        before = self._made.with_suffix(".old")
        if is_to_try_again(self._place.parent, self._place.name):
            self._place.rename(before)
        try:
            self._made.rename(self._place)
        except OSError:
            if not is_done(self._place.parent, self._place.name):
                raise
            # another task was done with the same shard in between: its files are the same
        shutil.rmtree(before, ignore_errors=True)


def _bare(result: Report | Skipped) -> Skipped:
    assert isinstance(result, Skipped)  # a report comes with its page
    return result


def _settle(path: Path) -> None:
    """The bytes are on the disk before the folder takes its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def is_done(folder: Path, name: str) -> bool:
    """Whether the shard stands in its place: whole, since it is renamed last."""
    return (folder / name / _COUNTS).is_file()


def is_to_try_again(folder: Path, name: str) -> bool:
    """Whether the shard stands in its place with pages that failed for the machine's sake."""
    return is_done(folder, name) and counts_of(folder, name).to_try > 0


def counts_of(folder: Path, name: str) -> ShardCounts:
    """How much a shard holds. Raises RunError if it is not done, or damaged."""
    path = folder / name / _COUNTS
    try:
        return msgspec.json.decode(path.read_bytes(), type=ShardCounts)
    except (OSError, msgspec.DecodeError) as error:
        raise RunError(
            f"{path.parent} is not whole ({error}). Remove that folder and run the same command again."
        ) from error


def read_shard(folder: Path, name: str) -> Iterator[tuple[Page | Skipped, Outcome | None]]:
    """Every page of a shard in the order of its files, with what became of it; with None where it stood there before.

    Raises RunError if a file of the shard is missing or damaged.
    """
    place = folder / name
    try:
        reports, skipped = _rows(place / "reports.parquet"), _rows(place / "skipped.parquet")
        for row in _rows(place / "pages.parquet"):
            if row["outcome"] == AGAIN:
                yield Skipped(row["id"], "", origin=row["origin"]), None
                continue
            page = _page(row)
            if row["outcome"] == SKIPPED:
                why = Skipped(**next(skipped))
                yield page or why, Outcome(page, why)
            else:
                one = coded(next(reports))
                assert page is not None
                yield page, Outcome(page, one.report, one.coding)
    except (arrow().ArrowException, OSError, StopIteration, msgspec.DecodeError) as error:
        raise RunError(f"{place} is damaged ({error}). Remove that folder and run the same command again.") from error


def _page(row: dict[str, Any]) -> Page | None:
    if row["content"] is None:
        return None
    return Page(**{name: row[name] for name in Page.__slots__})


def coded(row: dict[str, Any]) -> Coded:
    """The report and the coding of a row of reports.parquet."""
    report = msgspec.json.decode(row["report"], type=Report)
    return Coded(report, msgspec.json.decode(row["coding"], type=Coding).with_report(report))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with arrow().parquet.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
        for batch in file.iter_batches(batch_size=_READ, use_threads=False):
            yield from batch.to_pylist()


def clear_remains(folder: Path, name: str) -> None:
    """Removes what tasks that were killed left of a shard that is done."""
    for ending in ("part", "old"):
        for remains in folder.glob(f".{name}.*.{ending}"):
            shutil.rmtree(remains, ignore_errors=True)
