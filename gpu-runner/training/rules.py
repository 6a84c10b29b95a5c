"""How N solutions and their verdicts become one answer, and how sure the difference of two rules is.

A rule returns the chance that its answer is right where equal scores are settled by lot: that is the mean over
all seeds of a tie-break, so that no figure depends on one. An abstention is no verdict; a solution without an
answer takes part in nothing. Pessimistic Verification: r(a) - alpha * ln(N*M) / (N_a*M + 1).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Solved:
    """One problem: for each of N solutions its answer, whether that is right, its tokens and M verdicts."""

    answers: list[int | None]
    right: list[bool]
    tokens: list[int]
    votes: list[list[int | None]]


Rule = Callable[[Solved, int], float]


def single(problem: Solved, _votes: int) -> float:
    return float(np.mean(problem.right))


def any_right(problem: Solved, _votes: int) -> float:
    return float(any(problem.right))


def majority(problem: Solved, _votes: int) -> float:
    return _settle({answer: len(rows) for answer, rows in _groups(problem).items()}, problem)


def shortest_majority(problem: Solved, _votes: int) -> float:
    groups = _groups(problem)
    scores = {a: len(rows) / math.log(np.mean([problem.tokens[row] for row in rows])) for a, rows in groups.items()}
    return _settle(scores, problem)


def best_of_n(problem: Solved, votes: int) -> float:
    rows = [row for row, answer in enumerate(problem.answers) if answer is not None]
    means = {row: _mean(problem.votes[row][:votes]) for row in rows}
    if not means:
        return 0.0
    best = [row for row in rows if means[row] > max(means.values()) - 1e-9]
    return float(np.mean([problem.right[row] for row in best]))


def weighted_sum(problem: Solved, votes: int) -> float:
    groups = _groups(problem)
    return _settle({a: sum(_mean(problem.votes[row][:votes]) for row in rows) for a, rows in groups.items()}, problem)


def pessimistic(alpha: float) -> Rule:
    def rule(problem: Solved, votes: int) -> float:
        scores: dict[int, float] = {}
        for answer, rows in _groups(problem).items():
            cast = [vote for row in rows for vote in problem.votes[row][:votes] if vote is not None]
            penalty = math.log(len(problem.answers) * votes) / (len(cast) + 1)
            scores[answer] = _mean(cast) - alpha * penalty
        return _settle(scores, problem)

    return rule


RULES: dict[str, Rule] = {
    "majority": majority,
    "shortest majority": shortest_majority,
    "best of N": best_of_n,
    "weighted sum": weighted_sum,
    "PV(.1)": pessimistic(0.1),
    "PV(.5)": pessimistic(0.5),
}


def paired(first: list[float], second: list[float], seed: int, rounds: int = 10000) -> dict[str, float]:
    """Mean difference over problems with the 95 % percentile interval of a bootstrap over problems."""
    difference = np.asarray(first) - np.asarray(second)
    rows = np.random.default_rng(seed).integers(0, len(difference), (rounds, len(difference)))
    means = difference[rows].mean(1)
    low, high = np.quantile(means, [0.025, 0.975])
    return {"diff": round(float(difference.mean()), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def _groups(problem: Solved) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for row, answer in enumerate(problem.answers):
        if answer is not None:
            groups.setdefault(answer, []).append(row)
    return groups


def _settle(scores: dict[int, float], problem: Solved) -> float:
    if not scores:
        return 0.0
    top = max(scores.values())
    best = [answer for answer, score in scores.items() if score > top - 1e-9]
    gold = next((a for a, right in zip(problem.answers, problem.right) if right), None)
    return (gold in best) / len(best)


def _mean(votes: list[int | None]) -> float:
    cast = [vote for vote in votes if vote is not None]
    return sum(cast) / len(cast) if cast else 0.0
