"""Whatever is changed behind the record's back is found."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from pathlib import Path

import pytest

from dateline.recording import Record
from dateline.recording.canon import _shorten_spans, _usual, compress, unpack_json

from .sample_values import TEXT, coding, page, report, story

COPY = f"{TEXT}\nRead more."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record.open(tmp_path / "r.db") as record:
        for text in (TEXT, COPY):
            record.add(page(text), report(text), coding(text))
        record.replace_stories([story(page().id, page(COPY).id)])
    return tmp_path / "r.db"


def repacked(value: bytes, old: str, new: str) -> bytes:
    """A packed value with other words in its JSON."""
    return compress(_shorten_spans(unpack_json(value).replace(old.encode(), new.encode())), _usual())


def misfits(path: Path) -> list[str]:
    with Record.open(path, create=False) as record:
        return [f"{misfit.table}: {misfit.problem}" for misfit in record.verify()]


def test_an_untouched_record_fits(path: Path) -> None:
    assert misfits(path) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE events SET evidence_end = evidence_end - 1", "events: evidence"),
        ("UPDATE events SET trigger_start = trigger_start + 1", "events: trigger"),
        ("UPDATE contents SET content_start = NULL WHERE ordinal = 1", "contents: content"),
        ("UPDATE exhibits SET exhibit_end = 9999", "exhibits: exhibit"),
        ("UPDATE wordings SET wording_end = wording_end - 1", "wordings: wording"),
        ("UPDATE reports SET agency_end = agency_end + 1", "reports: agency"),
        ("UPDATE reports SET text = replace(text, 'Marrakesh', 'Agadir')", "reports: its text and the words"),
        ("UPDATE codings SET value = repacked(value, 'paragraph', 'par')", "codings: its JSON cannot be read"),
        ('UPDATE codings SET value = repacked(value, \'"within":"s1"\', \'"within":"s9"\')', "within s9"),
        ('UPDATE codings SET value = repacked(value, \'"entity":"n1"\', \'"entity":"n9"\')', "is n9"),
        ("UPDATE events SET type = 'AID'", "type is 'AID', but the JSON says 'ASSAULT'"),
        ("UPDATE actors SET country = 'DZA'", "actor is 'DZA', but the JSON says 'MAR'"),
        ("DELETE FROM counts", "counts: 0 rows, but the JSON has 1"),
        ("UPDATE pages SET address = 'https://elsewhere.example/'", "pages: its bytes and metadata hash to"),
        ("UPDATE pages SET content = x'00'", "pages: its bytes are damaged"),
        ("UPDATE pages SET outcome = 'skipped'", "2 pages are marked skipped, but there are 0"),
        ("DELETE FROM events", "happenings: event e1"),
        ("DELETE FROM stories", "story_reports: story names what is not in stories"),
        ("UPDATE stories SET copies = 7", "stories: pages, sources, copies"),
        (
            'UPDATE stories SET value = repacked(value, \'"lineages":["l1"]\', \'"lineages":["l2"]\')',
            "l2 is no lineage",
        ),
    ],
)
def test_a_planted_misfit_is_found(change: str, found: str, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.create_function("repacked", 3, repacked)
        assert connection.execute(change).rowcount > 0
    assert any(found in misfit for misfit in misfits(path)), misfits(path)


def test_other_bytes_are_found(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE pages SET content = ?", (zlib.compress(b"another page"),))
    assert sum("hash to" in misfit for misfit in misfits(path)) == 2


def test_a_report_that_was_linked_and_is_in_no_story_is_found(path: Path) -> None:
    """What a race left in records of earlier versions: the note says that all were linked."""
    with Record.open(path) as record:
        for text in (TEXT, COPY):
            other = f"{text} And more."
            record.add(page(other), report(other), coding(other))
    assert misfits(path) == []
    with sqlite3.connect(path) as connection:
        ids = sorted(name for (name,) in connection.execute("SELECT id FROM reports"))
        digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
        connection.execute("UPDATE about SET value = ? WHERE key = 'linked'", (digest,))
    problem = "stories: this report is in no story, and the record says that it was linked"
    assert misfits(path) == [problem, problem]
