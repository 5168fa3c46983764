"""A reading process: takes chunks of reports on standard input, answers with readings on standard output.

Started by `processes` as a program of its own rather than by `multiprocessing`, whose processes import the user's
script again: reading from a script, a notebook or a desk then needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress

from detente.scale.chunks import read_chunk

__all__ = ["serve"]


def serve() -> None:
    """Greets, then reads chunks until the input ends. An answer is the readings, or the error that stopped them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the answers
    chunks = sys.stdin.buffer
    with suppress(EOFError, BrokenPipeError):
        answers.write(pickle.dumps("ready"))
        answers.flush()
        while True:
            chunk = pickle.load(chunks)  # reports and options
            try:
                answer = pickle.dumps(read_chunk(*chunk), pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                answer = pickle.dumps(error)
            answers.write(answer)
            answers.flush()
