"""Conditions whose antecedent is a noun: 'in the event of', 'any attack would', 'requires', 'a condition for'."""

from __future__ import annotations

from detente.codebook.conditionals import Opener
from detente.reading.condition_order import FINITE, has_clause
from detente.reading.condition_sides import (
    NOBODY,
    Setting,
    Sides,
    clause_tokens,
    doers,
    finite_above,
    head_of,
    hull,
    is_ahead,
    is_moved_back,
    is_refused,
)
from detente.reading.syntax import (
    ancestors,
    child,
    children,
    is_passive,
    is_verb,
    possessors,
    prepositional,
    subtree,
    tense,
)

__all__ = ["of_need", "of_phrase", "of_price", "of_result", "of_tie"]

ANY = frozenset("any tout toute chaque".split())
EVERY = ANY | {"every", "each"}
WHOEVER = frozenset("whoever anyone anybody whichever those ceux celui quiconque".split())
ON = frozenset({"on", "upon", "de", "d'", "du", "à"})
UPON = frozenset({"on", "upon", "à", "au", "aux"})
FOR = frozenset({"for", "of", "to", "à", "de", "d'", "du", "pour"})
DEFINITE = frozenset("the this these those its their his her le la les l' ce cette ces son sa ses leur leurs".split())
UNREAL = frozenset({"would", "could", "might", "will", "may", "can", "shall", "'ll", "wo", "'d", "should", "must"})
EXCEPTING = frozenset({"except", "save", "sauf"})
WHETHER = frozenset({"if", "whether", "si", "s'"})
WITHOUT = frozenset({"without", "sans"})
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})
ENDING = frozenset({"end", "open", "finir", "terminer"})
COUNTING = frozenset("round wave series act vague série acte nouveau".split())
DOING = ("tion", "sion", "ment", "ing", "ance", "ence", "age")
"""Ends of nouns that name an act, as far as 'any' before them bears it out."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


def modals(setting: Setting, verb: int) -> set[str]:
    """Words that make a clause unreal or future; for one-word futures and conditionals, the English ones."""
    parse = setting.parse
    aux = children(parse, verb, "aux", "auxpass")
    if not aux and parse.tag[verb] not in {"VBF", "VBC"}:
        return set()
    tags = {parse.tag[verb], *(parse.tag[c] for c in aux)}
    found = {parse.word[c] for c in aux} & UNREAL
    return found | ({"will"} if "VBF" in tags else set()) | ({"would"} if "VBC" in tags else set())


def of_phrase(setting: Setting, first: int, last: int, opener: Opener) -> Sides | None:
    """'NATO would answer in the event of an attack': a preposition whose noun is the antecedent."""
    parse = setting.parse
    around = setting.around(first)
    opens = not any(is_verb(parse, t) or parse.tag[t].startswith(("NN", "PRP")) for t in around if t < first)
    nouns = children(parse, last, "pobj", "pcomp", "dobj")
    found = _opening(setting, around, first, last, nouns) if opens else _inner(setting, first, last, nouns)
    if found is None:
        return None
    inner, outer, head, main = found
    outer = [t for t in outer if parse.word[t] not in EXCEPTING or t != first - 1]
    lone = parse.tag[last] not in {"IN", "TO"} and len(opener.words) == 1  # 'absent', 'failing', 'pending'
    if not inner or not outer or (lone and not opens) or not is_ahead(setting, main):
        return None
    if _is_predicate(setting, last, main):
        return None
    if "negated" in opener.flags:
        supposed = opens and tense(parse, main) in {"future", "modal"}
        if not supposed and not is_refused(setting, main, outer):
            return None
        if parse.word[last] not in WITHOUT and not _is_act(setting, head):
            return None  # 'not until Friday'
    who = tuple(possessors(parse, head)) if not is_verb(parse, head) else doers(parse, head)
    return Sides(
        hull(parse, sorted({*outer, *range(first, last + 1)}), inner), tuple(inner), tuple(outer), head, main,
        opener.sense, 0.75, f"'{' '.join(opener.words)}' opens the antecedent", who, doers(parse, main),
    )  # fmt: skip


def _is_predicate(setting: Setting, last: int, main: int) -> bool:
    """'It isn't without hazards' says how it is, not what would follow."""
    parse = setting.parse
    alone = not children(parse, main, "attr", "acomp", "expl")
    return parse.lemma[main] in {"be", "être"} and parse.head[last] == main and last > main and alone


