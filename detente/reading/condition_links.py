"""Conditions across clauses and sentences: 'leave, or else', 'otherwise', 'in that case', 'if that happens'."""

from __future__ import annotations

from dataclasses import replace

from detente.codebook.conditionals import Opener
from detente.reading.condition_order import FINITE, THEN, has_clause
from detente.reading.condition_sides import Setting, Sides, demands, doers, head_of, hull, is_question
from detente.reading.pronouns import WE
from detente.reading.syntax import children, is_verb, tense, trimmed_span

__all__ = ["ORDERS", "of_link", "pointing_back", "taking_over"]

THAT = frozenset({"that", "this", "it", "so", "cela", "ça", "c'", "ce", "tel"})
ELLIPTIC = frozenset("it they he she we you do does did is are was were not n't have has had".split())
"""Words of an antecedent without a verb of its own: 'if it does', 'if they are not'."""
PLURAL = frozenset({"they", "ils", "elles"})
SO = frozenset({"case", "so", "true", "cas", "vrai"})
BEFORE_LINK = frozenset(
    {"that", "que", "qu'", ",", ";", ":", "—", "–", "--", '"', "and", "but", "et", "mais", "then", "only"}
)
LINKING = frozenset({"or", "and", "et"})
"""Links that need no comma before them."""
OR_ELSE = ("or", "else")
ORDERS = frozenset({"ultimatum", "deadline"})
CALLS = frozenset({"let", "look", "listen", "laisser"})
"""Imperatives that ask for nothing."""
SUFFERING = frozenset({"risk", "face", "suffer", "incur", "lose", "pay", "risquer", "subir", "affronter"})
STARTING = frozenset({"in", "under", "if", "en", "dans", "si"})


def of_link(setting: Setting, first: int, last: int, opener: Opener) -> Sides | None:
    """'Leave, or else …', 'otherwise …', 'in that case …': what would follow from the clause or sentence before."""
    parse = setting.parse
    if is_question(setting, first):
        return None
    if "between" in opener.flags and parse.word[last + 1 : last + 2] in (["else"], ["otherwise"]):
        return None
    around = setting.around(first)
    before, after = [t for t in around if t < first], [t for t in around if t > last]
    if parse.word[first] not in LINKING and first > 0 and before and parse.word[first - 1] not in BEFORE_LINK:
        return None
    after = _lead(setting, after)
    main = _outcome(setting, opener, first, after)
    if main is None:
        return None
    outer = _up_to_end(setting, after)
    clause = before if any(is_verb(parse, t) for t in before) else []
    if opener.flags & {"between", "bargain"} and not clause:
        return None
    whole = clause or _sentence_before(setting, first)
    if not whole or ("demand" in opener.flags and not demands(setting, whole)):
        return None
    if clause:
        inner = _after_conjunction(setting, clause)
        verb = head_of(parse, inner)
        if verb in setting.cues:  # 'the army said they should leave; otherwise ...'
            told = [t for t in setting.words_of_cue(verb) if t in set(inner)]
            inner = told if any(is_verb(parse, t) for t in told) else inner
            verb = head_of(parse, inner)
        return Sides(
            hull(parse, inner, outer), tuple(inner), tuple(outer), verb, main, opener.sense, 0.7,
            f"'{' '.join(opener.words)}' links what would follow", doers(parse, verb), doers(parse, main),
        )  # fmt: skip
    named = [t for t in range(first, last + 1) if parse.word[t] not in STARTING and parse.word[t].isalpha()]
    verb = head_of(parse, whole)
    return Sides(
        trimmed_span(parse, first, outer[-1]), tuple(named), tuple(outer), verb, main, opener.sense, 0.65,
        f"'{' '.join(opener.words)}' takes up the sentence before", doers(parse, verb), doers(parse, main),
        points_to=tuple(whole),
    )  # fmt: skip


def _lead(setting: Setting, after: list[int]) -> list[int]:
    """What follows a link, without the comma after it."""
    while after and not setting.parse.word[after[0]][-1:].isalnum():
        after = after[1:]
    return after


def _outcome(setting: Setting, opener: Opener, first: int, after: list[int]) -> int | None:
    """The verb of what would follow; None where what stands there is no consequence."""
    parse = setting.parse
    if not after:
        return None
    if "between" in opener.flags and _bare_outcome(setting, after[0], first):
        return after[0]
    if opener.words == OR_ELSE and _is_bare(setting, after[0]):
        return after[0]
    if "bargain" in opener.flags and not _is_bargain(setting, first, after):
        return None
    if not has_clause(parse, after) or parse.tag[after[0]] in {"IN", "TO", "WDT", "WP"}:
        return None
    finite = next(t for t in after if parse.tag[t] in FINITE)
    if any(parse.tag[t] in {"WDT", "WP", "CC"} or parse.word[t] in {",", "that"} for t in after if t < finite):
        return None
    main = parse.head[finite] if parse.dep[finite] in {"aux", "auxpass"} else finite
    modal = parse.tag[finite] == "MD" or tense(parse, main) in {"future", "modal"}
    return main if modal else None


def _is_bare(setting: Setting, t: int) -> bool:
    """'or else bear the cost': a verb without a subject or an auxiliary of its own."""
    return setting.parse.tag[t] in {"VB", "VBP", "NN"} and not children(setting.parse, t, "nsubj", "aux")


