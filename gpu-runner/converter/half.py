"""A step graph with 16-bit weights, caches and arithmetic, from one in 32 bits.

Decision: an own pass instead of onnxconverter-common or ONNX Runtime's copy of it: those cast down between two nodes
that are both kept in 32 bits, which overflows in a norm (a square above 65,504) and ruins rotary angles. Here every node
is either wide (32 bits) or half, and a cast stands exactly where the two meet.

Wide are: what leads to sines and cosines; a norm's mean of squares and what is computed from it up to the division or
product that applies it; operators whose definition does not know float16; If and other nodes with graphs inside.
Functions of the model's own are inlined first. What it does not do: quantised graphs stay as they are in their quantised
parts, and nothing measures what the rounding costs; an export in float16 by the model's own tool is the better source
where there is one.
"""

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, inliner, numpy_helper

from .names import inner_graphs, read_names, rename

FLOAT, HALF = TensorProto.FLOAT, TensorProto.FLOAT16
LARGEST = float(np.finfo(np.float16).max)
# Their result's type stands in an attribute.
TYPED = {"ConstantOfShape", "EyeLike", "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike"}
# How a norm goes on after its mean, and what ends it.
NORM_GOES_ON, NORM_ENDS = {"Add", "Sub", "Pow", "Sqrt", "ReduceMean"}, {"Div", "Mul", "Reciprocal"}


def make_half(model: ModelProto) -> ModelProto:
    """`model` with all its weights loaded; stays as it is."""
    made = inliner.inline_local_functions(model) if model.functions else _copy(model)
    graph = made.graph
    _store_constants(graph)
    opsets = {entry.domain: entry.version for entry in made.opset_import}
    real = _real_values(made)
    wide = _wide_nodes(graph, opsets, real)
    names = _Names(graph, real)
    nodes: list[NodeProto] = []
    for node in graph.node:
        kind = FLOAT if id(node) in wide else HALF
        needed = {name: names.of(name, kind, nodes) for name in sorted(read_names(node) & real)}
        outputs = list(node.output)
        rename(node, needed)
        node.output[:] = outputs
        for name in outputs:
            if name in real:
                names.now[name] = kind
        if node.op_type == "Cast" and kind == HALF:
            for attribute in node.attribute:
                if attribute.name == "to" and attribute.i == FLOAT:
                    attribute.i = HALF
        nodes.append(node)
    names.store()
    for value in graph.output:
        if value.name in real and names.now[value.name] == FLOAT:
            _narrow_output(value.name, nodes)
    for value in [*graph.input, *graph.output]:
        if value.type.tensor_type.elem_type == FLOAT:
            value.type.tensor_type.elem_type = HALF
    del graph.node[:], graph.value_info[:]
    graph.node.extend(nodes)
    return made


class _Names:
    """Under which name a value is found in which type; casts are made when first asked for."""

    def __init__(self, graph: GraphProto, real: set[str]) -> None:
        self.graph = graph
        self.stored = {weight.name: weight for weight in graph.initializer if weight.name in real}
        self.wanted: dict[tuple[str, int], str] = {}
        self.now = {value.name: HALF for value in graph.input if value.name in real}

    def of(self, name: str, kind: int, nodes: list[NodeProto]) -> str:
        if self.now.get(name) == kind:
            return name
        if (name, kind) not in self.wanted:
            other = f"{name}/{'wide' if kind == FLOAT else 'narrow'}"
            if name not in self.stored:
                nodes.append(helper.make_node("Cast", [name], [other], name=other, to=kind))
            self.wanted[name, kind] = other
        return self.wanted[name, kind]

    def store(self) -> None:
        """Each weight in the types that were asked for."""
        kept = [weight for weight in self.graph.initializer if weight.name not in self.stored]
        for (name, kind), other in self.wanted.items():
            if name not in self.stored:
                continue
            values = numpy_helper.to_array(self.stored[name])
            if kind == HALF:
                finite = np.isfinite(values)
                values = np.where(finite, np.clip(values, -LARGEST, LARGEST), values).astype(np.float16)
            kept.append(numpy_helper.from_array(values, other))
        del self.graph.initializer[:]
        self.graph.initializer.extend(kept)