Found = tuple[list[int], list[int], int, int]


def _opening(setting: Setting, around: list[int], first: int, last: int, nouns: list[int]) -> Found | None:
    """The phrase stands first: it ends at the comma before a clause of its own."""
    parse = setting.parse
    after = [t for t in around if t > last]
    for k, t in enumerate(after):
        inner, rest = after[:k], after[k + 1 :]
        verb = next((x for x in rest if parse.tag[x] in FINITE), None)
        if not inner or parse.word[t] != "," or verb is None or any(parse.word[x] == "," for x in rest if x < verb):
            continue
        main = parse.head[verb] if parse.dep[verb] in {"aux", "auxpass"} else verb
        outer = [x for x in clause_tokens(parse, main, without=inner) if x in set(rest)] or rest
        return inner, outer, (nouns or [head_of(parse, inner)])[0], main
    return _unbroken(setting, after, nouns)


def _unbroken(setting: Setting, after: list[int], nouns: list[int]) -> Found | None:
    """The phrase stands first and no comma ends it: 'without a truce Paris would send ships'."""
    parse = setting.parse
    if not nouns:
        return None
    inner = [t for t in subtree(parse, nouns[0]) if t in set(after)]
    rest = [t for t in after if inner and t > inner[-1]]
    verb = next((t for t in rest if parse.tag[t] in FINITE), None)
    if verb is None or parse.dep[verb] not in {"aux", "auxpass"} or not has_clause(parse, rest, at_once=True):
        return None
    main = parse.head[verb]
    outer = [t for t in clause_tokens(parse, main, without=inner) if t in set(rest)]
    return (inner, outer, nouns[0], main) if outer and outer[0] == rest[0] else None


def _inner(setting: Setting, first: int, last: int, nouns: list[int]) -> Found | None:
    """The phrase stands in its clause, or hangs on the noun of what would follow."""
    parse = setting.parse
    if not nouns:
        return None
    inner = subtree(parse, nouns[0])
    top = last
    for above in ancestors(parse, last):
        if not first <= above <= last:
            break
        top = above
    verb = next((a for a in ancestors(parse, top) if is_verb(parse, a)), None)
    if verb is None:
        return None
    main = finite_above(setting, verb)
    phrase = {*subtree(parse, top), *range(first, last + 1)}
    if main != verb and setting.said_by_cue(main, first):
        main = verb
    outer = clause_tokens(parse, main, without=phrase)
    if not modals(setting, main) and tense(parse, main) == "past" and not is_refused(setting, main, outer):
        outer = [t for t in outer if t >= main]  # 'warned of consequences': not who did
    return inner, outer, nouns[0], main


def _is_act(setting: Setting, noun: int) -> bool:
    parse = setting.parse
    lemma = parse.lemma[noun]
    return is_verb(parse, noun) or lemma in setting.frames.by_lemma["noun"] or lemma in setting.conditionals.outcome


def of_result(setting: Setting, i: int) -> Sides | None:
    """'Any attack would have consequences', 'whoever strikes us will pay': the subject is an act or whoever does
    it, told as not (yet) done."""
    parse, results = setting.parse, setting.conditionals.results
    unreal = modals(setting, i)
    subject = child(parse, i, *SUBJECTS) if unreal else None
    if subject is None or parse.tag[subject].startswith("PRP") or unreal <= {"must", "should", "shall"}:
        return None
    asked = any(parse.word[c] in WHETHER for c in children(parse, i, "mark"))
    if asked or parse.lemma[i] in setting.conditionals.arising:
        return None  # 'asked if any deal might help'; 'any deal will come too late'
    whoever = _whoever(setting, subject)
    dire = any(parse.word[t] in setting.conditionals.dire for t in subtree(parse, i) if t > i)
    if any(parse.word[c] in NOBODY for c in children(parse, subject, "det")) and not dire:
        return None  # 'no offer could be considered'; but 'no attack will go unpunished'
    any_ = any(parse.word[c] in ANY for c in parse.children[subject])
    act = is_verb(parse, subject) or parse.lemma[subject] in setting.frames.by_lemma["noun"]
    act = act or (any_ and parse.lemma[subject].endswith(DOING)) or _counts_acts(setting, subject)
    # 'any ship found there would be sunk': what any may meet with
    act = act or (any_ and any(f.type in HARM for f in setting.frames.by_lemma["verb"].get(parse.lemma[i], ())))
    if not whoever:
        if not act or (parse.lemma[i] not in results and not any_):
            return None
        if not any_ and not _is_supposed(setting, i, subject, unreal):
            return None
    inner = subtree(parse, subject)
    outer = [t for t in clause_tokens(parse, i, without=set(inner)) if t > inner[-1]]
    if not outer:
        return None
    who = doers(parse, subject) if is_verb(parse, subject) else tuple(possessors(parse, subject))
    return Sides(
        hull(parse, inner, outer), tuple(inner), tuple(outer), subject, i, results.get(parse.lemma[i], "if"), 0.65,
        f"an act is the subject of '{parse.word[i]}' with a modal", who, (),
        joined=not any(f.type in HARM for f in setting.frames.by_lemma["verb"].get(parse.lemma[i], ())),
    )  # fmt: skip


