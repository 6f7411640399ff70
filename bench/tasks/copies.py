"""copies: how pairs of pages are related, which pages carry one text, and who wrote each.

`out` is a folder: pairs.jsonl, lineages.jsonl and pages.jsonl are written into it. Of the gold pairs only
`a` and `b` are read, of the gold pages only `id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline import Report, pages, read
from dateline.linking import agencies, find_text_reuse, lineages, text_reuse_of


def predict(gold: Path, out: Path) -> None:
    """Read all pages of `gold`/docs.jsonl and write the three predictions into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    by_page = _reports(gold / "docs.jsonl")
    reports = [by_page[name] for name in sorted(by_page)]
    related = find_text_reuse(reports)
    lines = lineages(reports, related)
    credits = agencies(reports, lines)
    page_of = {report.id: name for name, report in by_page.items()}

    found: list[dict[str, str | None]] = []
    known = {(kin.a, kin.b): kin for kin in related}
    for row in _rows(gold / "pairs.jsonl"):
        a, b = (by_page.get(str(row[key])) for key in ("a", "b"))
        relation = "unrelated"
        if a is not None and b is not None:
            first, second = sorted((a.id, b.id))
            relation = (known.get((first, second)) or text_reuse_of(a, b, related)).relation
        found.append({"a": str(row["a"]), "b": str(row["b"]), "relation": relation})
    _write(out / "pairs.jsonl", found)
    _write(
        out / "lineages.jsonl",
        ({"id": page_of[member], "lineage": line.id} for line in lines for member in line.reports),
    )
    _write(
        out / "pages.jsonl",
        (
            {"id": name, "agency": _label(credits[report.id].name) if report.id in credits else None}
            for name, report in sorted(by_page.items())
        ),
    )


_NAMED = (
    "AP",
    "AFP",
    "Reuters",
    "Bloomberg",
    "CNN",
    "Washington Post",
    "New York Times",
    "Los Angeles Times",
    "USA TODAY",
)
"""The writers that the task names; it calls all others "other"."""


def _label(writer: str) -> str:
    return writer if writer in _NAMED else "other"


def _reports(path: Path) -> dict[str, Report]:
    """The reports of a table of pages by the table's own ids; pages that are no report are left out."""
    found: dict[str, Report] = {}
    for page in pages(path):
        report = read(page)
        if isinstance(report, Report) and report.given_id is not None:
            found[report.given_id] = report
    return found


def _rows(path: Path) -> Iterable[Mapping[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _write(path: Path, rows: Iterable[Mapping[str, str | None]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
