"""Whom a pronoun means: the most salient phrase before it that agrees with it, if that is an actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.codebook.gazetteer import Mention
from detente.model import Party
from detente.reading.il_elle import IL_ELLE, SON_SA, person_or_body
from detente.reading.places import LOCATIVE, PLACE_KINDS
from detente.reading.salience import SENTENCES, most_salient
from detente.reading.syntax import ancestors, children, conjuncts, prepositional, subtree

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["IL_ELLE", "WE", "is_third_person", "of_pronoun"]

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
I = {"i", "me", "my", "mine", "je"}  # noqa: E741 (the pronoun)
WE = {"we", "us", "our", "ours", "ourselves", "nous", "notre", "nos"} | I
THIRD = HE | SHE | IT | THEY | set(IL_ELLE)

TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})
NEVER_MEANT = frozenset({"this", "that", "these", "those", "everyone", "nobody", "anyone", "someone"})

SAYS_WHERE = 0.4
"""What is left of the weight of a name that only says where: 'a fire in Chad ... it'."""

SINGULAR_AS_THEY = 0.6
"""What is left of the weight of one state or body that 'they' might mean."""

THING_ACTING = 0.4
"""What is left of the weight of a thing where the pronoun does or owns what only people do: 'it renews its attacks'."""

ONE_OF = frozenset({"one", "two", "three", "some", "many", "most", "several", "none", "another", "few"})
NO_PEOPLE = 0.3
"""What is left of the weight of states, bodies and things where one of several does what people do: 'one of them
said'."""

Fitting = tuple[str, float]
"""An entity that a phrase names, and what is left of its weight."""


def is_third_person(word: str) -> bool:
    """Whether a word in lower case is a pronoun that stands for somebody else than who speaks and is spoken to."""
    return word.lstrip("-") in THIRD


def of_pronoun(cast: Cast, token: int) -> tuple[Party, ...]:
    """The parties that a pronoun stands for; several for a plural, none where it means a thing or nobody known."""
    parse = cast.parse
    word = parse.word[token].lstrip("-")  # 'a-t-il déclaré'
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
        return _winner(cast, token, _person(cast, token, "m" if word in HE else "f"), SENTENCES["person"])
    if parse.language == "fr" and (word in IL_ELLE or (word in SON_SA and parse.dep[token] == "poss")):
        if parse.dep[token] == "expl":
            return ()
        gender = IL_ELLE.get(word)
        persons = [_person(cast, token, g) for g in ("m", "f") if gender in {None, g}]
        fits = person_or_body(cast, gender, persons=persons, one=_one(cast, token))
        return _winner(cast, token, fits, SENTENCES["person"])
    if word in IT:
        if word == "it" and _expletive(cast, token):
            return ()
        return _winner(cast, token, _one(cast, token), SENTENCES["other"])
    if word in THEY:
        return _winner(cast, token, _many(cast, token), SENTENCES["other"])
    return ()


def _winner(cast: Cast, token: int, fits: Callable[[int], Fitting | None], sentences: int) -> tuple[Party, ...]:
    beside = _joined_to_its_own(cast, token)
    if beside is not None and (found := fits(beside)) is not None and not found[0].startswith("?"):
        return cast.parties(beside)
    barred = _own_subjects(cast, token) | _of_own_adjunct(cast, token)
    best = most_salient(cast, token, fits=lambda i: None if i in barred else fits(i), sentences=sentences)
    if best is None:
        ahead = _subject_ahead(cast, token)
        return cast.parties(ahead) if ahead is not None and fits(ahead) is not None else ()
    if best.entity.startswith("?"):
        return ()
    if best.entity.startswith("+"):
        return tuple(p for i in conjuncts(cast.parse, best.token) for p in cast.parties(i))
    return cast.parties(best.token)


