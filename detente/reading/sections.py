"""Cuts the parse of a very long report into sections that are read one after the other.

Readers look around in what they read; in sections of bounded length their cost grows with a report's length, not
with its square. Reports of ordinary length are one section.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading.parsing import Parse

__all__ = ["LONGEST_SECTION", "sections"]

LONGEST_SECTION = 250
"""Sentences in a section: several times the length of a news report."""


def sections(parse: Parse) -> Iterator[Parse]:
    """The parse itself, or its sections, each ending with a paragraph; offsets still index the report's text."""
    if len(parse.sentences) <= LONGEST_SECTION:
        yield parse
        return
    begin = 0
    for number in range(1, len(parse.sentences) + 1):
        at_end = number == len(parse.sentences)
        ends_paragraph = at_end or parse.paragraph[number] != parse.paragraph[number - 1]
        long_enough = number - begin >= LONGEST_SECTION
        if at_end or (long_enough and ends_paragraph) or number - begin >= 2 * LONGEST_SECTION:
            yield _section(parse, begin, number)
            begin = number


def _section(parse: Parse, first_sentence: int, end_sentence: int) -> Parse:
    first, end = parse.sentences[first_sentence][0], parse.sentences[end_sentence - 1][1]
    start, stop = parse.start[first], parse.end[end - 1]
    return Parse(
        parse.report,
        parse.language,
        [piece for piece in parse.pieces if piece.start < stop and start < piece.end],
        parse.start[first:end],
        parse.end[first:end],
        parse.word[first:end],
        parse.tag[first:end],
        parse.dep[first:end],
        [head - first for head in parse.head[first:end]],
        parse.lemma[first:end],
        parse.entity[first:end],
        [sentence - first_sentence for sentence in parse.sentence[first:end]],
        [(a - first, b - first) for a, b in parse.sentences[first_sentence:end_sentence]],
        parse.paragraph[first_sentence:end_sentence],
        [[child - first for child in below] for below in parse.children[first:end]],
    )
