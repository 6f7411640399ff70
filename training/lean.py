"""The exported graph with fewer copies: the same sums for a fourteenth less of the processor's time.

Exported as it is written, attention turns queries, keys and values over and copies them twice before it multiplies
them. onnxruntime's own product reads each head where it lies. No weight changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper

OURS = "com.microsoft"
"""The domain of onnxruntime's own operators."""

EXPORTED = (
    ("scores", "MatMul"),
    ("scaled", "Mul"),
    ("query", "Squeeze"),
    ("parts", "Split"),
    ("turned", "Transpose"),
    ("shaped", "Reshape"),
)
"""From a softmax upwards: a node's name here, its operator; each is made from the first input of the one before."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph and its nodes by what they make."""

    graph: onnx.GraphProto
    makers: dict[str, onnx.NodeProto]

    @classmethod
    def of(cls, graph: onnx.GraphProto) -> Graph:
        """Index a graph."""
        return cls(graph, {name: node for node in graph.node for name in node.output})

    def constant(self, name: str) -> npt.NDArray[np.generic]:
        """The value of a constant node."""
        found: npt.NDArray[np.generic] = numpy_helper.to_array(self.makers[name].attribute[0].t)
        return found

    def reader(self, name: str, operator: str) -> onnx.NodeProto:
        """The one node that reads `name`. Raises ValueError where it is not an `operator`."""
        found = [node for node in self.graph.node if name in node.input]
        if [node.op_type for node in found] != [operator]:
            raise ValueError(f"{name} is not read by one {operator}: the exporter has changed")
        return found[0]


def lean(model: onnx.ModelProto) -> None:
    """Rewrite every self-attention. Raises ValueError where one is not as `net.Layer` is exported."""
    index = Graph.of(model.graph)
    for node in [node for node in model.graph.node if node.op_type == "Softmax"]:
        rewrite(index, node)
    prune(model.graph)
    if OURS not in {known.domain for known in model.opset_import}:
        model.opset_import.append(helper.make_opsetid(OURS, 1))


def rewrite(index: Graph, softmax: onnx.NodeProto) -> None:
    """One self-attention: heads are strides of the queries, keys and values, not copies of them."""
    found = above(index, softmax)
    weighted = index.reader(softmax.output[0], "MatMul")
    joined = index.reader(index.reader(weighted.output[0], "Transpose").output[0], "Reshape")
    parts, heads, width = (
        int(index.constant(size).item()) for size in index.makers[found["shaped"].input[1]].input[2:]
    )
    own = softmax.output[0].rpartition("/")[0]
    given = {"sizes": [heads * width] * parts, "by_head": [-1, heads, width], "by_piece": [1, -1, heads * width]}
    names = {name: f"{own}/{name}" for name in given}
    constants = [numpy_helper.from_array(np.array(value), names[name]) for name, value in given.items()]
    scale = float(index.constant(found["scaled"].input[1]).item())
    nodes = attention(own, found["shaped"].input[0], names, scale, joined.output[0])
    at = list(index.graph.node).index(joined)
    index.graph.node.remove(joined)
    for k, node in enumerate(nodes):
        index.graph.node.insert(at + k, node)
    index.graph.initializer.extend(constants)


def above(index: Graph, softmax: onnx.NodeProto) -> dict[str, onnx.NodeProto]:
    """The nodes of `EXPORTED` over one softmax."""
    found: dict[str, onnx.NodeProto] = {}
    node = softmax
    for kind, operator in EXPORTED:
        node = index.makers[node.input[0]]
        if node.op_type != operator:
            raise ValueError(f"{node.name} is a {node.op_type} instead of a {operator}: the exporter has changed")
        found[kind] = node
    return found


def attention(own: str, whole: str, names: dict[str, str], scale: float, target: str) -> list[onnx.NodeProto]:
    """From `whole` [1, pieces, 3 times the width] to `target` [1, pieces, width]; `own`: what new names begin with."""
    kinds = [f"{own}/{kind}" for kind in ("queries", "keys", "values")]
    queries, keys, values = (f"{kind}/by_head" for kind in kinds)
    nodes = [helper.make_node("Split", [whole, names["sizes"]], kinds, axis=2)]
    nodes += [helper.make_node("Reshape", [kind, names["by_head"]], [f"{kind}/by_head"]) for kind in kinds]
    scores, shares, summed, turned = (f"{own}/lean_{name}" for name in ("scores", "shares", "summed", "turned"))
    strides = {"transBatchA": 1, "transBatchB": 1}
    return [
        *nodes,
        helper.make_node("FusedMatMul", [queries, keys], [scores], domain=OURS, transB=1, alpha=scale, **strides),
        helper.make_node("Softmax", [scores], [shares], axis=-1),
        helper.make_node("FusedMatMul", [shares, values], [summed], domain=OURS, transBatchB=1),
        helper.make_node("Transpose", [summed], [turned], perm=[1, 0, 2]),
        helper.make_node("Reshape", [turned, names["by_piece"]], [target]),
    ]


def prune(graph: onnx.GraphProto) -> None:
    """Take out what no output needs."""
    needed = {output.name for output in graph.output}
    kept: list[onnx.NodeProto] = []
    for node in reversed(graph.node):
        if not needed.isdisjoint(node.output):
            needed.update(node.input)
            kept.append(node)
    constants = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(constants)
