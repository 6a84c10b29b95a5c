"""The same generation step by step in numpy, sharing nothing with the Loop graph: what the tests compare with."""

from dataclasses import dataclass

import numpy as np
from onnxruntime import InferenceSession

KINDS = {"tensor(float)": np.float32, "tensor(float16)": np.float16}


@dataclass(frozen=True)
class Batch:
    """Left-padded prompts and what each row wants."""

    input_ids: np.ndarray
    attention_mask: np.ndarray
    noise: np.ndarray
    temperature: np.ndarray
    top_k: np.ndarray
    top_p: np.ndarray
    eos_token_ids: np.ndarray
    pad_token_id: int


@dataclass(frozen=True)
class Generated:
    tokens: np.ndarray
    log_probabilities: np.ndarray
    finished: np.ndarray


def empty_cache(session: InferenceSession, rows: int) -> dict[str, np.ndarray]:
    cache = {}
    for value in session.get_inputs():
        if value.name.startswith("past_key_values."):
            cache[value.name] = np.zeros((rows, value.shape[1], 0, value.shape[3]), KINDS[value.type])
    return cache


def step_by_step(session: InferenceSession, batch: Batch, count: int) -> Generated:
    rows = len(batch.input_ids)
    wanted = {value.name for value in session.get_inputs()}
    names = [value.name for value in session.get_outputs()]
    cache, ids, mask = empty_cache(session, rows), batch.input_ids, batch.attention_mask
    finished = np.zeros(rows, bool)
    tokens, logs = [], []
    for column in range(count):
        feeds = {"input_ids": ids, "attention_mask": mask, **cache}
        if "position_ids" in wanted:
            feeds["position_ids"] = np.maximum(mask.cumsum(1) - 1, 0)[:, -ids.shape[1] :]
        if "num_logits_to_keep" in wanted:
            feeds["num_logits_to_keep"] = np.array(1)
        found = dict(zip(names, session.run(None, feeds)))
        cache = {name.replace("present", "past_key_values"): value for name, value in found.items() if name != "logits"}
        drawn, log = _draw_row_by_row(found["logits"][:, -1].astype(np.float64), batch, column)
        drawn = np.where(finished, batch.pad_token_id, drawn)
        tokens.append(drawn)
        logs.append(np.where(finished, 0, log))
        finished = finished | np.isin(drawn, batch.eos_token_ids)
        if finished.all():
            break
        ids, mask = drawn[:, None], np.concatenate([mask, np.ones((rows, 1), np.int64)], axis=1)
    return Generated(np.stack(tokens, 1), np.stack(logs, 1), finished)


def in_runs(session: InferenceSession, batch: Batch, count: int, size: int) -> Generated:
    """Runs of the Loop graph of at most `size` tokens each."""
    rows = len(batch.input_ids)
    names = [value.name for value in session.get_outputs()]
    cache, ids, mask = empty_cache(session, rows), batch.input_ids, batch.attention_mask
    finished = np.zeros(rows, bool)
    tokens, logs, done = [], [], 0
    while done < count and not finished.all():
        steps = min(size, count - done)
        feeds = {
            "input_ids": ids,
            "attention_mask": mask,
            **cache,
            "steps": np.array(steps),
            "noise": batch.noise[:, done : done + steps],
            "temperature": batch.temperature,
            "top_k": batch.top_k,
            "top_p": batch.top_p,
            "finished": finished,
            "eos_token_ids": batch.eos_token_ids,
            "pad_token_id": np.array(batch.pad_token_id),
        }
        found = dict(zip(names, session.run(None, feeds)))
        cache = {name.replace("present", "past_key_values"): found[name] for name in names if name.startswith("present.")}
        tokens.append(found["tokens"])
        logs.append(found["log_probabilities"])
        finished, mask = found["finished_out"], found["attention_mask_out"]
        ids = found["tokens"][:, -1:]
        done += found["tokens"].shape[1]
        length = next(iter(cache.values())).shape[2]
        assert mask.shape[1] == length + 1, "the token drawn last is not in the cache yet"
    return Generated(np.concatenate(tokens, 1), np.concatenate(logs, 1), finished)


def _draw_row_by_row(logits: np.ndarray, batch: Batch, column: int) -> tuple[np.ndarray, np.ndarray]:
    tokens, logs = [], []
    for row, values in enumerate(logits):
        shifted = values - values.max()
        log = shifted - np.log(np.exp(shifted).sum())
        temperature, top_k, top_p = (float(part[row]) for part in (batch.temperature, batch.top_k, batch.top_p))
        token = int(values.argmax())
        if temperature > 0:
            weights = np.exp(shifted / temperature)
            ordered = np.sort(weights)[::-1][: int(top_k) or None]
            if top_p < 1:
                count = int((ordered.cumsum() < top_p * ordered.sum()).sum()) + 1
                ordered = ordered[:count]
            weights = np.where(weights >= ordered[-1], weights, 0)
            sums = weights.cumsum()
            token = int(np.argmax(sums > batch.noise[row, column] * sums[-1]))
        tokens.append(token)
        logs.append(log[token])
    return np.array(tokens), np.array(logs)
