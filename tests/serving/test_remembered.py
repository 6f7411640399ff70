"""Changes of status are looked for once in a story, as long as it stands as it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import create_engine, insert, update

from dateline.recording import metadata, schema
from dateline.serving import remembered
from dateline.serving.turns import Change, Found, Side, first_of_each

SIDE = Side("planned", "planned", "no", "2023-03-06", None)


def change(story: int, what: str = "planned, then done") -> Found:
    """A change in the story of this number."""
    return Found(1, f"{story} {what}", story, Change(what, "Talks", f"/story/y{story}", "A title", None, SIDE, SIDE))


def test_a_story_is_looked_at_again_only_where_it_changed() -> None:
    looked: list[list[int]] = []

    def find(stories: Sequence[int]) -> Iterator[Found]:
        looked.append(list(stories))
        return (change(number) for number in stories if number != 3)

    stories = schema.stories
    with create_engine("sqlite://").connect() as connection:
        metadata.create_all(connection)
        rows = [{"number": number, "id": f"y{number}", "value": b"as it was %d" % number} for number in (1, 2, 3)]
        connection.execute(insert(stories), rows)
        remembered.hold(connection, remembered.Remembered())
        first = remembered.changes_of(connection, [3, 2, 1], find)
        assert [one.story for one in first] == [2, 1]
        assert remembered.changes_of(connection, [3, 2, 1], find) == first
        assert looked == [[3, 2, 1]]
        connection.execute(update(stories).where(stories.c.number == 2).values(value=b"grown"))
        assert remembered.changes_of(connection, [1, 2], find) == first[::-1]
        assert looked == [[3, 2, 1], [2]]


def test_what_is_asked_for_least_is_forgotten_first() -> None:
    held = remembered.Remembered(most=2)
    for n in (1, 2):
        held.put((b"%d" % n, 0), (change(n),))
    assert held.get((b"1", 0)) == (change(1),)
    held.put((b"3", 0), ())
    assert held.get((b"2", 0)) is None and held.get((b"1", 0)) and held.get((b"3", 0)) == ()


def test_no_story_takes_the_room_of_the_others() -> None:
    found = [change(story, what) for what in ("a", "b", "c") for story in (1, 2)]
    kept = first_of_each(found, lambda one: one.story, 2)
    assert [(one.story, one.change.what) for one in kept] == [(1, "a"), (2, "a"), (1, "b"), (2, "b")]
