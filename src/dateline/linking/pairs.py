"""Which reports are compared with which, and what ties them.

Every report stands under the keys of its sketch. Under a key the first `anchors` reports, by a hash of their ids, are
its anchors. Two reports are compared if a key brings them together under which one of the two is an anchor: so a key
under which ten thousand stand costs a new report no more than one under which a hundred do. Whether two are compared
depends on who stands under their keys, not on who came first.

New reports are compared with all that their keys give. A report that was pushed out from among the anchors of a key
gets no new links; those that it has are looked at again, and the ones that hung on that key go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

import numpy as np

from dateline.linking.copies import LEAST_SHINGLES, compare_words
from dateline.linking.desk import Desk
from dateline.linking.lineages import SURE, strength
from dateline.linking.pieces import EDGE
from dateline.linking.shelves import Link, Pair, rank
from dateline.linking.sketches import Compared, Key, Sketch, sketch
from dateline.linking.stories import nearness_of_gaps
from dateline.model import TextReuse

_AT_ONCE = 128
"""Reports that are compared with others in one go."""

Changes = Mapping[Pair, tuple[Link | None, Link | None]]
"""Pairs whose link is not what it was: before, and now."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`new` had no sketch before. All pairs of `looked_at` are made anew, and those links of `ceased` are looked at
    that they have: they are no anchors any more under some key.
    """

    new: frozenset[str]
    looked_at: frozenset[str]
    ceased: frozenset[str]


def post_sketches(desk: Desk, changed: Collection[str], anchors: int) -> Posted:
    """Puts the sketches of these reports on the shelf, and them under their keys."""
    were = {name: _own_keys(one) for name, one in desk.shelf.sketches(sorted(changed)).items()}
    desk.fetch_lines(changed)
    made = {name: sketch(desk.text(name).report, desk.text(name)) for name in sorted(changed)}
    desk.sketches.update(made)
    now = {name: _own_keys(one) for name, one in made.items()}
    gained = {name: keys - were.get(name, frozenset()) for name, keys in now.items()}
    lost = {name: keys - now[name] for name, keys in were.items()}
    before = _anchors_of(desk, chain(*gained.values(), *lost.values()), anchors)
    desk.shelf.unpost({name: sorted(keys) for name, keys in lost.items() if keys})
    desk.shelf.post({name: sorted(keys) for name, keys in gained.items()})
    desk.shelf.put_sketches(made)
    _note_anchors(desk, before, gained, lost, anchors)
    became, ceased = set(changed), set[str]()
    for key, then in before.items():
        after = desk.carriers(key, anchors)
        if after != then:
            became.update(set(after).difference(then))
            ceased.update(set(then).difference(after))
    return Posted(frozenset(changed - were.keys()), frozenset(became), frozenset(ceased - became))


def _own_keys(one: Sketch) -> frozenset[int]:
    return frozenset(key.own for key in one.places())


def _anchors_of(desk: Desk, keys: Iterator[int], anchors: int) -> dict[int, tuple[str, ...]]:
    wanted = sorted(set(keys))
    desk.fetch_carriers(wanted, anchors)
    return {key: desk.carriers(key, anchors) for key in wanted}


def _note_anchors(
    desk: Desk,
    before: Mapping[int, tuple[str, ...]],
    gained: Mapping[str, Collection[int]],
    lost: Mapping[str, Collection[int]],
    anchors: int,
) -> None:
    """What stands under keys now, without a question where that follows from what stood there."""
    came: dict[int, list[str]] = {}
    for name, keys in gained.items():
        for key in keys:
            came.setdefault(key, []).append(name)
    gone: dict[int, set[str]] = {}
    for name, keys in lost.items():
        for key in keys:
            gone.setdefault(key, set()).add(name)
    for key, then in before.items():
        desk.under.pop((key, None), None)
        del desk.under[key, anchors]
        stay = [name for name in then if name not in gone.get(key, ())]
        if len(stay) == len(then) or len(then) < anchors:
            after = sorted((*stay, *came.get(key, ())), key=lambda name: (rank(name), name))
            desk.under[key, anchors] = tuple(after[:anchors])
    desk.fetch_carriers(before, anchors)


def make_links(desk: Desk, posted: Posted, anchors: int) -> Changes:
    """Makes the links of these reports and puts those that changed on the shelf."""
    earlier = desk.shelf.links(sorted(posted.looked_at - posted.new))
    before = {_pair(name, other): link for name, links in earlier.items() for other, link in links.items()}
    after: dict[Pair, Link] = {}
    names = sorted(posted.looked_at)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        candidates = _candidates(desk, some, anchors)
        after.update(_links(desk, {name: _not_twice(name, candidates[name], posted.looked_at) for name in some}))
    changes = {pair: (before.get(pair), after.get(pair)) for pair in {**before, **after}}
    weights = desk.shelf.weights(sorted(posted.ceased), 0.0)
    linked = {name: others for name in weights if (others := weights[name].keys() - posted.looked_at)}
    lost = {name: others for name, others in _lost(desk, linked, anchors) if others}
    for name, links in desk.shelf.links(sorted(lost)).items():
        changes.update((_pair(name, other), (links[other], None)) for other in lost[name])
    changes = {pair: change for pair, change in changes.items() if change[0] != change[1]}
    desk.shelf.put_links({pair: now for pair, (_, now) in changes.items()})
    return changes


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _not_twice(name: str, others: Collection[str], looked_at: Collection[str]) -> list[str]:
    """Those of the candidates that are not compared when it is their turn."""
    return sorted(other for other in others if other > name or other not in looked_at)


def _candidates(desk: Desk, names: Collection[str], anchors: int) -> dict[str, set[str]]:
    """For each report those under its keys: all where it is an anchor, otherwise the anchors."""
    places = _places(desk, names, anchors)
    crowded = {
        near
        for name, keys in places.items()
        for key in keys
        if name in desk.under[key.own, anchors]
        for near in key.also
        if len(desk.under[near, anchors]) == anchors
    }
    desk.fetch_carriers(crowded)
    found: dict[str, set[str]] = {}
    for name, keys in places.items():
        held: set[str] = set()
        for key in keys:
            every = name in desk.under[key.own, anchors]
            for near in key.also:
                held.update(desk.under[near, None if every and near in crowded else anchors])
        found[name] = held - {name}
    return found


def _places(desk: Desk, names: Collection[str], anchors: int) -> dict[str, tuple[Key, ...]]:
    """The keys of these reports; who are the anchors under them and beside them is asked for."""
    desk.fetch_sketches(names)
    places = {name: tuple(desk.sketches[name].places()) for name in sorted(names)}
    desk.fetch_carriers((near for keys in places.values() for key in keys for near in key.also), anchors)
    return places


def _lost(desk: Desk, linked: Mapping[str, AbstractSet[str]], anchors: int) -> Iterator[tuple[str, list[str]]]:
    """With which of those that they are linked with these reports would not be compared any more."""
    under = desk.under
    waiting: dict[str, tuple[frozenset[int], list[str]]] = {}
    for name, keys in _places(desk, linked, anchors).items():
        found = {other for key in keys for near in key.also for other in under[near, anchors]}
        crowded = frozenset(near for key in keys if name in under[key.own, anchors] for near in key.also)
        waiting[name] = crowded, sorted(linked[name] - found)
    desk.fetch_sketches(other for _, others in waiting.values() for other in others)
    for name, (crowded, others) in waiting.items():
        yield name, [other for other in others if crowded.isdisjoint(_own_keys(desk.sketches[other]))]


def _links(desk: Desk, candidates: Mapping[str, Sequence[str]]) -> Iterator[tuple[Pair, Link]]:
    """The links of some reports with their candidates."""
    ours = sorted(name for name, others in candidates.items() if others)
    theirs = sorted({other for others in candidates.values() for other in others})
    if not ours:
        return
    desk.fetch_sketches((*ours, *theirs))
    place = {name: number for number, name in enumerate(theirs)}
    pairs = [(name, other) for name in ours for other in candidates[name]]
    rows = np.repeat(np.arange(len(ours)), [len(candidates[name]) for name in ours])
    columns = np.array([place[other] for _, other in pairs], dtype=np.int64)
    ours_of, theirs_of = [desk.sketches[name] for name in ours], [desk.sketches[name] for name in theirs]
    compared = Compared(ours_of, theirs_of)
    gaps = _days(ours_of)[rows] - _days(theirs_of)[columns]
    weights = compared.cosines((rows, columns)) * nearness_of_gaps(gaps)
    shared = compared.share_fingerprints((rows, columns))
    desk.fetch_lines({name for number in np.flatnonzero(shared).tolist() for name in pairs[number]})
    for number in np.flatnonzero(shared | (weights > EDGE - 1e-5)).tolist():
        pair = _pair(*pairs[number])
        kin = _kinship(desk, *pair) if shared[number] else None
        link = _link(round(float(weights[number]), 6), kin)
        if link is not None:
            yield pair, link


def _days(sketches: Sequence[Sketch]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([np.nan if one.day is None else float(one.day) for one in sketches])


def _link(weight: float, kin: TextReuse | None) -> Link | None:
    if kin is not None:
        tie = strength(kin)
        weight = 1.0 if tie >= SURE else max(weight, round(tie, 6))
    return Link(weight, kin) if kin is not None or weight >= EDGE else None


def _kinship(desk: Desk, a: str, b: str) -> TextReuse | None:
    one, other = desk.text(a), desk.text(b)
    shared = np.isin(one.shingle_set, other.shingle_set, assume_unique=True)
    return compare_words(one, other) if shared.sum() >= LEAST_SHINGLES else None
