"""The event tables: they load, they agree with one another, and a bad row is named."""

from pathlib import Path

import pytest

from dateline.coding.events.ontology import TableError, ontology


def test_every_trigger_has_a_grade_and_a_sign_that_fits_its_quad_class() -> None:
    words = ontology()
    for (type_, _mode), grade in words.grades.items():
        assert grade.quad in (1, 2, 3, 4)
        assert (grade.score >= -1) == (grade.quad <= 2) or type_ in ("REQUEST", "REJECT", "ACCUSE", "THREATEN")
    for rows in words.triggers.values():
        for row in rows:
            assert words.grade(row.type, row.mode).type == row.type


def test_all_sixteen_types_of_plover_have_words() -> None:
    words = ontology()
    types = {row.type for rows in words.triggers.values() for row in rows}
    assert types == {type_ for type_, _ in words.grades}
    assert len(types) == 16


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("meet\tv\tGREET\t\t040\t\tsubject\tobject", "triggers.tsv:1: GREET"),
        ("meet\tx\tCONSULT\t\t040\t\tsubject\tobject", "triggers.tsv:1: 'x'"),
        ("meet\tv\tCONSULT\t\t040\tobject~NOSUCH\tsubject\tobject", "word class NOSUCH"),
        ("meet\tv\tCONSULT", "8 columns are needed, 3 are there"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "triggers.tsv").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        ontology(tmp_path)


def test_a_users_table_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "triggers.tsv").write_text("greet\tv\tCONSULT\t\t040\tsubject@\tsubject\tobject\n", encoding="utf-8")
    words = ontology(tmp_path)
    assert set(words.triggers) == {("greet", "verb")}
    assert words.intents == ontology().intents
