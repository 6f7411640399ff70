"""Which namings of many reports mean one person, state or body, and why: cross-document entity resolution.

An identifier of the tables joins, and so does a full name of one state. A name of which no state is told joins the
only bearer that it can mean; a family name alone joins the only bearer in its own story. Nothing joins two identifiers,
and namesakes of two states stay apart. Every step leaves its reason in words, so that nothing is put together silently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from dateline.coding.actors.codes import codes_of
from dateline.coding.name_keys import key_of, sound_of
from dateline.linking.identity import fullest_name
from dateline.linking.judged import Ties, naming_key, regroup
from dateline.linking.named_bodies import company_key, find_body, find_state, state_name
from dateline.model import Joined, KnownActor, NamedKind, Naming

_IDENTIFIER, _STATE, _OFFICE, _FULL = 0.95, 0.95, 0.9, 0.7
_SHORT, _FAMILY, _OPEN, _SPELT, _WORD = 0.6, 0.6, 0.5, 0.5, 0.2
"""How sure a reason is: those of `coding.actor_keys`, and for names that are taken for another's form."""
_ALIKE = 88.0
"""Least likeness (rapidfuzz, 0 to 100) of two spellings of one name in one state and one story."""
_SLIP = 93.0
"""The same where the family name is equal, in any story: a letter that slipped."""
_OFTENER = 20
"""How many times oftener than any other bearer a story names the one whom a family name alone means there."""
_NO_TIES: Ties[str] = Ties()
_PLACES = ("place", "nationality", "organisation", "other", "")


@dataclass
class _Home:
    """What has come together so far. `first`: the key that it began with; `reasons`: of every naming, with how sure."""

    first: str
    kind: NamedKind
    reasons: dict[Naming, tuple[str, float]] = field(default_factory=dict)

    @property
    def wikidata(self) -> str | None:
        """The identifier, where one is known."""
        return next((one.wikidata for one in self.reasons if one.wikidata), None)

    @property
    def countries(self) -> set[str]:
        """The states that are told of it; bodies of several states are none."""
        return {one.country for one in self.reasons if one.country and one.country not in codes_of("body")}

    @property
    def keys(self) -> set[str]:
        """Its names as they are compared."""
        return {_key(one) for one in self.reasons}

    @property
    def stories(self) -> set[str]:
        """Where it is named."""
        return {one.story for one in self.reasons}

    @property
    def label(self) -> str:
        """The name to speak of it by."""
        return fullest_name(Counter(one.name for one in self.reasons))


@dataclass
class _Homes:
    """All of them by their first keys, and how often the record has each naming."""

    by_key: dict[str, _Home]
    times: Mapping[Naming, int]

    def now(self) -> list[_Home]:
        """Those that stand, in a fixed order: who is named least comes first and joins the others."""
        return sorted(self.by_key.values(), key=lambda one: (self.weight(one), one.first))

    def weight(self, home: _Home, story: str | None = None) -> int:
        """How often it is named, in one story or in all."""
        return sum(self.times[one] for one in home.reasons if story in (None, one.story))

    def stands(self, home: _Home) -> bool:
        """Whether it has not joined another."""
        return home.first in self.by_key

    def move(self, naming: Naming, source: _Home, target: _Home, why: str, sure: float) -> None:
        """One naming goes from one to the other; who has none left is gone."""
        before, was = source.reasons.pop(naming)
        plain = before.startswith("name")
        target.reasons[naming] = (why if plain else f"{before}; {why}", sure if plain else min(sure, was))
        if not source.reasons:
            del self.by_key[source.first]

    def join(self, source: _Home, target: _Home, why: str, sure: float) -> None:
        """Every naming goes from one to the other."""
        for naming in list(source.reasons):
            self.move(naming, source, target, why, sure)


