"""What one training step sees: 48 solutions and 24 checks, as tokens and the mask of what is learnt.

The checks over time (shares of texts):

    texts                                     first 300 steps   after
    scrambled (random digits everywhere)                  .60     .40
    right                                                 .20     .15
    one planted mistake, kinds equally                    .20     .20
    the solver's own samples at temperature 1               0     .25

Where claim and truth mostly agree, a check is learnt fastest by copying the claim, and a copied check misses every
mistake: with equal weights the own digit of a sum was right in .99 of the places that were claimed rightly and in .2
of the others. So an own digit that agrees with the claim weighs AGREED, nothing, except in scrambled texts, where
the claim says nothing; there and where it differs it weighs 1. A `!`, being rare, weighs DIFFERENT.

All lengths from the start. Every text follows from (seed, step) and the own samples from the model as well.
"""

import random

import torch
from torch import Tensor

from .check import check_pieces
from .mistakes import KINDS, plant, scramble
from .problems import Problem, draw_from
from .tape import write_solution
from .generate import check_prompt, solve_prompt
from .vocabulary import END, PAD, encode

SOLVE_ROWS, CHECK_ROWS = 48, 24
WARM_UP_STEPS = 300
WARM_UP = {"scrambled": 0.60, "right": 0.20, "planted": 0.20, "own": 0.0}
MAIN = {"scrambled": 0.40, "right": 0.15, "planted": 0.20, "own": 0.25}
AGREED, DIFFERENT = 0.0, 2.0

Example = tuple[list[int], list[int], list[float]]
"""Prompt, the continuation that is learnt, and the weight of each of its tokens."""
Own = list[tuple[Problem, str]]


def solve_example(problem: Problem) -> Example:
    text = [*encode(write_solution(problem)), END]
    return solve_prompt(problem.statement), text, [1.0] * len(text)


def check_example(problem: Problem, solution: str, scrambled: bool = False) -> Example:
    text: list[int] = []
    weights: list[float] = []
    for piece, agrees in check_pieces(problem, solution):
        tokens = encode(piece)
        text += tokens
        weights += [AGREED if agrees and not scrambled else DIFFERENT if piece == "!" else 1.0] * len(tokens)
    return check_prompt(problem.statement, solution), [*text, END], [*weights, 1.0]


def draw_batches(seed: int, step: int, shares: dict[str, float], own: Own) -> list[tuple[Tensor, Tensor]]:
    """(ids, weights) of one step; two of about equal size, so that short texts are not padded to long ones."""
    rng = random.Random(f"train:{seed}:{step}")
    solving = [solve_example(draw_from("train", rng)) for _ in range(SOLVE_ROWS)]
    checking = [_draw_check(rng, shares, own) for _ in range(CHECK_ROWS)]
    checking.sort(key=lambda example: len(example[0]) + len(example[1]))
    middle = len(checking) // 2
    return [pad_right(rows) for rows in (solving, checking[:middle], checking[middle:])]


def pad_right(examples: list[Example]) -> tuple[Tensor, Tensor]:
    """ids [rows, time]; weights [rows, time] are 0 where the token is not to be predicted."""
    width = max(len(prompt) + len(text) for prompt, text, _ in examples)
    ids = torch.full((len(examples), width), PAD)
    weights = torch.zeros(len(examples), width)
    for row, (prompt, text, each) in enumerate(examples):
        end = len(prompt) + len(text)
        ids[row, :end] = torch.tensor(prompt + text)
        weights[row, len(prompt) : end] = torch.tensor(each)
    return ids, weights


def _draw_check(rng: random.Random, shares: dict[str, float], own: Own) -> Example:
    source = rng.choices(list(shares), list(shares.values()))[0]
    if source == "own" and own:
        return check_example(*rng.choice(own))
    problem = draw_from("train", rng)
    if source == "scrambled":
        return check_example(problem, scramble(problem, rng), scrambled=True)
    if source == "planted":
        return check_example(problem, plant(problem, rng.choice(KINDS), rng))
    return check_example(problem, write_solution(problem))
