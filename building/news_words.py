"""Count in how many items of news each word stands, over openly licensed items of many years.

    python -m building.news_words ITEMS.jsonl.gz > src/dateline/linking/tables/news_words.tsv

ITEMS.jsonl.gz holds one item a line with its `text` (Wikipedia's Current Events portal, CC BY-SA 4.0). Linking weighs
words by this table when it looks for reports that may tell one story, so that a word weighs the same whatever other
reports a record holds.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from dateline.linking import plain_words

LEAST = 0.0005

HEADER = """\
# In what share of short items of news a word stands: a background that does not change with the reports of a record.
# Origin: counted by building/news_words.py over 100,275 items of Wikipedia's Current Events portal, 2002 to 2023
# (text CC BY-SA 4.0; counts are facts). Licence: CC BY-SA 4.0.
# Columns: word (lower case, no genitive ending), share in [0, 1]. Words below .0005 are left out: they count as rare.
# To extend: count over more items with the same script.
"""


def main(items: Path) -> None:
    """Print the table."""
    seen: Counter[str] = Counter()
    count = 0
    with gzip.open(items, "rt", encoding="utf-8") as file:
        for line in file:
            seen.update({word for word in plain_words(json.loads(line)["text"]) if not word.isdigit()})
            count += 1
    print(HEADER, end="")
    for word, number in sorted(seen.items()):
        if number / count >= LEAST:
            print(f"{word}\t{number / count:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
