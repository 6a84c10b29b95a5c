"""How nano writes a solution (SOLVE): the tape of a calculator, one operation a line, the answer last.

    =+740
    *610=+257
    -013=+244
    /200=+122
    Answer: 221

is 47*16 = 752, 752-310 = 442, 442/2 = 221: on the tape numbers have three digits, UNITS FIRST, because carries go
that way; the answer stands as people write it. A value comes in one go, without working.
"""

from dataclasses import dataclass

from .problems import Problem
from .vocabulary import pad


@dataclass(frozen=True)
class Claim:
    """What one line of a solution says: `head` is operator and operand, `value` sign and digits."""

    head: str
    value: str


MISSING = Claim("", "")


def write_number(value: int) -> str:
    """Three digits, units first, without sign: 47 -> `740`."""
    return f"{abs(value):03}"[::-1]


def write_value(value: int) -> str:
    return ("-" if value < 0 else "+") + write_number(value)


def write_head(operator: str, operand: int) -> str:
    return operator + write_number(operand)


def write_tape(first: int, lines: list[tuple[str, int]], answer: int) -> str:
    """`lines` are (head, value) pairs."""
    rows = ["=" + write_value(first)] + [f"{head}={write_value(value)}" for head, value in lines]
    return "\n".join([*rows, f"Answer: {answer}"])


def write_solution(problem: Problem) -> str:
    """The right solution."""
    values = problem.values
    heads = [write_head(operator, operand) for operator, operand in problem.steps]
    return write_tape(values[0], list(zip(heads, values[1:])), values[-1])


def read_claims(solution: str) -> list[Claim]:
    """Solution text -> one claim a line; total, so that a model's broken text can be checked too.

    The answer's value has its digits as written, hundreds first.
    """
    claims: list[Claim] = []
    for line in pad(solution).split("\n"):
        if line.startswith("Answer: "):
            digits = line.removeprefix("Answer: ")
            claims.append(Claim("Answer", digits if digits.startswith("-") else "+" + digits))
        else:
            head, _, value = line.partition("=")
            claims.append(Claim(head, value))
    return claims


def read_answer(solution: str) -> int | None:
    """The number after `Answer: ` in the last line, or None."""
    last = solution.split("\n")[-1].removeprefix("Answer: ")
    digits = last.removeprefix("-")
    if last == solution.split("\n")[-1] or not digits.isdigit():
        return None
    return int(last)
