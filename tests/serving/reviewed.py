"""A server on which people judge, asked as a browser would: with its session, the token of a page, and its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from dateline.recording import Record
from dateline.serving.settings import Settings

from ..exporting.made_record import make
from .conftest import HOST, PATIENCE, client

ORIGIN = {"origin": HOST, "sec-fetch-site": "same-origin"}


class Reviewing:
    """One reviewer before one server."""

    def __init__(self, asking: TestClient, path: Path) -> None:
        self.asking, self.path = asking, path

    def page(self, address: str) -> str:
        """The HTML of a page."""
        answer = self.asking.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text

    def words(self, address: str) -> str:
        """What a reader sees of it."""
        return " ".join(re.sub(r"<[^>]*>", " ", self.page(address)).split())

    def token(self) -> str:
        found = re.search(r'name="token" value="([0-9a-f]{64})"', self.page("/judge/log"))
        assert found
        return found[1]

    def send(self, act: str, headers: dict[str, str] | None = None, **fields: Any) -> Any:
        """A form, as a page of this session sends it."""
        data = {"token": self.token(), **{name.replace("__", "-"): value for name, value in fields.items()}}
        return self.asking.post(f"/judge/{act}", data=data, headers=ORIGIN if headers is None else headers)

    def ids(self) -> dict[str, str]:
        """(type or stance) -> the id of the first such record."""
        with Record.open(self.path) as record:
            coded = sorted(record.coded(judged=False), key=lambda one: one.report.outlet or "", reverse=True)
            found = {one.type: one.id for each in coded for one in each.coding.events}
            return found | {one.stance: one.id for each in coded for one in each.coding.statements}


@contextmanager
def reviewing(folder: Path, by: str = "ann") -> Iterator[Reviewing]:
    """A server over a new made record, with `--review --by NAME`."""
    path = make(folder / "judged.db")
    with client(path, Settings(review=True, by=by, patience=PATIENCE)) as asking:
        yield Reviewing(asking, path)
