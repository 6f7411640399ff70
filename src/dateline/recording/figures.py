"""What is read of texts once and kept beside their reports: how many something befell, by the words.

Pages compare these numbers over the texts of hundreds of stories. To read the texts each time takes seconds.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, delete, func, insert, select

from dateline.linking.figures import Figure, figures_of
from dateline.model import Part, Report, Span
from dateline.recording import schema
from dateline.recording.canon import pack, unpack
from dateline.recording.opening import read_note
from dateline.version import __version__

AT_ONCE = 100
"""Reports whose texts are read in one transaction."""
MADE_BY = f"{__version__} 2"
"""The version, and that of the form in which figures are kept."""
_NOTE = "figures"
_Plain = tuple[float, float | None, str, str, str, str, int, int, int, int, list[str], list[str], float]
"""A figure: bounds, unit, noun, deed, what is counted, its words, its sentence, the words around it, its margin."""


def is_behind(connection: Connection) -> bool:
    """Whether reports came in since texts were last read for figures, or another version read them."""
    last = connection.scalar(select(func.max(schema.reports.c.number))) or 0
    return last > 0 and (read_note(connection, _NOTE) != MADE_BY or last > _last_read(connection))


def keep_some(connection: Connection, most: int = AT_ONCE) -> int:
    """Reads the texts of reports that were not read yet, at most `most`, and keeps their figures; how many it were.

    Numbers of reports only grow, and those of lower numbers are always read first: so they are found without a look at
    all others.
    """
    if read_note(connection, _NOTE) != MADE_BY:
        connection.execute(delete(schema.figures))
        connection.execute(delete(schema.about).where(schema.about.c.key == _NOTE))
        connection.execute(insert(schema.about), {"key": _NOTE, "value": MADE_BY})
    table = schema.reports.c
    query = select(table.number, table.id, table.text, table.title).where(table.number > _last_read(connection))
    rows = connection.execute(query.order_by(table.number).limit(most)).all()
    if rows:
        kept = [
            {"report": row.number, "made_by": MADE_BY, "value": _packed(read_figures(row.id, row.text, row.title))}
            for row in rows
        ]
        connection.execute(insert(schema.figures), kept)
    return len(rows)


def _last_read(connection: Connection) -> int:
    return connection.scalar(select(func.max(schema.figures.c.report))) or 0


def read_figures(report: str, text: str, title: str | None) -> tuple[Figure, ...]:
    """The figures of a text of whom something befell. Its lines are its paragraphs; the first is its title where it is
    one."""
    return tuple(one for one in figures_of(_report(report, text, title)) if one.deed)


@lru_cache(maxsize=4096)
def unpack_figures(report: str, value: bytes) -> tuple[Figure, ...]:
    """The figures of a report as they are kept. Raises as `canon.unpack`."""
    return tuple(
        Figure(
            report, low, high, unit, noun, deed, counted, Span(start, end), Span(first, last), frozenset(about),
            frozenset(near), margin,
        )
        for low, high, unit, noun, deed, counted, start, end, first, last, about, near, margin in unpack(
            value, tuple[_Plain, ...]
        )
    )  # fmt: skip


def _packed(figures: tuple[Figure, ...]) -> bytes | None:
    if not figures:
        return None
    plain: list[_Plain] = [
        (
            one.low, one.high, one.unit, one.noun, one.deed, one.counted, one.span.start, one.span.end,
            one.sentence.start, one.sentence.end, sorted(one.about), sorted(one.near), one.margin,
        )
        for one in figures
    ]  # fmt: skip
    return pack(plain)


def _report(name: str, text: str, title: str | None) -> Report:
    parts: list[Part] = []
    start = 0
    for line in text.split("\n"):
        if line:
            is_title = not parts and bool(title) and line == title
            parts.append(Part("title" if is_title else "paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    return Report(name, text, tuple(parts))
