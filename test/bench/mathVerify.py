"""Math-Verify on pairs from standard input, one JSON a line; prints how long they took, parsing and verifying."""
import json
import logging
import sys
import time

from math_verify import parse, verify

logging.disable(logging.CRITICAL)
pairs = [json.loads(line) for line in sys.stdin]
parse("$1$"), verify(parse("$1$"), parse("$1$"))
started = time.perf_counter()
for pair in pairs:
    try:
        verify(parse(pair["gold"]), parse(pair["pred"]))
    except Exception:
        pass
print(json.dumps({"seconds": time.perf_counter() - started}))
