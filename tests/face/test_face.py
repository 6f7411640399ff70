"""`import dateline`: light, complete, and plain where something is wrong."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline import Coded, Coding, Page, Report, Skipped

HEAVY = (
    "spacy",
    "numpy",
    "onnxruntime",
    "lxml",
    "trafilatura",
    "sqlalchemy",
    "scipy",
    "typer",
    "pandas",
    "jinja2",
    "rich",
)
TEXT = (
    "Finland signed a treaty with Norway in Oslo on Monday, the ministry said in a statement to reporters. "
    "It is about reindeer that cross the border."
)


def test_the_import_alone_loads_nothing_heavy_and_takes_no_time() -> None:
    script = (
        "import json, sys, time\n"
        "began = time.process_time()\n"
        "import dateline\n"
        "print(json.dumps([time.process_time() - began, sorted(sys.modules)]))\n"
    )
    seconds, loaded = json.loads(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout)
    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)
    assert seconds < 0.3, "seconds of processor time; some .03 is usual"


@pytest.mark.parametrize(
    ("name", "not_loaded"),
    [
        ("Report", HEAVY),
        ("pages", ("spacy", "onnxruntime", "sqlalchemy")),
        ("Record", ("spacy", "onnxruntime", "lxml")),
    ],
)
def test_a_name_loads_its_floor_alone(name: str, not_loaded: tuple[str, ...]) -> None:
    script = f"import json, sys, dateline\ndateline.{name}\nprint(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout)
    assert not {one.partition(".")[0] for one in loaded} & set(not_loaded)


@pytest.mark.parametrize("name", dateline.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(dateline, name) is not None
    assert name in dir(dateline)


def test_type_checkers_are_told_the_same_names() -> None:
    tree = ast.parse(Path(dateline.__file__).read_text(encoding="utf-8"))
    told = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if node.module and node.module.startswith("dateline.")
    }
    floors = {name: f"dateline.{floor}" for floor, names in dateline._FLOORS.items() for name in names}
    assert told == floors | {"__version__": "dateline.version"}
    assert set(told) == set(dateline.__all__)


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match=r"no 'extract'. There are: .*pages, read"):
        _ = dateline.extract  # type: ignore[attr-defined]


def coded(text: str = TEXT) -> tuple[Report, Coding]:
    report = dateline.read(text)
    assert isinstance(report, Report)
    return report, dateline.code(report)


def test_text_or_markup_is_a_page() -> None:
    given = dateline.read(f"<html><body><article><p>{TEXT}</p></article></body></html>")
    assert isinstance(given, Report) and TEXT in given.text
    assert coded()[0] == dateline.read(Page(TEXT.encode(), charset="utf-8"))


def test_what_was_skipped_comes_back_as_it_is() -> None:
    skipped = Skipped("p0", "broken gzip", origin="a.gz")
    assert dateline.read(skipped) is skipped


def test_a_report_parses_itself_and_a_parse_is_taken_as_given() -> None:
    report, coding = coded()
    doc = dateline.load().parse(report.text, [part.span for part in report.parts])
    assert [event.type for event in coding.events] == ["SUPPORT"]
    assert dateline.code(report, doc) == coding == dateline.code(report, language=dateline.load())


def test_tables_are_taken_by_their_path(tmp_path: Path) -> None:
    types = "[types]\nPACT\t\t1\t6\tno\tPACT\tagreed\n[triggers]\nsign\tv\tPACT\t\t057\tsubject@\tsubject\twith\n"
    (tmp_path / "types.tsv").write_text(types, encoding="utf-8")
    (tmp_path / "who.csv").write_text("name,country\nthe ministry,FIN\n", encoding="utf-8")
    report, _ = coded()
    own = dateline.code(report, ontology=tmp_path / "types.tsv", actors=str(tmp_path / "who.csv"))
    assert [event.type for event in own.events] == ["PACT"]
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        dateline.code(report, actors=tmp_path / "none.csv")


def test_what_was_skipped_cannot_be_coded() -> None:
    with pytest.raises(TypeError, match=r"a\.gz was skipped \(broken gzip\).*isinstance"):
        dateline.code(Skipped("p0", "broken gzip", origin="a.gz"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"takes a Report, not a str.*dateline\.read"):
        dateline.code(TEXT)  # type: ignore[arg-type]


def test_pairs_are_linked_and_shown() -> None:
    pair = coded()
    assert dateline.link([pair, pair]) == dateline.link([Coded(*pair)])
    (story,) = dateline.link([pair])
    brief = dateline.brief(story, [pair])
    assert "1 page" in brief.text() and brief.html().startswith("<!doctype html>")
    assert json.loads(brief.json())["story"] == story.id


def test_what_is_no_pair_says_how_to_make_one() -> None:
    report, coding = coded()
    other, _ = coded(TEXT + " Sweden did not.")
    with pytest.raises(TypeError, match=r"not a Coding.*\(report, dateline.code\(report\)\)"):
        dateline.link([coding])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="another report's"):
        dateline.link([(other, coding)])
    assert report != other


def test_a_record_takes_what_the_steps_give(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(b"\x1f\x8bbroken")
    with dateline.Record(tmp_path / "my.db") as record:
        for page in dateline.pages(tmp_path):
            report = dateline.read(page)
            coding = dateline.code(report) if isinstance(report, Report) else None
            assert record.add(page, report, coding)
        record.replace_stories(dateline.link(record.coded()))
        assert (record.counts().reports, record.counts().stories, record.counts().stale) == (1, 1, False)
        assert [one.reason for one in record.skipped()] == ["broken gzip"]
