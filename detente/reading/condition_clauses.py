"""Conditions whose antecedent is a clause after a marker: 'if', 'unless', 'as long as'."""

from __future__ import annotations

from detente.codebook.conditionals import Opener
from detente.reading.condition_cuts import (
    closed_up,
    on_one_side,
    up_to_next_content,
    up_to_semicolon,
    without_day_of_cue,
)
from detente.reading.condition_order import FINITE, THEN, split
from detente.reading.condition_sayers import SAYS
from detente.reading.condition_sides import (
    Setting,
    Sides,
    clause_tokens,
    doers,
    finite_above,
    head_of,
    hull,
    is_ahead,
    is_moved_back,
    is_question,
    is_refused,
)
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, child, children, is_infinitive, is_verb, subtree, tense

__all__ = ["of_marker"]

Found = tuple[list[int], list[int], int, int]
"""Antecedent, consequent, and the head of each."""

CLAUSES = frozenset({"advcl", "acl", "relcl", "ccomp", "pcomp", "csubj"})
PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
IF = frozenset({"if", "si", "s'"})
ELIDED = "s'"
"""French "si" is cut short before these alone; before a verb "s'" is the reflexive pronoun."""
BEFORE_ELIDED = frozenset({"il", "ils"})

TELLING = ("VB", "NN")
"""Tags of the words without which a side tells nothing."""

FEWEST = 2
"""Tokens of a clause that something may wait for."""

LONGEST_SUBJECT = 14


def of_marker(setting: Setting, first: int, last: int, opener: Opener) -> Sides | None:
    """The condition that a marker at some tokens opens; None where it opens none."""
    if is_question(setting, first) or _asks(setting, first) or _is_plain_verb(setting, first, last):
        return None
    if setting.parse.word[last] == ELIDED and setting.parse.word[last + 1] not in BEFORE_ELIDED:
        return None  # 's'était dit prêt', 'qui s'y trouve'
    by_tree = _by_tree(setting, first, last)
    if by_tree is None and opener.flags and not _clause_follows(setting, last + 1):
        return None  # 'it was once covered', 'the Taliban, once the governing force, seek'
    found = _accepted(setting, first, last, opener, by_tree, 0.85) if by_tree else None
    if found is None and (by_tree is None or by_tree[3] > last):
        by_order = _by_order(setting, first, last)
        # where the tree hangs the marker on a clause of the antecedent, the words before it must tell what is to come
        if by_order and (by_tree is None or _is_before_and_to_come(setting, first, by_order[3])):
            found = _accepted(setting, first, last, opener, by_order, 0.7)
    return found


def _is_before_and_to_come(setting: Setting, first: int, main: int) -> bool:
    return main < first and tense(setting.parse, main) in {"future", "modal"}


def _accepted(setting: Setting, first: int, last: int, opener: Opener, found: Found, confidence: float) -> Sides | None:
    """The sides as a condition; None where their words or tenses tell none."""
    parse = setting.parse
    inner, outer, verb, main = found
    outer = without_day_of_cue(setting, outer)
    if not any(parse.tag[t].startswith(TELLING) for t in inner) or not any(
        parse.tag[t].startswith(TELLING) for t in outer
    ):
        return None  # 'if necessary', 'if not quite calm'
    if parse.word[last + 1] in {"not", "pas"} and not is_verb(parse, verb):
        return None  # 'if not on a global scale'
    ahead = is_ahead(setting, main)
    if "negated" in opener.flags and not (
        (_is_to_come(setting, main) and is_refused(setting, main, outer)) or _goes_on(setting, main, outer)
    ):
        return None
    if "ahead" in opener.flags and not _comes_after(setting, verb, main, inner):
        return None
    past = tense(parse, verb) == "past" and not ahead and not is_moved_back(setting, main)
    if past or (parse.tag[first] in {"NN", "VBN", "VBD", "VBG"} and not ahead):
        return None  # 'if' for 'whenever' in the past; 'spoke on condition that he not be named'
    return Sides(
        hull(parse, sorted({*outer, *range(first, last + 1)}), inner), tuple(inner), tuple(outer), verb, main,
        opener.sense, confidence, f"'{' '.join(opener.words)}' opens the antecedent",
        doers(parse, verb), doers(parse, main), marked=True,
    )  # fmt: skip


def _is_to_come(setting: Setting, main: int) -> bool:
    """Whether a clause tells what is to come: 'I'd never sat' tells what was."""
    parse = setting.parse
    had = parse.tag[main] == "VBN" and any(parse.word[c] == "'d" for c in children(parse, main, "aux"))
    return is_ahead(setting, main) and not had


