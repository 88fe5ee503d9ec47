"""The child process of `guard`: reads one file from standard input, answers in JSON."""

import base64
import datetime as dt
import json
import sys

from ecoop.matrix.reading.guard import take_ceilings
from ecoop.matrix.reading.limits import Limits
from ecoop.matrix.reading.read import read_matrix
from ecoop.matrix.reading.refusals import Unreadable


def main() -> int:
    """Read the order, bind ourselves, answer; any crash or want of memory is an exit code."""
    order = json.loads(sys.stdin.buffer.read())
    take_ceilings()
    try:
        reading = read_matrix(
            base64.b64decode(order["content"]),
            filename=order["filename"],
            as_of=dt.date.fromisoformat(order["as_of"]) if order["as_of"] else None,
            limits=Limits(**order["limits"]),
            mappings=order["mappings"] or None,
        )
        answer = reading.packed()
    except Unreadable as refused:
        answer = json.dumps({"refused": refused.code, "values": refused.values}).encode()
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