def _is_supposed(setting: Setting, i: int, subject: int, unreal: set[str]) -> bool:
    """Whether an act that is not just any is told as not (yet) done: 'the talks will be held' are a plan, 'the
    purchase would be made in May' a proposal."""
    parse, plain = setting.parse, {"be", "have", "make", "help", "open", "être", "avoir"}
    supposed = bool(unreal & {"would", "could", "'d"})
    dire = any(parse.word[t] in setting.conditionals.dire for t in subtree(parse, i) if t > i)
    definite = any(parse.word[c] in DEFINITE for c in children(parse, subject, "det", "poss"))
    if parse.lemma[i] == "make" and is_passive(parse, i):
        return False
    if parse.lemma[i] in ENDING and not children(parse, i, "dobj", "prep", "prt"):
        return False  # 'the talks would not end next week'
    if definite and not (supposed and (dire or parse.lemma[i] not in plain)):
        return False
    return parse.lemma[i] != "be" or bool(unreal & {"would", "'d"})


def _counts_acts(setting: Setting, noun: int) -> bool:
    """'A new round of strikes': what the noun counts is an act."""
    counted = [n for w, n in prepositional(setting.parse, noun) if w in {"of", "de", "d'"}]
    return setting.parse.lemma[noun] in COUNTING and any(_is_act(setting, n) for n in counted)


def _whoever(setting: Setting, subject: int) -> bool:
    """'Whoever strikes', 'anyone who', 'any ship that enters': the clause says what somebody would have done."""
    parse = setting.parse
    if any(parse.word[c] == "whoever" for c in (subject, *children(parse, subject, "nsubj"))):
        return True
    described = bool(children(parse, subject, "relcl"))
    every = parse.word[subject] in WHOEVER or any(parse.word[c] in EVERY for c in children(parse, subject, "det"))
    return described and every and not is_verb(parse, subject)


def of_need(setting: Setting, i: int) -> Sides | None:
    """'Progress will require de-escalation', 'talks are conditional on', 'hinges on': the object must come first."""
    parse = setting.parse
    sense = setting.conditionals.needs.get(parse.lemma[i])
    if sense is None:
        return None
    verb = i
    if not is_verb(parse, i) or parse.dep[i] in {"acomp", "oprd"}:
        verb = parse.head[i]
        if not is_verb(parse, verb):
            return None
    subject = child(parse, i, "nsubj") or child(parse, verb, "nsubj", "nsubjpass")
    adjective = verb != i
    if adjective and parse.lemma[verb] != "be":
        subject = child(parse, i, "nsubj") or child(parse, verb, "dobj")  # 'made talks conditional on'
    wanted = [] if adjective else children(parse, i, "dobj", "ccomp")
    wanted = wanted or [
        n
        for head in (i, verb)
        for p in children(parse, head, "prep")
        if p > i and parse.word[p] in ON
        for n in children(parse, p, "pobj", "pcomp")
    ]
    if subject is None or not wanted or parse.tag[subject].startswith(("PRP", "NNP")):
        return None
    unreal = modals(setting, verb)
    set_so = adjective and parse.lemma[verb] not in {"be", "être"}  # 'made its signature conditional on'
    joins = [subject] if children(parse, i, "dobj") else [subject, wanted[0]]
    if not (unreal or adjective) and not any(_is_act(setting, n) or _any(setting, n) for n in joins):
        return None
    past = tense(parse, verb) == "past" and not set_so and not is_moved_back(setting, verb)
    named = setting.cast.ids(subject) or (setting.cast.ids(wanted[0]) and not _is_act(setting, wanted[0]))
    if not unreal and (past or named):
        return None
    inner, outer = subtree(parse, wanted[0]), subtree(parse, subject)
    who = doers(parse, wanted[0]) if is_verb(parse, wanted[0]) else tuple(possessors(parse, wanted[0]))
    return Sides(
        hull(parse, outer, inner), tuple(inner), tuple(outer), wanted[0], verb, sense, 0.6,
        f"need: '{parse.word[i]}' makes its object a condition", who, (), asked=set_so,
    )  # fmt: skip


