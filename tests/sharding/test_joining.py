"""The pairs that DuckDB finds over shards are all that share a kept run of words, however they are cut."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from dateline.linking.words import hash_words_of_all
from dateline.model import Coded
from dateline.sharding import PAIRS, Job, join_pairs, plan_shards, read_shard, work
from dateline.sharding.bands import SAMPLE
from tests.running.sample_steps import step

from .sample_runs import HERE, write_lines

pyarrow = pytest.importorskip("pyarrow.parquet", reason="shards are Parquet: pip install 'dateline[shards]'")
pytest.importorskip("duckdb", reason="shards are joined by DuckDB: pip install 'dateline[shards]'")

WORDS = [f"{first}{last}" for first in ("ban", "cor", "del", "fam", "gor") for last in ("ado", "ek", "ir", "ola", "um")]


def texts() -> list[str]:
    """Forty texts of made-up words; of every second, a third stands in the one after it as well."""
    told = random.Random(7)
    out = [" ".join(told.choices(WORDS, k=90)) for _ in range(40)]
    for n in range(0, 38, 2):
        out[n + 1] = " ".join([*out[n].split()[:30], *out[n + 1].split()[30:]])
    return [f"page {text}" for text in out]


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Two files of lines, one page in both, done in some shards."""
    folder = tmp_path_factory.mktemp("run")
    every = texts()
    write_lines(folder / "input" / "one.jsonl", every[:25])
    write_lines(folder / "input" / "two.jsonl", every[20:])
    made = Job(folder / "input", folder / "out", HERE, shard_bytes=5_000)
    assert len(list(work(made, plan_shards(made).shards, step=step))) > 3
    return made


def coded(job: Job) -> list[Coded]:
    found = {
        outcome.result.id: Coded(outcome.result, outcome.coding)  # type: ignore[arg-type]
        for shard in plan_shards(job).shards
        for _, outcome in read_shard(job.shards, shard.name)
        if outcome is not None
    }
    return [found[name] for name in sorted(found)]


def pairs(job: Job) -> list[tuple[str, str]]:
    table = pyarrow.read_table(job.output / PAIRS)
    return list(zip(table["a"].to_pylist(), table["b"].to_pylist(), strict=True))


def pairs_by_looking_at_each(job: Job) -> list[tuple[str, str]]:
    """Every two reports that share a run of six words whose hash is kept."""
    reports = [one.report for one in coded(job)]
    runs = [{run for run in one.shingle_set.tolist() if run % SAMPLE == 0} for one in hash_words_of_all(reports)]
    return [(reports[i].id, reports[j].id) for i, j in combinations(range(len(reports)), 2) if runs[i] & runs[j]]


@pytest.mark.parametrize("rows", [1 << 30, 400, 50])
def test_no_pair_is_missed(job: Job, rows: int) -> None:
    expected = pairs_by_looking_at_each(job)
    assert join_pairs(job, plan_shards(job).shards, rows=rows) == len(expected) >= 18
    assert pairs(job) == expected


def test_what_too_many_share_joins_nobody(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.sharding.joining.COMMON", 1)
    assert join_pairs(job, plan_shards(job).shards) == 0
    assert pairs(job) == []


def test_components_are_named_by_their_smallest_report(job: Job) -> None:
    join_pairs(job, plan_shards(job).shards)
    table = pyarrow.read_table(job.output / PAIRS).to_pylist()
    members: dict[str, set[str]] = {}
    for row in table:
        members.setdefault(row["component"], set()).update((row["a"], row["b"]))
    assert all(name == min(group) for name, group in members.items())
    assert sum(len(group) for group in members.values()) == len(set().union(*members.values()))


def test_nothing_but_the_pairs_is_left(job: Job) -> None:
    join_pairs(job, plan_shards(job).shards)
    assert {path.name for path in job.output.iterdir()} == {"manifest.json", "shards", PAIRS}