def join_namings(times: Mapping[Naming, int], ties: Ties[str] = _NO_TIES) -> tuple[KnownActor, ...]:
    """Everybody whom the namings name, most named first. `times`: how often the record has each naming.

    Words that only describe ("two officials") name nobody and are left out. Order of the input changes nothing.
    `ties`: which namings, by `naming_key`, people joined and split.
    """
    homes = _Homes(_first_homes(sorted(times, key=_order)), times)
    _join_identifiers(homes)
    _join_within_stories(homes)
    _join_open_names(homes)
    _join_shorter_names(homes)
    _join_spellings(homes)
    _join_family_names(homes)
    _keep_to_ties(homes, ties)
    known = [_known(home, times) for home in homes.by_key.values()]
    keys = Counter(one.key for one in known)
    apart = (
        one if keys[one.key] == 1 else replace(one, key=home) for one, home in zip(known, homes.by_key, strict=True)
    )
    return tuple(sorted(apart, key=lambda one: (-one.times, one.key)))


def join_country(times: Mapping[Naming, int], iso3: str) -> KnownActor:
    """Everybody whom the record counts to a state, as one: the state, who leads it, its bodies, and whom words describe
    ("two officials of the ministry"). `iso3`: the state's code."""
    held = {one: number for one, number in times.items() if one.country == iso3}
    counted: Counter[str] = Counter()
    for naming, number in held.items():
        counted[naming.name] += number
    why = f"counted to {iso3} by its name, office or words"
    joined = [Joined(name, iso3, None, number, why) for name, number in counted.items()]
    ordered = tuple(sorted(joined, key=lambda one: (-one.times, one.name)))
    return KnownActor(iso3, f"{state_name(iso3)} and all who are counted to it", "state", iso3, (), _FULL, ordered,
                      frozenset(held))  # fmt: skip


def _keep_to_ties(homes: _Homes, ties: Ties[str]) -> None:
    """What people joined and split, against all names."""
    for pair in sorted(ties.together):
        bound = [home for home in homes.now() if any(naming_key(one) in pair for one in home.reasons)]
        for home in bound[:-1]:
            homes.join(home, bound[-1], "a person joined them", 1.0)
    for home in homes.now() if ties.apart else ():
        keys = sorted({naming_key(one) for one in home.reasons})
        for part in regroup([keys], ties)[1:]:
            own = _Home(part[0], home.kind)
            homes.by_key[own.first] = own
            for naming in [one for one in home.reasons if naming_key(one) in part]:
                own.reasons[naming] = home.reasons.pop(naming)


def _order(one: Naming) -> tuple[str, ...]:
    return (one.wikidata or "~", one.name, one.country or "", one.story, one.kind, one.office or "", *one.sectors)


def _key(one: Naming) -> str:
    """The name as it is compared: of a body without its legal form."""
    return company_key(key_of(one.name)) if one.kind == "organisation" else key_of(one.name)


def names_somebody(one: Naming) -> bool:
    """Whether a naming is a name: an identifier or an office stands behind it, or an entity with a capital."""
    if one.wikidata or one.office:
        return True
    return (bool(one.kind) or is_state(one)) and any(word[:1].isupper() for word in one.name.split())


def is_state(one: Naming) -> bool:
    """Whether a naming is that of a state itself, by name or by its capital where that acts."""
    key = key_of(one.name)
    found = find_state(key)
    if found is None or one.country not in (None, found.of):
        return False
    return one.kind in _PLACES or " " in key  # nobody is called "Equatorial Guinea", whatever was read as a person


def _first_homes(namings: Iterable[Naming]) -> dict[str, _Home]:
    homes: dict[str, _Home] = {}
    for one in namings:
        if names_somebody(one):
            key, kind, why = _first_home(one)
            homes.setdefault(key, _Home(key, kind)).reasons[one] = why
    return homes


def _first_home(one: Naming) -> tuple[str, NamedKind, tuple[str, float]]:
    kind: NamedKind = "person" if one.kind == "person" else "organisation" if one.kind == "organisation" else "other"
    if one.wikidata:
        return one.wikidata, "person", (f"identifier {one.wikidata}", _IDENTIFIER)
    key = _key(one)
    state, body = find_state(key), find_body(key_of(one.name)) or find_body(key)
    if state is not None and is_state(one):
        return state.of, "state", (state.why, _STATE)
    if body is not None and one.country in (None, body.country or None) and one.kind != "person":
        return f"{key_of(body.of)}/{body.country}", "organisation", (body.why, _OFFICE)
    value = f"{key}/{one.country or ''}"
    if one.country:
        return value, kind, (f"name and state ({one.country})", _OFFICE if one.office else _FULL)
    return value, kind, ("name alone, no state told", _OPEN if " " in key else _WORD)


