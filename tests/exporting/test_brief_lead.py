"""The sentences that a brief opens with: whole, printable alone, each from a source, none said twice."""

from __future__ import annotations

import pytest

from dateline import exporting
from dateline.exporting.brief_lead import MOST, stands_alone
from dateline.exporting.lines import BriefLines
from dateline.exporting.phrases import tag_line
from dateline.model import Coded, Coding, Lineage, Published, Story

from .made_story import made_story, report


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("The ministers of Norland and Sudland met in Geneva on Friday.", True),
        ("He met the ministers of Norland and Sudland in Geneva.", False),
        ("But the ministers of Norland and Sudland never met in Geneva.", False),
        ("The minister said he would not sign the treaty of Geneva.", False),
        ("President Marin said she would not sign the treaty of Geneva.", True),
        ("“We will not sign the treaty, the minister said in Geneva.", False),
        ("We told the ministers in Geneva that nothing was signed.", False),
        ("Ministers of Norland and Sudland meet in Geneva on Friday", False),
        ("Talks ended.", False),
        ("The ministers met in Geneva, and the spokesman said just that.", False),
    ],
)
def test_stands_alone(sentence: str, alone: bool) -> None:
    assert stands_alone(sentence) is alone


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


def test_a_happening_stands_in_the_lead_or_besides_once() -> None:
    brief = exporting.brief(*made_story())
    in_lead = [name for line in brief.lead for name in line.happenings]
    besides = [one.id for back in (False, True) for group in brief.besides(background=back) for one in group]
    assert sorted({*in_lead, *besides}) == sorted(one.id for one in brief.happened)
    assert not set(in_lead) & set(besides)


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
