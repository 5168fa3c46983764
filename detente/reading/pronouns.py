"""Whom a pronoun means: the nearest before it that fits, and never the side that is speaking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.codebook.gazetteer import Mention
from detente.model import Party
from detente.reading.places import LOCATIVE, PLACE_KINDS
from detente.reading.syntax import ancestors, children, conjuncts

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["IL_ELLE", "WE", "of_pronoun"]

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
I = {"i", "me", "my", "mine", "je"}  # noqa: E741 (the pronoun)
WE = {"we", "us", "our", "ours", "ourselves", "nous", "notre", "nos"} | I
IL_ELLE = {"il": "m", "lui": "m", "elle": "f"}
PRONOUNS = HE | SHE | IT | THEY | WE | set(IL_ELLE)

SUBJECT = {"nsubj", "nsubjpass", "agent"}

LOOK_BACK = 6
"""Sentences searched for whom a pronoun means."""


def of_pronoun(cast: Cast, token: int) -> tuple[Party, ...]:
    """The parties that a pronoun stands for; several for a plural, none where nobody fits."""
    parse = cast.parse
    word = parse.word[token]
    if parse.tag[token] in {"WP", "WDT", "WP$"}:
        for node in (token, *ancestors(parse, token)):
            if parse.dep[node] == "relcl":
                return cast.parties(parse.head[node])
        return ()
    if word in WE:
        speaker = cast.speaking.get(token)
        if speaker is None or speaker.id is None:
            return ()
        return (speaker,) if word in I else (cast.known(cast.side(speaker.id)),)
    if word in HE | SHE:
        return _nearest_person(cast, token, "m" if word in HE else "f")
    if word in IL_ELLE and parse.language == "fr":
        return _nearest_person(cast, token, IL_ELLE[word])
    if word in IT:
        return _nearest_body(cast, token)
    if word in THEY:
        return _nearest_group(cast, token)
    return ()


def _before(cast: Cast, token: int) -> Iterable[int]:
    """Tokens that could be meant, nearest sentence first; in a sentence the subjects before the others."""
    parse = cast.parse
    here = parse.sentence[token]
    yield from _subjects_above(cast, token)
    for sentence in range(here, max(-1, here - LOOK_BACK), -1):
        first, last = parse.sentences[sentence]
        last = token if sentence == here else last
        inside = [i for i in range(first, last) if i in cast.mention_at or i in cast.person_at]
        if token not in cast.quoted:
            inside = [i for i in inside if i not in cast.quoted]
        yield from (i for i in inside if parse.dep[_top(cast, i)] in SUBJECT)
        yield from (i for i in inside if parse.dep[_top(cast, i)] not in SUBJECT)


def _subjects_above(cast: Cast, token: int) -> Iterable[int]:
    """Names in the subjects of the pronoun's own clause and of those above it: 'Seoul said Tokyo had closed
    its ports'."""
    parse = cast.parse
    for verb in ancestors(parse, token):
        for subject in children(parse, verb, "nsubj", "nsubjpass"):
            if subject < token and not any(a == subject for a in ancestors(parse, token)):
                for i in (subject, *children(parse, subject, "compound", "amod", "poss", "nmod")):
                    if (i in cast.mention_at or i in cast.person_at) and (token in cast.quoted or i not in cast.quoted):
                        yield i


def _top(cast: Cast, i: int) -> int:
    """The noun that a nationality or a name stands before: 'soldiers' for 'Eritrean'."""
    parse = cast.parse
    return (
        parse.head[i]
        if parse.dep[i] in {"amod", "compound", "nmod", "poss"} and parse.tag[parse.head[i]].startswith("NN")
        else i
    )


def _own_side(cast: Cast, token: int) -> str | None:
    """The side that speaks at a token: 'they' and 'it' in its words are others."""
    speaker = cast.speaking.get(token) if token in cast.quoted else None
    return cast.side(speaker.id) if speaker is not None and speaker.id else None


def _nearest_person(cast: Cast, token: int, gender: str) -> tuple[Party, ...]:
    speaker = cast.speaking.get(token) if token in cast.quoted else None
    for i in _before(cast, token):
        if i not in cast.person_at:
            continue
        found = cast.person(i)
        if cast.gender(i) in {None, gender} and (speaker is None or found != speaker):
            return (found,)
    return ()


def _body(cast: Cast, i: int) -> Mention | None:
    """The mention at a token where it names a state, body or group, and not only somebody's nationality or
    a place."""
    mention = cast.mention_at.get(i)
    if mention is None or i in cast.person_at or mention.kind in PLACE_KINDS or not mention.candidates:
        return None
    parse = cast.parse
    top = _top(cast, i)
    if top != i and (top in cast.person_at or parse.head[top] in cast.person_at):
        return None
    if parse.dep[i] == "poss" and any(t in cast.mention_at for t in range(i + 1, parse.head[i] + 1)):
        return None  # "Yemen's Houthi rebels": they are the Houthis
    if (
        mention.kind in {"capital", "seat"}
        and parse.dep[i] == "pobj"
        and parse.word[parse.head[i]] in LOCATIVE | {"from"}
    ):
        return None
    return mention


def _nearest_body(cast: Cast, token: int) -> tuple[Party, ...]:
    parse = cast.parse
    if parse.word[token] == "it" and _expletive(cast, token):
        return ()
    own = _own_side(cast, token)
    for i in _before(cast, token):
        mention = _body(cast, i)
        if mention is None or mention.candidates[0] == own:
            continue
        top = _top(cast, i)
        if mention.kind in {"demonym", "adjective"} or top != i:
            role = cast.role(top) if top != i else None
            if (role is None or role.is_plural or parse.tag[top].endswith("S")) and parse.dep[i] != "poss":
                continue
        return (cast.known(mention.candidates[0]),)
    return ()


def _expletive(cast: Cast, token: int) -> bool:
    """'it is clear that', 'it is hard to': nobody."""
    parse = cast.parse
    verb = parse.head[token]
    if parse.dep[token] not in {"nsubj", "nsubjpass"} or parse.lemma[verb] != "be":
        return False
    return any(parse.dep[c] in {"ccomp", "xcomp"} and c > token for c in parse.children[verb]) or any(
        parse.dep[c] in {"xcomp", "ccomp"} for a in children(parse, verb, "acomp") for c in parse.children[a]
    )


def _nearest_group(cast: Cast, token: int) -> tuple[Party, ...]:
    """Coordinated names ('Russia and Iran … they'), then a people, force or body."""
    parse = cast.parse
    own = _own_side(cast, token)
    single: Party | None = None
    sentence = None
    for i in _before(cast, token):
        if sentence != parse.sentence[i] and single is not None:
            return (single,)
        sentence = parse.sentence[i]
        group = conjuncts(parse, i)
        if len(group) > 1 and parse.dep[i] in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            found = tuple(p for g in group for p in cast.parties(g))
            if len({p.id for p in found}) > 1 and own not in {cast.side(p.id) for p in found if p.id}:
                return found
        mention = _body(cast, i)
        if mention is None or mention.candidates[0] == own:
            continue
        party = cast.known(mention.candidates[0])
        top = _top(cast, i)
        if parse.tag[top] in {"NNS", "NNPS"} or mention.kind == "demonym":
            return (party,)
        single = single or party
    return (single,) if single is not None else ()
