"""One ONNX file: int8 matrices and embeddings in the encoder, float heads, labels and pieces beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.language import network

from .lean import lean
from .net import ActHeads, Net, SaidHeads

TREE = ("near", "above", "far")
"""What parts of acts and of statements lean on beside the words: the tree and the distance."""


class Shipped(nn.Module):
    """The network for one window: no batch axis, tag heads answer with label numbers, roles are left as factors.

    Every head's first layer is one product, the scores of the root's own vector are constants.
    """

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        self.first_layers: dict[str, nn.Linear] = {
            **dict(net.tags.items()),
            "entity": net.names[0],
            "start": net.start,
            "predicate": net.predicate,
            "arc_child": net.arc_child,
            "arc_parent": net.arc_parent,
            "child": net.rel_child,
            "parent": net.rel_parent,
            "asking": net.asking,
            "offering": net.offering,
            "fact": net.fact[0],
        }
        layers = list(self.first_layers.values())
        self.sizes = [layer.out_features for layer in layers]
        self.fused = fuse(layers)
        self.act_layers: dict[str, nn.Linear] = {name: getattr(net.acts, name) for name in ActHeads.FIRST}
        self.act_sizes = [layer.out_features for layer in self.act_layers.values()]
        self.act_fused = fuse(list(self.act_layers.values()))
        self.said_layers: dict[str, nn.Linear] = {name: getattr(net.said, name) for name in SaidHeads.FIRST}
        self.said_sizes = [layer.out_features for layer in self.said_layers.values()]
        self.said_fused = fuse(list(self.said_layers.values()))
        with torch.no_grad():
            root = net.root[0]
            self.root_arc, self.root_parent = F.gelu(net.arc_parent(root)), net.rel_parent(root)

    def forward(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """All inputs are one-dimensional. Outputs as `OUTPUTS`, see `dateline.language.encoder.network.Scores`."""
        net = self.net
        x = net.encoder(pieces.unsqueeze(0), cases.unsqueeze(0), None).squeeze(0)
        wide = torch.cat([x[first], x[last], net.shapes(shapes)], -1)
        h = F.gelu(net.mix(wide))
        out = dict(zip(self.first_layers, self.fused(h).split(self.sizes, -1), strict=True))
        out |= {n: out[n].argmax(-1) for n in Net.TAGS}
        out["entity"] = net.names[2](F.gelu(out["entity"]))
        out["fact"] = net.fact[2](F.gelu(out["fact"]))
        out |= {n: out[n].squeeze(-1) for n in ("start", "predicate")}
        parent = torch.cat([self.root_arc, F.gelu(out["arc_parent"])])
        out["arc"] = torch.matmul(torch.matmul(F.gelu(out["arc_child"]), net.arc[:-1]) + net.arc[-1], parent.t())
        out["parent"] = torch.cat([self.root_parent, out["parent"]])
        out |= {n: F.gelu(out[n]) for n in ("asking", "offering")}
        a = self.act_fused(F.gelu(net.acts.mix(wide))).split(self.act_sizes, -1)
        acts = dict(zip(self.act_layers, a, strict=True))
        out |= {n: acts[n] for n in ("act", "mode", "telling")}
        out |= {f"act_{n}": F.gelu(acts[n]) for n in ("asking", "offering")}
        said = self.said_fused(net.said(wide.unsqueeze(0), None).squeeze(0)).split(self.said_sizes, -1)
        saids = dict(zip(self.said_layers, said, strict=True))
        out["stance"] = saids["stance"]
        out |= {f"said_{n}": F.gelu(saids[n]) for n in ("asking", "offering")}
        return tuple(out[n] for n in network.HEAD_OUTPUTS)


def fuse(layers: Sequence[nn.Linear]) -> nn.Linear:
    """Layers that read the same as one, whose outputs stand one behind the other."""
    fused = nn.Linear(layers[0].in_features, sum(layer.out_features for layer in layers))
    with torch.no_grad():
        fused.weight.copy_(torch.cat([layer.weight for layer in layers]))
        fused.bias.copy_(torch.cat([layer.bias for layer in layers]))
    return fused


def export(run: Path, encoder: Path, out: Path, *, quantise: bool = True) -> Path:
    """Write `model.onnx`, `labels.json` and `tokenizer.json` to the folder `out`; gives the path of the first."""
    labels = json.loads((run / "labels.json").read_text("utf-8"))
    net = Net({k: len(v) for k, v in labels.items()})
    net.load_state_dict(torch.load(run / "net.pt"))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    plain = run / "float.onnx"
    pieces, words = torch.arange(1000, 1012), torch.arange(1, 8)
    inputs = (pieces, torch.zeros_like(pieces), words, words, torch.zeros_like(words))
    names = ["pieces", "cases", "first", "last", "shapes"]
    axes = {n: {0: "p" if n in ("pieces", "cases") else "w"} for n in names}
    axes |= {n: {0: "w"} for n in network.HEAD_OUTPUTS} | {"arc": {0: "w", 1: "v"}, "parent": {0: "v"}}
    torch.onnx.export(
        Shipped(net),
        inputs,
        str(plain),
        input_names=names,
        output_names=list(network.HEAD_OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    target = out / "model.onnx"
    model = onnx.load(plain)
    give(model, "labelling", torch.cat([net.relation.weight.t(), net.relation.bias[None]]))
    give(model, "near", net.near)
    give(model, "above", net.above)
    give(model, "role", net.role)
    for own, heads in (("part", net.acts), ("said", net.said)):
        for name in ("part", *TREE):
            give(model, own if name == "part" else f"{own}_{name}", getattr(heads, name))
    give_lean(model, net.acts)
    onnx.save(model, plain if quantise else target)
    if quantise:
        middle = run / "middle.onnx"
        keep = [n.name for n in model.graph.node if n.op_type == "MatMul" and "/encoder/" not in n.name]
        quantize_dynamic(
            plain,
            middle,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=keep,
            extra_options={"MatMulConstBOnly": True},
        )
        model = onnx.load(middle)
        shrink_embedding(model)
        lean(model)
        onnx.save(model, target)
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", "utf-8")
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    return target


def give_lean(model: onnx.ModelProto, heads: ActHeads) -> None:
    """The hidden layer of parts, with matrices as [in, out] and a bias as the last row."""
    asking, offering = heads.lean_asking, heads.lean_offering
    rows = torch.cat([asking.weight.t(), asking.bias[None]])
    given = (rows, offering.weight.t().contiguous(), heads.lean_tree, heads.lean_far, heads.lean)
    for name, value in zip(network.LEAN, given, strict=True):
        give(model, name, value)


def give(model: onnx.ModelProto, name: str, value: Tensor) -> None:
    """Make a constant one of the model's outputs."""
    graph = model.graph
    graph.initializer.append(numpy_helper.from_array(value.detach().numpy(), f"{name}_constant"))
    graph.node.append(helper.make_node("Identity", [f"{name}_constant"], [name]))
    graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, list(value.shape)))


