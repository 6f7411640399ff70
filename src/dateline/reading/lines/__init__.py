"""Lines: what a line of a page says alone: words, dates, agencies, kind of furniture; the text that lines make."""

from dateline.reading.lines.clean_text import CleanText, Kept, join_kept
from dateline.reading.lines.furniture import FurnitureRow, match_furniture, match_whole_line
from dateline.reading.lines.hard_wrap import is_hard_wrapped
from dateline.reading.lines.layout import NO_METADATA, Layout, PageMetadata
from dateline.reading.lines.line import Line, fold, split_lines
from dateline.reading.lines.line_kinds import is_byline, is_people_line, is_place_line, line_kind
from dateline.reading.lines.list_items import find_list_items

__all__ = [
    "NO_METADATA",
    "CleanText",
    "FurnitureRow",
    "Kept",
    "Layout",
    "Line",
    "PageMetadata",
    "find_list_items",
    "fold",
    "is_byline",
    "is_hard_wrapped",
    "is_people_line",
    "is_place_line",
    "join_kept",
    "line_kind",
    "match_furniture",
    "match_whole_line",
    "split_lines",
]
