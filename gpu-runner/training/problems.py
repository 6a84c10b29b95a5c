"""What nano is asked: left-nested chains of 2 to 5 operations, such as `((47*16)-310)/2`.

Difficulty is meant to come from arithmetic, not from reading: the chain is always evaluated from left to
right, but a product of two 2-digit numbers or a division has to be done in one go.
Every division is exact and has a quotient below 100; values stay within +-999 and become negative by subtraction.

The split is decided by a hash of the statement, never by a list: of 20 buckets one is the test set, one is
for looking at while training, 18 are for training. No seed can move a problem from one to another.
"""

import hashlib
import random
from dataclasses import dataclass

LIMIT = 999
OPERATIONS = (2, 3, 4, 5)
_WEIGHTS = {"+": 0.25, "-": 0.25, "*": 0.35, "/": 0.15}


@dataclass(frozen=True)
class Problem:
    """`first`, then (operator, operand) pairs applied from left to right; operands are 2..999."""

    first: int
    steps: tuple[tuple[str, int], ...]

    @property
    def statement(self) -> str:
        parts = ["(" * (len(self.steps) - 1), str(self.first)]
        for index, (operator, operand) in enumerate(self.steps):
            parts.append(f"{operator}{operand}" + (")" if index < len(self.steps) - 1 else ""))
        return "".join(parts)

    @property
    def values(self) -> list[int]:
        """The running value before the first and after each operation."""
        values = [self.first]
        for operator, operand in self.steps:
            values.append(apply(values[-1], operator, operand))
        return values

    @property
    def answer(self) -> int:
        return self.values[-1]


def apply(value: int, operator: str, operand: int) -> int:
    """One operation; a division that does not come out is cut towards zero (only after a planted mistake)."""
    if operator == "+":
        return value + operand
    if operator == "-":
        return value - operand
    if operator == "*":
        return value * operand
    quotient = abs(value) // operand
    return quotient if value >= 0 else -quotient


def draw_problem(rng: random.Random, operations: int) -> Problem:
    """One problem of the given length, of any bucket."""
    first = rng.randint(11, 49) if rng.random() < 0.7 else rng.randint(50, 999)
    value = first
    steps: list[tuple[str, int]] = []
    for _ in range(operations):
        step = _draw_step(rng, value)
        steps.append(step)
        value = apply(value, *step)
    return Problem(first, tuple(steps))


def draw_from(split: str, rng: random.Random, operations: int | None = None) -> Problem:
    """One problem of `split` (train | watch | test); without a length, all lengths are equally likely."""
    while True:
        problem = draw_problem(rng, operations or rng.choice(OPERATIONS))
        if split_of(problem) == split:
            return problem


def draw_set(split: str, seed: int, count: int) -> list[Problem]:
    """`count` different problems of `split`, as many of each length as of the others."""
    rng = random.Random(f"{split}:{seed}")
    problems: dict[str, Problem] = {}
    while len(problems) < count:
        problem = draw_from(split, rng, OPERATIONS[len(problems) % len(OPERATIONS)])
        problems.setdefault(problem.statement, problem)
    return list(problems.values())


def split_of(problem: Problem) -> str:
    bucket = hashlib.sha256(problem.statement.encode()).digest()[0] % 20
    return "test" if bucket == 0 else "watch" if bucket == 1 else "train"


def _draw_step(rng: random.Random, value: int) -> tuple[str, int]:
    size = abs(value)
    largest = LIMIT // size if size else 0
    divisors = [divisor for divisor in range(2, 10) if size >= 10 and size % divisor == 0 and size < 100 * divisor]
    choices = dict(_WEIGHTS)
    if size < 2 or largest < 2:
        del choices["*"]
    if not divisors:
        del choices["/"]
    while True:
        operator = rng.choices(list(choices), list(choices.values()))[0]
        if operator == "*":
            two_digits = size >= 10 and largest >= 11 and rng.random() < 0.45
            return operator, rng.randint(11, min(99, largest)) if two_digits else rng.randint(2, min(9, largest))
        if operator == "/":
            return operator, rng.choice(divisors)
        operand = rng.randint(10, 99) if rng.random() < 0.5 else rng.randint(100, 999)
        if abs(apply(value, operator, operand)) <= LIMIT:
            return operator, operand
