"""FollowTheMoney: one entity for one thing, proof for each, and nothing that followthemoney would change or refuse."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.exporting.actor_names import actor_name, known_names
from dateline.exporting.brief_evidence import outlet_of, publisher_of
from dateline.exporting.ftm import Cast
from dateline.model import Actor, Coded, Span

from .conftest import Write
from .made_record import coded

READER = Path(__file__).with_name("validate_ftm.py")


def entities(written: Write) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("ftm")[0].splitlines()]


def of(written: Write, schema: str) -> list[dict[str, Any]]:
    return [one for one in entities(written) if one["schema"] == schema]


def test_each_happening_is_one_event_however_many_pages_tell_it(written: Write) -> None:
    content, counted = written("ftm")
    assert dict(counted) == {"Address": 1, "Article": 3, "Event": 4, "Mention": 8, "Person": 1, "PublicBody": 2,
                             "UnknownLink": 1}  # fmt: skip
    ids = [json.loads(line)["id"] for line in content.splitlines()]
    assert len(set(ids)) == len(ids)


def test_a_meeting_names_its_sides_place_day_and_every_page_that_proves_it(written: Write) -> None:
    (met,) = (one for one in of(written, "Event") if "CONSULT" in one["properties"]["keywords"])
    known = {one["id"]: one for one in entities(written)}
    properties = met["properties"]
    assert properties["date"] == ["2023-09-15"] and properties["location"] == ["Vard, Norway"]
    assert [known[one]["properties"]["name"] for one in properties["involved"]] == [["Norland"], ["Sudland"]]
    assert set(properties["proof"]) == {f"dateline-{one.report.id}" for one in coded()}
    assert properties["publisher"] == ["Harbour Post", "Cedar | Academy", "Old Quay Gazette"]
    (address,) = properties["addressEntity"]
    assert known[address]["properties"]["latitude"] == ["70.37"] and known[address]["properties"]["country"] == ["no"]


def test_what_is_denied_or_planned_says_so_and_ties_nobody(written: Write) -> None:
    names = [one["properties"]["name"][0] for one in of(written, "Event")]
    assert "Attack on Sudland by Norland (denied)" in names and "Aid to Norland by Sudland (planned)" in names
    roles = [one["properties"]["role"] for one in of(written, "UnknownLink")]
    assert roles == [["Visit"]]


def test_who_is_only_described_is_a_note_and_no_entity(written: Write) -> None:
    (sent,) = (one for one in of(written, "Event") if "SANCTION" in one["properties"]["keywords"])
    assert "Takes part: two diplomats of Sudland" in sent["properties"]["notes"]
    assert not any("diplomats" in name for one in entities(written) for name in one["properties"].get("name", [])
                   if one["schema"] in ("Person", "PublicBody", "LegalEntity", "Organization"))  # fmt: skip


def test_a_person_has_its_office_its_state_and_its_wikidata_id(written: Write) -> None:
    (holm,) = of(written, "Person")
    assert holm["properties"]["name"] == ["Ada Holm"] and holm["properties"]["position"] == ["minister"]
    assert holm["properties"]["country"] == ["no"] and holm["properties"]["wikidataId"] == ["Q42"]
    assert len(holm["properties"]["proof"]) == 2


@pytest.mark.parametrize(
    ("actor", "is_one"),
    [
        (Actor("Norwegians", Span(0, 1), "n1", "NOR"), False),
        (Actor("U.S. Secretary of State", Span(0, 1), "n1", "USA", office="Secretary of State"), False),
        (Actor("Norway", Span(0, 1), "n1", "NOR"), True),
        (Actor("Ada Holm", Span(0, 1), "n1", "NOR", office="minister"), True),
    ],
)
def test_a_people_and_an_office_alone_are_nobody(actor: Actor, is_one: bool) -> None:
    assert bool(Cast(known_names(coded()), {}).id(actor, "p1")) == is_one


def test_a_file_is_no_publisher() -> None:
    page = replace(coded()[0].report, outlet=None, address=None, origin="folder/page.html")
    assert (publisher_of(page), outlet_of(page)) == ("", "page.html" if not page.given_id else page.given_id)


def named(name: str) -> Actor:
    return Actor(name, Span(0, 1), "n9")


def test_who_is_only_named_is_the_one_whom_the_record_knows_by_that_name() -> None:
    known, page = known_names(coded()), coded()[2].report.id
    holm = coded()[0].coding.statements[2].speaker
    assert holm is not None and known.name(named("Ada Holm"), page) == actor_name(holm, page)
    assert known.name(named("Ida Holm"), page) == actor_name(named("Ida Holm"), page)
    assert known.name(named("Holm"), page) == actor_name(named("Holm"), page)


def test_a_name_that_two_have_says_nothing() -> None:
    first = coded()[0]
    said = first.coding.statements[2]
    assert said.speaker is not None
    other = replace(said, speaker=replace(said.speaker, wikidata="Q43"))
    two = Coded(first.report, replace(first.coding, statements=(said, other)))
    assert known_names([two]).name(named("Ada Holm"), "p9") == actor_name(named("Ada Holm"), "p9")


def test_an_article_carries_its_text_and_the_doubts_of_its_date(written: Write) -> None:
    articles = {one["properties"]["publisher"][0]: one["properties"] for one in of(written, "Article")}
    assert articles["Harbour Post"]["publishedAt"] == ["2023-09-16"]
    assert "publishedAt" not in articles["Cedar | Academy"] and "sourceUrl" not in articles["Cedar | Academy"]
    assert "Doubtful date: 12 March 2025 is no Friday" in articles["Cedar | Academy"]["notes"]
    assert len(articles["Harbour Post"]["bodyText"][0]) == len(coded()[0].report.text)
    assert articles["Old Quay Gazette"]["author"] == ["Ida Berg"]


def test_followthemoney_takes_every_entity_as_it_stands(written: Write) -> None:
    content, counted = written("ftm")
    found = validate(content)
    assert found["faults"] == []
    assert found["counted"] == counted


def validate(content: bytes) -> dict[str, Any]:
    """What followthemoney says: ours, or that of the Python that FTM_PYTHON names."""
    python = os.environ.get("FTM_PYTHON") or (sys.executable if importlib.util.find_spec("followthemoney") else None)
    if python is None:
        pytest.skip("needs followthemoney (which builds PyICU): pip install followthemoney, here or in a virtual "
                    "environment of its own whose Python FTM_PYTHON names")  # fmt: skip
    done = subprocess.run([python, READER], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found
