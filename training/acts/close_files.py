"""The close reader's files: what `close.py` learnt goes into the shipped folder, and comes back to learn on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from dateline.language import close

from .close import CLOSE, LAYERS, CloseHead

_VIEW = "act_view"


class Shipped(nn.Module):
    """The same for one window: its words are given once."""

    def __init__(self, head: CloseHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, view: Tensor, at: Tensor, *given: Tensor) -> tuple[Tensor, Tensor]:
        """`view` [n, k]; the others as `close.INPUTS` names them. Modes are learnt along: the encoder tells them as
        well."""
        parts, telling, _ = self.head(view[at], *given)
        return parts, telling


def resume_close(weights: Path) -> CloseHead:
    """The head of a shipped folder, ready to learn on; what tells modes is not in the file and begins fresh.

    Raises KeyError where the file was exported by another version.
    """
    found = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in _tensors(weights / close.FILE)}
    layer = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in _tensors(weights / "model.onnx", _VIEW)}
    labels = json.loads((weights / "labels.json").read_text("utf-8"))
    head = CloseHead(*(len(labels[name]) for name in ("relation", "act", "mode")))
    state = {name.removeprefix("head."): value for name, value in found.items() if name.startswith("head.")}
    # products are numbered in the order of the graph
    numbers = sorted((int(name.rpartition("_")[2]), name) for name in found if name.startswith("onnx::MatMul"))
    names = [f"layers.{layer}.{part}" for layer in range(LAYERS) for part in ("qkv", "out", "inner", "outer")]
    for own, (_, name) in zip((*names, "part"), numbers, strict=True):
        state[f"{own}.weight"] = found[name].t().contiguous()
    state["mix.weight"] = layer[f"{_VIEW}_matrix"].t().contiguous()
    state["mix.bias"] = layer[f"{_VIEW}_bias"]
    fresh = {name: value for name, value in head.state_dict().items() if name.startswith("mode.")}
    head.load_state_dict(state | fresh)
    head.eval()
    return head


def _tensors(file: Path, start: str = "") -> list[onnx.TensorProto]:
    return [t for t in onnx.load(file).graph.initializer if t.name.startswith(start)]


def write(head: CloseHead, weights: Path) -> None:
    """Write close.onnx into the folder of the shipped network, and the layer that it reads into model.onnx."""
    size, m, w = 9, 2, 5
    given = (torch.zeros(size, CLOSE), torch.zeros(m, w).long(), torch.zeros(m, w))
    numbers = [torch.zeros(m, w).long() for _ in ("kinds", "own", "over", "steps")]
    axes = {"view": {0: "n"}, "act": {0: "m"}, "type": {0: "m"}}
    axes |= {n: {0: "m", 1: "w"} for n in ("at", "mask", "kinds", "own", "over", "steps", "parts")}
    axes["telling"] = {0: "m"}
    head.eval()
    torch.onnx.export(
        Shipped(head).eval(),
        (*given, *numbers, torch.zeros(m).long(), torch.ones(m).long()),
        str(weights / close.FILE),
        input_names=list(close.INPUTS),
        output_names=list(close.OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(weights / "model.onnx")
    give_view(model, head.mix)
    onnx.save(model, weights / "model.onnx")


def give_view(model: onnx.ModelProto, mix: nn.Linear) -> None:
    """Give the encoder's file the output `act_view` [n, k], in the place of the one that it has.

    Raises ValueError where the file does not say where a word's ends and its case come together.
    """
    graph = model.graph
    drop_view(graph)
    made = {out: node for node in graph.node for out in node.output}
    ends = [n for n in graph.node if n.op_type == "Concat" and len(n.input) == len(("first", "last", "shape"))]
    ends = [n for n in ends if all(made.get(i) is not None and made[i].op_type == "Gather" for i in n.input)]
    if len(ends) != 1:
        raise ValueError("the encoder's file does not hold what its heads read under a form that is known")
    matrix, bias = mix.weight.detach().t().contiguous().numpy(), mix.bias.detach().numpy()
    half, one, root = (np.array(v, np.float32) for v in (0.5, 1.0, 2**-0.5))
    for name, value in (("matrix", matrix), ("bias", bias), ("half", half), ("one", one), ("root", root)):
        graph.initializer.append(numpy_helper.from_array(value, f"{_VIEW}_{name}"))
    steps = (
        ("MatMul", (ends[0].output[0], f"{_VIEW}_matrix"), "sum"),
        ("Add", (f"{_VIEW}_sum", f"{_VIEW}_bias"), "x"),
        ("Mul", (f"{_VIEW}_x", f"{_VIEW}_root"), "scaled"),
        ("Erf", (f"{_VIEW}_scaled",), "erf"),
        ("Add", (f"{_VIEW}_erf", f"{_VIEW}_one"), "raised"),
        ("Mul", (f"{_VIEW}_x", f"{_VIEW}_raised"), "twice"),
    )
    for kind, taken, name in steps:
        graph.node.append(helper.make_node(kind, list(taken), [f"{_VIEW}_{name}"], name=f"{_VIEW}_{name}"))
    graph.node.append(helper.make_node("Mul", [f"{_VIEW}_twice", f"{_VIEW}_half"], [_VIEW], name=_VIEW))
    graph.output.append(helper.make_tensor_value_info(_VIEW, onnx.TensorProto.FLOAT, ["w", mix.out_features]))


def drop_view(graph: onnx.GraphProto) -> None:
    """Take away what an earlier run gave."""
    for kept in (graph.node, graph.initializer, graph.output):
        for one in [one for one in kept if one.name.startswith(_VIEW)]:
            kept.remove(one)
