"""Whether a meeting is on: called off, put off, still to come; or no meeting at all, only wished for or a match."""

from __future__ import annotations

from detente.codebook.gatherings import Gatherings
from detente.model import Meeting
from detente.reading.cast import Cast
from detente.reading.meeting_clause import MARGINS
from detente.reading.meeting_parties import is_somebody
from detente.reading.parsing import Parse
from detente.reading.syntax import agents, ancestors, children, is_infinitive, is_negated, is_passive, is_verb, objects

__all__ = ["ANNOUNCING", "called_off", "is_another", "is_settled", "planned_noun"]

TO_COME = {"upcoming", "coming", "planned", "forthcoming", "scheduled", "prévu", "prévue", "prochain", "prochaine"}
OF = {"of", "for", "de", "d'", "du", "des", "pour"}
MEETING = {"meet", "rencontrer"}
COMING_ABOUT = {"take", "hold", "happen", "occur", "proceed", "go", "materialise", "materialize", "avoir", "tenir"}
"""Verbs that say of a meeting that it comes about: 'take place', 'go ahead'."""
ANNOUNCING = {"plan", "schedule", "set", "slate", "expect", "prévoir", "fixer"}


def called_off(parse: Parse, anchor: int, gatherings: Gatherings) -> str | None:
    """`cancelled` or `postponed` by the words above a meeting's noun or verb; None where nothing says so."""
    for c in children(parse, anchor, "relcl"):  # 'a trip to Rabat, which was cancelled'
        if is_passive(parse, c) and (verdict := _verdict(parse, c, gatherings)):
            return verdict
    node = anchor
    for above in (anchor, *ancestors(parse, anchor)):
        if parse.dep[above] == "prep" and parse.word[above] not in OF:
            return None  # 'shelved the bill during the visit'
        acts = parse.dep[node] == "nsubj" and parse.head[node] == above and not is_passive(parse, above)
        verdict = _fell_through(parse, node, above) or (None if acts else _verdict(parse, above, gatherings))
        if verdict:  # 'the talks would delay the sanctions' puts off no talks
            return verdict
        if is_verb(parse, above) and parse.dep[above] not in {"csubj", "csubjpass"}:
            # 'A summit planned for Monday has been put off': parsers take 'planned' for the verb of the sentence.
            after = children(parse, above, "conj") if parse.lemma[above] in ANNOUNCING else []
            return next((v for c in after if is_passive(parse, c) and (v := _verdict(parse, c, gatherings))), None)
        node = above
    return None


def is_another(parse: Parse, noun: int, gatherings: Gatherings) -> bool:
    """Whether a meeting noun only says when or where something else is, or is that of a body nobody knows: 'before the
    June summit in Venice', 'a meeting of the Tea Board'."""
    if parse.dep[noun] == "pobj" and parse.word[parse.head[noun]] in gatherings.setting:
        return True
    own = [c for c in children(parse, noun, "compound", "nmod", "poss") if parse.tag[c].startswith("NNP")]
    of = [n for p in children(parse, noun, "prep") if parse.word[p] in OF for n in children(parse, p, "pobj")]
    return any(parse.tag[n].startswith("NNP") for n in (*own, *of))


def _fell_through(parse: Parse, noun: int, verb: int) -> str | None:
    """'The meeting would not take place', 'the summit was never held'."""
    subject = parse.dep[noun] in {"nsubj", "nsubjpass"} and parse.head[noun] == verb
    return "cancelled" if subject and parse.lemma[verb] in COMING_ABOUT and is_negated(parse, verb) else None


def _verdict(parse: Parse, token: int, gatherings: Gatherings) -> str | None:
    lemma = parse.lemma[token]
    particles = {parse.word[c] for c in children(parse, token, "prt", "advmod")}
    if lemma in gatherings.cancelled or (lemma in gatherings.cancelled_off and "off" in particles):
        return "cancelled"
    if lemma in gatherings.postponed or (lemma == "put" and particles & {"off", "back"}):
        return "postponed"
    return None


