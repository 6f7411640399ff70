"""What a described actor belongs to: the body, the country and the sector that its words give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.actors.codes import codes_of
from dateline.coding.actors.lookup import Match, NameEntry
from dateline.coding.actors.phrase import Anatomy, Segment, roles_of

_STATES = frozenset({"country", "adjective", "people", "territory", "capital", "seat"})
_ARMED = (("UAF",), ("UNK",))  # "Hamas fighters" are what Hamas is


@dataclass(frozen=True, slots=True)
class Belonging:
    """Reads what a phrase's segments belong to."""

    taken: Anatomy
    date: str | None
    hints: tuple[str, ...]

    def owners(self, segment: Segment) -> tuple[str, ...]:
        """The countries that a segment's adjectives, possessives and names give, in the order of the words."""
        firsts = [m.entries[0] for m in self.taken.matches_in(segment) if not self.taken.is_tied(m)]
        return tuple(dict.fromkeys(e.country for e in firsts if e.kind in _STATES and e.country))

    def body(self, segment: Segment) -> NameEntry | None:
        """The organisation that a segment names: of the date and, if several share the name, of the country at hand."""
        for match in reversed(self.taken.matches_in(segment)):
            own = [e for e in match.entries if e.kind == "user" and not e.human and e.holds(self.date)]
            named = own or [e for e in match.entries if e.kind in ("organisation", "seat")]
            fits = [e for e in named if e.holds(self.date)] or named
            near = [e for e in fits if e.country in (*self.owners(segment), *self.hints)]
            if fits:
                return (near or fits)[0]
        return None

    def tail_body(self, tails: Sequence[Segment]) -> NameEntry | None:
        """The organisation that what hangs on the head names."""
        return next((b for s in tails if (b := self.body(s))), None)

    def is_foreign(self, body: NameEntry, segment: Segment) -> bool:
        """Whether the words give another country than the organisation's: then it is that country's body."""
        owners = self.owners(segment)
        return (
            bool(owners) and bool(body.country) and body.country not in codes_of("body") and body.country not in owners
        )

    def country(self, head: Segment, body: NameEntry | None, tails: Sequence[Segment]) -> tuple[str | None, str]:
        """The country and what gave it; an empty reason where nothing tells, and no country where several do."""
        if body is not None and body.country in codes_of("body"):
            return body.country, "the body's own code"
        owners = self.owners(head)
        if owners:
            return self._country_of_owners(head, owners)
        if body is not None and body.country:
            return body.country, "the body's country"
        hanging = self.tail_body(tails)
        if hanging is not None and hanging.country:
            return hanging.country, "the country of the body it belongs to"
        given = [c for s in tails for c in self.owners(s)]
        return (given[0], "the country it belongs to") if given else (None, "")

    def _country_of_owners(self, head: Segment, owners: tuple[str, ...]) -> tuple[str | None, str]:
        if len(owners) == 1:
            return owners[0], "the country that the words give"
        for match in self.taken.matches_in(head):
            entry = match.entries[0]
            if self.taken.words[match.end - 1].possessive and entry.kind in _STATES and entry.country:
                return entry.country, "the possessor's country"
        return None, f"several countries: {', '.join(owners)}"

    def sector(
        self, roles: Sequence[tuple[Match, NameEntry]], body: NameEntry | None, tails: Sequence[Segment]
    ) -> tuple[tuple[str, ...], str]:
        """The sector of the last role noun, or of what that noun belongs to where it takes its sector from there."""
        last, hanging = roles[-1][1], self.tail_body(tails)
        said = f'"{last.name}"'
        whose = body or hanging
        if not last.inherits and not (last.sectors in _ARMED and whose is not None and whose.sectors):
            return last.sectors, said
        before = [e for _, e in roles[:-1] if not e.inherits and e.sectors]
        after = [e for s in tails for _, e in roles_of(self.taken, s) if e.sectors and not e.inherits]
        if body is not None and (body.sectors or body.country in codes_of("body")):
            return body.sectors or last.sectors, f"{said} of {body.name}"
        if before:
            return before[-1].sectors, f'{said} of "{before[-1].name}"'
        if hanging is not None and (hanging.sectors or hanging.country in codes_of("body")):
            return hanging.sectors or last.sectors, f"{said} of {hanging.name}"
        if after:
            return after[0].sectors, f'{said} of "{after[0].name}"'
        return last.sectors, said
