"""How often is an audit right? Rows with planted errors, of our own or of labelled texts, and a confusion table."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dateline.auditing import Answer, TheirTable, answer_rows, pages_of, read_table, texts_of
from dateline.model import Coded, Page, Report
from dateline.running import Outcome, Settings, understand_pages
from dateline.tables import read

_TEXTS = Path(__file__).parent / "tables" / "audit_texts.tsv"
_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Primary Actor Sector", "Recipient Name",
    "Recipient Country", "Primary Recipient Sector", "Placename", "Country", "Publication Date", "text",
)  # fmt: skip
_EVEN = frozenset({"CONSULT", "COOPERATE"})
"""Types in which the order of the sides says nothing."""
_STRANGERS = (("Iceland", "ISL"), ("Paraguay", "PRY"), ("Zambia", "ZMB"))
_TOWNS = (("Quito", "ECU"), ("Perth", "AUS"))


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row as it is given to the audit, with what was planted in it and the verdict that it should get."""

    kind: str
    verdict: str
    published: str
    text: str
    type: str
    source: tuple[str, str, str]
    target: tuple[str, str, str]
    day: str
    place: str
    place_country: str

    def cells(self, number: int) -> tuple[str, ...]:
        """The row in POLECAT's columns."""
        return (f"{self.kind}-{number}", self.day, self.type, *self.source, *self.target, self.place,
                self.place_country, self.published, self.text)  # fmt: skip


_OTHERWISE = {"planned": "planned told as done", "denied": "denial told as deed", "alleged": "claim told as deed"}


def own_rows(half: str | None = None) -> list[MadeRow]:
    """The rows that are made of our own texts: each correct one, and each with one error. `half`: "dev" or "test"."""
    truths = [_truth(row.columns, row.cells) for row in read(_TEXTS)]
    kept = [one for n, one in enumerate(truths) if half is None or (n % 2 == 0) == (half == "dev")]
    return list(plant(kept))


def _truth(columns: Mapping[str, int], cells: Sequence[str]) -> MadeRow:
    cell = {name: cells[at] for name, at in columns.items()}
    told = cell["told"]
    kind = "correct" if told == "happened" else "row about nothing" if told == "nothing" else _OTHERWISE[told]
    verdict = "supported" if told == "happened" else "no words" if told == "nothing" else "told otherwise"
    sides = [tuple(cell[f"{side}_{part}"] for part in ("name", "country", "sector")) for side in ("source", "target")]
    (a, b, c), (d, e, f) = sides
    return MadeRow(kind, verdict, cell["published"], cell["text"], cell["type"], (a, b, c), (d, e, f),
                   cell["day"], cell["place"], cell["place_country"])  # fmt: skip


def plant(truths: Iterable[MadeRow]) -> Iterator[MadeRow]:
    """Every truth as it is, and of the correct ones a row for every error that can be planted in it."""
    for number, one in enumerate(truths):
        yield one
        if one.kind != "correct":
            continue
        if one.target[0] and one.type not in _EVEN and one.source[1:] != one.target[1:]:
            yield replace(one, kind="sides turned", verdict="other sides", source=one.target, target=one.source)
        name, country = next(
            s for s in _STRANGERS[number % 3 :] + _STRANGERS if s[1] not in (one.source[1], one.target[1])
        )
        stranger = (name, country, one.source[2])
        if number % 2 == 0 or not one.target[0]:
            yield replace(one, kind="wrong actor", verdict="other sides", source=stranger)
        else:
            yield replace(one, kind="wrong actor", verdict="other sides", target=stranger)
        if one.day and number % 2 == 0:
            wrong = (date.fromisoformat(one.day) - timedelta(days=9)).isoformat()
            yield replace(one, kind="wrong day", verdict="other day", day=wrong)
        if one.place:
            town, state = next(t for t in _TOWNS if t[1] != one.place_country)
            yield replace(one, kind="wrong place", verdict="other place", place=town, place_country=state)
        if number % 3 == 0:
            yield replace(one, kind="copy", verdict="copy")


