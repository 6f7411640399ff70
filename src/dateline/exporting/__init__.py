"""What leaves the record: `brief` puts one story together, and one module a format writes it.

`terminal.print_brief` and `terminal.text`, `html.page`, `json.text` all take the same `Brief`. `table_rows` makes rows
of happenings or events, and `formats` are what writes them: `spreadsheet` a table under the names of this or that
dataset.
"""

from dateline.exporting import html, json, spreadsheet, table_rows, terminal
from dateline.exporting.brief import Brief, brief
from dateline.exporting.formats import formats

__all__ = ["Brief", "brief", "formats", "html", "json", "spreadsheet", "table_rows", "terminal"]
