"""Small decoders with random weights for the tests, as exporters would write their step graphs.

`plain` computes positions from the mask itself and has as many key heads as query heads. `llama` is shaped like an export
of a Llama: `position_ids`, rotary positions, grouped key heads, and what exports contain besides plain operators: a
function of the model's own, an operator of another domain, an If inside, weights whose names the Loop graph wants
for itself.
"""

from dataclasses import dataclass

import numpy as np
from onnx import FunctionProto, ModelProto, TensorProto, helper, numpy_helper

from .graph import Graph

FUNCTIONS = "tiny.functions"


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 48
    width: int = 16
    layers: int = 2
    heads: int = 4
    key_heads: int = 4
    head: int = 4
    inner: int = 32
    llama: bool = False
    kept: bool = False
    opset: int = 17

    @property
    def group(self) -> int:
        return self.heads // self.key_heads


def make_step_graph(shape: Shape, seed: int) -> ModelProto:
    rng = np.random.default_rng(seed)
    graph = Graph("", shape.opset, {})

    def weight(name: str, *sizes: int, scale: float) -> str:
        values = rng.normal(0, scale, sizes).astype(np.float16)
        if shape.llama:
            graph.constants[name] = numpy_helper.from_array(values.astype(np.float32), name)
            return name
        graph.constants[f"{name}.half"] = numpy_helper.from_array(values, f"{name}.half")
        return graph.op("Cast", f"{name}.half", name=name, to=TensorProto.FLOAT)

    def norm(x: str, name: str) -> str:
        scale = weight(name, shape.width, scale=0.1)
        scale = graph.op("Add", scale, graph.number(1))
        if shape.llama:
            return graph.op("RmsNorm", x, scale, domain=FUNCTIONS)
        mean = graph.reduce("ReduceMean", graph.op("Mul", x, x), [2])
        return graph.op("Mul", graph.op("Div", x, graph.op("Sqrt", graph.op("Add", mean, graph.number(1e-5)))), scale)

    wide = shape.width**-0.5
    # A weight called like one of the Loop graph's own outputs.
    x = graph.op("Gather", weight("tokens" if shape.llama else "embed", shape.vocabulary, shape.width, scale=1), "input_ids")
    bias, cosine, sine = _bias(graph, shape), *_rotary(graph, shape)
    for index in range(shape.layers):
        name = f"layers.{index}"
        normed = norm(x, f"{name}.norm_attention")
        parts = {}
        for part, heads in (("query", shape.heads), ("key", shape.key_heads), ("value", shape.key_heads)):
            made = graph.op("MatMul", normed, weight(f"{name}.{part}", shape.width, heads * shape.head, scale=2 * wide))
            made = graph.op("Reshape", made, graph.constant([0, 0, heads, shape.head]))
            parts[part] = graph.op("Transpose", made, perm=[0, 2, 1, 3])
        for part in ("query", "key"):
            parts[part] = _rotate(graph, shape, parts[part], cosine, sine)
        for part in ("key", "value"):
            past = f"past_key_values.{index}.{part}"
            present = graph.op("Concat", past, parts[part], axis=2, name=f"present.{index}.{part}")
            parts[part] = _repeat(graph, shape, present)
        query = graph.op("Mul", parts["query"], graph.number(shape.head**-0.5))
        scores = graph.op("MatMul", query, graph.op("Transpose", parts["key"], perm=[0, 1, 3, 2]))
        mixed = graph.op("MatMul", graph.op("Softmax", graph.op("Add", scores, bias), axis=3), parts["value"])
        joined = graph.op("Transpose", mixed, perm=[0, 2, 1, 3])
        joined = graph.op("Reshape", joined, graph.constant([0, 0, shape.heads * shape.head]))
        out = weight(f"{name}.out", shape.heads * shape.head, shape.width, scale=wide)
        x = graph.op("Add", x, graph.op("MatMul", joined, out))
        inner = graph.op("MatMul", norm(x, f"{name}.norm_inner"), weight(f"{name}.up", shape.width, shape.inner, scale=wide))
        if shape.llama:
            inner = graph.op("QuickGelu", inner, domain="com.microsoft", alpha=1.0)
        else:
            inner = graph.op("Relu", inner)
        x = graph.op("Add", x, graph.op("MatMul", inner, weight(f"{name}.down", shape.inner, shape.width, scale=wide)))
    x = norm(x, "norm")
    if shape.kept:
        kept = graph.op("Unsqueeze", "num_logits_to_keep", graph.constant([0]))
        x = graph.op("Slice", x, graph.op("Neg", kept), graph.constant([2**31]), graph.constant([1]))
    head = weight("head", shape.width, shape.vocabulary, scale=2 * wide)
    graph.op("MatMul", x, head, name="logits")
    return _model(graph, shape)


