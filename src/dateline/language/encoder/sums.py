"""Whether this processor adds up products of bytes exactly, as it shows by doing it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

_MODEL = Path(__file__).parents[1] / "weights" / "sums.onnx"  # made by training/sums.py


@functools.cache
def adds_exactly() -> bool:
    """False on processors with AVX2 and no VNNI: their sums of 16 bits overflow without a word."""
    session = onnxruntime.InferenceSession(str(_MODEL), providers=["CPUExecutionProvider"])
    left, right = np.full((8, 64), 255, np.uint8), np.full((64, 64), 127, np.int8)
    found: Any = session.run(["sums"], {"left": left, "right": right})
    return bool((found[0] == 64 * 255 * 127).all())