def _join_identifiers(homes: _Homes) -> None:
    """A full name of the same state joins the only identifier whose bearer is called so."""
    by_key: dict[str, list[_Home]] = defaultdict(list)
    for home in homes.now():
        for key in home.keys if home.wikidata else ():
            by_key[key].append(home)
    for home in homes.now():
        if home.wikidata or home.kind == "state":
            continue
        found = {one.first: one for key in home.keys if " " in key for one in by_key[key]}
        if len(found) == 1 and _fit(home, other := next(iter(found.values()))):
            homes.join(home, other, f"same full name as {other.label}, and nothing speaks against it", _FULL)


def _join_within_stories(homes: _Homes) -> None:
    """One full name in one story is one bearer, whichever state the reports tell, unless two have identifiers."""
    bearers: dict[tuple[str, str], dict[str, _Home]] = defaultdict(dict)
    for home in homes.now():
        for naming in home.reasons:
            if home.kind == "person" and " " in (key := key_of(naming.name)):
                bearers[naming.story, key][home.first] = home
    for (story, key), found in bearers.items():
        known = [home for home in found.values() if home.wikidata]
        if len(found) < 2 or len(known) > 1:
            continue
        chief = known[0] if known else max(found.values(), key=lambda one: (homes.weight(one), one.first))
        for home in found.values():
            for naming in [one for one in home.reasons if one.story == story and key_of(one.name) == key]:
                if home is not chief:
                    told = f"{naming.country} told there" if naming.country else "no state told there"
                    homes.move(naming, home, chief, f"same full name as {chief.label} in one story; {told}", _OPEN)


def _join_open_names(homes: _Homes) -> None:
    """A name without a state joins the only one of that name that has a state."""
    by_key: dict[str, list[_Home]] = defaultdict(list)
    for home in homes.now():
        for key in home.keys if home.kind != "state" else ():
            by_key[key].append(home)
    for home in homes.now():
        others = {one.first: one for key in home.keys for one in by_key[key] if one.countries and homes.stands(one)}
        if home.countries or home.wikidata or home.kind == "state" or len(others) != 1:
            continue
        other = next(iter(others.values()))
        word = all(" " not in key for key in home.keys)
        if not (word and "person" in (home.kind, other.kind)):
            homes.join(home, other, f"same name as {other.label}; no state told there", _OPEN)


def _join_shorter_names(homes: _Homes) -> None:
    """ "Donald J. Trump" and "Donald Trump": one name is a longer form of one other name of that state alone."""

    def shorter(one: _Home, other: _Home) -> bool:
        return any(_is_longer(a, b) or _is_longer(b, a) for a in _full(one) for b in _full(other))

    _join_likely(homes, shorter, "a shorter or longer form of the name of", _SHORT)


def _full(home: _Home) -> set[str]:
    return {one.name for one in home.reasons if " " in key_of(one.name)}


def _is_longer(long: str, short: str) -> bool:
    """Whether one name is the other with middle names. An initial in the shorter one tells two people apart
    ("George W." and "George H. W."), and so does what stands behind a name ("Jr.")."""
    ours, theirs = long.replace(".", "").casefold().split(), short.replace(".", "").casefold().split()
    if len(ours) <= len(theirs) or ours[0] != theirs[0] or ours[-1] != theirs[-1]:
        return False
    return all(len(word) > 1 for word in theirs) and set(theirs) <= set(ours)


def _join_spellings(homes: _Homes) -> None:
    """Spellings of one name: alike in sound in one state, or nearly alike in one story."""

    def alike(one: _Home, other: _Home) -> bool:
        pairs = [(a, b) for a in one.keys for b in other.keys if " " in a and " " in b and a.split()[-1] != "jr"]
        if any(sound_of(a) == sound_of(b) for a, b in pairs):
            return True
        near = [(a, b) for a, b in pairs if ratio(a, b) >= _ALIKE and len(a.split()) == len(b.split())]
        family = any(a.split()[-1] == b.split()[-1] and ratio(a, b) >= _SLIP for a, b in near)
        return family or bool(near and one.stories & other.stories)

    _join_likely(homes, alike, "another spelling of the name of", _SPELT)