def _comes_after(setting: Setting, verb: int, main: int, inner: list[int]) -> bool:
    """'Once they leave, we will': something to come that waits for another; 'as soon as we can' waits for none."""
    parse = setting.parse
    time = tense(parse, main)
    if not is_ahead(setting, main) or time == "none":
        return False
    if len(inner) < FEWEST or parse.tag[inner[0]] in {"IN", "WDT", "WP"} or parse.tag[verb] == "MD":
        return False
    if time == "past":  # 'was ready to lift them once he had proof', not 'took sanctions only after they were voted'
        return any(is_verb(parse, c) for c in _bound_by(parse, main))
    past = tense(parse, verb) == "past" and parse.tag[verb] == "VBD"
    return not past or time == "modal"


def _bound_by(parse: Parse, main: int) -> list[int]:
    """What a verb like 'offered', or the adjective beside 'was', binds somebody to."""
    heads = (main, *children(parse, main, "acomp", "attr", "oprd"))
    return [c for h in heads for c in children(parse, h, "xcomp", "ccomp")]


def _asks(setting: Setting, first: int) -> bool:
    """'Asked if the talks had failed', 'could not say if ..., or if ...': whether."""
    parse, asking = setting.parse, setting.conditionals.asking
    if parse.word[first] not in IF or first == 0:
        return False
    before = first - 1
    if parse.tag[before] == "RP" or parse.word[before] in {"out", "on", "about", "over", "as"}:
        before -= 1
    if parse.word[max(before, 0)] in asking:
        return True
    begun = parse.sentences[parse.sentence[first]][0]
    if parse.word[first - 1] in {"and", "or", "et", "ou"}:
        earlier = (t for t in range(begun + 1, first - 1) if parse.word[t] in IF)
        return "whether" in parse.word[begun:first] or any(_asks(setting, t) for t in earlier)
    verb = parse.head[first]
    above = parse.head[verb]
    if above < first and parse.word[first - 1] != "," and parse.lemma[above] in asking:
        return True  # 'will decide within a month if'
    if parse.dep[verb] != "ccomp" or verb < parse.head[verb] or parse.word[first - 1] == ",":
        return False
    if is_infinitive(parse, above) and parse.lemma[above] not in asking:
        return False  # 'is tipped to win if he stands again'
    return tense(parse, finite_above(setting, above)) not in {"future", "modal"}


def _is_plain_verb(setting: Setting, first: int, last: int) -> bool:
    """'Pakistan provided tents', 'the lamps provided by': the verb, not the marker."""
    parse = setting.parse
    if first != last or parse.tag[first] not in PARTICIPLES:
        return False
    if parse.word[last + 1 : last + 2] == ["that"] and parse.tag[last + 1] == "IN":
        return False
    if children(parse, first, "nsubj", "nsubjpass", "aux", "auxpass", "agent", "prep"):
        return True
    if parse.dep[first] in {"acl", "amod", "relcl"} or (first > 0 and parse.tag[first - 1] == "CC"):
        return True
    return not _clause_follows(setting, last + 1)


def _clause_follows(setting: Setting, start: int) -> bool:
    """Whether a subject and a finite verb follow, with no comma or conjunction between."""
    parse = setting.parse
    end = parse.sentences[parse.sentence[start - 1]][1]
    nominal = False
    for t in range(start, min(end, start + LONGEST_SUBJECT)):
        if parse.tag[t] in FINITE:
            return nominal and parse.tag[t - 1] != "CC"
        if parse.word[t] in {",", ";", "but", "mais"} or (t == start and parse.tag[t] in {"IN", "WDT", "WP"}):
            return False
        nominal = nominal or parse.tag[t].startswith(("NN", "PRP", "DT", "CD", "EX"))
    return False


def _by_tree(setting: Setting, first: int, last: int) -> Found | None:
    """Both sides from the tree; None where it does not join them."""
    parse = setting.parse
    verb = _clause_of(setting, first, last)
    if verb is None:
        return None
    nominal = parse.tag[last].startswith("NN") and parse.head[verb] == last
    above = parse.head[last] if nominal else parse.head[verb]
    if above in {verb, last}:
        return None
    climbing = (a for a in (above, *ancestors(parse, above)) if is_verb(parse, a) and not first <= a <= last)
    main = next(climbing, None if nominal else above)
    if main is None or main == verb:
        return None
    main = _out_of_description(setting, main)
    main = finite_above(setting, main)
    if setting.said_by_cue(main, first) or main in setting.asides:
        return None
    if ";" in parse.word[main:first]:
        return None
    inner = [t for t in subtree(parse, verb) if t > last and t not in setting.asides]
    told = _reported(setting, main, inner, first, last) if main in setting.cues else []
    if any(is_verb(parse, t) for t in told):
        return inner, told, verb, head_of(parse, told)
    opening = set(subtree(parse, last)) if nominal else set()
    without = {*subtree(parse, verb), *opening, *range(first, last + 1), *setting.asides}
    outer = clause_tokens(parse, main, without=without)
    outer = on_one_side(setting, outer, first)
    if parse.lemma[main] in SAYS and parse.tag[main] == "VBZ" and outer and outer[-1] > main > outer[0]:
        outer = [t for t in outer if t > main]  # 'Delhi says no talks unless'
    if outer and outer[0] < first and inner:
        inner, outer = closed_up(setting, inner, outer, last)
    around = setting.around(first)
    inner = up_to_next_content(parse, [t for t in inner if t in set(around)] or inner)
    outer = up_to_semicolon(parse, outer, first)
    if outer and outer[0] < first:
        outer = _with_subject(setting, outer, around, first, last)
    if parse.tag[verb] == "VBG" and not children(parse, verb, "nsubj", "nsubjpass", "aux", "auxpass"):
        return None
    inner = inner[1:] if nominal and parse.word[inner[0]] in {"that", "que", "qu'", "où"} else inner
    return (inner, outer, verb, main) if inner and outer else None


