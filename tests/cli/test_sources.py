"""Every kind of source through the public commands: nothing is lost, whatever a folder holds."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from tests.reading.reading_samples import HTML
from tests.reading.source_samples import ARC_HEAD, ATOM, LAUGHS, MAIL, RSS, STORY, arc_record, warc_record

KINDS: dict[str, tuple[bytes, int]] = {
    "a.html.gz": (gzip.compress(HTML.encode()), 1),
    "b.txt": (STORY.encode(), 1),
    "c.jsonl": (b'{"text": "short"}\n{broken\n', 2),
    "d.rss": (RSS.encode(), 4),
    "e.xml": (ATOM.encode(), 1),
    "f.eml": (MAIL.encode(), 1),
    "g.warc": (warc_record(HTML.encode()) + warc_record(HTML.encode())[:-700], 2),
    "h.wet.gz": (gzip.compress(warc_record(STORY.encode(), kind="conversion")), 1),
    "i.arc": (ARC_HEAD + arc_record(HTML.encode()), 1),
    "j.rss": (LAUGHS.encode(), 1),
    "k.html": (b"", 1),
    "l.txt": (b"%PDF-1.7\x00\x01\x02", 1),
    "m.html.gz": (gzip.compress(HTML.encode())[:100], 1),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file of every kind."""
    for name, (content, _) in KINDS.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_folder_of_every_kind_is_read_without_a_flag(folder: Path) -> None:
    result = CliRunner().invoke(app, ["read", str(folder), "--json", "--workers", "0"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == sum(count for _, count in KINDS.values())
    assert sum("report" in row for row in rows) == 8
    assert all(row["skipped"]["reason"] for row in rows if "skipped" in row)


def test_the_counts_of_a_run_over_every_kind_add_up(folder: Path) -> None:
    record = folder / "record.db"
    command = ["add", str(folder), "--record", str(record), "--workers", "0"]
    first, again = (CliRunner().invoke(app, command).output for _ in range(2))
    every = sum(count for _, count in KINDS.values())
    found = re.match(r"(\d+) pages = (\d+) reports \+ (\d+) skipped(?: \+ (\d+) there before)?", first)
    assert found, first
    assert int(found[1]) == every == sum(int(number or 0) for number in found.groups()[1:])
    assert f"{every} pages = 0 reports + 0 skipped + {every} there before" in again


def test_a_feed_on_standard_input() -> None:
    result = CliRunner().invoke(app, ["read", "-", "--json", "--workers", "0"], input=RSS.encode())
    assert ["report" in json.loads(line) for line in result.stdout.splitlines()] == [True, False, False, False]
