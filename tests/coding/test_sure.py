"""How sure a record is: as its candidate was, and of several that tell one deed as the surest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.coding.events.acts.proposing import propose
from dateline.coding.events.candidate import Candidate
from dateline.coding.events.context import EventContext
from dateline.language import Language
from dateline.model import Coding, Event, Factuality, Span
from tests.coding.texts import events

TWICE = (
    "Norway expelled two Belarusian diplomats on Monday. The weather in Oslo was mild. "
    "The two Belarusian diplomats were expelled by Norway on Monday."
)


def propose_with(monkeypatch: pytest.MonkeyPatch, sures: Sequence[float]) -> None:
    """Gives the acts that are proposed these probabilities, in order."""

    def weighed(context: EventContext) -> tuple[Candidate, ...]:
        acts = (candidate for candidate in propose(context) if candidate.reason is None)
        return tuple(replace(act, sure=sure) for act, sure in zip(acts, sures, strict=True))

    monkeypatch.setattr("dateline.coding.events.propose", weighed)


@pytest.mark.parametrize(("sure", "kept"), [(1.0, 1.0), (0.61803398, 0.618), (0.99999, 1.0)])
def test_the_record_has_the_probability_of_its_candidate(
    language: Language, monkeypatch: pytest.MonkeyPatch, sure: float, kept: float
) -> None:
    propose_with(monkeypatch, (sure,))
    (event,) = events(language, "Norway expelled two Belarusian diplomats on Monday.")
    assert event.sure == kept


@pytest.mark.parametrize("sures", [(0.31415926, 0.87654321), (0.87654321, 0.31415926)])
def test_a_deed_told_twice_is_as_sure_as_its_surest_telling(
    language: Language, monkeypatch: pytest.MonkeyPatch, sures: tuple[float, float]
) -> None:
    propose_with(monkeypatch, sures)
    (event,) = events(language, TWICE)
    assert (len(event.mentions), event.sure) == (2, 0.8765)


def made(*sures: float) -> Coding:
    word = Span(0, 4)
    told = Factuality("happened", 3.0)
    return Coding("p1", events=tuple(Event(f"e{n}", "AID", word, word, told, sure=s) for n, s in enumerate(sures)))


def test_an_event_that_a_user_makes_is_sure() -> None:
    assert Event("e1", "AID", Span(0, 4), Span(0, 4), Factuality("happened", 3.0)).sure == 1.0


@pytest.mark.parametrize(("least", "left"), [(0.0, 3), (0.4, 3), (0.41, 2), (1, 1)])
def test_a_coding_without_what_is_less_sure(least: float, left: int) -> None:
    coding = made(0.4, 1.0, 0.8)
    assert len(coding.at_least(least).events) == left
    assert replace(coding.at_least(least), events=coding.events) == coding


@pytest.mark.parametrize("wrong", [3, -0.1, 80, float("nan")])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        made(0.4).at_least(wrong)
