"""`dateline run` as it is typed: plan, shares of the work, the whole, and what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.recording import Record

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install 'dateline[shards]'")

TEXTS = (
    "Norway's foreign minister met her Finnish counterpart in Oslo on Monday, a spokesman said.",
    "Canada rejected the demand of Hungary on Friday, its prime minister told reporters in Ottawa.",
    "Brazil sent 40 trucks of aid to Bolivia after the flood, the government in Brasilia announced.",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for n, text in enumerate(TEXTS):
        (tmp_path / "pages" / f"{n}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "pages" / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def dateline(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def run(*words: str) -> str:
    return dateline("run", "pages", "out", "--shard-size", "0.001", "--as-is", "--workers", "0", *words)


def lines(record: Path) -> list[str]:
    with Record.open(record, create=False) as opened:
        return list(opened.dump())


@pytest.mark.usefixtures("folder")
def test_tasks_of_a_scheduler_then_the_record(folder: Path) -> None:
    planned = json.loads(run("--plan", "--json"))
    assert (planned["done"], planned["shards"]) == (0, len(planned["names"]))
    told = [json.loads(run("--shard", f"{task}/2", "--json")) for task in (1, 2)]
    assert sum(one["worked_on"] for one in told) == planned["shards"]
    assert sum(one["pages"] for one in told) == 4
    assert [one["pages"] - one["reports"] - one["skipped"] - one["again"] for one in told] == [0, 0]
    assert not (folder / "out" / "dateline.db").exists()
    whole = json.loads(run("--json"))
    assert (whole["pages"], whole["kept"], whole["skipped"], whole["known"]) == (4, 3, 1, 0)
    dateline("add", "pages", "--as-is", "--workers", "0", "--record", "one.db")
    assert lines(folder / "out" / "dateline.db") == lines(folder / "one.db")


@pytest.mark.usefixtures("folder")
def test_what_is_printed_adds_up_and_twice_is_once() -> None:
    first = run().splitlines()
    assert first[0].endswith("0 done before: 4 pages = 3 reports + 1 skipped")
    assert first[1] == "4 pages = 3 reports + 1 skipped"
    assert run().splitlines()[1] == "4 pages = 0 reports + 0 skipped + 4 there before"


@pytest.mark.usefixtures("folder")
def test_pairs_are_joined_without_a_record(folder: Path) -> None:
    pytest.importorskip("duckdb", reason="shards are joined by DuckDB: pip install 'dateline[shards]'")
    (folder / "pages" / "copy.txt").write_text(f"By our staff\n\n{TEXTS[2]} It took a week.", encoding="utf-8")
    told = [json.loads(line) for line in run("--pairs", "--json").splitlines()]
    assert [one["pairs"] for one in told] == [1]
    assert {path.name for path in (folder / "out").iterdir()} == {"manifest.json", "pairs.parquet", "shards"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("run", "nowhere", "out"), "there is no file or folder nowhere"),
        (("run", "pages", "out", "--shard", "3/2"), "no K/N"),
        (("run", "pages", "out", "--shard", "1/2", "--plan"), "one after the other"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_is_said(words: tuple[str, ...], message: str) -> None:
    result = CliRunner().invoke(app, list(words))
    assert (result.exit_code, message in result.output) == (2, True), result.output
