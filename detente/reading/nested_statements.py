"""Statements inside statements: which stand beside the words that hold them, and which are only part of these."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.cast import Cast
from detente.reading.contents import letters
from detente.reading.drafts import RENDERING, Draft
from detente.reading.labelled import TURN
from detente.reading.parsing import Parse

__all__ = ["without_doubles", "without_parts"]

NAMING = frozenset({"object", "object+infinitive", "object+predicate", "as"})
"""Frames whose content is a thing or a person, not words."""

SAME = 0.8
"""Share of the union from which two contents are one statement found twice."""


def without_parts(parse: Parse, drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Drops what inside somebody's words only names an act, a wish or a thought: part of what is said there.

    'He said it would discuss the plan' and 'he said he hoped to leave' are one statement; 'he said Moscow had warned
    that …' is two, for the inner one renders the words of somebody named.
    """
    kept: list[Draft] = []
    open_until: list[tuple[int, Draft]] = []
    for draft in sorted(drafts, key=lambda d: (d.contents[0].start, -d.contents[-1].end, -_size(d))):
        start, end = draft.contents[0].start, draft.contents[-1].end
        open_until = [(stop, d) for stop, d in open_until if stop > start]
        around = [d for stop, d in open_until if stop >= end and _size(d) > _size(draft)]
        if not around or not _is_part(parse, draft, around, cast):
            kept.append(draft)
            open_until.append((end, draft))
    return kept


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.contents)


def _is_part(parse: Parse, draft: Draft, around: Sequence[Draft], cast: Cast) -> bool:
    """Whether a draft is only part of those around it: by its frame, its source, and whether they render words."""
    attribution = draft.attribution
    if attribution is None:
        return False
    source, is_said = attribution.source, attribution.cue.attitude == "said"
    named = source is not None and parse.tag[source].startswith("NNP")
    if all(d.how == TURN for d in around):  # a transcript is all words: what is told there is told nowhere else
        return attribution.frame in NAMING or (attribution.frame == "preposition" and is_said and not named)
    if attribution.frame not in RENDERING:
        return True
    renders = any(d.source is not None and (not d.attribution or d.attribution.frame in RENDERING) for d in around)
    if not named and source is not None and renders and is_said:
        named = parse.tag[source] == "NN" and bool(cast.ids(source))  # 'said that the Saudi prince had warned that …'
    return renders and not (named and is_said)


def without_doubles(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drops a draft whose content another, surer one has almost whole."""
    kept: list[tuple[int, int, set[int], Draft]] = []
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        start, end = draft.contents[0].start, draft.contents[-1].end
        own = letters(text, draft.contents)
        beside = (k for first, last, k, _ in kept if first < end and start < last)
        if own and not any(len(own & k) >= SAME * len(own | k) for k in beside):
            kept.append((start, end, own, draft))
    return [draft for *_, draft in kept]
