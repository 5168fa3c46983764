"""Whether an event is told as done: happened, planned, conditional, alleged, denied or negated.

Walks from the anchor up the clauses that contain it and collects what stands over it: negation, tense and
modality of each verb, and the scope words of the codebook. A feared invasion is not an invasion.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.codebook.scopes import Scopes
from detente.reading.parsing import Parse
from detente.reading.syntax import child, children, is_infinitive, is_negated, is_passive, is_verb, tense

__all__ = ["Standing", "standing_of"]

AGAINST = frozenset({"against", "contre"})

UNREAL = frozenset({"pouvoir", "devoir", "falloir", "vouloir", "aimer", "préférer"})
"""French verbs whose past conditional is no hearsay: 'aurait pu', 'aurait dû'."""

NAMING = frozenset({"call", "term", "label", "brand", "dub", "describe", "denounce"})
BLAMING = frozenset({"blame", "attribute", "attribuer", "imputer"})
ASSERTING = frozenset({"say", "claim", "allege", "contend", "insist", "maintain"})

PRECEDENCE = ("alleged", "denied", "negated", "conditional", "planned")
"""Which status is told where several scopes stand over one event."""

GOVERNED = {
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "oprd",
    "attr",
    "acomp",
    "nsubjpass",
    "dative",
    "prep",
    "advcl",
}
CLAUSAL = {"xcomp", "ccomp", "pcomp", "acl", "oprd", "acomp", "advcl"}

REACHING = frozenset(
    "of for from against to about on in short with at into de du des d' à au aux contre pour sur avec".split()
)
"""Prepositions through which a governing word reaches its noun: 'a threat of', 'plans for'."""
CLAUSE_LIKE = frozenset({"of", "from", "de", "du", "des", "d'"})
"""Prepositions whose noun stands for a clause: 'warned of an attack'."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, why, and the token of the word that decided (None where nothing stands over the event)."""

    status: str
    why: str
    by: int | None = None


def standing_of(parse: Parse, anchor: int, *, scopes: Scopes, frame_status: str | None = None) -> Standing:
    """The status of the event at a token. `frame_status`, the frame's own, holds where nothing else does."""
    found: dict[str, int] = {}
    if (teller := _told_by_another(parse, anchor)) is not None:
        _note(found, "alleged", teller)
    node = anchor
    for _ in range(12):
        _of_node(parse, node, scopes, found)
        head, label = parse.head[node], parse.dep[node]
        if head == node:
            break
        if label == "relcl" or (label == "advcl" and not is_infinitive(parse, node)):
            _of_mark(parse, node, scopes, found)
            break
        if label == "acl" and parse.tag[node] == "VBN" and child(parse, node, "mark") is None:
            break  # 'the deal brokered by Oman will free them': brokered it is
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
    if _inverted(parse, node):
        _note(found, "conditional", node)
    for c in children(parse, node, "acomp") if parse.lemma[node] == "be" else []:  # 'is due in Oslo for a visit'
        if child(parse, c, "xcomp", "ccomp") is None and scopes.adjective.get(parse.lemma[c]) == "planned":
            _note(found, "planned", c)
    conditioned = any(_opens_condition(parse, c, scopes) for c in children(parse, node, "advcl"))
    if conditioned and time in {"future", "modal", "present"}:
        _note(found, "conditional", node)
    elif time == "future":
        _note(found, "planned", node)
    elif time == "modal":
        _note(found, _of_modal(parse, node), node)


def _told_by_another(parse: Parse, noun: int) -> int | None:
    """The verb by which a deed is laid to somebody, or told on another's word: 'a raid blamed on', 'it says was'."""
    if not parse.tag[noun].startswith("NN"):
        return None
    verbs = children(parse, noun, "acl")
    if parse.dep[noun] == "nsubjpass":
        verbs.append(parse.head[noun])
    laid = next((v for v in verbs if parse.lemma[v] in BLAMING), None)
    if laid is not None:
        return laid
    for verb in children(parse, noun, "relcl"):
        inner = child(parse, verb, "ccomp")
        if parse.lemma[verb] in ASSERTING and inner is not None and child(parse, inner, "nsubj", "nsubjpass") is None:
            return verb
    return None


def _of_modal(parse: Parse, verb: int) -> str:
    """'said it would send' tells a plan, 'may have sent', 'aurait envoyé' a suspicion, any other modal a condition."""
    words = {parse.word[c] for c in children(parse, verb, "aux")}
    if words & {"may", "might"} and "have" in words:
        return "alleged"
    if words & {"aurait", "auraient"} and parse.tag[verb] == "VBN" and parse.lemma[verb] not in UNREAL:
        return "alleged"
    return "planned" if _future_in_past(parse, verb) else "conditional"


def _inverted(parse: Parse, clause: int) -> bool:
    """'Had it asked', 'should they refuse', 'were he to go': a condition without an if."""
    if parse.dep[clause] not in {"advcl", "ccomp", "dep"}:
        return False
    subject = child(parse, clause, "nsubj", "nsubjpass")
    if subject is None or child(parse, clause, "mark") is not None:
        return False
    verbs = [*children(parse, clause, "aux", "auxpass"), clause]
    return any(parse.word[c] in {"had", "should", "were"} and c < subject for c in verbs)


