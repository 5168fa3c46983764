"""Where somebody's words end: verbs that the parser joined to them, but that stand beside the cue.

'Paris said the ship had been hit and warned that …': only 'said' can stand beside 'warned'. 'He said the war was
over, but the guns have not fallen silent': who reports words of the past does not report them in the present.
"""

from __future__ import annotations

from collections.abc import Collection

from detente.reading.parsing import Parse
from detente.reading.syntax import child, children, is_verb, subtree

__all__ = ["beyond_the_words"]

PAST, PRESENT, OTHER = "past", "present", "other"
"""Form of the first word of a verb group: what is joined has the same."""

NOW = frozenset({"will", "'ll", "wo", "can", "ca", "may", "shall"})
"""Modals that speak from the reporter's day."""

Form = tuple[str, bool]


def beyond_the_words(parse: Parse, cue: int, content: Collection[int]) -> tuple[list[int], set[int]]:
    """Verbs that share the subject of the cue though they hang in its content, and all tokens that are not content."""
    within = set(content)
    beside: list[int] = []
    outside: set[int] = set()
    form = _form(parse, cue)
    for verb in sorted(within):
        if verb < cue or verb in outside or not is_verb(parse, verb) or parse.dep[verb] != "conj":
            continue
        first = _first_joined(parse, verb)
        if parse.head[first] in within or not is_verb(parse, first):
            continue  # joined to a clause further in
        own, told = _form(parse, verb), _form(parse, first)
        if child(parse, verb, "nsubj", "nsubjpass", "expl", "csubj") is None:
            if own != form or own[0] == OTHER or own == told:
                continue
            beside.append(verb)
        elif not _is_reporters(form, told, own):
            continue
        outside |= set(subtree(parse, verb))
    return beside, outside


def _first_joined(parse: Parse, verb: int) -> int:
    while parse.dep[verb] == "conj" and is_verb(parse, parse.head[verb]):
        verb = parse.head[verb]
    return verb


def _is_reporters(cue: Form, told: Form, own: Form) -> bool:
    """Whether a clause with a subject of its own is in the tense of the reporter, and the words before it are not."""
    if cue[0] == PAST:
        return told[0] != PRESENT and own[0] == PRESENT
    return cue == (PRESENT, True) == own and told[0] == PAST  # 'has argued that it was theft, and a court has agreed'


def _form(parse: Parse, verb: int) -> Form:
    """Past, present or other (to go, could go, going), and whether it has an auxiliary."""
    helpers = children(parse, verb, "aux", "auxpass")
    first = min([*helpers, verb]) if helpers else verb
    tag = parse.tag[first]
    if tag == "VBD":
        return PAST, bool(helpers)
    if tag in {"VBZ", "VBP"} or parse.word[first] in NOW:
        return PRESENT, bool(helpers)
    return OTHER, bool(helpers)
