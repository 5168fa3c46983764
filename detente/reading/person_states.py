"""What the words beside a person's name tell: the state, a title of office, or that it is a ship and no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.person_names import left_of, slug
from detente.reading.places import PLACE_KINDS
from detente.reading.syntax import children, prepositional

if TYPE_CHECKING:
    from detente.reading.people import Finding

__all__ = ["PLACE_NAMES", "has_office", "is_a_thing", "state_told"]

SHIPS = frozenset({"mv", "m/v", "uss", "u.s.s.", "hms", "hmas", "rms", "ins"})
"""What stands before the name of a ship."""

OF_PERSON = frozenset({"of", "from", "de", "du", "des", "d'"})

AT_HOME = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "OPP", "ELI"})
"""Sectors of those who act for the state they are in: 'a politician in Austria', but not 'a tourist in Austria'."""

ABROAD = frozenset({"ambassador", "envoy", "diplomat", "consul", "attaché", "peacekeeper", "representative"})
"""Of those, who are sent abroad."""

FORCES = frozenset({"MIL", "COP", "LEG", "JUD"})

PLACE_NAMES = frozenset({"name", "capital", "city", "region", "seat"})

TELL_THE_STATE = PLACE_NAMES | {"adjective", "demonym"}
"""Names beside a person's that tell the state: also by a part of it, 'the governor of Ohio'."""

LEADING = frozenset({"leader", "head_of_state", "head_of_government", "foreign_minister", "group_leader"})

WORDS_OF_TITLE = 3


def is_a_thing(finding: Finding, names: list[int]) -> bool:
    """Whether what the parser took for a person is a ship, a storm, a church: by its own words, or those that
    tell of it ('Hagia Irene, formerly a church')."""
    parse, known = finding.parse, finding.agreement
    words = [parse.text[parse.start[t] : parse.end[t]] for t in names]
    if not slug("".join(words)):
        return True  # another script, in which nobody is looked for
    if words[0].lower() in known.things | SHIPS:
        return True
    if words[-1].lower() in known.things | known.bodies and words[0] not in finding.gazetteer.context.given_names:
        return len(words) > 1
    lemma = parse.lemma
    before = [t for t in left_of(parse, names[-1]) if t < names[0]]
    if before and lemma[before[-1]] in known.things | known.bodies and parse.tag[before[-1]] == "NN":
        return True
    return any(lemma[t] in known.things | known.bodies for t in children(parse, names[-1], "appos"))


def state_told(finding: Finding, names: list[int]) -> str | None:
    """The state, body or group that the description beside a name tells."""
    parse, head = finding.parse, names[-1]
    nouns = _in_apposition(finding, head)
    describing = left_of(parse, head) + nouns
    describing += [
        c for noun in nouns for c in children(parse, noun, "amod") if c > noun
    ]  # 'le ministre canadien, ...'
    describing += [x for c in describing for x in left_of(parse, c)]
    after = [x for c in nouns for x in _whose(finding, c)]
    after += [x for word, x in prepositional(parse, head) if word in OF_PERSON]  # 'Ann Lo of the coast guard'
    leads = any((role := finding.roles.get(parse.lemma[t])) and role.office in LEADING for t in describing)
    describing += [y for x in after for y in (x, *left_of(parse, x))]
    for token in describing:
        mention = finding.mention_at.get(token)
        if mention is None or not mention.candidates:
            continue
        if mention.kind in PLACE_KINDS and (leads or token in names):
            continue  # whoever leads a part of a state may not be with it: 'the Abkhaz president'
        if mention.kind in TELL_THE_STATE:
            return mention.candidates[0]
    return None


def has_office(finding: Finding, names: list[int]) -> bool:
    """Whether a title of a state stands beside a name with nothing that tells whose: 'Judge Ann Lo', 'Ann Lo, a
    senator'."""
    parse = finding.parse
    if names[0] and _is_title(finding, names[0] - 1):
        return True
    before = [t for t in left_of(parse, names[-1]) if parse.tag[t].startswith("NN")]
    if any((role := finding.roles.get(parse.lemma[t])) and role.sector in FORCES for t in before):
        return True  # 'police director Ann Lo'
    for noun in _in_apposition(finding, names[-1]):
        longer = finding.roles.get(" ".join(parse.word[noun : noun + WORDS_OF_TITLE]))  # 'member of parliament'
        role = longer or finding.roles.get(parse.lemma[noun])
        if role is None or role.sector not in AT_HOME or role.office is not None or parse.tag[noun] == "NNS":
            continue
        if not children(parse, noun, "compound", "poss", "nmod") and (longer or not prepositional(parse, noun)):
            return True
    return False


def _is_title(finding: Finding, token: int) -> bool:
    """Whether a capitalised title of office of a state ends at a token: 'Commerce Secretary', 'Judge'."""
    parse = finding.parse
    role = finding.roles.get(parse.word[token])
    for first in range(max(0, token - 3), token):
        role = finding.roles.get(" ".join(parse.word[first : token + 1])) or role
    return role is not None and role.sector in AT_HOME and not role.is_plural and finding._is_capitalised(token)


def _in_apposition(finding: Finding, head: int) -> list[int]:
    parse = finding.parse
    return [*children(parse, head, "appos"), *([parse.head[head]] if parse.dep[head] == "appos" else [])]


def _whose(finding: Finding, noun: int) -> list[int]:
    """Names after a noun for a person: 'vice-president of Namibia', 'a politician in Austria'."""
    lemma = finding.parse.lemma[noun]
    role = finding.roles.get(lemma)
    if role is None and lemma not in finding.agreement.persons:
        return []
    at_home = role is not None and role.sector in AT_HOME and lemma not in ABROAD
    hanging = prepositional(finding.parse, noun)
    return [n for word, n in hanging if word in OF_PERSON or (at_home and word in {"in", "for", "en"})]
