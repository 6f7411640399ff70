"""Places: the toponyms of a report and where they are."""

from __future__ import annotations

from spacy.tokens import Doc

from dateline.model import Place, Report


def find_places(report: Report, doc: Doc) -> tuple[Place, ...]:
    """Every toponym of a report with where it is; the index is still being built: none yet."""
    del report, doc
    return ()
