"""The Loop graph: the step graph as the body of one ONNX Loop, and the drawing of tokens beside it.

One run generates up to `steps` tokens. The first pass of the Loop reads the prompt, or the one token of each row that the
run before drew last; each pass draws a token and hands it, the cache and the mask to the next. So prompt, cache
and continuation need one copy of the step graph, and its weights lie outside the Loop, once.
README.md has the table of inputs and outputs.
"""

from onnx import ModelProto, TensorProto, ValueInfoProto, helper

from .body import PREFIX, Body, make_body
from .graph import Graph
from .sampler import draw_token, prepare
from .step_layout import KEPT, LOGITS, MASK, POSITIONS, TOKENS, StepLayout, read_step_layout

INT, REAL, BOOL = TensorProto.INT64, TensorProto.FLOAT, TensorProto.BOOL
# Name, type, shape, in the order of the README's table; the cache stands behind them.
INPUTS: list[tuple[str, int, list[str | int]]] = [
    ("input_ids", INT, ["batch", "sequence"]),
    ("attention_mask", INT, ["batch", "total"]),
    ("steps", INT, []),
    ("noise", REAL, ["batch", "columns"]),
    ("temperature", REAL, ["batch"]),
    ("top_k", INT, ["batch"]),
    ("top_p", REAL, ["batch"]),
    ("finished", BOOL, ["batch"]),
    ("eos_token_ids", INT, ["ends"]),
    ("pad_token_id", INT, []),
]
OUTPUTS: list[tuple[str, int, list[str | int]]] = [
    ("tokens", INT, ["batch", "generated"]),
    ("log_probabilities", REAL, ["batch", "generated"]),
    ("finished_out", BOOL, ["batch"]),
    ("attention_mask_out", INT, ["batch", "total_out"]),
]


def make_loop_graph(model: ModelProto) -> ModelProto:
    """Raises ConversionError where the step graph's layout is unknown. `model` stays as it is."""
    layout = read_step_layout(model)
    taken = {name for name, _, _ in (*INPUTS, *OUTPUTS)}
    taken |= {value.name for value in (*layout.past, *layout.present)}
    body = make_body(model, taken)
    constants: dict[str, TensorProto] = {}
    outer = Graph("loop/", layout.opset, constants)
    draw = prepare(outer, "temperature", "top_k", "top_p", "noise")
    inner = Graph("pass/", layout.opset, constants)
    iteration, go = inner.prefix + "iteration", inner.prefix + "go"
    finished, mask, position = inner.prefix + "finished", f"{PREFIX}{MASK}", f"{PREFIX}{POSITIONS}"
    if layout.has_kept:
        inner.nodes.append(helper.make_node("Identity", [inner.constant(1)], [f"{PREFIX}{KEPT}"], name=f"{PREFIX}{KEPT}"))
    logits = _last_column(inner, layout, body)
    share = inner.op("Gather", draw.shares, inner.unsqueeze(iteration, 0), axis=1, name="share")
    token, log = draw_token(inner, draw, logits, share, layout.vocabulary)
    was = inner.unsqueeze(finished, 1)
    written = inner.op("Where", was, "pad_token_id", token, name="written")
    certain = inner.op("Where", was, inner.number(0), log)
    ends = inner.any(inner.op("Equal", written, "eos_token_ids"), [1])
    over = inner.op("Or", finished, ends, name="over")
    running = inner.any(inner.op("Not", over), [0])
    ones = inner.op("Add", inner.op("Mul", written, inner.constant(0)), inner.constant(1))
    longer = inner.op("Concat", mask, ones, axis=1)
    carried = [(f"{PREFIX}{TOKENS}", TOKENS, written), (mask, MASK, longer), (finished, "finished", over)]
    if layout.has_positions:
        last = inner.op("Gather", position, inner.constant([-1]), axis=1)
        next_position = inner.op("Add", last, inner.constant(1))
        carried.append((position, _first_positions(outer), next_position))
    kinds = [(INT, ["batch", None]), (INT, ["batch", None]), (BOOL, ["batch"]), (INT, ["batch", None])]
    values = [(helper.make_tensor_value_info(name, *kind), begin, end) for (name, begin, end), kind in zip(carried, kinds)]
    for past, present in zip(layout.past, layout.present):
        values.append((_named(past, f"{PREFIX}{past.name}"), past.name, f"{PREFIX}{present.name}"))
    # The step graph's nodes follow what they need: the constant count of kept columns, nothing else.
    kept = 1 if layout.has_kept else 0
    inner.nodes[kept:kept] = body.nodes
    written_row = inner.op("Squeeze", written, inner.constant([1]), name="token_row")
    certain_row = inner.op("Squeeze", certain, inner.constant([1]), name="log_row")
    scans = [(written_row, INT), (certain_row, REAL)]
    infos = [_named(value, end) for value, _, end in values]
    loop_body = helper.make_graph(
        inner.nodes,
        "one_pass",
        [
            helper.make_tensor_value_info(iteration, INT, []),
            helper.make_tensor_value_info(go, BOOL, []),
            *(value for value, _, _ in values),
        ],
        [
            helper.make_tensor_value_info(running, BOOL, []),
            *infos,
            *(helper.make_tensor_value_info(name, kind, ["batch"]) for name, kind in scans),
        ],
    )
    return _assemble(model, layout, body, outer, loop_body, values, constants)


