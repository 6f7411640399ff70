"""The dossier as one HTML file: no script, no request to anywhere."""

from __future__ import annotations

from typing import TextIO

from dateline.exporting import html
from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.dossier import chapters, figures, index, register
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.selection import Selection

NAME = "html"


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .html."""
    what = "a dossier of the whole record as one HTML file"
    return (Format(NAME, what, {".html": as_text(write)}, codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes the dossier, a story at a time. Raises UsageError where the record is not linked."""
    stories, pages = index(selection), 0
    counted = figures(selection)
    _render(out, "dossier_head.html", figures=counted, stories=stories, **html.style())
    for chapter in chapters(selection):
        _render(out, "dossier_story.html", brief=chapter.brief, pages=chapter.pages)
    _render(out, "dossier_pages_head.html", figures=counted)
    for page in register(selection):
        _render(out, "dossier_page.html", page=page)
        pages += 1
    _render(out, "dossier_foot.html", skipped=list(selection.skipped()))
    return {"stories": len(stories), "pages": pages}


def _render(out: TextIO, name: str, **values: object) -> None:
    out.write(html.environment().get_template(name).render(**values))
