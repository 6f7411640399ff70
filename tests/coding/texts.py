"""One text coded, for the tests that are (text, expected record) pairs."""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.language import Language
from dateline.model import Coding, Event, Page, Report
from dateline.reading import read

LOST = pytest.mark.xfail(reason="lost when acts came to be learnt, November 2026", strict=True)
LOST_CLOSELY = pytest.mark.xfail(reason="lost when sentences came to be read closely, December 2026", strict=True)
"""The right expectation, which the coder met while rows alone named acts, and does not meet now. Strict: whoever has it
met again takes the mark away."""

FRIDAY = "2023-09-15"
"""The day on which a text was written, where its test does not say otherwise."""


def coded(language: Language, text: str, published: str = FRIDAY) -> tuple[Report, Coding]:
    """The text as a report, offsets as given, and its coding."""
    report = read(Page(text.encode()), as_is=True, published=published)
    assert isinstance(report, Report)
    return report, code(report, language.parse(report.text, [part.span for part in report.parts]))


def events(language: Language, text: str) -> tuple[Event, ...]:
    """The events of the text."""
    return coded(language, text)[1].events


def of_type(language: Language, text: str, type_: str) -> Event:
    """The one event of a type."""
    found = [e for e in events(language, text) if e.type == type_]
    assert len(found) == 1, [(e.type, e.rule) for e in events(language, text)]
    return found[0]
