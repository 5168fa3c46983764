"""What somebody said would follow if something happened: antecedent, consequent, sense and holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.codebook.conditionals import Conditionals
from detente.codebook.frames import Frames
from detente.model import Clause, Condition, Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.overlap import share_of_shorter
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    ancestors,
    child,
    children,
    is_negated,
    is_verb,
    possessors,
    subjects,
    subtree,
    tense,
    trimmed_span,
)

__all__ = ["find_conditions"]

FEWEST_TOLD = 3
"""Tokens that must be somebody's words before what stands around them is taken for the reporter's."""

TOLD = frozenset({"threatens", "promises", "offers", "demands", "agrees", "refuses"})
"""Acts by which somebody tells what he would do, even where the report does not give the words."""

SAME = 0.5
"""Share of the shorter span from which two conditions under one verb are one, told twice."""

IF = frozenset({"if", "si", "s'"})
ANY = frozenset({"any", "tout", "toute"})
NOBODY = frozenset("no nothing nobody aucun aucune rien personne".split())
WITHOUT = frozenset({"without", "absent", "sans"})
PHRASE_ENDS = frozenset({"of", "for", "de", "d'", "du", "moyennant", "sauf"}) | WITHOUT
PHRASE_WORDS = frozenset("in event case absence exchange return the en cas échange l' absence contrepartie".split())
DEFINITE = frozenset("the this these those its their his le la les l' ce cette ces son sa ses leur leurs".split())

UNREAL = {"would", "could", "might", "will", "may", "can", "shall", "'ll", "wo", "'d", "should", "must"}


HARM = {"ASSAULT", "COERCE", "SANCTION"}


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    antecedent: tuple[int, ...]
    consequent: tuple[int, ...]
    antecedent_who: tuple[int, ...]
    consequent_who: tuple[int, ...]
    sense: str
    confidence: float
    why: str
    governor: int


def find_conditions(
    parse: Parse, conditionals: Conditionals, frames: Frames, cast: Cast, statements: Sequence[Statement]
) -> list[Condition]:
    """The conditions of a parsed report, in text order, each held by the speaker of the statement that it
    stands in."""
    found: list[_Found] = []
    cues = {t for s in statements if s.cue_span for t in parse.tokens_in(*s.cue_span)}
    starts = frozenset(m.split()[-1] for m in conditionals.markers)
    for i in range(len(parse)):
        word = parse.word[i]
        one = None
        if word in starts and (sense := _marker(parse, i, conditionals)):
            one = _of_marker(parse, i, sense, conditionals, cues)
        elif word in PHRASE_ENDS and (sense := _phrase(parse, i, conditionals)):
            one = _of_phrase(parse, i, sense, statements)
        elif is_verb(parse, i) and parse.lemma[i] in conditionals.needs:
            one = _of_need(parse, i, conditionals)
        elif is_verb(parse, i):
            one = _of_result(parse, i, conditionals, frames)
        if one is not None and one.antecedent and one.consequent:
            found.append(one)
    return [_condition(parse, f, conditionals, cast, statements) for f in _without_doubles(found)]


def _phrase_before(parse: Parse, i: int, known: Sequence[str]) -> str | None:
    """The longest known phrase that ends at a token."""
    for phrase in sorted(known, key=len, reverse=True):
        words = phrase.split()
        if i + 1 >= len(words) and parse.word[i + 1 - len(words) : i + 1] == words:
            return phrase
    return None


def _marker(parse: Parse, i: int, conditionals: Conditionals) -> str | None:
    phrase = _phrase_before(parse, i, list(conditionals.markers))
    if phrase is None:
        return None
    for size in (2, 3):
        for first in (i - size + 1, i):
            if " ".join(parse.word[max(0, first) : first + size]) in conditionals.pseudo:
                return None
    return conditionals.markers[phrase]


def _clause_of_marker(parse: Parse, i: int) -> int | None:
    """The verb of the clause that a marker opens; inverted 'should' and 'were' open theirs as auxiliaries."""
    if parse.tag[i] in {"VBN", "VBG", "NN"}:  # 'provided that', 'on condition that'
        below = [c for c in parse.children[i] if c > i and is_verb(parse, c)]
        beside = [
            c
            for c in parse.children[parse.head[i]]
            if c > i and is_verb(parse, c) and child(parse, c, "mark") is not None
        ]
        return next(iter(below or beside), None)
    if parse.dep[i] in {"mark", "advmod", "prep", "cc", "case"} or parse.tag[i] in {"IN", "RB"}:
        head = parse.head[i]
        if parse.word[i] in {"as", "long"} or parse.dep[i] == "prep":
            inner = [c for c in children(parse, i, "pcomp", "advcl", "ccomp") if is_verb(parse, c)]
            if inner:
                return inner[0]
        return head if is_verb(parse, head) and head > i else None
    first_of_clause = (
        i == 0
        or parse.word[i - 1] in {",", '"', "that", "but", "and", ";"}
        or parse.sentence[i - 1] != parse.sentence[i]
    )
    if parse.word[i] in {"should", "were"} and first_of_clause:
        verb = parse.head[i] if parse.word[i] == "should" else i
        subject = child(parse, verb, "nsubj", "nsubjpass")
        if subject is not None and subject > i:
            return verb
    return None


def _of_marker(parse: Parse, i: int, sense: str, conditionals: Conditionals, cues: set[int]) -> _Found | None:
    verb = _clause_of_marker(parse, i)
    asked = verb is not None and parse.dep[verb] == "ccomp" and verb > parse.head[verb] and parse.word[i] in IF
    if verb is None or (asked and parse.word[i - 1] != ","):
        return None  # 'asked if the talks had failed'
    above = parse.head[verb] if parse.tag[i] not in {"VBN", "VBG"} or parse.head[verb] != i else parse.head[i]
    if above == verb:
        return None
    main = (
        above
        if is_verb(parse, above) and above != i
        else next((a for a in ancestors(parse, above) if is_verb(parse, a)), above)
    )
    main = _finite(parse, main, cues)
    if parse.word[i] in conditionals.only_negated and not (
        _negated_clause(parse, main) or _goes_on(parse, above, conditionals)
    ):
        return None
    inner = [t for t in subtree(parse, verb) if t != i]
    outer = _clause_tokens(parse, main, without={*inner, i})
    if not outer or not any(is_verb(parse, t) or parse.tag[t].startswith("NN") for t in outer):
        return None
    if parse.word[i] in IF and _past_habit(parse, verb, main):
        return None
    return _Found(
        trimmed_span(parse, min([*outer, i]), max([*outer, *inner])), tuple(inner), tuple(outer),
        tuple(_doers(parse, verb)), tuple(_doers(parse, main)), sense, 0.85,
        f"'{parse.word[i]}' opens the antecedent", main,
    )  # fmt: skip


def _finite(parse: Parse, verb: int, cues: set[int]) -> int:
    """The verb with a subject above an infinitive, short of who says it: 'would not hesitate' for 'to
    order'."""
    while parse.dep[verb] in {"xcomp", "acomp"} and child(parse, verb, "nsubj", "nsubjpass") is None:
        above = parse.head[verb]
        if above == verb or above in cues or not (is_verb(parse, above) or parse.dep[above] in {"acomp", "oprd"}):
            break
        verb = above
    return verb


