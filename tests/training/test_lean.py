"""The rewritten graph says what the exported one says, with fewer copies."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import onnxruntime
import pytest

onnx = pytest.importorskip("onnx", reason="only the training environment has it")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402  # behind the check that it is there

from training.lean import lean  # noqa: E402

HEADS, WIDTH = 3, 8


def exported(turned: str = "Transpose") -> Any:
    """One self-attention over `x` [1, pieces, 3 * 24] as the exporter writes it."""
    whole = {"one": [1], "parts": [3], "heads": [HEADS], "width": [WIDTH], "back": [HEADS * WIDTH]}
    whole |= {"axis": [0], "thirds": [1, 1, 1], "at": [1]}
    constants: dict[str, Any] = {name: np.array(value) for name, value in whole.items()}
    constants["scale"] = np.float32(WIDTH**-0.5)
    order = {"perm": [2, 0, 3, 1, 4]} if turned == "Transpose" else {}
    nodes = [
        *(
            helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.asarray(value)))
            for name, value in constants.items()
        ),
        helper.make_node("Shape", ["x"], ["shape"]),
        helper.make_node("Gather", ["shape", "at"], ["length"]),
        helper.make_node("Concat", ["one", "length", "parts", "heads", "width"], ["five"], axis=0),
        helper.make_node("Concat", ["one", "length", "back"], ["three"], axis=0),
        helper.make_node("Reshape", ["x", "five"], ["shaped"]),
        helper.make_node(turned, ["shaped"], ["turned"], **order),
        helper.make_node("Split", ["turned", "thirds"], ["q1", "k1", "v1"], axis=0),
        *(helper.make_node("Squeeze", [f"{part}1", "axis"], [part]) for part in "qkv"),
        helper.make_node("Mul", ["q", "scale"], ["scaled"]),
        helper.make_node("Transpose", ["k"], ["kt"], perm=[0, 1, 3, 2]),
        helper.make_node("MatMul", ["scaled", "kt"], ["scores"]),
        helper.make_node("Softmax", ["scores"], ["layer/shares"], axis=-1),
        helper.make_node("MatMul", ["layer/shares", "v"], ["weighted"]),
        helper.make_node("Transpose", ["weighted"], ["joined"], perm=[0, 2, 1, 3]),
        helper.make_node("Reshape", ["joined", "three"], ["y"]),
    ]
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, None, size * HEADS * WIDTH])
        for name, size in (("x", 3), ("y", 1))
    ]
    return helper.make_model(
        helper.make_graph(nodes, "one", ends[:1], ends[1:]), opset_imports=[helper.make_opsetid("", 17)], ir_version=9
    )


def answers(model: Any, pieces: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """What a model makes of seeded numbers."""
    given = np.random.default_rng(7).standard_normal((1, pieces, 3 * HEADS * WIDTH)).astype(np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = session.run(None, {"x": given})[0]
    return found


@pytest.mark.parametrize("pieces", [1, 5, 40])
def test_attention_gives_the_same_numbers(pieces: int) -> None:
    """Windows of any length."""
    model = exported()
    before = answers(model, pieces)
    lean(model)
    np.testing.assert_allclose(answers(model, pieces), before, atol=1e-6)


def test_copies_are_gone() -> None:
    """One transposition is left of three, and nothing that no output needs."""
    model = exported()
    lean(model)
    left = Counter(node.op_type for node in model.graph.node)
    assert (left["Transpose"], left["FusedMatMul"], left["MatMul"], left["Squeeze"], left["Constant"]) == (
        1,
        2,
        0,
        0,
        0,
    )


def test_another_graph_is_refused() -> None:
    """A changed exporter is noticed, not shipped."""
    with pytest.raises(ValueError, match="Identity instead of a Transpose"):
        lean(exported(turned="Identity"))
