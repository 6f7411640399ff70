"""What no reader sees, what the outlet says of itself, lists of stories, pages that stand in for one, posts."""

from __future__ import annotations

import pytest

from dateline.model import Page, Report, Skipped
from dateline.reading import read

from .reading_samples import PARAGRAPHS

TITLE = "Tallinn votes for coastal radar"
UNSEEN = "Finland and Sweden fought over the islands, says a sentence that stands on no reader's screen."
BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)


def _page(inner: str, *, head: str = "", title: str = TITLE) -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{inner}</article></body></html>"
    )


def _read(markup: str) -> Report | Skipped:
    return read(Page(markup.encode(), media="text/html"))


def _report(markup: str) -> Report:
    found = _read(markup)
    assert isinstance(found, Report), found
    return found


# ------------------------------------------------------------------ hidden parts

STYLE = "<style>.trap,#trap{display:none} @media print{.site{display:none}}</style>"


@pytest.mark.parametrize(
    "hidden",
    [
        f'<p style="display: none;">{UNSEEN}</p>',
        f'<div style="visibility:hidden"><p>{UNSEEN}</p></div>',
        f"<div hidden><p>{UNSEEN}</p></div>",
        f'<p>The port is old. <span style="display:none">{UNSEEN}</span></p>',
        f'<p class="visually-hidden">{UNSEEN}</p>',
        f'<div class="trap"><p>{UNSEEN}</p></div>',
        f'<p id="trap">{UNSEEN}</p>',
        f'<div style="position:absolute; left:-9999px"><p>{UNSEEN}</p></div>',
        f"<dialog><p>{UNSEEN}</p></dialog>",
    ],
)
def test_what_no_reader_sees_is_set_aside(hidden: str) -> None:
    report = _report(_page(BODY + hidden, head=STYLE))
    assert UNSEEN not in report.text
    assert all(one in report.text for one in PARAGRAPHS)


@pytest.mark.parametrize(
    "shown",
    [
        f'<div id="more" style="display:none"><p>{UNSEEN}</p></div>',
        f"<details><summary>Background</summary><p>{UNSEEN}</p></details>",
        f'<div class="site"><p>{UNSEEN}</p></div>',
        f'<div class="hidden-xs"><p>{UNSEEN}</p></div>',
    ],
)
def test_what_a_click_or_another_screen_shows_stays(shown: str) -> None:
    assert UNSEEN in _report(_page(BODY + shown, head=STYLE)).text


def test_a_page_that_a_script_uncovers_is_read() -> None:
    assert all(one in _report(_page(f'<div style="display:none">{BODY}</div>')).text for one in PARAGRAPHS)


# ------------------------------------------------------------------ titles


def test_marks_printed_in_two_ways_are_one_title() -> None:
    head = "<title>Tallinn 'votes' for radar - at last | Harbour Ledger</title>"
    report = _report(f"<html><head>{head}</head><body><h1>Tallinn ‘votes’ for radar – at last</h1>{BODY}</body></html>")
    assert report.title is not None
    assert report.title.endswith("at last")
    assert report.text.count("at last") == 1


def test_a_soft_hyphen_makes_no_second_title() -> None:
    markup = _page(BODY).replace(f"<h1>{TITLE}", "<h1>Tallinn votes for coas&shy;tal radar")
    assert _report(markup).text.count("Tallinn votes") == 1


def test_entities_that_were_escaped_twice() -> None:
    report = _report(_page(BODY + "<p>&amp;quot;We will pay,&amp;quot; Marks &amp;amp; Sons said on Monday.</p>"))
    assert '"We will pay," Marks & Sons said' in report.text


# ------------------------------------------------------------------ questions and answers

ANSWERS = {
    "Is the coast safe?": "The ministry says that it is not, and that it must be watched before the ice comes.",
    "Who pays for the radar?": "Half of the money comes from a fund of the European Union, the rest from the budget.",
    "When will it stand?": "In the spring at the earliest, if the builder keeps his word and the winter is mild.",
    "What do skippers say?": "They want one lane open at night, when most of the ships pass the islands.",
}


@pytest.mark.parametrize(
    "form",
    [
        "<h3>{}</h3><p>{}</p>",
        "<p><strong>{}</strong></p><p>{}</p>",
        "<p><b>Q: {}</b></p><p>A: {}</p>",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
        "<details><summary>{}</summary><p>{}</p></details>",
    ],
)
def test_questions_stay_with_their_answers(form: str) -> None:
    text = _report(_page("".join(form.format(*pair) for pair in ANSWERS.items()))).text
    assert all(question in text and answer in text for question, answer in ANSWERS.items())


# ------------------------------------------------------------------ lists of stories

HEADINGS = ("Radar", "Council votes to rebuild locks", "Works will cost four million", "Railway line loses trains")


@pytest.mark.parametrize(
    "form",
    [
        '<div><h2><a href="/{n}">{h}</a></h2><p>{t}</p></div>',
        '<article><h3><a href="/{n}">{h}</a></h3><p>{t}</p></article>',
        '<ul><li><a href="/n/{n}.html">{h}</a><p>{t}</p></li></ul>',
        '<div><h3>{h}</h3><p>{t}</p><a href="/n/{n}">Read more</a></div>',
        '<div><h3>{h}</h3><p>{t} <a href="/n/{n}">Continue reading</a></p></div>',
        '<a href="/{n}"><h3>{h}</h3></a><span>12 June 2024</span><p>{t}</p>',
    ],
)
def test_a_list_of_stories_is_no_story(form: str) -> None:
    items = "".join(form.format(n=n, h=h, t=t) for n, (h, t) in enumerate(zip(HEADINGS, PARAGRAPHS, strict=True)))
    found = _read(f"<html><head><title>Latest news</title></head><body><main>{items}</main></body></html>")
    assert isinstance(found, Skipped)
    assert (found.reason, found.detail) == ("no story on the page", "a list of other pages")


