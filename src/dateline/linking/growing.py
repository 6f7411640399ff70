"""New reports come to what is linked: only what they touch is linked anew, and the result is that of all at once.

1. A line that an outlet prints on its third page is left out from now on: the two pages before are looked at again.
2. Every report stands under the keys of its sketch, and is compared with those that it finds there. Under a key that
   many share, only the first `ANCHORS` (by a hash of their ids) are compared with all; whoever becomes or ceases to be
   one of them is looked at again.
3. Around all whose links changed, the pieces are found anew, and those are linked by the same functions as ever.
4. Whether a line is furniture depends on the number of stories it stands in: where that changes, its stories are told
   anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from dateline.linking.copies import LEAST_SHINGLES, compare_words
from dateline.linking.lineages import SURE, lineages, strength
from dateline.linking.pieces import EDGE, LARGEST, find_piece
from dateline.linking.repeats import STORIES, line_keys, without_lines
from dateline.linking.shelves import Link, MemoryShelf, Shelf, Told
from dateline.linking.sketches import Sketch, sketch
from dateline.linking.stories import group_stories, nearness_of
from dateline.linking.words import HashedText, Vocabulary, hash_words
from dateline.model import Coded, Coding, Lineage, Report, Span, TextReuse

ANCHORS = 32
"""Reports under one key that are compared with all others under it."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one story is made of."""

    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    kinships: tuple[TextReuse, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """What changes: the stories `gone` go, and each of `groups` becomes one. `coded`: the reports of the groups;
    `left_out`: lines of theirs that are furniture.
    """

    gone: tuple[Told, ...]
    groups: tuple[Group, ...]
    coded: Mapping[str, Coded]
    left_out: Mapping[str, tuple[Span, ...]]


@dataclass
class _Desk:
    """What one growth has taken from the shelf, and what it made of it."""

    shelf: Shelf
    coded: dict[str, Coded] = field(default_factory=dict)
    lines: dict[str, Mapping[Span, int]] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
    fingerprints: dict[str, frozenset[int]] = field(default_factory=dict)
    texts: dict[str, HashedText] = field(default_factory=dict)
    links: dict[str, Mapping[str, Link]] = field(default_factory=dict)
    under: dict[tuple[int, int | None], tuple[str, ...]] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def fetch(self, names: Iterable[str]) -> None:
        """Takes reports from the shelf that are not here yet."""
        if missing := sorted(set(names) - self.coded.keys()):
            self.coded.update((one.report.id, one) for one in self.shelf.coded(missing))

    def lines_of(self, name: str) -> Mapping[Span, int]:
        """Lines of a report that may be furniture."""
        if name not in self.lines:
            self.fetch((name,))
            self.lines[name] = line_keys(self.coded[name].report)
        return self.lines[name]

    def carriers(self, key: int, most: int | None = None) -> tuple[str, ...]:
        """The reports under a key, as long as nothing is put on the shelf."""
        self.fetch_carriers((key,), most)
        return self.under[key, most]

    def fetch_carriers(self, keys: Iterable[int], most: int | None = None) -> None:
        """Asks for what stands under many keys at once: each question to a record costs more than its answer."""
        if missing := sorted({key for key in keys if (key, most) not in self.under}):
            found = self.shelf.carriers(missing, most)
            self.under.update(((key, most), found.get(key, ())) for key in missing)

    def is_often(self, key: int) -> bool:
        """Whether an outlet prints a line on so many pages that it is left out when reports are compared."""
        return len(self.carriers(key, STORIES)) >= STORIES

    def fetch_lines(self, names: Iterable[str]) -> None:
        """Asks at once how often the lines of these reports are printed."""
        names = sorted(names)
        self.fetch(names)
        self.fetch_carriers((key for name in names for key in self.lines_of(name).values()), STORIES)

    def copies(self, name: str) -> frozenset[int]:
        """The fingerprints of a report whose sketch is here."""
        if name not in self.fingerprints:
            self.fingerprints[name] = frozenset(self.sketches[name].copies.tolist())
        return self.fingerprints[name]

    def trimmed(self, name: str) -> Report:
        """A report without the lines that its outlet often prints."""
        lines = [span for span, key in self.lines_of(name).items() if self.is_often(key)]
        return without_lines(self.coded[name].report, lines)

    def text(self, name: str) -> HashedText:
        """The words of a trimmed report."""
        if name not in self.texts:
            self.texts[name] = hash_words(self.trimmed(name), self.vocabulary)
        return self.texts[name]

    def fetch_sketches(self, names: Iterable[str]) -> None:
        """Takes sketches from the shelf that are not here yet."""
        if missing := sorted(set(names) - self.sketches.keys()):
            self.sketches.update(self.shelf.sketches(missing))

    def links_of(self, names: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        """The links of these reports (and of others)."""
        if missing := sorted(set(names) - self.links.keys()):
            self.links.update(self.shelf.links(missing))
        return self.links


def grow(shelf: Shelf, new: Collection[str], *, anchors: int = ANCHORS, largest: int = LARGEST) -> Growth:
    """Links new reports with all that were linked before. The shelf keeps what the next growth needs, but for the
    stories: those are the caller's to put there.
    """
    desk = _Desk(shelf)
    desk.fetch(new)
    changed = _post_lines(desk, new)
    looked_at = _post_sketches(desk, changed, anchors)
    moved = _compare(desk, looked_at, anchors) | changed
    pieces = _find_pieces(desk, moved, largest)
    return _tell_changes(desk, [group for piece in pieces for group in _groups(desk, piece)], moved)


def group_reports(reports: Iterable[Report]) -> tuple[Group, ...]:
    """What stories reports make by their texts alone, as `dateline.link` groups them; by the ids of their reports."""
    by_id = {report.id: Coded(report, Coding(report.id)) for report in reports}
    return grow(MemoryShelf(by_id), by_id).groups


def find_text_reuse(reports: Iterable[Report]) -> tuple[TextReuse, ...]:
    """All kinships that shared passages show, sorted by ids; pairs that share nothing telling are not listed.

    Depends on the set of reports alone: order and repetition of the input change nothing.
    """
    by_id = {report.id: Coded(report, Coding(report.id)) for report in reports}
    desk = _Desk(MemoryShelf(by_id))
    desk.fetch(by_id)
    _compare(desk, _post_sketches(desk, by_id, ANCHORS), ANCHORS)
    links = desk.shelf.links(by_id)
    found = {(kin.a, kin.b): kin for ends in links.values() for link in ends.values() if (kin := link.kin)}
    return tuple(found[pair] for pair in sorted(found))


def _post_lines(desk: _Desk, new: Collection[str]) -> set[str]:
    """The new reports, and the earlier ones with a line that turns out to be one that its outlet often prints."""
    keys = sorted({key for name in new for key in desk.lines_of(name).values()})
    desk.fetch_carriers(keys, STORIES)
    rare = [key for key in keys if not desk.is_often(key)]
    for name in sorted(new):
        desk.shelf.post(name, sorted(set(desk.lines_of(name).values())))
    desk.under.clear()
    desk.fetch_carriers(keys, STORIES)
    return {name for key in rare if desk.is_often(key) for name in desk.carriers(key)} | set(new)


def _post_sketches(desk: _Desk, changed: Collection[str], anchors: int) -> set[str]:
    """The reports to compare: those that changed, and those that became or ceased to be an anchor under some key."""
    were = {name: _own_keys(one) for name, one in desk.shelf.sketches(sorted(changed)).items()}
    desk.fetch_lines(changed)
    made = {name: sketch(desk.text(name).report, desk.text(name)) for name in sorted(changed)}
    desk.sketches.update(made)
    now = {name: _own_keys(one) for name, one in made.items()}
    keys = sorted(set().union(*were.values(), *now.values()))
    desk.fetch_carriers(keys, anchors)
    before = {key: desk.carriers(key, anchors) for key in keys}
    desk.under.clear()
    for name in sorted(changed):
        desk.shelf.unpost(name, sorted(were.get(name, set())))
        desk.shelf.post(name, sorted(now[name]))
        desk.shelf.put_sketch(name, made[name])
    desk.fetch_carriers(keys, anchors)
    looked_at = set(changed)
    for key, then in before.items():
        looked_at.update(set(then) ^ set(desk.carriers(key, anchors)))
    return looked_at


def _own_keys(one: Sketch) -> set[int]:
    return {key.own for key in one.places()}


def _compare(desk: _Desk, looked_at: Collection[str], anchors: int) -> set[str]:
    """Makes the links of these reports anew; all reports at either end of a link that is not what it was."""
    moved: set[str] = set()
    made: dict[tuple[str, str], Link | None] = {}
    candidates = _candidates(desk, looked_at, anchors)
    desk.fetch_sketches(other for others in candidates.values() for other in others)
    desk.fetch_lines(_related(desk, candidates))
    earlier = {name: dict(links) for name, links in desk.shelf.links(sorted(looked_at)).items()}
    for name, others in candidates.items():
        links: dict[str, Link] = {}
        for other in others:
            pair = (name, other) if name < other else (other, name)
            if pair not in made:
                made[pair] = _link(desk, *pair)
            if (link := made[pair]) is not None:
                links[other] = link
        before = earlier[name]
        ends = {other for other in {*before, *links} if before.get(other) != links.get(other)}
        if ends:
            moved |= {name, *ends}
            desk.shelf.put_links(name, links)
            _note_other_ends(earlier, name, links, ends)
    return moved


def _related(desk: _Desk, candidates: Mapping[str, Collection[str]]) -> set[str]:
    """The candidates that share a fingerprint: their words are compared."""
    pairs = ((name, other) for name, others in candidates.items() for other in others)
    return {other for name, other in pairs if not desk.copies(name).isdisjoint(desk.copies(other))}


def _note_other_ends(earlier: dict[str, dict[str, Link]], name: str, links: Mapping[str, Link], ends: set[str]) -> None:
    """What the shelf holds of others now that the links of one were put there."""
    for other in ends & earlier.keys():
        if other in links:
            earlier[other][name] = links[other]
        else:
            earlier[other].pop(name, None)  # gone already where the other was looked at before


def _candidates(desk: _Desk, names: Collection[str], anchors: int) -> dict[str, list[str]]:
    """For each report those under its keys: all where it is an anchor, otherwise the anchors."""
    desk.fetch_sketches(names)
    places = {name: tuple(desk.sketches[name].places()) for name in sorted(names)}
    desk.fetch_carriers((key.own for keys in places.values() for key in keys), anchors)
    asked: dict[str, list[tuple[int, int | None]]] = {}
    for name, keys in places.items():
        asked[name] = []
        for key in keys:
            first = desk.carriers(key.own, anchors)
            most = None if len(first) == anchors and name in first else anchors
            asked[name] += [(near, most) for near in key.also]
    for most in (None, anchors):
        desk.fetch_carriers((key for each in asked.values() for key, upto in each if upto == most), most)
    return {name: sorted({*chain(*(desk.under[one] for one in each))} - {name}) for name, each in asked.items()}


def _link(desk: _Desk, a: str, b: str) -> Link | None:
    one, other = desk.sketches[a], desk.sketches[b]
    weight = round(one.cosine(other) * nearness_of(one.day, other.day), 6)
    kin = None if desk.copies(a).isdisjoint(desk.copies(b)) else _kinship(desk, a, b)
    if kin is not None:
        tie = strength(kin)
        weight = 1.0 if tie >= SURE else max(weight, round(tie, 6))
    return Link(weight, kin) if kin is not None or weight >= EDGE else None


def _kinship(desk: _Desk, a: str, b: str) -> TextReuse | None:
    desk.fetch((a, b))
    one, other = desk.text(a), desk.text(b)
    shared = np.isin(one.shingle_set, other.shingle_set, assume_unique=True)
    return compare_words(one, other) if shared.sum() >= LEAST_SHINGLES else None


def _find_pieces(desk: _Desk, moved: Collection[str], largest: int) -> list[frozenset[str]]:
    """The pieces of all whose piece may be another now: of those that moved, and of who was in one with them."""
    placed: set[str] = set()
    pieces: list[frozenset[str]] = []
    waiting = sorted(moved)
    while waiting:
        name = waiting.pop()
        if name in placed:
            continue
        piece = find_piece(name, desk.links_of, largest)
        pieces.append(piece)
        placed |= piece
        before = desk.shelf.companions(sorted({name, *piece}))
        waiting.extend(sorted({other for group in before.values() for other in group} - placed))
    for piece in pieces:
        desk.shelf.put_piece(piece)
    return pieces


def _groups(desk: _Desk, piece: Collection[str]) -> list[Group]:
    """The stories of one piece. It depends on the reports of the piece and their links alone."""
    desk.fetch_lines(piece)
    names = sorted(piece)
    links = desk.links_of(names)
    related = [
        link.kin
        for name in names
        for other, link in links[name].items()
        if link.kin and name < other and other in piece
    ]
    related.sort(key=lambda kin: (kin.a, kin.b))
    reports = [desk.trimmed(name) for name in names]
    lines = lineages(reports, related)
    groups: list[Group] = []
    for group in group_stories(reports, related, lines):
        members = set(group)
        ours = tuple(line for line in lines if line.reports[0] in members)
        groups.append(Group(group, ours, tuple(kin for kin in related if kin.a in members and kin.b in members)))
    return groups


class _Furniture:
    """In how many stories a line stands, before this growth and after it."""

    def __init__(self, desk: _Desk, groups: Iterable[Group]) -> None:
        self._desk = desk
        self._now: dict[str, object] = {name: group.reports for group in groups for name in group.reports}
        self._known: dict[int, tuple[bool, bool]] = {}

    def was_and_is(self, key: int) -> tuple[bool, bool]:
        """Whether the line stood in as many stories as make it furniture, and whether it does."""
        if key not in self._known:
            self._known[key] = self._count(key) if self._desk.is_often(key) else (False, False)
        return self._known[key]

    def _count(self, key: int) -> tuple[bool, bool]:
        before: set[object] = set()
        after: set[object] = set()
        told: Mapping[str, Told] = {}
        names = self._desk.carriers(key)
        for start in range(0, len(names), 16):
            some = names[start : start + 16]
            told = self._desk.shelf.stories(some)
            before.update(told[name].id for name in some if name in told)
            after.update(
                self._now.get(name) or told[name].reports for name in some if name in told or name in self._now
            )
            if len(before) >= STORIES and len(after) >= STORIES:
                break
        return len(before) >= STORIES, len(after) >= STORIES


def _tell_changes(desk: _Desk, groups: list[Group], moved: Collection[str]) -> Growth:
    furniture = _Furniture(desk, groups)
    members = {name for group in groups for name in group.reports}
    flipped = {key for name in members for key in desk.lines_of(name).values() if len({*furniture.was_and_is(key)}) > 1}
    touched = {name for key in flipped for name in desk.carriers(key)}
    outside = sorted(touched - members)
    for piece in sorted({*desk.shelf.companions(outside).values()}):
        groups = [*groups, *_groups(desk, piece)]
    old = desk.shelf.stories(sorted({name for group in groups for name in group.reports}))
    kept = {
        group.reports
        for group in groups
        if group.reports[0] in old
        and old[group.reports[0]].reports == group.reports
        and not any(name in moved or name in touched for name in group.reports)
    }
    gone = {told.id: told for told in old.values() if told.reports not in kept}
    told_anew = sorted((group for group in groups if group.reports not in kept), key=lambda group: group.reports)
    names = [name for group in told_anew for name in group.reports]
    left_out = {
        name: tuple(sorted(span for span, key in desk.lines_of(name).items() if furniture.was_and_is(key)[1]))
        for name in names
    }
    coded = {name: desk.coded[name] for name in names}
    return Growth(tuple(gone[name] for name in sorted(gone)), tuple(told_anew), coded, left_out)