def _own_subjects(cast: Cast, token: int) -> set[int]:
    """The subjects of an object's own verb, whom it cannot mean: 'Chad said Sudan had attacked it'."""
    parse = cast.parse
    if parse.dep[token] == "poss" or parse.word[token].endswith(("self", "selves")):
        return set()
    head = parse.head[token]
    if parse.dep[token] == "pobj":
        head = parse.head[head]
    if parse.dep[token] in {"nsubj", "nsubjpass"} or not parse.tag[head].startswith("VB"):
        return set()
    subjects = children(parse, head, "nsubj", "nsubjpass")
    barred = {t for s in subjects for t in (s, *conjuncts(parse, s), *parse.children[s])}
    if parse.word[token] in HE | SHE:  # 'Biden's votes left him ahead'
        barred -= {t for s in subjects for t in children(parse, s, "poss")}
    return barred


def _joined_to_its_own(cast: Cast, token: int) -> int | None:
    """Whom a possessive stands beside that owns what is joined to them: 'Chad and its allies'."""
    parse = cast.parse
    owned = parse.head[token]
    if parse.dep[token] != "poss" or parse.dep[owned] != "conj" or parse.word[token - 1] not in {"and", "et"}:
        return None
    beside = parse.head[owned]
    return beside if beside == token - 2 and (beside in cast.person_at or beside in cast.mention_at) else None


def _of_own_adjunct(cast: Cast, token: int) -> set[int]:
    """Whom a clause without a subject right before a pronoun names, for whoever does both is another: 'Greeting Lo,
    he said'."""
    parse = cast.parse
    first = parse.sentences[parse.sentence[token]][0]
    first += parse.tag[first] == "_SP"
    doing = first + (parse.tag[first] == "IN")  # 'after meeting Lo, he said'
    if parse.dep[token] != "nsubj" or parse.tag[doing] != "VBG" or parse.word[doing] == "according":
        return set()
    below = subtree(parse, doing)
    if doing > token or parse.word[token - 1] != "," or below[-1] not in {token - 1, token - 2}:
        return set()
    named = [*children(parse, doing, "dobj"), *(noun for _, noun in prepositional(parse, doing))]
    return {t for noun in named for t in conjuncts(parse, noun)}


def _subject_ahead(cast: Cast, token: int) -> int | None:
    """The subject of the verb that a pronoun stands before in a phrase: 'In his first speech, Lo said'."""
    parse = cast.parse
    above = token
    while parse.head[above] != above:
        above = parse.head[above]
        if parse.tag[above].startswith("VB"):
            ahead = [s for s in children(parse, above, "nsubj", "nsubjpass") if s > token]
            if ahead and any(c <= token for c in children(parse, above, "prep", "advcl")):
                return ahead[0]
    return None


def _own_side(cast: Cast, token: int) -> str | None:
    """The side that speaks at a token: 'they' and 'it' in its words are others."""
    speaker = cast.speaking.get(token) if token in cast.quoted else None
    return cast.side(speaker.id) if speaker is not None and speaker.id else None


def _entity(found: tuple[Party, ...], otherwise: str) -> str:
    """What mentions of one have in common; a name that begins with '?' for what is no actor."""
    if not found or (found[0].id is None and not found[0].name):
        return f"?{otherwise}"
    return found[0].id or found[0].name


def _person(cast: Cast, token: int, gender: str) -> Callable[[int], Fitting | None]:
    parse, nouns = cast.parse, cast.agreement
    other_gender = nouns.female if gender == "m" else nouns.male
    speaker = cast.speaking.get(token) if token in cast.quoted else None

    def fits(i: int) -> Fitting | None:
        word, lemma = parse.word[i], parse.lemma[i]
        named = (
            i if i in cast.person_at else next((a for a in children(parse, i, "appos") if a in cast.person_at), None)
        )
        if named is not None:
            found = cast.person(named)
            if cast.gender(named) not in {None, gender} or (speaker is not None and found == speaker):
                return None
            return _entity((found,), word), 1.0
        if is_third_person(word):
            same = word in HE if gender == "m" else word in SHE
            return (_entity(cast.parties(i), f"{gender} pronoun"), 1.0) if same or word in IL_ELLE else None
        if parse.tag[i] == "NNP" and i not in cast.mention_at and not _is_person(cast, i):
            inside = i > parse.sentences[parse.sentence[i]][0]  # the first word of a sentence may be no name
            unknown = parse.entity[i] in {"PERSON", "PER"} or (
                inside and not parse.entity[i] and parse.dep[i] == "nsubj"
            )
            return (f"?{word}", 1.0) if unknown else None
        if parse.tag[i] not in {"NN", "NNP"} or lemma in other_gender or not _is_person(cast, i):
            return None
        return _entity(cast.parties(i), lemma), 1.0

    return fits