def of_tie(setting: Setting, i: int) -> Sides | None:
    """'Yerevan has conditioned the treaty on the return of its prisoners': the object would follow, what stands after
    'on' must come first, and the subject says so."""
    parse = setting.parse
    sense = setting.conditionals.ties.get(parse.lemma[i])
    if sense is None or not is_verb(parse, i):
        return None
    tied = children(parse, i, "nsubjpass" if is_passive(parse, i) else "dobj")
    if not tied:
        return None
    on = [n for head in (i, tied[0]) for w, n in prepositional(parse, head) if w in UPON and n > i]
    if not on:
        return None
    inner = subtree(parse, on[0])
    outer = [t for t in subtree(parse, tied[0]) if t not in set(inner) and t != parse.head[on[0]]]
    who = doers(parse, on[0]) if is_verb(parse, on[0]) else tuple(possessors(parse, on[0]))
    return Sides(
        hull(parse, [i, *outer], inner), tuple(inner), tuple(outer), on[0], i, sense, 0.6,
        f"'{parse.word[i]}' makes what follows 'on' a condition", who, doers(parse, i), asked=True,
    )  # fmt: skip


def _any(setting: Setting, noun: int) -> bool:
    return any(setting.parse.word[c] in ANY for c in setting.parse.children[noun])


def of_price(setting: Setting, i: int) -> Sides | None:
    """'Recognition is a precondition for a summit', 'set the return of the islands as its condition for aid'."""
    parse = setting.parse
    sense = setting.conditionals.prices.get(parse.lemma[i])
    if sense is None or not parse.tag[i].startswith("NN"):
        return None
    wanted = [
        n for p in children(parse, i, "prep") if parse.word[p] in FOR for n in children(parse, p, "pobj", "pcomp")
    ]
    above = parse.head[i]
    asked = _asked_as_price(setting, i)
    if asked is None or not wanted:
        return None
    verb = next((a for a in (above, *ancestors(parse, above)) if is_verb(parse, a)), None)
    if verb is None or asked in subtree(parse, wanted[0]):
        return None
    inner, outer = subtree(parse, asked), subtree(parse, wanted[0])
    inner = [t for t in inner if t not in set(outer) and t != i]
    whole = clause_tokens(parse, verb, without=())
    who = tuple(possessors(parse, asked)) if not is_verb(parse, asked) else doers(parse, asked)
    setter = doers(parse, verb) if parse.lemma[verb] != "be" else ()
    return Sides(
        hull(parse, whole, inner), tuple(inner), tuple(outer), asked, wanted[0], sense, 0.65,
        f"'{parse.word[i]}' names what must come first", who, setter, asked=True,
    )  # fmt: skip


def _asked_as_price(setting: Setting, i: int) -> int | None:
    """What a noun like 'condition' says to be one."""
    parse = setting.parse
    above = parse.head[i]
    own = child(parse, i, *SUBJECTS)
    if own is not None:
        return own  # 'made withdrawal a condition for'
    if parse.dep[i] == "attr" and is_verb(parse, above):
        return child(parse, above, *SUBJECTS)
    if parse.dep[i] == "nsubj" and parse.lemma[above] == "be":
        return child(parse, above, "attr", "xcomp", "ccomp")
    if parse.dep[i] == "pobj" and parse.word[above] in {"as", "comme"}:
        verb = parse.head[above]
        if not is_verb(parse, verb):
            return verb
        named = child(parse, verb, "dobj", "nsubjpass", "xcomp", "ccomp")
        on = [n for w, n in prepositional(parse, verb) if w in {"on", "upon", "sur"}]
        return named if named is not None else next(iter(on), None)
    if parse.dep[i] in {"oprd", "dobj"} and is_verb(parse, above):
        return next((c for c in children(parse, above, "dobj", "nsubjpass") if c != i), None)
    return None
