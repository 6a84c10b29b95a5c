"""The decoder as an ONNX step graph with past and present, written node by node.

Inputs `input_ids` [batch, sequence], `attention_mask` [batch, past + sequence], `past_key_values.I.key|value`
[batch, heads, past, 32]; outputs `logits` and `present.I.key|value`: the interface that Hugging Face's exports
have, so that nothing that runs such graphs needs to know about places. They are computed inside: the last
column of layer 0's cached keys holds the last token's place, and the new places follow from it and the new
tokens (layout.py). Padding goes to the left, and a row's cache must stay in order, its newest column last.
Writing the graph by hand instead of tracing keeps it at about 200 nodes of opset 20 with names one can read.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from . import layout
from .decoder import Decoder
from .generate import check_prompt, solve_prompt
from .check import write_check
from .problems import draw_set
from .tape import write_solution
from .vocabulary import encode


class Graph:
    """Nodes in order; each method appends one and returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def op(self, kind: str, *inputs: str, name: str = "", **attributes: object) -> str:
        output = name or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def constant(self, value: object, kind: type = np.int64) -> str:
        array = np.asarray(value, dtype=kind)
        name = f"constant_{kind.__name__}_{'x'.join(map(str, array.shape))}_{'_'.join(map(str, array.flatten()[:8]))}"
        if array.size > 8:
            name += f"_{len(self.constants)}"
        self.constants.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def number(self, value: float) -> str:
        return self.constant(value, np.float32)

    def weight(self, name: str, tensor: torch.Tensor) -> str:
        """Stored in 16 bits, cast when the session starts."""
        self.constants[f"{name}.half"] = numpy_helper.from_array(tensor.detach().half().numpy(), f"{name}.half")
        return self.op("Cast", f"{name}.half", name=name, to=TensorProto.FLOAT)


def write_step_graph(model: Decoder, path: Path) -> None:
    shape, graph = model.shape, Graph()
    length = graph.op("Shape", "input_ids", start=1, end=2, name="length")
    total = graph.op("Shape", "attention_mask", start=1, end=2, name="total")
    one = graph.constant([1])
    steps = graph.op("Range", graph.constant(0), graph.op("Squeeze", length), graph.constant(1), name="steps")
    reach = graph.op("Range", graph.constant(0), graph.op("Squeeze", total), graph.constant(1), name="reach")
    own = graph.op("Unsqueeze", graph.op("Add", steps, graph.op("Sub", total, length)), one, name="own")
    causal = graph.op("LessOrEqual", reach, own, name="causal")
    seen = graph.op("Greater", graph.op("Unsqueeze", "attention_mask", graph.constant([1, 2])), graph.constant(0))
    bias = graph.op("Where", graph.op("And", causal, seen), graph.number(0), graph.number(-1e9), name="bias")
    place = _places(graph, shape.head, steps)
    x = graph.op("Gather", graph.weight("token", model.token.weight), "input_ids")
    for number, embedding in enumerate(model.place):
        index = graph.op("Cast", place[number], to=TensorProto.INT64)
        x = graph.op("Add", x, graph.op("Gather", graph.weight(f"place.{number}", embedding.weight), index))
    columns = [graph.op("Unsqueeze", value, graph.constant([1, 3])) for value in place]
    stacked = graph.op("Concat", *columns, axis=3)
    batch = graph.op("Shape", "input_ids", start=0, end=1, name="batch")
    spread = graph.op("Concat", batch, graph.constant([shape.heads]), length, graph.constant([layout.WIDTH]), axis=0)
    carried = graph.op("Expand", stacked, spread, name="carried")
    for index in range(shape.layers):
        x = _block(graph, model, index, x, carried, bias)
    graph.op("MatMul", _norm(graph, "norm", model.norm, x), graph.weight("head", model.head.weight.T), name="logits")
    _save(graph, model, path)