def _goes_on(parse: Parse, verb: int, conditionals: Conditionals) -> bool:
    """'will keep firing until', 'vowed to stay until': to come, and lasting."""
    for node in (verb, parse.head[verb]):
        if parse.lemma[node] in conditionals.lasting:
            return tense(parse, node) in {"future", "modal", "none"}
    return False


def _doers(parse: Parse, verb: int) -> list[int]:
    if not is_verb(parse, verb):
        return possessors(parse, verb)
    found = subjects(parse, verb)
    return found or [x for c in children(parse, verb, "nsubjpass", "nsubj") for x in [c]]


def _modals(parse: Parse, verb: int) -> set[str]:
    """Words that make a clause unreal or future; for one-word futures and conditionals, the English ones."""
    aux = children(parse, verb, "aux", "auxpass")
    tags = {parse.tag[verb], *(parse.tag[c] for c in aux)}
    found = {parse.word[c] for c in aux} & UNREAL
    return found | ({"will"} if "VBF" in tags else set()) | ({"would"} if "VBC" in tags else set())


def _past_habit(parse: Parse, verb: int, main: int) -> bool:
    """'if' for 'whenever' in the past: no one says what would follow."""
    return tense(parse, verb) == "past" and tense(parse, main) == "past"


def _negated_clause(parse: Parse, verb: int) -> bool:
    return is_negated(parse, verb) or any(is_negated(parse, c) or parse.word[c] in NOBODY for c in parse.children[verb])


