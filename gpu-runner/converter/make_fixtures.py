"""The model folders in fixtures/, made again: `python -m converter.make_fixtures`.

They let the tests of the TypeScript side run without Python. Random weights, nothing trained.
"""

import json
from pathlib import Path

import onnx

from .convert import convert
from .tiny_decoder import Shape, make_step_graph

FIXTURES = Path(__file__).parent / "fixtures"
# Which tokens end a row in the tests: three of 48, so that rows end at different times.
ENDS, PAD = [5, 11, 23], 0


def write_fixture(folder: Path, shape: Shape, seed: int, external: bool) -> None:
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    path = folder / "onnx" / "model.onnx"
    settings = {"save_as_external_data": True, "location": "model.onnx_data", "size_threshold": 256} if external else {}
    (folder / "onnx" / "model.onnx_data").unlink(missing_ok=True)
    onnx.save(make_step_graph(shape, seed), path, **settings)
    convert(folder)
    if not external:
        convert(folder, out="onnx/model_loop_fp16.onnx", half=True)
    config = {
        "model_type": "llama" if shape.llama else "tiny",
        "hidden_size": shape.width,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.key_heads,
        "head_dim": shape.head,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": 256,
        "dtype": "float32",
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    ends = {"eos_token_id": ENDS, "pad_token_id": PAD, "do_sample": True}
    # The formatter of the repository writes short lists on one line.
    text = json.dumps(ends, indent=2).replace(json.dumps(ENDS, indent=2).replace("\n", "\n  "), json.dumps(ENDS))
    (folder / "generation_config.json").write_text(text + "\n")


def main() -> None:
    write_fixture(FIXTURES / "tiny", Shape(), seed=1, external=False)
    write_fixture(FIXTURES / "llama", Shape(llama=True, key_heads=2), seed=2, external=True)


if __name__ == "__main__":
    main()
