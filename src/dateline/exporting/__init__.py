"""What leaves the record: `brief` puts one story together, and one module a format writes it.

`terminal.print_brief` and `terminal.text`, `html.page`, `json.text` all take the same `Brief`. A record leaves through
`formats`, the registry: each takes a `Selection` and writes a file or a folder, and says in a codebook what is in it.
"""

from dateline.exporting import html, json, marked, table_rows, terminal
from dateline.exporting.brief import Brief, brief
from dateline.exporting.formats import Format, formats
from dateline.exporting.selection import Selection

__all__ = [
    "Brief",
    "Format",
    "Selection",
    "brief",
    "formats",
    "html",
    "json",
    "marked",
    "table_rows",
    "terminal",
]
