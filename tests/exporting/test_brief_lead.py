"""The sentences that a brief opens with: whole, printable alone, each from a source, none said twice."""

from __future__ import annotations

import pytest

from dateline import exporting
from dateline.exporting.brief_lead import MOST, stands_alone
from dateline.exporting.phrases import tag_line

from .made_story import made_story


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