def _bare_outcome(setting: Setting, t: int, link: int) -> bool:
    """'or risk further tariffs', 'or be bombed': what follows a demand in its own clause."""
    parse = setting.parse
    if not _is_bare(setting, t):
        return False
    if parse.word[t] in SUFFERING:
        return True
    passive = parse.word[t] == "be" and t + 1 < len(parse) and parse.tag[t + 1] == "VBN"
    demanded = parse.head[t + 1] if passive and parse.dep[t + 1] == "conj" else t
    obliging = setting.conditionals.obliging  # 'must leave or be bombed', not 'to resign or be impeached'
    begun = parse.sentences[parse.sentence[t]][0]
    ordered = any(parse.lemma[k] in ORDERS for k in range(begun, link))  # 'an ultimatum: leave or be bombed'
    return passive and (ordered or any(parse.lemma[c] in obliging for c in children(parse, demanded, "aux")))


def _is_bargain(setting: Setting, first: int, after: list[int]) -> bool:
    """'Give us a port, and we will sell you gas', 'they leave, then we can talk': an act that is asked for, and what
    its speaker would do."""
    parse = setting.parse
    before = [t for t in setting.around(first) if t < first and parse.word[t][:1].isalnum()]
    if not before or not any(parse.word[t] in WE for t in after[:2]):
        return False
    opening = before[0]
    asks = parse.tag[opening] == "VB" and parse.lemma[opening] not in CALLS
    if asks and not children(parse, opening, "nsubj", "aux"):
        return True
    finite = next((t for t in before if parse.tag[t] in FINITE), None)
    present = finite is not None and parse.tag[finite] in {"VBP", "VBZ"}
    marked = any(parse.tag[t] in {"IN", "WRB"} and parse.dep[t] in {"mark", "advmod"} for t in before)
    return parse.word[first] in THEN and present and not marked


def _up_to_end(setting: Setting, after: list[int]) -> list[int]:
    parse = setting.parse
    for k, t in enumerate(after):
        if k and parse.word[t] in {";", ":"}:
            return after[:k]
    while len(after) > 1 and not parse.word[after[-1]][-1:].isalnum():
        after = after[:-1]
    return after


def _after_conjunction(setting: Setting, clause: list[int]) -> list[int]:
    """The clause before a link, without what only joins it to the words before."""
    parse = setting.parse
    colon = next((k for k, t in enumerate(clause) if parse.word[t] == ":"), 0)
    if colon and parse.lemma[clause[colon - 1]] in ORDERS:
        clause = clause[colon + 1 :]  # 'an ultimatum: leave or be bombed'
    while len(clause) > 1 and (parse.word[clause[-1]] in BEFORE_LINK or not parse.word[clause[-1]][-1:].isalnum()):
        clause = clause[:-1]
    while len(clause) > 1 and (parse.word[clause[0]] in {*BEFORE_LINK, "that"}):
        clause = clause[1:]
    return clause


def _sentence_before(setting: Setting, i: int) -> list[int]:
    """The words of the sentence before that of a token, in its paragraph or the one before, without who says them."""
    parse = setting.parse
    here = parse.sentence[i]
    if here == 0:
        return []
    first, last = parse.sentences[here - 1]
    verbs = [t for t in range(first, last) if is_verb(parse, t) and t not in setting.cues]
    if not verbs:
        return []
    around = setting.around(verbs[0])
    while len(around) > 1 and not parse.word[around[-1]][-1:].isalnum():
        around = around[:-1]
    while len(around) > 1 and not parse.word[around[0]][:1].isalnum():
        around = around[1:]
    return around


def pointing_back(setting: Setting, sides: Sides, before: Sides | None) -> Sides:
    """The sides with what an antecedent like 'if that happens' takes up: the antecedent told just before, else the
    sentence before. Other antecedents come back as they are.
    """
    parse = setting.parse
    if sides.points_to or not is_verb(parse, sides.verb):
        return sides
    if sides.antecedent and all(parse.word[t] in ELLIPTIC for t in sides.antecedent):
        return _taking_up(setting, sides, before)
    so = parse.lemma[sides.verb] in {"be", "être"} and any(parse.lemma[t] in SO for t in sides.antecedent)
    if parse.lemma[sides.verb] not in setting.conditionals.pointing and not so:
        return sides
    if not any(parse.word[t] in THAT for t in sides.antecedent[:1]) or len(sides.antecedent) > 4:
        return sides
    return _taking_up(setting, sides, before)


def taking_over(setting: Setting, sides: Sides, before: Sides | None) -> Sides:
    """The sides with 'they' as what the antecedent told just before is about: 'until the arms have gone. If they are
    withdrawn, ...'. Other antecedents come back as they are.
    """
    parse = setting.parse
    if before is None or sides.points_to or not 0 <= parse.sentence[sides.verb] - parse.sentence[before.verb] <= 1:
        return sides
    pronouns = [t for t in children(parse, sides.verb, "nsubj", "nsubjpass") if parse.word[t] in PLURAL]
    nouns = [t for t in children(parse, before.verb, "nsubj", "nsubjpass") if parse.tag[t] == "NNS"]
    return replace(sides, meant=nouns[0]) if pronouns and nouns else sides


def _taking_up(setting: Setting, sides: Sides, before: Sides | None) -> Sides:
    parse = setting.parse
    if before is not None and parse.sentence[sides.main] - parse.sentence[before.main] <= 1:
        return replace(sides, points_to=before.antecedent, antecedent_who=before.antecedent_who)
    whole = _sentence_before(setting, sides.verb)
    if not whole:
        return sides
    return replace(sides, points_to=tuple(whole), antecedent_who=doers(parse, head_of(parse, whole)))
