"""Turns a step graph into a Loop graph: `python -m converter.convert --model FOLDER [--half]`."""

import argparse
import json
import sys
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError

from .errors import ConversionError
from .half import make_half
from .loop_graph import make_loop_graph
from .names import inner_graphs

# A protobuf file ends at 2 GiB; above this the weights get a file of their own.
LARGEST_FILE = 1 << 30


def convert(folder: Path, step: str = "onnx/model.onnx", out: str = "onnx/model_loop.onnx", half: bool = False) -> Path:
    """Writes FOLDER/out and returns its path; raises ConversionError."""
    source, target = folder / step, folder / out
    if not source.is_file():
        raise ConversionError("model_file_missing", f"There is no step graph at {source}; name it with --step.")
    if source.resolve() == target.resolve():
        raise ConversionError("unknown_layout", "--out names the step graph itself; it would be lost.")
    # Beside the step graph, weights in a file of their own serve both graphs; anything else needs them stored again.
    shared = not half and source.parent.resolve() == target.parent.resolve()
    model = _load(source, with_weights=not shared)
    made = make_loop_graph(make_half(model) if half else model)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = target.with_name(f"{target.name}_data")
    data.unlink(missing_ok=True)
    if shared or sum(len(weight.raw_data) for weight in made.graph.initializer) < LARGEST_FILE:
        onnx.save(made, target)
    else:
        onnx.save(made, target, save_as_external_data=True, location=data.name)
    try:
        onnx.checker.check_model(target)
    except onnx.checker.ValidationError as failure:
        target.unlink()
        raise ConversionError("check_failed", f"{target} is not a valid graph: {failure}") from failure
    return target


def find_notes(path: Path) -> list[str]:
    """What a user of the Loop graph at `path` should know."""
    graph = onnx.load(path, load_external_data=False).graph
    kinds = {node.op_type for loop in graph.node for inner in inner_graphs(loop) for node in inner.node}
    if "GroupQueryAttention" in kinds:
        return ["GroupQueryAttention takes a row's tokens to stand at the left: batch only rows of equal length."]
    return []


def _load(path: Path, with_weights: bool) -> onnx.ModelProto:
    try:
        model = onnx.load(path, load_external_data=False)
    except DecodeError as failure:
        raise ConversionError("model_file_corrupt", f"{path} is not an ONNX file: {failure}") from failure
    if not model.graph.node:
        raise ConversionError("model_file_corrupt", f"{path} holds no graph; its download may have been cut short.")
    for weight in model.graph.initializer:
        for entry in weight.external_data:
            data = path.parent / entry.value
            if entry.key == "location" and not data.is_file():
                raise ConversionError("model_file_missing", f"{path} keeps its weights in {data}, which is not there.")
    if with_weights:
        onnx.load_external_data_for_model(model, str(path.parent))
    return model


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="model folder in Hugging Face's layout")
    parser.add_argument("--step", default="onnx/model.onnx", help="step graph, within the folder")
    parser.add_argument("--out", default="onnx/model_loop.onnx", help="Loop graph to write, within the folder")
    parser.add_argument("--half", action="store_true", help="16-bit weights and caches; sampling stays in 32 bits")
    options = parser.parse_args()
    try:
        target = convert(options.model, options.step, options.out, options.half)
    except ConversionError as failure:
        print(json.dumps({"error": failure.kind, "message": str(failure)}), file=sys.stderr)
        return 1
    print(json.dumps({"written": str(target), "bytes": target.stat().st_size, "notes": find_notes(target)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
