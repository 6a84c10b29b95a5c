"""The step graph made ready to be the body of a Loop.

Every value of the step graph gets the prefix `step/`; stored weights keep their names unless the new graph has use for
them. What depends on weights alone (casts of stored 16-bit weights, rotary tables, Constant nodes) is
lifted out, so that it is computed once and optimisers see constants. Only the last column's logits are wanted: where the
logits come out of one MatMul, its input is cut to that column, which spares a prompt of P tokens the P - 1 other
columns over the whole vocabulary.
"""

from dataclasses import dataclass

from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper

from .names import read_names, rename
from .step_layout import LOGITS

PREFIX = "step/"
# The new graph's own values are called so: loop_graph.py.
RESERVED = ("step/", "loop/", "pass/", "constant/")
# Each call gives something else, so they stay where they are.
RANDOM = {"RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Multinomial", "Bernoulli", "Dropout"}
# Applied number by number: a cut of the columns may move through them.
POINTWISE = {"Cast", "Identity", "Mul", "Div", "Add", "Sub", "Tanh"}


@dataclass(frozen=True)
class Body:
    lifted: list[NodeProto]
    nodes: list[NodeProto]
    weights: list[TensorProto]
    sparse_weights: list
    # Whether the logits have only the last column.
    one_column: bool


def make_body(model: ModelProto, taken: set[str]) -> Body:
    """`taken`: names that the new graph's inputs and outputs have. Does not change `model`."""
    graph = GraphProto()
    graph.CopyFrom(model.graph)
    stored = [weight.name for weight in graph.initializer]
    stored += [weight.values.name for weight in graph.sparse_initializer]
    inner = {value.name for value in graph.input} | {name for node in graph.node for name in node.output}
    inner -= {*stored, ""}
    names = {name: f"{PREFIX}{name}" if name in taken or name.startswith(RESERVED) else name for name in stored}
    names |= {name: f"{PREFIX}{name}" for name in inner}
    constant = _constant_values(graph, set(stored))
    one_column = _cut_to_last_column(graph, names, constant)
    for node in graph.node:
        rename(node, names, PREFIX)
        node.name = f"{PREFIX}{node.name or node.op_type}"
    for weight in graph.initializer:
        weight.name = names[weight.name]
    for weight in graph.sparse_initializer:
        weight.values.name = names[weight.values.name]
    constant = {names[name] for name in constant} | {""}
    lifted = [node for node in graph.node if constant.issuperset(node.output)]
    nodes = [node for node in graph.node if not constant.issuperset(node.output)]
    return Body(lifted, nodes, list(graph.initializer), list(graph.sparse_initializer), one_column)


def _constant_values(graph: GraphProto, stored: set[str]) -> set[str]:
    """Stored weights and what follows from them alone."""
    constant = set(stored)
    for node in graph.node:
        if node.op_type not in RANDOM and read_names(node) <= constant:
            constant.update(name for name in node.output if name)
    return constant


def _cut_to_last_column(graph: GraphProto, names: dict[str, str], constant: set[str]) -> bool:
    """Inserts a Gather of the last column before the MatMul that makes the logits."""
    makers = {name: node for node in graph.node for name in node.output}
    readers: dict[str, int] = {}
    for node in graph.node:
        for name in read_names(node):
            readers[name] = readers.get(name, 0) + 1
    node = makers.get(LOGITS)
    while node is not None and node.op_type in POINTWISE:
        varying = [name for name in node.input if name not in constant]
        sizes = [len(weight.dims) for weight in graph.initializer if weight.name in node.input]
        if len(varying) != 1 or readers.get(varying[0]) != 1 or any(size > 1 for size in sizes):
            return False
        node = makers.get(varying[0])
    if node is None or node.op_type not in ("MatMul", "MatMulNBits") or node.input[0] in constant:
        return False
    if not constant.issuperset(name for name in node.input[1:] if name):
        return False
    source, cut, last = node.input[0], f"{node.input[0]}/last_column", "last_column"
    if cut in names or last in names:
        return False
    names |= {cut: f"{PREFIX}{cut}", last: f"{PREFIX}{last}"}
    constant.add(last)
    index = helper.make_node("Constant", [], [last], name=last, value_ints=[-1])
    place = list(graph.node).index(node)
    graph.node.insert(place, helper.make_node("Gather", [source, last], [cut], name=cut, axis=1))
    graph.node.insert(place, index)
    node.input[0] = cut
    return True
