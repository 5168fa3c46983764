"""Joins the words that the French tokenizer cuts: 'état-major', 'postes-frontières', 'Guinée-Bissau', "N'Djamena"."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["join_hyphens"]

WORD = "[A-Za-zÀ-ÖØ-öø-ÿœŒ]"
INVERTED = "(?:t|il|elle|ils|elles|on|ce|ci|là|je|tu|nous|vous|le|la|les|lui|leur|moi|toi|y|en)"
JOINED = re.compile(
    rf"(?<![\w-]){WORD}{{2,}}(?:-(?!{INVERTED}\b)(?:d'|l')?{WORD}{{2,}})+(?![\w-])|(?<![\w'-])[NM]'[A-ZÀ-Ö]{WORD}+"
)
"""A word with hyphens, but for a verb with its pronoun ('a-t-il'), and an African name with an elided first letter."""


def join_hyphens(doc: Any) -> None:
    """Makes one token of each such word of a tokenized text, in place."""
    spans = [doc.char_span(*found.span()) for found in JOINED.finditer(doc.text)]
    cut = [span for span in spans if span is not None and len(span) > 1]
    if cut:
        with doc.retokenize() as retokenizer:
            for span in cut:
                retokenizer.merge(span)