def labelled_rows(labels: Path, docs: Sequence[Path], most: int, part: str = "train") -> list[MadeRow]:
    """Rows made of the essential acts of labelled texts of one part, of which both sides have a state: as
    labelled, and with errors planted. `most`: how many labelled acts are taken, spread evenly over the file."""
    texts = dict(_read_texts(docs))
    found = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["part"] == part and label["id"] in texts:
            found += list(_labelled(label, texts[label["id"]]))
    step = max(1, len(found) // most)
    return list(plant(found[::step][:most]))


def _read_texts(docs: Sequence[Path]) -> Iterator[tuple[str, tuple[str, str]]]:
    for path in docs:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for line in file:
                doc = json.loads(line)
                yield str(doc["id"]), (str(doc["text"]), str(doc.get("date") or doc.get("published") or ""))


def _labelled(label: dict[str, object], found: tuple[str, str]) -> Iterator[MadeRow]:
    text, published = found
    events = label.get("events", ())
    assert isinstance(events, list | tuple)
    sole = Counter(event["type"] for event in events)
    for event in events:
        sides = [event.get("actors", []), event.get("recipients", [])]
        if not event.get("essential") or sole[event["type"]] > 1 or any(len(side) != 1 for side in sides):
            continue
        (source,), (target,) = sides
        told = event["factuality"]
        if not source.get("country") or not target.get("country") or told in ("possible", "habitual"):
            continue
        done = told in ("happened", "ongoing") or (told == "planned" and event["type"] == "AGREE")
        kind = "correct" if done else _OTHERWISE.get(told, "denial told as deed")
        where = event.get("where") or {}
        yield MadeRow(
            kind, "supported" if done else "told otherwise", published, text, event["type"], _side(source, text),
            _side(target, text), _day(event),
            _cut(where.get("name"), text), where.get("country") or "",
        )  # fmt: skip


def _day(event: dict[str, object]) -> str:
    """The day that the text gives in words; where it gives none, none, so that nothing is planted in it."""
    day = str(event.get("when", ""))
    return day if event.get("when_words") and len(day) == len("2023-09-15") else ""


def _side(side: dict[str, object], text: str) -> tuple[str, str, str]:
    return _cut(side.get("name"), text), str(side["country"]), str(side.get("sector") or "")


def _cut(span: object, text: str) -> str:
    return text[span[0] : span[1]] if isinstance(span, list) else ""


# ------------------------------------------------------------------ answers


def answer_made(rows: Sequence[MadeRow], folder: Path, workers: int | None = 0) -> tuple[Answer, ...]:
    """The audit's answers to the rows, by way of a table in `folder`, as a user gives one."""
    path = folder / "rows.csv"
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(row.cells(number) for number, row in enumerate(rows, 1))
    path.write_text(out.getvalue(), encoding="utf-8")
    return answers_of(read_table(path), folder, workers)


def answers_of(table: TheirTable, folder: Path, workers: int | None) -> tuple[Answer, ...]:
    """The answers to a table whose rows have their texts in a cell."""
    pages = pages_of(table.rows, folder)
    texts: dict[str, Page] = {one.page.id: one.page for one in pages if one.page is not None}
    outcomes = understand_pages(texts.values(), Settings(as_is=True, workers=workers))
    understood = {one.result.id: (one.result, _coded(one)) for one in outcomes}
    return answer_rows(table.rows, list(texts_of(table.rows, pages, understood, {})))


def _coded(outcome: Outcome) -> Coded | None:
    if isinstance(outcome.result, Report) and outcome.coding is not None:
        return Coded(outcome.result, outcome.coding)
    return None


def confusion_lines(rows: Sequence[MadeRow], answers: Sequence[Answer]) -> Iterator[str]:
    """A line for every kind of row with its verdicts, then recall and precision: of "supported", and of what is planted
    being named as what it is, or at least not called supported."""
    table: dict[str, Counter[str]] = {}
    for row, answer in zip(rows, answers, strict=True):
        table.setdefault(row.kind, Counter())[answer.verdict] += 1
    wanted = {row.kind: row.verdict for row in rows}
    verdicts = [v for v in ("supported", "told otherwise", "other sides", "other day", "other place", "copy",
                            "unsure", "no words", "no text") if any(count[v] for count in table.values())]  # fmt: skip
    yield "| planted | rows | " + " | ".join(verdicts) + " |"
    yield "|---|---|" + "---|" * len(verdicts)
    for kind, count in table.items():
        cells = (f"**{count[v]}**" if v == wanted[kind] else str(count[v] or "") for v in verdicts)
        yield f"| {kind} | {sum(count.values())} | " + " | ".join(cells) + " |"
    yield ""
    for verdict in verdicts:
        given = [row for row, answer in zip(rows, answers, strict=True) if answer.verdict == verdict]
        due = [answer for row, answer in zip(rows, answers, strict=True) if row.verdict == verdict]
        hits = sum(row.verdict == verdict for row in given)
        if due:
            yield f"{verdict}: recall {_share(hits, len(due))}, precision {_share(hits, len(given))}"
    planted = [answer for row, answer in zip(rows, answers, strict=True) if row.verdict != "supported"]
    caught = sum(answer.verdict != "supported" for answer in planted)
    yield f"planted errors that are not called supported: {_share(caught, len(planted))}"


def _share(hits: int, of: int) -> str:
    return f"{hits / of:.3f} ({hits} of {of})" if of else "none"
