"""A frozen record: whole, of one moment, checked by its manifest, which notices every change."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import RecordError, UsageError
from dateline.exporting.frozen import differences, frozen_record, write
from dateline.exporting.selection import Selection
from dateline.model import Page, Skipped
from dateline.recording import SCHEMA, Record

from .made_record import PAGES, coded, make


@pytest.fixture
def folder(selection: Selection, tmp_path: Path) -> Path:
    assert write(selection, tmp_path)["pages"] == 4
    return tmp_path


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def check(manifest: Path) -> list[str]:
    """What the check finds."""
    with frozen_record(manifest) as record:
        return list(differences(manifest, record))


def test_checking_one_of_another_schema_leaves_it_as_it_was_frozen(folder: Path) -> None:
    """By a later Dateline: opening brings a record up to date, so that a copy is opened."""
    told = manifest(folder)
    (folder / "manifest.json").write_text(json.dumps({**told, "schema": SCHEMA - 1}), encoding="utf-8")
    before = (folder / "record.db").read_bytes()
    with frozen_record(folder / "manifest.json") as record:
        assert record != folder / "record.db" and record.read_bytes() == before
    assert check(folder / "manifest.json") == []


def test_the_copy_equals_the_record_and_verifies(folder: Path, made: Path) -> None:
    with Record.open(folder / "record.db", create=False) as copy, Record.open(made, create=False) as record:
        assert list(copy.dump()) == list(record.dump())
        assert list(copy.verify()) == []


def test_the_manifest_hashes_the_file_every_page_and_every_text(folder: Path) -> None:
    found = manifest(folder)
    makers = [{"made_by": "", "pages": 1}, {"made_by": "dateline 0.1.0, by hand", "pages": 3}]
    assert found["schema"] == SCHEMA and found["made_by"] == makers
    assert found["record"]["sha256"] == hashlib.sha256((folder / "record.db").read_bytes()).hexdigest()
    assert found["tables"]["pages"] == 4 and found["tables"]["reports"] == 3
    pages = {page["id"]: page for page in found["pages"]}
    for page, one in zip(PAGES, coded(), strict=True):
        assert pages[page.id]["sha256"] == hashlib.sha256(page.content).hexdigest()
        assert pages[page.id]["text_sha256"] == hashlib.sha256(one.report.text.encode()).hexdigest()
    assert sum(page["outcome"] == "skipped" for page in found["pages"]) == 1


def test_sha256sum_checks_both_files(folder: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stdout.count(": OK") == 2


def test_checking_finds_nothing_and_changes_nothing(folder: Path) -> None:
    before = (folder / "record.db").read_bytes()
    assert check(folder / "manifest.json") == []
    assert (folder / "record.db").read_bytes() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE reports SET text = replace(text, 'Friday', 'Monday')", "text_sha256"),
        ("UPDATE pages SET address = 'https://other.example/'", "address is https://other.example/"),
        ("DELETE FROM voices", "table voices has 0 rows"),
        ("UPDATE pages SET sha256 = 'ff'", "sha256 is ff"),
    ],
)
def test_every_change_is_noticed(folder: Path, change: str, said: str) -> None:
    with closing(sqlite3.connect(folder / "record.db")) as connection:
        connection.execute(change)
        connection.commit()
    found = check(folder / "manifest.json")
    assert "is not the file that was frozen" in found[0]
    assert any(said in line for line in found[1:]), found


def test_it_is_of_one_moment_while_somebody_writes(tmp_path: Path) -> None:
    path = make(tmp_path / "busy.db")
    with Record.open(path, create=False) as record, record.snapshot() as moment, Record.open(path) as other:
        late = Page(b"late", origin="late.html")
        assert other.add(late, Skipped(late.id, "no story on the page", origin=late.origin))
        (tmp_path / "frozen").mkdir()
        assert write(Selection(moment), tmp_path / "frozen")["pages"] == 4
        assert other.counts().pages == 5
    assert list(check(tmp_path / "frozen" / "manifest.json")) == []
    with Record.open(tmp_path / "frozen" / "record.db", create=False) as copy:
        assert copy.counts().pages == 4


def test_a_part_of_a_record_cannot_be_frozen(selection: Selection, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Leave --sure away"):
        write(replace(selection, sure=0.5), tmp_path)


def test_what_is_no_manifest_says_what_to_name(folder: Path) -> None:
    (folder / "other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RecordError, match=r"Name manifest\.json"):
        list(check(folder / "other.json"))
    (folder / "record.db").unlink()
    with pytest.raises(RecordError, match="Put the record there"):
        check(folder / "manifest.json")


def test_verify_checks_a_record_and_its_manifest(folder: Path) -> None:
    asked = ["verify", "--manifest", str(folder / "manifest.json")]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0 and "as frozen" in done.output, done.output
    with closing(sqlite3.connect(folder / "record.db")) as connection:
        connection.execute("DELETE FROM doubts")
        connection.commit()
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 1 and "table doubts has 0 rows, the manifest says 1" in done.output
