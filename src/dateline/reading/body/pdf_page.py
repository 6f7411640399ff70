"""The text of a PDF, by the library pypdf (an extra)."""

from __future__ import annotations

import io
import logging

from dateline.reading.lines import Line, is_hard_wrapped

_MOST_PAGES = 500


class NoPdf(Exception):
    """Why a PDF gives no text, in words."""


class NoPdfReader(NoPdf):
    """The library that reads PDFs is not installed: the PDF itself may be good."""


def pdf_text(content: bytes) -> str:
    """The words of all its pages, in the order in which the file gives them. Raises NoPdf and NoPdfReader."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise NoPdfReader from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd in a file is no news to a reader of pages
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NoPdf("it is locked by a password")
        if len(reader.pages) > _MOST_PAGES:
            raise NoPdf(f"it has more than {_MOST_PAGES} pages")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise NoPdf(f"it cannot be taken apart: {error}".removesuffix(": ")[:200]) from error
    if not text.strip():
        raise NoPdf("it holds pictures of text and no text")
    return _join_lines(text.strip())


def _join_lines(text: str) -> str:
    """The lines of a printed page as paragraphs, words broken at their end mended: a paragraph ends where a line that
    ends a sentence is shorter than most.
    """
    if not is_hard_wrapped(text):
        return text
    lines = [line.strip() for line in text.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 3 // 4]
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith("-") and line[-2:-1].islower() and following[:1].islower():
            out.append(line[:-1])
        else:
            ends = not line or (len(line) < 0.85 * usual and Line(line).ends_sentence)
            out.append(line + ("\n\n" if ends else " "))
    return "".join(out)
