"""An address that somebody kept leads on, whoever changed what stood there: a new page, or a person who splits."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dateline.linking import link
from dateline.linking.judged import Judged
from dateline.model import Coded, Story
from dateline.model import Ties as TiesOf
from dateline.recording import Record
from dateline.recording.earlier_ids import members_kept, members_of, successors

from .test_linking_new import KEPT, add

NAMES = ("v0", "v1", "v2", "v3")  # versions of one text: one story, until somebody splits it


def _stories(apart: tuple[str, str] | None = None) -> tuple[Story, ...]:
    """The stories of the four, with one of them split from all others where `apart` names two of them."""
    ids = {name: KEPT[name].report.id for name in NAMES}
    coded: list[Coded] = [KEPT[name] for name in NAMES]
    if apart is None:
        return link(coded)
    lonely, rest = ids[apart[0]], sorted(set(ids.values()) - {ids[apart[0]]})
    pairs = frozenset((min(lonely, other), max(lonely, other)) for other in rest)
    return link(coded, judged=Judged(stories=TiesOf(apart=pairs), lineages=TiesOf(apart=pairs)))


def test_an_old_address_of_a_split_story_leads_to_its_larger_part(tmp_path: Path) -> None:
    (whole,) = _stories()
    parts = _stories(apart=("v0", "v1"))
    assert sorted(len(one.reports) for one in parts) == [1, 3]
    with Record.open(tmp_path / "r.db") as record:
        add(record, NAMES)
        record.replace_stories([whole])
        record.replace_stories(parts)
        assert len(record.story(whole.id).reports) == 3
        record.replace_stories([whole])  # what was split is whole again: its own address shows it, and so do the parts'
        assert {record.story(one.id).id for one in (whole, *parts)} == {whole.id}


def test_what_the_columns_hold_is_what_the_stories_say(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record.open(path) as record:
        add(record, sorted(KEPT))
        record.link_new()
        stories = list(record.stories())
    with create_engine(f"sqlite:///{path}").connect() as connection:
        kept = members_kept(connection)
    assert {name: frozenset(members) for name, members in kept.items()} == {
        name: frozenset(members) for name, members in members_of(stories).items()
    }


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"a": "123"}, {"b": "1234"}, {"a": "b"}),
        ({"a": "123"}, {"b": "12", "c": "3"}, {"a": "b"}),
        ({"a": "12", "b": "34"}, {"c": "1234"}, {"a": "c", "b": "c"}),
        ({"a": "12"}, {"a": "12"}, {}),
        ({"a": "12"}, {"b": "34"}, {}),
    ],
)
def test_an_id_leads_to_the_one_that_holds_most_of_it(
    before: dict[str, str], now: dict[str, str], found: dict[str, str]
) -> None:
    assert successors(before, now) == found
