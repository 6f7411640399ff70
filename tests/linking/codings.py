"""Codings written by hand: what coding would understand of a few sentences, so that linking is tested alone."""

from __future__ import annotations

from dateline.model import (
    Actor,
    Coded,
    Coding,
    Count,
    Event,
    Factuality,
    Part,
    Place,
    Published,
    Report,
    Span,
    Stance,
    Statement,
    Told,
    Voice,
    When,
)

COUNTRIES = {"Turkey": "TUR", "Recep Tayyip Erdoğan": "TUR", "Finland": "FIN", "Sauli Niinistö": "FIN", "Russia": "RUS"}


class Draft:
    """A report in the making: sentences, then events and statements that point at words in them."""

    def __init__(self, name: str, *sentences: str, day: str | None = None, title: str | None = None) -> None:
        self.name = name
        self.text = "\n".join(sentences)
        self.day = day
        self.title = title
        self.events: list[Event] = []
        self.statements: list[Statement] = []

    def span(self, words: str) -> Span:
        """Where these words stand (they must stand there)."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def actor(self, name: str, words: str | None = None) -> Actor:
        """Somebody named in the text."""
        return Actor(name, self.span(words or name), country=COUNTRIES.get(name))

    def event(
        self,
        kind: str,
        words: str,
        actors: tuple[Actor, ...],
        recipients: tuple[Actor, ...] = (),
        *,
        told: Told = "happened",
        day: str | None = None,
        place: str | None = None,
        dead: int | None = None,
        said_by: tuple[Actor, ...] = (),
        denied_by: tuple[Actor, ...] = (),
        quad: int = 1,
    ) -> Draft:
        """Add an event told by these words."""
        span = self.span(words)
        self.events.append(
            Event(
                id=f"{self.name}-e{len(self.events)}",
                type=kind,
                evidence=span,
                trigger=span,
                factuality=Factuality(told, 0.0),
                actors=actors,
                recipients=recipients,
                nary=not recipients and len(actors) > 1,
                quad=quad,
                when=When(day, "DATE", span, day, day) if day else None,
                where=Place(place, span, feature="city") if place else None,
                counts=(Count("dead", dead, dead, span),) if dead is not None else (),
                said_by=tuple(Voice(actor) for actor in said_by),
                denied_by=tuple(Voice(actor) for actor in denied_by),
            )
        )
        return self

    def says(self, speaker: str, content: str, stance: Stance = "says") -> Draft:
        """Add a statement with this content."""
        span = self.span(content)
        self.statements.append(
            Statement(
                id=f"{self.name}-s{len(self.statements)}",
                content=(span,),
                quotation="indirect",
                stance=stance,
                speaker=Actor(speaker, span),
            )
        )
        return self

    def coded(self) -> Coded:
        """The finished report with its coding."""
        parts: list[Part] = []
        start = 0
        for line in self.text.split("\n"):
            parts.append(Part("paragraph", Span(start, start + len(line))))
            start += len(line) + 1
        report = Report(
            id=self.name,
            text=self.text,
            parts=tuple(parts),
            title=self.title,
            published=Published(value=self.day),
            anchor=self.day,
        )
        return Coded(report, Coding(self.name, statements=tuple(self.statements), events=tuple(self.events)))
