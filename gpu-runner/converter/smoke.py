"""What must hold, in seconds: `python -m converter.smoke`.

Loop graphs against step graphs token by token, over layouts, opsets, a vocabulary large enough for every branch
of the sampler, 16 bits, and each named error. nano with random weights too, where PyTorch is installed.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from onnxruntime import InferenceSession, SessionOptions

from .convert import convert
from .errors import ConversionError
from .half import make_half
from .loop_graph import make_loop_graph
from .make_fixtures import ENDS, FIXTURES, write_fixture
from .reference import Batch, Generated, in_runs, step_by_step
from .tiny_decoder import Shape, make_step_graph

PLAIN, LLAMA = Shape(), Shape(llama=True, key_heads=2)
LARGE = Shape(vocabulary=5000)


def main() -> None:
    for shape in (PLAIN, LLAMA, replace(LLAMA, kept=True), replace(PLAIN, opset=13), replace(LLAMA, opset=20), LARGE):
        _agrees(shape)
    _cuts_prompt_to_last_column()
    _edges_of_noise()
    _half()
    _nano()
    with tempfile.TemporaryDirectory() as folder:
        _errors(Path(folder))
        _weights_elsewhere(Path(folder))
        _fixtures(Path(folder))
    print("ok")


def _agrees(shape: Shape, seeds: int = 3) -> None:
    for seed in range(seeds):
        step = make_step_graph(shape, seed)
        sessions = _session(step), _session(make_loop_graph(step))
        batch = draw_batch(seed, shape.vocabulary, ENDS)
        _same_tokens(*sessions, batch)
        # A large top_k makes every row's sorting as deep; without it, top-p looks at the largest weights first, and
        # further only for the hot row.
        shallow = replace(batch, top_k=np.minimum(batch.top_k, 50))
        _same_tokens(*sessions, shallow)
        _same_tokens(*sessions, replace(shallow, temperature=np.minimum(batch.temperature, 1)))


def _same_tokens(step: InferenceSession, loop: InferenceSession, batch: Batch, count: int = 24) -> None:
    expected = step_by_step(step, batch, count)
    for size in (1, 3, 8, count):
        found = in_runs(loop, batch, count, size)
        assert np.array_equal(found.tokens, expected.tokens), (size, found.tokens, expected.tokens)
        assert np.array_equal(found.finished, expected.finished)
        assert _apart(found, expected) < 1e-4, _apart(found, expected)


def draw_batch(seed: int, vocabulary: int, ends: list[int], rows: int = 16, width: int = 12, count: int = 24) -> Batch:
    """Prompts of different lengths; greedy, hot and cold rows, each cut alone and both, one that cuts nothing."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, width + 1, rows)
    mask = (np.arange(width) >= width - lengths[:, None]).astype(np.int64)
    every = np.arange(rows) % 8
    return Batch(
        input_ids=rng.integers(1, vocabulary, (rows, width)) * mask,
        attention_mask=mask,
        noise=rng.random((rows, count), np.float32),
        temperature=np.array([0, 1, 0.7, 1.3, 5, 1, 0.2, 1], np.float32)[every],
        top_k=np.array([0, 0, 5, 0, 0, 2000, 10**9, 1])[every],
        top_p=np.array([1, 1, 1, 0.5, 0.999, 0.9, 0.3, 1], np.float32)[every],
        eos_token_ids=np.array(ends, np.int64),
        pad_token_id=0,
    )


def _cuts_prompt_to_last_column() -> None:
    for shape in (PLAIN, LLAMA):
        loop = next(node for node in make_loop_graph(make_step_graph(shape, 0)).graph.node if node.op_type == "Loop")
        head = next(node for node in loop.attribute[0].g.node if node.output[0] == "step/logits")
        assert head.input[0].endswith("last_column"), head


def _edges_of_noise() -> None:
    """The ends of the noise's range give tokens that have a weight."""
    for shape in (PLAIN, LARGE):
        loop = _session(make_loop_graph(make_step_graph(shape, 5)))
        batch = draw_batch(5, shape.vocabulary, [])
        for value in (0.0, 1 - 2.0**-24, 1.0):
            found = in_runs(loop, replace(batch, noise=np.full_like(batch.noise, value)), 24, 24)
            assert found.tokens.min() >= 0 and found.tokens.max() < shape.vocabulary
            assert np.isfinite(found.log_probabilities).all()


