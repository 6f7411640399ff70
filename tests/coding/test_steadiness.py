"""What must hold for any text: no exception, spans that cut words, answers that hang on no marks and on nothing behind.

The sentences are ours; what is drawn is how they are put together.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.coding.factuality import Judge
from dateline.coding.statements import find_statements
from dateline.coding.times import find_times
from dateline.language import Parse, heard, predicates
from dateline.model import Statement
from tests.coding.test_statements import english, report_of

SAID = (
    '"The bridge is ready," the engineer said.',
    "Olaf Scholz said on Monday that Germany would send tanks.",
    'The mayor called the plan "a gift to the rich".',
    "The ministry, which runs the ports, denied the report.",
    '"Nobody warned us," she told reporters, "and nobody came."',
    "According to farmers, half of the harvest was lost.",
    "Rain fell on Friday.",
    "'We won't pay,' the union's leader said.",
    "The Kremlin's claim that the town had fallen is false.",
    'Ursula von der Leyen: "The road is open."',
)
paragraphs = st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4)
MARKS = "\"'“”‘’„‟«»‹›`´″＂–—―-:,.?!()[]…"


def read(text: str) -> tuple[Statement, ...]:
    report = replace(report_of(text), anchor="2024-05-15")
    parse = Parse.of(english().parse(text, [part.span for part in report.parts]))
    return find_statements(report, parse, times=find_times(report, parse))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.sampled_from(SAID), st.text(alphabet=MARKS, max_size=8), st.integers(0, 40))
@example("", '"X" said "Y', '”"“', 3)
@example("\u2028\r\n\t", "He said.", "''", 0)
def test_any_string_is_read_and_every_span_cuts_words(noise: str, said: str, marks: str, at: int) -> None:
    text = said[:at] + marks + said[at:] + noise
    report = replace(report_of(text), anchor="2024-05-15")
    doc = english().parse(text, [part.span for part in report.parts])
    times = find_times(report, Parse.of(doc))
    for statement in find_statements(report, Parse.of(doc), times=times):
        spans = [*statement.content, *(one.span for one in (statement.speaker, statement.addressee) if one)]
        spans += [one for one in (statement.cue, statement.when.span if statement.when else None) if one]
        assert all(span.end <= len(text) and span.cut(text).strip() for span in spans)
    judge = Judge(Parse.of(doc))
    for predicate in predicates(doc):
        told = judge.of(predicate.head)
        assert -3 <= told.score <= 3
        assert told.cue is None or told.cue.cut(text)


@settings(max_examples=40, deadline=None)
@given(paragraphs)
def test_a_paragraph_more_changes_no_earlier_statement(parts: list[str]) -> None:
    """With one and the same parse: what the rules read of a report does not hang on what comes behind."""
    text = "\n".join(parts)
    longer = report_of(text + "\nThe harvest in Chile was late this year.")
    doc = english().parse(longer.text, [part.span for part in longer.parts])
    alone = doc[: sum(token.idx < len(text) for token in doc)].as_doc()
    assert alone.text.rstrip() == text.rstrip()
    # what a network heard is no part of a Doc that is cut out of another
    size = len(alone)
    heard_alone = [replace(cue, parts=cue.parts[: size - cue.start]) for cue in heard(doc).values() if cue.word < size]
    alone._.dateline_heard = {cue.word: cue for cue in heard_alone}
    earlier = find_statements(report_of(text), Parse.of(alone))
    assert [s for s in find_statements(longer, Parse.of(doc)) if s.content[0].start < len(text)] == list(earlier)


@settings(max_examples=40, deadline=None)
@given(paragraphs)
def test_curly_marks_read_as_straight_ones(parts: list[str]) -> None:
    straight = "\n".join(parts)
    curly = _curled(straight)
    assert len(curly) == len(straight)
    bare = [replace(s, speaker=None, addressee=None, within=None) for s in read(straight)]
    assert [replace(s, speaker=None, addressee=None, within=None) for s in read(curly)] == bare
    assert [s.speaker and s.speaker.span for s in read(curly)] == [s.speaker and s.speaker.span for s in read(straight)]


def _curled(text: str) -> str:
    """Double marks turned by turns, paragraph by paragraph."""
    lines = []
    for line in text.split("\n"):
        pieces = line.split('"')
        lines.append("".join(p + ("“”"[n % 2] if n + 1 < len(pieces) else "") for n, p in enumerate(pieces)))
    return "\n".join(lines)
