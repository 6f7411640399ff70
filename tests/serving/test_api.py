"""The API does what its description says, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.serving.api import document
from dateline.serving.pages import PAGES

from .conftest import client
from .test_pages import ADDRESSES, json_of

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def asking(made: Path) -> Iterator[TestClient]:
    with client(made) as made_client:
        yield made_client


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_what_the_description_says(asking: TestClient, address: str) -> None:
    described = asking.get("/openapi.json").json()
    path = json_of(address).partition("?")[0]
    template = next(
        one for one in described["paths"]
        if one == path or ("{id}" in one and path.startswith(one.partition("{id}")[0]) and path.endswith(
            one.partition("{id}")[2]) and "/why" not in one)
    )  # fmt: skip
    schema = described["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(asking.get(json_of(address)).json(), {**schema, "components": described["components"]})


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ([], True),
        ([["actor", "Finland"], ["day", "Monday"]], True),
        ([["actor"]], False),
        ([["actor", "Finland", "Monday"]], False),
        ([["actor", 1]], False),
    ],
)
def test_pairs_are_described_exactly_and_for_every_client(typed: list[list[object]], fits: bool) -> None:
    components = document(())["components"]["schemas"]
    pairs = components["Fault"]["properties"]["typed"]
    assert jsonschema.Draft202012Validator(pairs).is_valid(typed) is fits
    assert "prefixItems" not in pairs["items"]


def test_where_kinds_differ_each_is_described() -> None:
    """Days with their counts: a word, then a number."""
    pages = [page for page in PAGES if page.path == "/story/{id}"]
    days = document(pages)["components"]["schemas"]["StoryPage"]["properties"]["days"]
    judge = jsonschema.Draft202012Validator(days)
    assert judge.is_valid([["2026-03-02", 4]])
    assert not any(judge.is_valid([each]) for each in ([4, "2026-03-02"], ["2026-03-02"], ["2026-03-02", 4, 5]))


def test_schemathesis_finds_nothing(made: Path) -> None:
    """Questions made of the description, usual and strange, are answered as it says."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from dateline.serving.app import application

    api = schemathesis.openapi.from_asgi("/openapi.json", _ByName(application(made)))
    operations = [one.ok() for one in api.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:

        @settings(max_examples=8, deadline=None, phases=[Phase.generate], derandomize=True,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(), _=st.just(0))
        def ask(case: object, _: int) -> None:
            answer = case.call(headers={"host": "127.0.0.1"})  # type: ignore[attr-defined]
            assert answer.status_code < 500, answer.text
            case.validate_response(answer, excluded_checks=_unfitting(schemathesis))  # type: ignore[attr-defined]

        ask()


def _unfitting(schemathesis: object) -> list[object]:
    """A filter that nobody knows is left alone, and an id that nobody has is no fault of the question."""
    checks = getattr(schemathesis, "checks")  # noqa: B009 - no types there
    names = ("positive_data_acceptance", "negative_data_rejection", "unsupported_method", "missing_required_header")
    return [getattr(checks, name) for name in names if hasattr(checks, name)]


class _ByName:
    """Asks by the name of this machine, whatever the client calls itself."""

    def __init__(self, app: object) -> None:
        self._app = app

    async def __call__(self, scope: dict[str, object], receive: object, send: object) -> None:
        if scope["type"] == "http":
            headers = [(name, b"127.0.0.1" if name == b"host" else value) for name, value in scope["headers"]]  # type: ignore[attr-defined]
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, send)  # type: ignore[operator]
