"""The annotated corpus: labels of ours (ids and offsets) held against the texts that they speak of, parted by day."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from . import names, treebank_texts

Part = Literal["train", "dev", "test"]
Span = tuple[int, int]

TYPES = tuple(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
TELLINGS = ("happened", "ongoing", "habitual", "planned", "possible", "alleged", "denied", "did-not-happen")
STANCES = tuple(
    "says claims denies promises threatens warns demands proposes believes praises condemns declines".split()
)
SAID_PARTS = ("speaker", "addressee", "content")
"""What a word can be to the cue of a statement."""
PARTS = ("actor", "recipient", "both", "when", "where", "count", "says", "denies")
"""What a word can be to an act. `both`: a side of what all sides do together; `says`, `denies`: who tells it so."""
_RARE_MODE = 8

_SHARES = 40
_DAY = "dateline {}"
_HELD, _HELD_SHARES = "held back {}", 8
_OWN, _OF_TESTS = "own-", "own-t"


def part_of(day: str) -> Part:
    """The part that all texts of one day (YYYY-MM-DD) belong to: one day in forty is test, one dev, chosen by hash."""
    number = int(hashlib.sha256(_DAY.format(day).encode()).hexdigest(), 16) % _SHARES
    return "test" if number == 0 else "dev" if number == 1 else "train"


@dataclass(frozen=True, slots=True)
class Act:
    """One annotated event. Spans are code points, half open.

    `types`: the type and those that are right as well. `words`: the words that tell it, a span for every mention.
    `sides`: (part, span) of everything that takes part, where and when included.
    """

    types: tuple[str, ...]
    mode: str | None
    words: tuple[Span, ...]
    sides: tuple[tuple[str, Span], ...]
    told: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """One annotated statement that has a cue: spans of code points, half open.

    `stance`: what is done by saying it. `sides`: (part, span) of everything that takes part.
    """

    cue: Span
    stance: str
    sides: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One text with all its acts and statements. `part` is None where the labels do not name one.

    `heard`: whether statements were asked for; sentences of our own tests have none.
    """

    id: str
    text: str
    day: str | None
    acts: tuple[Act, ...]
    part: str | None = None
    said: tuple[Utterance, ...] = ()
    heard: bool = False


def is_held_back(text: Text) -> bool:
    """Whether the shipped network does not learn from the labels of a text: those of one day in eight, by another hash.

    What is settled behind the network (`sides.py`) and how sure it is are fitted there, where it is no better than on
    texts that it has never seen. Sentences of our own tests are all learnt from: they measure nothing unseen.
    """
    if text.id.startswith(_OF_TESTS):
        return False
    return int(hashlib.sha256(_HELD.format(text.day or "").encode()).hexdigest(), 16) % _HELD_SHARES == 0


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, packed with gzip or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The texts of a file, {id, text, declared_date or date}: JSON lines, packed or not, or a treebank (.conllu).

    Signs of names in our own texts are filled (`names.py`).
    """
    if path.suffix == ".conllu":
        yield from treebank_texts.texts(path)
        return
    for row in lines(path):
        yield row | {"text": names.fill(row["text"], row["id"])} if row["id"].startswith(_OWN) else row


def load(docs: Iterable[Path], labels: Iterable[Path]) -> list[Text]:
    """Texts of `docs` (see `documents`) that `labels` (compiled, see DATA_CARD.md) speak of.

    Raises KeyError where a label's text is in none of the files, ValueError where a span leaves its text.
    """
    texts = {row["id"]: row for path in docs for row in documents(path)}
    out = []
    for path in labels:
        for row in lines(path):
            doc = texts[row["id"]]
            out.append(_text(doc, row))
    return out


def _text(doc: Mapping[str, Any], row: Mapping[str, Any]) -> Text:
    acts = tuple(_act(event) for event in row.get("events", ()))
    said = tuple(_utterance(one) for one in row.get("statements", ()) if "cue" in one)
    of_acts = [span for act in acts for span in (*act.words, *(span for _, span in act.sides))]
    for start, end in (*of_acts, *(span for one in said for span in (one.cue, *(span for _, span in one.sides)))):
        if not 0 <= start < end <= len(doc["text"]):
            raise ValueError(f"{row['id']}: {start} to {end} is outside its {len(doc['text'])} characters")
    return Text(
        id=doc["id"],
        text=doc["text"],
        day=doc.get("declared_date") or doc.get("date"),
        acts=acts,
        part=row.get("part") or doc.get("part"),
        said=said,
        heard=not row["id"].startswith(_OF_TESTS),
    )


def _utterance(statement: Mapping[str, Any]) -> Utterance:
    named = (("speaker", statement.get("speaker_words")), ("addressee", statement.get("to")))
    sides = [(part, (span[0], span[1])) for part, span in named if span]
    sides += [("content", (start, end)) for start, end in statement["content"]]
    return Utterance((statement["cue"][0], statement["cue"][1]), statement["stance"], tuple(sides))


def _act(event: Mapping[str, Any]) -> Act:
    words = [event["trigger"], *(span for span in event.get("also_triggers", ()) if span)]
    return Act(
        types=(event["type"], *event.get("alt_types", ())),
        mode=event.get("mode"),
        words=tuple((start, end) for start, end in words),
        sides=tuple(_sides(event)),
        told=event["factuality"],
        essential=event.get("essential", False),
    )


def _sides(event: Mapping[str, Any]) -> Iterator[tuple[str, Span]]:
    together = bool(event.get("participants_nary"))
    named: Sequence[tuple[str, str]] = (("actors", "actor"), ("recipients", "recipient"))
    for field, part in named:
        for side in event.get(field, ()):
            if side.get("words"):
                yield ("both" if together else part), (side["words"][0], side["words"][1])
    for field, part in (("when_words", "when"), ("where_words", "where")):
        if event.get(field):
            yield part, (event[field][0], event[field][1])
    for count in event.get("counts", ()):
        if count.get("words"):
            yield "count", (count["words"][0], count["words"][1])
    for field, part in (("said_by", "says"), ("denied_by", "denies")):
        for place in event.get(field, ()):
            yield part, (place[0], place[1])


def modes_of(texts: Iterable[Text]) -> tuple[str, ...]:
    """The modes that a network can learn, as "TYPE/mode", in order: those that are annotated often enough."""
    found = Counter(f"{act.types[0]}/{act.mode}" for one in texts for act in one.acts if act.mode)
    return tuple(sorted(name for name, n in found.items() if n >= _RARE_MODE))


def load_texts(docs: Iterable[Path], ids: Container[str]) -> Iterator[Text]:
    """The texts of `ids`, without labels."""
    for path in docs:
        for row in documents(path):
            if row["id"] in ids:
                yield Text(row["id"], row["text"], row.get("declared_date") or row.get("date"), ())
