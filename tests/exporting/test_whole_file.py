"""What a command writes is there whole or not at all, and never in the place of a record."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.exporting.whole_file import whole_file


def test_a_file_is_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.csv") as out:
        out.write("é\r\n")
    with whole_file(tmp_path / "b.bin", binary=True) as raw:
        raw.write(b"\x00")
    assert (tmp_path / "a.csv").read_bytes() == "é\r\n".encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.bin"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_breaks_off_leaves_what_was_there(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "a.html"
    path.write_text("the old page")
    for name in (path, tmp_path / "new.html"):
        with pytest.raises(type(fault)), whole_file(name) as out:
            out.write("half a p")
            raise fault
    assert path.read_text() == "the old page"
    assert [one.name for one in tmp_path.iterdir()] == ["a.html"]


def test_a_record_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    (tmp_path / "link.html").symlink_to(path)
    for name in (path, tmp_path / "link.html"):
        with pytest.raises(UsageError, match="no record is written over"), whole_file(name) as out:
            out.write("x")
    assert path.read_bytes() == before


@pytest.mark.parametrize(("name", "says"), [("no/such/a.html", "Make it first"), (".", "Name a file in it")])
def test_no_folder_is_made_by_a_slip(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says), whole_file(tmp_path / name) as out:
        out.write("x")
    assert list(tmp_path.iterdir()) == []


def test_rights_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    with whole_file(link) as out:
        out.write("new")
    assert link.is_symlink() and real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    with whole_file(pipe) as out:
        out.write("all of it")
    reader.join()
    assert got == ["all of it"] and pipe.is_fifo()