def _is_person(cast: Cast, i: int) -> bool:
    """Whether a common noun is one person: by the codebook's lists, or as a role that is no body and no thing."""
    nouns, lemma = cast.agreement, cast.parse.lemma[i]
    if lemma in nouns.male or lemma in nouns.female or lemma in nouns.persons:
        return True
    return lemma not in nouns.bodies and lemma not in nouns.things and cast.role(i) is not None


def _body(cast: Cast, i: int) -> Mention | None:
    """The mention at a token where it names a state, body or group, and not only somebody's nationality or a place."""
    mention = cast.mention_at.get(i)
    if mention is None or i in cast.person_at or mention.kind in PLACE_KINDS or not mention.candidates:
        return None
    parse = cast.parse
    if parse.dep[i] == "poss" and any(t in cast.mention_at for t in range(i + 1, parse.head[i] + 1)):
        return None  # "Yemen's Houthi rebels": they are the Houthis
    if (
        mention.kind in {"capital", "seat"}
        and parse.dep[i] == "pobj"
        and parse.word[parse.head[i]] in LOCATIVE | {"from"}
    ):
        return None
    return mention


def _qualifies(cast: Cast, i: int) -> int | None:
    """The noun that a name stands before ('soldiers' for 'Eritrean'), None for a name on its own."""
    parse = cast.parse
    inside = parse.dep[i] in {"amod", "compound", "nmod"} and parse.tag[parse.head[i]].startswith("NN")
    return parse.head[i] if inside else None


def _acts(cast: Cast, token: int) -> bool:
    """Whether a pronoun does or owns what only people and bodies of people do."""
    parse, nouns = cast.parse, cast.agreement
    head = parse.head[token]
    if parse.dep[token] == "nsubj" and parse.tag[head].startswith("VB"):
        return parse.lemma[head] in nouns.acting or any(
            parse.lemma[o] in nouns.acts for o in children(parse, head, "dobj")
        )
    return parse.dep[token] == "poss" and (parse.lemma[head] in nouns.acts or cast.role(head) is not None)


def _one(cast: Cast, token: int) -> Callable[[int], Fitting | None]:
    """What 'it' may mean: a state, body, group, organ or thing in the singular."""
    parse = cast.parse
    own = _own_side(cast, token)
    of_thing = THING_ACTING if _acts(cast, token) else 1.0

    def fits(i: int) -> Fitting | None:
        word, tag = parse.word[i], parse.tag[i]
        if word in IT:
            return (_entity(cast.parties(i), "it"), 1.0) if not _expletive(cast, i) else None
        if word in NEVER_MEANT:
            return f"?{word}", 1.0
        mention = _body(cast, i)
        several = tag in {"NNS", "NNPS"} and (mention is None or mention.kind != "name")  # not 'the Philippines'
        if i in cast.person_at or parse.entity[i] in TIMES or several or is_third_person(word):
            return None
        if mention is not None:
            noun = _qualifies(cast, i)
            if noun is not None and not (noun in cast.person_at or _is_person(cast, noun)):
                return None  # the noun itself competes
            if cast.side(mention.candidates[0]) == own or (noun is None and mention.kind == "demonym"):
                return None
            return _entity(cast.parties(i), word), SAYS_WHERE if cast.is_place(i) else 1.0
        if i in cast.mention_at:
            return f"?{word}", of_thing
        if not tag.startswith("NN") or _qualifies(cast, i) is not None or _is_person(cast, i):
            return None
        found = cast.parties(i)
        if found and found[0].id and cast.side(found[0].id) == own:
            return None
        as_body = tag == "NNP" or parse.lemma[i] in cast.agreement.bodies or bool(found and found[0].id)
        return _entity(found, parse.lemma[i]), 1.0 if as_body else of_thing

    return fits


