"""The bench of pages without politics: texts are gathered, sums are shown by part, closed pages stay closed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench.__main__ import app
from bench.quiet.pages import SOURCES, Chosen, build, chosen
from bench.quiet.scoring import Coded, coded, record_lines, report_lines

LABELS = Path(__file__).parents[2] / "training/data/acts"
QUIET = "Peel eight ripe pears, cut them small and boil them with sugar and the juice of a lemon for twenty minutes."
LOUD = "Police in Oslo arrested 12 protesters on Tuesday."
TREEBANK = """# newdoc id = GUM_kitchen
# sent_id = GUM_kitchen-1
# newpar
# text = Pears are in season.
1\tPears

# sent_id = GUM_kitchen-2
# text = Buy eight.

# newpar
# text = Boil them.

# newdoc id = GUM_garden
# text = Water the beans.
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A page of each part, and one that is not quiet at all in each."""
    texts = {"recipe": ("dev", QUIET), "news": ("dev", LOUD), "soup": ("closed", QUIET), "more": ("closed", LOUD)}
    rows = [{"id": name, "kind": "guide", "part": part, "text": text} for name, (part, text) in texts.items()]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_every_page_of_the_list_has_a_source_and_half_of_each_kind_is_closed() -> None:
    rows = chosen()
    assert len({row.id for row in rows}) == len(rows) == 196
    assert {row.source for row in rows} <= set(SOURCES)
    parts = Counter((row.kind, row.part) for row in rows)
    for kind in {row.kind for row in rows}:
        assert abs(parts[kind, "dev"] - parts[kind, "closed"]) <= 1
    assert Counter(row.part for row in rows) == {"dev": 98, "closed": 98}


def test_nothing_learns_from_a_page_of_the_list() -> None:
    labelled = [json.loads(line) for path in sorted(LABELS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    assert labelled
    assert not {row["id"] for row in labelled if row["part"] == "train"} & {row.id for row in chosen()}


def test_texts_are_gathered_from_several_folders_and_what_is_missing_is_named(tmp_path: Path) -> None:
    treebank, articles = tmp_path / "language/gum", tmp_path / "gold/pages"
    for folder in (treebank, articles):
        folder.mkdir(parents=True)
    (treebank / "a.conllu").write_text(TREEBANK, encoding="utf-8")
    (articles / "gold.jsonl").write_text(json.dumps({"id": "p1", "text": QUIET}) + "\n", encoding="utf-8")
    rows = [Chosen(name, source, "guide", "dev") for name, source in (("p1", "pages"), ("GUM_kitchen", "gum"))]
    lost = Chosen("p2", "pages", "guide", "closed")
    assert build([*rows, lost], [tmp_path / "gold", tmp_path / "language"], tmp_path / "out") == [lost]
    built = [json.loads(line) for line in (tmp_path / "out/docs.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in built] == [QUIET, "Pears are in season. Buy eight.\n\nBoil them."]
    assert {row["part"] for row in built} == {"dev"}


def test_records_are_counted_by_part_and_closed_pages_are_not_named(gold: Path) -> None:
    found = coded(gold)
    assert [(page.id, len(page.events)) for page in found] == [("recipe", 0), ("news", 1), ("soup", 0), ("more", 1)]
    lines = list(report_lines(found))
    sums = [line.split() for line in lines if line.startswith(("dev", "closed"))]
    assert [(one[0], one[1], one[4]) for one in sums] == [("dev:", "1", "2"), ("closed:", "1", "2")]
    assert "  types: COERCE 1" in lines and "  most: news 1" in lines
    assert not any("more" in line for line in [*lines, *record_lines(found)])
    (record,) = record_lines(found)
    assert record.startswith("news: COERCE") and "[happened]" in record and "arrested" in record


def test_where_nothing_is_recorded_the_sums_are_nil() -> None:
    lines = list(report_lines([Coded("recipe", "guide", "dev", (), ())]))
    assert lines[0].startswith("dev:    0 records on   1 pages, 0.00 a page")


def test_the_commands_gather_and_count(gold: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["quiet", "--gold", str(gold), "--records"])
    assert told.exit_code == 0 and "news: COERCE" in told.output
    empty = tmp_path / "empty"
    empty.mkdir()
    told = CliRunner().invoke(app, ["quiet-pages", "--texts", str(empty), "--out", str(tmp_path / "out")])
    assert told.exit_code == 1 and "missing" in told.output
