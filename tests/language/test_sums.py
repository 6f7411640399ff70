"""Sums of 8-bit products: exact on every processor, and as fast as it can."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from dateline.language.encoder import network, sums
from dateline.language.encoder.network import Encoder
from dateline.language.pipeline import WEIGHTS

WORDS = "The ministers of Norway and Finland met in Oslo on Monday , their spokesman said .".split()


def test_a_processor_that_adds_exactly_needs_no_option(monkeypatch: pytest.MonkeyPatch) -> None:
    if not sums.adds_exactly():
        pytest.skip("this processor's sums of 8-bit products overflow, and it is asked for exact ones")
    hard = [True] + [False] * (len(WORDS) - 1)
    plain = Encoder(WEIGHTS).scores(WORDS, hard)
    monkeypatch.setattr(network, "adds_exactly", lambda: False)
    asked = Encoder(WEIGHTS).scores(WORDS, hard)
    for field in fields(plain):
        assert np.array_equal(getattr(plain, field.name), getattr(asked, field.name)), field.name


class Overflowing:
    """A session on a processor whose sums stop at the most that 16 bits hold."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, _: list[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        pairs = given["left"][:, None, :].astype(int) * given["right"].T[None].astype(int)
        return [np.clip(pairs[..., ::2] + pairs[..., 1::2], -32768, 32767).sum(-1)]


def test_one_that_overflows_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onnxruntime.InferenceSession", Overflowing)
    assert not sums.adds_exactly.__wrapped__()
