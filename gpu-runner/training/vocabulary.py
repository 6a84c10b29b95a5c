"""Which characters nano knows and which number each of them has.

One token is one character, with five exceptions: four marks that no user text contains, and `Answer: `,
which ends every text and would else cost eight tokens that carry nothing.
"""

import re

PAD, END, SOLVE, VERIFY, CHECK, ANSWER, NEWLINE = range(7)
MARKS: list[str] = ["<pad>", "</s>", "<solve>", "<verify>", "<check>", "Answer: ", "\n"]
CHARACTERS: str = "0123456789+-*/()=:;%.! "
TOKENS: list[str] = MARKS + list(CHARACTERS)
IDS: dict[str, int] = {token: number for number, token in enumerate(TOKENS)}
RIGHT, WRONG = IDS["."], IDS["!"]
ONE, ZERO = IDS["1"], IDS["0"]

_PIECE = re.compile("|".join(re.escape(mark) for mark in MARKS) + "|.", re.DOTALL)


def encode(text: str) -> list[int]:
    """Text -> token numbers. Raises KeyError on a character nano does not know."""
    return [IDS[piece] for piece in _PIECE.findall(text)]


def decode(ids: list[int]) -> str:
    """Token numbers -> text up to the first end mark, padding left out."""
    pieces: list[str] = []
    for number in ids:
        if number == END:
            break
        if number != PAD:
            pieces.append(TOKENS[number])
    return "".join(pieces)
