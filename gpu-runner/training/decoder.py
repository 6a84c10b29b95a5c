"""nano: one causal decoder, 128 wide, 4 layers, 4 heads, about 0.8 million weights, for both skills.

RMS norm before each block, squared ReLU, learned embeddings of the four place numbers added to the token's.
Attention is written out: on a CPU its backward pass is half again as fast as the fused kernel's at this size.
The first layer's keys leave four of their 32 numbers to the token's place: the cache of an ordinary decoder
thereby carries all the state there is, and runtimes that know nothing of places can run the model.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from . import layout
from .vocabulary import TOKENS


@dataclass(frozen=True)
class Shape:
    width: int = 128
    layers: int = 4
    heads: int = 4
    inner: int = 512

    @property
    def head(self) -> int:
        return self.width // self.heads


Cache = list[tuple[Tensor, Tensor]]


class Block(nn.Module):
    def __init__(self, shape: Shape, first: bool) -> None:
        super().__init__()
        self.shape = shape
        self.spare = layout.WIDTH if first else 0
        keys = shape.heads * (shape.head - self.spare)
        self.norm_attention = nn.RMSNorm(shape.width, eps=1e-5)
        self.query = nn.Linear(shape.width, keys, bias=False)
        self.key = nn.Linear(shape.width, keys, bias=False)
        self.value = nn.Linear(shape.width, shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)
        self.norm_inner = nn.RMSNorm(shape.width, eps=1e-5)
        self.up = nn.Linear(shape.width, shape.inner, bias=False)
        self.down = nn.Linear(shape.inner, shape.width, bias=False)

    def forward(self, x: Tensor, place: Tensor, past: tuple[Tensor, Tensor] | None, bias: Tensor):
        rows, time, _ = x.shape
        normed = self.norm_attention(x)
        query, key, value = (
            part(normed).view(rows, time, self.shape.heads, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if self.spare:
            carried = place.unsqueeze(1).expand(rows, self.shape.heads, time, self.spare).to(key.dtype)
            query = functional.pad(query, (0, self.spare))
            key = torch.cat([key, carried], dim=3)
        if past is not None:
            key, value = torch.cat([past[0], key], dim=2), torch.cat([past[1], value], dim=2)
        scores = torch.matmul(query * self.shape.head**-0.5, key.transpose(2, 3)).float() + bias
        mixed = torch.matmul(scores.softmax(3).to(value.dtype), value)
        x = x + self.out(mixed.transpose(1, 2).reshape(rows, time, -1))
        inner = functional.relu(self.up(self.norm_inner(x)))
        return x + self.down(inner * inner), (key, value)


class Decoder(nn.Module):
    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.token = nn.Embedding(len(TOKENS), shape.width)
        sizes = (layout.PARTS, layout.STEPS, layout.FIELDS, layout.COLUMNS)
        self.place = nn.ModuleList(nn.Embedding(size, shape.width) for size in sizes)
        self.blocks = nn.ModuleList(Block(shape, index == 0) for index in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=1e-5)
        self.head = nn.Linear(shape.width, len(TOKENS), bias=False)
        self.tables = layout.tables()
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                scale = 0.5 if name.startswith(("token", "place")) else weight.shape[1] ** -0.5
                nn.init.normal_(weight, std=0.0 if name.endswith(("out.weight", "down.weight")) else scale)

    def forward(self, ids: Tensor, past: Cache | None = None, mask: Tensor | None = None) -> tuple[Tensor, Cache]:
        """Logits [rows, time, tokens] and the cache. `mask` [rows, past + time] is 0 at padding on the left."""
        rows, time = ids.shape
        before = past[0][0][:, 0, -1, -layout.WIDTH :].float() if past else torch.zeros(rows, layout.WIDTH)
        place = layout.places(ids, before, self.tables)
        x = self.token(ids)
        for number, embedding in enumerate(self.place):
            x = x + embedding(place[:, :, number].long())
        bias = _bias(mask if mask is not None else torch.ones(1, (past[0][0].shape[2] if past else 0) + time), time)
        cache: Cache = []
        for index, block in enumerate(self.blocks):
            x, entry = block(x, place, past[index] if past else None, bias)
            cache.append(entry)
        return self.head(self.norm(x)), cache


def _bias(mask: Tensor, time: int) -> Tensor:
    """Additive attention bias [rows, 1, time, past + time]: causal, and blind to padding."""
    total = mask.shape[1]
    index = torch.arange(total)
    causal = index[None, :] <= index[total - time :, None]
    seen = causal[None] & (mask[:, None, :] > 0)
    return torch.where(seen, 0.0, -1e9).unsqueeze(1)
