"""The shelf of linking (`dateline.linking.shelves`) in the tables of a record."""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, delete, insert, or_, select, update

from dateline.linking import Link, Sketch, Told, rank
from dateline.model import Coded, TextReuse
from dateline.recording import schema
from dateline.recording.canon import pack, unpack
from dateline.recording.growth_tables import likenesses, sketch_keys, sketches
from dateline.recording.numbering import in_parts, numbers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = struct.Struct("<IIIq")
_NO_DAY = -(2**62)
_REPORT = schema.reports.c
_LAST_RANK = 2**63 - 1
_CARRIERS = """
WITH asked (key) AS (VALUES {keys})
SELECT asked.key, reports.id
FROM asked
JOIN sketch_keys AS found ON found.key = asked.key AND found.rank <= {upto}
JOIN reports ON reports.number = found.report
ORDER BY asked.key, found.rank, reports.id
"""
# Only so much of a crowded key is read as is asked for: the index ends at the rank of the last that is wanted.
_UPTO = """
coalesce((SELECT rank FROM sketch_keys AS one WHERE one.key = asked.key ORDER BY rank LIMIT 1 OFFSET {most}), {last})
"""


class RecordShelf:
    """What linking keeps, read and written by one connection. `read`: the coded reports of some ids."""

    def __init__(self, connection: Connection, read: Callable[[Sequence[str]], Iterable[Coded]]) -> None:
        self._connection = connection
        self._read = read
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}

    def coded(self, names: Collection[str]) -> Iterator[Coded]:
        """These reports with their codings."""
        for some in in_parts(sorted(names)):
            yield from self._read(some)

    def carriers(self, keys: Collection[int], most: int | None = None) -> Mapping[int, tuple[str, ...]]:
        """The first `most` reports under each of these keys, or all; a key without any may be left out."""
        upto = _LAST_RANK if most is None else _UPTO.format(most=most - 1, last=_LAST_RANK)
        found: dict[int, list[str]] = {}
        for some in in_parts(sorted(keys)):
            asked = ", ".join(f"({int(key)})" for key in some)
            for key, name in self._connection.exec_driver_sql(_CARRIERS.format(keys=asked, upto=upto)):
                found.setdefault(key, []).append(name)
        return {key: tuple(names[:most]) for key, names in found.items()}

    def post(self, name: str, keys: Iterable[int]) -> None:
        """Puts a report under keys."""
        number, place = self._number(name), rank(name)
        if rows := [{"key": key, "rank": place, "report": number} for key in keys]:
            self._connection.execute(insert(sketch_keys), rows)

    def unpost(self, name: str, keys: Iterable[int]) -> None:
        """Takes a report from under keys."""
        number = self._number(name)
        for some in in_parts(sorted(keys)):
            of_keys = sketch_keys.c.key.in_(some), sketch_keys.c.report == number
            self._connection.execute(delete(sketch_keys).where(*of_keys))

    def sketches(self, names: Collection[str]) -> Mapping[str, Sketch]:
        """The sketches of those of these reports that have one."""
        query = select(_REPORT.id, sketches.c.value).join(sketches, sketches.c.report == _REPORT.number)
        return {
            row.id: _read_sketch(row.value)
            for some in in_parts(sorted(names))
            for row in self._connection.execute(query.where(_REPORT.id.in_(some)))
            if row.value is not None
        }

    def put_sketch(self, name: str, one: Sketch) -> None:
        """Keeps the sketch of a report in place of the one it had."""
        number = self._number(name)
        self._connection.execute(delete(sketches).where(sketches.c.report == number))
        row = {"report": number, "piece": number, "value": _write_sketch(one)}
        self._connection.execute(insert(sketches), row)

    def links(self, names: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        """The links of these reports, by the report at the other end."""
        numbers = {self._number(name): name for name in sorted(names)}
        found: dict[str, dict[str, Link]] = {name: {} for name in names}
        table = likenesses.c
        rows: dict[tuple[int, int], Any] = {}
        for some in in_parts(sorted(numbers)):
            for end in (table.a, table.b):
                for row in self._connection.execute(select(likenesses).where(end.in_(some))):
                    rows[row.a, row.b] = row
        self._name_all({number for pair in rows for number in pair})
        for (a, b), row in rows.items():
            link = Link(row.weight, unpack(row.kinship, TextReuse) if row.kinship else None)
            if a in numbers:
                found[numbers[a]][self._names[b]] = link
            if b in numbers:
                found[numbers[b]][self._names[a]] = link
        return found

    def put_links(self, name: str, links: Mapping[str, Link]) -> None:
        """Puts these links of a report in place of all it had, at both ends."""
        number = self._number(name)
        table = likenesses
        self._connection.execute(delete(table).where(or_(table.c.a == number, table.c.b == number)))
        self._numbers.update(numbers_of(self._connection, sorted(set(links) - self._numbers.keys())))
        rows = []
        for other, one in sorted(links.items()):
            a, b = sorted((number, self._numbers[other]))
            kinship = pack(one.kin) if one.kin else None
            rows.append({"a": a, "b": b, "weight": one.weight, "kinship": kinship})
        if rows:
            self._connection.execute(insert(table), rows)

    def companions(self, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these reports that was linked: all reports that were linked with it in one piece."""
        query = select(_REPORT.id, sketches.c.piece).join(sketches, sketches.c.report == _REPORT.number)
        piece = {
            row.id: row.piece
            for some in in_parts(sorted(names))
            for row in self._connection.execute(query.where(_REPORT.id.in_(some)))
        }
        members: dict[int, list[str]] = {}
        for some in in_parts(sorted(set(piece.values()))):
            for row in self._connection.execute(query.where(sketches.c.piece.in_(some)).order_by(_REPORT.id)):
                members.setdefault(row.piece, []).append(row.id)
        return {name: tuple(members[number]) for name, number in piece.items()}

    def put_piece(self, names: Collection[str]) -> None:
        """Notes that these reports are one piece."""
        numbers = sorted(self._number(name) for name in names)
        for some in in_parts(numbers):
            of_piece = update(sketches).where(sketches.c.report.in_(some))
            self._connection.execute(of_piece.values(piece=numbers[0]))

    def stories(self, names: Collection[str]) -> Mapping[str, Told]:
        """The story of each of these reports that is in one."""
        stood, stories = schema.story_reports.c, schema.stories.c
        query = select(stories.number, stories.id, _REPORT.id.label("report")).select_from(schema.story_reports)
        query = query.join(schema.stories, stories.number == stood.story)
        query = query.join(schema.reports, _REPORT.number == stood.report)
        home = {
            row.report: row.number
            for some in in_parts(sorted(names))
            for row in self._connection.execute(query.where(_REPORT.id.in_(some)))
        }
        members: dict[int, list[str]] = {}
        ids: dict[int, str] = {}
        for some in in_parts(sorted(set(home.values()))):
            for row in self._connection.execute(query.where(stories.number.in_(some)).order_by(_REPORT.id)):
                ids[row.number] = row.id
                members.setdefault(row.number, []).append(row.report)
        return {name: Told(ids[number], tuple(members[number])) for name, number in home.items()}

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers.update(numbers_of(self._connection, [name]))
        return self._numbers[name]

    def _name_all(self, numbers: Collection[int]) -> None:
        missing = sorted(set(numbers) - self._names.keys())
        for some in in_parts(missing):
            for row in self._connection.execute(select(_REPORT.id, _REPORT.number).where(_REPORT.number.in_(some))):
                self._names[row.number] = row.id


def _write_sketch(one: Sketch) -> bytes:
    day = _NO_DAY if one.day is None else one.day
    head = _HEAD.pack(len(one.copies), len(one.words), len(one.strongest), day)
    arrays = (one.copies.astype("<i8"), one.words.astype("<u8"), one.weights.astype("<f4"), one.strongest.astype("<u8"))
    return head + b"".join(array.tobytes() for array in arrays)


def _read_sketch(value: bytes) -> Sketch:
    copies, words, strongest, day = _HEAD.unpack_from(value)
    place = _HEAD.size
    found: list[Any] = []
    for kind, count in (("<i8", copies), ("<u8", words), ("<f4", words), ("<u8", strongest)):
        found.append(np.frombuffer(value, kind, count, place))
        place += count * np.dtype(kind).itemsize
    return Sketch(found[0], found[1], found[2], found[3], None if day == _NO_DAY else day)
