"""Cities that stand before a noun and say where it was: 'a Kabul car bombing', 'the Vienna talks'."""

from __future__ import annotations

from detente.reading.cast import Cast
from detente.reading.parsing import Parse

__all__ = ["city_before", "names_city"]

BEFORE_NOUN = frozenset({"compound", "nmod", "amod"})
JOINING = frozenset({"-", "–", "/", "and"})


def names_city(parse: Parse, cast: Cast, token: int) -> bool:
    """Whether a token is a capital before a noun that means the city, not the state: it stands there alone.

    Of two that are joined ('Moscow-Washington talks') each means its state.
    """
    mention = cast.mention_at.get(token)
    if mention is None or mention.kind != "capital" or parse.dep[token] not in BEFORE_NOUN:
        return False
    for joint, beyond in ((token - 1, token - 2), (token + 1, token + 2)):
        if 0 <= beyond < len(parse) and parse.word[joint] in JOINING and beyond in cast.mention_at:
            return False
    return True


def city_before(parse: Parse, cast: Cast, noun: int) -> str | None:
    """The city that stands before a noun and says where it was, as the text has it; None where there is none."""
    for token in parse.children[noun]:
        mention = cast.mention_at.get(token)
        if mention is None or token > noun or parse.dep[token] not in BEFORE_NOUN:
            continue
        if mention.kind == "city" or names_city(parse, cast, token):
            return parse.text[mention.start : mention.end]
    return None