def _clause_tokens(parse: Parse, verb: int, *, without: set[int]) -> list[int]:
    """The clause of a verb without the words that only join it to the sentence, and without a parenthetical
    cue."""
    skipped = set(without)
    for c in parse.children[verb]:
        if parse.dep[c] in {"mark", "cc", "parataxis"} or (parse.dep[c] == "punct"):
            skipped.update([c] if parse.dep[c] != "parataxis" else subtree(parse, c))
        if parse.dep[c] == "conj" and is_verb(parse, c) and child(parse, c, "nsubj", "nsubjpass") is not None:
            skipped.update(subtree(parse, c))
    return [t for t in subtree(parse, verb) if t not in skipped]


def _phrase(parse: Parse, i: int, conditionals: Conditionals) -> str | None:
    phrase = _phrase_before(parse, i, list(conditionals.phrases))
    return conditionals.phrases[phrase] if phrase else None


def _of_phrase(parse: Parse, i: int, sense: str, statements: Sequence[Statement]) -> _Found | None:
    nouns = children(parse, i, "pobj", "pcomp")
    if not nouns:
        return None
    inner = subtree(parse, nouns[0])
    top = i
    for above in ancestors(parse, i):
        if parse.tag[above].startswith("VB") or parse.start[top] - parse.start[above] > 40:
            break
        if parse.word[above] not in PHRASE_WORDS:
            break
        top = above
    head = parse.head[top]
    verb = head if is_verb(parse, head) else next((a for a in ancestors(parse, top) if is_verb(parse, a)), None)
    if verb is None:
        return None
    phrase = set(subtree(parse, top))
    unreal = _modals(parse, verb)
    if parse.word[i] == "for" and not unreal and tense(parse, verb) == "past" and parse.dep[verb] != "ccomp":
        return None  # 'got the grain in exchange for oil' is done
    if parse.word[i] in WITHOUT and not (unreal and is_negated(parse, verb)):
        return None
    outer = [t for t in _clause_tokens(parse, verb, without=phrase) if t >= verb or unreal]
    if not outer:
        return None
    return _Found(
        trimmed_span(parse, min(outer), max([*outer, *inner])), tuple(inner), tuple(outer),
        tuple(possessors(parse, nouns[0])),
        tuple(_doers(parse, verb)), sense, 0.75,
        f"'{parse.word[top]} … {parse.word[i]}' opens the antecedent", verb,
    )  # fmt: skip


def _of_result(parse: Parse, i: int, conditionals: Conditionals, frames: Frames) -> _Found | None:
    """'any attack would have consequences': the subject is an act, told as not (yet) done."""
    modals = _modals(parse, i)
    subject = child(parse, i, "nsubj", "nsubjpass", "csubj") if modals else None
    if subject is None:
        return None
    act = is_verb(parse, subject) or parse.lemma[subject] in frames.by_lemma["noun"]
    any_ = any(parse.word[c] in ANY for c in parse.children[subject])
    # 'any ship found there would be sunk': what any may meet with
    act = act or (any_ and any(f.type in HARM for f in frames.by_lemma["verb"].get(parse.lemma[i], ())))
    if parse.lemma[i] not in conditionals.results and not (any_ and act):
        return None
    if not (act or any_) or (parse.tag[subject].startswith("PRP")):
        return None
    definite = any(parse.word[c] in DEFINITE for c in children(parse, subject, "det", "poss"))
    if definite and not any_ and not modals & {"would", "could", "'d"}:
        return None  # 'the talks will be held': a plan
    if parse.lemma[i] == "be" and not any_ and not modals & {"would", "'d"}:
        return None
    inner = subtree(parse, subject)
    outer = [t for t in _clause_tokens(parse, i, without=set(inner)) if t > inner[-1]]
    if not outer:
        return None
    return _Found(
        trimmed_span(parse, inner[0], outer[-1]), tuple(inner), tuple(outer),
        tuple(possessors(parse, subject)), (),
        conditionals.results.get(parse.lemma[i], "if"), 0.65,
        f"an act is the subject of '{parse.word[i]}' with a modal", i,
    )  # fmt: skip


