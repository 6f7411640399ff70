"""The brief as values: counts that add up, and words behind every line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import exporting
from dateline.exporting import Brief
from dateline.exporting.brief_evidence import gather_evidence
from dateline.exporting.lines import EvidenceWords
from dateline.exporting.phrases import day, join_names, kind_of, letter, sort_key
from dateline.model import (
    Actor,
    Coded,
    Coding,
    Event,
    Exhibit,
    Factuality,
    Happening,
    Lineage,
    Part,
    Published,
    Report,
    Span,
    Stance,
    Statement,
    Story,
    Utterance,
    Voice,
    Wording,
)

from .made_story import OTHER, WIRE, at, coded, made_reports, made_story, report


@pytest.fixture
def brief() -> Brief:
    return exporting.brief(*made_story())


def words_in(value: object) -> Iterator[EvidenceWords]:
    """Every `EvidenceWords` that hangs anywhere in a value."""
    if isinstance(value, EvidenceWords):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_in(getattr(value, field.name))


def test_counts_add_up(brief: Brief) -> None:
    assert brief.counts == "3 pages, 2 independent sources, 1 copy"
    assert brief.pages == brief.independent + brief.copies == sum(len(one.printings) for one in brief.sources)
    assert len(brief.timeline) + brief.undated == len(brief.happened)


def test_every_line_has_words_that_recut(brief: Brief) -> None:
    texts = {one.id: one.text for one in made_reports()}
    lines = (*brief.happened, *brief.contested, *brief.timeline, *brief.sources)
    lines += tuple(said for speaker in brief.speakers for said in speaker.said)
    lines += tuple(value for difference in brief.differences for value in difference.values)
    assert lines
    for line in lines:
        found = list(words_in(line))
        assert found, line
        for words in found:
            assert texts[words.report][words.start : words.end] == words.exact
            around = f"{words.before}{words.exact}{words.after}".replace("… ", "").replace(" …", "")
            assert around in texts[words.report]


def test_the_source_with_most_pages_is_a(brief: Brief) -> None:
    wire, other = brief.sources
    assert (wire.letter, wire.writer, wire.copies) == ("A", "Meridian", 1)
    assert "dateline “GENEVA (Meridian)”" in wire.how
    assert (other.letter, other.writer, other.copies) == ("B", "Old Quay Gazette", 0)


def test_a_false_date_is_said_with_its_reason(brief: Brief) -> None:
    false = brief.sources[0].printings[1]
    assert false.outlet == "Cedar Academy"
    assert false.declared == day("2025-03-12")
    assert false.refuted
    assert false.text_from == day("2023-09-15")
    assert "Wednesday" in false.doubts[0]
    assert false.relation.startswith("copy; 98 %")


def test_happenings_are_named_not_vouched_for(brief: Brief) -> None:
    by_type = {one.type: one for one in brief.happened}
    assert by_type["CONSULT"].line == "Meeting or talks: Norland and Sudland"
    assert by_type["ASSAULT"].line == "Attack by Norland"
    assert (by_type["ASSAULT"].told_words, by_type["ASSAULT"].vouched) == ("denied", "no")


def test_where_sources_differ(brief: Brief) -> None:
    (only,) = brief.differences
    assert (only.field, [value.value for value in only.values]) == ("when", ["15 September 2023", "14 September 2023"])
    assert next(one for one in brief.happened if one.type == "CONSULT").agreement == "2 sources differ on the day"
    assert [value.sources for value in only.values] == [("A",), ("B",)]


def test_a_time_that_is_no_day_stands_in_its_own_words() -> None:
    story, every = made_story()
    meeting = story.happenings[0]
    unresolved = tuple(
        replace(field, accounts=tuple(replace(one, value="XXXX-WXX-5") for one in field.accounts if "15" in one.value))
        if field.name == "when"
        else field
        for field in meeting.fields
    )
    brief = exporting.brief(replace(story, happenings=(replace(meeting, fields=unresolved),)), every)
    assert brief.happened[0].when is not None
    assert brief.happened[0].when.words == "“Friday”"
    assert (brief.timeline, brief.undated) == ((), 1)


def test_an_utterance_shows_each_wording_once(brief: Brief) -> None:
    said = brief.speakers[0].said[0]
    assert [(one.text, one.sources, one.quotation) for one in said.wordings] == [
        ("We sent nothing", ("A",), "direct"),
        ("his country had sent nothing across the border", ("B",), "indirect"),
    ]
    assert said.wordings[0].outlets == ("Meridian Press", "Cedar Academy")


def test_a_statement_of_one_report_alone_is_listed_too(brief: Brief) -> None:
    stances = [said.stance for said in brief.speakers[0].said]
    assert stances.count("denies") == 3


def test_a_denied_happening_is_listed_once_with_who_denies_it(brief: Brief) -> None:
    (only,) = brief.contested
    assert only.claim == "Attack by Norland"
    assert [value.value for value in only.denied_by] == ["Norland’s minister"]


def test_a_denial_without_a_happening_is_listed() -> None:
    story, every = made_story()
    brief = exporting.brief(replace(story, happenings=()), every)
    assert {(one.claim, one.how, one.denial) for one in brief.contested} == {
        ("Denial by Norland’s minister", "denies", True)
    }
    assert brief.contested[0].words[0].exact == "his country had sent drones over the border"


def one_report(text: str, *statements: Statement, events: tuple[Event, ...] = ()) -> Brief:
    """The brief of one page of which these statements and events are coded, each event a happening."""
    page = report("p1", text, outlet="Meridian Press", published=Published("2023-09-15"))
    lineage = Lineage("l1", ("p1",), "p1")
    happened = tuple(Happening(f"h-{e.id}", e.type, (("p1", e.id),), ("l1",), e.factuality.label, ()) for e in events)
    said = tuple(one for one in statements if one.speaker)
    wordings = tuple(Wording("p1", one.id, one.content) for one in said if one.content)
    utterances = (Utterance("u1", "Norland", "says", wordings, ("l1",)),) if len(wordings) > 1 else ()
    story = Story("y1", "A headline", ("p1",), (lineage,), (), happened, utterances)
    coding = Coding("p1", statements=statements, events=events)
    return exporting.brief(story, [Coded(page, coding)])


SAID = "A headline\nNorland said that nothing was signed. Norland denied that a deal was signed. Norland denies it."


def heard(name: str, words: str, stance: Stance, cue: str, speaker: str | None = "Norland") -> Statement:
    by = Actor(speaker, at(SAID, speaker)) if speaker else None
    return Statement(name, (at(SAID, words),), "indirect", stance, by, at(SAID, cue))


def test_each_wording_carries_its_own_stance() -> None:
    both = heard("s1", "nothing was signed", "says", "said"), heard("s2", "that a deal was signed", "denies", "denied")
    brief = one_report(SAID, *both)
    (said,) = brief.speakers[0].said
    assert [(one.stance, one.text) for one in said.wordings] == [
        ("says", "nothing was signed"),
        ("denies", "a deal was signed"),
    ]
    assert all(f'<p class="stance">{stance}</p>' in brief.html() for stance in ("says", "denies"))
    assert "denies: a deal was signed" in brief.text()
    (denial,) = brief.contested
    assert (denial.claim, [one.exact for one in denial.words]) == ("Denial by Norland", ["that a deal was signed"])


def test_a_denial_by_nobody_named_is_listed() -> None:
    (denial,) = one_report(SAID, heard("s2", "that a deal was signed", "denies", "denied", None)).contested
    assert denial.claim == "Denial by a speaker who is not named"


def test_of_a_denial_that_only_points_the_words_denied_are_shown_or_none() -> None:
    points = heard("s3", "it", "denies", "denies")
    bare = one_report(SAID, replace(points, content=(Span(len(SAID) - 3, len(SAID) - 1),)))
    assert bare.speakers == ()
    assert [one.exact for one in bare.contested[0].words] == ["denies"]
    deal = at(SAID, "a deal was signed")
    norland = Actor("Norland", at(SAID, "Norland"))
    event = Event("e1", "AGREE", deal, deal, Factuality("alleged", 0.5), denied_by=(Voice(norland, "s3"),))
    points = replace(points, content=(Span(len(SAID) - 3, len(SAID) - 1),))
    known = one_report(SAID, points, events=(event,))
    assert [one.text for said in known.speakers[0].said for one in said.wordings] == ["a deal was signed"]


def test_a_denial_is_not_told_again_as_a_refusal() -> None:
    deny, clause = at(SAID, "denies"), at(SAID, "Norland denies it")
    refusal = Event("e2", "REJECT", clause, deny, Factuality("happened", 3.0))
    points = replace(heard("s3", "it", "denies", "denies"), content=(Span(len(SAID) - 3, len(SAID) - 1),))
    assert [one.type for one in one_report(SAID, events=(refusal,)).happened] == ["REJECT"]
    brief = one_report(SAID, points, events=(refusal,))
    assert (brief.happened, len(brief.contested), brief.unsure) == ((), 1, 0)


def test_a_bare_noun_without_sides_stands_last() -> None:
    noun, clause = at(SAID, "deal"), at(SAID, "Norland said that nothing was signed")
    bare = Event("e1", "AGREE", noun, noun, Factuality("happened", 3.0))
    told = Event("e2", "REJECT", clause, clause, Factuality("happened", 3.0))
    assert [one.type for one in one_report(SAID, events=(bare, told)).happened] == ["REJECT", "AGREE"]


def test_a_story_of_one_report() -> None:
    one = made_reports()[2]
    story = Story("y", "Alone", ("p3",), (Lineage("l2", ("p3",), "p3"),))
    brief = exporting.brief(story, [coded(one)])
    assert brief.counts == "1 page, 1 independent source, no copies"
    assert [speaker.name for speaker in brief.speakers] == ["Norland’s minister"]


def test_an_empty_story() -> None:
    brief = exporting.brief(Story("y", "", (), ()), [])
    assert brief.counts == "no pages, no independent sources, no copies"
    assert brief.headline


def test_a_missing_report_is_named() -> None:
    story, every = made_story()
    with pytest.raises(ValueError, match="p3"):
        exporting.brief(story, every[:2])


def test_order_of_the_reports_changes_nothing() -> None:
    story, every = made_story()
    assert exporting.brief(story, every) == exporting.brief(story, every[::-1])


def test_json_says_the_same(brief: Brief) -> None:
    data = json.loads(exporting.json.text(brief))
    assert data["headline"] == brief.headline
    assert list(data) == [field.name for field in fields(Brief)]
    first = data["happened"][0]["words"][0]
    assert {WIRE[first["start"] : first["end"]], OTHER[first["start"] : first["end"]]} & {first["exact"]}
    assert exporting.json.text(brief) == exporting.json.text(exporting.brief(*made_story()))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-09-15", "15 September 2023"),
        ("2023-09", "September 2023"),
        ("2023", "2023"),
        ("2023-W37", "week of 11 September 2023"),
        ("2023-Q1", "quarter 1 of 2023"),
        ("2022-WI", "winter 2022"),
        ("2023-09-15TMO", "15 September 2023"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("2023-02-31", "2023-02-31"),
    ],
)
def test_dates_in_words(value: str, words: str) -> None:
    spoken = day(value)
    assert spoken is not None
    assert spoken.words == words


def test_dates_of_any_precision_stand_in_order() -> None:
    values = ["2023-09-12", "2023-W37", "2023-09", "2022", "2023-SU", "2023-Q4", "2023-W99"]
    assert sorted(values[:-1], key=sort_key) == ["2022", "2023-SU", "2023-09", "2023-W37", "2023-09-12", "2023-Q4"]
    assert sort_key("2023-W99") == "2023-W99"


def test_words_for_lists_letters_and_types() -> None:
    assert join_names(["A", "B", "C"]) == "A, B and C"
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert kind_of("ASSAULT", "drone").noun == "Drone attack"
    assert kind_of("ASSAULT", "unheard-of").noun == "Attack"
    assert kind_of("UNHEARD").noun == "Unheard"


@given(st.text(max_size=14) | st.from_regex(r"\d{4}-(\d\d(-\d\d)?|W\d\d|Q\d|SU)(T.*)?", fullmatch=True))
def test_any_value_has_words(value: str) -> None:
    spoken = day(value)
    assert (spoken is None) == (value == "")
    assert spoken is None or (spoken.value == value and spoken.words)


@given(st.text("ab. A”“\n", min_size=2, max_size=400), st.data())
def test_the_sentence_around_any_words_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    whole = Report("p", text, (Part("paragraph", Span(0, len(text))),), outlet="O")
    story = Story("y", "t", ("p",), (Lineage("l", ("p",), "p"),))
    words = gather_evidence(story, [Coded(whole, Coding("p"))]).words(Exhibit("p", Span(start, end)))
    before, after = words.before.removeprefix("… "), words.after.removesuffix(" …")
    assert words.exact == text[start:end]
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)