@pytest.mark.parametrize(
    "form",
    [
        '<h3><a href="#part{n}">{h}</a></h3><p>{t}</p>',
        "<h3>{h}</h3><p>{t}</p>",
        '<p>{t}</p><p>Read also: <a href="/{n}">{h}</a></p>',
        '<p>{t} <a href="/{n}">{h}</a></p>',
    ],
)
def test_a_story_with_links_and_headings_is_one(form: str) -> None:
    items = "".join(form.format(n=n, h=h, t=t) for n, (h, t) in enumerate(zip(HEADINGS, PARAGRAPHS, strict=True)))
    assert all(one in _report(_page(items)).text for one in PARAGRAPHS)


# ------------------------------------------------------------------ pages that stand in for one


@pytest.mark.parametrize(
    ("title", "text", "what"),
    [
        (
            "Just a moment...",
            "Checking your browser before accessing harbour.example. This is automatic and takes five seconds.",
            "robot check",
        ),
        (
            "Harbour Ledger",
            "We have seen many requests from your house. Please confirm that you are not a robot, then go on reading.",
            "robot check",
        ),
        (
            "404 - Page not found",
            "Sorry, there is nothing here. It may have been moved. Try the search, or go back to the front page.",
            "not found",
        ),
        (
            "Harbour Ledger",
            "This article is no longer available. Texts of agencies are taken from our site after thirty days.",
            "not found",
        ),
        (
            "Access Denied",
            "The address that you come from may not see this page. Reference number 18.4c2f, given on Monday at noon.",
            "refused",
        ),
        (
            "Before you continue",
            "The Harbour Ledger and 214 partners keep facts about you on your device, for advertising and measurement.",
            "consent wall",
        ),
    ],
)
def test_a_page_that_stands_in_for_a_story(title: str, text: str, what: str) -> None:
    found = _read(f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body>")
    assert isinstance(found, Skipped)
    assert (found.reason, found.detail) == ("no story on the page", what)


def test_a_story_may_speak_of_robots_and_missing_pages() -> None:
    news = "<p>The court asked why the page that it requested was not found, and whether the clerk was a robot.</p>"
    assert "a robot" in _report(_page(BODY + news)).text


# ------------------------------------------------------------------ posts

POSTS = (("2024-06-12", "12 June 09:10"), ("2024-06-12", "12 June 07:00"), ("2024-06-11", "11 June 22:15"))
PUBLISHED = '<meta property="article:published_time" content="2024-06-11T18:00:00+03:00">'


@pytest.mark.parametrize(
    "form",
    [
        '<div class="post"><time datetime="{day}T09:10:00+03:00">{words}</time><p>{text}</p></div>',
        '<h3><time datetime="{day}T09:10:00+03:00">{words}</time></h3><p>{text}</p>',
        "<h4>{words}</h4><p>{text}</p>",
        '<div class="post"><span>{words}</span><p>{text}</p></div>',
        '<article><time datetime="{day}T09:10:00+03:00">09:10</time><p>{text}</p></article>',
    ],
)
def test_each_post_has_its_own_day(form: str) -> None:
    given = zip(POSTS, PARAGRAPHS, strict=False)
    posts = "".join(form.format(day=day, words=words, text=text) for (day, words), text in given)
    head = '<p>By staff, <time datetime="2024-06-11T18:00:00+03:00">11 June 2024</time></p>'
    report = _report(_page(head + posts, head=PUBLISHED))
    told = {part.span.cut(report.text): part.day for part in report.parts if part.kind == "paragraph"}
    assert [told[text] for text in PARAGRAPHS[:3]] == [day for day, _ in POSTS]
    assert report.anchor_at(report.text.index(PARAGRAPHS[0])) == "2024-06-12"
    assert report.anchor_at(0) == report.anchor == "2024-06-11"


def test_flattened_posts_have_their_days_too() -> None:
    posts = "\n".join(f"{words}\n{text}" for (_, words), text in zip(POSTS, PARAGRAPHS, strict=False))
    report = read(Page(f"{TITLE}\nJune 11, 2024\n{posts}".encode(), media="text/plain"))
    assert isinstance(report, Report)
    days = [part.day for part in report.parts if part.kind == "paragraph"]
    assert days == [day for day, _ in POSTS]


def test_times_of_pictures_and_quoted_posts_are_no_posts() -> None:
    quoted = '<blockquote><p>We vote today.</p><time datetime="2020-06-03">June 3, 2020</time></blockquote>'
    picture = '<figure><time datetime="2019-01-01">1 Jan 2019</time><figcaption>Toompea.</figcaption></figure>'
    inner = f'<time datetime="2024-06-11">11 June 2024</time><p>{PARAGRAPHS[0]}</p>{quoted}{picture}{BODY}'
    assert {part.day for part in _report(_page(inner)).parts} == {None}
