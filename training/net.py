"""The network: one MiniLM encoder that also sees letter case, and a small head for every layer of analysis."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.language.shape import SHAPES

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC, RELATION, SHAPE = 192, 64, 32


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: [batch, pieces, width]; mask: additive [batch, 1, 1, pieces] or None."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + self.dropout(y))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """BERT embeddings plus a case embedding that starts at zero, then the layers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(SHAPES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.cases.weight)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor | None) -> Tensor:
        """pieces, cases: [batch, pieces] → [batch, pieces, width]."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.words(pieces) + self.positions(at) + self.cases(cases)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def adopt(self, weights: Path) -> None:
        """Take over a BERT checkpoint in safetensors form (names as in Hugging Face's BertModel)."""
        state = {k.removeprefix("bert."): v.float() for k, v in load_file(weights).items()}
        with torch.no_grad():
            self.words.weight.copy_(state["embeddings.word_embeddings.weight"])
            kind = state["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(state["embeddings.position_embeddings.weight"] + kind)
            copy(self.norm, state, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)
                at = f"encoder.layer.{i}"
                for part in ("weight", "bias"):
                    rows = [state[f"{at}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(rows))
                copy(layer.out, state, f"{at}.attention.output.dense")
                copy(layer.norm1, state, f"{at}.attention.output.LayerNorm")
                copy(layer.inner, state, f"{at}.intermediate.dense")
                copy(layer.outer, state, f"{at}.output.dense")
                copy(layer.norm2, state, f"{at}.output.LayerNorm")


def copy(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    """Copy weight and bias of one checkpoint entry."""
    module.weight.copy_(state[f"{name}.weight"])
    module.bias.copy_(state[f"{name}.bias"])


class Net(nn.Module):
    """Encoder and heads. Outputs by name, all over words: see `forward`."""

    TAGS = ("upos", "xpos", "feats", "lemma", "entity")

    def __init__(self, sizes: dict[str, int], dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.shapes = nn.Embedding(SHAPES + 1, SHAPE)
        self.mix = nn.Linear(2 * WIDTH + SHAPE, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, sizes[name]) for name in self.TAGS if name != "entity"})
        self.names = nn.Sequential(nn.Linear(WIDTH, WIDTH // 2), nn.GELU(), nn.Linear(WIDTH // 2, sizes["entity"]))
        self.start = nn.Linear(WIDTH, 1)
        self.root = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.arc_child, self.arc_parent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_child, self.rel_parent = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.relation = nn.Parameter(torch.empty(RELATION + 1, sizes["relation"] * (RELATION + 1)))
        self.relations = sizes["relation"]
        nn.init.orthogonal_(self.arc)
        nn.init.normal_(self.relation, std=0.02)

    def forward(
        self, pieces: Tensor, cases: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, shapes: Tensor
    ) -> dict[str, Tensor]:
        """first, last: [batch, words] piece numbers; shapes: [batch, words].

        Gives [batch, words, labels] for each of TAGS, `start` [batch, words], `arc` [batch, words, words + 1] (column 0
        is the root), `child` [batch, words, relations, k] and `parent` [batch, words + 1, k]: the score of relation r
        between child c and parent p is child[c, r] · parent[p].
        """
        x = self.encoder(pieces, cases, mask)
        wide = [torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, WIDTH)) for at in (first, last)]
        h = F.gelu(self.mix(torch.cat([*wide, self.shapes(shapes)], -1)))
        h = self.dropout(h)
        out = {name: head(h) for name, head in self.tags.items()}
        out["entity"] = self.names(h)
        out["start"] = self.start(h).squeeze(-1)
        g = torch.cat([self.root.expand(h.shape[0], -1, -1).to(h.dtype), h], 1)
        child, parent = self.dropout(F.gelu(self.arc_child(h))), self.dropout(F.gelu(self.arc_parent(g)))
        out["arc"] = torch.matmul(torch.matmul(with_one(child), self.arc), parent.transpose(1, 2))
        child, parent = self.dropout(F.gelu(self.rel_child(h))), self.dropout(F.gelu(self.rel_parent(g)))
        scores = torch.matmul(with_one(child), self.relation)
        out["child"] = scores.view(h.shape[0], -1, self.relations, RELATION + 1)
        out["parent"] = with_one(parent)
        return out


def with_one(x: Tensor) -> Tensor:
    """Append a constant: bilinear forms then hold their linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