def planned_noun(parse: Parse, noun: int) -> bool:
    """'The upcoming talks', 'talks that are to begin'."""
    if any(parse.word[c] in TO_COME for c in parse.children[noun]):
        return True
    return any(
        is_verb(parse, c)
        and any(parse.tag[a] == "TO" for x in (c, *parse.children[c]) for a in children(parse, x, "aux"))
        for c in children(parse, noun, "relcl")
    )


def is_settled(parse: Parse, anchor: int, meeting: Meeting, gatherings: Gatherings, cast: Cast) -> bool:
    """Whether it is a line of a calendar, and no offer, setting, habit, lecture, match or sitting of one parliament."""
    first, last = parse.sentences[parse.sentence[anchor]]
    if meeting.form is None or any(parse.lemma[t] in gatherings.sport for t in range(first, last)):
        return False  # without a word of meeting it is a deal that somebody brokered
    if meeting.form == "session":
        kinds = [cast.used[p].type for p in meeting.parties if p in cast.used]
        if not any(kind in {"organisation", "bloc"} for kind in kinds):
            return False
    told = bool(meeting.date or meeting.place)
    if is_verb(parse, anchor):
        return _verb_settled(parse, anchor, gatherings, cast, told=told)
    return _noun_settled(parse, anchor, meeting, gatherings, told=told)


def _verb_settled(parse: Parse, verb: int, gatherings: Gatherings, cast: Cast, *, told: bool) -> bool:
    by = agents(parse, verb) if is_passive(parse, verb) else []
    if by and not any(cast.ids(t) for t in by):  # 'visited by a storm'
        return False
    if _only_sought(parse, verb, gatherings):
        return False
    if _meets_things(parse, verb, gatherings, cast):
        return False
    talks = next((form for form in gatherings.forms if form.name == "talks"), None)
    if talks is None or parse.lemma[verb] not in talks.verbs or told:
        return True
    return not any(not cast.ids(o) for o in objects(parse, verb))  # 'negotiated the deal', at no time or place


def _only_sought(parse: Parse, verb: int, gatherings: Gatherings) -> bool:
    """'Worked to arrange a meeting', 'hopes to meet', 'an offer to host talks'."""
    above = parse.head[verb]
    trying = gatherings.unsettled | gatherings.calling
    if parse.lemma[verb] == "attend":
        return False  # it was held, whoever wanted to be there
    return is_infinitive(parse, verb) and above != verb and parse.lemma[above] in trying


def _meets_things(parse: Parse, verb: int, gatherings: Gatherings, cast: Cast) -> bool:
    """'Meet U.S. complaints', 'agreed to meet the Norwegian deadline': of a state that the object only belongs to."""
    meeting = [v for v in (verb, *children(parse, verb, "xcomp", "advcl")) if parse.lemma[v] in MEETING]
    met = [o for v in meeting for o in objects(parse, v) if parse.tag[o].startswith("NN")]
    return bool(met) and not any(
        o in cast.person_at or o in cast.mention_at or is_somebody(parse, o, cast, gatherings) for o in met
    )


def _noun_settled(parse: Parse, noun: int, meeting: Meeting, gatherings: Gatherings, *, told: bool) -> bool:
    lemma, tag = parse.lemma[noun], parse.tag[noun]
    if any(parse.word[above] in MARGINS for above in ancestors(parse, noun)):
        return False
    if lemma in gatherings.only_plural and tag == "NN":
        return False
    governor = next((a for a in ancestors(parse, noun) if is_verb(parse, a)), None)
    if governor is not None and parse.dep[noun] in {"dobj", "pobj", "attr"}:
        called = parse.dep[noun] == "pobj" and parse.word[parse.head[noun]] in {"for", "à"}
        if parse.lemma[governor] in gatherings.unsettled or (called and parse.lemma[governor] in gatherings.calling):
            return False
        if _only_sought(parse, governor, gatherings):
            return False
    off = meeting.status in {"cancelled", "postponed"}
    if tag == "NNS" and lemma not in gatherings.plural and not (meeting.date or off):
        return False
    return told or off or not (parse.dep[noun] == "pobj" and parse.word[parse.head[noun]] in gatherings.setting)
