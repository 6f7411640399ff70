"""The masthead (metadata): headline, outlet, agency, byline, dateline, language, each with the words that show it."""

from dateline.reading.masthead.bylines import find_byline
from dateline.reading.masthead.credits import find_credit
from dateline.reading.masthead.datelines import Dateline, find_dateline, find_opening_dateline
from dateline.reading.masthead.metadata import BESIDE, read_metadata
from dateline.reading.masthead.outlet_on_page import find_headline_alone, find_outlet
from dateline.reading.masthead.outlets import is_own_page, outlet_address, outlet_name
from dateline.reading.masthead.page_language import detect_language
from dateline.reading.masthead.sign_offs import find_sign_off
from dateline.reading.masthead.titles import cut_outlet, find_glued_headline, find_title
from dateline.reading.masthead.translation import signs_of_translation

__all__ = [
    "BESIDE",
    "Dateline",
    "cut_outlet",
    "detect_language",
    "find_byline",
    "find_credit",
    "find_dateline",
    "find_glued_headline",
    "find_headline_alone",
    "find_opening_dateline",
    "find_outlet",
    "find_sign_off",
    "find_title",
    "is_own_page",
    "outlet_address",
    "outlet_name",
    "read_metadata",
    "signs_of_translation",
]