def shrink_embedding(model: onnx.ModelProto) -> None:
    """Word embeddings as int8 with one scale a row."""
    graph = model.graph
    big = max(graph.initializer, key=lambda t: int(np.prod(t.dims)) if t.data_type == onnx.TensorProto.FLOAT else 0)
    table = numpy_helper.to_array(big)
    scale = (np.abs(table).max(1, keepdims=True) / 127).astype(np.float32)
    small = np.round(table / np.maximum(scale, 1e-12)).astype(np.int8)
    name = big.name
    graph.initializer.remove(big)
    graph.initializer.extend(
        [numpy_helper.from_array(small, "words_int8"), numpy_helper.from_array(scale, "words_scale")]
    )
    for i, node in enumerate(graph.node):
        if node.op_type == "Gather" and node.input[0] == name:
            ids, made = node.input[1], node.output[0]
            nodes = [
                helper.make_node("Gather", ["words_int8", ids], ["words_whole"]),
                helper.make_node("Cast", ["words_whole"], ["words_float"], to=onnx.TensorProto.FLOAT),
                helper.make_node("Gather", ["words_scale", ids], ["words_rows"]),
                helper.make_node("Mul", ["words_float", "words_rows"], [made]),
            ]
            graph.node.remove(node)
            for k, new in enumerate(nodes):
                graph.node.insert(i + k, new)
            return
    raise ValueError("the graph has no word embedding")
