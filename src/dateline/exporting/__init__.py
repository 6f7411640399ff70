"""What leaves the record: `brief` puts one story together, and one module a format writes it.

`terminal.show` and `terminal.text`, `html.page`, `json.text` all take the same `Brief`. `tabled` makes rows of
happenings or events, and `spreadsheet.write` a table of them under the names of this or that dataset.
"""

from dateline.exporting import html, json, spreadsheet, tabled, terminal
from dateline.exporting.brief import brief
from dateline.exporting.lines import Brief

__all__ = ["Brief", "brief", "html", "json", "spreadsheet", "tabled", "terminal"]
