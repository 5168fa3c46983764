"""Parsed paragraphs, and a memory of the latest of them: what reports take over from each other is parsed once.

A parse hangs on the words of the paragraph alone, so that copies, excerpts and rewrites in part get for the
paragraphs that they share just what they would get by themselves; all that hangs on the report (who is meant, the
day, the spans) is found anew in each.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.reading.universal import penn_tag

__all__ = ["KnownParagraphs", "Paragraph", "paragraph_of"]

TOKENS = 300_000
"""Tokens kept: about the news of a day from one agency, in some 20 MB."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph as columns, one item a token. Characters and heads count from its own beginning."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    head: NDArray[np.int64]
    word: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    begins: NDArray[np.bool_]
    """Whether a sentence begins with the token."""

    def __len__(self) -> int:
        return len(self.word)


def paragraph_of(doc: Any, *, penn: bool) -> Paragraph:
    """The columns of a spaCy doc; column by column, since asking spaCy for each token costs most.

    `penn` says whether the pipeline's own tags are Penn's; where not, they are made from its universal ones.
    """
    count = len(doc)
    named = _Labels(doc.vocab.strings)
    rows = doc.to_array(["ORTH", "LOWER", "SPACY", "HEAD", "DEP", "TAG", "ENT_TYPE", "SENT_START"])
    orth, lower, spacy, head, dep, tag, entity, sentence_start = rows.reshape(count, -1).T
    length = np.fromiter((len(named[code]) for code in orth.tolist()), dtype=np.int64, count=count)
    end = np.cumsum(length + spacy.astype(np.int64)) - spacy.astype(np.int64)
    begins = sentence_start == 1
    begins[:1] = True
    return Paragraph(
        start=end - length,
        end=end,
        head=head.astype(np.int64) + np.arange(count),
        word=[named[code] for code in lower.tolist()],
        tag=[named[code] for code in tag.tolist()] if penn else [penn_tag(t.pos_, str(t.morph)) for t in doc],
        dep=[named[code] for code in dep.tolist()],
        entity=[named[code] if code else "" for code in entity.tolist()],
        begins=begins,
    )


class KnownParagraphs:
    """The paragraphs that were parsed last, by their text; those that were not asked for longest go first."""

    def __init__(self, tokens: int = TOKENS) -> None:
        self._limit = tokens
        self._tokens = 0
        self._by_text: OrderedDict[str, Paragraph] = OrderedDict()

    def get(self, text: str) -> Paragraph | None:
        """The paragraph with just this text, if it is still known."""
        found = self._by_text.get(text)
        if found is not None:
            self._by_text.move_to_end(text)
        return found

    def keep(self, text: str, paragraph: Paragraph) -> None:
        """Remembers a paragraph, and forgets the oldest beyond the limit."""
        if text in self._by_text or len(paragraph) > self._limit:
            return
        self._by_text[text] = paragraph
        self._tokens += len(paragraph)
        while self._tokens > self._limit:
            _, oldest = self._by_text.popitem(last=False)
            self._tokens -= len(oldest)

    def forget(self) -> None:
        """Forgets all of them."""
        self._by_text.clear()
        self._tokens = 0


class _Labels(dict[int, str]):
    """Strings of a vocabulary by their codes, each asked for once."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, code: int) -> str:
        found = self[code] = str(self.strings[code])
        return found
