"""What noun phrases weigh as sides of acts: who a phrase is may be left unasked only where no answer could matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.events.acts.side_features import add_up, most_with_who, shares_of, side_weights, weigh

WHO = ("somebody", "known", "named", "of a state")
OTHERS = sorted(set(side_weights()) - set(WHO))


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(OTHERS), st.floats(-6, 6)),
    st.fixed_dictionaries({name: st.sampled_from((0.0, 1.0)) for name in WHO}),
)
def test_nobody_can_make_a_phrase_a_side_that_is_none_at_best(
    features: dict[str, float], who: dict[str, float]
) -> None:
    at_best, *_ = shares_of(most_with_who(add_up(features.items())))
    none, acts, takes = weigh(features | who)
    assert at_best <= none and none + acts + takes == pytest.approx(1)


def test_who_it_is_matters() -> None:
    somebody, nobody = (weigh({"actor": 1.0, **dict.fromkeys(WHO, value)}) for value in (1.0, 0.0))
    assert somebody != nobody


def test_a_feature_without_a_weight_adds_nothing() -> None:
    assert weigh({"actor": 1.0, "of no table": 5.0}) == weigh({"actor": 1.0})
