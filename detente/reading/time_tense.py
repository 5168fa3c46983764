"""Whether the clause around a place in the text tells of the past or of what is to come, by its words alone.

The cheap answer for callers without a parse. The signs are regular expressions, one a sort, in
`codebook/<language>/times.toml` under [tense]: future, past, infinitive.
"""

from __future__ import annotations

import re

__all__ = ["sentence_start", "tense_by_words"]

BACK, AHEAD = 220, 120  # characters looked at before and after: a long sentence, a long clause
SENTENCE_END = re.compile(r"[.!?;][\"”')]?\s|\n\s*\n")


def sentence_start(text: str, at: int) -> int:
    """Where the sentence around a place begins; no further back than a long sentence goes."""
    back = max(0, at - BACK)
    return max((stop.end() for stop in SENTENCE_END.finditer(text, back, at)), default=back)


def tense_by_words(text: str, start: int, end: int, signs: re.Pattern[str], *, ahead: bool = False) -> str | None:
    """`past`, `future` or None for the words `text[start:end]` of a lower-case text.

    The sign nearest before the words in their sentence decides, failing that the nearest after. An
    infinitive is a sign only where no finite verb stands before it: in "went to Oslo to meet him on
    Friday" the going decides, in "ministers to meet on Friday" the infinitive. `ahead` is for words
    that set a bound to come ("by Friday"): then any sign of the future before them is enough.
    """
    before = text[sentence_start(text, start) : start]
    found = [sign.lastgroup for sign in signs.finditer(before)]
    if ahead and ("future" in found or "infinitive" in found):
        return "future"
    if not found or found == ["infinitive"]:
        after = text[end : end + AHEAD]
        stop_after = SENTENCE_END.search(after)
        found += [sign.lastgroup for sign in signs.finditer(after, 0, stop_after.start() if stop_after else AHEAD)][:1]
        found.reverse()
    finite = [name for name in found if name != "infinitive"]
    if finite:
        return finite[-1]
    return "future" if found else None
