"""Turns a step graph into a Loop graph: `python -m converter.convert --model FOLDER [--half]`."""

import argparse
import json
import sys
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError

from .errors import ConversionError
from .loop_graph import make_loop_graph


def convert(folder: Path, step: str = "onnx/model.onnx", out: str = "onnx/model_loop.onnx", half: bool = False) -> Path:
    """Writes FOLDER/out and returns its path; raises ConversionError."""
    source, target = folder / step, folder / out
    if not source.is_file():
        raise ConversionError("model_file_missing", f"There is no step graph at {source}; name it with --step.")
    try:
        model = onnx.load(source, load_external_data=False)
    except DecodeError as failure:
        raise ConversionError("model_file_corrupt", f"{source} is not an ONNX file: {failure}") from failure
    made = make_loop_graph(model)
    target.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(made, target)
    onnx.checker.check_model(target)
    return target


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
    print(json.dumps({"written": str(target), "bytes": target.stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
