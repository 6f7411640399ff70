"""What a type checker must know of `import dateline`: `make check` reads this file, nothing runs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_type

import dateline
from dateline import Coding, Page, Record, Report, Skipped, Story


def all_of_it(source: str) -> str:
    assert_type(dateline.pages(source), Iterator[Page | Skipped])
    coded: list[tuple[Report, Coding]] = []
    with Record("my.db") as record:
        for page in dateline.pages(source):
            report = dateline.read(page)
            assert_type(report, Report | Skipped)
            if isinstance(report, Skipped):
                record.add(page, report)
                continue
            coding = dateline.code(report, language=dateline.load())
            assert_type(coding, Coding)
            coded.append((report, coding))
            record.add(page, report, coding)
        stories = dateline.link(record.coded())
    assert_type(stories, tuple[Story, ...])
    return dateline.brief(stories[0], coded).html()


def what_is_wrong(skipped: Skipped) -> None:
    """Strict checking fails on an ignored error that is none: each of these lines must be one."""
    dateline.code(skipped)  # type: ignore[arg-type]
    dateline.link([skipped])  # type: ignore[list-item]
    dateline.understand  # type: ignore[attr-defined] # noqa: B018
