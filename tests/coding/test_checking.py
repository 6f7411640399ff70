"""Rows of an ontology that can never fire: none of ours, and each kind of them in a user's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from dateline.coding import load_ontology
from dateline.coding.events.ontology.checking import remarks, rows_that_never_fire, unnamed_classes

EVENTS = Path(__file__).parents[2] / "src" / "dateline" / "coding" / "events"
TYPES = "[types]\nFERRY\t\t1\t2\tyes\t\topened a ferry\n[triggers]\n"


def test_every_row_of_ours_can_fire() -> None:
    assert list(map(str, rows_that_never_fire(load_ontology()))) == []


def test_every_class_of_words_is_named_by_a_row_or_by_code() -> None:
    coded = {
        node.value
        for path in EVENTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [one.rule for one in unnamed_classes(load_ontology()) if one.rule not in coded] == []


@pytest.mark.parametrize(
    ("rows", "remark"),
    [
        ("open|v|object|;open|v|object~ferry|", "ferries.tsv:5: open/v object~ferry changes nothing: ferries"),
        ("open|v|object~ferry|;open|v|object~ferry|", "ferries.tsv:5: .*: ferries.tsv:4 stands above"),
        ("open|v|subject@|;open|v|subject#GOV,object|", "ferries.tsv:5: .*: ferries.tsv:4 stands above"),
        ("open|v|clause|;open|v|clause:to|", "ferries.tsv:5: .*: ferries.tsv:4 stands above"),
        ("open|v|!object~ferry|;open|v|!object|", "ferries.tsv:5: .*: ferries.tsv:4 stands above"),
        ("open|v|object~ferry|-;open|v|object~ferry|", "ferries.tsv:5: .*: ferries.tsv:4 stands above"),
        ("open|v|!object,object~ferry|", "ferries.tsv:4: .*: its conditions on object contradict each other"),
        ("opened|v|object|", "ferries.tsv:4: opened/v object changes nothing: the lemma of this verb is open"),
        ("talks|n|with|", "ferries.tsv:4: .*: the lemma of this noun is talk"),
        ("take_part|v|in|", "ferries.tsv:4: .*: part is no particle"),
    ],
)  # fmt: skip
def test_a_row_that_changes_nothing_is_named(tmp_path: Path, rows: str, remark: str) -> None:
    path = tmp_path / "ferries.tsv"
    made = (row.split("|") for row in rows.split(";"))
    lines = (
        f"{word}\t{pos}\t{type_ or 'FERRY'}\t\t\t{conditions}\t{'' if type_ else 'subject'}\t-\n"
        for word, pos, conditions, type_ in made
    )
    path.write_text(TYPES + "".join(lines), encoding="utf-8")
    found = remarks(load_ontology(path))
    assert len(found) == 1 and re.match(remark, found[0]), found


@pytest.mark.parametrize(
    "rows",
    [
        "open|v|object~ferry|;open|v|object|",
        "open|v|object@|;open|v|object=|",
        "open|v|clause|;open|v|clause:subject|",
        "open|v|object~ferry|;open|n|object~ferry|",
        "teargas|v|object|",
    ],
)
def test_a_row_that_may_fire_is_not(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "ferries.tsv"
    lines = (f"{word}\t{pos}\tFERRY\t\t\t{conditions}\tsubject\t-\n" for word, pos, conditions, _ in
             (row.split("|") for row in rows.split(";")))  # fmt: skip
    path.write_text(TYPES + "".join(lines), encoding="utf-8")
    assert remarks(load_ontology(path)) == ()


def test_what_extends_plover_may_hide_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "ports.tsv"
    row = "attack\tv\tSANCTION\tdiscontinue\t\t\tsubject\tobject\n"
    path.write_text(f"extends PLOVER\n[classes]\nPORT\tport quay\n[triggers]\n{row}", encoding="utf-8")
    assert remarks(load_ontology(path)) == ("ports.tsv:3: PORT changes nothing: no row names this class",)