def _assemble(model, layout, body, outer, loop_body, values, constants) -> ModelProto:  # noqa: ANN001
    skipped = [f"last/{TOKENS}", "attention_mask_out", "finished_out"]
    skipped += [f"last/{POSITIONS}"] if layout.has_positions else []
    results = [*skipped, *(value.name for value in layout.present), "loop/tokens", "loop/log_probabilities"]
    always = outer.constant(True, bool)
    begins = [begin for _, begin, _ in values]
    loop = helper.make_node("Loop", ["steps", always, *begins], results, name="loop/loop", body=loop_body)
    nodes = [*body.lifted, *outer.nodes, loop]
    for name in ("tokens", "log_probabilities"):
        nodes.append(helper.make_node("Transpose", [f"loop/{name}"], [name], name=f"loop/{name}/rows", perm=[1, 0]))
    inputs = [helper.make_tensor_value_info(*entry) for entry in INPUTS]
    outputs = [helper.make_tensor_value_info(*entry) for entry in OUTPUTS]
    graph = helper.make_graph(
        nodes,
        f"{model.graph.name or 'step'}_loop",
        [*inputs, *(_shaped(value, value.name, "past") for value in layout.past)],
        [*outputs, *(_shaped(value, value.name, "cached") for value in layout.present)],
        [*body.weights, *constants.values()],
        sparse_initializer=body.sparse_weights,
    )
    made = helper.make_model(graph, opset_imports=list(model.opset_import), functions=list(model.functions))
    made.ir_version = max(model.ir_version, 8)
    made.producer_name, made.doc_string = "plumbline converter", model.doc_string
    made.metadata_props.extend(model.metadata_props)
    return made


def _last_column(graph: Graph, layout: StepLayout, body: Body) -> str:
    """[B, V] float32."""
    logits = f"{PREFIX}{LOGITS}"
    if body.one_column or layout.has_kept:
        last = graph.op("Squeeze", logits, graph.constant([1]), name="last_column")
    else:
        last = graph.op("Gather", logits, graph.constant(-1), axis=1, name="last_column")
    return graph.cast(last, REAL, name="logits")


def _first_positions(graph: Graph) -> str:
    """Of the tokens read first: how many unmasked ones stand before each; 0 at padding."""
    counted = graph.op("Sub", graph.op("CumSum", MASK, graph.constant(1)), graph.constant(1))
    counted = graph.op("Max", counted, graph.constant(0))
    length = graph.size(TOKENS, 1)
    end = graph.constant([2**31])
    return graph.op("Slice", counted, graph.op("Neg", length), end, graph.constant([1]), name="positions")


def _named(value: ValueInfoProto, name: str) -> ValueInfoProto:
    """The same type under another name; lengths that change from pass to pass are left open."""
    return _shaped(value, name, None)


def _shaped(value: ValueInfoProto, name: str, length: str | None) -> ValueInfoProto:
    dims = [dim.dim_value or None for dim in value.type.tensor_type.shape.dim]
    if len(dims) == 4:
        dims = ["batch", dims[1], length, dims[3]]
    return helper.make_tensor_value_info(name, value.type.tensor_type.elem_type, dims)