def _future_in_past(parse: Parse, verb: int) -> bool:
    """'said it would send': a plan told in the past, no condition."""
    if parse.dep[verb] == "conj" and child(parse, verb, "aux") is None:  # 'would meet and free them'
        return _future_in_past(parse, parse.head[verb])
    words = {parse.word[c] for c in children(parse, verb, "aux")}
    above = parse.head[verb]
    return bool(words & {"would", "'d"}) and parse.dep[verb] == "ccomp" and tense(parse, above) == "past"


def _opens_condition(parse: Parse, clause: int, scopes: Scopes) -> bool:
    opening = [*children(parse, clause, "mark"), clause]  # 'provided' heads the clause that it opens
    return _inverted(parse, clause) or any(scopes.marked.get(parse.word[c]) == "conditional" for c in opening)


def _of_mark(parse: Parse, node: int, scopes: Scopes, found: dict[str, int]) -> None:
    for c in children(parse, node, "mark"):
        if parse.word[c] in scopes.marked:
            _note(found, scopes.marked[parse.word[c]], c)


def _of_governor(parse: Parse, node: int, head: int, label: str, scopes: Scopes, found: dict[str, int]) -> None:
    word = parse.word[head]
    is_noun, told = (
        parse.tag[head].startswith("NN"),
        child(parse, node, "mark") is not None or is_infinitive(parse, node),
    )
    if label in {"pobj", "pcomp"} and not is_verb(parse, head):
        phrase = _preposition_phrase(parse, head)
        for p in phrase:
            if p in scopes.after:
                _note(found, scopes.after[p], head)
        governor = parse.head[head]
        reach = word in REACHING
        promise = (
            head - 1 if head and parse.tag[head - 1].startswith("NN") else governor
        )  # the parser hangs it on the verb at times
        if word in AGAINST and scopes.noun.get(parse.lemma[promise]) == "planned":
            _note(found, "negated", promise)  # 'assurances against an invasion' promise that there will be none
        elif governor != head and reach:
            _scope_word(
                parse,
                governor,
                scopes,
                found,
                form="clause" if label == "pcomp" or word in CLAUSE_LIKE else "",
            )
        return
    if label == "prep" or (label == "acl" and parse.tag[node] in {"VBN", "VBG"} and is_noun and not told):
        return  # 'a deal opposed by', 'forces accused of': the noun says nothing about what is told of it
    if _yet_to(parse, head, label):
        _note(found, "negated", head)
    elif (
        label == "xcomp"
        and parse.lemma[head] == "be"
        and is_infinitive(parse, node)
        and child(parse, head, "acomp", "attr") is None
    ):
        _note(found, "planned", head)  # 'is to visit'
    # a speaker named after the words says nothing about them but that they are his: 'it left, he announced'
    after = label == "ccomp" and head > node and child(parse, node, "mark") is None
    form = ""
    if label == "oprd" and parse.tag[node].startswith("NN"):
        if parse.lemma[head] in NAMING and child(parse, head, "dobj", "nsubjpass") is not None:
            _note(found, "alleged", head)  # 'what it called meddling'
        return
    if label in CLAUSAL:
        form = (
            "infinitive"
            if is_infinitive(parse, node) or (label in {"xcomp", "ccomp"} and parse.tag[node] == "VB")
            else "clause"
        )
    _scope_word(parse, head, scopes, found, form=form, after=after)


def _yet_to(parse: Parse, verb: int, label: str) -> bool:
    """'has yet to sign', 'is yet to sign'."""
    yet = any(parse.word[c] == "yet" for c in children(parse, verb, "advmod"))
    return label == "xcomp" and yet and parse.lemma[verb] in {"have", "be", "remain"}


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
        phrases += [" ".join(words[k:]) for k in range(len(between))]
        node = above
    return phrases


def _scope_word(
    parse: Parse, governor: int, scopes: Scopes, found: dict[str, int], *, form: str, after: bool = False
) -> None:
    """Notes what a governing word says of its complement: `form` is clause, infinitive, or "" for a noun."""
    lemma, tag = parse.lemma[governor], parse.tag[governor]
    if tag.startswith("VB"):
        status = scopes.verb.get(lemma)
        if form == "infinitive":
            status = status or scopes.verb_over_infinitives.get(lemma)
            if is_passive(parse, governor):
                status = scopes.verb_in_passive.get(lemma) or status
        if status is None and form:
            status = scopes.verb_over_clauses.get(lemma)
            if status == "alleged" and found.keys() & {"planned", "conditional"}:
                status = None
        if status is None and is_passive(parse, governor):
            status = scopes.adjective.get(parse.word[governor])
    elif tag.startswith("NN"):
        status = scopes.noun.get(lemma)
    else:
        status = scopes.adjective.get(lemma)
    if status and not (after and status not in {"alleged", "denied"}):
        _note(found, status, governor)
