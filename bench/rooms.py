"""How fast the rooms of coding are after parsing: `python -m bench.rooms DOCS.jsonl [--limit N]`, lines of {id, text}.

Processor time, one core, scaled to documents of 450 words, so that sets of long and short texts compare. Each room is
timed alone over all documents, twice, and the better run counts; `predicates` is the layer between parser and coding.
Factuality judges every predicate, more than the product asks for (it judges those that make events).
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from dateline.coding.entities.chains import find_chains
from dateline.coding.factuality import Judge
from dateline.coding.quotes import find_quotes
from dateline.coding.statements import find_statements
from dateline.coding.times import find_times
from dateline.language import load, predicates
from dateline.model import Factuality, Page, Report, Skipped
from dateline.reading import read

WORDS = 450


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its parse."""

    report: Report
    doc: Doc


def parsed(path: Path, limit: int) -> list[Parsed]:
    """The documents of `path`, read and parsed; those that cannot be read are left out."""
    language, out = load(), []
    for line in path.read_text("utf-8").splitlines()[: limit or None]:
        row = json.loads(line)
        page = Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8", given_id=row["id"])
        report = read(page, as_is=True)
        if not isinstance(report, Skipped):
            out.append(Parsed(report, language.parse(report.text, [part.span for part in report.parts])))
    return out


def judge_all(doc: Doc) -> list[Factuality]:
    """The factuality of every predicate."""
    found = predicates(doc)
    judge = Judge(doc, found)
    return [judge.of(predicate.head) for predicate in found]


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def paces(docs: list[Parsed]) -> dict[str, float]:
    """Documents of 450 words a second: for each room, and for all of them together."""
    count = sum(len(one.report.text.split()) for one in docs) / WORDS
    began = time.process_time()
    for one in docs:
        predicates(one.doc)
    spent = {"predicates": time.process_time() - began}
    quotes = [find_quotes(one.report.text, [part.span for part in one.report.parts]) for one in docs]
    chains = [find_chains(one.report, one.doc, quote) for one, quote in zip(docs, quotes, strict=True)]
    times = [find_times(one.report, one.doc) for one in docs]
    gc.collect()
    gc.freeze()
    spent["quotes"] = seconds(
        lambda: [find_quotes(one.report.text, [part.span for part in one.report.parts]) for one in docs]
    )
    spent["chains"] = seconds(
        lambda: [find_chains(one.report, one.doc, quote) for one, quote in zip(docs, quotes, strict=True)]
    )
    spent["statements"] = seconds(
        lambda: [
            find_statements(one.report, one.doc, chain, None, found, quote)
            for one, chain, found, quote in zip(docs, chains, times, quotes, strict=True)
        ]
    )
    spent["times"] = seconds(lambda: [find_times(one.report, one.doc) for one in docs])
    spent["factuality"] = seconds(lambda: [judge_all(one.doc) for one in docs])
    rates = {room: round(count / used, 1) for room, used in spent.items()}
    told = sum(used for room, used in spent.items() if room != "predicates")
    return rates | {"all but predicates": round(count / told, 1), "all": round(count / sum(spent.values()), 1)}


def main() -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="documents taken, 0: all")
    args = parser.parse_args()
    print(json.dumps(paces(parsed(args.docs, args.limit))))


if __name__ == "__main__":
    main()
