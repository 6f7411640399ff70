"""One phrase read against the tables: who is named, and what a description says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.actors.belonging import Belonging
from dateline.coding.actors.lookup import Lookup, Match, NameEntry
from dateline.coding.actors.naming import Clues, NamedActor, find_person, leader
from dateline.coding.actors.people import Person, Tenure, title_fits
from dateline.coding.actors.phrase import Anatomy, Segment, anatomy, bare_title, roles_of
from dateline.coding.actors.placed_names import Placed
from dateline.coding.actors.resolution import ActorKind, Resolution
from dateline.coding.actors.role_words import role_words
from dateline.coding.actors.towns import find_misspelt_country, find_town
from dateline.coding.name_keys import key_of

STATES = frozenset({"country", "adjective", "people", "territory", "capital", "seat", "place"})
_LEAVES_ELITE = frozenset({"GOV", "LEG", "SPY", "JUD", "PTY", "ELI", "COP", "MIL"})
_MINOR = 3  # rank from which an office is one of many
_NO_TITLE = frozenset({"UNK", "CVL"})
_KINDS: dict[str, ActorKind] = {
    "country": "country",
    "people": "country",
    "territory": "place",
    "capital": "place",
    "place": "place",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is read with: the report's date, and the countries that the words around it name.

    `placed`: the report's places whose names stand in the phrase; None where nobody looked for places. `person`: the
    phrase is a person's name. `called`: what the report calls its bearer elsewhere. `families`: whether a family name
    alone may be that of who leads a state.
    """

    date: str | None = None
    hints: tuple[str, ...] = ()
    placed: Placed | None = None
    person: bool = False
    called: tuple[str, ...] = ()
    families: bool = True


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """One phrase being read."""

    lookup: Lookup
    taken: Anatomy
    setting: Setting

    def resolve(self) -> Resolution:
        """The user's own rows first, then a person, then what the words describe; an apposition fills what is open."""
        head = self.taken.segments[0]
        renamed = [s for s in self.taken.segments[1:] if s.apart]
        own = self._find_own_row((head, *renamed))
        return own or self._person(head, renamed) or self._add_appositions(self._read_description(head), renamed)

    def _find_own_row(self, segments: Sequence[Segment]) -> Resolution | None:
        """What a row of the user's names, where the words are its name and not somebody of it ("its spokesman")."""
        for segment in segments:
            roles = [m.start for m, _ in roles_of(self.taken, segment)]
            for match in self.taken.matches_in(segment):
                own = next((e for e in match.entries if e.kind == "user" and e.holds(self.setting.date)), None)
                if own is not None and (own.human or not any(at > match.start for at in roles)):
                    return _take_as_told(own)
        return None

    def _add_appositions(self, found: Resolution, renamed: Sequence[Segment]) -> Resolution:
        found = self._lift_town(found, renamed)
        for other in renamed:
            if found.country and found.sectors:
                break
            said = self._read_description(other, alone=True)
            sectors = found.sectors or said.sectors
            if (said.country and not found.country) or sectors != found.sectors:
                kind = "person" if found.kind == "unknown" else found.kind
                country = found.country or said.country
                name = found.name or self._name_alone()
                found = replace(
                    found,
                    kind=kind,
                    name=name,
                    country=country,
                    sectors=sectors,
                    how=f"apposition; {said.how}",
                    by_family_name=False,
                )
        return found

    def _lift_town(self, found: Resolution, renamed: Sequence[Segment]) -> Resolution:
        """ "Washington, D.C., police": a town between commas is whose the noun behind it is."""
        last = renamed[-1] if found.kind == "place" and renamed else None
        roles = roles_of(self.taken, last) if last is not None else ()
        if last is None or not roles or roles[0][0].start != last.start:
            return found
        sectors, why = self._belonging.sector(roles, None, ())
        return Resolution("description", None, found.country, sectors=sectors, how=f"{why} of {found.name}")

    def _name_alone(self) -> str | None:
        """The head where it is nothing but a name that no table has."""
        head = self.taken.segments[0]
        run = next(iter(self.taken.name_runs(head)), None)
        return self.taken.text(*run) if run == (head.start, head.end) else None

    # ------------------------------------------------------------------ people

    def _person(self, head: Segment, renamed: Sequence[Segment]) -> Resolution | None:
        segments = (head, *renamed)
        titles = [(m, e) for s in segments for m, e in roles_of(self.taken, s)]
        given = tuple(c for s in segments for c in self._belonging.owners(s))
        names = tuple(e.name for _, e in titles)
        clues = Clues(names, (*given, *self.setting.hints), self.setting.date, self.setting.families)
        for segment in segments:
            got = find_person(self.lookup, self.taken, segment, clues)
            if got is not None and not self._is_namesake(got) and not self._is_private(got, segment, titles):
                return self._find_office(got, segment, titles)
        return None

    def _is_private(self, got: NamedActor, named: Segment, titles: Sequence[tuple[Match, NameEntry]]) -> bool:
        """Whether the words call somebody what nobody of the tables is: a nurse of that name is no prime minister."""
        beside = [self.taken.words[named.start : got.start]]
        beside += [self.taken.words[s.start : s.end] for s in self.taken.segments if s.apart and s != named]
        said = [{word.key for word in run} for run in beside] + [set(key_of(c).split()) for c in self.setting.called]
        words = role_words()
        if all(words.private.isdisjoint(one) or not words.former.isdisjoint(one) for one in said):
            return False
        taken = (anatomy(called, self.lookup) for called in self.setting.called)
        roles = [e for _, e in titles] + [e for one in taken for s in one.segments for _, e in roles_of(one, s)]
        held = {t.sector for t in got.person.tenures} if got.person is not None else set()
        return held.isdisjoint(sector for e in roles for sector in e.sectors if sector not in _NO_TITLE)

    def _is_namesake(self, got: NamedActor) -> bool:
        """Whether the words say of another state: "King Abdullah of Saudi Arabia" is not Jordan's."""
        tails = (s for s in self.taken.segments[1:] if s.opener == "of")
        states = {state for tail in tails for state in self._belonging.owners(tail)}
        homes = {t.country for t in got.person.tenures} if got.person is not None else states
        return bool(states) and states.isdisjoint(homes)

    def _find_office(self, got: NamedActor, segment: Segment, titles: Sequence[tuple[Match, NameEntry]]) -> Resolution:
        """What a person is: the office at the date, or what the words call them."""
        if got.person is None:
            return Resolution("person", None, got.country, how=got.how, by_family_name=got.by_family_name)
        person, past = got.person, self.taken.is_former(segment)
        spoken = next((e.sectors[0] for _, e in reversed(titles) if e.sectors and e.sectors[0] not in _NO_TITLE), "")
        spoken = spoken or self._title_in_name(segment)
        base = Resolution(
            "person", person.name, person.home(), wikidata=person.wikidata or None, by_family_name=got.by_family_name
        )
        held = self._tenures_since(person, titles) if past else person.tenures_at(self.setting.date)
        last = _last_tenure(person, self.setting.date)
        if held:
            return _give_office(base, held, spoken, got.how)
        if past or (last and self._is_over(last, spoken)):
            fitting = next((t for t in reversed(person.tenures) if t.sector == spoken and t.end), last)
            how = f"{fitting.office} until {fitting.end}" if fitting else "called former"
            return replace(base, sectors=("ELI",), how=f"{got.how}; {how}")
        if spoken:
            office = next((t for t in person.tenures if t.sector == spoken), None)
            country = office.country if office else base.country
            return replace(base, country=country, sectors=(spoken,), how=f"{got.how}; the phrase gives the title")
        return replace(base, how=f"{got.how}; no office known at the date")

    def _tenures_since(self, person: Person, titles: Sequence[tuple[Match, NameEntry]]) -> tuple[Tenure, ...]:
        """Offices that somebody called former has taken since: a former prime minister may preside over parliament."""
        names = tuple(bare_title(key_of(entry.name)) for _, entry in titles)
        begun = [t.start for t in person.tenures if t.end and title_fits(t, names)]
        if not begun or self.setting.date is None:
            return ()
        held = person.tenures_at(self.setting.date)
        return tuple(t for t in held if t.start > max(begun) and t.rank < _MINOR and not title_fits(t, names))

    def _title_in_name(self, segment: Segment) -> str:
        """The sector of a title that is part of the matched name ("Pope Benedict")."""
        first = next((m for m in self.taken.matches_in(segment) if m.kind == "person"), None)
        roles = self.lookup.entries.get(self.taken.words[first.start].key, ()) if first else ()
        return next((e.sectors[0] for e in roles if e.kind == "role" and e.sectors), "")

    def _is_over(self, last: Tenure, spoken: str) -> bool:
        """Whether an office is over for the report: a title does not bring it back once the date is known."""
        if not spoken:
            return bool(self.setting.date) or bool(last.end)
        return bool(self.setting.date) and last.sector == spoken

    # ------------------------------------------------------------------ descriptions

    @property
    def _belonging(self) -> Belonging:
        return Belonging(self.taken, self.setting.date, self.setting.hints)

    def _read_description(self, head: Segment, alone: bool = False) -> Resolution:
        belonging, roles = self._belonging, roles_of(self.taken, head)
        tails = () if alone else self.taken.tails
        body = belonging.body(head)
        country, how = belonging.country(head, body, tails)
        if not country and not how and body is None:
            country, how = self._country_of_place(head, roles)
        if roles and not country and not how:
            country, how = self._country_hung_on(head, tails)
        how = how or "no country given"
        if not roles or self._is_counted_people(head, roles[-1][0]):
            return self._read_bare(head, body, country, how, tails)
        sectors, why = belonging.sector(roles, body or belonging.body(head, backing=True), tails)
        if self.taken.is_former(head):
            sectors, why = _past_sectors(roles[-1][1].name, sectors), f"{why}, former"
        within = self.taken.matches_in(head)
        if body is not None and within and body in within[-1].entries and not belonging.is_foreign(body, head):
            return Resolution(
                "organisation", body.name, country, sectors=body.sectors or sectors, how=f"organisation; {how}"
            )
        belongs = body or belonging.tail_body(tails)
        named = self._name_behind(head, roles[-1][0])
        kind: ActorKind = "person" if named else "description"
        return Resolution(
            kind, named, country, sectors=sectors, body=belongs.name if belongs else None, how=f"{why}; {how}"
        )

    def _name_behind(self, head: Segment, role: Match) -> str | None:
        """A name that no table has, right after a role noun: "spokeswoman Jane Doe"."""
        name = next((self.taken.text(a, b) for a, b in self.taken.name_runs(head) if a == role.end), "")
        return name if any(word[1:].islower() for word in name.split()) else None

    def _is_counted_people(self, head: Segment, last: Match) -> bool:
        """ "Two Russians": the people is the head, and the number no role."""
        behind = [m for m in self.taken.matches_in(head) if m.start >= last.end]
        return bool(behind) and behind[-1].kind == "people" and self.taken.words[last.start].key in role_words().crowds

    def _read_bare(
        self, head: Segment, body: NameEntry | None, country: str | None, how: str, tails: Sequence[Segment] = ()
    ) -> Resolution:
        """A phrase without a role noun: an organisation, a state, a seat or a name that no table has."""
        if body is not None:
            foreign = self._belonging.is_foreign(body, head)
            return Resolution(
                "organisation",
                None if foreign else body.name,
                country,
                sectors=body.sectors,
                how=f"organisation; {how}",
            )
        last = next((m for m in reversed(self.taken.matches_in(head)) if m.kind != "role"), None)
        loose = next(iter(self.taken.name_runs(head)), None)
        if last is None:
            whose = self._belonging.tail_body(tails) if loose else None
            sectors = whose.sectors if whose else ()
            return self._town(head) or Resolution(
                "unknown", None, country, sectors=sectors, how=how if country else "in no table, and no role noun"
            )
        entry = last.entries[0]
        before = self.taken.words[head.start : last.start]
        counted = head.start > 0 or any(not word.capital and word.key != "the" for word in before)
        if entry.kind == "people" and counted:  # "thousands of Palestinians", "nine Yemenis": not their state
            return Resolution("description", None, country, sectors=("CVL",), how=how)
        if loose and loose[0] >= last.end and entry.kind in ("country", "capital", "territory", "place"):
            words = self.taken.words
            known = (
                words[last.end - 1].possessive
                or words[0].key == "the"
                or any(e.kind == "adjective" for e in last.entries)
            )
            return Resolution(
                country=country if known else None, how=how if known else "a name that begins like a place"
            )
        kind = _KINDS.get(entry.kind, "description")
        why = "capital that stands for a government" if entry.kind == "capital" else how
        return Resolution(kind, entry.name if kind != "description" else None, country, sectors=entry.sectors, how=why)

    def _country_of_place(self, head: Segment, roles: Sequence[tuple[Match, NameEntry]]) -> tuple[str | None, str]:
        """The country of a town before a role noun ("Shanghai police") or of a word one slip away from a country's."""
        for start, end in self.taken.name_runs(head):
            before_role = any(m.start == end for m, _ in roles)
            if not (before_role or self.taken.words[end - 1].possessive):
                continue
            if town := find_town(self.taken.text(start, end), self.setting.hints):
                return town.country, f"{town.name} lies there"
            key = self.taken.words[start].key
            ruler = leader(self.lookup.surnames.get(key), self.setting.date) if self.setting.families else None
            if end - start == 1 and ruler:
                return ruler.home(), f"{ruler.name}'s country"
            if end - start == 1 and (country := find_misspelt_country(key, self.lookup)):
                return country, f'"{self.taken.text(start, end)}" taken for a slip of spelling'
        return None, ""

    def _country_hung_on(self, head: Segment, tails: Sequence[Segment]) -> tuple[str | None, str]:
        """The country of a person or town that the phrase hangs on: "fighters loyal to ...", "a court in Istanbul"."""
        for segment in (head, *tails):
            people = [e.person for m in self.taken.matches_in(segment) for e in m.entries if e.person is not None]
            if people and len({p.home() for p in people}) == 1:
                return people[0].home(), f"{people[0].name}'s country"
        for segment in tails:
            towns = (find_town(self.taken.text(a, b), self.setting.hints) for a, b in self.taken.name_runs(segment))
            if town := next((t for t in towns if t), None):
                return town.country, f"{town.name} lies there"
        return None, ""

    def _town(self, head: Segment) -> Resolution | None:
        """A phrase that is wholly the name of a town, or of a people with a slip of spelling."""
        if len(self.taken.segments) > 1 or next(iter(self.taken.name_runs(head)), None) != (head.start, head.end):
            return None
        name, key = self.taken.text(head.start, head.end), self.taken.words[head.start].key
        if any(person.rank < 2 for person in self.lookup.surnames.get(key)):
            return None
        if self.setting.placed is None and (town := find_town(name, self.setting.hints)):
            return Resolution("place", town.name, town.country, how="a town")
        country = find_misspelt_country(key, self.lookup) if head.end - head.start == 1 and key.endswith("s") else None
        if country is None:
            return None
        return Resolution(
            "country", self.lookup.states[country].name, country, how=f'"{name}" taken for a slip of spelling'
        )


