"""Words that carry grammar and no matter, of seven languages together."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

__all__ = ["load_function_words"]


@cache
def load_function_words() -> frozenset[str]:
    """The words of function_words.toml, in lower case."""
    path = Path(__file__).with_name("function_words.toml")
    listed = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(word for words in listed.values() for word in words.split())
