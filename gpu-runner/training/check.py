"""How nano checks a solution (VERIFY): every line is computed again, digit by digit, then compared.

Each own character is written BEFORE its flag (`.` as claimed, `!` not as claimed), so that the check cannot
lean on the claim. Sums and products go from the units up. A sum first says what is done with the two sizes (`+`
added, `-` first less second, `(` second less first) and then writes at each place both digits, the own digit,
its flag and the carry; a product has one row for each digit of the operand, each place as units and carry; a division goes
from the top, each place as quotient digit, flag, remainder. 47*86=4042 and then 4042-310=3732 become

    *. .8.6.:248220;657330= .2.4.0.4.
    -.3.1.0.= .-202.0413.0037.0403.0

With less working, copying the claim was learnt long before adding was.

A line is judged against the claimed value of the line before it, and the check never stops early: with both,
every line of every text teaches. The last line is `Answer: 1` if there is no `!`, else `Answer: 0`.
The procedure is total: it works on digits as they stand, so that broken texts have a defined check.
"""

from .problems import Problem
from .tape import MISSING, Claim, read_claims, write_head


def write_check(problem: Problem, solution: str) -> str:
    """The check of `solution`, right by construction."""
    claims = read_claims(solution)

    def claim(step: int) -> Claim:
        return claims[step] if step < len(claims) else MISSING

    lines = ["=" + _compare(" ", _digits(problem.first), claim(0))]
    for step, (operator, operand) in enumerate(problem.steps, start=1):
        head = write_head(operator, operand)
        shown = claim(step).head.ljust(4, "?")
        flags = "".join(f"{own}{'.' if own == other else '!'}" for own, other in zip(head, shown))
        lines.append(flags + _recompute(claim(step - 1), operator, operand, claim(step)))
    last = claim(len(problem.steps))
    end = claim(len(problem.steps) + 1)
    lines.append("=" + _compare(last.sign, last.magnitude, end))
    text = "\n".join(lines)
    return f"{text}\nAnswer: {0 if '!' in text else 1}"


def read_verdict(check: str) -> int | None:
    """1, 0, or None where the last line is no verdict."""
    last = check.split("\n")[-1]
    return {"Answer: 1": 1, "Answer: 0": 0}.get(last)


def first_flag(check: str) -> int | None:
    """The number of the first line with a `!`, or None."""
    lines = check.split("\n")
    return next((number for number, line in enumerate(lines) if "!" in line), None)


def _recompute(before: Claim, operator: str, operand: int, claim: Claim) -> str:
    size, sign = before.magnitude, before.sign
    if operator == "*":
        rows = [_row(size, int(digit)) for digit in reversed(str(operand))]
        own = _add_rows(rows)
        text = "".join(mark + row for mark, row in zip(":;", rows))
        return text + "=" + _compare(sign if any(own) else " ", own, claim)
    if operator == "/":
        return "%" + _divide(size, sign, operand, claim)
    return "=" + _add(size, sign, " " if operator == "+" else "-", operand, claim)


def _add(size: list[int], sign: str, other: str, operand: int, claim: Claim) -> str:
    value = _number(size)
    total = value + operand if sign == other else abs(value - operand)
    own_sign = (sign if sign == other or value > operand else other) if total % 10000 else " "
    mode = "+" if sign == other else "-" if value >= operand else "("
    text = f"{own_sign}{'.' if own_sign == claim.sign else '!'}{mode}"
    carry = 0
    for place, (upper, lower) in enumerate(zip(size, _digits(operand))):
        if mode == "+":
            carry, digit = divmod(upper + lower + carry, 10)
        else:
            difference = (upper - lower if mode == "-" else lower - upper) - carry
            carry, digit = int(difference < 0), difference % 10
        text += f"{upper}{lower}{digit}{'.' if str(digit) == claim.digits[place] else '!'}{carry}"
    return text


def _row(size: list[int], digit: int) -> str:
    carry, text = 0, ""
    for place in range(3):
        carry, units = divmod(size[place] * digit + carry, 10)
        text += f"{units}{carry}"
    return text


def _add_rows(rows: list[str]) -> list[int]:
    low = [int(rows[0][0]), int(rows[0][2]), int(rows[0][4]), int(rows[0][5])]
    high = [0, *(int(rows[1][place]) for place in (0, 2, 4))] if len(rows) > 1 else [0, 0, 0, 0]
    return _digits(_number(low) + _number(high))


def _divide(size: list[int], sign: str, operand: int, claim: Claim) -> str:
    remainder, text, own = 0, "", []
    for place in (3, 2, 1, 0):
        quotient, remainder = divmod(10 * remainder + size[place], operand)
        digit = str(min(quotient, 9))
        own.append(quotient)
        text += f"{digit}{'.' if digit == claim.digits[place] else '!'}{remainder}"
    own_sign = sign if any(own) else " "
    return f"{own_sign}{'.' if own_sign == claim.sign else '!'}{text}"


def _compare(sign: str, own: list[int], claim: Claim) -> str:
    text = f"{sign}{'.' if sign == claim.sign else '!'}"
    for place, digit in enumerate(own):
        text += f"{digit}{'.' if str(digit) == claim.digits[place] else '!'}"
    return text


def _digits(value: int) -> list[int]:
    return [value // 10**place % 10 for place in range(4)]


def _number(digits: list[int]) -> int:
    return sum(digit * 10**place for place, digit in enumerate(digits))