def _reported(setting: Setting, main: int, inner: list[int], first: int, last: int) -> list[int]:
    """What a cue reports beside the clause of a marker: 'they could stay, he said, so long as …', 'if they leave, he
    said, we shall …'. Words that the parser cut off before the marker belong to it."""
    parse = setting.parse
    told = [t for t in setting.words_of_cue(main) if t not in set(inner) and not first <= t <= last]
    if told and ";" in parse.word[told[-1] : main]:
        return []  # 'Kenya frees pilot; Uganda says no talks unless'
    if inner and inner[-1] < main:
        told = [t for t in told if t > main]
    elif told and told[0] < first:
        cut = range(told[-1] + 1, first)
        told = [*told, *cut] if not any(t in setting.cues or parse.tag[t] == "," for t in cut[:-1]) else told
    while told and (parse.word[told[0]] in THEN or not parse.word[told[0]][:1].isalnum()):
        told = told[1:]
    while told and not parse.word[told[-1]][-1:].isalnum():
        told = told[:-1]
    return told


def _with_subject(setting: Setting, outer: list[int], around: list[int], first: int, last: int) -> list[int]:
    """A clause before the marker with the words that open it, where the parser left its verb without a subject."""
    parse = setting.parse
    verbs = [t for t in outer if parse.tag[t] in FINITE]
    if not verbs or any(t < verbs[0] and parse.tag[t].startswith(("NN", "PRP", "EX", "DT")) for t in outer):
        return outer
    found = split(parse, around, first, last)
    return found[1] if found is not None and set(outer) < set(found[1]) else outer


def _out_of_description(setting: Setting, verb: int) -> int:
    """The clause that tells what is to come, above one that only describes: 'will not sit with people who bomb'."""
    parse = setting.parse
    if parse.dep[verb] not in {"relcl", "acl"} or tense(parse, verb) not in {"present", "past", "none"}:
        return verb
    above = next((a for a in ancestors(parse, verb) if is_verb(parse, a)), verb)
    return above if tense(parse, above) in {"future", "modal"} else verb


def _by_order(setting: Setting, first: int, last: int) -> Found | None:
    found = split(setting.parse, setting.around(first), first, last)
    if found is None:
        return None
    parse, (inner, outer) = setting.parse, found
    inner = inner[1:] if parse.tag[inner[0]] == "IN" and parse.word[inner[0]] in {"that", "que", "qu'"} else inner
    main = head_of(parse, outer)
    told = _reported(setting, main, inner, first, last) if main in setting.cues else []
    if any(is_verb(parse, t) for t in told):  # 'said it was ready to | provided that'
        return inner, told, head_of(parse, inner), head_of(parse, told)
    return inner, outer, head_of(parse, inner), main


def _clause_of(setting: Setting, first: int, last: int) -> int | None:
    """The verb of the clause that a marker opens."""
    parse = setting.parse
    tag = parse.tag[last]
    if tag in PARTICIPLES or tag.startswith("NN"):  # 'provided that', 'on condition that'
        below = [c for c in parse.children[last] if c > last and is_verb(parse, c)]
        head = parse.head[last]
        beside = [
            c for c in parse.children[head] if c > last and is_verb(parse, c) and child(parse, c, "mark") is not None
        ]
        return next((c for c in (*below, *beside) if _finite_or_bare(setting, c)), None)
    for t in range(last, first - 1, -1):
        head = parse.head[t]
        if parse.dep[t] == "prep":
            inner = [c for c in children(parse, t, "pcomp", "advcl", "ccomp") if is_verb(parse, c)]
            if inner:
                return inner[0]
        if head > last and (is_verb(parse, head) or parse.dep[head] in CLAUSES):
            return head
    return None


def _finite_or_bare(setting: Setting, verb: int) -> bool:
    parse = setting.parse
    if not children(parse, verb, "nsubj", "nsubjpass", "expl"):
        return parse.language == "fr"
    return True


def _goes_on(setting: Setting, main: int, outer: list[int]) -> bool:
    """'will keep firing until', 'vowed to stay until': to come, and lasting."""
    parse, lasting = setting.parse, setting.conditionals.lasting
    for node in (main, parse.head[main], *(t for t in outer if parse.dep[t] == "xcomp")):
        if parse.lemma[node] in lasting and tense(parse, node) in {"future", "modal", "none"}:
            return True
    return False
