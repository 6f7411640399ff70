"""How a record leaves: whole or not at all, of one moment, never over a record or over what is not ours."""

from __future__ import annotations

import csv
import hashlib
import shutil
import sqlite3
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.cli.replacing import replacing_file, replacing_folder
from dateline.errors import UsageError
from dateline.exporting import Format, Selection, formats
from dateline.exporting.codebook import Entry, Section
from dateline.recording import Record, holds_record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def dateline(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output or repr(result.exception)
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "record.db"
    dateline("add", EXAMPLES, "--record", path, "--workers", 0)
    return path


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "record.db"))


def offer(monkeypatch: pytest.MonkeyPatch, *more: Format) -> None:
    known = {**formats(), **{one.name: one for one in more}}
    monkeypatch.setattr("dateline.cli.exports.formats", lambda: known)


def rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ------------------------------------------------------------------ one moment


def test_what_is_linked_meanwhile_does_not_tear_an_export(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dateline("export", record, "--out", tmp_path / "before.csv")
    walk = Record.stories

    def unlink_after_the_first(self: Record) -> object:
        for place, story in enumerate(walk(self)):
            yield story
            if place == 0:
                with Record.open(record) as other:
                    other.replace_stories([])

    monkeypatch.setattr(Record, "stories", unlink_after_the_first)
    dateline("export", record, "--out", tmp_path / "during.csv")
    monkeypatch.undo()
    assert (tmp_path / "during.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()
    assert len(rows(tmp_path / "before.csv")) > 30
    asked = dateline("export", record, "--out", tmp_path / "after.csv", code=2)
    assert "is not linked since pages came in" in asked.stderr


def test_a_snapshot_is_of_one_moment(record: Path) -> None:
    with Record.open(record) as opened, opened.snapshot() as moment, Record.open(record) as other:
        before = moment.counts()
        other.replace_stories([])
        assert moment.counts() == before and len(list(moment.stories())) == before.stories > 0
        assert opened.counts().stories == 0 and list(opened.stories()) == []


# ------------------------------------------------------------------ never over a record


@pytest.mark.parametrize("name", ["other.csv", "record.tsv"])
def test_nothing_is_written_over_a_record(name: str, record: Path, tmp_path: Path) -> None:
    stands = Path(shutil.copy(record, tmp_path / name))
    before = stands.read_bytes()
    assert "nothing is written over a record" in dateline("export", record, "--out", stands, code=2).stderr
    assert stands.read_bytes() == before
    link = tmp_path / "link.csv"
    link.symlink_to(stands)
    dateline("export", record, "--out", link, code=2)
    assert stands.read_bytes() == before


def test_what_is_a_record(record: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE about (key TEXT)")
    text = tmp_path / "text.csv"
    text.write_text("SQLite format 3 is a format")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 200)
    found = {path.name for path in (record, other, text, broken, tmp_path, tmp_path / "none") if holds_record(path)}
    assert found == {"record.db", "broken.db"}


# ------------------------------------------------------------------ whole or not at all


def test_an_earlier_export_is_replaced(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("an earlier export")
    out.chmod(0o640)
    dateline("export", record, "--out", out)
    assert len(rows(out)) > 30 and stat.S_IMODE(out.stat().st_mode) == 0o640
    dateline("export", record, "--events", "--out", out)
    assert len(rows(out)) > 30


def test_a_writer_that_breaks_leaves_everything_as_it_was(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_: Selection, out: BinaryIO) -> dict[str, int]:
        out.write(b"half")
        raise UsageError("broken off")

    offer(monkeypatch, Format("half", "", {".half": write}))
    out = tmp_path / "sub" / "out.half"
    out.parent.mkdir()
    dateline("export", record, "--out", out, code=2)
    assert names(out.parent) == []
    out.write_text("an earlier export")
    dateline("export", record, "--out", out, code=2)
    assert names(out.parent) == ["out.half"] and out.read_text() == "an earlier export"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    with replacing_file(link) as file:
        file.write(b"new")
    assert link.is_symlink() and target.read_text() == "new"


# ------------------------------------------------------------------ folders


def folder_format(*names: str) -> Format:
    def write(selection: Selection, folder: Path) -> dict[str, int]:
        for name in names:
            (folder / name).write_text(str(sum(1 for _ in selection.coded())))
        return {"files": len(names)}

    def codebook(_: Selection) -> tuple[Section, ...]:
        return tuple(Section(name, "A line.", (Entry("number", "how many"),)) for name in names)

    return Format("many", "a folder", folder=write, codebook=codebook)


def test_a_codebook_that_cannot_be_read_says_why_nothing_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "codebook.md").write_bytes(b"\xff\xfe\xff")
    said = "codebook.md tells what an export wrote, and cannot be read: 'utf-8' codec can't decode"
    with pytest.raises(UsageError, match=said), replacing_folder(tmp_path / "out"):
        pass


def test_a_folder_of_files_is_replaced_as_one(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "deep" / "many"
    out.parent.mkdir()
    offer(monkeypatch, folder_format("a.txt", "b.txt"))
    assert "2 files" in dateline("export", record, "--as", "many", "--out", out).output
    assert names(out) == ["a.txt", "b.txt", "codebook.md"] and names(out.parent) == ["many"]
    offer(monkeypatch, folder_format("a.txt"))
    dateline("export", record, "--as", "many", "--out", out)
    assert names(out) == ["a.txt", "codebook.md"] and names(out.parent) == ["many"]


def test_a_folder_that_holds_something_else_is_left_alone(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, folder_format("a.txt"))
    out = tmp_path / "many"
    out.mkdir()
    (out / "thesis.txt").write_text("chapter one")
    said = dateline("export", record, "--as", "many", "--out", out, code=2).stderr
    assert "thesis.txt" in said and names(out) == ["thesis.txt"]
    assert "is a file" in dateline("export", record, "--as", "many", "--out", out / "thesis.txt", code=2).stderr
    assert "--out" in dateline("export", record, "--as", "many", code=2).stderr
    assert names(tmp_path) == ["many", "record.db"]


# ------------------------------------------------------------------ codebooks and choices


def test_a_codebook_stands_beside_every_table(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "happenings.csv"
    dateline("export", record, "--sure", ".5", "--out", out)
    page = (tmp_path / "happenings.csv.codebook.md").read_text(encoding="utf-8")
    for name in rows(out)[0]:
        assert f"\n| {name} | " in page, name
    assert "less sure than 0.5" in page
    assert f"- sha256 of the file: {hashlib.sha256(out.read_bytes()).hexdigest()}\n" in page
    with Record.open(record) as opened:
        assert f"- Record: {opened.counts().reports} reports on " in page
        assert all(maker in page for maker, _ in opened.makers())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--table", "nonsense"), "Write --table with happenings, events"),
        (("--table", "happenings", "--events"), "Leave one of them away"),
        (("--as", "nonsense"), "Write --as with dateline"),
        (("--as", "geojson", "--short"), "geojson has no columns"),
        (("--as", "gdelt", "--short"), "have no short form"),
        (("--as", "gdelt", "--for-spreadsheets"), "a spreadsheet opens"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(asked: tuple[str, ...], said: str, record: Path) -> None:
    assert said in dateline("export", record, *asked, code=2).stderr
