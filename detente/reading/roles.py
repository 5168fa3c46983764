"""Where actor and recipient stand: from the places that a frame names to the tokens that stand there."""

from __future__ import annotations

from detente.codebook.clause_words import load_clause_words
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    agents,
    ancestors,
    child,
    children,
    complements,
    conjuncts,
    is_passive,
    is_verb,
    objects,
    possessors,
    prepositional,
    subjects,
    subtree,
)
from detente.reading.triggers import Trigger

__all__ = ["actor_tokens", "recipient_tokens"]

UNDERGONE = frozenset(
    {"murder", "assassination", "killing", "execution", "abduction", "kidnapping", "beating", "torture"}
)
LEADING = frozenset(
    {"lead", "led", "broker", "brokered", "mediate", "mediated", "sponsor", "sponsored", "host", "hosted"}
)


def actor_tokens(parse: Parse, trigger: Trigger) -> list[list[int]]:
    """Tokens that may be the actor, a list for each place of the frame, the first place first."""
    return [_place(parse, trigger, place, acting=True) for place in trigger.frame.actor]


def recipient_tokens(parse: Parse, trigger: Trigger) -> list[list[int]]:
    """Tokens that may be the recipient, a list for each place of the frame, the first place first."""
    return [_place(parse, trigger, place, acting=False) for place in trigger.frame.recipient]


def _place(parse: Parse, trigger: Trigger, place: str, *, acting: bool) -> list[int]:
    i = trigger.anchor
    noun = trigger.frame.anchor == "noun"
    if place == "subject":
        return _light_subject(parse, i, acting=acting) if noun else subjects(parse, _verb_of(parse, i))
    if place == "object":
        return [] if noun else objects(parse, i)
    if place == "possessor":
        if noun:
            if not acting:
                return possessors(parse, i)
            own = [x for x in possessors(parse, i) if x < i and not _only_describes(parse, x)]
            if parse.lemma[i] in UNDERGONE:
                own = [x for x in own if not parse.tag[x].startswith("PRP")]  # 'his murder'
            own = own or _leading(parse, i) or _light_subject(parse, i, acting=True)
            # 'the withdrawal of the troops' has its actor after 'of', 'the invasion of Poland' its recipient
            return own or ([] if "of" in trigger.frame.recipient else possessors(parse, i))
        return [x for o in objects(parse, i) for x in possessors(parse, o)]
    if place == "by":
        found = agents(parse, i)
        if noun and not found:  # 'the seizure of a tanker by commandos': the parser hangs 'by' on the tanker
            found = [x for word, of in prepositional(parse, i) if word == "of" for x in agents(parse, of)]
        return found
    if place == "clause":
        return [x for c in complements(parse, i) for x in subjects(parse, c)]
    if place == "inside":
        heads = complements(parse, i) or objects(parse, i)
        return [x for h in heads for x in subtree(parse, h)]
    if place == "below":
        return [x for c in parse.children[i] if parse.dep[c] not in {"nsubj", "nsubjpass"} for x in subtree(parse, c)]
    if place == "host":
        return [x for w, x in prepositional(parse, i) if w in {"in", "to", "at", "à", "au", "en"}]
    return _after_preposition(parse, trigger, place, acting=acting)


def _only_describes(parse: Parse, token: int) -> bool:
    """Whether what stands before a noun is an adjective in small letters, which in English names no nation: 'fresh'."""
    return (
        parse.language == "en" and parse.tag[token] in {"JJ", "VBN", "VBG"} and parse.text[parse.start[token]].islower()
    )


def _leading(parse: Parse, noun: int) -> list[int]:
    """'Qatari-brokered talks', 'a French-led raid': who leads or brokers it."""
    verbs = [c for c in children(parse, noun, "amod") if parse.lemma[c] in LEADING or parse.word[c] in LEADING]
    return [x for v in verbs for x in children(parse, v, "npadvmod", "compound", "advmod") if x < v]


def _verb_of(parse: Parse, i: int) -> int:
    """The verb whose subject an adjective takes: 'is ready', 'seems willing'."""
    if is_verb(parse, i) and parse.dep[i] != "acomp":
        return i
    return parse.head[i] if is_verb(parse, parse.head[i]) else i


def _light_verb(parse: Parse, noun: int) -> int | None:
    """The verb that a noun completes: as its object, or after its preposition ('came under fire')."""
    top = noun
    for above in ancestors(parse, noun):
        if parse.dep[top] in {"dobj", "nsubjpass", "attr", "conj", "nsubj"} and is_verb(parse, above):
            return above
        if parse.dep[top] not in {"conj", "pobj", "prep"}:
            return None
        if parse.dep[top] == "prep" and is_verb(parse, above):
            return above if parse.word[top] in {"in", "into", "under", "on", "to", "for", "en", "sous", "à"} else None
        top = above
    return None


def _light_subject(parse: Parse, noun: int, *, acting: bool) -> list[int]:
    verb = _light_verb(parse, noun)
    if verb is None or (parse.dep[noun] == "nsubj" and not is_passive(parse, verb)):
        return []
    lemma, words = parse.lemma[verb], load_clause_words(parse.language)
    if lemma in words.suffering:
        return [] if acting else subjects(parse, verb)
    return subjects(parse, verb) if lemma in words.light and acting else []


def _after_preposition(parse: Parse, trigger: Trigger, place: str, *, acting: bool) -> list[int]:
    i = trigger.anchor
    found = [x for word, x in prepositional(parse, i) if word == place]
    if trigger.frame.anchor == "verb":
        for o in objects(parse, i):
            found += [x for word, x in prepositional(parse, o) if word == place]
        if trigger.frame.type == "REQUEST" and place in {"to", "from"}:  # 'appealed for help to Chad'
            found += [
                x
                for w, n in prepositional(parse, i)
                if w == "for"
                for word, x in prepositional(parse, n)
                if word == place
            ]
        if place in {"to", "for", "à", "pour"}:
            found += [
                x for d in children(parse, i, "dative") if parse.tag[d] not in {"IN", "TO"} for x in conjuncts(parse, d)
            ]
    elif trigger.frame.anchor == "noun":
        verb = _light_verb(parse, i)
        if verb is not None:
            if parse.dep[i] != "nsubj":  # 'the raid drew protests from Oslo': not a raid from there
                found += [x for word, x in prepositional(parse, verb) if word == place]
            if not acting and place in {"to", "on", "against", "à", "contre"}:
                if parse.lemma[verb] in load_clause_words(parse.language).suffering:
                    found += subjects(parse, verb)
                dative = child(parse, verb, "dative")
                if dative is not None and parse.tag[dative] not in {"IN", "TO"}:
                    found += conjuncts(parse, dative)
    else:
        found += [x for word, x in prepositional(parse, _verb_of(parse, i)) if word == place]
    return found
