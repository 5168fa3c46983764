"""Sentences of several reports that tell one thing in much the same words, found by their rarer words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from detente.linking.told_sentences import Sentence

__all__ = ["same_sentences"]

COMMON = 60
"""Sentences of a story that may share a word before it no longer proposes pairs."""

COMPARED = 8
"""Sentences, those with most words in common, that one is compared with."""

SHARED = 3
"""Telling words that two sentences share before they are looked at."""

PART = 0.5
"""Part of the shorter sentence's telling words that the two share."""


def same_sentences(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences of two reports that may tell one thing, the earlier told first.

    Of each report a sentence is paired with the one that it shares most with, where that one has none closer in
    the sentence's report. Sentences written alike are told once. The work grows with the number of sentences.
    """
    with_key: dict[str, list[int]] = defaultdict(list)
    proposed: dict[tuple[int, int], tuple[float, int]] = {}
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for n, sentence in enumerate(sentences):
        keys = sorted(sentence.keys)
        common = Counter(m for key in keys if len(with_key[key]) <= COMMON for m in with_key[key])
        near = [m for m in common if sentences[m].of != sentence.of and common[m] >= SHARED]
        for m in sorted(near, key=lambda m: (-common[m], m))[:COMPARED]:
            other = sentences[m]
            both = len(sentence.keys & other.keys)
            part = both / min(len(sentence.keys), len(other.keys))
            if part < PART:
                continue
            likeness = (2 * both / (len(sentence.keys) + len(other.keys)) + (sentence.same == other.same), -m)
            proposed[m, n] = likeness
            for pair in ((n, other.of), (m, sentence.of)):
                if pair not in best or likeness[0] > best[pair][0]:
                    best[pair] = (likeness[0], m)
        for key in keys:
            with_key[key].append(n)
    for (m, n), likeness in proposed.items():
        one, other = sentences[m], sentences[n]
        if best[n, one.of][0] == likeness[0] == best[m, other.of][0]:
            yield one, other
