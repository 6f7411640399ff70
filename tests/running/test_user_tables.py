"""Tables that the user brings: the same in every worker, named in the record, and refused where they do not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import TableError
from dateline.model import Page
from dateline.recording import Record
from dateline.running import RunError, Settings, add, check_actors, check_ontology, understand_pages
from dateline.running.user_tables import UserTable

from .sample_steps import QUICK, pages, step

FERRIES = (
    "[types]\nFERRY\t\t2\t2\tno\t\tran a ferry\n[triggers]\nopen\tv\tFERRY\t\t\tsubject@,object~ferry\tsubject\tto\n"
)
TEXT = b"Norway opened a ferry to Denmark. Denmark criticized Norway."


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    path = tmp_path / "ferries.tsv"
    path.write_text(FERRIES, encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [0, 1])
def test_the_ontology_reaches_every_worker(ferries: Path, workers: int) -> None:
    settings = Settings(as_is=True, workers=workers, ontology=check_ontology(ferries))
    (outcome,) = understand_pages([Page(TEXT, media="text/plain")], settings)
    assert outcome.coding is not None
    assert [event.type for event in outcome.coding.events] == ["FERRY"]


def test_the_maker_names_what_the_tables_hold_and_not_where_they_lie(ferries: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.tsv"
    elsewhere.write_text(FERRIES, encoding="utf-8")
    first, second = (replace(QUICK, ontology=check_ontology(path)).maker for path in (ferries, elsewhere))
    assert first == second != QUICK.maker
    elsewhere.write_text(FERRIES + "# edited\n", encoding="utf-8")
    assert replace(QUICK, ontology=check_ontology(elsewhere)).maker != first


def test_one_record_holds_one_ontology(ferries: Path, tmp_path: Path) -> None:
    plain = replace(QUICK, workers=0)
    own = replace(plain, ontology=check_ontology(ferries))
    for first, other in ((plain, own), (own, plain)):
        with Record.open(tmp_path / f"{first is own}.db") as record:
            add(record, pages("page one"), first, step=step, linking=False)
            with pytest.raises(RunError, match="cannot be counted together"):
                add(record, pages("page two"), other, step=step, linking=False)
            assert record.counts().pages == 1
            assert add(record, pages("page two"), first, step=step, linking=False).reports == 1


def test_a_record_says_what_understood_its_pages(tmp_path: Path) -> None:
    mine = tmp_path / "actors.csv"
    mine.write_text("name,country\nHarbour Watch,NOR\n", encoding="utf-8")
    plain = replace(QUICK, workers=0)
    own = replace(plain, actors=check_actors(mine))
    with Record.open(tmp_path / "r.db") as record:
        add(record, pages("page one", "page two"), plain, step=step, linking=False)
        add(record, pages("page two", "page three"), own, step=step, linking=False)
        assert record.makers() == ((plain.maker, 2), (own.maker, 1))


@pytest.mark.parametrize("workers", [0, 1])
def test_a_table_that_changes_during_a_run_stops_it(ferries: Path, workers: int) -> None:
    settings = Settings(as_is=True, workers=workers, ontology=check_ontology(ferries))
    ferries.write_text(FERRIES + f"# edited {workers}\n", encoding="utf-8")
    settings = replace(settings, ontology=UserTable(ferries, f"another{workers}"))
    with pytest.raises(RunError, match="changed while the run went on"):
        list(understand_pages([Page(TEXT, media="text/plain")], settings))


def test_the_actors_reach_the_coding(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,country,sectors\nHarbour Watch,NOR,NGO\n", encoding="utf-8")
    text = b"Harbour Watch criticized Denmark. Denmark criticized Harbour Watch."
    settings = Settings(as_is=True, workers=0, actors=check_actors(path))
    (outcome,) = understand_pages([Page(text, media="text/plain")], settings)
    assert outcome.coding is not None
    sides = {actor.name: (actor.country, actor.sectors) for event in outcome.coding.events for actor in event.actors}
    assert sides["Harbour Watch"] == ("NOR", ("NGO",))


@pytest.mark.parametrize(
    ("name", "text", "complaint"), [("none.tsv", None, "Check the name"), ("bad.tsv", "[typos]\n", "bad.tsv:1")]
)
def test_what_cannot_be_used_is_refused_before_any_page(
    name: str, text: str | None, complaint: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    for checked in (check_ontology, check_actors):
        with pytest.raises(TableError, match=complaint):
            checked(tmp_path / name)
