"""What a described actor belongs to: the body, the country and the sector that its words give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.actors.codes import codes_of
from dateline.coding.actors.lookup import Match, NameEntry
from dateline.coding.actors.phrase import Anatomy, Segment, roles_of
from dateline.coding.actors.role_words import role_words
from dateline.coding.cues import given_names
from dateline.coding.name_keys import NameWord

_STATES = frozenset({"country", "adjective", "people", "territory", "capital", "seat", "place"})
_SHORT = 3  # letters: "US" and "UK" stand for adjectives too
_WHERE = frozenset({"in", "at", "within", "inside"})
_ARMED = (("UAF",), ("UNK",))  # "Hamas fighters" are what Hamas is


@dataclass(frozen=True, slots=True)
class Belonging:
    """Reads what a phrase's segments belong to."""

    taken: Anatomy
    date: str | None
    hints: tuple[str, ...]

    def owners(self, segment: Segment) -> tuple[str, ...]:
        """The countries that a segment's adjectives, possessives and names give, in the order of the words.

        A town counts where no state is named: the embassy of the one may stand in the other.
        """
        matches = [m for m in self.taken.matches_in(segment) if not self.taken.is_tied(m)]
        acted_on = self._after_participle(segment, matches)
        owning = [m.entries[0] for m in matches if m.start < acted_on and not self._is_matter(m)]
        given = [e for e in owning if e.kind in _STATES and e.country]
        named = [e for e in given if e.kind != "place"] or given
        return tuple(dict.fromkeys(e.country for e in named))

    def _is_matter(self, match: Match) -> bool:
        """Whether it is what somebody deals with: "the Syria envoy" is no Syrian, "the US envoy" is American."""
        behind = next((m for m in self.taken.matches if m.start >= match.end), None)
        words = {w.key for w in self.taken.words[behind.start : behind.end]} if behind else set()
        noun = {e.kind for e in match.entries if e.country} == {"country"}
        whole = len(self.taken.words[match.start].text) > _SHORT and not self.taken.words[match.end - 1].possessive
        return noun and whole and not words.isdisjoint(role_words().dealing)

    def _after_participle(self, segment: Segment, matches: Sequence[Match]) -> int:
        """The word after which states are no owners but what somebody deals with: "diplomats visiting Peru"."""
        heads = [m.end for m in matches if m.kind == "role"]
        inside = range(min(heads, default=segment.end), segment.end)
        covered = {n for m in matches for n in range(m.start, m.end)}
        words = self.taken.words
        return next((n for n in inside if n not in covered and _is_participle(words[n])), segment.end)

    def body(self, segment: Segment, backing: bool = False) -> NameEntry | None:
        """The organisation that a segment names: of the date and, if several share the name, of the country at hand.

        `backing`: also one that only backs who is meant.
        """
        for match in reversed(self.taken.matches_in(segment)):
            if (self.taken.is_backed(match) and not backing) or self._is_in_longer_name(match):
                continue
            own = [e for e in match.entries if e.kind == "user" and not e.human and e.holds(self.date)]
            named = own or [e for e in match.entries if e.kind in ("organisation", "seat")]
            fits = [e for e in named if e.holds(self.date)] or named
            near = [e for e in fits if e.country in (*self.owners(segment), *self.hints)]
            if fits:
                return (near or fits)[0]
        return None

    def _is_in_longer_name(self, match: Match) -> bool:
        """ "Defence and Security Council" is not the Security Council, Caroline McDonald not the company."""
        at, words = match.start, self.taken.words
        covered = {n for m in self.taken.matches if m.kind != "role" for n in range(m.start, m.end)}

        def is_name(n: int) -> bool:
            return n >= 0 and n not in covered and words[n].capital and not words[n + 1].apart

        joined = at > 1 and words[at - 1].key == "and" and is_name(at - 2)
        alone = match.end - at == 1
        return joined or (alone and is_name(at - 1) and words[at - 1].key in given_names())

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
        if leading := self._leaders_of(head):
            return (leading[0], "the state that leads it") if len(leading) == 1 else (None, "several states lead it")
        away = self._is_from_elsewhere(head)
        given = [c for s in tails if not (away and s.opener in _WHERE) for c in self.owners(s)]
        return (given[0], "the country it belongs to") if given else (None, "")

    def _leaders_of(self, head: Segment) -> tuple[str, ...]:
        """The states that lead who is meant: "the Saudi-led coalition"."""
        tied = (m for m in self.taken.matches_in(head) if self.taken.is_tied(m))
        led = (m.entries[0] for m in tied if not self.taken.is_backed(m))
        return tuple(dict.fromkeys(e.country for e in led if e.kind in _STATES and e.country))

    def _is_from_elsewhere(self, head: Segment) -> bool:
        """Whether who is meant is not of the place: "foreign workers in", "the ambassador in", "a US-led force in"."""
        words = {word.key for word in self.taken.words[head.start : head.end]}
        led = any(self.taken.is_tied(m) and not self.taken.is_backed(m) for m in self.taken.matches_in(head))
        return led or not words.isdisjoint(role_words().strangers)

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


def _is_participle(word: NameWord) -> bool:
    return word.key.endswith("ing") and not word.capital and not word.hyphened
