"""A few seconds of everything: `python -m training.smoke` trains some steps and checks what must hold.

The cache must not change the logits, the same seed must give the same losses, the loss must fall.
"""

import random
import tempfile
from argparse import Namespace
from pathlib import Path

import torch

from .check import read_verdict, write_check
from .decoder import Decoder
from .mistakes import KINDS, plant
from .mix import MAIN, draw_batches
from .problems import OPERATIONS, draw_from
from .tape import read_answer, write_solution
from .train import train
from .vocabulary import decode, encode


def main() -> None:
    _texts()
    _cache()
    _training()
    print("ok")


def _texts() -> None:
    rng = random.Random(0)
    for number in range(2000):
        problem = draw_from("train", rng, OPERATIONS[number % 4])
        solution = write_solution(problem)
        assert read_answer(solution) == problem.answer and decode(encode(solution)) == solution
        assert eval(problem.statement.replace("/", "//")) == problem.answer  # noqa: S307 (our own statement)
        assert read_verdict(write_check(problem, solution)) == 1
        assert read_verdict(write_check(problem, plant(problem, KINDS[number % len(KINDS)], rng))) == 0


def _cache() -> None:
    torch.manual_seed(0)
    model = Decoder()
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.2)
    for ids, _ in draw_batches(1, 1, MAIN, []):
        ids = ids[:4]
        whole, _ = model(ids)
        rows, past, cut = [], None, 30
        padded = torch.cat([torch.zeros(4, 3, dtype=torch.long), ids[:, :cut]], dim=1)
        mask = torch.cat([torch.zeros(4, 3), torch.ones(ids.shape)], dim=1).long()
        for start, end in [(0, cut + 3), *((at, at + 1) for at in range(cut + 3, ids.shape[1] + 3))]:
            piece = padded if start == 0 else ids[:, start - 3 : end - 3]
            logits, past = model(piece, past, mask[:, :end])
            rows.append(logits)
        assert torch.allclose(torch.cat(rows, dim=1)[:, 3:], whole, atol=1e-3)


def _training() -> None:
    with tempfile.TemporaryDirectory() as folder:
        options = Namespace(seed=1, steps=12, fall=4, every=12, threads=1, pause_file=None)
        lines = []
        for name in ("a", "b"):
            options.out = Path(folder) / name
            train(options)
            lines.append((options.out / "curves.jsonl").read_text().split('"tokens"')[1])
    assert lines[0] == lines[1], "not deterministic"


if __name__ == "__main__":
    main()
