"""A dossier for the terminal: readable at 80 columns, and no colour carries a meaning alone."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.exporting.lines import number
from dateline.exporting.phrases import join_names, told_words, vouching_word
from dateline.exporting.terminal import STYLES, clean
from dateline.exporting.who.lines import TITLES, Dossier, DossierLine
from dateline.model import probability, sure_words

_NAMINGS = 6
_SHOWN = 240
_DAY = 12


def print_dossier(dossier: Dossier, console: Console, *, most: int = 10) -> None:
    """Print the dossier, at most `most` lines a section (0: all)."""
    for part in _draw(dossier, most):
        console.print(part, overflow="fold", highlight=False, markup=False)


def text(dossier: Dossier, width: int = 80, *, most: int = 10) -> str:
    """The same as plain text of at most `width` columns."""
    out = io.StringIO()
    print_dossier(dossier, Console(file=out, width=width, color_system=None, legacy_windows=False), most=most)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _draw(dossier: Dossier, most: int) -> Iterator[RenderableType]:
    yield Text(clean(dossier.name), style="bold")
    yield _join(("state" if dossier.kind == "state" else dossier.country or "", *dossier.offices, dossier.key))
    yield _join((number(len(dossier.lines), "line"), number(dossier.sources, "independent source"),
                 number(dossier.reports, "report"), *dossier.asked))  # fmt: skip
    yield from _draw_identity(dossier)
    for section, title in TITLES:
        lines = dossier.of(section)
        if lines:
            yield Text("")
            yield Rule(Text(f"{title} ({len(lines)})", style="bold"), align="left", style="dim")
            shown = lines[:most] if most else lines
            yield from (_draw_line(line) for line in shown)
            if len(lines) > len(shown):
                yield _indent(f"… and {len(lines) - len(shown)} more (--limit 0 or --out FILE.html shows all)", 1)
    if not dossier.lines:
        yield Text("")
        yield Text("The record tells nothing of them that was asked for.")
    if dossier.undated:
        yield Text("")
        yield _indent(f"{number(dossier.undated, 'line')} without a day left out", 1)


def _draw_identity(dossier: Dossier) -> Iterator[RenderableType]:
    yield Text("")
    yield Text(f"Known as (the least sure of these joins is sure {probability(dossier.sure)}):")
    for known in dossier.known_as[:_NAMINGS]:
        yield _indent(f"{known.times:,} × {clean(known.name)} – {clean(known.why)}", 1)
    if len(dossier.known_as) > _NAMINGS:
        yield _indent(f"… and {number(len(dossier.known_as) - _NAMINGS, 'more way')}", 1)
    if dossier.others:
        others = "; ".join(f"{clean(name)} [{key}]" for key, name, _ in dossier.others[:_NAMINGS])
        yield _indent(f"Not counted, though the name is like theirs: {others}", 0)


def _draw_line(line: DossierLine) -> RenderableType:
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(width=_DAY - 2, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(line.day or "no day", style="bold" if line.basis != "report" else "dim"), _draw_body(line))
    return Padding(grid, (0, 0, 0, 1), expand=False)


def _draw_body(line: DossierLine) -> Text:
    body = Text(clean(line.line), style="bold" if line.told else "italic")
    told = (told_words(line.told), STYLES.get(vouching_word(line.told), "")) if line.told else ("", "")
    counted = f"{number(line.sources, 'source')}, {number(line.reports, 'report')}"
    rest = (
        clean(line.place or ""),
        sure_words(line.sure) if line.sure is not None else "",
        f"said by {join_names([clean(one) for one in line.said_by[:3]])}" if line.said_by else "",
        f"denied by {join_names([clean(one) for one in line.denied_by[:3]])}" if line.denied_by else "",
        counted,
        {"report": "day of the report", "told that day": "day told beside it"}.get(line.basis or "", ""),
    )
    body.append("\n")
    if told[0]:
        body.append(*told)
        body.append(" · ", style="dim")
    body.append(" · ".join(part for part in rest if part), style="dim")
    if line.words:
        first = [shown for shown in line.words if shown.report == line.words[0].report]
        words = " … ".join(" ".join(clean(shown.exact).split()) for shown in first)
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        where = f" – {clean(first[0].outlet)} [{first[0].report[:9]} {first[0].start}–{first[-1].end}]"
        body.append(f"\n> {shown}")
        body.append(where, style="dim")
    return body


def _join(parts: tuple[str, ...]) -> Text:
    return Text(" · ".join(clean(part) for part in parts if part), style="dim")


def _indent(words: str, by: int) -> RenderableType:
    return Padding(Text(words, style="dim"), (0, 0, 0, by), expand=False)
