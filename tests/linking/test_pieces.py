"""A piece is what is connected by links of the least weight at which it is not too large, whoever is asked for it."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.pieces import EDGE, Crowd, find_piece

Weights = dict[str, dict[str, float]]
STEPS = [round(EDGE + step * 0.02, 2) for step in range(44)]


@st.composite
def tied(draw: st.DrawFn) -> Weights:
    """Some reports with links between them."""
    names = [f"r{number:02}" for number in range(draw(st.integers(1, 14)))]
    weights: Weights = {name: {} for name in names}
    weight = st.sampled_from([0.13, 0.14, 0.15, 0.2, 0.21, 0.5, 0.99, 0.995, 1.0]) | st.floats(EDGE, 1.0)
    for a, b, one in draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names), weight), max_size=30)):
        if a != b:
            weights[a][b] = weights[b][a] = one
    return weights


def connected(name: str, weights: Weights, least: float) -> frozenset[str]:
    """All that is connected with a report by links of at least this weight."""
    seen, front = {name}, [name]
    while front:
        front = [other for one in front for other, weight in weights[one].items() if weight >= least]
        front = sorted(set(front) - seen)
        seen.update(front)
    return frozenset(seen)


def piece(name: str, weights: Weights, largest: int) -> frozenset[str]:
    """The piece as it is defined: step by step only stronger links count, until it is not too large."""
    found = (connected(name, weights, least) for least in STEPS)
    return next((one for one in found if len(one) <= largest), connected(name, weights, 1.0))


@given(weights=tied(), largest=st.integers(1, 6), order=st.randoms())
def test_a_piece_is_the_same_whatever_was_walked_before(weights: Weights, largest: int, order: Random) -> None:
    names = sorted(weights)
    order.shuffle(names)
    crowd: Crowd = {}
    for name in names:
        assert find_piece(name, lambda _: weights, largest, crowd) == piece(name, weights, largest)


def test_the_links_of_what_would_be_too_large_are_not_asked_for() -> None:
    """A star: its middle is strongly tied with one report, and weakly with a hundred others."""
    weights: Weights = {"middle": {"near": 0.5}, "near": {"middle": 0.5}}
    for number in range(100):
        weights[f"far {number}"] = {"middle": 0.2}
        weights["middle"][f"far {number}"] = 0.2
    asked: set[str] = set()

    def look(names: Collection[str]) -> Weights:
        asked.update(names)
        return weights

    assert find_piece("near", look, 50) == {"middle", "near"}
    assert asked == {"middle", "near"}
