"""The body (content extraction): which part of a page is the story, and what is furniture around it (boilerplate)."""

from dateline.reading.body.as_given import paragraphs_as_given
from dateline.reading.body.flat_page import take_flat_apart
from dateline.reading.body.html_page import take_html_apart
from dateline.reading.body.pdf_page import NoPdf, NoPdfReader, pdf_text
from dateline.reading.body.stand_ins import stands_in_as

__all__ = [
    "NoPdf",
    "NoPdfReader",
    "paragraphs_as_given",
    "pdf_text",
    "stands_in_as",
    "take_flat_apart",
    "take_html_apart",
]
