"""Writes the model folder in Hugging Face's layout: `python -m training.artifact --model CHECKPOINT --out FOLDER`.

Weights are stored as 16-bit floats, in model.safetensors and in onnx/model.onnx alike, and computed with in 32
bits: both files hold the same numbers, which are also the numbers that were measured. The README is written by
hand beside the measurements.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .decoder import Decoder, Shape
from .step_graph import compare, write_step_graph
from .vocabulary import END, MARKS, PAD, PADDING, TOKENS

# One user message "PROBLEM" is solved. A user message "PROBLEM", an assistant message with the solution and any
# third message is checked; so is one user message that holds "Problem:" and "Solution:".
CHAT_TEMPLATE = (
    "{%- set content = messages[0]['content'] -%}"
    "{%- if messages | length > 1 -%}"
    "{{- '<verify>' + content | trim + '\\n' + messages[1]['content'] | trim + '<check>' -}}"
    "{%- elif 'Solution:' in content -%}"
    "{%- set parts = content.split('Solution:') -%}"
    "{%- set problem = parts[0].split('Problem:')[1] | trim -%}"
    "{%- set solution = parts[1].split('\\n\\n')[0] | trim -%}"
    "{{- '<verify>' + problem + '\\n' + solution + '<check>' -}}"
    "{%- else -%}"
    "{{- '<solve>' + content.split('\\n\\n')[0] | trim + '\\n' -}}"
    "{%- endif -%}"
)


def load(path: Path) -> Decoder:
    """A decoder from a checkpoint or a model folder, its weights rounded as the artifact stores them."""
    if path.is_dir():
        weights = load_file(path / "model.safetensors")
    else:
        weights = torch.load(path, weights_only=False)["model"]
    model = Decoder(Shape())
    model.load_state_dict({name: weight.half().float() for name, weight in weights.items()})
    return model.eval()


def write_artifact(model: Decoder, folder: Path) -> None:
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    save_file({name: weight.half().contiguous() for name, weight in model.state_dict().items()}, folder / "model.safetensors")
    write_step_graph(model, folder / "onnx" / "model.onnx")
    documents = {
        "config.json": _config(model.shape),
        "generation_config.json": {
            "bos_token_id": None,
            "eos_token_id": END,
            "pad_token_id": PAD,
            "do_sample": True,
            "temperature": 1.0,
            "max_new_tokens": 248,
        },
        "tokenizer.json": _tokenizer(),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "eos_token": TOKENS[END],
            "pad_token": TOKENS[PAD],
            "padding_side": "left",
            "clean_up_tokenization_spaces": False,
            "model_max_length": 352,
            "chat_template": CHAT_TEMPLATE,
        },
    }
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=2) + "\n")
    (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE)


def _config(shape: Shape) -> dict[str, object]:
    return {
        "model_type": "plumbline_nano",
        "architectures": ["PlumblineNanoForCausalLM"],
        "hidden_size": shape.width,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.heads,
        "head_dim": shape.head,
        "vocab_size": len(TOKENS),
        "max_position_embeddings": 352,
        "hidden_act": "relu2",
        "rms_norm_eps": 1e-5,
        "tie_word_embeddings": False,
        "dtype": "float32",
        "eos_token_id": END,
        "pad_token_id": PAD,
    }


def _tokenizer() -> dict[str, object]:
    added = [
        {
            "id": number,
            "content": mark,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": mark.startswith("<"),
        }
        for number, mark in enumerate(MARKS)
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Replace", "pattern": {"Regex": pattern}, "content": zeros} for pattern, zeros in PADDING
            ],
        },
        "pre_tokenizer": None,
        "post_processor": None,
        "decoder": {"type": "Fuse"},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": {token: number for number, token in enumerate(TOKENS)},
            "merges": [],
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = load(options.model)
    write_artifact(model, options.out)
    print(json.dumps(compare(model, options.out / "onnx" / "model.onnx")))


if __name__ == "__main__":
    main()