def _of_need(parse: Parse, i: int, conditionals: Conditionals) -> _Found | None:
    """'progress will require de-escalation': the object must happen first."""
    if not _modals(parse, i):
        return None
    subject = child(parse, i, "nsubj")
    wanted = children(parse, i, "dobj") or [
        n
        for p in children(parse, i, "prep")
        if parse.word[p] in {"on", "upon", "de", "d'", "du"}
        for n in children(parse, p, "pobj", "pcomp")
    ]
    if subject is None or not wanted or parse.tag[subject].startswith(("PRP", "NNP")):
        return None
    inner, outer = subtree(parse, wanted[0]), subtree(parse, subject)
    return _Found(
        trimmed_span(parse, outer[0], inner[-1]), tuple(inner), tuple(outer),
        tuple(possessors(parse, wanted[0])), (),
        conditionals.needs[parse.lemma[i]], 0.6, f"need: '{parse.word[i]}' makes its object a condition", i,
    )  # fmt: skip


def _without_doubles(found: list[_Found]) -> list[_Found]:
    """One condition a governing verb: a second 'if' under it widens the first."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (-f.confidence, f.span)):
        twin = next((k for k in kept if share_of_shorter(k.span, one.span) >= SAME), None)
        if twin is None:
            kept.append(one)
        elif twin.governor == one.governor:
            kept[kept.index(twin)] = _widened(twin, one)
    return sorted(kept, key=lambda f: f.span)


def _widened(a: _Found, b: _Found) -> _Found:
    span = Span(min(a.span.start, b.span.start), max(a.span.end, b.span.end))
    inside = tuple(sorted({*a.antecedent, *b.antecedent}))
    outside = tuple(t for t in a.consequent if t not in inside)
    who = tuple(dict.fromkeys((*a.antecedent_who, *b.antecedent_who)))
    return _Found(span, inside, outside, who, a.consequent_who, a.sense, a.confidence, a.why, a.governor)


def _condition(
    parse: Parse, found: _Found, conditionals: Conditionals, cast: Cast, statements: Sequence[Statement]
) -> Condition:
    holder = _holder(found.span, statements)
    antecedent = Clause(_ids(cast, found.antecedent_who), _words(parse, _told(parse, found.antecedent, statements)))
    who = _ids(cast, found.consequent_who)
    does = _words(parse, _told(parse, found.consequent, statements))
    if not who and holder is not None and holder.id and {parse.word[t] for t in found.consequent} & conditionals.dire:
        who = (cast.side(holder.id),)  # whoever warns of consequences will see to them
    return Condition(
        content_id("condition", parse.report.id, found.span, found.sense), parse.report.id, found.span,
        holder, antecedent,
        Clause(who, does), found.sense, "will", False, found.confidence, found.why,
    )  # fmt: skip


def _holder(span: Span, statements: Sequence[Statement]) -> Party | None:
    """The speaker of the widest statement that holds most of the condition; of wishes, those that are told."""
    holding = [
        s
        for s in statements
        if s.speaker and (s.attitude != "wants" or s.act in TOLD) and _overlap_of_first(span, _whole(s)) >= 0.6
    ]
    widest = max(holding, key=lambda s: s.content_spans[-1].end - s.content_spans[0].start, default=None)
    return widest.speaker if widest else None


def _whole(s: Statement) -> Span:
    return Span(min(s.span.start, s.content_spans[0].start), s.content_spans[-1].end)


def _overlap_of_first(a: Span, b: Span) -> float:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / max(1, a.end - a.start)


def _ids(cast: Cast, tokens: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for t in tokens for i in cast.ids(t)))


def _told(parse: Parse, tokens: Sequence[int], statements: Sequence[Statement]) -> Sequence[int]:
    """The tokens without a cue that breaks somebody's words: '“…,” he told reporters, “we shall leave”'."""
    start, end = parse.start[tokens[0]], parse.end[tokens[-1]]
    said = [c for s in statements if s.attitude == "said" for c in s.content_spans if c.start < end and start < c.end]
    cued = any(s.cue_span and start <= s.cue_span.start < end for s in statements if s.attitude == "said")
    inside = [t for t in tokens if any(c.start <= parse.start[t] < c.end for c in said)]
    return inside if cued and len(inside) >= FEWEST_TOLD else tokens


def _words(parse: Parse, tokens: Sequence[int]) -> str:
    """The words of a clause; of the pieces around a clause inside it, those that say something."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and not any(parse.word[k].isalnum() for k in range(runs[-1][-1] + 1, t)):
            runs[-1].append(t)
        else:
            runs.append([t])
    telling = [r for r in runs if any(is_verb(parse, t) or parse.tag[t].startswith("NN") for t in r)] or runs
    spans = [trimmed_span(parse, run[0], run[-1]) for run in telling]
    words = " ".join(" ".join(parse.text[a:b].split()) for a, b in spans)
    return words.strip('“”"‘’ ,') or words
