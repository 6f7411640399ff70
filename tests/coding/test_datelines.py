"""A dateline is no part of the sentence that it opens: (opening line, who says it, to whom it is done)."""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.language import Language
from dateline.model import Page, Report
from dateline.reading import read
from tests.coding.texts import LOST_CLOSELY

SAYS = "Kosovo police said on Monday they had seized rifles."
OPENINGS = [
    "PRISTINA - ",
    "PRISTINA — ",
    "PRISTINA, Kosovo — ",
    "PRISTINA (Meridian) - ",
    pytest.param("", marks=LOST_CLOSELY),
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_who_speaks_and_what_is_seized_hold_no_dateline(language: Language, opening: str) -> None:
    page = Page(f"Rifles found near the border\n\n{opening}{SAYS}\n".encode(), media="text/plain", charset="utf-8")
    report = read(page)
    assert isinstance(report, Report)
    coding = code(report, language.parse(report.text, report.parsed_parts))
    assert [s.speaker.name for s in coding.statements if s.speaker] == ["Kosovo police"]
    (seized,) = [e for e in coding.events if e.trigger.cut(report.text) == "seized"]
    assert [a.name for a in seized.recipients] == ["rifles"]
    assert (report.dateline is None) == (opening == "")
    assert "".join(span.cut(report.text) for span in report.parsed_parts).endswith(SAYS)
