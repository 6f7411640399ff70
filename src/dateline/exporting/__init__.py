"""What leaves the record: `brief` puts one story together, and one module a format writes it.

`terminal.show` and `terminal.text`, `html.page`, `json.text` all take the same `Brief`.
"""

from dateline.exporting import html, json, terminal
from dateline.exporting.brief import brief
from dateline.exporting.lines import Brief

__all__ = ["Brief", "brief", "html", "json", "terminal"]