def _many(cast: Cast, token: int) -> Callable[[int], Fitting | None]:
    """What 'they' may mean: several names together, a plural, a body of people; a single state less likely."""
    parse = cast.parse
    own = _own_side(cast, token)
    of_others = NO_PEOPLE if _is_one_of(cast, token) else 1.0

    def fits(i: int) -> Fitting | None:
        word, tag = parse.word[i], parse.tag[i]
        if word in THEY:
            return _entity(cast.parties(i), "they"), 1.0
        if word in NEVER_MEANT:
            return (f"?{word}", 1.0) if word in {"these", "those"} else None
        if is_third_person(word) or parse.entity[i] in TIMES:
            return None
        together = conjuncts(parse, i)
        if len(together) > 1 and parse.dep[i] != "conj":
            found = tuple(p for t in together for p in cast.parties(t))
            if len({p.id or p.name for p in found}) > 1:
                return (f"+{i}", 1.0) if own not in {cast.side(p.id) for p in found if p.id} else None
            if i in cast.person_at and not cast.ids(i):
                return f"?{i}", 1.0  # two of whom nobody knows
        mention = _body(cast, i)
        if mention is not None:
            if _qualifies(cast, i) is not None or cast.side(mention.candidates[0]) == own:
                return None
            several = mention.kind == "demonym" or tag in {"NNS", "NNPS"}
            share = SAYS_WHERE if cast.is_place(i) else SINGULAR_AS_THEY
            return _entity(cast.parties(i), word), (1.0 if several else share) * of_others
        if i in cast.person_at or i in cast.mention_at or _qualifies(cast, i) is not None:
            return None
        if tag in {"NNS", "NNPS"} or parse.lemma[i] in cast.agreement.bodies:
            found = cast.parties(i)
            if found and found[0].id and cast.side(found[0].id) == own:
                return None
            return _entity(found, parse.lemma[i]), 1.0 if _is_person(cast, i) else of_others
        return None

    return fits


def _is_one_of(cast: Cast, token: int) -> bool:
    """Whether a pronoun names those of whom one or some act: 'one of them said'."""
    parse = cast.parse
    of = parse.head[token]
    some = parse.head[of]
    inside = parse.dep[token] == "pobj" and parse.word[of] == "of" and parse.word[some] in ONE_OF
    return inside and parse.dep[some] == "nsubj" and parse.tag[parse.head[some]].startswith("VB")


def _expletive(cast: Cast, token: int) -> bool:
    """'It is clear that', 'it is hard to', 'it seems that', 'made it plain that': nobody and nothing."""
    parse = cast.parse
    verb = parse.head[token]
    clauses = {"ccomp", "xcomp", "advcl", "acl", "relcl", "csubj"}
    if parse.dep[token] in {"dobj", "nsubj"} and parse.dep[verb] in {"ccomp", "xcomp"} and parse.tag[verb][:2] != "VB":
        return True  # 'found it unlikely that': the adjective heads a small clause
    if parse.dep[token] not in {"nsubj", "nsubjpass"}:
        return False
    below = [c for c in parse.children[verb] if c > token]
    if parse.lemma[verb] in {"seem", "appear", "happen", "turn", "follow", "rain", "snow", "take", "remain"}:
        return any(parse.dep[c] in clauses for c in below)
    if parse.dep[token] == "nsubjpass":
        return any(parse.dep[c] in {"ccomp", "xcomp"} for c in below)
    if parse.lemma[verb] != "be":
        return False
    predicates = children(parse, verb, "acomp", "attr", "advmod", "prep")
    return any(parse.dep[c] in clauses - {"acl", "relcl"} for c in below) or any(
        parse.dep[c] in clauses for p in predicates if p > token for c in parse.children[p]
    )