def compare(model: Decoder, path: Path, count: int = 40) -> dict[str, float]:
    """Feeds the same left-padded texts to both, prompt first, then token by token.

    Returns the largest difference of logits and the share of steps with the same most likely token.
    """
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    problems = draw_set("test", 99, count)
    prompts = [solve_prompt(p.statement) for p in problems[::2]]
    prompts += [check_prompt(p.statement, write_solution(p)) for p in problems[1::2]]
    texts = [encode(write_solution(p)) for p in problems[::2]]
    texts += [encode(write_check(p, write_solution(p))) for p in problems[1::2]]
    width, steps = max(map(len, prompts)), min(map(len, texts))
    ids = torch.tensor([[0] * (width - len(prompt)) + prompt + text[:steps] for prompt, text in zip(prompts, texts)])
    mask = torch.tensor([[0] * (width - len(prompt)) + [1] * (len(prompt) + steps) for prompt in prompts])
    empty = np.zeros((len(prompts), model.shape.heads, 0, model.shape.head), np.float32)
    past = {f"past_key_values.{i}.{part}": empty for i in range(model.shape.layers) for part in ("key", "value")}
    names = [output.name for output in session.get_outputs()]
    largest, same, start, cache = 0.0, [], 0, None
    for end in range(width, width + steps + 1):
        piece = ids[:, start:end]
        feeds = {"input_ids": piece.numpy(), "attention_mask": mask[:, :end].numpy(), **past}
        found = dict(zip(names, session.run(None, feeds)))
        past = {name.replace("present", "past_key_values"): found[name] for name in names[1:]}
        with torch.no_grad():
            logits, cache = model(piece, cache, mask[:, :end])
        ours, theirs = logits[:, -1].numpy(), found["logits"][:, -1]
        largest = max(largest, float(np.abs(ours - theirs).max()))
        same.extend((ours.argmax(1) == theirs.argmax(1)).tolist())
        start = end
    return {"steps": len(same), "largestDifference": largest, "sameToken": sum(same) / len(same)}


def _block(graph: Graph, model: Decoder, index: int, x: str, carried: str, bias: str) -> str:
    shape, block, name = model.shape, model.blocks[index], f"block.{index}"
    normed = _norm(graph, f"{name}.norm_attention", block.norm_attention, x)
    # Layer 0's queries are zero where the keys hold places: a padded weight does what padding the result would.
    parts = {"query": block.query.weight, "key": block.key.weight, "value": block.value.weight}
    heads: dict[str, str] = {}
    for part, weight in parts.items():
        wide = weight.view(shape.heads, -1, shape.width)
        if part == "query" and block.spare:
            wide = torch.nn.functional.pad(wide, (0, 0, 0, block.spare))
        if part == "query":
            wide = wide.detach().float()
        matrix = graph.weight(f"{name}.{part}", wide.reshape(-1, shape.width).T)
        split = graph.constant([0, 0, shape.heads, wide.shape[1]])
        heads[part] = graph.op("Transpose", graph.op("Reshape", graph.op("MatMul", normed, matrix), split), perm=[0, 2, 1, 3])
    if block.spare:
        heads["key"] = graph.op("Concat", heads["key"], carried, axis=3)
    for part in ("key", "value"):
        past, present = f"past_key_values.{index}.{part}", f"present.{index}.{part}"
        heads[part] = graph.op("Concat", past, heads[part], axis=2, name=present)
    query = graph.op("Mul", heads["query"], graph.number(shape.head**-0.5))
    scores = graph.op("MatMul", query, graph.op("Transpose", heads["key"], perm=[0, 1, 3, 2]))
    mixed = graph.op("MatMul", graph.op("Softmax", graph.op("Add", scores, bias), axis=3), heads["value"])
    joined = graph.op("Reshape", graph.op("Transpose", mixed, perm=[0, 2, 1, 3]), graph.constant([0, 0, shape.width]))
    x = graph.op("Add", x, graph.op("MatMul", joined, graph.weight(f"{name}.out", block.out.weight.T)))
    normed = _norm(graph, f"{name}.norm_inner", block.norm_inner, x)
    inner = graph.op("Relu", graph.op("MatMul", normed, graph.weight(f"{name}.up", block.up.weight.T)))
    down = graph.weight(f"{name}.down", block.down.weight.T)
    return graph.op("Add", x, graph.op("MatMul", graph.op("Mul", inner, inner), down))


def _norm(graph: Graph, name: str, norm: torch.nn.RMSNorm, x: str) -> str:
    mean = graph.op("ReduceMean", graph.op("Mul", x, x), graph.constant([-1]), keepdims=1)
    scale = graph.op("Sqrt", graph.op("Add", mean, graph.number(1e-5)))
    return graph.op("Mul", graph.op("Div", x, scale), graph.weight(name, norm.weight))


