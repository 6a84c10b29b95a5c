"""Measures a trained nano on problems it never saw: `python -m training.measure --model FOLDER --out FILE`.

300 test problems (75 of each length), 16 solutions each at temperature 1, 8 verdicts on every solution and 32
on the first 2 of each problem. Rules: pass@1, pass@16, majority and so on for M = 1, 2, 4, 8; the verifier:
balanced accuracy against the TRUE answer with the majority of 1, 8 and 32 votes (a tie counts half), averaged
over disjoint groups of the same votes, so that the comparison is paired. Intervals: bootstrap over problems.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from .artifact import load
from .decoder import Decoder
from .errors import name_error
from .generate import SOLVE_LIMIT, generate, solve_prompt
from .mistakes import KINDS, plant
from .problems import OPERATIONS, Problem, draw_set
from .rules import RULES, Solved, any_right, paired, single
from .tape import read_answer
from .vocabulary import decode
from .votes import draw_votes

PROBLEMS, SOLUTIONS, VOTES, DEEP, DEEP_VOTES = 300, 16, 8, 2, 32


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="a checkpoint.pt, or a model folder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--problems", type=int, default=PROBLEMS)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    report = measure(load(options.model), options.seed, options.problems)
    options.out.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report, indent=2))


def measure(model: Decoder, seed: int, count: int) -> dict[str, object]:
    problems = draw_set("test", seed, count)
    prompts = [solve_prompt(problem.statement) for problem in problems for _ in range(SOLUTIONS)]
    texts = [decode(ids) for ids in generate(model, prompts, SOLVE_LIMIT, torch.Generator().manual_seed(seed))]
    owners = [problem for problem in problems for _ in range(SOLUTIONS)]
    print("solved", flush=True)
    counts = [DEEP_VOTES if row % SOLUTIONS < DEEP else VOTES for row in range(len(texts))]
    safe = [text.replace("<", "").replace(">", "") for text in texts]
    pairs = [(problem.statement, text) for problem, text in zip(owners, safe)]
    votes = draw_votes(model, pairs, counts, seed)
    answers = [read_answer(text) for text in texts]
    right = [answer == problem.answer for answer, problem in zip(answers, owners)]
    solved = [
        Solved(*(part[start : start + SOLUTIONS] for part in (answers, right, [len(t) for t in texts], votes)))
        for start in range(0, len(texts), SOLUTIONS)
    ]
    return {
        "seed": seed,
        "problems": count,
        "solutions": SOLUTIONS,
        "solver": _solver(problems, solved),
        "solverErrors": dict(Counter(name_error(p, t) for p, t, r in zip(owners, texts, right) if not r).most_common()),
        "rules": _rules(solved, seed),
        "verifier": _verifier(solved, seed),
        "verifierByLength": _by_length(problems, solved),
        "acceptedErrors": _accepted(owners, texts, right, votes),
        "planted": _planted(model, problems, seed),
        "abstentions": sum(vote is None for row in votes for vote in row),
        "votes": sum(counts),
    }


def _solver(problems: list[Problem], solved: list[Solved]) -> dict[str, object]:
    rows: dict[str, object] = {"pass1": _mean(single(s, 0) for s in solved), "pass16": _mean(any_right(s, 0) for s in solved)}
    for length in OPERATIONS:
        chosen = [s for p, s in zip(problems, solved) if len(p.steps) == length]
        rows[f"{length} operations"] = {
            "pass1": _mean(single(s, 0) for s in chosen),
            "pass16": _mean(any_right(s, 0) for s in chosen),
            "majority": _mean(RULES["majority"](s, VOTES) for s in chosen),
            "PV(.1)": _mean(RULES["PV(.1)"](s, VOTES) for s in chosen),
        }
    return rows


def _rules(solved: list[Solved], seed: int) -> dict[str, object]:
    rows: dict[str, object] = {}
    one = [single(s, 0) for s in solved]
    for count in (1, 2, 4, 8):
        scores = {name: [rule(s, count) for s in solved] for name, rule in RULES.items()}
        row: dict[str, object] = {name: _mean(values) for name, values in scores.items()}
        for name in ("PV(.1)", "PV(.5)"):
            row[f"{name} - pass@1"] = paired(scores[name], one, seed)
            for other in ("majority", "best of N", "weighted sum"):
                row[f"{name} - {other}"] = paired(scores[name], scores[other], seed)
        rows[f"M={count}"] = row
    return rows


def _verifier(solved: list[Solved], seed: int) -> dict[str, object]:
    """Balanced accuracy with a bootstrap over problems; hits[problem] = per class (sum of credit, solutions)."""
    table = {count: np.array([_hits(s, count) for s in solved]) for count in (1, 8, 32)}
    rows = np.random.default_rng(seed).integers(0, len(solved), (10000, len(solved)))

    def balanced(hits: np.ndarray) -> np.ndarray:
        total = hits.sum(-2)
        return (total[..., 0] / total[..., 1] + total[..., 2] / total[..., 3]) / 2

    drawn = {count: balanced(hits[rows]) for count, hits in table.items()}
    report: dict[str, object] = {}
    for count, hits in table.items():
        total = hits.sum(0)
        low, high = np.quantile(drawn[count], [0.025, 0.975])
        report[f"{count} votes"] = {
            "balanced": round(float(balanced(hits)), 4),
            "low": round(float(low), 4),
            "high": round(float(high), 4),
            "acceptsRight": round(float(total[0] / total[1]), 4),
            "refusesWrong": round(float(total[2] / total[3]), 4),
        }
    for first, second in ((8, 1), (32, 1), (32, 8)):
        low, high = np.quantile(drawn[first] - drawn[second], [0.025, 0.975])
        difference = float(balanced(table[first]) - balanced(table[second]))
        report[f"{first} - {second}"] = {"diff": round(difference, 4), "low": round(float(low), 4), "high": round(float(high), 4)}
    return report


def _hits(problem: Solved, count: int) -> tuple[float, int, float, int]:
    sums = [0.0, 0, 0.0, 0]
    for right, votes in list(zip(problem.right, problem.votes))[:DEEP]:
        groups = [votes[start : start + count] for start in range(0, DEEP_VOTES, count)]
        place = 0 if right else 2
        sums[place] += float(np.mean([_credit(group, right) for group in groups]))
        sums[place + 1] += 1
    return (sums[0], int(sums[1]), sums[2], int(sums[3]))


def _credit(votes: list[int | None], right: bool) -> float:
    yes, no = votes.count(1), votes.count(0)
    return 0.5 if yes == no else float((yes > no) == right)


def _by_length(problems: list[Problem], solved: list[Solved]) -> dict[str, object]:
    report: dict[str, object] = {}
    for length in OPERATIONS:
        hits = np.array([_hits(s, 1) for p, s in zip(problems, solved) if len(p.steps) == length]).sum(0)
        report[f"{length} operations"] = {
            "acceptsRight": round(float(hits[0] / max(1, hits[1])), 4),
            "refusesWrong": round(float(hits[2] / max(1, hits[3])), 4),
        }
    return report


def _accepted(
    owners: list[Problem], texts: list[str], right: list[bool], votes: list[list[int | None]]
) -> dict[str, object]:
    """Wrong solutions by their first error: how many, and the share of verdicts that let them through."""
    sums: dict[str, list[float]] = {}
    for problem, text, true, cast in zip(owners, texts, right, votes):
        if not true:
            entry = sums.setdefault(name_error(problem, text), [0, 0.0])
            entry[0] += 1
            entry[1] += cast.count(1) / len(cast)
    return {name: {"solutions": int(n), "accepted": round(yes / n, 4)} for name, (n, yes) in sorted(sums.items())}


def _planted(model: Decoder, problems: list[Problem], seed: int) -> dict[str, object]:
    """One planted mistake of each kind in each of the first 100 problems, one vote: the share refused."""
    import random

    rng = random.Random(f"planted:{seed}")
    rows = [(kind, p.statement, plant(p, kind, rng)) for kind in KINDS for p in problems[:100]]
    votes = draw_votes(model, [(statement, text) for _, statement, text in rows], [1] * len(rows), seed)
    return {kind: _mean(v[0] == 0 for (k, _, _), v in zip(rows, votes) if k == kind) for kind in KINDS}


def _mean(values) -> float:
    return round(float(np.mean([float(value) for value in values])), 4)


if __name__ == "__main__":
    main()
