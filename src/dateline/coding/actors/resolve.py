"""Who a noun phrase means: country, sector and office at a date, from tables and from the phrase itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dateline.coding.actors.lookup import Entry, Lookup, Match, load
from dateline.coding.actors.naming import Named, find_person
from dateline.coding.actors.people import Person, Tenure
from dateline.coding.actors.phrase import Anatomy, Segment, anatomy, roles_of
from dateline.coding.actors.towns import misspelt_country, town_named
from dateline.coding.actors.words import key_of

_STATES = frozenset({"country", "adjective", "people", "territory", "capital", "seat"})
_WORLD = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
_LEAVES_ELITE = frozenset({"GOV", "LEG", "SPY", "JUD", "PTY", "ELI", "COP", "MIL"})
_RANKERS = re.compile(r"soldier|troop|sailor|airman|marine|reservist|conscript|policem|officer$|cop$")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase resolves to. Empty fields are not known; `how` says what settled it or why nothing did.

    `kind`: person, organisation, country, place, description or unknown. `name`: the canonical name of what the phrase
    names (a description has none). `body`: the organisation that a described actor belongs to. `sectors`: PLOVER codes,
    the primary one first. `country`: ISO 3166 alpha-3 or UNO, EUR, IGO, NGO, ISM, IMG, MNC.
    """

    kind: str = "unknown"
    name: str | None = None
    country: str | None = None
    cow: int | None = None
    gw: int | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    body: str | None = None
    how: str = "nothing in the tables or the phrase tells"


@dataclass(frozen=True, slots=True)
class Actors:
    """The tables of actors, ready to resolve phrases. Build one with `Actors.load` and share it: it never changes."""

    lookup: Lookup

    @staticmethod
    def load(extra: Path | None = None) -> Actors:
        """The package's tables, with a user's CSV that wins over them.

        The CSV has a header with `name` and any of aliases (divided by |), country, sectors (divided by |), start,
        end (ISO days, end exclusive) and wikidata. Raises ValueError where it has no column `name`, OSError where it
        cannot be read.
        """
        return Actors(_shipped() if extra is None else load(extra))

    def resolve(
        self,
        phrase: str,
        date: str | None = None,
        *,
        context: str = "",
        roles: Sequence[str] = (),
        known: Mapping[str, Resolution] | None = None,
    ) -> Resolution:
        """Resolve one noun phrase.

        `date`: ISO day (or month, year) of the report: offices are those of that day; without it a title in the phrase
        counts, else the newest tenure known. `context`: words from around the phrase; a country that they name
        settles what is ambiguous, and nothing else. `roles`: what the report calls the same actor elsewhere ("Kremlin
        spokesman"). `known`: names that the report has resolved already; a later bare name inherits from them.
        Never raises on any text.
        """
        taken = anatomy(phrase, self.lookup)
        if not taken.segments:
            return Resolution(how="no words")
        hints = self._countries_in(context, *roles)
        reading = _Reading(self.lookup, taken, date, hints)
        found = reading.resolve()
        if known and found.kind in ("unknown", "description"):
            found = _inherit(found, phrase, taken, known)
        if roles and (not found.country or not found.sectors):
            found = self._from_roles(found, roles, date, hints)
        return self._numbered(found)

    def _countries_in(self, *texts: str) -> tuple[str, ...]:
        """The countries that a text names, in order, each once."""
        found = []
        for text in texts:
            for match in anatomy(text, self.lookup).matches:
                found += [e.country for e in match.entries[:1] if e.kind in _STATES and e.country]
        return tuple(dict.fromkeys(found))

    def _from_roles(
        self, found: Resolution, roles: Sequence[str], date: str | None, hints: tuple[str, ...]
    ) -> Resolution:
        """Fill what a name left open from what the report calls its bearer."""
        for role in roles:
            taken = anatomy(role, self.lookup)
            if not taken.segments:
                continue
            said = _Reading(self.lookup, taken, date, hints).resolve()
            sectors = found.sectors or tuple(s for s in said.sectors if s != "UNK")
            if (said.country and not found.country) or sectors != found.sectors:
                how = f'the text calls it "{role}"' if found.kind in ("unknown", "description") else found.how
                kind = "person" if found.kind == "unknown" else found.kind
                found = replace(
                    found,
                    kind=kind,
                    country=found.country or said.country,
                    sectors=sectors,
                    body=found.body or said.body,
                    how=how,
                )
        return found

    def _numbered(self, found: Resolution) -> Resolution:
        state = self.lookup.states.get(found.country or "")
        return replace(found, cow=state.cow, gw=state.gw) if state else found


