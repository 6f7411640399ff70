"""python -m training.sums FILE.onnx: the smallest model by which a processor shows how it adds up products of bytes.

One product of two matrices, of bytes without and with a sign, as the encoder's int8 layers have them. Where sums are
kept in 16 bits, 64 times 255 · 127 overflow. `dateline.language.encoder.sums` runs it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

_ROWS, _INNER = 8, 64


def make() -> onnx.ModelProto:
    """The model: `left` uint8 [8, 64], `right` int8 [64, 64], `sums` int32 [8, 64]."""
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["left", "right"], ["sums"])],
        "sums",
        [
            helper.make_tensor_value_info("left", TensorProto.UINT8, [_ROWS, _INNER]),
            helper.make_tensor_value_info("right", TensorProto.INT8, [_INNER, _INNER]),
        ],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, [_ROWS, _INNER])],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


if __name__ == "__main__":
    onnx.save(make(), Path(sys.argv[1]))