def _copy(model: ModelProto) -> ModelProto:
    made = ModelProto()
    made.CopyFrom(model)
    return made


def _store_constants(graph: GraphProto) -> None:
    """Constant nodes with a tensor or numbers become stored weights."""
    kept = []
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute[0].name in ("value", "value_float", "value_floats"):
            value = helper.get_attribute_value(node.attribute[0])
            if not isinstance(value, TensorProto):
                value = numpy_helper.from_array(np.asarray(value, np.float32))
            weight = graph.initializer.add()
            weight.CopyFrom(value)
            weight.name = node.output[0]
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)


def _real_values(model: ModelProto) -> set[str]:
    """Names of 32-bit values of the main graph."""
    skeleton = _copy(model)
    for weight in skeleton.graph.initializer:
        if len(weight.raw_data) > 4096:
            weight.ClearField("raw_data")
            weight.data_location = TensorProto.EXTERNAL
            weight.external_data.add(key="location", value="none")
    typed = onnx.shape_inference.infer_shapes(skeleton).graph
    kinds = {weight.name: weight.data_type for weight in typed.initializer}
    for value in [*typed.input, *typed.value_info, *typed.output]:
        kinds[value.name] = value.type.tensor_type.elem_type
    for node in typed.node:
        # Operators of other domains are not known to the inference; all that are met here keep the type.
        for name in node.output:
            if not kinds.get(name):
                kinds[name] = FLOAT if any(kinds.get(source) == FLOAT for source in node.input) else TensorProto.UNDEFINED
    return {name for name, kind in kinds.items() if kind == FLOAT}


def _wide_nodes(graph: GraphProto, opsets: dict[str, int], real: set[str]) -> set[int]:
    makers = {name: node for node in graph.node for name in node.output}
    readers: dict[str, list[NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    wide = {id(node) for node in graph.node if inner_graphs(node) or not _knows_half(node, opsets, real)}

    def back(node: NodeProto) -> None:
        if id(node) not in seen:
            seen.add(id(node))
            wide.add(id(node))
            for name in node.input:
                if name in real and name in makers:
                    back(makers[name])

    def forth(node: NodeProto) -> None:
        wide.add(id(node))
        for name in node.output:
            for reader in readers.get(name, []):
                if reader.op_type in NORM_GOES_ON and id(reader) not in wide:
                    forth(reader)
                elif reader.op_type == "Reciprocal":
                    forth(reader)
                elif reader.op_type in NORM_ENDS:
                    wide.add(id(reader))

    seen: set[int] = set()
    for node in graph.node:
        if node.op_type in ("Sin", "Cos"):
            back(node)
        if node.op_type == "ReduceMean":
            square = makers.get(node.input[0])
            if square is not None and square.op_type in ("Mul", "Pow"):
                wide.add(id(square))
            forth(node)
    return wide


def _knows_half(node: NodeProto, opsets: dict[str, int], real: set[str]) -> bool:
    if node.op_type in TYPED:
        return False
    domain = "" if node.domain == "ai.onnx" else node.domain
    if domain != "" or not onnx.defs.has(node.op_type, domain):
        return True
    schema = onnx.defs.get_schema(node.op_type, opsets[""], domain)
    allowed = {entry.type_param_str: entry.allowed_type_strs for entry in schema.type_constraints}
    for names, formal in ((node.input, schema.inputs), (node.output, schema.outputs)):
        for place, name in enumerate(names):
            if name in real and formal:
                kind = formal[min(place, len(formal) - 1)].type_str
                if "tensor(float16)" not in allowed.get(kind, [kind]):
                    return False
    return True


def _narrow_output(name: str, nodes: list[NodeProto]) -> None:
    wide = f"{name}/wide"
    for node in nodes:
        rename(node, {name: wide})
    nodes.append(helper.make_node("Cast", [wide], [name], name=name, to=HALF))
