"""The summary of an audit for the terminal, and the first rows of every verdict that is not "supported"."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.auditing import Answer, Share, Summary
from dateline.exporting.lines import number
from dateline.exporting.phrases import told_words, verdict_words
from dateline.exporting.terminal import clean
from dateline.model import probability

_SHOWN = 3
_WORDS = 200


def print_audit(
    name: str, answers: Sequence[Answer], summary: Summary, remarks: Sequence[str], console: Console
) -> None:
    """Print the summary and examples."""
    for part in _draw(name, answers, summary, remarks):
        console.print(part, overflow="fold", highlight=False, markup=False)


def text(name: str, answers: Sequence[Answer], summary: Summary, remarks: Sequence[str] = (), width: int = 80) -> str:
    """The same as plain text of at most `width` columns."""
    out = io.StringIO()
    print_audit(
        name, answers, summary, remarks, Console(file=out, width=width, color_system=None, legacy_windows=False)
    )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def share_words(share: Share) -> str:
    """ "12 of 20 supported: .6 (.39 to .78)"."""
    if share.share is None or share.low is None or share.high is None:
        return "none was judged"
    ends = f"{probability(share.low)} to {probability(share.high)}"
    return f"{share.supported:,} of {share.judged:,} supported: {probability(share.share)} ({ends})"


def _draw(name: str, answers: Sequence[Answer], summary: Summary, remarks: Sequence[str]) -> Iterator[RenderableType]:
    yield Text(f"{clean(name)}: {number(summary.rows, 'row')}", style="bold")
    for remark in remarks:
        yield Text(f"! {clean(remark)}", style="yellow")
    yield Text("")
    widest = max((count for _, count in summary.verdicts), default=0)
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for verdict, count in summary.verdicts:
        if count:
            detail = ""
            if verdict == "told otherwise":
                detail = "  " + ", ".join(f"{told_words(told)} {times:,}" for told, times in summary.told)
            table.add_row(verdict_words(verdict), f"{count:,}", "█" * max(1, round(24 * count / widest)) + detail)
    yield table
    yield Text("")
    yield Text(share_words(summary.share), style="bold")
    yield Text(
        "(the 95 % interval is of the rows alone; how often these answers are right: docs/audit.md)", style="dim"
    )
    if len(summary.types) > 1:
        yield Text("")
        for of_type in summary.types:
            yield Text(
                f"  {of_type.type.ljust(10)} {number(of_type.rows, 'row').rjust(10)}  {share_words(of_type.share)}"
            )
    for verdict, count in summary.verdicts:
        if verdict in ("supported", "no text") or not count:
            continue
        held = [one for one in answers if one.verdict == verdict]
        yield Text("")
        yield Rule(Text(f"{verdict_words(verdict)} ({count:,})", style="bold"), align="left", style="dim")
        for one in held[:_SHOWN]:
            yield _draw_answer(one)
        if len(held) > _SHOWN:
            yield Padding(
                Text(f"… and {len(held) - _SHOWN:,} more (--out FILE.html shows all)", style="dim"),
                (0, 0, 0, 1),
                expand=False,
            )


def _draw_answer(one: Answer) -> RenderableType:
    row = one.row
    sides = f"{row.source or '?'} → {row.target}" if row.target.given else str(row.source)
    where = row.place.name or row.place.country or ""
    head = " · ".join(part for part in (f"row {row.number}", row.code, sides, row.day or "", where) if part)
    body = Text(clean(head), style="bold")
    body.append(f"\n{clean(one.reason)}")
    evidence = next((words for words in one.words if words.what == "evidence"), None)
    if evidence:
        words = " ".join(clean(evidence.exact).split())
        body.append(f"\n> {words if len(words) <= _WORDS else words[: _WORDS - 1] + '…'}", style="dim")
    return Padding(body, (0, 0, 0, 1), expand=False)