@cache
def _shipped() -> Lookup:
    return load()


def _inherit(found: Resolution, phrase: str, taken: Anatomy, known: Mapping[str, Resolution]) -> Resolution:
    """Take over what the report resolved a fuller name to, when exactly one fuller name ends in this one."""
    names = [
        phrase,
        *(" ".join(w.text for w in taken.words[a:b]) for s in taken.segments[:1] for a, b in taken.named(s)),
    ]
    for name in names:
        key = key_of(name)
        fits = [
            r for full, r in sorted(known.items()) if key and (key_of(full) == key or key_of(full).endswith(" " + key))
        ]
        if fits and all(r == fits[0] for r in fits):
            kept = fits[0]
            return replace(
                kept, sectors=found.sectors or kept.sectors, how=f"named before: {kept.name or name}; {kept.how}"
            )
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """One phrase being read against the tables."""

    lookup: Lookup
    taken: Anatomy
    date: str | None
    hints: tuple[str, ...]

    def resolve(self) -> Resolution:
        head = self.taken.segments[0]
        for entry in (e for m in self.taken.matches for e in m.entries if e.kind == "user" and e.holds(self.date)):
            return Resolution("organisation", entry.name, entry.country or None, None, None, entry.sectors, None,
                              entry.wikidata or None, None, "the user's table")  # fmt: skip
        renamed = [s for s in self.taken.segments[1:] if s.apart]
        person = self._person(head, renamed)
        if person is not None:
            return person
        found = self._described(head)
        for other in renamed:
            if found.country and found.sectors:
                break
            said = self._described(other, alone=True)
            sectors = found.sectors or said.sectors
            if said.country and not found.country or sectors != found.sectors:
                kind = "person" if found.kind == "unknown" else found.kind
                found = replace(
                    found,
                    kind=kind,
                    country=found.country or said.country,
                    sectors=sectors,
                    how=f"apposition; {said.how}",
                )
        return found

    # ------------------------------------------------------------------ people

    def _person(self, head: Segment, renamed: Sequence[Segment]) -> Resolution | None:
        titles = [(m, e) for s in (head, *renamed) for m, e in roles_of(self.taken, s)]
        wanted = (*self._owners(head), *(c for s in renamed for c in self._owners(s)), *self.hints)
        for segment in (head, *renamed):
            got = find_person(self.lookup, self.taken, segment, tuple(e.name for _, e in titles), wanted, self.date)
            if got is not None:
                return self._held(got, segment, titles)
        return None

    def _held(self, got: Named, segment: Segment, titles: Sequence[tuple[Match, Entry]]) -> Resolution:
        """What a person is: the office at the date, or what the words call them."""
        if got.person is None:
            return Resolution("person", None, got.country, sectors=(), how=got.how)
        person, past = got.person, self.taken.former(segment)
        held = () if past else person.at(self.date)
        spoken = next((e.sectors[0] for _, e in titles if e.sectors and e.sectors[0] not in ("UNK", "CVL")), "")
        spoken = spoken or self._title_in_name(segment)
        base = Resolution("person", person.name, wikidata=person.wikidata or None)
        if held:
            same = [t for t in held if t.sector == spoken]
            first = same[0] if same else held[0]
            order = [first, *(t for t in held if t is not first)]
            sectors = tuple(dict.fromkeys(t.sector for t in order))
            how = f"{got.how}; {first.office} from {first.start}"
            return replace(base, country=first.country, sectors=sectors, office=first.office, how=how)
        last = _last(person, self.date)
        if past or (last and self._over(last, spoken)):
            how = f"{got.how}; {last.office} until {last.end}" if last else f"{got.how}; called former"
            return replace(base, country=person.home(), sectors=("ELI",), how=how)
        if spoken:
            office = next((t for t in person.tenures if t.sector == spoken), None)
            country = office.country if office else person.home()
            return replace(base, country=country, sectors=(spoken,), how=f"{got.how}; the phrase gives the title")
        return replace(base, country=person.home(), sectors=(), how=f"{got.how}; no office known at the date")

    def _title_in_name(self, segment: Segment) -> str:
        """The sector of a title that is part of the matched name ("Pope Benedict")."""
        first = next((m for m in self.taken.within(segment) if m.kind == "person"), None)
        roles = self.lookup.entries.get(self.taken.words[first.start].key, ()) if first else ()
        return next((e.sectors[0] for e in roles if e.kind == "role" and e.sectors), "")

    def _over(self, last: Tenure, spoken: str) -> bool:
        """Whether an office is over for the report: a title alone does not bring it back once the date is known."""
        if not spoken:
            return bool(self.date) or bool(last.end)
        return bool(self.date) and last.sector == spoken

    # ------------------------------------------------------------------ descriptions

    def _described(self, head: Segment, alone: bool = False) -> Resolution:
        body = self._body(head)
        roles = roles_of(self.taken, head)
        owners = self._owners(head)
        tails = () if alone else tuple(s for s in self.taken.segments[1:] if s.hangs)
        tail_body = next((b for s in tails if (b := self._body(s))), None)
        country, how = self._country(head, body, owners, tails, tail_body)
        if not roles:
            return self._bare(head, body, country, how, tails)
        sectors, why = self._sector(roles, body, tails, tail_body, country)
        if self.taken.former(head) or any(w.key == "ex" for w in self.taken.words[: head.start]):
            sectors, why = _past(roles[-1][1].name, sectors), f"{why}, former"
        belongs = body or tail_body
        whole = body is not None and self._ends_in(head, body)
        if whole and body is not None and not self._foreign(body, owners):
            return Resolution(
                "organisation", body.name, country, sectors=body.sectors or sectors, how=f"organisation; {how}"
            )
        return Resolution(
            "description", None, country, sectors=sectors, body=belongs.name if belongs else None, how=f"{why}; {how}"
        )

    def _bare(
        self, head: Segment, body: Entry | None, country: str | None, how: str, tails: Sequence[Segment]
    ) -> Resolution:
        """A phrase without a role noun: an organisation, a state, a seat or a name that no table has."""
        last = next((m for m in reversed(self.taken.within(head)) if m.kind != "role"), None)
        if last is None and (town := self._town(head)):
            return town
        if body is not None:
            foreign = self._foreign(body, self._owners(head))
            return Resolution(
                "organisation",
                None if foreign else body.name,
                country,
                sectors=body.sectors,
                how=f"organisation; {how}",
            )
        loose = next(iter(self.taken.named(head)), None)
        if last is None or (loose and loose[0] >= last.end and last.kind in ("country", "capital", "territory")):
            if loose and last is not None and not self.taken.words[last.end - 1].possessive:
                return Resolution(how="a name that begins like a place")
            return Resolution(
                "unknown", None, country, how=how if country else "no role noun and no name of the tables"
            )
        entry = last.entries[0]
        if entry.kind == "country" or entry.kind == "people":
            return Resolution("country", entry.name, country, sectors=entry.sectors, how=how)
        if entry.kind == "territory":
            return Resolution("place", entry.name, country, sectors=entry.sectors, how=how)
        if entry.kind in ("capital", "seat"):
            kind = "place" if entry.kind == "capital" else "organisation"
            return Resolution(
                kind, entry.name, country, sectors=entry.sectors, how=f"{entry.kind} that stands for a government"
            )
        return Resolution("description", None, country, sectors=entry.sectors, how=how)

    def _body(self, segment: Segment) -> Entry | None:
        """The organisation that a segment names, of the date and, if several share the name, of the country at hand."""
        for match in reversed(self.taken.within(segment)):
            if match.kind not in ("organisation", "seat"):
                continue
            fits = [e for e in match.entries if e.kind in ("organisation", "seat") and e.holds(self.date)]
            fits = fits or [e for e in match.entries if e.kind in ("organisation", "seat")]
            near = [e for e in fits if e.country in (*self._owners(segment), *self.hints)]
            if near or fits:
                return (near or fits)[0]
        return None

    def _ends_in(self, head: Segment, body: Entry) -> bool:
        within = self.taken.within(head)
        return bool(within) and body in within[-1].entries

    def _owners(self, segment: Segment) -> tuple[str, ...]:
        """The countries that a segment's adjectives, possessives and names give, the nearest to the head last."""
        found = []
        for match in self.taken.within(segment):
            entry = match.entries[0]
            if entry.kind in _STATES and entry.country and not self.taken.tied(match):
                found.append(entry.country)
        return tuple(dict.fromkeys(found))

    def _foreign(self, body: Entry, owners: Sequence[str]) -> bool:
        """Whether the words give another country than the organisation's: then it is that country's body of the same name."""
        return bool(owners) and bool(body.country) and body.country not in _WORLD and body.country not in owners

    def _country(
        self,
        head: Segment,
        body: Entry | None,
        owners: tuple[str, ...],
        tails: Sequence[Segment],
        tail_body: Entry | None,
    ) -> tuple[str | None, str]:
        if body is not None and body.country in _WORLD:
            return body.country, "the body's own code"
        if len(owners) > 1:
            first = self._possessor(head)
            if first:
                return first, "the possessor's country"
            return None, f"several countries: {', '.join(owners)}"
        if owners:
            return owners[0], "the country that the words give"
        if body is not None and body.country:
            return body.country, "the body's country"
        if body is None and (placed := self._placed(head)):
            return placed
        if tail_body is not None and tail_body.country:
            return tail_body.country, "the country of the body it belongs to"
        given = tuple(dict.fromkeys(c for s in tails for c in self._owners(s)))
        if len(given) == 1 or (given and tails):
            return given[0], "the country it belongs to"
        return None, "no country given"

    def _placed(self, head: Segment) -> tuple[str, str] | None:
        """The country of a town before a role noun ("Shanghai police") or of a word one slip away from a country's."""
        roles = roles_of(self.taken, head)
        for start, end in self.taken.named(head):
            name = " ".join(w.text for w in self.taken.words[start:end])
            before_role = any(m.start == end for m, _ in roles)
            if not (before_role or self.taken.words[end - 1].possessive):
                continue
            if town := town_named(name, self.hints):
                return town.country, f"{town.name} lies there"
            if end - start == 1 and (country := misspelt_country(self.taken.words[start].key, self.lookup)):
                return country, f'"{name}" taken for a slip of spelling'
        return None

    def _town(self, head: Segment) -> Resolution | None:
        """A phrase that is wholly the name of a town, or of a people with a slip of spelling."""
        run = next(iter(self.taken.named(head)), None)
        if run is None or run[0] != head.start or run[1] != head.end or len(self.taken.segments) > 1:
            return None
        name = " ".join(w.text for w in self.taken.words[run[0] : run[1]])
        if town := town_named(name, self.hints):
            return Resolution("place", town.name, town.country, how="a town")
        key = self.taken.words[run[0]].key
        if run[1] - run[0] == 1 and key.endswith("s") and (country := misspelt_country(key, self.lookup)):
            return Resolution(
                "country", self.lookup.states[country].name, country, how=f'"{name}" taken for a slip of spelling'
            )
        return None

    def _possessor(self, head: Segment) -> str | None:
        for match in self.taken.within(head):
            if (
                self.taken.words[match.end - 1].possessive
                and match.entries[0].kind in _STATES
                and match.entries[0].country
            ):
                return match.entries[0].country
        return None

    def _sector(
        self,
        roles: Sequence[tuple[Match, Entry]],
        body: Entry | None,
        tails: Sequence[Segment],
        tail_body: Entry | None,
        country: str | None,
    ) -> tuple[tuple[str, ...], str]:
        last = roles[-1][1]
        if not last.inherits:
            return last.sectors, f'"{last.name}"'
        if body is not None and (body.sectors or body.country in _WORLD):
            return body.sectors, f'"{last.name}" of {body.name}'
        others = [e for _, e in roles[:-1] if not e.inherits and e.sectors]
        if others:
            return others[-1].sectors, f'"{last.name}" of "{others[-1].name}"'
        if tail_body is not None and (tail_body.sectors or tail_body.country in _WORLD):
            return tail_body.sectors, f'"{last.name}" of {tail_body.name}'
        hanging = [e for s in tails for _, e in roles_of(self.taken, s) if e.sectors and not e.inherits]
        if hanging:
            return hanging[0].sectors, f'"{last.name}" of "{hanging[0].name}"'
        seat = [e for _, e in roles[:-1] if e.sectors]
        if last.sectors or not seat:
            return last.sectors, f'"{last.name}"'
        return seat[-1].sectors, f'"{last.name}" of "{seat[-1].name}"' if country or seat else "nothing"


def _past(role: str, sectors: tuple[str, ...]) -> tuple[str, ...]:
    """What somebody who was something is now: a former office holder belongs to the elite, anybody else is a civilian."""
    if sectors and sectors[0] in _LEAVES_ELITE and not _RANKERS.search(role):
        return ("ELI",)
    return ("CVL",) if sectors else ()


def _last(person: Person, date: str | None) -> Tenure | None:
    """The tenure that ended last before the date."""
    ended = [t for t in person.tenures if t.end and (date is None or t.begun(date))]
    return max(ended, key=lambda t: (t.end, -t.rank), default=None)
