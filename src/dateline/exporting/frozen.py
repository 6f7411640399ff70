"""A record frozen as it stood at one moment: a copy, a manifest with the hash of every page and text, and the check."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from dateline.errors import RecordError, UsageError
from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written
from dateline.exporting.selection import Selection
from dateline.model import Coded
from dateline.recording import SCHEMA, PageFacts, Record, to_json
from dateline.version import __version__

NAME = "frozen"
RECORD, MANIFEST, SUMS = "record.db", "manifest.json", "SHA256SUMS"
_PIECE = 1 << 20


def formats() -> tuple[Format, ...]:
    """One format: a folder with the record, its manifest and the hashes of both."""
    what = "a copy of the record with a manifest of hashes, to cite and to check"
    return (Format(NAME, what, folder=write, codebook=codebook_of(NAME)),)


def write(selection: Selection, folder: Path) -> Written:
    """Freezes the whole record. Raises UsageError where only a part of it is asked for."""
    if selection.sure:
        raise UsageError("a frozen record is the whole record. Leave --sure away; who reads it can give it.")
    selection.record.copy_to(folder / RECORD)
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as file:
        head = json.dumps(_facts(selection.record, folder / RECORD), ensure_ascii=False, indent=1)
        file.write(head.removesuffix("\n}") + ',\n "pages": [')
        pages = 0
        for page in pages_of(selection):
            file.write(("," if pages else "") + "\n  " + json.dumps(page, ensure_ascii=False))
            pages += 1
        file.write("\n ]\n}\n")
    sums = [f"{hash_of(folder / name)}  {name}\n" for name in (RECORD, MANIFEST)]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return {"pages": pages, "tables": len(selection.record.rows())}


def _facts(record: Record, copy: Path) -> dict[str, object]:
    return {
        "what": "frozen Dateline record", "dateline": __version__, "schema": SCHEMA,
        "made_by": [{"made_by": name, "pages": number} for name, number in record.makers()],
        "record": {"name": copy.name, "sha256": hash_of(copy), "size": copy.stat().st_size},
        "tables": record.rows(),
    }  # fmt: skip


def pages_of(selection: Selection) -> Iterator[dict[str, object]]:
    """Of every page what the manifest says, sorted by id; both walks are, so that they go side by side."""
    reports = selection.coded()
    for facts in selection.record.page_facts():
        yield _page(facts, next(reports) if facts.outcome == "report" else None)


def _page(facts: PageFacts, coded: Coded | None) -> dict[str, object]:
    found: dict[str, object] = {"id": facts.id, "outcome": facts.outcome, "address": facts.address,
                                "sha256": facts.sha256, "size": facts.size}  # fmt: skip
    if coded is None:
        return found
    report = coded.report
    return {
        **found, "text_sha256": _hash(report.text.encode("utf-8", "surrogatepass")),
        "coding_sha256": _hash(to_json(coded.coding).encode("utf-8", "surrogatepass")),
        "outlet": report.outlet, "title": report.title, "published": report.published.value,
    }  # fmt: skip


def hash_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ------------------------------------------------------------------ checking


class _Frozen(msgspec.Struct):
    name: str
    sha256: str


class _Manifest(msgspec.Struct):
    """The parts of a manifest that the check needs."""

    schema: int
    record: _Frozen
    tables: dict[str, int]
    pages: list[dict[str, str | int | None]]


def _read(manifest: Path) -> _Manifest:
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=_Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise RecordError(f"{manifest} is no manifest of a frozen record ({error}). Name {MANIFEST}.") from error


@contextmanager
def frozen_record(manifest: Path) -> Iterator[Path]:
    """The record that a manifest speaks of, to be opened: the file itself, or of another schema a copy of it, since
    opening brings a record up to date and a frozen one must stay as it is.

    Raises RecordError if it is no manifest or the record is not there.
    """
    told = _read(manifest)
    found = manifest.parent / Path(told.record.name).name
    if not found.is_file():
        raise RecordError(f"{manifest} speaks of {found.name}, which is not beside it. Put the record there.")
    if told.schema == SCHEMA:
        yield found
        return
    with TemporaryDirectory() as folder:
        yield Path(shutil.copyfile(found, Path(folder) / found.name))


def differences(manifest: Path, record: Path) -> Iterator[str]:
    """What is no longer as the manifest says, in words: first the file, then its tables, pages and texts.

    `record`: what `frozen_record` gives. Codings of another schema are not compared: there they are written otherwise.
    """
    told = _read(manifest)
    if hash_of(record) != told.record.sha256:
        yield f"{told.record.name} is not the file that was frozen: its SHA-256 differs"
    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        rows = moment.rows()
        for table, number in told.tables.items():
            if rows.get(table) != number:
                yield f"table {table} has {rows.get(table, 0):,} rows, the manifest says {number:,}"
        left = frozenset() if told.schema == SCHEMA else frozenset({"coding_sha256"})
        yield from _page_differences(told.pages, Selection(moment), left)


def _page_differences(
    told: list[dict[str, str | int | None]], selection: Selection, left: frozenset[str]
) -> Iterator[str]:
    expected = {str(page["id"]): page for page in told}
    for page in pages_of(selection):
        known = expected.pop(str(page["id"]), None)
        if known is None:
            yield f"page {page['id']} is not in the manifest"
            continue
        for name in sorted((set(page) | set(known)) - left):
            if page.get(name) != known.get(name):
                yield f"page {page['id']}: {name} is {page.get(name)}, the manifest says {known.get(name)}"
    for name in sorted(expected):
        yield f"page {name} of the manifest is not in the record"
