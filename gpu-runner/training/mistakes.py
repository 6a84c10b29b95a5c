"""The wrong solutions that the verifier learns from, each mistake with a name.

`plant` makes one mistake and goes on faithfully from it, as a solver would. `scramble` writes random digits
everywhere: it teaches the comparison, which is learnt long after the arithmetic where mistakes are rare.
"""

import random

from .problems import LIMIT, Problem, apply
from .tape import write_head, write_tape

KINDS = ("digit", "carry", "near", "sign", "operand", "operator", "answer", "skip")


def plant(problem: Problem, kind: str, rng: random.Random) -> str:
    """A solution with one mistake of `kind` at a random place. Always differs from the right solution.

    digit: one digit of a value; carry: off by 1, 10 or 100; near: the operand one off in the head or in the
    arithmetic only; sign; operand: a digit of the operand miscopied and used; operator: another one applied;
    answer: the last line differs from the last value; skip: one line is missing.
    """
    while True:
        text = _write(problem, kind, rng.randrange(len(problem.steps)), rng)
        if text is not None:
            return text
        kind = rng.choice(("digit", "carry", "near"))


def scramble(problem: Problem, rng: random.Random) -> str:
    """The right tape with most or all digits of all values random; some signs, heads and the answer too."""
    share = rng.choice((0.7, 1.0))
    lines = []
    for (operator, operand), right in zip(problem.steps, problem.values[1:]):
        wrong = rng.random() < 0.2
        shown = (rng.choice("+-*/"), _shuffle(operand, rng, 0.6)) if wrong else (operator, operand)
        lines.append((write_head(*shown), _shuffle(right, rng, share)))
    first = problem.first if rng.random() < 0.6 else _shuffle(problem.first, rng, share)
    answer = lines[-1][1] if rng.random() < 0.4 else _shuffle(problem.answer, rng, share)
    return write_tape(first, lines, answer)


def _write(problem: Problem, kind: str, place: int, rng: random.Random) -> str | None:
    lines: list[tuple[str, int]] = []
    value = problem.first
    for index, (operator, operand) in enumerate(problem.steps):
        head, right = write_head(operator, operand), apply(value, operator, operand)
        if index != place or kind == "answer":
            value = right
        elif kind == "skip":
            continue
        else:
            head, value = _spoil(kind, value, operator, operand, rng)
            if value == right and head == write_head(operator, operand):
                return None
        if abs(value) > LIMIT:
            return None
        lines.append((head, value))
    answer = _slip(value, rng) if kind == "answer" else value
    return write_tape(problem.first, lines, answer)


def _spoil(kind: str, value: int, operator: str, operand: int, rng: random.Random) -> tuple[str, int]:
    head, right = write_head(operator, operand), apply(value, operator, operand)
    if kind == "carry":
        return head, right + rng.choice((-1, 1)) * rng.choice((1, 10, 100))
    if kind == "sign":
        return head, -right
    if kind == "near":
        return head, apply(value, operator, max(1, operand + rng.choice((-1, 1, -10, 10))))
    if kind == "operand":
        other = max(1, abs(_slip(operand, rng)) % 1000)
        return write_head(operator, other), apply(value, operator, other)
    if kind == "operator":
        other_operator = rng.choice([sign for sign in "+-*/" if sign != operator])
        shown = write_head(other_operator, operand) if rng.random() < 0.5 else head
        return shown, apply(value, other_operator, operand)
    return head, _slip(right, rng)


def _slip(value: int, rng: random.Random) -> int:
    """One digit changed."""
    digits = list(str(abs(value)))
    place = rng.randrange(len(digits))
    digits[place] = rng.choice([digit for digit in "0123456789" if digit != digits[place]])
    return int("".join(digits)) * (-1 if value < 0 else 1)


def _shuffle(value: int, rng: random.Random, share: float) -> int:
    """`share` of the three digits random; the sign flips now and then."""
    digits = [rng.choice("0123456789") if rng.random() < share else digit for digit in f"{abs(value):03}"]
    negative = (value < 0) != (rng.random() < 0.2)
    return int("".join(digits)) * (-1 if negative else 1)