def _places(graph: Graph, head: int, steps: str) -> list[str]:
    """layout.places, operation by operation; the names are the same."""
    start = graph.op("Slice", "past_key_values.0.key", *(graph.constant([v]) for v in (0, 1, 1)))
    stored = graph.op("Slice", start, *(graph.constant([v]) for v in (head - layout.WIDTH, head, 3)))
    batch = graph.op("Shape", "input_ids", start=0, end=1)
    blank = graph.op("Expand", graph.number(0), graph.op("Concat", batch, graph.constant([1, 1, layout.WIDTH]), axis=0))
    tape = graph.op("Concat", blank, stored, axis=2)
    last = graph.op("Gather", graph.op("Gather", tape, graph.constant(-1), axis=2), graph.constant(0), axis=1)
    before = [graph.op("Slice", last, *(graph.constant([v]) for v in (at, at + 1, 1))) for at in range(layout.WIDTH)]
    part0, step0, field0, column0 = before
    table = {}
    for name, values in layout.tables().items():
        row = graph.constant(values.numpy(), np.float32)
        table[name] = graph.op("Gather", row, "input_ids")
    zero, one, half = graph.number(0), graph.number(1), graph.number(0.5)

    def flag(condition: str) -> str:
        return graph.op("Cast", condition, to=TensorProto.FLOAT)

    def above(value: str, limit: str) -> str:
        return flag(graph.op("Greater", value, limit))

    def run(value: str) -> str:
        return graph.op("CumSum", value, graph.constant(1))

    def last_of(flags: str) -> str:
        """[rows, time] -> position of the last flag, by a masked maximum over [rows, time, time]."""
        position = graph.op("Cast", steps, to=TensorProto.FLOAT)
        at = graph.op("Where", graph.op("Greater", flags, half), position, graph.number(-1))
        reachable = graph.op("GreaterOrEqual", graph.op("Unsqueeze", steps, graph.constant([1])), steps)
        wide = graph.op("Where", reachable, graph.op("Unsqueeze", at, graph.constant([1])), graph.number(-1))
        return graph.op("ReduceMax", wide, graph.constant([2]), keepdims=0)

    def at(values: str, positions: str, otherwise: str) -> str:
        index = graph.op("Cast", graph.op("Max", positions, zero), to=TensorProto.INT64)
        found = graph.op("GatherElements", values, index, axis=1)
        return graph.op("Where", graph.op("GreaterOrEqual", positions, zero), found, otherwise)

    lines = graph.op("Add", run(table["newline"]), above(part0, zero))
    checks = graph.op("Add", run(table["check"]), above(part0, one))
    part = graph.op("Add", graph.op("Min", lines, one), checks)
    in_problem = flag(graph.op("Less", part, half))
    first_line = flag(graph.op("Less", lines, graph.number(1.5)))
    enters = graph.op("Mul", graph.op("Mul", above(part, half), table["newline"]), first_line)
    starts = graph.op("Min", graph.op("Add", enters, table["check"]), one)
    later = graph.op("Mul", graph.op("Sub", one, in_problem), table["newline"])
    later = graph.op("Mul", later, graph.op("Sub", one, starts))
    counts = run(graph.op("Add", graph.op("Mul", in_problem, table["operator"]), later))
    step = graph.op("Sub", counts, at(counts, last_of(starts), graph.op("Neg", step0)))
    opens = graph.op("Mul", in_problem, graph.op("Add", table["operator"], table["opening"]))
    last_mark = last_of(graph.op("Min", graph.op("Add", table["mark"], opens), one))
    field = at(table["field"], last_mark, field0)
    index = graph.op("Cast", steps, to=TensorProto.FLOAT)
    carried_on = graph.op("Add", graph.op("Add", index, one), column0)
    known = graph.op("GreaterOrEqual", last_mark, zero)
    column = graph.op("Where", known, graph.op("Sub", index, last_mark), carried_on)
    limits = (layout.PARTS - 1, layout.STEPS - 1, layout.FIELDS - 1, layout.COLUMNS - 1)
    values = zip(("part", "step", "field", "column"), (part, step, field, column), limits)
    return [graph.op("Clip", value, zero, graph.number(limit), name=f"place_{name}") for name, value, limit in values]


def _save(graph: Graph, model: Decoder, path: Path) -> None:
    shape, real = model.shape, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "sequence"]),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "total"]),
    ]
    outputs = [helper.make_tensor_value_info("logits", real, ["batch", "sequence", model.head.weight.shape[0]])]
    for index in range(shape.layers):
        for part in ("key", "value"):
            sizes = ["batch", shape.heads, "past", shape.head]
            inputs.append(helper.make_tensor_value_info(f"past_key_values.{index}.{part}", real, sizes))
            sizes = ["batch", shape.heads, "total", shape.head]
            outputs.append(helper.make_tensor_value_info(f"present.{index}.{part}", real, sizes))
    body = helper.make_graph(graph.nodes, "nano", inputs, outputs, list(graph.constants.values()))
    document = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(document)
    onnx.save(document, str(path))
