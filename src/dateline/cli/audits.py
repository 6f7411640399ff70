"""`dateline audit`: reads the table, codes the texts of its rows once each, and prints or writes the answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from dateline import auditing
from dateline.auditing import TextOfRow, TheirTable
from dateline.cli.exits import print_written
from dateline.cli.progress import count_pages
from dateline.cli.replacing import replacing_file
from dateline.errors import UsageError
from dateline.exporting import audit
from dateline.exporting.formats import text_over
from dateline.model import Coded, Page, Report, Skipped
from dateline.running import Outcome, Settings, understand_pages

_ENDINGS = (".csv", ".tsv", ".jsonl", ".html")
Understood = dict[str, tuple[Report | Skipped, Coded | None]]


@dataclass(frozen=True, slots=True)
class AskedOfRows:
    """What was typed: the table, its shape, where saved pages are, and how far a day and a place may lie."""

    rows: Path
    shape: str | None
    pages: Path | None
    within: auditing.Tolerance


def audit_rows(asked: AskedOfRows, settings: Settings, out: Path | None) -> None:
    """Prints the summary, and writes the answers into `out`. Raises UsageError, and OSError where no file is."""
    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise UsageError(f"{out} has the ending of no format. Name the file so that it ends in {', '.join(_ENDINGS)}.")
    table = auditing.read_table(asked.rows, asked.shape)
    texts = _texts(table, asked, settings)
    answers = auditing.answer_rows(table.rows, texts, asked.within)
    summary = auditing.sum_up(answers)
    if out is not None:
        _write(asked.rows.name, answers, summary, texts, table, out)
    console = Console()
    if console.is_terminal:
        audit.terminal.print_audit(asked.rows.name, answers, summary, table.remarks, console)
    else:
        sys.stdout.write(audit.terminal.text(asked.rows.name, answers, summary, table.remarks, console.width))
        sys.stdout.flush()
    if out is not None:
        print_written(out, f"{len(answers):,} answers")


def _texts(table: TheirTable, asked: AskedOfRows, settings: Settings) -> list[TextOfRow]:
    pages = auditing.pages_of(table.rows, asked.rows.parent)
    wanted = any(page.page is None and not page.why_none for page in pages)
    with ExitStack() as stack:
        counted = stack.enter_context(count_pages())

        def count(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
            for outcome in outcomes:
                counted.page()
                yield outcome

        given = _distinct(one.page for one in pages if one.given)
        saved = _distinct(one.page for one in pages if not one.given)
        understood = _understand(count(understand_pages(given, replace(settings, as_is=True))))
        understood |= _understand(count(understand_pages(saved, settings)))
        folder = _by_address(count(understand_pages(_folder(asked.pages), settings))) if asked.pages and wanted else {}
    return list(auditing.texts_of(table.rows, pages, understood, folder))


def _distinct(pages: Iterable[Page | None]) -> list[Page]:
    """Every page once: rows of one article share it."""
    return list({page.id: page for page in pages if page is not None}.values())


def _understand(outcomes: Iterable[Outcome]) -> Understood:
    return {outcome.result.id: (outcome.result, _coded(outcome)) for outcome in outcomes}


def _coded(outcome: Outcome) -> Coded | None:
    if isinstance(outcome.result, Skipped) or outcome.coding is None:
        return None
    return Coded(outcome.result, outcome.coding)


def _folder(folder: Path) -> Iterator[Page | Skipped]:
    from dateline.reading import pages

    if not folder.exists():
        raise UsageError(f"there is no folder {folder}. Name the one with the saved pages after --pages.")
    return iter(pages(str(folder)))


def _by_address(outcomes: Iterable[Outcome]) -> dict[str, TextOfRow]:
    return auditing.by_address((outcome.page, outcome.result, _coded(outcome)) for outcome in outcomes)


def _write(
    name: str,
    answers: tuple[auditing.Answer, ...],
    summary: auditing.Summary,
    texts: Iterable[TextOfRow],
    table: TheirTable,
    out: Path,
) -> None:
    ending = out.suffix.lower()
    with replacing_file(out) as file:
        if ending == ".jsonl":
            audit.answers.write_lines(answers, file)
        elif ending == ".html":
            reports = {one.coded.report.id: one.coded.report for one in texts if one.coded is not None}
            file.write(audit.page(name, answers, summary, reports, table.remarks).encode("utf-8", "replace"))
        else:
            with text_over(file) as text:
                audit.answers.write_table(answers, text, delimiter="\t" if ending == ".tsv" else ",")
