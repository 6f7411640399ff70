"""The sentences that a brief opens with: whole, printable alone, each from a source, none said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline import exporting
from dateline.exporting.brief_anchor import anchor_of
from dateline.exporting.brief_evidence import gather_evidence
from dateline.exporting.brief_lead import MOST
from dateline.exporting.brief_sentence import LeadSentence, opening_noun, shown_noun, stands_alone
from dateline.exporting.lines import BriefLines
from dateline.exporting.phrases import tag_line
from dateline.linking.wordings import content_words
from dateline.model import (
    Account,
    Actor,
    Change,
    Coded,
    Coding,
    Event,
    Exhibit,
    Factuality,
    Field,
    Happening,
    Lineage,
    PlaceLine,
    Published,
    Report,
    Span,
    State,
    Statement,
    Story,
    When,
)

from .made_story import made_story, report


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("The ministers of Norland and Sudland met in Geneva on Friday.", True),
        ("He met the ministers of Norland and Sudland in Geneva.", False),
        ("It’s a good day for the ministers of Norland and Sudland.", False),
        ("But the ministers of Norland and Sudland never met in Geneva.", False),
        ("The minister said he would not sign the treaty of Geneva.", False),
        ("President Marin said she would not sign the treaty of Geneva.", True),
        ("“We will not sign the treaty, the minister said in Geneva.", False),
        ("We told the ministers in Geneva that nothing was signed.", False),
        ("Ministers of Norland and Sudland meet in Geneva on Friday", False),
        ("Talks ended.", False),
        ("The ministers met in Geneva, and the spokesman said just that.", False),
        ("Soon the ministers of Norland and Sudland met in Geneva.", False),
        ("In short, the ministers of Norland and Sudland met in Geneva.", False),
        ("The minister also said that Norland would sign the treaty.", False),
        ("The march then moved on to the parliament of Norland.", False),
        ("The law of Norland, by contrast, lets boats fish until winter.", False),
        ("Ministers meet the press in Geneva Many wore the colours of Norland.", False),
        ("A letter of the embassy reads: ‘ Norland will sign the treaty of Geneva.", False),
        ("THE MINISTERS OF NORLAND AND SUDLAND MET IN GENEVA ON FRIDAY.", False),
        ("The 49-year-old teaches law at the university of Geneva.", False),
        ("The 49-year-old President Marin teaches law in the city of Geneva.", True),
        ("The minister of Norland [sic] signed the treaty of Geneva.", False),
        ("The pier of Geneva at dusk (Reuters) Ministers of Norland met there on Friday.", False),
        ("The embassy’s ‘open door’ led the ministers of Norland to Geneva.", True),
    ],
)
def test_stands_alone(sentence: str, alone: bool) -> None:
    assert stands_alone(sentence) is alone


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("The device has two cameras and a larger battery.", {"device"}),
        ("The police source did not want to be named.", set()),
        ("The government has resigned after the vote.", set()),
        ("The ministry says three boats of Norland have sunk.", {"ministry"}),
        ("The official said the boats had sunk.", {"official"}),
        ("The threat of a strike has passed for now.", set()),
        ("The Geneva talks ended on Friday without a word.", set()),
        ("A device has two cameras and a larger battery.", set()),
    ],
)
def test_a_noun_that_must_be_known_already(sentence: str, noun: set[str]) -> None:
    assert opening_noun(sentence) >= {content_words(each)[0] for each in noun}
    assert bool(opening_noun(sentence)) is bool(noun)


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Norland tried to back up that statement with a list of ships.", "statement"),
        ("Rebels off Geneva sank this merchant ship at dawn.", "merchant ship"),
        ("Marin said that statement was wrong.", ""),
        ("Norland will sign a treaty on fish this week.", ""),
        ("Norland told of those who fish at night.", ""),
        ("The minister said: “We know this ship well.”", ""),
        ("Norland has a set of “rules of fish” that reportedly bind Sudland.", ""),
    ],
)
def test_a_noun_that_is_pointed_at_must_be_known_already(sentence: str, noun: str) -> None:
    assert shown_noun(sentence) == frozenset(content_words(noun))


@pytest.mark.parametrize(
    ("sentence", "background"),
    [
        ("The ministers of Norland and Sudland met in Geneva on Friday.", False),
        ("In July the ministers of both states met in Vienna without result.", True),
        ("At the end of 2012 the two states broke off all talks.", True),
        ("Last summer the ministers met in Vienna without result.", True),
        ("The ministers who met in Vienna last summer signed a treaty on Friday.", False),
        ("The two states had signed a treaty on fish and sand.", True),
        ("An official said that the two states had signed a treaty.", False),
        ("The treaty was signed in 1972.", True),
        ("The ministers have met for years without a result.", True),
    ],
)
def test_background(sentence: str, background: bool) -> None:
    text = f"{sentence} The talks will go on in 2024."
    year = text.find("1972")
    times = (When("1972", "DATE", Span(year, year + 4), "1972-01-01", "1972-12-31"),) if year > 0 else ()
    one = report("p1", text, outlet="Meridian Press", published=Published(None))
    coded = Coded(one, Coding("p1", times=times))
    assert LeadSentence(coded, "l1", Span(0, len(sentence)), 0).is_background is background


@pytest.mark.parametrize(("day", "alone"), [("2023-09-15", True), (None, False)])
def test_yesterday_is_printed_where_the_day_of_the_page_is_known(day: str | None, alone: bool) -> None:
    text = "The ministers of Norland and Sudland met in Geneva yesterday."
    coded = Coded(report("p1", text, outlet="Meridian Press", published=Published(day)), Coding("p1"))
    assert LeadSentence(coded, "l1", Span(0, len(text)), 0).stands_alone is alone


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("A MINISTER of Norland has signed the treaty of Geneva.", True),
        ("A NATO minister has signed the treaty of Geneva.", False),
        ("Norland has signed the treaty of Geneva.", False),
    ],
)
def test_common_words_in_capitals_at_the_start(text: str, capitals: bool) -> None:
    coded = Coded(report("p1", text, outlet="Meridian Press", published=Published(None)), Coding("p1"))
    sentence = LeadSentence(coded, "l1", Span(0, len(text)), 0)
    assert sentence.begins_in_capitals(frozenset({"minister", "treaty", "signed"})) is capitals


def test_a_sentence_within_a_longer_quotation_does_not_stand_alone() -> None:
    text = (
        "“Norland will sign the treaty of Geneva. Sudland has a right to the fish too. We all know,” the minister said."
    )
    one = report("p1", text, outlet="Meridian Press", published=Published(None))
    said = Statement("s1", (Span(1, text.index(",”")),), "direct", "says")
    inner = Span(text.index("Sudland"), text.index(" We all"))
    for statements, alone in (((), True), ((said,), False)):
        coded = Coded(one, Coding("p1", statements=statements))
        assert LeadSentence(coded, "l1", inner, 1).stands_alone is alone


def test_the_lead_tells_the_news_before_what_led_to_it() -> None:
    told = "The ministers of Norland and Sudland met in Geneva on Friday and signed a treaty on fish."
    before = "In July the ministers of Norland and Sudland met in Vienna and signed no treaty on fish."
    reports = [
        report(f"p{n}", f"A treaty on fish\n{text}", outlet=f"Outlet {n}", published=Published("2023-09-15"))
        for n, text in enumerate((f"{before} {told}", f"{told.replace('on Friday', 'this week')} {before}"))
    ]
    lineages = tuple(Lineage(f"l{n}", (one.id,), one.id) for n, one in enumerate(reports))
    story = Story("y1", "A treaty on fish", tuple(one.id for one in reports), lineages)
    lead = exporting.brief(story, [Coded(one, Coding(one.id)) for one in reports]).lead
    assert "Geneva" in lead[0].words.exact
    assert not any("Vienna" in line.words.exact for line in lead)


def _lead_of(pages: Sequence[tuple[str, str]]) -> list[str]:
    """The lead of one story of (headline, text) pages, each of a source of its own."""
    reports = [
        report(f"p{n}", f"{title}\n{text}", outlet=f"Outlet {n}", published=Published("2023-09-15"))
        for n, (title, text) in enumerate(pages)
    ]
    titled = [replace(one, title=title) for one, (title, _) in zip(reports, pages, strict=True)]
    lineages = tuple(Lineage(f"l{n}", (one.id,), one.id) for n, one in enumerate(titled))
    story = Story("y1", pages[0][0], tuple(one.id for one in titled), lineages)
    return [line.words.exact for line in exporting.brief(story, [Coded(one, Coding(one.id)) for one in titled]).lead]


MEETING = "President Marin of Norland met President Okoro of Sudland on Friday in the lake resort of Lindau."


def test_the_lead_tells_what_the_headlines_tell() -> None:
    """What they all say first is the meeting; that a dam was offered is what their headlines have."""
    offer = "Marin proposed that Norland build a dam across the river of Sudland."
    lead = _lead_of(
        [
            ("Norland offers Sudland a dam", f"{MEETING} {offer} The president of Sudland did not reply to the offer."),
            ("Sudland weighs the dam that Norland offers", f"{MEETING} Okoro was asked to let engineers in by winter."),
        ]
    )
    assert lead[0] == MEETING
    assert offer in lead


def test_what_is_told_once_more_in_other_words_is_not_in_the_lead() -> None:
    """Even where the lead would be longer with it: a line more is worth nothing that tells no more."""
    treaty = "A treaty on the fish of the river was signed by both in the evening."
    again = (
        "Okoro of Sudland was received by Marin of Norland in Lindau, with eleven aides and a band from the harbour."
    )
    lead = _lead_of(
        [
            ("Presidents Marin and Okoro meet in Lindau", f"{MEETING} {treaty}"),
            ("Okoro sees Marin in Lindau", f"{again} {treaty}"),
            ("Lindau: Marin and Okoro meet", f"{MEETING} {treaty} Boats of both states will carry one flag."),
        ]
    )
    assert lead == [MEETING, treaty]


def test_a_tale_that_one_report_opens_with_does_not_open_the_lead() -> None:
    tale = "A harbour pilot named Jansen once carried a lamp through three storms in a single night."
    lead = _lead_of(
        [
            ("The long night", f"{tale} {MEETING} The two presidents signed a treaty on the fish of the lake."),
            ("Presidents meet in Lindau", f"{MEETING} A treaty on fish was signed by both presidents at the lake."),
            ("Marin and Okoro sign a treaty", f"{MEETING} A treaty on the fish of the lake was signed."),
        ]
    )
    assert lead[0] == MEETING
    assert tale not in lead


def test_of_two_wordings_the_one_that_most_pages_print_opens_the_lead() -> None:
    other = "President Okoro of Sudland met President Marin of Norland on Friday in the small lake resort of Lindau."
    texts = (other, f"{MEETING} A treaty was signed.", f"{MEETING} A treaty was signed.")
    reports = [
        report(f"p{n}", f"Presidents meet in Lindau\n{text}", outlet=f"Outlet {n}", published=Published("2023-09-15"))
        for n, text in enumerate(texts)
    ]
    lineages = (Lineage("l0", ("p0",), "p0"), Lineage("l1", ("p1", "p2"), "p1"))
    story = Story("y1", "Presidents meet in Lindau", ("p0", "p1", "p2"), lineages)
    brief = exporting.brief(story, [Coded(one, Coding(one.id)) for one in reports])
    assert (brief.lead[0].words.exact, brief.lead[0].sources, brief.lead[0].also) == (MEETING, ("A",), ("B",))


def test_the_man_of_a_line_is_somebody_whom_the_line_before_it_tells_of() -> None:
    driver = "He was brought down to the lake by a driver from Bregenz."
    man = "The man had waited in Lindau for the two presidents of Norland and Sudland since noon."
    news = f"{MEETING} A treaty on the fish of the lake was signed."
    title = "Presidents sign a treaty in Lindau"
    lead = _lead_of([(title, f"{news} {driver} {man}"), (title, f"{news} {driver} {man}")])
    assert MEETING in lead and man not in lead


def test_a_line_that_opens_another_report_with_the_same_news_is_not_in_the_lead() -> None:
    again = "Okoro of Sudland and Marin of Norland have had their talks, which will not be soon forgotten by the hosts."
    treaty = "A treaty on the fish of the lake was signed at noon."
    lead = _lead_of(
        [
            ("Presidents Marin and Okoro meet in Lindau", f"{MEETING} {treaty}"),
            ("Marin and Okoro: the talks", f"{again} {treaty}"),
        ]
    )
    assert MEETING in lead and again not in lead


def test_what_is_about_somebody_else_is_not_in_the_lead() -> None:
    other = "Kestrel Bay beat Harbour Town by three goals in the cup on Friday."
    lead = _lead_of(
        [
            ("Presidents meet in Lindau", f"{MEETING} A treaty on the fish of the lake was signed. {other}"),
            ("Presidents sign a treaty in Lindau", f"{MEETING} A treaty on the fish of the lake was signed."),
        ]
    )
    assert MEETING in lead and other not in lead


def _told(text: str, words: str, kind: str, number: int) -> Event:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Event(f"e{number}", kind, span, span, Factuality("happened", 3.0))


def test_the_anchor_is_what_headlines_tell_and_not_what_most_say_besides() -> None:
    texts = (
        "Marin signs the dam treaty\nMarin signed the dam treaty of Lindau. Aides praised the weather.",
        "Dam treaty of Lindau is signed\nThe treaty was welcomed. Aides praised the weather on Friday.",
    )
    reports = [report(f"p{n}", text, outlet=f"Outlet {n}", published=Published(None)) for n, text in enumerate(texts)]
    events = [
        (
            _told(texts[0], "Marin signed the dam treaty of Lindau", "AGREE", 0),
            _told(texts[0], "Aides praised the weather", "SUPPORT", 1),
        ),
        (_told(texts[1], "Aides praised the weather", "SUPPORT", 2),),
    ]
    coded = [Coded(one, Coding(one.id, events=told)) for one, told in zip(reports, events, strict=True)]
    lineages = tuple(Lineage(f"l{n}", (one.id,), one.id) for n, one in enumerate(reports))
    happenings = (
        Happening("h1", "AGREE", (("p0", "e0"),), ("l0",), "happened", ()),
        Happening("h2", "SUPPORT", (("p0", "e1"), ("p1", "e2")), ("l0", "l1"), "happened", ()),
    )
    story = Story("y1", "Marin signs the dam treaty", ("p0", "p1"), lineages, happenings=happenings)
    about = frozenset(content_words("Marin signs the dam treaty of Lindau"))
    anchor = anchor_of(story, gather_evidence(story, coded), lambda words: len(words & about) / len(about))
    assert anchor is not None and anchor.id == "h1"
    assert anchor_of(replace(story, happenings=()), gather_evidence(story, coded), lambda _: 1.0) is None


def test_a_page_whose_dateline_stands_on_a_line_of_its_own_has_a_brief() -> None:
    told = "The ministers of Norland and Sudland met in Geneva on Friday and signed a treaty on fish."
    one = report("p1", f"A treaty on fish\nGENEVA\n{told}", outlet="Meridian Press", published=Published("2023-09-15"))
    dated = replace(one, dateline=PlaceLine(one.parts[1].span, "Geneva"))
    story = Story("y1", "A treaty on fish", ("p1",), (Lineage("l1", ("p1",), "p1"),))
    lead = exporting.brief(story, [Coded(dated, Coding("p1"))]).lead
    assert [line.words.exact for line in lead] == [told]


@pytest.mark.parametrize(
    ("sure", "name", "tagged"), [(1.0, "Norland", True), (0.6, "Norland", False), (1.0, "Sudland", False)]
)
def test_a_tag_stands_beside_a_sentence_that_bears_it_out(sure: float, name: str, tagged: bool) -> None:
    """`name` is who acts as most sources have it: a side that the sentence does not have makes no tag beside it."""
    text = "Norland accuses\nNorland accused Eastland of fishing off the coast on Friday."
    one = report("p1", text, outlet="Meridian Press", published=Published("2023-09-15"))
    words = Span(text.index("Norland accused"), len(text))
    actor = Actor("Norland", Span(words.start, words.start + len("Norland")))
    other = Actor("Eastland", Span(text.index("Eastland"), text.index("Eastland") + len("Eastland")))
    trigger = Span(text.index("accused"), text.index("accused") + len("accused"))
    event = Event("e1", "ACCUSE", words, trigger, Factuality("happened", 3.0), (actor,), (other,), sure=sure)
    who = Field("who", "one source", (Account(name, ("l1",), (Exhibit("p1", actor.span),)),))
    whom = Field("to whom", "one source", (Account("Eastland", ("l1",), (Exhibit("p1", other.span),)),))
    told = Happening("h1", "ACCUSE", (("p1", "e1"),), ("l1",), "happened", (who, whom))
    story = Story("y1", "Norland accuses", ("p1",), (Lineage("l1", ("p1",), "p1"),), happenings=(told,))
    brief = exporting.brief(story, [Coded(one, Coding("p1", events=(event,)))])
    (line,) = brief.lead
    assert line.happenings == ("h1",)
    assert [each.tag for each in brief.tags_of(line)] == (["Norland accuses Eastland"] if tagged else [])
    assert [group[0].id for group in brief.besides(background=False)] == ([] if tagged else ["h1"])


def test_the_lead_is_sentences_of_the_sources() -> None:
    story, coded = made_story()
    brief = exporting.brief(story, coded)
    texts = {one.report.id: one.report.text for one in coded}
    assert 0 < len(brief.lead) <= MOST
    for line in brief.lead:
        words = line.words
        assert texts[words.report][words.start : words.end] == words.exact
        assert words.exact[0].isupper() and words.exact.endswith(".")
        assert line.sources and not set(line.sources) & set(line.also)
    assert any("met in Geneva" in line.words.exact for line in brief.lead)


def test_a_happening_has_its_tag_beside_the_lead_or_stands_besides_once() -> None:
    brief = exporting.brief(*made_story())
    in_lead = {name for line in brief.lead for name in line.tags}
    besides = [one.id for back in (False, True) for group in brief.besides(background=back) for one in group]
    assert sorted({*in_lead, *besides}) == sorted(one.id for one in brief.happened)
    assert not in_lead & set(besides) and len(besides) == len(set(besides))


@pytest.mark.parametrize(
    ("doing", "done", "line"),
    [
        (["Norland"], ["Sudland"], "Norland accuses Sudland"),
        (["thieves"], [], "thieves accuse"),
        (["Norland", "Eastland"], ["Sudland"], "Norland and Eastland accuse Sudland"),
        ([], ["Sudland"], "accusation of Sudland"),
    ],
)
def test_tags_are_plain_words(doing: list[str], done: list[str], line: str) -> None:
    assert tag_line("ACCUSE", None, doing, done, nary=False) == line


def test_a_tag_without_the_other_side_ends_with_its_verb() -> None:
    assert tag_line("PROTEST", None, ["students"], [], nary=False) == "students protest"


def _number_story(first: str, second: str, day: str = "2023-09-15") -> BriefLines:
    texts = (first, second)
    reports = [
        report(f"p{n}", f"A ferry sinks\n{text}", outlet=f"Outlet {n}", published=Published(day if n else "2023-09-15"))
        for n, text in enumerate(texts)
    ]
    lineages = tuple(Lineage(f"l{n}", (one.id,), one.id) for n, one in enumerate(reports))
    story = Story("y1", "A ferry sinks", tuple(one.id for one in reports), lineages)
    return exporting.brief(story, [Coded(one, Coding(one.id)) for one in reports])


FERRY = "The ferry sank in a storm off Lindau and 12 passengers were killed on Friday."


def test_numbers_of_one_day_that_cannot_be_one_are_a_dispute_with_both_sides() -> None:
    brief = _number_story(FERRY, "A ferry sank off Lindau in the storm on Friday; 14 passengers were killed.")
    (dispute,) = brief.disputes
    assert [(side.label, side.sources) for side in dispute.sides] == [
        ("12 passengers", ("A",)),
        ("14 passengers", ("B",)),
    ]
    assert [row.verdict for row in brief.numbers] == ["differ"]


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("A ferry sank off Lindau in the storm on Friday; 14 passengers were killed.", "2023-09-16"),
        (
            "A ferry sank off Lindau in the storm; 14 passengers were killed, 12 passengers of them on Friday.",
            "2023-09-15",
        ),
        ("A ferry sank off Lindau in the storm on Friday; more than 11 passengers were killed.", "2023-09-15"),
        ("A ferry sank off Lindau in the storm on Friday; 200 passengers were killed.", "2023-09-15"),
    ],
)
def test_a_later_toll_or_a_part_of_one_account_is_none(second: str, day: str) -> None:
    assert _number_story(FERRY, second, day).disputes == ()


def test_a_toll_that_rose_is_a_change() -> None:
    later = "A ferry sank off Lindau in the storm on Friday; 14 passengers were killed."
    (change,) = _number_story(FERRY, later, "2023-09-16").changes
    assert [(state.state, state.day and state.day.value) for state in change.states] == [
        ("12 passengers", "2023-09-15"),
        ("14 passengers", "2023-09-16"),
    ]


def test_who_says_that_nothing_was_sent_and_who_denies_that_anything_was_tell_the_same() -> None:
    brief = exporting.brief(*made_story())
    assert brief.quotations and not any(one.drift for one in brief.quotations)


def test_what_two_sentences_put_against_each_other_is_a_dispute_where_no_row_shows_it() -> None:
    ours = "The minister spoke to the Harbour Gazette of Lindau in an interview published on 3 May 2023."
    brief = _number_story(ours, ours)
    assert brief.disputes == ()
    texts = ("The council has led the town of Lindau since 2003.", "The council has led the town of Lindau since 2002.")
    reports = [
        report(f"p{n}", f"A council\n{text}", outlet=f"Outlet {n}", published=Published("2023-09-15"))
        for n, text in enumerate(texts)
    ]
    every = []
    for one in reports:
        at = one.text.index("200")
        year = one.text[at : at + 4]
        when = When(year, "DATE", Span(at, at + 4), f"{year}-01-01", f"{year}-12-31")
        every.append(Coded(one, Coding(one.id, times=(when,))))
    lineages = tuple(Lineage(f"l{n}", (one.id,), one.id) for n, one in enumerate(reports))
    story = Story("y1", "A council", tuple(one.id for one in reports), lineages)
    (dispute,) = exporting.brief(story, every).disputes
    assert dispute.what == "sources differ on the year"
    assert [(side.label, side.sources) for side in dispute.sides] == [("2003", ("A",)), ("2002", ("B",))]


def _shows(one: Report, words: str) -> Exhibit:
    start = one.text.index(words)
    return Exhibit(one.id, Span(start, start + len(words)))


@pytest.mark.parametrize(("before", "after", "shown"), [(6, 47, True), (47, 45, True), (47, 6, False)])
def test_a_number_that_falls_to_a_fraction_is_another_count(before: int, after: int, shown: bool) -> None:
    texts = [f"Police in Lindau detained {number} students on the pier." for number in (before, after)]
    reports = [
        report(f"p{n}", f"Arrests\n{text}", outlet=f"Outlet {n}", published=Published(f"2023-09-1{n + 4}"))
        for n, text in enumerate(texts)
    ]
    changes: tuple[Change, Change] = ("first", "follows")
    states = tuple(
        State("detained", str(number), change, True, one.published.value, (f"l{n}",), (_shows(one, str(number)),))
        for n, (one, number, change) in enumerate(zip(reports, (before, after), changes, strict=True))
    )
    told = Happening("h1", "COERCE", (), ("l0", "l1"), "happened", (), history=states)
    lineages = tuple(Lineage(f"l{n}", (one.id,), one.id) for n, one in enumerate(reports))
    story = Story("y1", "Arrests", tuple(one.id for one in reports), lineages, happenings=(told,))
    brief = exporting.brief(story, [Coded(one, Coding(one.id)) for one in reports])
    assert bool([one for one in brief.changes if one.happening == "h1"]) is shown
