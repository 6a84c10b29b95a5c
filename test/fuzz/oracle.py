"""The oracle of the fuzz: reads pairs of SymPy expressions, one JSON a line, and says whether they are equal.

It shares no code with the checker. `different`: they differ by more than 10^-40 of their size at a positive point.
`equal`: SymPy proves the difference zero, or they agree to 80 digits at six points. `unknown`: neither.
"""
import json
import random
import signal
import sys

import mpmath
from sympy import E, Rational, cos, exp, lambdify, log, pi, simplify, sin, sqrt, symbols  # noqa: F401

x, y = symbols("x y", positive=True)


def expired(*_):
    raise TimeoutError


def decide(left, right):
    a, b = eval(left), eval(right)  # the fuzz's own printing, never a model's text
    mpmath.mp.dps = 100
    f, g = (lambdify((x, y), e, "mpmath") for e in (a, b))
    rnd = random.Random(1)
    for _ in range(6):
        point = (mpmath.mpf(rnd.randint(1, 10**9)) / 10**8, mpmath.mpf(rnd.randint(1, 10**9)) / 10**8)
        try:
            u, v = f(*point), g(*point)
        except ZeroDivisionError:
            return "unknown"
        size = max(abs(u), abs(v), mpmath.mpf(10) ** -30)
        if not mpmath.isfinite(u) or not mpmath.isfinite(v) or size > mpmath.mpf(10) ** 60:
            return "unknown"
        if abs(u - v) > size * mpmath.mpf(10) ** -40:
            return "different"
        if abs(u - v) > size * mpmath.mpf(10) ** -80:
            return "equal" if simplify(a - b) == 0 else "unknown"
    return "equal"


signal.signal(signal.SIGALRM, expired)
for line in sys.stdin:
    pair = json.loads(line)
    signal.alarm(10)
    try:
        verdict = decide(pair["left"], pair["right"])
    except Exception:  # SymPy fails in many ways; each of them is "unknown"
        verdict = "unknown"
    signal.alarm(0)
    print(json.dumps({"id": pair["id"], "verdict": verdict}), flush=True)
