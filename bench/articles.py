"""How many pages a core reads, parses and codes: `python -m bench.articles DOCS.jsonl [--limit N]`, lines {id, text}.

Processor time of one core for all that happens to a page before it is kept: the report out of the text, the parse, the
coding. Pages are taken as they are, in turn through all steps, after one that loads tables and weights. Figures stand
for a page and for 430 words, a common article, so that sets of short and of long pages compare.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from dateline import Language, Page, Skipped, code, load, read

WORDS = 430


@dataclass(slots=True)
class Spent:
    """Processor seconds by step, over `pages` reports of `words` words."""

    pages: int = 0
    words: int = 0
    skipped: int = 0
    steps: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("read", "parse", "code"), 0.0))

    def figures(self) -> dict[str, float]:
        """Milliseconds for 430 words by step, and pages and articles a second."""
        articles = self.words / WORDS
        whole = sum(self.steps.values())
        told = {f"{step} ms": round(1000 * spent / articles, 1) for step, spent in self.steps.items()}
        counts = {"pages": self.pages, "skipped": self.skipped, "words": self.words}
        return counts | told | {"pages/s": round(self.pages / whole, 1), "articles/s": round(articles / whole, 1)}


def through(page: Page, language: Language, spent: Spent) -> None:
    """Read, parse and code one page, and add what it cost."""
    began = time.process_time()
    report = read(page)
    done = time.process_time()
    if isinstance(report, Skipped):
        spent.skipped += 1
        return
    doc = language.parse(report.text, [part.span for part in report.parts])
    parsed = time.process_time()
    code(report, doc)
    spent.steps["read"] += done - began
    spent.steps["parse"] += parsed - done
    spent.steps["code"] += time.process_time() - parsed
    spent.pages += 1
    spent.words += len(report.text.split())


def main() -> None:
    """Print one line of figures. Exits with a message where no page could be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="pages taken, 0: all")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.docs.read_text("utf-8").splitlines() if line.strip()]
    pages = [
        Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8", given_id=row["id"])
        for row in rows[: args.limit or None]
    ]
    if not pages:
        parser.error(f"no pages in {args.docs}")
    language, spent = load(), Spent()
    through(pages[0], language, Spent())
    for page in pages:
        through(page, language, spent)
    if not spent.pages:
        parser.error(f"none of the {len(pages)} pages could be read")
    print(json.dumps(spent.figures()))


if __name__ == "__main__":
    main()
