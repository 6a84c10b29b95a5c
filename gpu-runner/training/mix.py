"""What one training step sees: 32 solutions and 20 checks, as tokens and the mask of what is learnt.

The checking half over time (shares of texts):

    texts                                     first 500 steps   after
    scrambled (random digits everywhere)                  .60     .25
    right                                                 .20     .30
    one planted mistake, kinds equally                    .20     .25
    the solver's own samples at temperature 1               0     .20

Scrambled texts are dense from step 200 to 500: about every third flag is a `!`. The arithmetic of checking comes
within 200 steps, the comparison does not come at all while only every eighth flag of them is one.
All lengths from the start. Every text follows from (seed, step) and the own samples from the model as well.
"""

import random

import torch
from torch import Tensor

from .check import write_check
from .mistakes import KINDS, plant, scramble
from .problems import Problem, draw_from
from .tape import write_solution
from .generate import check_prompt, solve_prompt
from .vocabulary import END, PAD, encode

SOLVE_ROWS, CHECK_ROWS = 32, 20
WARM_UP_STEPS = 500
DENSE_STEPS = range(200, 500)
SPARSE = {"values": 0.6, "digits": 0.5}
DENSE = {"values": 0.95, "digits": 0.85}
WARM_UP = {"scrambled": 0.60, "right": 0.20, "planted": 0.20, "own": 0.0}
MAIN = {"scrambled": 0.25, "right": 0.30, "planted": 0.25, "own": 0.20}

Example = tuple[list[int], list[int]]
"""Prompt, and the continuation that is learnt."""
Own = list[tuple[Problem, str]]


def solve_example(problem: Problem) -> Example:
    return solve_prompt(problem.statement), [*encode(write_solution(problem)), END]


def check_example(problem: Problem, solution: str) -> Example:
    return check_prompt(problem.statement, solution), [*encode(write_check(problem, solution)), END]


def draw_batches(seed: int, step: int, shares: dict[str, float], own: Own) -> list[tuple[Tensor, Tensor]]:
    """(ids, weights) of one step; two of about equal size, so that short texts are not padded to long ones."""
    rng = random.Random(f"train:{seed}:{step}")
    solving = [solve_example(draw_from("train", rng)) for _ in range(SOLVE_ROWS)]
    checking = [_draw_check(rng, step, shares, own) for _ in range(CHECK_ROWS)]
    checking.sort(key=lambda example: len(example[0]) + len(example[1]))
    middle = len(checking) // 2
    return [pad_right(rows) for rows in (solving, checking[:middle], checking[middle:])]


def pad_right(examples: list[Example]) -> tuple[Tensor, Tensor]:
    """ids [rows, time]; weights [rows, time] are 1 where the token is to be predicted."""
    width = max(len(prompt) + len(text) for prompt, text in examples)
    ids = torch.full((len(examples), width), PAD)
    weights = torch.zeros(len(examples), width)
    for row, (prompt, text) in enumerate(examples):
        end = len(prompt) + len(text)
        ids[row, :end] = torch.tensor(prompt + text)
        weights[row, len(prompt) : end] = 1
    return ids, weights


def _draw_check(rng: random.Random, step: int, shares: dict[str, float], own: Own) -> Example:
    source = rng.choices(list(shares), list(shares.values()))[0]
    if source == "own" and own:
        return check_example(*rng.choice(own))
    problem = draw_from("train", rng)
    if source == "scrambled":
        return check_example(problem, scramble(problem, rng, **(DENSE if step in DENSE_STEPS else SPARSE)))
    if source == "planted":
        return check_example(problem, plant(problem, rng.choice(KINDS), rng))
    return check_example(problem, write_solution(problem))
