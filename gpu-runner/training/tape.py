"""How nano writes a solution (SOLVE): the tape of a calculator, one operation a line, the answer last.

    =   47
    * 86= 4042
    -310= 3732
    /  4=  933
    Answer:   933

A line shows the operator, its operand (3 wide) and the running value (5 wide), right-aligned: a digit's place
in the line is its place value. The value comes in one go, most significant digit first, without working.
"""

from dataclasses import dataclass

from .problems import Problem


@dataclass(frozen=True)
class Claim:
    """What one line of a solution says: `head` is operator and operand, `value` the five characters after."""

    head: str
    value: str

    @property
    def sign(self) -> str:
        return "-" if "-" in self.value else " "

    @property
    def digits(self) -> list[str]:
        """Units first, four of them. A blank is 0; what is missing or misplaced is `?`."""
        digits: list[str] = []
        for place in range(4):
            column = 4 - place
            character = self.value[column] if len(self.value) == 5 else "?"
            digits.append(character if character.isdigit() else "0" if place and character in " -" else "?")
        return digits

    @property
    def magnitude(self) -> list[int]:
        return [int(digit) if digit != "?" else 0 for digit in self.digits]


MISSING = Claim("?", "")


def write_head(operator: str, operand: int) -> str:
    return f"{operator}{operand:>3}"


def write_tape(first: int, lines: list[tuple[str, int]], answer: int) -> str:
    """`lines` are (head, value) pairs."""
    rows = [f"={first:>5}"] + [f"{head}={value:>5}" for head, value in lines]
    return "\n".join([*rows, f"Answer: {answer:>5}"])


def write_solution(problem: Problem) -> str:
    """The right solution."""
    values = problem.values
    heads = [write_head(operator, operand) for operator, operand in problem.steps]
    return write_tape(values[0], list(zip(heads, values[1:])), values[-1])


def read_claims(solution: str) -> list[Claim]:
    """Solution text -> one claim a line; total, so that a model's broken text can be checked too."""
    claims: list[Claim] = []
    for line in solution.split("\n"):
        if line.startswith("Answer: "):
            claims.append(Claim("", line.removeprefix("Answer: ")))
        else:
            head, _, value = line.partition("=")
            claims.append(Claim(head, value))
    return claims


def read_answer(solution: str) -> int | None:
    """The number after `Answer: ` in the last line, or None."""
    last = solution.split("\n")[-1]
    if not last.startswith("Answer: "):
        return None
    try:
        return int(last.removeprefix("Answer: ").replace(" ", ""))
    except ValueError:
        return None
