"""New reports come to what is linked: only what they touch is linked anew, and the result is that of all at once.

1. A line that an outlet prints on its third page is left out from now on: the two pages before are looked at again.
2. Every report stands under the keys of its sketch, and is compared with those that it finds there (`pairs.py`).
3. Around all whose links changed, the pieces are found anew. Those that are not what they were, or in which a report
   is new or shares other passages than before, are linked by the same functions as ever.
4. Whether a line is furniture depends on the number of stories it stands in: where that changes, its stories are told
   anew. So are stories of other reports than before, and those in which something changed. All others stay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from dateline.linking.desk import Desk
from dateline.linking.lineages import lineages
from dateline.linking.pairs import Changes, make_links, post_sketches
from dateline.linking.pieces import EDGE, LARGEST, Crowd, find_piece
from dateline.linking.repeats import STORIES
from dateline.linking.shelves import Link, MemoryShelf, Shelf, Told
from dateline.linking.stories import group_stories
from dateline.model import Coded, Coding, Lineage, Report, Span, TextReuse

ANCHORS = 32
"""Reports under one key that are compared with all others under it."""
_FIRST = 64
"""Reports with a line that are asked first in which stories they are: more are needed only where one story has most."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one story is made of."""

    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    kinships: tuple[TextReuse, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """What changes: the stories `gone` go, and each of `groups` becomes one. `left_out`: lines of the reports of the
    groups that are furniture. `read` gives reports with their codings by their ids.
    """

    gone: tuple[Told, ...]
    groups: tuple[Group, ...]
    left_out: Mapping[str, tuple[Span, ...]]
    read: Callable[[Collection[str]], Iterable[Coded]]


class _Altered:
    """What the stories of a piece depend on besides who is in it: `changed` reports, and pairs that share other
    passages than before.
    """

    def __init__(self, changed: Collection[str], changes: Changes) -> None:
        self.changed = changed
        self._partners: dict[str, set[str]] = {}
        for pair, (before, now) in changes.items():
            if _kin(before) != _kin(now):
                for name, other in (pair, pair[::-1]):
                    self._partners.setdefault(name, set()).add(other)

    def touches(self, names: Collection[str]) -> bool:
        """Whether anything changed among these reports."""
        return any(name in self.changed or not self._partners.get(name, set()).isdisjoint(names) for name in names)

    def partners(self) -> Mapping[str, Collection[str]]:
        """The reports with which a report shares other passages than before, of all that have any."""
        return self._partners


def _kin(link: Link | None) -> TextReuse | None:
    return link.kin if link else None


def grow(shelf: Shelf, new: Collection[str], *, anchors: int = ANCHORS, largest: int = LARGEST) -> Growth:
    """Links new reports with all that were linked before. The shelf keeps what the next growth needs, but for the
    stories: those are the caller's to put there.
    """
    desk = Desk(shelf)
    desk.fetch(new)
    changed = _post_lines(desk, new)
    changes = make_links(desk, post_sketches(desk, changed, anchors), anchors)
    altered = _Altered(changed, changes)
    pieces = _find_pieces(desk, _moved(changes) | changed, altered, largest)
    return _tell_changes(desk, [group for piece in pieces for group in _groups(desk, piece)], altered)


def group_reports(reports: Iterable[Report]) -> tuple[Group, ...]:
    """What stories reports make by their texts alone, as `dateline.link` groups them; by the ids of their reports."""
    by_id = {report.id: Coded(report, Coding(report.id)) for report in reports}
    return grow(MemoryShelf(by_id), by_id).groups


def find_text_reuse(reports: Iterable[Report]) -> tuple[TextReuse, ...]:
    """All kinships that shared passages show, sorted by ids; pairs that share nothing telling are not listed.

    Depends on the set of reports alone: order and repetition of the input change nothing.
    """
    by_id = {report.id: Coded(report, Coding(report.id)) for report in reports}
    desk = Desk(MemoryShelf(by_id))
    desk.fetch(by_id)
    make_links(desk, post_sketches(desk, by_id, ANCHORS), ANCHORS)
    return tuple(sorted(desk.shelf.kinships(by_id), key=lambda kin: (kin.a, kin.b)))


def _post_lines(desk: Desk, new: Collection[str]) -> set[str]:
    """The new reports, and the earlier ones with a line that turns out to be one that its outlet often prints."""
    keys = sorted({key for name in new for key in desk.lines_of(name).values()})
    desk.fetch_carriers(keys, STORIES)
    rare = [key for key in keys if not desk.is_often(key)]
    desk.shelf.post({name: sorted(set(desk.lines_of(name).values())) for name in sorted(new)})
    desk.under.clear()
    desk.fetch_carriers(keys, STORIES)
    often = [key for key in rare if desk.is_often(key)]
    desk.fetch_carriers(often)
    return {name for key in often for name in desk.carriers(key)} | set(new)


def _moved(changes: Changes) -> set[str]:
    """Both ends of every link that can make a piece and is not as strong as it was."""
    strong = (
        pair
        for pair, links in changes.items()
        if len({link.weight if link and link.weight >= EDGE else None for link in links}) > 1
    )
    return {name for pair in strong for name in pair}


def _find_pieces(desk: Desk, moved: Collection[str], altered: _Altered, largest: int) -> list[frozenset[str]]:
    """The pieces that are to be linked anew, of all whose piece may be another now: of those that moved, and of who was
    in one with them.
    """
    before = {**desk.shelf.companions(sorted(moved))}
    placed: set[str] = set()
    pieces: list[frozenset[str]] = []
    crowd: Crowd = {}
    waiting = sorted(moved)
    desk.weights_of(waiting)
    while waiting:
        name = waiting.pop()
        if name in placed:
            continue
        piece = find_piece(name, desk.weights_of, largest, crowd)
        pieces.append(piece)
        placed |= piece
        before.update(desk.shelf.companions(sorted({name, *piece} - before.keys())))
        waiting.extend(sorted({other for one in piece for other in before.get(one, ())} - placed))
    other_now = [piece for piece in pieces if before.get(min(piece)) != tuple(sorted(piece))]
    desk.shelf.put_pieces(other_now)
    as_before = (piece for piece in pieces if piece not in set(other_now) and altered.touches(piece))
    return [*other_now, *as_before, *_pieces_of_loose_pairs(desk, placed, altered)]


def _pieces_of_loose_pairs(desk: Desk, placed: Collection[str], altered: _Altered) -> list[frozenset[str]]:
    """Pieces in which nobody moved, and two reports share other passages than before."""
    loose = {name: others for name, others in altered.partners().items() if name not in placed}
    pieces = desk.shelf.companions(sorted(loose))
    found = {pieces[name] for name, others in loose.items() if not set(others).isdisjoint(pieces.get(name, ()))}
    return [frozenset(piece) for piece in sorted(found)]


def _groups(desk: Desk, piece: Collection[str]) -> list[Group]:
    """The stories of one piece. It depends on the reports of the piece and their links alone."""
    desk.fetch_lines(piece)
    names = sorted(piece)
    related = sorted(desk.shelf.kinships(names), key=lambda kin: (kin.a, kin.b))
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

    def __init__(self, desk: Desk, groups: Iterable[Group]) -> None:
        self._desk = desk
        self._now = {name: group.reports for group in groups for name in group.reports}
        self._home: dict[str, str] = {}
        self._known: dict[int, tuple[bool, bool]] = {}
        self._fetch_homes()

    def was_and_is(self, key: int) -> tuple[bool, bool]:
        """Whether the line stood in as many stories as make it furniture, and whether it does."""
        if key not in self._known:
            self._known[key] = self._count(key) if self._desk.is_often(key) else (False, False)
        return self._known[key]

    def _fetch_homes(self) -> None:
        """Asks at once in which stories the first reports stand that have the lines of all these."""
        desk = self._desk
        keys = {key for name in self._now for key in desk.lines_of(name).values()}
        often = sorted(key for key in keys if desk.is_often(key))
        desk.fetch_carriers(often, _FIRST)
        first = sorted({name for key in often for name in desk.carriers(key, _FIRST)})
        self._home.update(desk.shelf.homes(first))

    def _count(self, key: int) -> tuple[bool, bool]:
        names = self._desk.carriers(key, _FIRST)
        found = self._stories(names)
        if not all(found) and len(names) == _FIRST:
            names = self._desk.carriers(key)
            self._home.update(self._desk.shelf.homes([name for name in names if name not in self._home]))
            found = self._stories(names)
        return found

    def _stories(self, names: Collection[str]) -> tuple[bool, bool]:
        before = {self._home[name] for name in names if name in self._home}
        after = {self._now.get(name) or self._home[name] for name in names if name in self._now or name in self._home}
        return len(before) >= STORIES, len(after) >= STORIES


def _tell_changes(desk: Desk, groups: list[Group], altered: _Altered) -> Growth:
    furniture = _Furniture(desk, groups)
    members = {name for group in groups for name in group.reports}
    flipped = {key for name in members for key in desk.lines_of(name).values() if len({*furniture.was_and_is(key)}) > 1}
    touched = {name for key in flipped for name in desk.carriers(key)}
    for piece in sorted({*desk.shelf.companions(sorted(touched - members)).values()}):
        groups = [*groups, *_groups(desk, piece)]
    old = desk.shelf.stories(sorted({name for group in groups for name in group.reports}))
    kept = {
        group.reports
        for group in groups
        if group.reports[0] in old
        and old[group.reports[0]].reports == group.reports
        and touched.isdisjoint(group.reports)
        and not altered.touches(group.reports)
    }
    gone = {told.id: told for told in old.values() if told.reports not in kept}
    told_anew = sorted((group for group in groups if group.reports not in kept), key=lambda group: group.reports)
    left_out = {
        name: tuple(sorted(span for span, key in desk.lines_of(name).items() if furniture.was_and_is(key)[1]))
        for group in told_anew
        for name in group.reports
    }
    return Growth(tuple(gone[name] for name in sorted(gone)), tuple(told_anew), left_out, desk.shelf.coded)
