"""The answers of an audit in their forms: a summary for the terminal, a table, lines of JSON, a page to read."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.auditing import Answer, Summary
from dateline.exporting.audit import answers, terminal
from dateline.exporting.audit.marking import marked_text
from dateline.exporting.html import render
from dateline.exporting.phrases import verdict_words, vouching_of_verdict
from dateline.model import Report

__all__ = ["answers", "page", "terminal"]


def page(
    name: str, answers_: Sequence[Answer], summary: Summary, texts: dict[str, Report], remarks: Sequence[str] = ()
) -> str:
    """The answers as one self-contained HTML page, to be written as UTF-8. `texts`: the reports by id."""
    shown = [(one, marked_text(one, texts.get(one.report))) for one in answers_]
    return render(
        "audit.html", name=name, answers=shown, summary=summary, remarks=remarks,
        verdict_words=verdict_words, vouching=vouching_of_verdict,
    )  # fmt: skip
