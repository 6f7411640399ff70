"""Bad input is normal input: always a report or a reason, in bounded time, never an exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Page, Report, Skipped
from dateline.reading import read

from .reading_samples import HTML, PARAGRAPHS, WIRE

STORY = "\n".join(PARAGRAPHS)
MARKED = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    ("content", "media", "reason"),
    [
        (b"", None, "empty page"),
        (b" \n\t ", None, "empty page"),
        (b"%PDF-1.4 ...", None, "PDF gives no text"),
        (bytes(range(32)) * 40, None, "not a text page"),
        (b"Home\nNews\nSport\n", "text/plain", "no story on the page"),
        (b"<html><body></body></html>", "text/html", "no story on the page"),
    ],
)
def test_pages_without_a_story(content: bytes, media: str | None, reason: str) -> None:
    found = read(Page(content, media=media))
    assert isinstance(found, Skipped)
    assert found.reason == reason


@pytest.mark.parametrize("words", ["Macron visited Berlin on Monday.", "Norway expelled envoys.\nIt rained all day."])
def test_what_is_piped_in_is_in_hand(words: str) -> None:
    for typed in (words, Page(words.encode(), media="text/plain", origin="standard input")):
        found = read(typed)
        assert isinstance(found, Report) and found.text == words


def test_other_languages_are_read_unless_they_are_not_wanted() -> None:
    german = (
        "Das Parlament in Tallinn hat am Dienstag beschlossen, den Haushalt für den Schutz der Küste zu erhöhen.\n"
        "Die Abgeordneten der Regierung sagten, dass das Geld für neue Anlagen im Norden des Landes gebraucht werde.\n"
        "Die Opposition stimmte gegen das Gesetz, weil auch die Schulen auf mehr Geld für das nächste Jahr warten."
    )
    report = read(Page(german.encode(), media="text/plain"))
    assert isinstance(report, Report)
    assert (report.language, report.text) == ("de", german)
    found = read(Page(german.encode(), media="text/plain"), languages=("en", "fr"))
    assert isinstance(found, Skipped)
    assert (found.reason, found.detail) == ("language not wanted", "de")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + MARKED,
        f"<div>{MARKED}</div>" + "<div>" * 300 + "<p>x</p>",
        "<table>" + "<tr><td>cell</td></tr>" * 50_000 + "</table>" + MARKED,
        "<table><tr>" + "<td>" * 50_000 + "</tr></table>" + MARKED,
        "<p>short</p>" * 50_000,
        "<html><body>" + "<p>" * 20_000,
        f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>" + MARKED,
        ("<p " + " ".join(f"a{n}=1" for n in range(5_000)) + ">") * 10 + MARKED,
        HTML.replace("<article>", "<article>\x00\x00"),
        "<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><html><body>&c;" + MARKED,
    ],
)
def test_hostile_markup_ends_in_time(markup: str) -> None:
    start = time.process_time()
    found = read(Page(markup.encode(), media="text/html"))
    assert isinstance(found, Report | Skipped)
    assert time.process_time() - start < 10


def test_a_story_nested_too_deeply_for_extraction_is_read_all_the_same() -> None:
    found = read(Page(("<div>" * 300 + MARKED).encode(), media="text/html"))
    assert isinstance(found, Report)
    assert PARAGRAPHS[0] in found.text


def test_long_runs_of_one_character_do_not_hang_the_patterns() -> None:
    start = time.process_time()
    for piece in ("A ", "a", "(", "A, ", "1/", "By A B ", "“", "Monday ", "12:", "- ", "January "):
        read(Page((STORY + "\n" + piece * 20_000).encode(), media="text/plain"))
        read(Page((piece * 300 + "\n" + STORY).encode(), media="text/plain"))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("content", "charset", "expected"),
    [
        ("Prime Minister Šefčovič said so. ".encode() * 6, None, "Šefčovič"),
        ("“Quoted” – said the minister in the café. ".encode("cp1252") * 6, None, "café"),
        ("“Quoted” – said the minister in the café. ".encode("cp1252") * 6, "iso-8859-1", "“Quoted” – said"),
        (b"\xff\xfe" + ("The minister said so in Tallinn. " * 6).encode("utf-16-le"), None, "Tallinn"),
        (("The ministerâ€™s office said so; itâ€™s true. " * 6).encode(), "utf-8", "minister’s"),
    ],
)
def test_encodings(content: bytes, charset: str | None, expected: str) -> None:
    found = read(Page(content, media="text/plain", charset=charset), languages=None)
    assert isinstance(found, Report), found
    assert expected in found.text


def test_odd_characters_are_noted_or_dropped() -> None:
    text = WIRE.replace("Kremlin", "Krem\u202elin\x00", 1) + "\ud800"
    found = read(Page(text.encode("utf-8", "surrogatepass"), media="text/plain"))
    assert isinstance(found, Report)
    assert "Kremlin" in found.text.split("\n")[0]
    assert not set(found.text) & {"\u202e", "\x00", "\ud800"}
    assert any("NUL" in note for note in found.notes)
    assert any("surrogate" in note for note in found.notes)


LINES = st.lists(
    st.one_of(st.sampled_from((*PARAGRAPHS, "Home", "Related", "By The Associated Press", "May 14, 2024")), st.text())
)


@settings(max_examples=120, deadline=None)
@given(LINES)
def test_any_text_is_a_report_or_a_reason(lines: list[str]) -> None:
    page = "\n".join(lines)
    found = read(Page(page.encode("utf-8", "surrogatepass"), media="text/plain"), languages=None)
    if isinstance(found, Report):
        at = 0
        for part in found.parts:
            assert part.span.start >= at
            at = part.span.end
        assert at <= len(found.text)
        assert found == read(Page(page.encode("utf-8", "surrogatepass"), media="text/plain"), languages=None)
    else:
        assert found.reason
        assert not found.reason.startswith("reading failed"), found.detail


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1))
def test_as_is_never_touches_the_text(text: str) -> None:
    found = read(Page(text.encode("utf-8", "surrogatepass"), media="text/plain"), as_is=True, languages=None)
    if isinstance(found, Report):
        assert found.text == text
    else:
        assert not found.reason.startswith("reading failed"), found.detail


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_a_report_or_a_reason(content: bytes) -> None:
    for media in (None, "text/html", "text/plain"):
        found = read(Page(content, media=media), languages=None)
        assert isinstance(found, Report) or not found.reason.startswith("reading failed"), found


def test_a_reference_date_that_is_none_counts_for_nothing_and_is_noted() -> None:
    page = Page(b"Voters in Oslo chose a new council on Monday, and the turnout was high in every part of the town.")
    report = read(page, as_is=True, published="25 Novembe")
    assert isinstance(report, Report)
    assert report.anchor is None
    assert any("25 Novembe" in note for note in report.notes)
    known = read(page, as_is=True, published="2023-09")
    assert isinstance(known, Report)
    assert known.anchor == "2023-09"
