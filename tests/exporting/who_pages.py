"""Six short pages of our own about one cable, as a record: a text on two pages, an account of its own, namesakes."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from dateline.cli import app

PAGES = (
    (
        "Harbour Post",
        "2023-09-15",
        "Finland and Estonia speak about a cable",
        "Finnish President Sauli Niinistö met Estonian Prime Minister Kaja Kallas in Helsinki on Thursday. "
        "Niinistö said that Finland would pay for half of the cable. "
        "Niinistö praised Estonia for its patience on Thursday, and the two left the hall together after an hour.",
    ),
    (
        "Ridge Valley News",
        "2023-09-16",
        "Finland and Estonia speak about a cable",
        "Finnish President Sauli Niinistö met Estonian Prime Minister Kaja Kallas in Helsinki on Thursday. "
        "Niinistö said that Finland would pay for half of the cable. "
        "Niinistö praised Estonia for its patience on Thursday, and the two left the hall together after an hour.",
    ),
    (
        "Northgate Herald",
        "2023-09-17",
        "Who pays for the cable",
        "President Niinistö received Kaja Kallas in Helsinki on 14 September. "
        "Kallas told Niinistö that the cable could wait a year. "
        "Kallas denied that Estonia had asked Finland for money. "
        "Estonia's opposition accused Kallas of secrecy. "
        "Kallas will visit Sweden next week.",
    ),
    (
        "Saltmarsh Daily",
        "2023-09-20",
        "A prize for a gardener",
        "The gardener Kaja Kallaste won a prize for her roses in Tartu on Tuesday. Kallaste thanked her sister.",
    ),
)


def make_record(folder: Path) -> Path:
    """The record of these pages, linked."""
    lines = [
        json.dumps({"outlet": outlet, "published": day, "title": title, "text": text})
        for outlet, day, title, text in PAGES
    ]
    (folder / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = folder / "who.db"
    command = ["add", str(folder / "pages.jsonl"), "--record", str(path), "--workers", "0"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    return path
