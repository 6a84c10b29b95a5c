"""What a step graph takes and gives, checked: Hugging Face's decoder with past and present, nothing else."""

import re
from dataclasses import dataclass

from onnx import ModelProto, TensorProto, ValueInfoProto

from .errors import ConversionError
from .graph import FIRST_OPSET

PAST = re.compile(r"past_key_values\.(\d+)\.(key|value)")
TOKENS, MASK, POSITIONS, KEPT, LOGITS = (
    "input_ids",
    "attention_mask",
    "position_ids",
    "num_logits_to_keep",
    "logits",
)
REALS = {TensorProto.FLOAT: "float", TensorProto.FLOAT16: "float16"}


@dataclass(frozen=True)
class StepLayout:
    opset: int
    past: list[ValueInfoProto]
    present: list[ValueInfoProto]
    has_positions: bool
    # Scalar of newer exports: how many of the last columns get logits.
    has_kept: bool
    vocabulary: int | None


def read_step_layout(model: ModelProto) -> StepLayout:
    opset = next((entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")), 0)
    if opset < FIRST_OPSET:
        raise ConversionError(
            "unsupported_opset",
            f"The step graph uses opset {opset}; {FIRST_OPSET} or later is needed. Export it again with a later one.",
        )
    weights = {weight.name for weight in model.graph.initializer}
    inputs = {value.name: value for value in model.graph.input if value.name not in weights}
    outputs = {value.name: value for value in model.graph.output}
    past = sorted((value for name, value in inputs.items() if PAST.fullmatch(name)), key=lambda value: _key(value.name))
    _refuse_missing([name for name in (TOKENS, MASK) if name not in inputs], "input", list(inputs))
    layers = max((_key(value.name)[0] for value in past), default=0) + 1
    caches = [f"past_key_values.{layer}.{part}" for layer in range(layers) for part in ("key", "value")]
    _refuse_missing([name for name in caches if name not in inputs], "input", list(inputs))
    known = {TOKENS, MASK, POSITIONS, KEPT, *(value.name for value in past)}
    extra = [name for name in inputs if name not in known]
    if extra:
        raise ConversionError(
            "unknown_layout",
            f"The step graph wants inputs that are not known here: {', '.join(extra)}. Export the plain decoder with past"
            " (no merged graph, no encoder).",
        )
    presents = [value.name.replace("past_key_values", "present") for value in past]
    _refuse_missing([name for name in (LOGITS, *presents) if name not in outputs], "output", list(outputs))
    for value in [*past, *(outputs[name] for name in (LOGITS, *presents))]:
        if value.type.tensor_type.elem_type not in REALS:
            kind = TensorProto.DataType.Name(value.type.tensor_type.elem_type)
            raise ConversionError("unknown_layout", f"{value.name} is {kind}; only float and float16 are known here.")
    for name in (TOKENS, MASK, *([POSITIONS] if POSITIONS in inputs else [])):
        if inputs[name].type.tensor_type.elem_type != TensorProto.INT64:
            raise ConversionError("unknown_layout", f"The input {name} must be int64.")
    shape = outputs[LOGITS].type.tensor_type.shape.dim
    return StepLayout(
        opset=opset,
        past=past,
        present=[outputs[name] for name in presents],
        has_positions=POSITIONS in inputs,
        has_kept=KEPT in inputs,
        vocabulary=shape[2].dim_value or None if len(shape) == 3 else None,
    )


def _key(name: str) -> tuple[int, str]:
    match = PAST.fullmatch(name)
    assert match is not None
    return int(match[1]), match[2]


def _refuse_missing(missing: list[str], kind: str, found: list[str]) -> None:
    if missing:
        raise ConversionError(
            "unknown_layout",
            f"The step graph has no {kind} {', '.join(missing)}; it has {', '.join(found)}. What is needed is a decoder"
            " exported with past (Optimum: --task text-generation-with-past).",
        )
