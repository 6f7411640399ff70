"""Old addresses lead to where what they name stands now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert
from starlette.testclient import TestClient

from dateline.recording import schema
from dateline.serving.settings import Settings

from ..exporting.made_record import PAGES as MADE
from .conftest import client

STORY = "y0123456789abcdef"


@pytest.fixture(scope="module")
def grown(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made record, as if its story and its first happening had had other ids once, and with a page that is none."""
    path = tmp_path_factory.mktemp("grown") / "grown.db"
    path.write_bytes(made.read_bytes())
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        earlier = [{"was": "yffffffffffffffff", "became": STORY}, {"was": "hffffffffffffffff", "became": first(made)}]
        connection.execute(insert(schema.earlier_ids), earlier)
        page = {"number": 9_999, "id": "pffffffffffffffff"}
        connection.execute(insert(schema.pages), {**page, "outcome": "skipped"})
        connection.execute(insert(schema.skipped), {**page, "reason": "no story on the page"})
    engine.dispose()
    return path


def first(made: Path) -> str:
    """The id of the first happening of the made story."""
    with client(made) as asking:
        return str(asking.get(f"/story/{STORY}.json").json()["happenings"][0]["happening"]["id"])


@pytest.fixture
def asking(grown: Path) -> Iterator[TestClient]:
    """What asks a server over it on which people judge."""
    with client(grown, Settings(review=True, by="ann")) as asking:
        yield asking


def test_a_happening_is_found_under_its_old_id(asking: TestClient, made: Path) -> None:
    now = first(made)
    answer = asking.get(f"/story/{STORY}?happening=hffffffffffffffff")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/story/{STORY}?happening={now}#{now}")
    data = asking.get(f"/story/{STORY}.json?happening=hffffffffffffffff")
    assert data.headers["location"] == f"/story/{STORY}.json?happening={now}"
    assert asking.get(data.headers["location"]).status_code == 200
    assert asking.get(f"/story/{STORY}?happening={now}").status_code == 200
    assert asking.get(f"/story/{STORY}?happening=h0000000000000000").status_code == 200
    assert asking.get("/judge/happening/hffffffffffffffff").status_code == 200


def test_an_old_story_leads_on_to_what_was_asked_for_in_it(asking: TestClient, made: Path) -> None:
    old = "/story/yffffffffffffffff?happening=hffffffffffffffff"
    for _ in range(2):
        answer = asking.get(old)
        assert answer.status_code == 302
        old = answer.headers["location"].partition("#")[0]
    assert old == f"/story/{STORY}?happening={first(made)}" and asking.get(old).status_code == 200


def test_a_report_is_found_by_the_start_of_its_id(asking: TestClient) -> None:
    name = MADE[0].id
    assert asking.get(f"/report/{name[:10]}").headers["location"] == f"/report/{name}"
    assert asking.get(f"/report/{name[:10]}.json").headers["location"] == f"/report/{name}.json"
    assert asking.get("/report/p00000").status_code == 404


def test_a_page_that_is_no_report_says_why(asking: TestClient) -> None:
    answer = asking.get("/report/pffffffffffffffff.json")
    assert answer.status_code == 404 and "no story on the page" in answer.json()["fault"]
