"""What a node reads and how its values are called, the graphs inside it (If, Loop) included."""

from onnx import GraphProto, NodeProto


def inner_graphs(node: NodeProto) -> list[GraphProto]:
    found = [attribute.g for attribute in node.attribute if attribute.HasField("g")]
    return found + [graph for attribute in node.attribute for graph in attribute.graphs]


def read_names(node: NodeProto) -> set[str]:
    """Values that a node takes from around it."""
    found = set(node.input)
    for graph in inner_graphs(node):
        own = set(own_names(graph))
        found |= {name for inner in graph.node for name in read_names(inner)} - own
        found |= {value.name for value in graph.output} - own
    return found - {""}


def own_names(graph: GraphProto) -> list[str]:
    names = [value.name for value in graph.input] + [weight.name for weight in graph.initializer]
    return names + [name for node in graph.node for name in node.output if name]


def rename(node: NodeProto, names: dict[str, str], prefix: str = "") -> None:
    """In place. `names`: old -> new, of values around the node; values of graphs inside it get the prefix."""
    node.input[:] = [names.get(name, name) for name in node.input]
    node.output[:] = [names.get(name, name) for name in node.output]
    for graph in inner_graphs(node):
        inside = names | {name: f"{prefix}{name}" for name in own_names(graph)}
        for weight in graph.initializer:
            weight.name = inside[weight.name]
        for value in [*graph.input, *graph.output, *graph.value_info]:
            value.name = inside.get(value.name, value.name)
        for inner in graph.node:
            rename(inner, inside, prefix)