def _half() -> None:
    """Rounding moves log-probabilities a little, against the step graph in 32 bits and in 16 (a CPU rounds both in its own
    places), and so a token now and then; a row that once differs goes its own way.
    """
    for shape in (PLAIN, LLAMA, LARGE):
        full = make_step_graph(shape, 3)
        half = make_half(full)
        loop = _session(make_loop_graph(half))
        kinds = {value.name: value.type for value in loop.get_inputs()}
        assert kinds["past_key_values.0.key"] == "tensor(float16)" and kinds["noise"] == "tensor(float)"
        batch = draw_batch(3, shape.vocabulary, ENDS)
        found = in_runs(loop, batch, 24, 8)
        for other in (step_by_step(_session(half), batch, 24), step_by_step(_session(full), batch, 24)):
            agree = found.tokens[:, 0] == other.tokens[:, 0]
            apart = np.abs(found.log_probabilities[:, 0] - other.log_probabilities[:, 0])[agree].max()
            assert agree.mean() >= 0.8 and apart < 0.03, (agree.mean(), apart)
            early = np.mean(found.tokens[:, :4] == other.tokens[:, :4])
            assert early >= 0.8, early


def _nano() -> None:
    try:
        import torch
        from training.decoder import Decoder
        from training.step_graph import write_step_graph
    except ImportError as absent:
        print(f"skipped nano: {absent}")
        return
    torch.manual_seed(0)
    model = Decoder()
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.15)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        write_step_graph(model.half().float(), path)
        step = onnx.load(path)
        size = model.head.weight.shape[0]
        _same_tokens(_session(step), _session(make_loop_graph(step)), draw_batch(1, size, [1, 7]))


def _errors(folder: Path) -> None:
    def fails(kind: str, **settings: object) -> None:
        try:
            convert(folder, **settings)
        except ConversionError as failure:
            assert failure.kind == kind, (kind, failure.kind, str(failure))
            return
        raise AssertionError(f"no {kind}")

    path = folder / "model.onnx"
    fails("model_file_missing", step="model.onnx")
    path.write_bytes(b"no graph at all" * 10)
    fails("model_file_corrupt", step="model.onnx")
    path.write_bytes(b"")
    fails("model_file_corrupt", step="model.onnx")
    for change in ("attention_mask", "past_key_values.0.key", "logits", "present.1.value", "encoder", "double"):
        step = make_step_graph(PLAIN, 0)
        for values in (step.graph.input, step.graph.output):
            for value in [value for value in values if value.name == change]:
                values.remove(value)
        if change == "encoder":
            step.graph.input.append(helper.make_tensor_value_info("encoder_hidden_states", TensorProto.FLOAT, [1]))
        if change == "double":
            step.graph.output[0].type.tensor_type.elem_type = TensorProto.DOUBLE
        onnx.save(step, path)
        fails("unknown_layout", step="model.onnx")
    onnx.save(make_step_graph(PLAIN, 0), path)
    fails("unknown_layout", step="model.onnx", out="model.onnx")
    step = make_step_graph(PLAIN, 0)
    step.opset_import[0].version = 12
    onnx.save(step, path)
    fails("unsupported_opset", step="model.onnx")
    onnx.save(make_step_graph(LLAMA, 0), path, save_as_external_data=True, location="data", size_threshold=256)
    (folder / "data").unlink()
    fails("model_file_missing", step="model.onnx")


def _weights_elsewhere(folder: Path) -> None:
    """Weights in a file of their own: shared by a Loop graph beside it, stored again by one in another folder."""
    step = make_step_graph(LLAMA, 4)
    onnx.save(step, folder / "model.onnx", save_as_external_data=True, location="data", size_threshold=256)
    batch = draw_batch(4, LLAMA.vocabulary, ENDS)
    beside = convert(folder, "model.onnx", "model_loop.onnx")
    apart = convert(folder, "model.onnx", "other/model_loop.onnx")
    assert beside.stat().st_size < apart.stat().st_size
    for path in (beside, apart):
        _same_tokens(_session(folder / "model.onnx"), _session(path), batch)


def _fixtures(folder: Path) -> None:
    """The committed fixtures are what this code makes."""
    for name, shape, seed, external in (("tiny", PLAIN, 1, False), ("llama", LLAMA, 2, True)):
        write_fixture(folder / name, shape, seed, external)
        for path in sorted((folder / name).rglob("*.*")):
            kept = FIXTURES / path.relative_to(folder)
            assert kept.read_bytes() == path.read_bytes(), f"{kept} is stale: python -m converter.make_fixtures"


def _session(model: onnx.ModelProto | Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    # Folding in 16 bits warns on a CPU, which has no such kernels.
    options.log_severity_level = 3
    source = str(model) if isinstance(model, Path) else model.SerializeToString()
    return InferenceSession(source, options, providers=["CPUExecutionProvider"])


def _apart(one: Generated, other: Generated) -> float:
    return float(np.abs(one.log_probabilities - other.log_probabilities).max())


if __name__ == "__main__":
    main()
