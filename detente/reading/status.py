"""Whether an event is told as done: happened, planned, conditional, alleged, denied or negated.

Walks from the anchor up the clauses that contain it and collects what stands over it: negation, tense and
modality of each verb, and the scope words of the codebook. A feared invasion is not an invasion.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.codebook.scopes import Scopes
from detente.reading.parsing import Parse
from detente.reading.syntax import children, is_negated, is_passive, is_verb, tense

__all__ = ["Standing", "standing_of"]

PRECEDENCE = ("alleged", "denied", "negated", "conditional", "planned")
"""Which status is told where several scopes stand over one event."""

GOVERNED = {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "oprd", "attr", "acomp", "nsubjpass", "dative", "prep", "advcl"}
CLAUSAL = {"xcomp", "ccomp", "pcomp", "acl", "oprd", "acomp", "advcl"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, why, and the token of the word that decided (None where nothing stands over the event)."""

    status: str
    why: str
    by: int | None = None


def standing_of(parse: Parse, anchor: int, *, scopes: Scopes, frame_status: str | None = None) -> Standing:
    """The status of the event at a token. `frame_status` is what the frame itself says, unless more stands over it."""
    found: dict[str, int] = {}
    node = anchor
    for _ in range(12):
        _of_node(parse, node, scopes, found)
        head, label = parse.head[node], parse.dep[node]
        if head == node:
            break
        if label == "relcl" or (label == "advcl" and not _infinitive(parse, node)):
            _of_mark(parse, node, scopes, found)
            break
        if label in GOVERNED or (label in {"conj", "nsubj", "nsubjpass", "compound", "poss", "amod", "nmod"}):
            if label in GOVERNED:
                _of_governor(parse, node, head, label, scopes, found)
            if label == "nsubj" and is_verb(parse, head) and node != anchor:
                break
        else:
            break
        node = head
    for status in PRECEDENCE:
        if status in found:
            word = parse.word[found[status]]
            return Standing(status, f"{status} under '{word}'", found[status])
    if frame_status:
        return Standing(frame_status, f"{frame_status} by the frame itself")
    return Standing("happened", "told as done")


def _infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tag[c] == "TO" for c in children(parse, verb, "aux"))


def _note(found: dict[str, int], status: str, by: int) -> None:
    found.setdefault(status, by)


def _of_node(parse: Parse, node: int, scopes: Scopes, found: dict[str, int]) -> None:
    for c in parse.children[node]:
        if parse.dep[c] in {"amod", "compound"} and parse.word[c] in scopes.modified:
            _note(found, scopes.modified[parse.word[c]], c)
        if parse.dep[c] == "advmod" and parse.word[c] in scopes.clause:
            _note(found, scopes.clause[parse.word[c]], c)
    if is_negated(parse, node):
        _note(found, "negated", node)
    if not is_verb(parse, node):
        return
    _of_mark(parse, node, scopes, found)
    time = tense(parse, node)
    conditioned = any(_opens_condition(parse, c, scopes) for c in children(parse, node, "advcl"))
    if conditioned and time in {"future", "modal", "present"}:
        _note(found, "conditional", node)
    elif time == "future":
        _note(found, "planned", node)
    elif time == "modal":
        _note(found, "planned" if _future_in_past(parse, node) else "conditional", node)


def _future_in_past(parse: Parse, verb: int) -> bool:
    """'said it would send': a plan told in the past, no condition."""
    words = {parse.word[c] for c in children(parse, verb, "aux")}
    above = parse.head[verb]
    return bool(words & {"would", "'d"}) and parse.dep[verb] == "ccomp" and tense(parse, above) == "past"


def _opens_condition(parse: Parse, clause: int, scopes: Scopes) -> bool:
    return any(scopes.marked.get(parse.word[c]) == "conditional" for c in children(parse, clause, "mark"))


def _of_mark(parse: Parse, node: int, scopes: Scopes, found: dict[str, int]) -> None:
    for c in children(parse, node, "mark"):
        if parse.word[c] in scopes.marked:
            _note(found, scopes.marked[parse.word[c]], c)


def _of_governor(parse: Parse, node: int, head: int, label: str, scopes: Scopes, found: dict[str, int]) -> None:
    word = parse.word[head]
    if label in {"pobj", "pcomp"} and not is_verb(parse, head):
        phrase = _preposition_phrase(parse, head)
        for p in phrase:
            if p in scopes.after:
                _note(found, scopes.after[p], head)
        governor = parse.head[head]
        reach = word in {"of", "for", "from", "against", "to", "about", "on", "in", "short", "with", "at", "into", "de", "du", "des", "d'", "à", "au", "aux", "contre", "pour", "sur", "avec"}
        if governor != head and reach:
            _scope_word(parse, governor, scopes, found, clausal=label == "pcomp" or word in {"of", "from", "de", "du", "des", "d'"})
        return
    if label == "prep":
        return
    _scope_word(parse, head, scopes, found, clausal=label in CLAUSAL)


def _preposition_phrase(parse: Parse, p: int) -> list[str]:
    """'of' in 'in case of' as ['of', 'case of', 'in case of']; 'of' in 'short of' as ['of', 'short of']."""
    words, node = [parse.word[p]], p
    phrases = [words[0]]
    for _ in range(2):
        above = parse.head[node]
        if above == node or above > node:
            break
        between = [parse.word[k] for k in range(above, node)]
        if len(between) > 2:
            break
        words = between + words
        phrases.append(" ".join(words))
        node = above
    return phrases


def _scope_word(parse: Parse, governor: int, scopes: Scopes, found: dict[str, int], *, clausal: bool) -> None:
    lemma, tag = parse.lemma[governor], parse.tag[governor]
    if tag.startswith("VB"):
        status = scopes.verb.get(lemma) or (scopes.verb_over_clauses.get(lemma) if clausal else None)
        if status is None and is_passive(parse, governor):
            status = scopes.adjective.get(parse.word[governor])
    elif tag.startswith("NN"):
        status = scopes.noun.get(lemma)
    else:
        status = scopes.adjective.get(lemma)
    if status:
        _note(found, status, governor)
