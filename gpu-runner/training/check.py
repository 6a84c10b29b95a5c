"""How nano checks a solution (VERIFY): the chain is computed again with all its working, then compared.

The check never reads a claimed value to compute: it goes on from its own. Each line says operator and operand
as the problem has them, then the working, then after `=` its own value, units first; every own character comes
BEFORE its flag, `.` as claimed or `!` not as claimed. 47*16=752 and then 752-310=442 become

    *.6.1.0.:724482020;770440%8751247=+.2.5.7.
    -.0.1.3.:-20205140734=+.2.4.4.

In the working every digit that is used is copied beside the digit that comes of it, so that copying and computing are
learnt apart. A sum begins with what is done with the two sizes (`+` added, `-` first less second, `(` second less
first); each place is both digits, the own digit, the carry. A product has a row for the units of the operand, one for
its tens (`;`), each place as digit, own digit, carry, and the sum of the rows (`%`). A division goes from the top:
digit, quotient digit, remainder.

The last lines compare the answer, hundreds first, and say `Answer: 1` if there is no `!`, else `Answer: 0`.
The check never stops early, so that every line of every text teaches. It is defined for broken texts too.
"""

from collections.abc import Callable

from .problems import Problem, apply
from .tape import MISSING, Claim, read_claims, write_head, write_number, write_value

Piece = tuple[str, bool]
"""A stretch of the check, and whether it is an own digit that agrees with the claim beside it."""


def write_check(problem: Problem, solution: str) -> str:
    """The check of `solution`, right by construction."""
    return "".join(text for text, _ in check_pieces(problem, solution))


def check_pieces(problem: Problem, solution: str) -> list[Piece]:
    """The check in pieces; `mix` gives no weight to what could have been copied from a right claim."""
    claims = read_claims(solution)

    def claim(step: int) -> Claim:
        return claims[step] if step < len(claims) else MISSING

    value = problem.first
    pieces: list[Piece] = [("=", False), *_compare(write_value(value), claim(0).value), ("\n", False)]
    for step, (operator, operand) in enumerate(problem.steps, start=1):
        before, value = value, apply(value, operator, operand)
        pieces += _compare(write_head(operator, operand), claim(step).head)
        agrees = claim(step).value == write_value(value)
        pieces += [(_WORK[operator](before, operand), agrees), ("=", False)]
        pieces += [*_compare(write_value(value), claim(step).value), ("\n", False)]
    end = claim(len(problem.steps) + 1)
    own = write_value(value)[0] + write_number(value)[::-1]
    pieces += [("=", False), *_compare(own, end.value if end.head == "Answer" else "")]
    verdict = 0 if any("!" in text for text, _ in pieces) else 1
    return [*pieces, (f"\nAnswer: {verdict}", False)]


def read_verdict(check: str) -> int | None:
    """1, 0, or None where the last line is no verdict."""
    last = check.split("\n")[-1]
    return {"Answer: 1": 1, "Answer: 0": 0}.get(last)


def first_flag(check: str) -> int | None:
    """The number of the first line with a `!`, or None."""
    lines = check.split("\n")
    return next((number for number, line in enumerate(lines) if "!" in line), None)


def _compare(own: str, shown: str) -> list[Piece]:
    pieces: list[Piece] = []
    for place, character in enumerate(own):
        agrees = shown[place : place + 1] == character
        pieces += [(character, agrees), ("." if agrees else "!", False)]
    return pieces


def _sum(value: int, operand: int, operator: str) -> str:
    size = abs(value)
    mode = "+" if (value < 0) == (operator == "-") or value == 0 and operator == "+" else "-" if size >= operand else "("
    upper, lower = (operand, size) if mode == "(" else (size, operand)
    text, carry = mode, 0
    for place in range(3):
        first, second = _digit(upper, place), _digit(lower, place)
        total = first + second + carry if mode == "+" else first - second - carry
        carry = int(not 0 <= total <= 9)
        text += f"{first}{second}{total % 10}" + (str(carry) if place < 2 else "")
    return ":" + text


def _product(value: int, operand: int) -> str:
    rows: list[list[int]] = []
    text = ""
    for mark, digit, places in ((":", operand % 10, 3), (";", operand // 10, 2)):
        carry, row = 0, []
        text += mark
        for place in range(places):
            first = _digit(abs(value), place)
            carry, units = divmod(first * digit + carry, 10)
            row.append(units)
            text += f"{first}{units}{carry}"
        rows.append(row)
    tens = rows[0][1] + rows[1][0]
    hundreds = rows[0][2] + rows[1][1] + tens // 10
    return f"{text}%{rows[0][1]}{rows[1][0]}{tens % 10}{tens // 10}{rows[0][2]}{rows[1][1]}{hundreds % 10}"


def _quotient(value: int, operand: int) -> str:
    remainder, text = 0, ":"
    for place in (2, 1, 0):
        first = _digit(abs(value), place)
        digit, remainder = divmod(10 * remainder + first, operand)
        text += f"{first}{digit}{remainder}"
    return text


def _digit(size: int, place: int) -> int:
    return size // 10**place % 10


_WORK: dict[str, Callable[[int, int], str]] = {
    "+": lambda value, operand: _sum(value, operand, "+"),
    "-": lambda value, operand: _sum(value, operand, "-"),
    "*": _product,
    "/": _quotient,
}
