"""Actors: phrases and entities to country, sector and office at the report's date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from dateline.coding.actors.lookup import Lookup, load
from dateline.coding.actors.naming import leader
from dateline.coding.actors.phrase import Anatomy, anatomy, sides
from dateline.coding.actors.phrase_reading import STATES, PhraseReading, Setting
from dateline.coding.actors.placed_names import Placed, find_placed
from dateline.coding.actors.resolution import Resolution
from dateline.coding.cues import given_names
from dateline.coding.name_keys import key_of
from dateline.model import Actor, Entity, Report

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)", re.ASCII)
_MANY = 4  # bearers of one family name in office from which it is a common one
_CONTEXT = 400  # characters of context that are read: more points to everything at once


@dataclass(frozen=True, slots=True)
class Actors:
    """The tables of actors, ready to resolve phrases. Build one with `Actors.load` and share it: it never changes."""

    lookup: Lookup

    @staticmethod
    def load(extra: Path | None = None) -> Actors:
        """The package's tables, with a user's CSV that wins over them.

        `docs/actors.md` shows its columns. Raises TableError where a row cannot be used, OSError where the file cannot
        be read.
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
        places: Mapping[str, tuple[str, str]] | None = None,
        person: bool = False,
        families: bool = True,
    ) -> Resolution:
        """Resolve one noun phrase. Never raises, whatever the text.

        `date`: ISO day (or month, year) of the report: offices are those of that day; without it a title in the phrase
        counts, else the newest tenure known. `context`: words from around the phrase; a country that they name
        settles what is ambiguous, and nothing else. `roles`: what the report calls the same actor elsewhere ("Kremlin
        spokesman"). `known`: names that the report has resolved already; a later bare name inherits from them.
        `places`: by the key of a name, what lies there and in which state (ISO3), as the report's places were found.
        `person`: the phrase is a person's name. `families`: a family name alone, without a title, may be that of who
        leads a state.
        """
        if date is not None and not _ISO.match(date):
            date = None  # "December 2016" is no date that offices can be compared with
        leads = families and self._is_leader(phrase, date)
        placed = find_placed(places, (phrase, *roles)) if places and not leads else ()
        hints = self._countries_in((context[:_CONTEXT], *roles), placed)
        setting = Setting(date, hints, None if places is None else placed, families=families)
        taken = anatomy(phrase, self.lookup, placed, person)
        if not taken.segments:
            return Resolution(how="no words")
        named = replace(setting, person=person, called=tuple(roles))
        found = self._abstain_on_several(taken, phrase, setting) or _read_phrase(self.lookup, phrase, named)
        if known and (found.kind in ("unknown", "description") or found.by_family_name):
            found = _inherit(found, phrase, taken, known)
        if roles and (not found.country or not found.sectors):
            found = self._complete_by_roles(found, roles, setting)
        of_body = found.country and found.kind in ("organisation", "description")
        if of_body and not self._countries_in((phrase,), placed):
            found = self._take_owner(found, phrase, roles, setting)
        return self._add_state_numbers(found)

    def resolve_all(self, phrase: str, date: str | None = None, *, context: str = "") -> tuple[Resolution, ...]:
        """Resolve every side of a phrase that names several ("Russia and North Korea"); else one."""
        return tuple(self.resolve(side, date, context=context) for side in sides(anatomy(phrase, self.lookup), phrase))

    def actor_of(self, entity: Entity, report: Report, known: Mapping[str, Resolution] | None = None) -> Actor:
        """An entity of a report as an actor: the name as the report gives it best, the roles that the report gives it,
        the office at the report's anchor date."""
        roles = [span.cut(report.text) for span in entity.roles]
        found = self.resolve(entity.name, report.anchor, roles=roles, known=known)
        name = found.name if found.kind == "person" and found.name else entity.name
        return Actor(
            name,
            entity.mentions[0],
            entity.id,
            found.country,
            found.cow,
            found.gw,
            found.sectors,
            found.office,
            found.wikidata,
            found.how,
        )

    def _is_leader(self, name: str, date: str | None) -> bool:
        """Whether a family name alone is rather that of who leads a state than of a town."""
        return leader(self.lookup.surnames.get(key_of(name)), date) is not None

    def office_words(self, name: str, date: str | None) -> str:
        """The office of a person of that full name at a date, or the last, with the state: "President Russia"; "" where
        none is known."""
        if date is not None and not _ISO.match(date):
            date = None
        found = _read_phrase(self.lookup, name, Setting(date, person=True))
        state = self.lookup.states.get(found.country or "")
        return " ".join([found.office, *([state.name] if state else [])]) if found.office else ""

    def may_lead(self, name: str, date: str | None, states: Set[str]) -> bool:
        """Whether a family name in `name` may be that of who leads a state: where many office holders bear it, the
        report has to speak of the state (one of `states`); a given name is none."""
        words = [word.key for word in anatomy(name, self.lookup).words if word.capital]
        found = [(key, bearers) for key in words if (bearers := self.lookup.surnames.get(key))]
        for key, bearers in found:
            chief = leader(bearers, date)
            rare = len(bearers) < _MANY and key not in given_names()
            if chief is not None and not rare and states.isdisjoint(t.country for t in chief.tenures):
                return False
        return True

    def is_common(self, name: str) -> bool:
        """Whether a name is made of words for offices and bodies alone, so that many states have one of that name."""
        taken = anatomy(name, self.lookup)
        return not any(True for segment in taken.segments for _ in taken.name_runs(segment))

    def name_states(self, text: str, places: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
        """The states and towns' states that a text of a report names, in order, each once."""
        return self._countries_in((text,), find_placed(places, (text,)))

    def name_bodies(self, text: str) -> tuple[str, ...]:
        """The bodies of the tables that a text names, in order, each once."""
        firsts = (match.entries[0] for match in anatomy(text, self.lookup).matches)
        return tuple(dict.fromkeys(e.name for e in firsts if e.kind == "organisation"))

    def _countries_in(self, texts: Sequence[str], placed: Placed) -> tuple[str, ...]:
        """The countries that texts name, in order, each once."""
        matches = [match for text in texts if text for match in anatomy(text, self.lookup, placed).matches]
        firsts = [match.entries[0] for match in matches]
        return tuple(dict.fromkeys(e.country for e in firsts if e.kind in STATES and e.country))

    def _abstain_on_several(self, taken: Anatomy, phrase: str, setting: Setting) -> Resolution | None:
        """Abstain where a phrase names sides of different countries: `resolve_all` gives each."""
        named = sides(taken, phrase)
        if len(named) < 2:
            return None
        held = [side for side in named if anatomy(side, self.lookup).segments]
        found = [_read_phrase(self.lookup, side, setting) for side in held]
        countries = {one.country for one in found if one.country}
        if len(countries) < 2:
            return None
        shared = found[-1].sectors if all(one.sectors in ((), found[-1].sectors) for one in found) else ()
        return Resolution("description", sectors=shared, how=f"several sides: {', '.join(sorted(countries))}")

    def _complete_by_roles(self, found: Resolution, roles: Sequence[str], setting: Setting) -> Resolution:
        """Fill what a name left open from what the report calls its bearer."""
        for role in roles:
            if not anatomy(role, self.lookup).segments:
                continue
            said = _read_phrase(self.lookup, role, setting)
            sectors = found.sectors or tuple(s for s in said.sectors if s != "UNK")
            if (said.country and not found.country) or sectors != found.sectors:
                how = f'the text calls it "{role}"' if found.kind in ("unknown", "description") else found.how
                found = replace(
                    found,
                    kind="person" if found.kind == "unknown" else found.kind,
                    country=found.country or said.country,
                    sectors=sectors,
                    body=found.body or said.body,
                    how=how,
                )
        return found

    def _take_owner(self, found: Resolution, phrase: str, roles: Sequence[str], setting: Setting) -> Resolution:
        """Another state's body of that name where the words around it say whose it is: "Brazil's Congress"."""
        key = f" {key_of(phrase)} "
        for role in roles:
            if key in f" {key_of(role)} " and self._countries_in((role,), setting.placed or ()):
                said = _read_phrase(self.lookup, role, setting)
                if said.country and said.country != found.country:
                    return replace(found, name=said.name, country=said.country, how=f'the text calls it "{role}"')
        return found

    def _add_state_numbers(self, found: Resolution) -> Resolution:
        state = self.lookup.states.get(found.country or "")
        return replace(found, cow=state.cow, gw=state.gw) if state else found


@cache
def _shipped() -> Lookup:
    return load()


@lru_cache(maxsize=1 << 12)  # the news of one day names the same people
def _read_phrase(lookup: Lookup, phrase: str, setting: Setting) -> Resolution:
    """What a phrase of one word or more says by itself."""
    return PhraseReading(lookup, anatomy(phrase, lookup, setting.placed or (), setting.person), setting).resolve()


def _inherit(found: Resolution, phrase: str, taken: Anatomy, known: Mapping[str, Resolution]) -> Resolution:
    """Take over what the report resolved a fuller name to, when every fuller name that ends in this one agrees."""
    names = [phrase, *(taken.text(a, b) for s in taken.segments[:1] for a, b in taken.name_runs(s))]
    for name in names:
        key = key_of(name)
        ends = [full for full in known if (whole := key_of(full)).endswith(key) and _ends_in(whole, key)] if key else []
        fits = [known[full] for full in sorted(ends)]
        if fits and all(r == fits[0] for r in fits):
            kept = fits[0]
            if found.country and not kept.country and not found.by_family_name:
                return found
            return replace(
                kept, sectors=found.sectors or kept.sectors, how=f"named before: {kept.name or name}; {kept.how}"
            )
    return found


def _ends_in(full: str, key: str) -> bool:
    """Whether the words of `key` are the last of `full`."""
    return full.endswith(key) and (len(full) == len(key) or full[-len(key) - 1] == " ")
