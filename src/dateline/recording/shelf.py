"""The shelf of linking (`dateline.linking.shelves`) in the tables of a record."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from dateline.linking import Link, Links, Pair, Sketch, Told, Weights, rank
from dateline.model import Coded, Report, TextReuse
from dateline.recording import growth_tables, schema
from dateline.recording.canon import pack, unpack
from dateline.recording.coded_reports import coded_by_ids, reports_by_ids
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
SELECT asked.key, found.report
FROM asked
JOIN sketch_keys AS found ON found.key = asked.key AND found.rank <= {upto}
ORDER BY asked.key, found.rank
"""
# Only so much of a crowded key is read as is asked for: the index ends at the rank of the last that is wanted.
_UPTO = """
coalesce((SELECT rank FROM sketch_keys AS one WHERE one.key = asked.key ORDER BY rank LIMIT 1 OFFSET {most}), {last})
"""
_WEIGHTS = "SELECT {end}, {other_end}, weight FROM likenesses WHERE {end} IN ({asked}) AND weight >= {least}"
# Asked several times a report: SQLAlchemy takes longer over such a question than SQLite over its answer.


class RecordShelf:
    """What linking keeps, read and written by one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}

    def reports(self, names: Collection[str]) -> Iterator[Report]:
        """These reports without their codings, which are most of what is kept of them."""
        for some in in_parts(sorted(names)):
            yield from reports_by_ids(self._connection, some)

    def coded(self, names: Collection[str]) -> Iterator[Coded]:
        """These reports with their codings."""
        for some in in_parts(sorted(names)):
            yield from coded_by_ids(self._connection, some)

    def carriers(self, keys: Collection[int], most: int | None = None) -> Mapping[int, tuple[str, ...]]:
        """The first `most` reports under each of these keys, or all; a key without any may be left out."""
        upto = _LAST_RANK if most is None else _UPTO.format(most=most - 1, last=_LAST_RANK)
        found: dict[int, list[int]] = {}
        for some in in_parts(sorted(keys)):
            asked = ", ".join(f"({int(key)})" for key in some)
            for key, number in self._connection.exec_driver_sql(_CARRIERS.format(keys=asked, upto=upto)):
                found.setdefault(key, []).append(number)
        self._name_all({number for numbers in found.values() for number in numbers})
        return {key: tuple(self._names[number] for number in numbers[:most]) for key, numbers in found.items()}

    def post(self, keys: Mapping[str, Collection[int]]) -> None:
        """Puts reports under keys."""
        self._number_all(keys)
        rows = sorted((key, rank(name), self._numbers[name]) for name, under in keys.items() for key in under)
        self._write(insert(sketch_keys), ("key", "rank", "report"), rows)  # by key: neighbours stand on one page

    def unpost(self, keys: Mapping[str, Collection[int]]) -> None:
        """Takes reports from under keys."""
        self._number_all(keys)
        rows = sorted((key, rank(name), self._numbers[name]) for name, under in keys.items() for key in under)
        names = ("key", "rank", "report")
        self._write(delete(sketch_keys).where(*_is(sketch_keys, names)), _old(names), rows)

    def sketches(self, names: Collection[str]) -> Mapping[str, Sketch]:
        """The sketches of those of these reports that have one."""
        query = select(_REPORT.id, sketches.c.value).join(sketches, sketches.c.report == _REPORT.number)
        return {
            row.id: _read_sketch(row.value)
            for some in in_parts(sorted(names))
            for row in self._connection.execute(query.where(_REPORT.id.in_(some)))
            if row.value is not None
        }

    def put_sketches(self, sketches: Mapping[str, Sketch]) -> None:
        """Keeps the sketches of reports in place of those that they had."""
        self._number_all(sketches)
        table = growth_tables.sketches
        numbers = {self._numbers[name]: one for name, one in sorted(sketches.items())}
        for some in in_parts(sorted(numbers)):
            self._connection.execute(delete(table).where(table.c.report.in_(some)))
        rows = [(number, number, _write_sketch(numbers[number])) for number in sorted(numbers)]
        self._write(insert(table), ("report", "piece", "value"), rows)

    def links(self, names: Collection[str]) -> Links:
        """The links of these reports, by the report at the other end."""
        self._number_all(names)
        found: dict[str, dict[str, Link]] = {name: {} for name in names}
        numbers = {self._numbers[name] for name in names}
        rows: dict[tuple[int, int], Any] = {}
        for some in in_parts(sorted(numbers)):
            for end in (likenesses.c.a, likenesses.c.b):
                query = select(likenesses).where(end.in_(some))
                rows.update(((row.a, row.b), row) for row in self._connection.execute(query))
        self._name_all({number for pair in rows for number in pair})
        for (a, b), row in rows.items():
            link = Link(row.weight, unpack(row.kinship, TextReuse) if row.kinship else None)
            for number, other in ((a, b), (b, a)):
                if number in numbers:
                    found[self._names[number]][self._names[other]] = link
        return found

    def weights(self, names: Collection[str], least: float) -> Weights:
        """How strong the links of these reports are that weigh at least so much, by the report at the other end."""
        self._number_all(names)
        found: dict[str, dict[str, float]] = {name: {} for name in names}
        for end, other_end in (("a", "b"), ("b", "a")):
            rows: list[Any] = []
            for some in in_parts(sorted(self._numbers[name] for name in names)):
                asked = ", ".join(str(int(number)) for number in some)
                query = _WEIGHTS.format(end=end, other_end=other_end, asked=asked, least=float(least))
                rows += self._connection.exec_driver_sql(query).all()
            self._name_all({row[1] for row in rows})
            for number, other, weight in rows:
                found[self._names[number]][self._names[other]] = weight
        return found

    def kinships(self, names: Collection[str]) -> list[TextReuse]:
        """What passages these reports share among themselves."""
        self._number_all(names)
        numbers = sorted(self._numbers[name] for name in names)
        table = likenesses.c
        found: list[TextReuse] = []
        for some in in_parts(numbers):
            for others in in_parts(numbers):
                query = select(table.kinship).where(table.a.in_(some), table.b.in_(others), table.kinship.is_not(None))
                found.extend(unpack(kinship, TextReuse) for kinship in self._connection.scalars(query))
        return found

    def put_links(self, links: Mapping[Pair, Link | None]) -> None:
        """Puts these links in place of what the pairs had; None takes a link away."""
        self._number_all({name for pair in links for name in pair})
        numbered = {tuple(sorted(self._numbers[name] for name in pair)): link for pair, link in links.items()}
        of_pair = delete(likenesses).where(*_is(likenesses, ("a", "b")))
        self._write(of_pair, _old(("a", "b")), sorted(numbered))
        rows = [
            (*pair, link.weight, pack(link.kin) if link.kin else None)
            for pair, link in sorted(numbered.items())
            if link is not None
        ]
        self._write(insert(likenesses), ("a", "b", "weight", "kinship"), rows)

    def companions(self, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these reports that was linked: all reports that were linked with it in one piece, sorted."""
        query = select(_REPORT.id, sketches.c.piece).join(sketches, sketches.c.report == _REPORT.number)
        piece = {
            row.id: row.piece
            for some in in_parts(sorted(names))
            for row in self._connection.execute(query.where(_REPORT.id.in_(some)))
        }
        members: dict[int, list[str]] = {}
        for some in in_parts(sorted(set(piece.values()))):
            for row in self._connection.execute(query.where(sketches.c.piece.in_(some))):
                members.setdefault(row.piece, []).append(row.id)
        sorted_members = {number: tuple(sorted(ids)) for number, ids in members.items()}
        return {name: sorted_members[number] for name, number in piece.items()}

    def put_pieces(self, pieces: Collection[Collection[str]]) -> None:
        """Notes which reports are linked together."""
        self._number_all({name for piece in pieces for name in piece})
        numbered = [sorted(self._numbers[name] for name in piece) for piece in pieces]
        rows = sorted((number, piece[0]) for piece in numbered for number in piece)
        of_report = update(sketches).where(*_is(sketches, ("report",)))
        self._write(of_report.values(piece=bindparam("now")), ("old_report", "now"), rows)

    def homes(self, names: Collection[str]) -> Mapping[str, str]:
        """The id of the story of each of these reports that is in one."""
        stood, stories = schema.story_reports.c, schema.stories.c
        query = select(_REPORT.id, stories.id.label("story")).select_from(schema.story_reports)
        query = query.join(schema.stories, stories.number == stood.story)
        query = query.join(schema.reports, _REPORT.number == stood.report)
        return {
            row.id: row.story
            for some in in_parts(sorted(names))
            for row in self._connection.execute(query.where(_REPORT.id.in_(some)))
        }

    def stories(self, names: Collection[str]) -> Mapping[str, Told]:
        """The story of each of these reports that is in one."""
        home = self.homes(names)
        stood, stories = schema.story_reports.c, schema.stories.c
        query = select(stories.id, _REPORT.id.label("report")).select_from(schema.stories)
        query = query.join(schema.story_reports, stories.number == stood.story)
        query = query.join(schema.reports, _REPORT.number == stood.report)
        members: dict[str, list[str]] = {}
        for some in in_parts(sorted(set(home.values()))):
            for row in self._connection.execute(query.where(stories.id.in_(some))):
                members.setdefault(row.id, []).append(row.report)
        told = {story: Told(story, tuple(sorted(reports))) for story, reports in members.items()}
        return {name: told[story] for name, story in home.items()}

    def _write(self, statement: Any, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])

    def _number_all(self, names: Iterable[str]) -> None:
        if missing := sorted(set(names) - self._numbers.keys()):
            found = numbers_of(self._connection, missing)
            self._numbers.update(found)
            self._names.update((number, name) for name, number in found.items())

    def _name_all(self, numbers: Collection[int]) -> None:
        for some in in_parts(sorted(set(numbers) - self._names.keys())):
            for row in self._connection.execute(select(_REPORT.id, _REPORT.number).where(_REPORT.number.in_(some))):
                self._names[row.number] = row.id
                self._numbers[row.id] = row.number


def _old(names: Iterable[str]) -> tuple[str, ...]:
    """How the values are called that rows are found by: not as the columns, which an update may set."""
    return tuple(f"old_{name}" for name in names)


def _is(table: Table, names: Iterable[str]) -> list[Any]:
    return [table.c[name] == bindparam(f"old_{name}") for name in names]


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
