"""Which state "the police" or "three villagers" are of: the one that their sentence speaks of, or all of the report.

Words of the text alone tell it: a place where something is ("in Bamako"), for bodies of a state also whose something
is ("the Honduran government"). Where a sentence names two states, or only one that something is done to, nobody is
guessed at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.coding.actors import Actors
from dateline.coding.actors.role_words import role_words
from dateline.coding.entities.lands import is_land_word, lands_in
from dateline.coding.name_keys import words
from dateline.coding.places import is_disputed
from dateline.language import Parse
from dateline.model import Actor, Place, Report, Span

_BODIES = frozenset(("GOV", "LEG", "JUD", "OPP", "PTY"))
_FORCES = frozenset(("MIL", "SPY"))
_PUBLIC = _BODIES | _FORCES | {"COP"}
_PEOPLE = frozenset(("CVL", "REB", "LAB", "EDU", "MED", "REL", "AGR", "SOC"))
_UNKNOWN = frozenset(("UNK", "UAF"))  # gunmen may have come from anywhere
_PRIVATE = _PEOPLE | _UNKNOWN
_WHERE = frozenset("in at near outside inside around across within throughout".split())
_WITHIN = frozenset(("nmod", "appos", "flat", "compound", "amod", "name"))
_OF = frozenset(("of", "from", "the"))
_OWNING = frozenset(("amod", "compound", "nmod"))
_PEOPLES = frozenset(("adjective", "people"))
_STEPS = 5  # from a name to the preposition that brings its phrase
_BACK = 1  # sentences that are read back where one names no state


@dataclass(frozen=True, slots=True)
class StateWord:
    """Words that name a state: `where`: as where something is; `whose`: as what something public belongs to, `forces`:
    and that is an armed force."""

    span: Span
    state: str
    where: bool = False
    whose: bool = False
    forces: bool = False


@dataclass(frozen=True, slots=True)
class StatesAtHand:
    """The state words of a report by the sentence that holds them."""

    parse: Parse
    tables: Actors
    words: Mapping[int, tuple[StateWord, ...]]
    sentences: tuple[int, ...]

    @classmethod
    def of(cls, report: Report, parse: Parse, places: Sequence[Place], tables: Actors) -> StatesAtHand:
        """Read the places and the names of states and peoples of a report."""
        found: dict[int, list[StateWord]] = {}
        for span, states in _find_states(report, parse, places):
            start = parse.sentences[parse.covering(span.start, span.end).start].start
            for state in states:
                found.setdefault(start, []).append(_read_use(report, parse, span, state, tables))
        starts = sorted({sentence.start for sentence in parse.sentences})
        return cls(parse, tables, {start: tuple(held) for start, held in found.items()}, tuple(starts))

    def is_local(self, actor: Actor, state: str) -> bool:
        """Whether somebody without a state can be of the one where something happens: no guest there, nobody's army."""
        sector = actor.sectors[0] if actor.sectors else ""
        if not role_words().strangers.isdisjoint(word.key for word in words(actor.name)):
            return False
        if sector in _PUBLIC and self._is_somebodys(actor):
            return False
        return sector not in _FORCES or not self._has_foreign_forces(state)

    def find(self, actor: Actor) -> StateWord | None:
        """What gives a state to somebody without one: the nearest sentence back that names states, if it names one."""
        sector = actor.sectors[0] if actor.sectors else ""
        held = self.parse.covering(actor.span.start, actor.span.end)
        if sector not in _PUBLIC | _PEOPLE or not held or self._is_somebodys(actor) or not self._is_of_no_name(actor):
            return None
        here = bisect_left(self.sentences, self.parse.sentences[held.start].start)
        back = range(here, max(-1, here - 1 - _BACK), -1)
        at = next((n for n in back if self.sentences[n] in self.words), None)
        if at is None:
            return None
        said = self.words[self.sentences[at]]
        told = next((word for word in said if word.where or (word.whose and sector in _BODIES)), None)
        read = self.sentences[: here + 1] if at < here else self.sentences[at : at + 1]
        if told is None or any(word.state != told.state for start in read for word in self.words.get(start, ())):
            return None
        return None if sector in _FORCES and self._has_foreign_forces(told.state) else told

    def find_only(self, actor: Actor) -> StateWord | None:
        """What gives a state to somebody without one where all of the report speaks of one state, as where something
        is or whose: "in Gabon ... the opposition party". Of whom no role is told only a name is asked for."""
        told = actor.entity is not None or bool(actor.sectors)
        if (
            not told
            or not _UNKNOWN.isdisjoint(actor.sectors[:1])
            or self._is_somebodys(actor)
            or not self._is_of_no_name(actor)
        ):
            return None
        said = [word for held in self.words.values() for word in held]
        used = next((word for word in said if word.where or word.whose), None)
        return used if used is not None and all(word.state == used.state for word in said) else None

    def _is_of_no_name(self, actor: Actor) -> bool:
        """Whether a description may be of any state, and is not of something with a name ("ministers of the Forum") or
        of a people of several states ("Kurdish forces")."""
        spoken = words(actor.name)
        if not (role_words().strangers | role_words().anywhere).isdisjoint(word.key for word in spoken):
            return False
        if any(entry.kind in _PEOPLES for word in spoken for entry in self.tables.lookup.entries.get(word.key, ())):
            return False
        return not any(word.capital and before.key in _OF for before, word in pairwise(spoken))

    def _has_foreign_forces(self, state: str) -> bool:
        """Whether forces of another state are in the report: troops may be theirs."""
        return any(word.forces and word.state != state for said in self.words.values() for word in said)

    def _is_somebodys(self, actor: Actor) -> bool:
        """ "Its army", "their homes": whose, the pronoun says."""
        held = self.parse.covering(actor.span.start, actor.span.end)
        return any(self.parse.tokens[at].tag_ == "PRP$" for at in held)