def _bias(graph: Graph, shape: Shape) -> str:
    length, total = graph.size("input_ids", 1), graph.size("attention_mask", 1)
    steps = graph.op("Range", graph.constant(0), graph.op("Squeeze", length), graph.constant(1))
    reach = graph.op("Range", graph.constant(0), graph.op("Squeeze", total), graph.constant(1))
    own = graph.unsqueeze(graph.op("Add", steps, graph.op("Sub", total, length)), 1)
    seen = graph.op("Greater", graph.op("Unsqueeze", "attention_mask", graph.constant([1, 2])), graph.constant(0))
    allowed = graph.op("And", graph.op("LessOrEqual", reach, own), seen)
    if not shape.llama:
        return graph.op("Where", allowed, graph.number(0), graph.number(-1e9))
    # One token needs no causal part: the kind of If that exporters leave in a graph.
    single = graph.op("Equal", graph.op("Squeeze", length), graph.constant(1))
    branches = []
    for name, flags in (("one", seen), ("many", allowed)):
        branch = graph.inside(name)
        branches.append((branch, branch.op("Where", flags, branch.number(0), branch.number(-1e9))))
    return graph.choose(single, *branches, ["batch", 1, None, None])


def _rotary(graph: Graph, shape: Shape) -> tuple[str, str]:
    positions = "position_ids"
    if not shape.llama:
        counted = graph.op("Sub", graph.op("CumSum", "attention_mask", graph.constant(1)), graph.constant(1))
        length = graph.size("input_ids", 1)
        counted = graph.op("Max", counted, graph.constant(0))
        positions = graph.op("Slice", counted, graph.op("Neg", length), graph.constant([2**31]), graph.constant([1]))
    positions = graph.op("Unsqueeze", graph.real(positions), graph.constant([1, 3]))
    rates = 100.0 ** (-np.arange(shape.head // 2) / (shape.head // 2))
    angles = graph.op("Mul", positions, graph.constant(rates, np.float32))
    return graph.op("Cos", angles), graph.op("Sin", angles)


def _rotate(graph: Graph, shape: Shape, x: str, cosine: str, sine: str) -> str:
    half = shape.head // 2
    left = graph.op("Slice", x, graph.constant([0]), graph.constant([half]), graph.constant([3]))
    right = graph.op("Slice", x, graph.constant([half]), graph.constant([shape.head]), graph.constant([3]))
    first = graph.op("Sub", graph.op("Mul", left, cosine), graph.op("Mul", right, sine))
    second = graph.op("Add", graph.op("Mul", right, cosine), graph.op("Mul", left, sine))
    return graph.op("Concat", first, second, axis=3)


def _repeat(graph: Graph, shape: Shape, x: str) -> str:
    """Key heads for each query head."""
    if shape.group == 1:
        return x
    wide = graph.op("Expand", graph.unsqueeze(x, 2), graph.constant([1, 1, shape.group, 1, 1]))
    sizes = graph.op("Concat", graph.constant([0, shape.heads]), graph.size(x, 2), graph.constant([shape.head]), axis=0)
    return graph.op("Reshape", wide, sizes)


def _model(graph: Graph, shape: Shape) -> ModelProto:
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch_size", "sequence_length"]),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch_size", "total_sequence_length"]),
    ]
    if shape.llama:
        inputs.append(helper.make_tensor_value_info("position_ids", TensorProto.INT64, ["batch_size", "sequence_length"]))
    if shape.kept:
        inputs.append(helper.make_tensor_value_info("num_logits_to_keep", TensorProto.INT64, []))
    logits = ["batch_size", "columns", shape.vocabulary]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, logits)]
    for index in range(shape.layers):
        for part in ("key", "value"):
            sizes = ["batch_size", shape.key_heads, "past_sequence_length", shape.head]
            inputs.append(helper.make_tensor_value_info(f"past_key_values.{index}.{part}", TensorProto.FLOAT, sizes))
            sizes = ["batch_size", shape.key_heads, "total_sequence_length", shape.head]
            outputs.append(helper.make_tensor_value_info(f"present.{index}.{part}", TensorProto.FLOAT, sizes))
    name = "tiny_llama" if shape.llama else "tiny_plain"
    made = helper.make_graph(graph.nodes, name, inputs, outputs, list(graph.constants.values()))
    opsets = [helper.make_opsetid("", shape.opset)]
    functions = []
    if shape.llama:
        opsets += [helper.make_opsetid("com.microsoft", 1), helper.make_opsetid(FUNCTIONS, 1)]
        functions = [_rms_norm(shape.opset)]
    return helper.make_model(made, opset_imports=opsets, functions=functions, ir_version=8)


def _rms_norm(opset: int) -> FunctionProto:
    graph = Graph("", opset, {})
    small = graph.op("Constant", name="small", value_float=1e-5)
    squares = graph.op("Mul", "x", "x")
    if opset >= 18:
        axes = graph.op("Constant", name="axes", value_ints=[-1])
        mean = graph.op("ReduceMean", squares, axes, keepdims=1)
    else:
        mean = graph.op("ReduceMean", squares, axes=[-1], keepdims=1)
    root = graph.op("Sqrt", graph.op("Add", mean, small))
    graph.op("Mul", graph.op("Div", "x", root), "scale", name="y")
    opsets = [helper.make_opsetid("", opset)]
    return helper.make_function(FUNCTIONS, "RmsNorm", ["x", "scale"], ["y"], graph.nodes, opsets)