def _take_as_told(own: NameEntry) -> Resolution:
    """A user's row as it stands."""
    return Resolution(
        "person" if own.human else "organisation",
        own.name,
        own.country or None,
        sectors=own.sectors,
        office=own.office or None,
        wikidata=own.wikidata or None,
        how="the user's table",
    )


def _give_office(base: Resolution, held: Sequence[Tenure], spoken: str, how: str) -> Resolution:
    """With the office that fits the spoken title, else the highest; the others' sectors follow."""
    first = next((t for t in held if t.sector == spoken), held[0])
    # A president is no soldier for being commander-in-chief: much lower offices add no sector.
    sectors = tuple(dict.fromkeys((first.sector, *(t.sector for t in held if t.rank <= first.rank + 1))))
    return replace(
        base,
        country=first.country,
        sectors=sectors,
        office=first.office,
        how=f"{how}; {first.office} from {first.start}",
    )


def _past_sectors(role: str, sectors: tuple[str, ...]) -> tuple[str, ...]:
    """What somebody who was something is now: a former office holder is of the elite, anybody else a civilian."""
    if sectors and sectors[0] in _LEAVES_ELITE and not role_words().ranks.search(role):
        return ("ELI",)
    return ("CVL",) if sectors else ()


def _last_tenure(person: Person, date: str | None) -> Tenure | None:
    """The tenure that ended last before the date."""
    ended = [t for t in person.tenures if t.end and (date is None or t.has_begun(date))]
    return max(ended, key=lambda t: (t.end, -t.rank), default=None)
