"""Which characters nano knows, which number each has, and how a text becomes numbers.

One token is one character, with a few exceptions: marks that no user text contains, and the openings of the
answer line. A number of one or two digits is padded with zeros to three (`47` is read as `047`), so that a
digit's distance from the operator before it is its place value; the tokenizer file does the same.
"""

import re

PAD, END, SOLVE, VERIFY, CHECK, MINUS_ANSWER, ANSWER, NEWLINE = range(8)
MARKS: list[str] = ["<pad>", "</s>", "<solve>", "<verify>", "<check>", "Answer: -", "Answer: ", "\n"]
CHARACTERS: str = "0123456789+-*/()=:;%.!"
TOKENS: list[str] = MARKS + list(CHARACTERS)
IDS: dict[str, int] = {token: number for number, token in enumerate(TOKENS)}
RIGHT, WRONG = IDS["."], IDS["!"]
ONE, ZERO = IDS["1"], IDS["0"]

PADDING: list[tuple[str, str]] = [(r"(?<![0-9])(?=[0-9][0-9](?![0-9]))", "0"), (r"(?<![0-9])(?=[0-9](?![0-9]))", "00")]
_PIECE = re.compile("|".join(re.escape(mark) for mark in MARKS) + "|.", re.DOTALL)


def pad(text: str) -> str:
    """`(47*6)` -> `(047*006)`. Idempotent; numbers of three digits and more stay."""
    for pattern, zeros in PADDING:
        text = re.sub(pattern, zeros, text)
    return text


def encode(text: str) -> list[int]:
    """Text -> token numbers, without padding. Raises KeyError on a character nano does not know."""
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
