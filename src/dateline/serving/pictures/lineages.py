"""Which text came from where: a line a source, its first page at the left, its copies behind it, by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dateline.exporting.phrases import day as spoken
from dateline.serving.pictures.shapes import element, linked, picture, shorten
from dateline.serving.stories.sources import Printing, Source, Tie

_WIDTH, _LEFT, _ROW, _TOP = 640.0, 170.0, 24.0, 22.0
_LINES, _DOTS = 14, 40


def draw(sources: Sequence[Source], ties: Sequence[Tie]) -> Markup:
    """The largest sources of a story. A full dot is the first page of a text, a ring a copy, a square a page whose
    date is not known; arcs tie sources that share words."""
    shown = sources[:_LINES]
    if not shown or sum(len(one.printings) for one in shown) < 2:
        return Markup("")
    scale = _Scale([printing for one in shown for printing in one.printings])
    height = _TOP + _ROW * len(shown) + 20
    lines = {one.letter: _TOP + _ROW * at + _ROW / 2 for at, one in enumerate(shown)}
    parts = [*scale.labels(height), *_arcs(ties, lines)]
    for one in shown:
        parts += _line(one, lines[one.letter], scale)
    return picture(_WIDTH, height, parts, "Which pages print which text, by day", class_="lineages")


class _Scale:
    """Where a day stands; pages without a sure date stand in a column of their own at the right."""

    def __init__(self, printings: Sequence[Printing]) -> None:
        days = sorted(day for one in printings if (day := _day(one.published)) is not None)
        self.first = days[0] if days else None
        self.last = days[-1] if days else None
        self.undated = any(_day(one.published) is None for one in printings)
        self.right = _WIDTH - (70 if self.undated and days else 14)

    def at(self, printing: Printing) -> float:
        day = _day(printing.published)
        if day is None or self.first is None or self.last is None:
            return _WIDTH - 56 if self.first else _LEFT + 14
        length = (self.last - self.first).days
        return _LEFT + 14 + ((day - self.first).days / length * (self.right - _LEFT - 28) if length else 0)

    def labels(self, height: float) -> list[Markup]:
        out = []
        if self.first and self.last:
            out.append(element("text", _words(self.first), x=_LEFT, y=height - 4, class_="label"))
            if self.last != self.first:
                out.append(
                    element("text", _words(self.last), x=self.right, y=height - 4, text_anchor="end", class_="label")
                )
        if self.undated:
            at = _WIDTH if self.first else _LEFT + 90
            out.append(element("text", "no sure date", x=at, y=10, text_anchor="end", class_="label"))
        return out


def _line(source: Source, y: float, scale: _Scale) -> list[Markup]:
    dots = _dots(source, y, scale)
    places = [scale.at(one) for one in source.printings]
    label = f"{source.letter}  {shorten(source.writer, 22)}"
    name = element("text", label, x=0, y=y + 4, class_="name")
    bar = element("line", x1=min(places), x2=max(places), y1=y, y2=y, class_="line")
    return [linked(f"#source-{source.letter}", name), bar, *dots]


def _dots(source: Source, y: float, scale: _Scale) -> list[Markup]:
    """The dots of one place stand beside each other."""
    beside: dict[float, int] = {}
    out: list[Markup] = []
    for at, one in enumerate(source.printings[:_DOTS]):
        place = scale.at(one)
        shift = beside.get(place, 0)
        beside[place] = shift + 1
        x = min(place + shift * 7.5, _WIDTH - 5)
        words = f"{one.outlet}, {one.published or 'no sure date'}: {one.relation or 'the first page'}"
        title = element("title", words + (f"; declares {one.declared}" if one.declared else ""))
        kind = "first" if at == 0 else "partial" if one.relation == "partial reuse" else "copy"
        out.append(
            linked(one.address, element("circle", title, cx=x, cy=y, r=4.4 if at == 0 else 3.4, class_=kind), words)
        )
    return out


def _arcs(ties: Sequence[Tie], lines: dict[str, float]) -> list[Markup]:
    out = []
    for tie in [one for one in ties if one.one in lines and one.other in lines][:12]:
        low, high = lines[tie.one], lines[tie.other]
        x = _LEFT - 2
        bend = min(abs(high - low) / 3 + 6, 34.0)
        words = f"{tie.one} and {tie.other}: {tie.relation}, {tie.share * 100:.0f} % of the words of one"
        path = f"M{x:.1f} {low:.1f}C{x - bend:.1f} {low:.1f} {x - bend:.1f} {high:.1f} {x:.1f} {high:.1f}"
        out.append(element("path", element("title", words), d=path, class_="tie"))
    return out


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _words(day: date) -> str:
    found = spoken(day.isoformat())
    return found.words if found else ""
