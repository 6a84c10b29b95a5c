"""Names the first thing that is wrong in a solution, so that arithmetic and layout can be told apart."""

from .problems import Problem, apply
from .tape import read_claims, write_head


def name_error(problem: Problem, solution: str) -> str:
    """`none`, `layout`, `copy`, `answer line`, or arithmetic by operation: `sum`, `product 2x2` and so on."""
    claims = read_claims(solution)
    if len(claims) != len(problem.steps) + 2:
        return "layout"
    try:
        values = [int(claim.value[0] + claim.value[:0:-1]) for claim in claims[:-1]] + [int(claims[-1].value)]
    except (ValueError, IndexError):
        return "layout"
    if values[0] != problem.first or claims[0].head:
        return "copy"
    for step, (operator, operand) in enumerate(problem.steps, start=1):
        if claims[step].head != write_head(operator, operand):
            return "copy"
        right = apply(values[step - 1], operator, operand)
        if values[step] == -right and right:
            return "sign"
        if values[step] != right:
            return _operation(operator, operand, values[step - 1])
    return "none" if values[-1] == values[-2] else "answer line"


def _operation(operator: str, operand: int, value: int) -> str:
    if operator == "*":
        return "product 2x2" if operand > 9 else "product by a digit"
    if operator == "/":
        return "quotient"
    grows = (operator == "+") == (value >= 0)
    return "sum" if grows else "difference"
