"""Which reports of all shards share words: joined by DuckDB over their keys, on the disk, in bounded memory.

These are all pairs that share a sampled shingle (`bands.py`), to the last one; linking a record finds its candidates by
its sketches instead (`linking.sketches`). The keys are cut into parts by their own value, so that one part at a time is
joined, and none misses a pair of another.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from dateline.errors import RunError
from dateline.sharding.job import Job
from dateline.sharding.manifest import Shard
from dateline.sharding.shard_files import arrow

PAIRS = "pairs.parquet"
NEEDED = "reports of many shards are joined by DuckDB, and it is not installed: pip install '.[shards]'"
COMMON = 1_500
"""A shingle in more reports than this is a stock phrase or furniture, no sign of kinship."""
_ROWS = 20_000_000  # keys that are joined at once: some hundred megabytes
_MEGABYTES = 1024

_KEYS = """
CREATE OR REPLACE TEMP TABLE part AS
WITH keys AS (
    SELECT DISTINCT ('0x' || report[2:])::UBIGINT AS report, TRY_CAST(day[:10] AS DATE) AS day, key
    FROM read_parquet($files) WHERE key % $parts = $part
), often AS (
    SELECT key FROM keys GROUP BY key HAVING count(*) BETWEEN 2 AND $common
)
SELECT report, day, key FROM keys SEMI JOIN often USING (key)
"""
_JOIN = """
INSERT INTO pairs
SELECT one.report, other.report, count(*)
FROM part AS one JOIN part AS other ON one.key = other.key AND one.report < other.report
WHERE $days IS NULL OR coalesce(abs(one.day - other.day) <= $days, true)
GROUP BY ALL
"""
_OUT = """
COPY (
    SELECT
        format('p{{:016x}}', a) AS a, format('p{{:016x}}', b) AS b, shared,
        format('p{{:016x}}', component) AS component
    FROM merged JOIN components ON a = report ORDER BY a, b
) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""


def join_pairs(
    job: Job, shards: Sequence[Shard], *, days: int | None = None, rows: int = _ROWS, megabytes: int = _MEGABYTES
) -> int:
    """Writes every pair of reports that share a key into pairs.parquet of the output; how many pairs there are.

    A row is a pair: `a` < `b`, `shared` keys, and `component`, the smallest id of all reports that are connected with
    them by pairs. A key of more than `COMMON` reports is a stock phrase and joins nobody. `days`: most days between the
    two, where both have one; None: whatever lies between. `rows`: keys that are joined at once; `megabytes`: memory of
    DuckDB, which spills to the disk beyond. The shards must be done. Raises RunError where DuckDB is not installed.
    """
    files = [str(job.shards / shard.name / "bands.parquet") for shard in shards]
    with _database(job.output, megabytes) as database:
        database.execute("CREATE TEMP TABLE pairs (a UBIGINT, b UBIGINT, shared UBIGINT)")
        if files:
            (whole,) = database.execute("SELECT count(*) FROM read_parquet($files)", {"files": files}).fetchone()
            parts = 1 + whole // rows
            for part in range(parts):
                given = {"files": files, "parts": parts, "part": part, "common": COMMON}
                database.execute(_KEYS, given)
                database.execute(_JOIN, {"days": days})
        return _write(database, job.output / PAIRS)


def _write(database: Any, place: Path) -> int:
    """Pairs leave the database as two columns of numbers, to find what is connected; no row is held in Python."""
    database.execute("CREATE TEMP TABLE merged AS SELECT a, b, sum(shared)::UBIGINT AS shared FROM pairs GROUP BY ALL")
    found = database.execute("SELECT a, b FROM merged").fetchnumpy()
    a, b = (np.asarray(found[name], dtype=np.uint64) for name in ("a", "b"))
    reports, components = _components(a, b)
    database.register("components", arrow().table({"report": reports, "component": components}))
    with tempfile.NamedTemporaryFile(prefix=f".{place.name}.", suffix=".part", dir=place.parent, delete=False) as file:
        database.execute(_OUT.format(file=file.name.replace("'", "''")))
    Path(file.name).chmod(0o644)
    Path(file.name).replace(place)
    return len(a)


def _components(a: Any, b: Any) -> tuple[Any, Any]:
    """Every report of a pair, and for each the smallest that is connected with it."""
    reports = np.unique(np.concatenate([a, b]))
    ends = (np.searchsorted(reports, a), np.searchsorted(reports, b))
    graph = sparse.coo_matrix((np.ones(len(a), dtype=np.int8), ends), shape=(len(reports), len(reports)))
    _, labels = connected_components(graph, directed=False) if len(reports) else (0, np.empty(0, dtype=np.int64))
    first = np.full(len(reports), len(reports), dtype=np.int64)
    np.minimum.at(first, labels, np.arange(len(reports)))
    return reports, reports[first[labels]]


@contextmanager
def _database(folder: Path, megabytes: int) -> Iterator[Any]:
    """A database that lives as long as the join, and spills beside what it joins."""
    try:
        import duckdb
    except ImportError as error:
        raise RunError(NEEDED) from error
    with tempfile.TemporaryDirectory(prefix=".join.", dir=folder) as spilled:
        choices: dict[str, Any] = {
            "temp_directory": spilled,
            "memory_limit": f"{megabytes}MB",
            "autoinstall_known_extensions": "false",
        }
        database = duckdb.connect(":memory:", config=choices)
        try:
            database.execute("SET preserve_insertion_order = false")
            database.execute("SET autoinstall_known_extensions = false")  # nothing is fetched
            yield database
        except duckdb.Error as error:
            raise RunError(f"the shards cannot be joined: {error}. Is there room on the disk of {folder}?") from error
        finally:
            database.close()
