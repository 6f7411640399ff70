"""Who phrases of random news texts are: `python -m bench.phrases TEXTS [--part dev] [--misses]`.

TEXTS is a folder of JSON lines (`*.jsonl`, `*.jsonl.gz`) of {id, text, date or declared_date}, in which the texts of
`tables/phrases.tsv` are found by their ids. Each phrase is read in its text, as a side of an event would be, and alone.
Country and sector are counted as the likeliest answer, and as any that may be said.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from dateline import Page, Report, Span, load, read
from dateline.coding import Actors, describe
from dateline.tables import shipped

NONE, UNTOLD = "-", "?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its place in a text, with the answers that may be given: of each the likeliest first."""

    text: str
    span: Span
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered for a phrase: (country, sector) in its text and alone; "" for none."""

    phrase: Phrase
    words: str
    inside: tuple[str, str]
    alone: tuple[str, str]


def phrases() -> tuple[Phrase, ...]:
    """The table."""
    return tuple(
        Phrase(
            row["text"],
            Span(row.integer("start"), row.integer("end")),
            row.listed("country"),
            row.listed("sectors"),
            row["part"],
        )
        for row in shipped("bench", "tables/phrases.tsv")
    )


def texts(folder: Path, wanted: frozenset[str]) -> dict[str, tuple[str, str]]:
    """(text, day) of the wanted ids, wherever they are in the folder."""
    found = {}
    for path in sorted((*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("id") in wanted:
                    found[row["id"]] = row["text"], row.get("date") or row.get("declared_date") or ""
    return found


def answers(asked: Sequence[Phrase], held: dict[str, tuple[str, str]]) -> Iterator[Answer]:
    """The answers, text by text; phrases whose text is not there or cannot be read are left out."""
    language, actors = load(), Actors.load()
    for name, group in groupby(asked, key=lambda one: one.text):
        text, day = held.get(name, ("", ""))
        page = Page(text.encode(), media="text/plain", charset="utf-8", given_id=name, given_published=day or None)
        report = read(page, as_is=True) if text else None
        if not isinstance(report, Report):
            continue
        doc, inside = language.parse(report.text, [part.span for part in report.parts]), tuple(group)
        for one, who in zip(inside, describe(report, doc, [one.span for one in inside]), strict=True):
            words = one.span.cut(report.text)
            alone = actors.resolve(words, day or None)
            found = (who.country or "", next(iter(who.sectors), "")) if who is not None else ("", "")
            yield Answer(one, words, found, (alone.country or "", next(iter(alone.sectors), "")))


def is_right(given: tuple[str, ...], answer: str) -> tuple[bool, bool]:
    """Whether an answer is the likeliest, and whether it is any that may be said."""
    said = tuple("" if one == NONE else one for one in given)
    return answer == said[0], answer in said


def lines(found: Sequence[Answer]) -> Iterator[str]:
    """The shares of right answers."""
    for name, at in (("in their texts", "inside"), ("alone", "alone")):
        told = []
        for number, field in enumerate(("countries", "sectors")):
            pairs = [(getattr(one.phrase, field), getattr(one, at)[number]) for one in found]
            judged = [is_right(given, answer) for given, answer in pairs if UNTOLD not in given]
            first, any_ = (sum(one[n] for one in judged) / max(1, len(judged)) for n in (0, 1))
            told.append(f"{field[:-1] if field == 'sectors' else 'country'} {any_:.3f} ({first:.3f}) of {len(judged)}")
        yield f"  {name}: " + ", ".join(told)


def main() -> None:
    """Print the figures of each part: right in any way, and in brackets as the likeliest answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--part", choices=("dev", "closed"), help="only this one")
    parser.add_argument("--misses", action="store_true", help="name what was missed of dev")
    args = parser.parse_args()
    asked = [one for one in phrases() if args.part in (None, one.part)]
    found = list(answers(asked, texts(args.texts, frozenset(one.text for one in asked))))
    if not found:
        parser.error(f"no texts of the table in {args.texts}")
    for part in ("dev", "closed"):
        if own := [one for one in found if one.phrase.part == part]:
            print(f"{part}: {len(own)} phrases", *lines(own), sep="\n")
    for one in found if args.misses else ():
        given = (one.phrase.countries, one.phrase.sectors)
        wrong = any(
            UNTOLD not in said and not is_right(said, got)[1] for said, got in zip(given, one.inside, strict=True)
        )
        if wrong and one.phrase.part == "dev":
            print(f"  {one.phrase.text} {one.words!r}: {given} got {one.inside}, alone {one.alone}")


if __name__ == "__main__":
    main()
