"""Generation in large batches, for the solver's own samples and for the measurements.

Noise is drawn row by row from the caller's generator, so that a batch is reproducible from its seed.
"""

import torch
from torch import Tensor

from .decoder import Decoder
from .vocabulary import CHECK, END, PAD, SOLVE, VERIFY, NEWLINE, encode, pad

SOLVE_LIMIT, CHECK_LIMIT = 64, 248


def solve_prompt(statement: str) -> list[int]:
    return [SOLVE, *encode(pad(statement)), NEWLINE]


def check_prompt(statement: str, solution: str) -> list[int]:
    return [VERIFY, *encode(pad(f"{statement}\n{solution}")), CHECK]


@torch.no_grad()
def generate(
    model: Decoder,
    prompts: list[list[int]],
    limit: int,
    generator: torch.Generator | None,
    temperature: float = 1.0,
    batch: int = 384,
) -> list[list[int]]:
    """One continuation a prompt, without the end mark; greedy where `generator` is None.

    Rows that reach `limit` tokens are cut. Rows are batched by length, results keep the order of `prompts`.
    """
    order = sorted(range(len(prompts)), key=lambda row: len(prompts[row]))
    results: list[list[int]] = [[] for _ in prompts]
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        texts = _generate_batch(model, [prompts[row] for row in rows], limit, generator, temperature)
        for row, text in zip(rows, texts):
            results[row] = text
    return results


def _generate_batch(
    model: Decoder, prompts: list[list[int]], limit: int, generator: torch.Generator | None, temperature: float
) -> list[list[int]]:
    ids, mask = pad_left(prompts)
    live = torch.arange(len(prompts))
    written = torch.full((len(prompts), limit), END)
    logits, cache = model(ids, None, mask)
    for position in range(limit):
        last = logits[:, -1].float()
        if generator is None:
            token = last.argmax(1)
        else:
            noise = torch.rand(last.shape, generator=generator).clamp_(1e-20)
            token = (last / temperature - torch.log(-torch.log(noise))).argmax(1)
        written[live, position] = token
        keep = token != END
        if not keep.any():
            break
        if keep.float().mean() < 0.7:
            live, token, mask = live[keep], token[keep], mask[keep]
            cache = [(key[keep], value[keep]) for key, value in cache]
        mask = torch.cat([mask, mask.new_ones(len(mask), 1)], dim=1)
        logits, cache = model(token[:, None], cache, mask)
    return [row[: row.index(END)] if END in row else row for row in written.tolist()]


def pad_left(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    width = max(len(row) for row in rows)
    ids = torch.tensor([[PAD] * (width - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
    return ids, mask
