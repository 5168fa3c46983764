"""Where a name only says where something is, and not who acts: 'in Moscow', 'the Latvian capital, Riga', 'the Vienna
talks'."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.codebook.gazetteer import Mention
from detente.reading.places import CITY, LOCATIVE, MOVING, NAMED_AFTER, PLACE_KINDS, WAY
from detente.reading.syntax import children
from detente.sources.datelines import AFTER_PLACE, DATELINE

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["city_before", "dateline_end", "names_city", "says_where", "state_of_dateline", "tell_parts_from_states"]

DATELINE_WITHIN = 120
"""Characters from the head of a report within which its dateline stands."""

BEFORE_NOUN = frozenset({"compound", "nmod", "amod"})
JOINING = frozenset({"-", "–", "/", "and"})

WITH_PARTS = "USA"
"""The state that has parts which are named like others."""


def says_where(cast: Cast, token: int) -> bool:
    """Whether the name at a token is a city or region, or a capital or country that only says where."""
    parse = cast.parse
    mention = cast.mention_at.get(token)
    if mention is None:
        return False
    if mention.kind in PLACE_KINDS or (mention.kind == "capital" and _is_told_as_city(cast, token)):
        return True
    top = token
    while parse.dep[top] in {"compound", "conj", "nmod", "appos"} and (
        parse.head[top] in cast.mention_at or _is_behind_its_place(cast, top)
    ):
        top = parse.head[top]
    if parse.dep[top] != "pobj":
        return False
    preposition = parse.head[top]
    if parse.word[preposition] in LOCATIVE:
        return True
    if mention.kind != "capital" or parse.word[preposition] not in WAY:
        return False
    return parse.lemma[parse.head[preposition]] in MOVING or _has_its_state_behind(cast, mention)


def names_city(cast: Cast, token: int) -> bool:
    """Whether a token is a capital before a noun of meeting or attack that means the city, not the state: 'a Kabul car
    bombing'. It stands there alone: of two that are joined ('Moscow-Washington talks') each means its state."""
    parse = cast.parse
    mention = cast.mention_at.get(token)
    if mention is None or mention.kind != "capital" or parse.dep[token] not in BEFORE_NOUN:
        return False
    for joint, beyond in ((token - 1, token - 2), (token + 1, token + 2)):
        if 0 <= beyond < len(parse) and parse.word[joint] in JOINING and beyond in cast.mention_at:
            return False
    return True


def city_before(cast: Cast, noun: int) -> str | None:
    """The city that stands before such a noun and says where it was, as the text has it; None where there is none."""
    parse = cast.parse
    for token in parse.children[noun]:
        mention = cast.mention_at.get(token)
        if mention is None or token > noun or parse.dep[token] not in BEFORE_NOUN:
            continue
        if mention.kind == "city" or names_city(cast, token):
            return parse.text[mention.start : mention.end]
    return None


def _is_told_as_city(cast: Cast, token: int) -> bool:
    """Whether the words beside a capital make it the city: 'the Latvian capital, Riga', 'Riga Technical University'."""
    parse = cast.parse
    near = children(parse, token, "compound", "nmod", "appos")
    if parse.dep[token] in {"appos", "compound", "nmod"}:
        near.append(parse.head[token])
    elif parse.dep[token] == "pobj" and parse.word[parse.head[token]] in {"of", "de"}:
        near.append(parse.head[parse.head[token]])
    return any(parse.lemma[t] in (CITY if parse.tag[t] == "NN" else NAMED_AFTER) for t in near)


def _is_behind_its_place(cast: Cast, token: int) -> bool:
    """Whether a name stands behind a comma for the state of a place that is no name: 'in Kutama, Zimbabwe'."""
    parse = cast.parse
    is_behind = parse.dep[token] == "appos" and parse.word[token - 1] == "," and token - 2 == parse.head[token]
    return is_behind and parse.tag[token - 2] == "NNP" and token - 2 not in cast.person_at


def _has_its_state_behind(cast: Cast, capital: Mention) -> bool:
    """Whether a capital is told as a place by its state: 'Bishkek, Kyrgyzstan'."""
    at = cast.parse.tokens_in(capital.start, capital.end)[-1] + 2
    state = cast.mention_at.get(at)
    return (
        state is not None
        and state.kind == "name"
        and cast.parse.word[at - 1] == ","
        and state.candidates[:1] == capital.candidates[:1]
    )


def tell_parts_from_states(mention_at: dict[int, Mention], alike: Collection[str]) -> None:
    """Takes Georgia for a part of the United States where a report names these and nothing else of the republic.

    `alike` are the names that are those of a state and of a part of another.
    """
    doubtful = [token for token, mention in mention_at.items() if mention.alias in alike]
    if not doubtful:
        return
    named = [it.candidates[0] for it in set(mention_at.values()) if it.candidates and it.alias not in alike]
    for token in doubtful:
        if named.count(WITH_PARTS) > 1 and mention_at[token].candidates[0] not in named:
            mention_at[token] = mention_at[token]._replace(kind="region", candidates=(WITH_PARTS,))


def dateline_end(text: str, mention: Mention) -> int:
    """Where the dateline ends that a place at the head of a paragraph opens; 0 where it opens none."""
    found = AFTER_PLACE.match(text, mention.end)
    if found is None:
        return 0
    between = found[0].strip(" -–—")
    is_dateline = not between or between[0] in ",(." or between.isupper()
    dash = found[0].rstrip()[-1:]
    spaced = found[0][:1].isspace() or "--" in found[0] or between
    return found.end() if is_dateline and spaced and (dash != "-" or between or mention.alias.isupper()) else 0


def state_of_dateline(cast: Cast) -> str | None:
    """The state in which a report was written, by the place in its dateline; None where it has none."""
    if cast.datelined is None:
        parse = cast.parse
        upper = DATELINE.search(parse.text, 0, parse.reach.start + DATELINE_WITHIN)
        begin = upper.start() if upper is not None else parse.reach.start
        opening = parse.text[begin : begin + DATELINE_WITHIN]
        place = next(iter(cast.gazetteer.find(opening, on=cast.on)), None)
        is_one = place is not None and place.start == 0 and bool(dateline_end(opening, place))
        state = cast.side(place.candidates[0]) if is_one and place is not None and place.candidates else ""
        cast.datelined = state
    return cast.datelined or None
