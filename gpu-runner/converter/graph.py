"""A graph under construction: nodes in order, constants shared, each method returns the name of a value.

The operators are those that opsets 13 to 20 and later have; where a signature changed between them (the axes of a
reduction moved from an attribute to an input in opset 18), the method hides it.
"""

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

FIRST_OPSET = 13


class Graph:
    """`constants` is shared with the graphs inside: a branch's constants are stored in the main graph."""

    def __init__(self, prefix: str, opset: int, constants: dict[str, TensorProto]) -> None:
        self.prefix, self.opset, self.constants = prefix, opset, constants
        self.nodes: list[NodeProto] = []

    def inside(self, name: str) -> "Graph":
        return Graph(f"{self.prefix}{name}/", self.opset, self.constants)

    def op(self, kind: str, *inputs: str, name: str = "", **attributes: object) -> str:
        output = f"{self.prefix}{name or f'{kind}_{len(self.nodes)}'}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def ops(self, kind: str, names: list[str], *inputs: str, **attributes: object) -> list[str]:
        outputs = [f"{self.prefix}{name}" for name in names]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=outputs[0], **attributes))
        return outputs

    def constant(self, value: object, kind: type = np.int64) -> str:
        array = np.asarray(value, dtype=kind)
        spelled = "_".join(map(str, array.flatten())) or "none"
        name = f"constant/{array.dtype.name}/{'x'.join(map(str, array.shape)) or 'scalar'}/{spelled}"
        self.constants.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def number(self, value: float) -> str:
        return self.constant(value, np.float32)

    def cast(self, value: str, to: int, name: str = "") -> str:
        return self.op("Cast", value, name=name, to=to)

    def real(self, value: str) -> str:
        return self.cast(value, TensorProto.FLOAT)

    def unsqueeze(self, value: str, axis: int, name: str = "") -> str:
        return self.op("Unsqueeze", value, self.constant([axis]), name=name)

    def reduce(self, kind: str, value: str, axes: list[int], keep: bool = True) -> str:
        if kind == "ReduceSum" or self.opset >= 18:
            return self.op(kind, value, self.constant(axes), keepdims=int(keep))
        return self.op(kind, value, axes=axes, keepdims=int(keep))

    def any(self, flags: str, axes: list[int], keep: bool = False) -> str:
        """By a sum, because a maximum over no elements is an error."""
        return self.op("Greater", self.reduce("ReduceSum", self.real(flags), axes, keep), self.number(0))

    def size(self, value: str, axis: int, name: str = "") -> str:
        """One dimension as [1]."""
        return self.op("Gather", self.op("Shape", value), self.constant([axis]), name=name)

    def choose(
        self, flag: str, then: tuple["Graph", str], other: tuple["Graph", str], shape: list[int | str | None]
    ) -> str:
        """An If over two graphs made by `inside`, each with its float result, computed in it."""
        branches = []
        for graph, result in (then, other):
            kind = helper.make_tensor_value_info(result, TensorProto.FLOAT, shape)
            branches.append(helper.make_graph(graph.nodes, graph.prefix.strip("/"), [], [kind]))
        return self.op("If", flag, then_branch=branches[0], else_branch=branches[1])
