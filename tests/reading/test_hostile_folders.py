"""Names, links, pipes and lines that point elsewhere: nothing outside is read, nothing hangs, everything is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.model import Page, Skipped
from dateline.reading import pages

from .reading_samples import HTML
from .source_samples import STORY, warc_record
from .test_ways_in import told

REFUSED = "file beside the line cannot be read"


def lines(folder: Path, *names: str) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps({"html_path": name}) + "\n" for name in names))
    return path


@pytest.mark.parametrize("name", ["a\x00b.html", "rows.jsonl", ".", "x" * 5_000, "pipe", "circle"])
def test_a_line_that_names_what_is_no_page(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "p.html").write_text(HTML)
    path = lines(tmp_path, name, "p.html")
    assert told(path) == [REFUSED, HTML[:13]]


def test_a_line_names_files_of_its_folder_alone(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.html").write_text(HTML)
    (inside / "link.html").symlink_to(tmp_path / "secret.html")
    path = lines(inside, "../secret.html", str(tmp_path / "secret.html"), "link.html", "/dev/zero")
    assert told(path) == [REFUSED] * 4
    assert told(path, html_below=tmp_path) == [HTML[:13]] * 3 + [REFUSED]
    assert all("--html-below" in one.detail for one in pages(path) if isinstance(one, Skipped))


def test_links_in_a_circle_and_to_nothing_are_told(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(STORY)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "gone.html").symlink_to(tmp_path / "nothing")
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    found = told(tmp_path)
    back = "link leads back to a folder that it lies in"
    assert found == ["The parliamen", back, "link leads nowhere", "The parliamen", back]


def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(STORY)
    (tmp_path / "closed" / "a.txt").write_text(STORY)
    (tmp_path / "closed").chmod(0)
    try:
        if os.access(tmp_path / "closed", os.R_OK):
            pytest.skip("this user may enter any folder")
        assert told(tmp_path) == ["folder cannot be opened", "The parliamen"]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    for name, content in ((b"a\xff.txt", STORY.encode()), (b"b\xff.txt.gz", b"\x1f\x8b\x08broken")):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(content)
    page, broken = pages(tmp_path)
    assert isinstance(page, Page) and page.origin.endswith("/a\\xff.txt")
    assert isinstance(broken, Skipped) and broken.origin.endswith("/b\\xff.txt.gz")
    broken.detail.encode()


def test_no_path_of_the_machine_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "very" / "deep" / "down" / "pages"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(STORY)
    (folder / "b.html.gz").write_bytes(b"\x1f\x8b\x08broken")
    elsewhere = list(pages(folder))
    assert [one.origin for one in elsewhere] == ["down/pages/a.txt", "down/pages/b.html.gz"]
    monkeypatch.chdir(tmp_path / "very")
    assert [one.origin for one in pages(folder)] == ["deep/down/pages/a.txt", "deep/down/pages/b.html.gz"]
    assert [one.origin for one in pages("../very/deep")] == ["deep/down/pages/a.txt", "deep/down/pages/b.html.gz"]


def test_an_archive_may_come_through_a_pipe_by_name(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.warc"
    os.mkfifo(pipe)
    (tmp_path / "a").write_bytes(warc_record(HTML.encode()) * 2)
    with subprocess.Popen([sys.executable, "-c", _COPY, tmp_path / "a", pipe]) as writer:
        assert [type(one) for one in pages(pipe)] == [Page, Page]
        writer.wait(10)


_COPY = "import sys, pathlib; pathlib.Path(sys.argv[2]).write_bytes(pathlib.Path(sys.argv[1]).read_bytes())"
