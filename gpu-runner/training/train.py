"""Trains nano: `python -m training.train --seed 1 --out DIR`, resumable, deterministic for a number of threads.

Muon for the matrices of the blocks, AdamW for the rest; the rate is constant after a short rise and falls
linearly to zero over the last `--fall` steps, so that a run can be prolonged or finished from any checkpoint of
its constant stretch. A checkpoint and a line of curves.jsonl are written every `--every` steps.
"""

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as functional
from torch import Tensor

from .check import read_verdict
from .decoder import Decoder, Shape
from .generate import CHECK_LIMIT, SOLVE_LIMIT, check_prompt, generate, solve_prompt
from .mistakes import KINDS, plant
from .mix import MAIN, WARM_UP, WARM_UP_STEPS, Own, draw_batches
from .problems import draw_from, draw_set
from .tape import read_answer
from .vocabulary import decode

RISE, RATE_MATRIX, RATE_REST = 40, 0.01, 0.006
OWN_ROWS, OWN_EVERY, OWN_KEPT = 256, 200, 1536


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--fall", type=int, default=1350)
    parser.add_argument("--every", type=int, default=200)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--pause-file", type=Path, help="training sleeps while this file exists")
    train(parser.parse_args())


def train(options: argparse.Namespace) -> Decoder:
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    model = Decoder(Shape())
    optimisers = _optimisers(model)
    step, own, clock, tokens = 0, [], 0.0, 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        for optimiser, state in zip(optimisers, saved["optimisers"]):
            optimiser.load_state_dict(state)
        step, own, clock, tokens = saved["step"], saved["own"], saved["clock"], saved["tokens"]
    losses: list[Tensor] = []
    while step < options.steps:
        started = time.monotonic()
        warm = step < WARM_UP_STEPS
        if not warm and (step % OWN_EVERY == 0 or not own):
            own = (own + _own_samples(model, options.seed, step))[-OWN_KEPT:]
        _set_rates(optimisers, step, options)
        loss, seen = _step(model, optimisers, draw_batches(options.seed, step, WARM_UP if warm else MAIN, own))
        losses.append(loss)
        tokens += seen
        step += 1
        clock += time.monotonic() - started
        if step % options.every == 0 or step == options.steps:
            line = {"step": step, "minutes": round(clock / 60, 2), "tokens": tokens}
            line |= {name: round(float(value), 4) for name, value in zip(("solve", "check"), torch.stack(losses).mean(0))}
            line |= watch(model, options.seed)
            losses = []
            with (options.out / "curves.jsonl").open("a") as curves:
                curves.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)
            saved = {"model": model.state_dict(), "optimisers": [each.state_dict() for each in optimisers]}
            saved |= {"step": step, "own": own, "clock": clock, "tokens": tokens, "shape": asdict(model.shape)}
            torch.save(saved, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").rename(checkpoint)
        while options.pause_file and step % 50 == 0 and options.pause_file.exists():
            time.sleep(5)
    return model


def watch(model: Decoder, seed: int, count: int = 48) -> dict[str, float]:
    """Quick figures on the watch split: pass@1, and the verdict on own samples and on planted mistakes."""
    problems = draw_set("watch", 7, count)
    rng = random.Random(f"watch:{seed}")
    solutions = _solve(model, [problem.statement for problem in problems], seed)
    right = [read_answer(text) == problem.answer for problem, text in zip(problems, solutions)]
    planted = [plant(problem, KINDS[row % len(KINDS)], rng) for row, problem in enumerate(problems)]
    prompts = [check_prompt(p.statement, text) for p, text in zip(problems * 2, solutions + planted) if _readable(text)]
    truth = [r for r, text in zip(right + [False] * count, solutions + planted) if _readable(text)]
    checks = generate(model, prompts, CHECK_LIMIT, torch.Generator().manual_seed(seed))
    verdicts = [read_verdict(decode(check)) for check in checks]
    own = len(prompts) - count
    hit = [verdict == int(true) for verdict, true in zip(verdicts, truth)]
    accepted = [h for h, true in zip(hit[:own], truth) if true]
    refused = [h for h, true in zip(hit[:own], truth) if not true]
    shares = {"pass1": right, "acceptsRight": accepted, "refusesWrong": refused, "refusesPlanted": hit[own:]}
    return {name: round(sum(values) / max(1, len(values)), 3) for name, values in shares.items()}


def _own_samples(model: Decoder, seed: int, step: int) -> Own:
    rng = random.Random(f"own:{seed}:{step}")
    problems = [draw_from("train", rng) for _ in range(OWN_ROWS)]
    texts = _solve(model, [problem.statement for problem in problems], rng.getrandbits(32))
    return [(problem, text) for problem, text in zip(problems, texts) if _readable(text)]


def _readable(text: str) -> bool:
    """Plain characters only: marks in a model's text would not survive the trip through a prompt."""
    return not any(mark in text for mark in ("<", ">")) and text != ""


def _solve(model: Decoder, statements: list[str], seed: int) -> list[str]:
    prompts = [solve_prompt(statement) for statement in statements]
    return [decode(ids) for ids in generate(model, prompts, SOLVE_LIMIT, torch.Generator().manual_seed(seed))]


def _step(model: Decoder, optimisers: list[torch.optim.Optimizer], batches: list[tuple[Tensor, Tensor]]):
    """One update. Both skills weigh the same; returns their losses per token and the tokens seen."""
    sums = [torch.zeros(()), torch.zeros(())]
    totals = [batches[0][1].sum(), sum(weights.sum() for _, weights in batches[1:])]
    for number, (ids, weights) in enumerate(batches):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits, _ = model(ids[:, :-1])
        losses = functional.cross_entropy(logits.float().flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
        skill = min(number, 1)
        loss = (losses * weights[:, 1:].flatten()).sum() / totals[skill]
        (loss / 2).backward()
        sums[skill] = sums[skill] + loss.detach()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for optimiser in optimisers:
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
    return torch.stack(sums), sum(ids.numel() for ids, _ in batches)


def _optimisers(model: Decoder) -> list[torch.optim.Optimizer]:
    matrices = [weight for name, weight in model.named_parameters() if name.startswith("blocks") and weight.dim() == 2]
    chosen = {id(weight) for weight in matrices}
    rest = [weight for weight in model.parameters() if id(weight) not in chosen]
    return [
        torch.optim.Muon(matrices, lr=RATE_MATRIX, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=RATE_REST, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def _set_rates(optimisers: list[torch.optim.Optimizer], step: int, options: argparse.Namespace) -> None:
    share = min(1.0, (step + 1) / RISE, (options.steps - step) / max(1, options.fall))
    for optimiser, rate in zip(optimisers, (RATE_MATRIX, RATE_REST)):
        for group in optimiser.param_groups:
            group["lr"] = rate * share


if __name__ == "__main__":
    main()
