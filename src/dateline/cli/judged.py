"""Judgements as lines for a terminal or for another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.markup import escape

from dateline.auditing import Share
from dateline.cli.exits import print_remark
from dateline.cli.printing import Plain, print_bytes
from dateline.cli.showing import shorten
from dateline.exporting.judged_corpus import judged_corpus
from dateline.exporting.label_studio_back import Brought
from dateline.judging.words import plain_words
from dateline.model import Judgement, probability
from dateline.recording import Record
from dateline.reviewing import Entry, Precision, Sample, Waiting, judgement_line, members
from dateline.reviewing.measuring import OfField
from dateline.reviewing.sampling import kind_and_type

_CHANGING = ("reject", "correct", "split", "join", "undo")


def history_line(one: Entry) -> bytes:
    """The same with what became of it."""
    said = {"id": one.judgement.id, **msgspec.to_builtins(one.judgement)}
    return msgspec.json.encode(said | {"state": one.state, "record": one.record, "note": one.note}) + b"\n"


def show_made(record: Record, made: Sequence[Judgement], *, json: bool) -> None:
    """What was judged just now."""
    if json:
        print_bytes(map(judgement_line, made))
        return
    out = Plain(fold=False)
    for one in made:
        out.print(escape(_line(one)))
    if any(one.act in _CHANGING for one in made) and record.stale:
        print_remark(f"happenings and stories follow with: dateline link --record {record.where}")


def _line(one: Judgement) -> str:
    what = f"{one.act} {one.subject.kind} {one.subject.id}"
    if one.act == "undo":
        what = f"undo {one.undoes} on {one.subject.kind} {one.subject.id}"
    return f"{one.id}  {what} {one.subject.type}".rstrip() + f", by {one.by}" + (f": {one.why}" if one.why else "")


def show_history(found: Sequence[Entry]) -> None:
    """For a person: a line a judgement, below it what it changes and the words that it stands on."""
    out = Plain(fold=False)
    for one in found:
        said = one.judgement
        state = "" if one.state in ("in force", "takes back") else f" [{one.state}{': ' if one.note else ''}{one.note}]"
        out.print(escape(f"{said.at[:19].replace('T', ' ')}  {_line(said)}{state}"))
        if said.subject.words:
            out.print(escape(f'    "{shorten(" ".join(max((w.exact for w in said.subject.words), key=len).split()))}"'))
        for name, value in said.values.items():
            out.print(escape(f"    {name}: {plain_words(said.seen.get(name))} → {plain_words(value)}"))
        for part in said.parts:
            out.print(escape(f"    {', '.join(member.id for member in part)}"))
    if not found:
        out.print("nothing was judged")


def as_lines(found: Iterable[object]) -> Iterator[bytes]:
    """Values as lines of JSON."""
    return (msgspec.json.encode(one) + b"\n" for one in found)


def show_queue(found: Sequence[Waiting]) -> None:
    """For a person: the weight, what it is, the clause."""
    out = Plain(fold=False)
    for one in found:
        seen = f"sure {probability(one.sure)}, {one.sources} of {one.story_sources} sources"
        out.print(escape(f"{one.weight:6.2f}  {one.id}  {one.type}, {one.told} ({seen})"))
        out.print(escape(f'        "{shorten(" ".join(one.words.split()))}"'))
    if not found:
        out.print("nothing waits")


def show_sample(record: Record, sample: Sample, *, json: bool) -> None:
    """The name of a sample and all that belongs to it, in the order in which to judge."""
    out, judged = Plain(fold=False), set[str]()
    judged.update(made.subject.id for made in record.judgements() if made.sample == sample.name)
    found = members(record, sample)
    if json:
        print_bytes(
            as_lines({"sample": sample.name, "report": report, "id": one.id, "judged": one.id in judged}
                     for report, one in found)
        )  # fmt: skip
        return
    out.print(escape(f"sample {sample.name}: {len(found)}, judged {sum(one.id in judged for _, one in found)}"))
    for report, one in found:
        kind, type_ = kind_and_type(one)
        done = "  judged" if one.id in judged else ""
        out.print(escape(f"  {one.id}  {kind} {type_} in {report}{done}"))


def show_precision(found: Precision) -> None:
    """A line a type."""
    out = Plain(fold=False)
    for one in found.of_types:
        right, whole = _share(one.right), _share(one.whole)
        out.print(escape(f"{one.kind} {one.type}: right {right}; nothing corrected {whole}"))
    if not found.of_types:
        out.print("nothing was judged of a random sample. Draw one with: dateline judge sample --seed 1")
    if found.chosen:
        out.print(f"{found.chosen} more were judged that somebody or the queue chose: no measure, so not counted")
    if found.stale:
        out.print(f"{found.stale} are stale: dateline judge list --stale")


def _share(one: Share) -> str:
    if one.share is None or one.low is None or one.high is None:
        return "–"
    ends = f"{probability(one.low)}–{probability(one.high)}"
    return f"{one.supported} of {one.judged}, {probability(one.share)} ({ends})"


def show_agreement(found: Sequence[OfField]) -> None:
    """A line a field."""
    out = Plain(fold=False)
    for one in found:
        said = one.agreement
        if said.share is None:
            continue
        alpha = "none, all values are one" if said.alpha is None else f"{said.alpha:.3f}"
        out.print(f"{one.kind} {one.field}: alpha {alpha}, equal {said.share:.0%} ({said.units} judged by several)")
    if not found:
        out.print("no record was judged by two people")


def show_brought(record: Record, new: int, whole: int) -> None:
    """What an import brought."""
    Plain(fold=False).print(f"{whole:,} judgements, {new:,} of them new")
    if new and record.stale:
        print_remark(f"happenings and stories follow with: dateline link --record {record.where}")


def show_left_out(brought: Brought) -> None:
    """What of a file of Label Studio could not become a judgement."""
    if brought.unknown:
        print_remark(f"{brought.unknown} tasks are of reports that are not in this record: left out")
    if brought.marked:
        print_remark(f"{brought.marked} acts were marked anew; the program has no record of them to judge: left out")


def corpus_lines(record: Record) -> Iterator[bytes]:
    """The corpus of a record; what is left out is told on standard error."""
    corpus = judged_corpus(record)
    if corpus.partly:
        print_remark(f"{corpus.partly} reports were judged in part: a line needs all events of its report judged")
    return as_lines(corpus.lines)
