"""What the leads of reports mean, as vectors: two that tell one happening in other words come near each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.linking.story_words import body_of
from detente.model import Report

__all__ = ["ONE", "SIZE", "lead_meanings"]

FILES = Path(__file__).parent / "minilm"
"""The sentence encoder all-MiniLM-L6-v2 in eight bits, and its tokenizer; `minilm/README.md` says where from."""

LANGUAGE = "en"
"""The language that the encoder knows."""

TOKENS = 64
"""Pieces of words that are read: headline and first sentences. News tells the happening first; more would only cost."""

LETTERS = 1000
"""Letters that give as many pieces at least."""

SIZE = 384
"""Numbers of a vector."""

ONE = 127
"""Length of a vector: numbers are kept in eight bits, so that the leads of 100,000 reports take 38 MB."""


def lead_meanings(reports: Sequence[Report]) -> NDArray[np.int8]:
    """A row of SIZE numbers a report, of length ONE; zeros for a report in a language that the encoder does not know.

    The product of two rows over ONE squared is their cosine: 0.1 for reports that have nothing in common, 0.6 for
    two of one happening. A row hangs on the report's lead alone, whatever else is read with it. Some 10 ms a report.
    """
    found = np.zeros((len(reports), SIZE), dtype=np.int8)
    rows_of: dict[str, list[int]] = {}
    for row, report in enumerate(reports):
        if report.language == LANGUAGE and (lead := _lead(report)):
            rows_of.setdefault(lead, []).append(row)
    for lead, rows in rows_of.items():
        found[rows] = _meaning(lead)
    return found


def _lead(report: Report) -> str:
    """Headline and beginning, the headline once."""
    title, body = (report.title or "").strip(), body_of(report).strip()
    rest = body.removeprefix(title).lstrip()
    return f"{title}. {rest}"[:LETTERS] if title and not rest.startswith(title) else rest[:LETTERS]


def _meaning(lead: str) -> NDArray[np.int8]:
    tokenizer, session = _encoder()
    tokens = np.array(tokenizer.encode(lead).ids, dtype=np.int64)
    vector: NDArray[np.float32] = session.run(None, {"tokens": tokens})[0]
    return np.rint(vector * ONE).astype(np.int8)


@cache
def _encoder() -> tuple[Any, Any]:
    """The tokenizer and the network; loaded where first asked for, as most runs group no reports."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  takes a quarter of a second
    from tokenizers import Tokenizer  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(str(FILES / "tokenizer.json"))
    tokenizer.enable_truncation(TOKENS)
    tokenizer.no_padding()
    options = SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return tokenizer, InferenceSession(FILES / "model.onnx", options, providers=["CPUExecutionProvider"])
