"""The parts that pages are made of: differences of wordings, pictures, words in their sentence, long work."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dateline.errors import UsageError
from dateline.serving.appearances import Week
from dateline.serving.jobs import Jobs, result_of
from dateline.serving.kept import Answer, Kept
from dateline.serving.pictures import bars, days, network, world
from dateline.serving.pictures.disputed import areas
from dateline.serving.pictures.shapes import fold
from dateline.serving.stories.around import Point
from dateline.serving.stories.quotations import compare
from dateline.serving.words import cut
from dateline.tables import shipped


@pytest.mark.parametrize(
    ("first", "other", "pieces"),
    [
        ("we fired at nobody", "we fired at nobody", [("same", "we fired at nobody")]),
        ("we fired at nobody", "We fired, at nobody.", [("same", "We fired, at nobody.")]),
        ("we fired at nobody", "we shot at nobody", [("same", "we"), ("left out", "fired"), ("put in", "shot"),
                                                     ("same", "at nobody")]),
        ("we fired", "we fired at all", [("same", "we fired"), ("put in", "at all")]),
    ],
)  # fmt: skip
def test_wordings_are_compared_word_by_word(first: str, other: str, pieces: list[tuple[str, str]]) -> None:
    found, change = compare(first, other)
    assert [(one.how, one.words) for one in found] == pieces
    assert (change == "same words") == all(how == "same" for how, _ in pieces)


@given(st.lists(st.sampled_from(["a", "b", "c", "d"])), st.lists(st.sampled_from(["a", "b", "c", "d"])))
def test_what_is_not_left_out_is_the_other_wording(first: list[str], other: list[str]) -> None:
    pieces, _ = compare(" ".join(first), " ".join(other))
    assert " ".join(one.words for one in pieces if one.how != "left out").split() == other
    assert " ".join(one.words for one in pieces if one.how != "put in").split() == first


TEXT = "The fleet sailed. Norland denied that its navy had fired on Sudland. Nobody was hurt."


def _row(start: int, end: int) -> SimpleNamespace:
    window = TEXT[max(0, start - 180) : end + 180]
    return SimpleNamespace(span_start=start, span_end=end, span_window=window, report="p1", outlet=None,
                           address="https://www.quay.example/1", given_id=None)  # fmt: skip


def test_words_stand_in_their_sentence() -> None:
    start = TEXT.index("had fired")
    words = cut(_row(start, start + len("had fired on Sudland")))
    assert words.exact == "had fired on Sudland"
    assert words.before == "Norland denied that its navy " and words.after == "."
    assert words.outlet == "quay.example"


def test_a_sentence_does_not_end_at_a_short_form() -> None:
    text = "The fleet sailed. That day, Mr. Berg met Gen. Holm in Vard at noon. Nobody was hurt."
    start = text.index("met")
    window = text[max(0, start - 180) : start + 3 + 180]
    words = cut(SimpleNamespace(span_start=start, span_end=start + 3, span_window=window, report="p1", outlet="Quay",
                                address=None, given_id=None))  # fmt: skip
    assert (words.before, words.after) == ("That day, Mr. Berg ", " Gen. Holm in Vard at noon.")


@given(st.data())
def test_words_are_always_those_of_the_span(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    words = cut(_row(start, end))
    assert words.exact == TEXT[start:end]
    assert TEXT[:start].endswith(words.before.removeprefix("…"))


@dataclass(frozen=True)
class _Partner:
    name: str
    address: str
    times: int
    cooperation: int
    conflict: int


HOSTILE = "<script>\"&'</script>"
PICTURES = (
    days.draw((("2023-09-15", 3), ("2023-09-20", 1))),
    days.draw((("1914-07-28", 1), ("2023-09-15", 300), ("2023-09-20", 100))),
    bars.draw((Week("2023-09-11", 3, 1, 0), Week("2023-09-18", 0, 2, 1)), HOSTILE),
    network.draw(HOSTILE, tuple(_Partner(HOSTILE * n, f"/actor?key={n}", n + 1, n, 1) for n in range(20))),
    world.draw((Point(HOSTILE, "1", "/place?key=1", "city", None, 3, 60.2, 24.9),)),
    world.draw((Point("Vard", "1", "/place?key=1", "city", None, 0, 60.2, 24.9),)),
    world.draw(tuple(Point("x", "1", "/place", "city", None, n + 1, 80.0 - n * 40, n * 80 - 170.0) for n in range(5))),
)


@pytest.mark.parametrize("drawn", PICTURES)
def test_a_picture_is_well_formed_and_named(drawn: str) -> None:
    picture = etree.fromstring(str(drawn))
    assert picture.tag == "svg" and picture[0].tag == "title" and picture.get("aria-label")
    assert not picture.xpath("//*[@style] | //script")


def _places(*rows: tuple[str, float, float, int, str]) -> list[tuple[str, str]]:
    """What a map draws of places (name, latitude, longitude, happenings, doubt): the class of each mark, its words."""
    points = tuple(Point(name, "1", "/place", "city", None, number, north, east, doubt=doubt)
                   for name, north, east, number, doubt in rows)  # fmt: skip
    drawn = etree.fromstring(str(world.draw(points)))
    return [(one.get("class"), one[0].text) for one in drawn.iter("circle")]


def test_places_under_one_dot_are_one() -> None:
    near, far = ("Vard", 60.2, 24.9, 9, ""), ("Osk", 60.4, 25.1, 2, "")
    assert _places(near, far) == [("place many", "Vard: 9 happenings; Osk: 2 happenings")]
    assert _places(near, ("Lima", -12.0, -77.0, 2, "")) == [
        ("place", "Vard: 9 happenings"), ("place", "Lima: 2 happenings")]  # fmt: skip
    assert _places(near, ("Osk", 60.4, 25.1, 1, "a guess")) == [
        ("place", "Vard: 9 happenings"), ("place unsure", "Osk: 1 happening, unsure: a guess")]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Norland", ("Norland",)),
        ("Federal Bureau of Investigation", ("Federal Bureau of", "Investigation")),
        ("Parliamentary Commission of Inquiry into Harbours", ("Parliamentary", "Commission of Inquiry…")),
        ("x" * 60, ("x" * 22, "x" * 21 + "…")),
        ("", ("",)),
    ],
)
def test_a_long_name_stands_on_two_lines(words: str, lines: tuple[str, ...]) -> None:
    assert fold(words, 22) == lines


STATE = Point("Norland", "1", "/", "country", "NOR", 9, None, None)
NOTHING = (days.draw(()), days.draw((("2023-09-15", 3),)), days.draw((("2023", 3), ("x", 1))), bars.draw((), ""),
           network.draw("x", ()), world.draw((STATE,)))  # fmt: skip


@pytest.mark.parametrize("drawn", NOTHING)
def test_nothing_is_drawn_of_nothing(drawn: str) -> None:
    assert drawn == ""


def test_disputed_territories_are_hatched_and_nothing_else_is_an_area() -> None:
    near = etree.fromstring(str(world.draw((Point("Kerch", "1", "/place?key=1", "city", "UKR", 1, 45.36, 36.47),))))
    named = [one.findtext("title") or "" for one in near.iter("polygon")]
    assert any(one.startswith("Crimea: its status is disputed") for one in named)
    assert {one.get("fill") for one in near.iter("polygon")} == {"url(#disputed)"}
    far = etree.fromstring(str(world.draw((Point("Lima", "1", "/place?key=1", "city", "PER", 1, -12.0, -77.0),))))
    assert list(far.iter("polygon")) == [] and list(far.iter("pattern")) == []


def test_every_disputed_area_is_one_of_the_table_of_territories() -> None:
    rows = shipped("dateline.coding", "tables/disputed.tsv", ("territory", "iso3", "names", "towns"), optional=1)
    known = {row["territory"] for row in rows} | {name for row in rows for name in row.listed("names")}
    assert {name for name, _ in areas()} <= known
    assert all(len(corners) > 2 for _, corners in areas())


def test_one_old_day_does_not_press_the_others_together() -> None:
    drawn = etree.fromstring(str(PICTURES[1]))
    assert len(drawn.xpath("//rect")) == 2 and "(1 before)" in "".join(drawn.itertext())


# ------------------------------------------------------------------ long work


def test_one_question_is_worked_on_once() -> None:
    jobs, go = Jobs(), threading.Event()
    asked: list[object] = []

    def work(watch: object) -> str:
        asked.append(watch)
        go.wait(5)
        return "done"

    one, again = jobs.ask("k", work), jobs.ask("k", work)
    assert one is again and not one.wait(0)
    go.set()
    assert one.wait(5) and result_of(one) == "done" and len(asked) == 1


def test_what_failed_says_so_and_is_tried_again() -> None:
    jobs = Jobs()

    def fail(_: object) -> None:
        raise UsageError("no")

    job = jobs.ask("k", fail)
    assert job.wait(5)
    with pytest.raises(UsageError):
        result_of(job)
    assert jobs.ask("k", lambda _: 1) is not job


def test_too_much_work_is_refused_and_old_results_are_forgotten() -> None:
    go = threading.Event()
    forgotten: list[object] = []
    jobs = Jobs(most=4, waiting=1, forget=forgotten.append)
    ready = jobs.ask("ready", lambda _: 1)
    assert ready.wait(5)
    waits = jobs.ask("waits", lambda _: go.wait(5))
    with pytest.raises(UsageError, match="too much"):
        jobs.ask("more", lambda _: 1)
    go.set()
    assert waits.wait(5)
    for n in range(6):
        assert jobs.ask(n, lambda _: 1).wait(5)
    assert ready in forgotten


def test_answers_are_kept_until_the_record_changes_or_they_take_too_much() -> None:
    kept, page = Kept(most=10), Answer(b"12345", "text/html", '"1"')
    kept.put("1", "/a", page)
    kept.put("1", "/b", page)
    assert kept.get("1", "/a") is page and kept.get("2", "/a") is None
    kept.put("1", "/c", page)
    assert kept.get("1", "/b") is None and kept.get("1", "/a") is page
    kept.put("2", "/c", page)
    assert kept.get("2", "/a") is None


def test_the_dates_of_weeks_stand_under_their_bars() -> None:
    few = bars.draw((Week("2023-09-11", 3, 1, 0), Week("2023-09-18", 0, 2, 1), Week("2023-10-02", 1, 0, 0)), "weeks")
    seen = etree.fromstring(str(few))
    at = [(float(one.get("x")), float(one.get("width"))) for one in seen.iter("{*}rect")][::2]
    dates = {one.text: float(one.get("x")) for one in seen.iter("{*}text")}
    assert dates["11 September 2023"] == pytest.approx(at[0][0], abs=1)
    assert dates["2 October 2023"] == pytest.approx(at[-1][0] + at[-1][1], abs=1)
    steps = [second[0] - first[0] for first, second in itertools.pairwise(at)]
    assert steps[1] == pytest.approx(2 * steps[0], abs=1)
