"""Pages around a story: where a site prints its dates, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape

from bench.dates.stories import MONTHS, WEEKDAYS, in_words
from dateline import Page

SITE = "Harbour Ledger"
HOST = "https://harbour-ledger.example"
_OTHERS = ("Ice keeps the ferry in port", "A guide to the quiet beaches", "The museum opens its new wing")


@dataclass(frozen=True, slots=True)
class Frame:
    """The dates of a page, each None where the page does not give it.

    `markup` and `modified` stand in JSON-LD (or, with `meta`, in meta elements) with `clock` as their time; `visible`
    is a line above the story in `form`; `today` a line in the site's head; `beside` the dates of other stories in a
    side column; `rights` the footer's words; `month_only` gives no more than year and month anywhere.
    """

    markup: date | None = None
    modified: date | None = None
    meta: bool = False
    clock: str = "T10:00:00Z"
    address: date | None = None
    visible: date | None = None
    form: str = "Published {words}"
    changed: date | None = None
    today: date | None = None
    beside: tuple[date, ...] = ()
    rights: str = ""
    fetched: date | None = None
    month_only: bool = False
    flat: bool = False

    def page(self, title: str, paragraphs: tuple[str, ...]) -> Page:
        """The page, as markup or (`flat`) as the text of one."""
        fetched = f"{self.fetched.isoformat()}T06:00:00Z" if self.fetched else None
        content = self._flat(title, paragraphs) if self.flat else self._html(title, paragraphs)
        media = "text/plain" if self.flat else "text/html"
        return Page(content.encode(), media, "utf-8", address=self._address(title), fetched=fetched)

    def shifted(self, **dates: object) -> Frame:
        """The same page with other dates."""
        return replace(self, **dates)  # type: ignore[arg-type]

    def _address(self, title: str) -> str:
        slug = title.lower().replace(" ", "-")[:40]
        if self.address is None:
            return f"{HOST}/world/{slug}"
        days = "" if self.month_only else f"/{self.address.day:02d}"
        return f"{HOST}/{self.address.year}/{self.address.month:02d}{days}/{slug}"

    def _iso(self, day: date) -> str:
        return day.isoformat()[:7] if self.month_only else f"{day.isoformat()}{self.clock}"

    def _line(self, day: date) -> str:
        if self.month_only:
            return f"Published {day.year}-{day.month:02d}"
        return self.form.format(
            words=in_words(day),
            weekday=WEEKDAYS[day.weekday()],
            british=f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            figures=f"{day.day:02d}/{day.month:02d}/{day.year}",
            dots=f"{day.day:02d}.{day.month:02d}.{day.year}",
            iso=day.isoformat(),
            wrong=WEEKDAYS[(day.weekday() + 3) % 7],
            before=in_words(day - timedelta(1)),
        )

    def _lines(self) -> list[str]:
        lines = [self._line(self.visible)] if self.visible else []
        return lines + ([f"Updated {in_words(self.changed)}"] if self.changed else [])

    def _today(self) -> str:
        return f"{WEEKDAYS[self.today.weekday()]}, {in_words(self.today)}" if self.today else ""

    def _flat(self, title: str, paragraphs: tuple[str, ...]) -> str:
        head = [self._today(), SITE, "Home", "World", "Sport", title, "By our correspondent", *self._lines()]
        side = [line for day, other in zip(self.beside, _OTHERS, strict=False) for line in (other, in_words(day))]
        tail = ["Related stories", *side] if side else []
        return "\n".join(line for line in (*head, *paragraphs, *tail, self.rights) if line)

    def _html(self, title: str, paragraphs: tuple[str, ...]) -> str:
        side = "".join(
            f'<li><a href="/o{n}">{other}</a> <time datetime="{day.isoformat()}T08:00:00Z">{in_words(day)}</time></li>'
            for n, (day, other) in enumerate(zip(self.beside, _OTHERS, strict=False))
        )
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | {SITE}</title>'
            f'<meta property="og:site_name" content="{SITE}">{self._head()}</head><body>'
            f'<header><div class="today">{self._today()}</div><nav><ul><li><a href="/">Home</a></li><li><a href="/w">'
            f"World</a></li></ul></nav></header><main><article><h1>{escape(title)}</h1>"
            + "".join(f'<p class="date">{line}</p>' for line in self._lines())
            + "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
            + "</article></main>"
            + f"<aside><h2>More stories</h2><ul>{side}</ul></aside><footer><p>{self.rights}</p></footer>"
            "</body></html>"
        )

    def _head(self) -> str:
        facts = [("datePublished", self.markup), ("dateModified", self.modified)]
        given = [(name, self._iso(day)) for name, day in facts if day]
        if self.meta:
            names = {"datePublished": "article:published_time", "dateModified": "article:modified_time"}
            return "".join(f'<meta property="{names[name]}" content="{value}">' for name, value in given)
        if not given:
            return ""
        inside = ", ".join(f'"{name}": "{value}"' for name, value in given)
        return f'<script type="application/ld+json">{{"@type": "NewsArticle", {inside}}}</script>'