def _find_states(report: Report, parse: Parse, places: Sequence[Place]) -> list[tuple[Span, tuple[str, ...]]]:
    """The states that words name, in the order of the text: first as places were read, then as names of peoples."""
    here = [(p.span, p.country) for p in places if p.country is not None and not is_disputed(p)]
    found: list[tuple[Span, tuple[str, ...]]] = [(span, (country,)) for span, country in here]
    taken = [span for span, _ in found]
    tokens = parse.tokens
    for name in parse.names:
        span = Span(tokens[name.start].idx, tokens[name.end - 1].end)
        if name.label == "PERSON" or any(span.start < other.end and other.start < span.end for other in taken):
            continue
        text = span.cut(report.text)
        if name.label == "ORG" or is_land_word(text):
            found.append((span, tuple(sorted(lands_in(text.replace("-", ""))))))
    return sorted(found)


def _read_use(report: Report, parse: Parse, span: Span, state: str, tables: Actors) -> StateWord:
    """What words that name a state say of it: where something is, whose it is, whether these are its forces."""
    line = report.dateline
    if line is not None and line.span.contains(span):
        return StateWord(span, state, where=True)
    held = parse.covering(span.start, span.end)
    at = parse.doc[held.start : held.stop].root.i
    owned = parse.columns.head[at]
    if parse.tokens[at].ent_type_ == "ORG":
        sector = _sector_of(span.cut(report.text), tables)
        return StateWord(span, state, whose=sector in _PUBLIC, forces=sector in _FORCES)
    if parse.columns.dep[at].partition(":")[0] not in _OWNING or owned <= at:
        return StateWord(span, state, where=_says_where(parse, at))
    sector = _sector_of(parse.tokens[owned].lower_, tables)
    return StateWord(span, state, _says_where(parse, at), sector not in _PRIVATE, sector in _FORCES)


def _says_where(parse: Parse, at: int) -> bool:
    for _ in range(_STEPS):
        case = [child.lower_ for child in parse.doc[at].lefts if child.dep_ == "case"]
        if case and case[-1] != "of":
            return case[-1] in _WHERE
        if parse.columns.dep[at].partition(":")[0] not in _WITHIN:
            return False
        at = parse.columns.head[at]
    return False


def _sector_of(name: str, tables: Actors) -> str:
    return next(iter(tables.resolve(name).sectors), "")
