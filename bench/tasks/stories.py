"""stories: which articles report the same story. All sets together, as a user would add them."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Report, Skipped, pages, read
from dateline.linking import group_reports


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl and write {"id", "story"} rows to `out`. A text that is no report gets no story."""
    given: dict[str, list[str]] = {}
    reports: dict[str, Report] = {}
    for page in pages(gold / "docs.jsonl"):
        report = read(page)
        if isinstance(report, Skipped):
            report = read(page, as_is=True)
        if isinstance(report, Report) and report.given_id is not None:
            reports[report.id] = report
            given.setdefault(report.id, []).append(report.given_id)
    groups = [group.reports for group in group_reports(reports.values())]
    rows = [
        {"id": name, "story": f"story-{number}"}
        for number, group in enumerate(groups)
        for member in group
        for name in given[member]
    ]
    with out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in sorted(rows, key=lambda row: row["id"]))
