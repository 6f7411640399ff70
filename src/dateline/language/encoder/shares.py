"""Logits as shares."""

from __future__ import annotations

import numpy as np

from dateline.language.encoder.network import Floats


def softmax(scores: Floats) -> Floats:
    """Shares along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = raised / raised.sum(-1, keepdims=True)
    return shares
