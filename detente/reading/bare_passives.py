"""Passives without their auxiliary, as headlines and flashes write them: 'Two soldiers killed in border clash'."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mark_bare_passives"]

SUFFERED = frozenset(
    "killed wounded injured arrested detained kidnapped abducted executed beheaded hospitalised hospitalized "
    "displaced jailed expelled deported".split()
)
"""Pasts of verbs that nobody does without an object: without one, the subject is the one it is done to."""

OBJECTS = frozenset({"dobj", "dative", "ccomp", "xcomp", "auxpass", "nsubjpass", "aux", "oprd"})


def mark_bare_passives(parse: Parse) -> None:
    """Makes such a verb a participle, and its subject the subject of a passive; in place."""
    for verb, word in enumerate(parse.word):
        if word not in SUFFERED or parse.tag[verb] not in {"VBD", "VBN"}:
            continue
        below = parse.children[verb]
        if any(parse.dep[c] in OBJECTS for c in below):
            continue
        for subject in below:
            if parse.dep[subject] == "nsubj" and parse.tag[subject][:2] in {"NN", "CD"}:
                parse.dep[subject], parse.tag[verb] = "nsubjpass", "VBN"
