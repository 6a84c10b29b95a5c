"""Where a token stands: (part, step, field, column), computed from the tokens so far and nothing else.

part: 0 problem, 1 solution, 2 check. step: which operation or line. field: what the last mark in the line
announced. column: tokens since that mark, so that digits of equal place value share a column. Without it most
of a small model's mistakes are misread layout; with it they are arithmetic.

The place of a new token follows from the place of the last token and the new tokens, so that a decoder with
a cache needs one stored place a row. The same few operations (running sums, and the position of the last mark
by a masked maximum) are in the exported graph.
"""

import torch
from torch import Tensor

from .vocabulary import ANSWER, CHECK, IDS, MINUS_ANSWER, NEWLINE, SOLVE, TOKENS, VERIFY

PARTS, STEPS, FIELDS, COLUMNS = 3, 8, 5, 16
WIDTH = 4

_OPERATORS = [IDS[sign] for sign in "+-*/"]
_FIELD_AFTER = {NEWLINE: 0, IDS["="]: 1, ANSWER: 1, MINUS_ANSWER: 1, IDS[":"]: 2, IDS[";"]: 3, IDS["%"]: 4, CHECK: 0}
_FIELD_AFTER |= {SOLVE: 0, VERIFY: 0}


def tables() -> dict[str, Tensor]:
    """One row for each token of the vocabulary; these become constants of the exported graph."""
    size = len(TOKENS)
    operator = torch.zeros(size)
    operator[_OPERATORS] = 1
    mark, field = torch.zeros(size), torch.zeros(size)
    for number, value in _FIELD_AFTER.items():
        mark[number], field[number] = 1, value
    opening = torch.zeros(size)
    opening[IDS["("]] = 1
    newline, check = torch.zeros(size), torch.zeros(size)
    newline[NEWLINE], check[CHECK] = 1, 1
    return {"operator": operator, "mark": mark, "field": field, "opening": opening, "newline": newline, "check": check}


def places(ids: Tensor, before: Tensor, table: dict[str, Tensor]) -> Tensor:
    """ids [rows, time], place before them [rows, 4] (zeros at the start) -> places [rows, time, 4], float.

    Padding must come before the first mark of a row: the first mark sets everything to the start.
    """
    part0, step0, field0, column0 = before.split(1, dim=1)
    newline, check = table["newline"][ids], table["check"][ids]
    lines = newline.cumsum(1) + (part0 > 0).float()
    checks = check.cumsum(1) + (part0 > 1).float()
    part = lines.clamp(max=1) + checks
    in_problem = (part < 0.5).float()
    enters = ((part > 0.5).float() * newline * (lines < 1.5).float()) + check
    starts = enters.clamp(max=1)
    counts = (in_problem * table["operator"][ids] + (1 - in_problem) * newline * (1 - starts)).cumsum(1)
    last_start = _last(starts)
    step = counts - _at(counts, last_start, -step0)
    marks = (table["mark"][ids] + in_problem * (table["operator"] + table["opening"])[ids]).clamp(max=1)
    last_mark = _last(marks)
    field = _at(table["field"][ids], last_mark, field0)
    index = torch.arange(ids.shape[1], device=ids.device).float().expand_as(last_mark)
    column = torch.where(last_mark >= 0, index - last_mark, index + 1 + column0)
    limits = (PARTS - 1, STEPS - 1, FIELDS - 1, COLUMNS - 1)
    found = [value.clamp(0, limit) for value, limit in zip((part, step, field, column), limits)]
    return torch.stack(found, dim=2)


def _last(flags: Tensor) -> Tensor:
    """Position of the last flag at or before each position, -1 before the first."""
    index = torch.arange(flags.shape[1], device=flags.device).float()
    return torch.where(flags > 0.5, index, torch.full_like(index, -1)).cummax(1).values


def _at(values: Tensor, positions: Tensor, otherwise: Tensor) -> Tensor:
    found = values.gather(1, positions.clamp(min=0).long())
    return torch.where(positions >= 0, found, otherwise.expand_as(found))
