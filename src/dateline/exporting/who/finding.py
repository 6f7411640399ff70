"""Whom a user means: by key, name, alias, country, office or description. Several that fit are listed, none chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from dateline.coding.name_keys import key_of, sound_of
from dateline.coding.tables import table
from dateline.errors import Ambiguous, NotFound
from dateline.linking import description_of
from dateline.model import KnownActor

_LISTED = 12
_LIKE = 80.0
"""Least likeness (rapidfuzz, 0 to 100) of a name that is offered where none fits."""


@dataclass(frozen=True, slots=True)
class FoundActor:
    """Who was found, how ("by key", "by name", ...), and who else bears a name like it."""

    actor: KnownActor
    how: str
    others: tuple[KnownActor, ...]


def find_actor(
    name: str, actors: Sequence[KnownActor], record: str, described: Sequence[KnownActor] = ()
) -> FoundActor:
    """The one actor that a name means. `actors`: all of the record, most named first; `record`: its name, for messages;
    `described`: whom words only describe ("Ukraine's foreign ministry").

    The first way by which anybody is found counts: key, state, whole name, office, part of a name, sound, words that
    describe. Who is described by the words asked for stands among the others where a name is found. Raises Ambiguous
    with the candidates where that finds several, NotFound with the nearest names where none does.
    """
    told_so = tuple(actor for actor in described if _is_described(name, actor))
    for how, fits in _ways(name):
        found = [actor for actor in actors if fits(actor)]
        if len(found) == 1:
            return FoundActor(found[0], how, (*_likes(name, found[0], actors), *told_so)[:_LISTED])
        if found:
            raise Ambiguous(_list_candidates(name, found, record))
    exact = [actor for actor in told_so if name.strip().casefold() == actor.key.casefold()]
    if len(exact or told_so) == 1:
        chosen = (exact or told_so)[0]
        return FoundActor(chosen, "by description", tuple(one for one in told_so if one is not chosen)[:_LISTED])
    if told_so:
        raise Ambiguous(_list_candidates(name, told_so, record))
    raise NotFound(_suggest(name, actors, record))


def find_state(name: str) -> str | None:
    """The ISO code of a state by code, name, alias, adjective or people; None if it is none."""
    return _states().get(key_of(name)) or _codes().get(name.strip().casefold())


Fits = Callable[[KnownActor], bool]


def _ways(name: str) -> Iterator[tuple[str, Fits]]:
    key, state = key_of(name), find_state(name)
    low = name.strip().casefold()
    yield "by key", lambda actor: low == actor.key.casefold()
    yield (
        "by state and name",
        lambda actor: (actor.kind == "state" and actor.key == state) or (bool(key) and key in _keys(actor)),
    )
    if key:
        words, country = _office(key)
        yield "by office", lambda actor: country in (None, actor.country) and _holds(actor, words)
        yield "by a part of the name", lambda actor: any(_is_part(key, own) for own in _keys(actor))
        yield "by sound", lambda actor: any(sound_of(key) == sound_of(own) for own in _keys(actor))


def _keys(actor: KnownActor) -> frozenset[str]:
    return frozenset(key_of(one.name) for one in actor.joined) | {key_of(actor.name)}


def _is_part(key: str, whole: str) -> bool:
    """Whether the words of a key stand in a name, in their order."""
    return f" {key} " in f" {whole} "


@cache
def _states() -> Mapping[str, str]:
    return MappingProxyType(
        {
            key_of(name): row["iso3"]
            for row in table("countries")
            for column in ("peoples", "adjectives", "aliases")
            for name in (*row.listed(column), row["name"])
        }
    )


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType({row["iso3"].casefold(): row["iso3"] for row in table("countries")})


def _office(key: str) -> tuple[frozenset[str], str | None]:
    """The words of an office and its state, out of "president of Finland", "Finnish president", "president"."""
    words = key.split()
    for length in range(min(4, len(words) - 1), 0, -1):
        for at in range(len(words) - length + 1):
            state = _states().get(" ".join(words[at : at + length]))
            rest = frozenset((*words[:at], *words[at + length :])) - {"of", "the", "for"}
            if state and rest:
                return rest, state
    return frozenset(words), None


def _is_described(name: str, actor: KnownActor) -> bool:
    """Whether the words of a name describe somebody, or are the key: of the state that they name, if they do."""
    if name.strip().casefold() == actor.key.casefold():
        return True
    words, country = _office(key_of(name))
    wanted = frozenset(description_of(" ".join(words), None).split())
    return bool(wanted) and country in (None, actor.country) and wanted <= set(actor.key[1:].rpartition("/")[0].split())


def _holds(actor: KnownActor, words: frozenset[str]) -> bool:
    return any(words <= set(key_of(office).split()) for office in actor.offices)


def _likes(name: str, chosen: KnownActor, actors: Iterable[KnownActor]) -> tuple[KnownActor, ...]:
    """Others of the same family name, or of whose name what was typed is a part: shown, so that none is overlooked."""
    key = key_of(name)
    family = key_of(chosen.name).rsplit(" ", 1)[-1] if chosen.kind == "person" else key
    like = [
        actor
        for actor in actors
        if actor.key != chosen.key
        and any(_is_part(part, own) for own in _keys(actor) for part in (family, key) if part)
    ]
    return tuple(like[:_LISTED])


def describe_actor(actor: KnownActor) -> str:
    """ "Donald Trump, President (USA), named 370 times"."""
    office = f", {actor.offices[0]}" if actor.offices else ""
    country = f" ({actor.country})" if actor.country and actor.kind != "state" else " (state)" if actor.country else ""
    return f"{actor.name}{office}{country}, named {actor.times:,} {'time' if actor.times == 1 else 'times'}"


def _list_candidates(name: str, found: Sequence[KnownActor], record: str) -> str:
    shown = found[:_LISTED]
    width = max(len(actor.key) for actor in shown)
    lines = [f"  {actor.key.ljust(width)}  {describe_actor(actor)}" for actor in shown]
    if len(found) > len(shown):
        lines.append(f"  and {len(found) - len(shown)} more: give more of the name")
    head = f"{name} may be one of {len(found)} in {record}. Choose one by its key:"
    return "\n".join((head, *lines, f'For instance: dateline who "{shown[0].key}" --record {record}'))


def _suggest(name: str, actors: Sequence[KnownActor], record: str) -> str:
    if not actors:
        return f"nobody is named in {record}. Add pages with: dateline add SOURCE --record {record}"
    by_name = {actor.name: actor for actor in reversed(actors)}
    near = process.extract(name, by_name.keys(), scorer=WRatio, limit=5, score_cutoff=_LIKE)
    if near:
        return f"nobody called {name} is in {record}. Like it: {'; '.join(found for found, _, _ in near)}."
    most = "; ".join(actor.name for actor in actors[:5])
    return f"nobody called {name} is in {record}. Named most are: {most}."
