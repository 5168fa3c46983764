"""Why a mention became an actor: by which name, title, epithet or pronoun, whom else it might mean, and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.codebook.gazetteer import Mention
from detente.model import Statement
from detente.reading.cast import Cast
from detente.reading.pronouns import WE, is_third_person

__all__ = ["ground", "grounds", "with_speakers_told"]

SURE = {"name": 0.97, "surname": 0.95, "title": 0.87, "epithet": 0.67, "pronoun": 0.84}
"""How often each way was right on the part of `benchmarks/actors.py` that is kept aside."""

RIVALS = 0.6
"""What is left of that where another bearer of the name held an office on the day too; a bearer out of office takes
half of the difference."""

NAMED = 3
"""Others whom a name may mean that are told."""


def grounds(cast: Cast, tokens: Iterable[int]) -> Iterator[str]:
    """A line a token that was resolved, in the order of the text: see `ground`."""
    seen: set[str] = set()
    for token in sorted(set(tokens)):
        line = ground(cast, token)
        if line is not None and line not in seen:
            seen.add(line)
            yield line


def ground(cast: Cast, token: int) -> str | None:
    """How a token came to its actors, in a line: "'Kremlin' is RUS: seat, 0.97"; None where it means nobody known."""
    ids = cast.ids(token)
    if not ids:
        return None
    mention = cast.mention_at.get(token)
    words = cast.parse.text[slice(*cast.name_span(token))] if token in cast.inferred else _words(cast, token, mention)
    way, sure = _way(cast, token, mention)
    return f"'{' '.join(words.split())}' is {' and '.join(ids)}: {way}, {sure:.2f}".replace(";", ",")


def with_speakers_told(statements: Sequence[Statement], cast: Cast) -> list[Statement]:
    """The statements, the `why` of each with how its speaker was found: "'he' is FRA/...: pronoun, as ... before".

    A speaker in words alone, or one that no word of the statement's `speaker_span` means, has no such line.
    """
    return [replace(s, why=f"{s.why}; {line}") if (line := _of_speaker(s, cast)) else s for s in statements]


def _of_speaker(statement: Statement, cast: Cast) -> str | None:
    speaker, span = statement.speaker, statement.speaker_span
    if speaker is None or speaker.id is None or span is None:
        return None
    tokens = cast.parse.tokens_in(*span)
    heads_first = sorted(tokens, key=lambda token: cast.parse.head[token] in tokens)
    token = next((token for token in heads_first if speaker.id in cast.ids(token)), None)
    return ground(cast, token) if token is not None else None


def _words(cast: Cast, token: int, mention: Mention | None) -> str:
    if token in cast.person_at:
        first = last = token
        while cast.person_at.get(first - 1) == cast.person_at[token]:
            first -= 1
        while cast.person_at.get(last + 1) == cast.person_at[token]:
            last += 1
        return cast.parse.text[slice(*cast.parse.span(first, last))]
    if mention is not None:
        return mention.alias
    return cast.parse.text[slice(*cast.name_span(token))]


def _way(cast: Cast, token: int, mention: Mention | None) -> tuple[str, float]:
    """How it was found, and how sure that is."""
    word = cast.parse.word[token]
    if mention is not None and (token in cast.person_at or token not in cast.inferred) and token not in cast.how:
        sure = SURE["surname" if mention.kind == "surname" else "name"]
        dated = f" on {cast.on}" if mention.kind in {"person", "surname"} and cast.on else ""
        others = [it for it in mention.candidates if it not in cast.ids(token)]
        if not others:
            return f"{mention.kind}{dated}", sure
        sure *= RIVALS if _serves(cast, others[0]) or cast.on is None else (1 + RIVALS) / 2
        return f"{mention.kind}{dated}, else {', '.join(others[:NAMED])}", sure
    if token in cast.person_at:
        known = cast.gazetteer.actor(cast.ids(token)[0]) is not None
        return ("another spelling, or a surname that came before" if known else "described beside the name"), 0.8
    if token in cast.how:
        epithet = cast.how[token].startswith("'")
        return cast.how[token], SURE["epithet" if epithet else "title"]
    if is_third_person(word) or word in WE:
        return _antecedent(cast, token), SURE["pronoun"]
    return "by whose it is, or whom the report speaks of", SURE["title"]


def _serves(cast: Cast, id_: str) -> bool:
    return cast.on is not None and bool(cast.gazetteer.in_office(id_, cast.on))


def _antecedent(cast: Cast, token: int) -> str:
    """What a pronoun goes back to: the last words before it that mean the same."""
    ids = cast.ids(token)
    for i in range(token - 1, -1, -1):
        if (i in cast.mention_at or i in cast.person_at) and cast.ids(i) == ids:
            return f"pronoun, as '{_words(cast, i, cast.mention_at.get(i))}' before"
    return "pronoun"
