"""One token for each row, inside the graph: temperature, top-k, top-p, then the inverse distribution at the row's noise.

Decision: the cut by top-k and top-p yields one number a row, the smallest weight kept, and the draw itself always
goes over the vocabulary in the order of token ids. So a row's token does not depend on whether its neighbours ask
for a cut, equal weights at the cut are all kept (no order among them has to be defined), and a sort is needed only
where some row asks. Even then only the largest 1,024 weights are sorted; the whole vocabulary only when a row's
top-p mass reaches further.

Running sums over a large vocabulary go in two levels, blocks first: a plain CumSum is sequential on the CPU, and
quadratic in ONNX Runtime's CUDA kernel. All is float32.
"""

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from .graph import Graph

SORTED = 1024
BLOCK = 256
# The largest share that, multiplied with any total, stays below it in float32: total * (1 - 2^-23) rounds down.
BELOW_ONE = 1.0 - 2.0**-23
# Below this a temperature is no longer told apart from it; keeps logits / temperature finite.
COLDEST = 1e-4


@dataclass(frozen=True)
class Draw:
    """Values that stay the same through the run, computed before the Loop. Rows are [B, 1], flags are scalars."""

    temperature: str
    greedy: str
    top_k: str
    top_p: str
    # No row is greedy or asks for a cut.
    plain: str
    # Some row is not greedy.
    sampled: str
    cut: str
    depth: str
    # [B, K]: the share of the mass that lies before the token; 0, so the first one, in greedy rows.
    shares: str


def prepare(graph: Graph, temperature: str, top_k: str, top_p: str, noise: str) -> Draw:
    temperature, top_k, top_p = (graph.unsqueeze(value, 1) for value in (temperature, top_k, top_p))
    warm = graph.op("Greater", temperature, graph.number(0), name="warm")
    greedy = graph.op("Not", warm, name="greedy")
    by_rank = graph.op("Greater", top_k, graph.constant(0), name="by_rank")
    by_mass = graph.op("Less", top_p, graph.number(1), name="by_mass")
    asks = graph.op("And", warm, graph.op("Or", by_rank, by_mass))
    # How many of the largest weights the sorting must give at least.
    depth = graph.op("Where", by_rank, top_k, graph.op("Where", by_mass, graph.constant(SORTED), graph.constant(1)))
    depth = graph.op("Where", asks, depth, graph.constant(1))
    deepest, _ = graph.ops("TopK", ["deepest", "deepest_row"], depth, graph.constant([1]), axis=0)
    return Draw(
        temperature=graph.op("Max", temperature, graph.number(COLDEST), name="temperature"),
        greedy=greedy,
        top_k=graph.op("Where", by_rank, top_k, graph.constant(np.iinfo(np.int32).max), name="top_k"),
        top_p=graph.op("Max", top_p, graph.number(1e-9), name="top_p"),
        plain=graph.op("Not", graph.any(graph.op("Or", greedy, asks), [0, 1]), name="plain"),
        sampled=graph.any(warm, [0, 1]),
        cut=graph.any(asks, [0, 1]),
        depth=graph.op("Squeeze", deepest, graph.constant([1]), name="depth"),
        shares=graph.op(
            "Where", greedy, graph.number(0), graph.op("Min", noise, graph.number(BELOW_ONE)), name="shares"
        ),
    )


def draw_token(graph: Graph, draw: Draw, logits: str, share: str, vocabulary: int | None) -> tuple[str, str]:
    """`logits` [B, V] and `share` [B, 1] of draw.shares -> token [B, 1] int64 and its log-probability [B, 1]."""
    weights = _weights(graph, draw, logits, vocabulary)
    token = _invert(graph, weights, share, vocabulary)
    logs = graph.op("LogSoftmax", logits, axis=1, name="log_probabilities")
    return token, graph.op("GatherElements", logs, token, axis=1, name="log_probability")


def _weights(graph: Graph, draw: Draw, logits: str, vocabulary: int | None) -> str:
    """Of each token, [B, V]: 0 where it is cut. A greedy row's are 1 at its maxima."""
    plain, other = graph.inside("plain"), graph.inside("other")
    all_greedy, mixed = other.inside("greedy"), other.inside("mixed")
    weights = mixed.op("Where", draw.greedy, _maxima(mixed, logits), _softmax(mixed, draw, logits))
    floor = _floor_if_asked(mixed, draw, weights, vocabulary)
    kept = mixed.op("Where", mixed.op("GreaterOrEqual", weights, floor), weights, mixed.number(0))
    kept = other.choose(draw.sampled, (mixed, kept), (all_greedy, _maxima(all_greedy, logits)), [None, None])
    return graph.choose(draw.plain, (plain, _softmax(plain, draw, logits)), (other, kept), [None, None])


def _softmax(graph: Graph, draw: Draw, logits: str) -> str:
    return graph.op("Softmax", graph.op("Div", logits, draw.temperature), axis=1)


def _maxima(graph: Graph, logits: str) -> str:
    """1 at each maximum of a row. By TopK, because ONNX Runtime has no ArgMax on CUDA for opset 12 and later."""
    largest, _ = graph.ops("TopK", ["largest", "largest_id"], logits, graph.constant([1]), axis=1)
    return graph.real(graph.op("Equal", logits, largest))