def _join_likely(homes: _Homes, likely: Callable[[_Home, _Home], bool], words: str, sure: float) -> None:
    """Joins a person without an identifier to the one other of the same state whom the names may mean."""
    by_end: dict[str, list[_Home]] = defaultdict(list)
    for home in homes.now():
        for letter in _ends(home) if home.kind == "person" else ():
            by_end[letter].append(home)
    for home in homes.now():
        if home.wikidata or home.kind != "person" or not home.countries:
            continue
        near = {one.first: one for letter in _ends(home) for one in by_end[letter]}
        found = [
            one
            for one in near.values()
            if one is not home and homes.stands(one) and one.countries & home.countries and likely(home, one)
        ]
        if len(found) == 1 and homes.stands(home):
            same = "same name as" if home.keys & found[0].keys else words
            homes.join(home, found[0], f"{same} {found[0].label}, of one state", sure)


def _ends(home: _Home) -> set[str]:
    """The first letters of its family names: a cheap sieve."""
    return {key.rsplit(" ", 1)[-1][:1] for key in home.keys}


def _join_family_names(homes: _Homes) -> None:
    """A family name alone joins the one person of its own story who bears it, or whom that story names far more often
    than any other bearer; elsewhere it stays by itself."""
    bearers: dict[tuple[str, str], dict[str, _Home]] = defaultdict(dict)
    for home in homes.now():
        for naming in home.reasons if home.kind == "person" else ():
            if " " in (key := key_of(naming.name)):
                bearers[naming.story, key.rsplit(" ", 1)[-1]][home.first] = home
    for home in homes.now():
        if home.kind != "person" or home.wikidata or any(" " in key for key in home.keys):
            continue
        for naming in list(home.reasons):
            found = bearers[naming.story, key_of(naming.name)].values()
            ranked = sorted(found, key=lambda one: -homes.weight(one, naming.story))
            if not ranked or not _fit_naming(naming, ranked[0]):
                continue
            chief, times = ranked[0], [homes.weight(one, naming.story) for one in ranked]
            if len(ranked) == 1:
                why = f"family name alone; {chief.label} is its only bearer in that story"
                homes.move(naming, home, chief, why, _FAMILY)
            elif times[0] >= _OFTENER * times[1]:
                why = f"family name alone; {chief.label} is named {times[0]} times in that story, others {times[1]}"
                homes.move(naming, home, chief, why, _OPEN)


def _fit(one: _Home, other: _Home) -> bool:
    return not one.countries or not other.countries or bool(one.countries & other.countries)


def _fit_naming(naming: Naming, home: _Home) -> bool:
    told = naming.country in (None, *codes_of("body"))
    return told or not home.countries or naming.country in home.countries


def _known(home: _Home, times: Mapping[Naming, int]) -> KnownActor:
    counted: dict[tuple[str, str | None, str | None, str], int] = Counter()
    for naming, (why, _) in home.reasons.items():
        counted[naming.name, naming.country, naming.wikidata, why] += times[naming]
    forms: Counter[str] = Counter()
    offices: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for naming in home.reasons:
        forms[naming.name] += times[naming]
        if naming.office:
            offices[naming.office] += times[naming]
        if naming.country:
            countries[naming.country] += times[naming]
    joined = [
        Joined(name, country, wikidata, number, why) for (name, country, wikidata, why), number in counted.items()
    ]
    state = home.kind == "state"
    name, country = (state_name(home.first), home.first) if state else (_best_name(forms), _most(countries))
    return KnownActor(
        key=home.first if state or home.wikidata or home.kind != "person" else f"{key_of(name)}/{country or ''}",
        name=name,
        kind=home.kind,
        country=country,
        offices=tuple(office for office, _ in sorted(offices.items(), key=lambda pair: (-pair[1], pair[0]))),
        sure=min(sure for _, sure in home.reasons.values()),
        joined=tuple(sorted(joined, key=lambda one: (-one.times, one.name, one.why))),
        namings=frozenset(home.reasons),
    )


def _best_name(forms: Mapping[str, int]) -> str:
    """The commonest form of several words; a family name is no name to show where there is a fuller one."""
    whole = {form: number for form, number in forms.items() if " " in form.strip()} or forms
    return min(whole, key=lambda form: (-whole[form], -len(form), form))


def _most(counted: Mapping[str, int]) -> str | None:
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
