"""What was split and joined holds when stories, lineages, happenings and actors are linked anew."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.judging import ties
from dateline.linking import Ties, join_namings, link
from dateline.linking.judged import Judged, regroup
from dateline.model import Act, Coded, Coding, Judgement, Naming, Page, Report, Subject, SubjectKind
from dateline.reading import read

from .made import judge, made

CODED = made()


def tied(*pairs: str) -> frozenset[tuple[str, str]]:
    return frozenset((min(pair), max(pair)) for pair in pairs)


@pytest.mark.parametrize(
    ("groups", "together", "apart", "expected"),
    [
        ("ab cd", "", "", "ab cd"),
        ("ab cd", "bc", "", "abcd"),
        ("ab cd e", "ac ce", "", "abcde"),
        ("abcd", "", "ac", "abd c"),
        ("abcd", "", "ac ad bc bd", "ab cd"),
        ("abcd", "cd", "ac", "ab cd"),
        ("ab cd", "ac", "bd", "abc d"),  # joined, and yet two of them stand apart
        ("ab", "xy", "xz", "ab"),  # of what is not here
        ("abc", "", "ab bc ac", "a b c"),
    ],
)
def test_every_tie_holds(groups: str, together: str, apart: str, expected: str) -> None:
    ties_ = Ties(tied(*together.split()), tied(*apart.split()))
    assert ["".join(group) for group in regroup(groups.split(), ties_)] == expected.split()


def test_who_is_in_no_tie_goes_with_the_part_that_it_is_most_like() -> None:
    alike = {("c", "a"): 0.1, ("c", "b"): 0.9}
    found = regroup(["abc"], Ties(apart=tied("ab")), lambda one, other: alike[one[0], other[0]])
    assert found == [["a"], ["b", "c"]]


# ------------------------------------------------------------------ from judgements


def structure(act: Act, kind: SubjectKind, second: int, *parts: str) -> Judgement:
    members = tuple(tuple(Subject("report", name, name) for name in part) for part in parts)
    return Judgement(act, Subject(kind, "y1"), "ann", f"2026-03-01T10:00:{second:02}.000000Z", parts=members)


def there(name: str) -> Coded | None:
    return CODED if name in "abcd" else None


APART, TOGETHER = structure("split", "story", 1, "a", "bc"), structure("join", "story", 2, "ab", "cd")


@pytest.mark.parametrize(
    ("judgements", "together", "apart", "unmet"),
    [
        ([APART], "", "ab ac", []),
        ([TOGETHER], "ab ac ad", "", []),
        ([APART, TOGETHER], "ab ac ad", "", [APART]),  # the later one wins
        (
            [structure("join", "story", 0, "ab", "cd"), APART],
            "ad",
            "ab ac",
            [structure("join", "story", 0, "ab", "cd")],
        ),
        ([structure("split", "story", 1, "a", "bx")], "", "ab", [structure("split", "story", 1, "a", "bx")]),
        ([structure("split", "story", 1, "x", "ab")], "", "", [structure("split", "story", 1, "x", "ab")]),
    ],
)
def test_a_later_judgement_wins_and_what_binds_nothing_is_told(
    judgements: list[Judgement], together: str, apart: str, unmet: list[Judgement]
) -> None:
    for order in permutations(judgements):
        found = ties(order, there)
        assert found.judged.stories == Ties(tied(*together.split()), tied(*apart.split()))
        assert set(found.unmet) == {one.id for one in unmet}


def test_who_splits_a_story_parts_its_lineages_and_who_joins_a_lineage_its_stories() -> None:
    assert ties([APART], there).judged.lineages.apart == tied("ab", "ac")
    assert ties([structure("join", "lineage", 1, "a", "b")], there).judged.stories.together == tied("ab")
    assert not ties([structure("split", "lineage", 1, "a", "b")], there).judged.stories


@given(st.lists(st.tuples(st.sampled_from(("split", "join")), st.permutations("abcd"), st.integers(1, 3)), max_size=5))
def test_ties_never_contradict_and_all_hold(given_: list[tuple[Act, list[str], int]]) -> None:
    judgements = [
        structure(act, "story", second, "".join(names[:cut]), "".join(names[cut:]))
        for second, (act, names, cut) in enumerate(given_)
    ]
    found = ties(judgements, there).judged.stories
    home = {key: n for n, group in enumerate(regroup(["ab", "c", "d"], found)) for key in group}
    assert all(home[one] == home[other] for one, other in found.together)
    assert all(home[one] != home[other] for one, other in found.apart)


# ------------------------------------------------------------------ linking

WIRE = "Ministers meet in Vard\nThe ministers of Norland and Sudland met in Vard on Friday to talk about grain. {}"
TEXTS = (
    WIRE.format("They will meet again in spring."),
    WIRE.format("They will meet again in spring, they said."),
    "Ferry runs aground\nA ferry ran aground off Old Quay on Sunday night, and nobody was hurt. It was towed home.",
)


def reports() -> list[Coded]:
    pages = (Page(text.encode(), charset="utf-8", given_published="2023-09-15") for text in TEXTS)
    found = [report for page in pages if isinstance(report := read(page, as_is=True), Report)]
    return [Coded(one, Coding(one.id)) for one in found]


def titles(judged: Judged) -> list[tuple[int, int]]:
    """(reports, lineages) of every story."""
    return sorted((len(story.reports), len(story.lineages)) for story in link(reports(), judged=judged))


def test_stories_and_lineages_keep_to_what_was_judged() -> None:
    one, copy, ferry = (coded.report.id for coded in reports())
    pair, other = (min(one, copy), max(one, copy)), (min(one, ferry), max(one, ferry))
    assert titles(Judged()) == [(1, 1), (2, 1)]
    assert titles(Judged(lineages=Ties(apart=frozenset([pair])))) == [(1, 1), (2, 2)]
    parted = Ties(apart=frozenset([pair]))
    assert titles(Judged(parted, parted)) == [(1, 1), (1, 1), (1, 1)]
    assert titles(Judged(stories=Ties(frozenset([other])))) == [(3, 2)]


def test_happenings_keep_to_what_was_judged() -> None:
    (story,) = link([CODED])
    both = tuple(sorted(pair for one in story.happenings for pair in one.events))
    assert len(story.happenings) == 2 and len(both) == 2
    (joined,) = link([CODED], judged=Judged(happenings=Ties(frozenset([both]))))[0].happenings
    assert sorted(joined.events) == list(both)
    assert judge(CODED, "eagree", "accept").subject.report == both[0][0]


def naming(name: str, country: str | None, story: str = "y1") -> Naming:
    return Naming(name, "person", country, None, (), None, story)


def test_actors_keep_to_what_was_judged() -> None:
    times = {naming("Ada Holm", "NOR"): 3, naming("Ada Holm", "NOR", "y2"): 1, naming("A. Berg", "NOR"): 2}
    assert len(join_namings(times)) == 2
    (one,) = join_namings(times, Ties(frozenset([("A. Berg/NOR/", "Ada Holm/NOR/")])))
    assert one.times == 6 and any("a person joined them" in joined.why for joined in one.joined)
    parted = {naming("Ada Holm", "NOR"): 3, naming("Holm", "NOR"): 1}
    assert len(join_namings(parted)) == 1
    apart = join_namings(parted, Ties(apart=frozenset([("Ada Holm/NOR/", "Holm/NOR/")])))
    assert sorted(one.name for one in apart) == ["Ada Holm", "Holm"]