def _floor_if_asked(graph: Graph, draw: Draw, weights: str, vocabulary: int | None) -> str:
    """The smallest weight kept, [B, 1]; 0 where no row asks for a cut."""
    whole, cut = graph.inside("whole"), graph.inside("cut")
    zero = whole.op("Mul", draw.temperature, whole.number(0))
    size = cut.size(weights, 1)
    if vocabulary is not None and vocabulary <= SORTED:
        floor, _ = _floor(cut, draw, weights, size, size)
    else:
        found, short = _floor(cut, draw, weights, cut.op("Min", draw.depth, size), size)
        enough, deeper = cut.inside("enough"), cut.inside("deeper")
        found = enough.op("Identity", found)
        floor = cut.choose(short, (deeper, _floor(deeper, draw, weights, size, size)[0]), (enough, found), [None, 1])
    return graph.choose(draw.cut, (cut, floor), (whole, zero), [None, 1])


def _floor(graph: Graph, draw: Draw, weights: str, depth: str, size: str) -> tuple[str, str]:
    """From the `depth` [1] largest weights; and whether some row's mass lies deeper.

    Top-p counts its mass after top-k: the kept ones are the shortest run of the top_k largest that holds top_p of
    their sum.
    """
    ordered, _ = graph.ops("TopK", ["ordered", "ids"], weights, depth, axis=1, largest=1, sorted=1)
    ranks = graph.op("Range", graph.constant(0), graph.op("Squeeze", depth), graph.constant(1))
    ranked = graph.op("Less", ranks, draw.top_k)
    masses = graph.op("Where", ranked, ordered, graph.number(0))
    open_ended = graph.op("Greater", graph.op("Min", draw.top_k, size), depth)
    inside = graph.reduce("ReduceSum", masses, [1])
    total = graph.op("Where", open_ended, graph.reduce("ReduceSum", weights, [1]), inside)
    wanted = graph.op("Mul", draw.top_p, total)
    before = _running_sum(graph, masses, depth)
    whole = graph.op("GreaterOrEqual", draw.top_p, graph.number(1))
    reached = graph.op("Or", graph.op("Less", before, wanted), whole)
    kept = graph.reduce("ReduceSum", graph.real(graph.op("And", ranked, reached)), [1])
    last = graph.op("Sub", graph.cast(kept, TensorProto.INT64), graph.constant(1))
    floor = graph.op("GatherElements", ordered, last, axis=1)
    # A row without a cut that only has neighbours with one keeps everything.
    floor = graph.op("Where", graph.op("And", open_ended, whole), graph.number(0), floor)
    short = graph.op("And", graph.op("And", open_ended, graph.op("Not", whole)), graph.op("Less", inside, wanted))
    return floor, graph.any(short, [0, 1])


def _running_sum(graph: Graph, values: str, length: str) -> str:
    """The sum of all before each one, [B, length], in blocks."""
    blocks = _blocks(graph, values, length)
    within = graph.op("CumSum", blocks, graph.constant(2), exclusive=1)
    sums = graph.reduce("ReduceSum", blocks, [2])
    before = graph.op("Add", within, graph.op("CumSum", sums, graph.constant(1), exclusive=1))
    flat = graph.op("Reshape", before, graph.constant([0, -1]))
    return graph.op("Slice", flat, graph.constant([0]), length, graph.constant([1]))


def _blocks(graph: Graph, values: str, length: str) -> str:
    """[B, length] -> [B, blocks, BLOCK], filled up with zeros."""
    short = graph.op("Mod", graph.op("Neg", length), graph.constant([BLOCK]))
    pads = graph.op("Concat", graph.constant([0, 0, 0]), short, axis=0)
    return graph.op("Reshape", graph.op("Pad", values, pads), graph.constant([0, -1, BLOCK]))


def _invert(graph: Graph, weights: str, share: str, vocabulary: int | None) -> str:
    """First token whose running sum of weights exceeds share * total; its weight is above 0."""
    if vocabulary is not None and vocabulary <= SORTED:
        return _first_above(graph, weights, lambda total: graph.op("Mul", share, total))
    blocks = _blocks(graph, weights, graph.size(weights, 1))
    sums = graph.reduce("ReduceSum", blocks, [2], keep=False)
    wanted: list[str] = []

    def target(total: str) -> str:
        wanted.append(graph.op("Mul", share, total))
        return wanted[0]

    block = _first_above(graph, sums, target)
    earlier = graph.op("GatherElements", graph.op("CumSum", sums, graph.constant(1), exclusive=1), block, axis=1)
    rest = graph.op("Max", graph.op("Sub", wanted[0], earlier), graph.number(0))
    row = graph.op("GatherND", blocks, block, batch_dims=1)

    def remaining(total: str) -> str:
        # The block's sum and its running sum may differ in the last bit.
        return graph.op("Min", rest, graph.op("Mul", total, graph.number(BELOW_ONE)))

    place = _first_above(graph, row, remaining)
    return graph.op("Add", graph.op("Mul", block, graph.constant(BLOCK)), place)


def _first_above(graph: Graph, weights: str, target) -> str:  # noqa: ANN001
    sums = graph.op("CumSum", weights, graph.constant(1))
    total = graph.op("Gather", sums, graph.constant([-1]), axis=1)
    passed = graph.real(graph.op("LessOrEqual", sums, target(total)))
    return graph.cast(graph.reduce("ReduceSum", passed, [1]), TensorProto.INT64)
