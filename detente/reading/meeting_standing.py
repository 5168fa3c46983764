"""Whether a meeting is on: called off, put off, still to come; or no meeting at all, only wished for or a match."""

from __future__ import annotations

from detente.codebook.gatherings import Gatherings
from detente.model import Meeting
from detente.reading.cast import Cast
from detente.reading.meeting_clause import MARGINS
from detente.reading.parsing import Parse
from detente.reading.syntax import agents, ancestors, children, is_passive, is_verb, objects

__all__ = ["ANNOUNCING", "called_off", "is_settled", "planned_noun"]

TO_COME = {"upcoming", "coming", "planned", "forthcoming", "scheduled", "prévu", "prévue", "prochain", "prochaine"}
ANNOUNCING = {"plan", "schedule", "set", "slate", "expect", "prévoir", "fixer"}


def called_off(parse: Parse, anchor: int, gatherings: Gatherings) -> str | None:
    """`cancelled` or `postponed` by the words above a meeting's noun or verb; None where nothing says so."""
    for above in (anchor, *ancestors(parse, anchor)):
        if verdict := _verdict(parse, above, gatherings):
            return verdict
        if is_verb(parse, above) and parse.dep[above] not in {"csubj", "csubjpass"}:
            # 'A summit planned for Monday has been put off': parsers take 'planned' for the verb of the sentence.
            after = children(parse, above, "conj") if parse.lemma[above] in ANNOUNCING else []
            return next((v for c in after if is_passive(parse, c) and (v := _verdict(parse, c, gatherings))), None)
    return None


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
    talks = next((form for form in gatherings.forms if form.name == "talks"), None)
    if talks is None or parse.lemma[verb] not in talks.verbs or told:
        return True
    return not any(not cast.ids(o) for o in objects(parse, verb))  # 'negotiated the deal', at no time or place


def _noun_settled(parse: Parse, noun: int, meeting: Meeting, gatherings: Gatherings, *, told: bool) -> bool:
    lemma, tag = parse.lemma[noun], parse.tag[noun]
    if any(parse.word[above] in MARGINS for above in ancestors(parse, noun)):
        return False
    if lemma in gatherings.only_plural and tag == "NN":
        return False
    governor = next((a for a in ancestors(parse, noun) if is_verb(parse, a)), None)
    under = parse.lemma[governor] if governor is not None and parse.dep[noun] in {"dobj", "pobj", "attr"} else None
    if under in gatherings.unsettled:
        return False
    off = meeting.status in {"cancelled", "postponed"}
    if tag == "NNS" and lemma not in gatherings.plural and not (meeting.date or off):
        return False
    return told or off or not (parse.dep[noun] == "pobj" and parse.word[parse.head[noun]] in gatherings.setting)
