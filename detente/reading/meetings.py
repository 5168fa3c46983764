"""Who meets whom, when and where: meetings held, planned, cancelled and postponed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from detente.codebook.gatherings import Gatherings
from detente.model import Event, Meeting, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.clause_times import place_of, time_of
from detente.reading.meeting_changes import moved_to, with_changes
from detente.reading.meeting_clause import clause_of, day_in, gathering_nouns, own_day
from detente.reading.meeting_days import ahead, behind, is_announced
from detente.reading.meeting_details import city_beside, dateline, form_of, host_of, level_of, topic_of, venue_of
from detente.reading.meeting_parties import of_noun, of_verb, with_locals
from detente.reading.meeting_repeats import without_repeats
from detente.reading.meeting_standing import called_off, is_another, is_settled, planned_noun
from detente.reading.meeting_visits import going_to, way_status
from detente.reading.parsing import Parse
from detente.reading.parties import parties_of_context
from detente.reading.syntax import ancestors, is_infinitive, is_negated, is_verb, subjects, subtree, tense, trimmed_span
from detente.reading.times import When

__all__ = ["find_meetings"]

Told = Sequence[tuple[Event, int]]
"""Events, each with the token that anchors it."""

STANDING = {"happened", "planned", "negated"}
"""Statuses of a CONSULT that make a meeting: one that is only imagined is none."""

TALKING = {"call", "talks", "meeting"}
"""Forms whose verbs say by themselves that two sides meet; who arrives may see nobody."""

DAYS = {"day", "part of day", "minute"}
WAY_DAYS = DAYS | {"week", "weekend"}
TENSES = {"past": "held", "present": "held", "future": "planned"}


def find_meetings(
    parse: Parse,
    gatherings: Gatherings,
    cast: Cast,
    times: Sequence[When],
    statements: Sequence[Statement],
    events: Told,
) -> list[Meeting]:
    """The meetings of a parsed report, in text order.

    Made of its CONSULT events (each with the token that anchors it), and of meeting nouns and verbs with a day or
    a place whose parties the sentence, or for a noun the report before it, names. A later mention ('the talks')
    that adds nothing new is the same meeting.
    """
    found: list[tuple[Meeting, int]] = []
    for event, anchor in events:
        if event.type == "CONSULT" and event.status in STANDING and _meets(event, cast):
            found.append((_of_event(parse, event, anchor, gatherings, cast, times, statements), anchor))
    covered = [meeting.span for meeting, _ in found]
    told = {anchor: (*event.actor, *event.recipient) for event, anchor in events}
    verbs = _verbs_of_form(gatherings)
    for i in range(len(parse)):
        noun = parse.lemma[i] in gatherings.nouns and parse.tag[i].startswith("NN")
        if not (noun or (parse.lemma[i] in verbs and is_verb(parse, i))):
            continue
        if any(s.start <= parse.start[i] < s.end for s in covered):
            continue
        meeting = (_of_noun if noun else _of_verb)(parse, i, gatherings, cast, times, told)
        if meeting is not None:
            found.append((meeting, i))
            covered.append(meeting.span)
    found += _on_the_way(parse, gatherings, cast, times, covered)
    settled = [m for m, anchor in _without_ways(parse, found) if is_settled(parse, anchor, m, gatherings, cast)]
    single = without_repeats(parse, sorted(settled, key=lambda m: m.span), gatherings)
    return with_changes(parse, single, gatherings, times, {anchor for _, anchor in found})


def _verbs_of_form(gatherings: Gatherings) -> frozenset[str]:
    """Verbs that say by themselves that two sides meet."""
    return frozenset(verb for form in gatherings.forms if form.name in TALKING for verb in form.verbs)


def _on_the_way(
    parse: Parse, gatherings: Gatherings, cast: Cast, times: Sequence[When], covered: Sequence[Span]
) -> list[tuple[Meeting, int]]:
    """Visits that no event and no noun tells: where somebody goes, on a day."""
    found = []
    for i in range(len(parse)):
        going = going_to(parse, i, cast, gatherings)
        if going is None or any(s.start <= parse.start[i] < s.end for s in covered):
            continue
        parties, place, awaited = going
        when = time_of(parse, i, times) or day_in(parse, i, times)
        status = way_status(parse, i, awaited=awaited)
        if status is None or is_negated(parse, i) or not (when and when.value and when.precision in WAY_DAYS):
            continue
        when = ahead(parse, i, when, status)
        meeting = _meeting(
            parse, i, [], _span(parse, clause_of(parse, i), when), parties, when, place,
            "planned" if _later(parse, when) else status, gatherings, cast,
            confidence=0.5, why=f"'{parse.word[i]}' to the place of another on a day",
        )  # fmt: skip
        found.append((replace(meeting, form=meeting.form or "visit"), i))
    return found


def _without_ways(parse: Parse, found: Sequence[tuple[Meeting, int]]) -> list[tuple[Meeting, int]]:
    """Leaves out a visit that is only the way to talks with others: 'flew to Minsk for talks with Ukrainians'."""
    sides = {anchor: {party.split("/")[0] for party in meeting.parties} for meeting, anchor in found}
    goal = {
        parse.head[parse.head[a]]: a for a in sides if parse.dep[a] == "pobj" and parse.word[parse.head[a]] == "for"
    }
    return [
        (meeting, anchor)
        for meeting, anchor in found
        if not (meeting.form == "visit" and anchor in goal and sides[anchor] != sides[goal[anchor]])
    ]


def _meets(event: Event, cast: Cast) -> bool:
    """Whether there are two sides, or a body whose members meet."""
    if len({cast.side(p) for p in (*event.actor, *event.recipient)}) > 1:
        return True
    return _is_body(event.actor, cast)


def _is_body(parties: Sequence[str], cast: Cast) -> bool:
    """Whether the first of some parties is a body whose members meet."""
    actor = cast.used.get(parties[0]) if parties else None
    return actor is not None and actor.type in {"organisation", "bloc"}


def _of_event(
    parse: Parse,
    event: Event,
    anchor: int,
    gatherings: Gatherings,
    cast: Cast,
    times: Sequence[When],
    statements: Sequence[Statement],
) -> Meeting:
    own = gathering_nouns(parse, anchor, gatherings)
    nodes = list(dict.fromkeys([*own, anchor]))
    when = next((w for n in nodes if (w := time_of(parse, n, times))), None) or day_in(parse, anchor, times)
    day = None
    if when is None and any(parse.word[p] == "alongside" for n in nodes for p in subtree(parse, n)):
        day = _spoken_on(event, statements)  # they stood together where the words were spoken
    status = {"planned": "planned", "negated": "cancelled"}.get(event.status, "held")
    before = behind(parse, anchor, when, gatherings.holding | _verbs_of_form(gatherings))
    if before is not when:
        when, status = before, "held"
    elif status == "held" and (_later(parse, when) or _is_headline_plan(parse, anchor)):
        status = "planned"
    status = called_off(parse, nodes[0], gatherings) or status
    when = (moved_to(parse, nodes[0], times) if status == "postponed" else None) or when
    parties = tuple(dict.fromkeys((*event.actor, *event.recipient)))
    parties = _with_traveller(parse, anchor, with_locals(parse, anchor, parties, cast, gatherings), cast)
    goes = is_verb(parse, anchor) and parse.lemma[anchor] in gatherings.going
    place = event.place or next((p for n in nodes if (p := place_of(parse, n, cast, visit=goes and n == anchor))), None)
    place = place or city_beside(parse, anchor, cast, gatherings) or dateline(parse, anchor, cast)
    when = ahead(parse, nodes[0], when, status)
    return _meeting(
        parse, anchor, own, event.span, parties, when, place, status, gatherings, cast,
        day=day, confidence=event.confidence, why=event.why,
    )  # fmt: skip


def _meeting(
    parse: Parse, anchor: int, own: Sequence[int], span: Span, parties: tuple[str, ...], when: When | None,
    place: str | None, status: str, gatherings: Gatherings, cast: Cast, *, confidence: float, why: str,
    day: str | None = None,
) -> Meeting:  # fmt: skip
    """A meeting with what its clause tells besides; `day` where no words of time stand with it."""
    tokens = clause_of(parse, anchor)
    about = [*own, anchor, *(t for t in tokens if parse.lemma[t] in gatherings.nouns)]
    form = form_of(parse, anchor, own, tokens, gatherings)
    place = None if form in {"call", "video call"} else place  # nobody travels
    venue = venue_of(parse, tokens, place, cast, gatherings)
    level = level_of(parse, parties, tokens, cast, gatherings) or ("leaders" if form == "summit" else None)
    host = host_of(parse, anchor, own, parties, (place, venue), cast, gatherings)
    return Meeting(
        content_id("meeting", parse.report.id, span), parse.report.id, span, parties,
        when.value if when else day, when.precision if when else "day" if day else None,
        when.words if when else None, when.part_of_day if when else None, place, venue,
        topic_of(parse, about, place, gatherings), form, level, host, status, confidence, why,
    )  # fmt: skip


def _spoken_on(event: Event, statements: Sequence[Statement]) -> str | None:
    """The day of the nearest words of one of the parties."""
    near = [s for s in statements if s.speaker and s.speaker.id in event.actor and s.said_on]
    return min(near, key=lambda s: abs(s.span.start - event.span.start)).said_on if near else None


def _of_noun(
    parse: Parse, i: int, gatherings: Gatherings, cast: Cast, times: Sequence[When], told: dict[int, tuple[str, ...]]
) -> Meeting | None:
    when = time_of(parse, i, times) or day_in(parse, i, times)
    form = form_of(parse, i, [i], [i], gatherings)
    place = place_of(parse, i, cast, visit=form == "visit") or city_beside(parse, i, cast, gatherings)
    place = place or dateline(parse, i, cast)
    parties = of_noun(parse, i, cast, gatherings, told)
    off = called_off(parse, i, gatherings)
    if off:
        when = own_day(parse, i, times) or (when if when and is_announced(parse, when) else None)
    dated = bool(when and when.value)
    if len({cast.side(p) for p in parties}) < 2:
        if parse.lemma[i] in gatherings.weak or not (dated and place and when and when.precision in DAYS):
            return None
        if not parties and is_another(parse, i, gatherings):
            return None  # whoever is named around it need not go there
        if not _is_body(parties, cast):
            parties = parties_of_context(parse, i, cast, parties)
            if len(parties) < 2:
                return None
    if not (dated or place or off) or (parse.lemma[i] in gatherings.weak and not dated):
        return None
    span = _span(parse, subtree(parse, i), when)
    to_come = _later(parse, when) or planned_noun(parse, i) or _is_going_on(parse, i, when)
    status = off or ("planned" if to_come else "held")
    when = (moved_to(parse, i, times) if off == "postponed" else None) or ahead(parse, i, when, status)
    return _meeting(
        parse, i, [i], span, parties, when, place, status, gatherings, cast,
        confidence=0.55, why=f"meeting noun '{parse.word[i]}' with a day or place",
    )  # fmt: skip


def _of_verb(
    parse: Parse, i: int, gatherings: Gatherings, cast: Cast, times: Sequence[When], told: dict[int, tuple[str, ...]]
) -> Meeting | None:
    """A meeting told by a verb that no event was made of, for want of known parties or for another that it is."""
    when = time_of(parse, i, times) or day_in(parse, i, times)
    place = place_of(parse, i, cast) or city_beside(parse, i, cast, gatherings)
    status = TENSES.get(tense(parse, i))
    if status is None or is_negated(parse, i) or not ((when and when.value) or place):
        return None
    parties = told.get(i, ())
    if len({cast.side(p) for p in parties}) < 2:
        parties = of_verb(parse, i, cast, gatherings)
    if len({cast.side(p) for p in parties}) < 2:
        return None
    span = _span(parse, clause_of(parse, i), when)
    return _meeting(
        parse, i, [], span, tuple(dict.fromkeys(parties)), when, place, "planned" if _later(parse, when) else status,
        gatherings, cast, confidence=0.5, why=f"verb of meeting '{parse.word[i]}' with a day or place",
    )  # fmt: skip


def _span(parse: Parse, tokens: Sequence[int], when: When | None) -> Span:
    at = [*tokens, *(parse.tokens_in(*when.span) if when else ())]
    return trimmed_span(parse, min(at), max(at))


def _with_traveller(parse: Parse, anchor: int, parties: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """The parties with who travels to them: 'left Nairobi for talks with officials in London'."""
    if parse.dep[anchor] not in {"pobj", "conj"} or not parse.tag[anchor].startswith("NN"):
        return parties
    above = [anchor, *takewhile(lambda a: not is_verb(parse, a), ancestors(parse, anchor))]
    if not any(parse.word[a] in {"for", "pour"} for a in above):
        return parties
    verb = next((a for a in ancestors(parse, anchor) if is_verb(parse, a)), None)
    going = [actor for t in subjects(parse, verb) for actor in cast.ids(t)] if verb is not None else []
    sides = {cast.side(p) for p in parties}
    return (*(actor for actor in dict.fromkeys(going) if cast.side(actor) not in sides), *parties)


def _is_headline_plan(parse: Parse, anchor: int) -> bool:
    """'Chile, Peru leaders to meet': an infinitive with no verb of its own above it."""
    return is_infinitive(parse, anchor) and not any(is_verb(parse, a) for a in ancestors(parse, anchor))


def _is_going_on(parse: Parse, noun: int, when: When | None) -> bool:
    """'Talks this week could ease tension': the time holds the day of the report, and the verb is to come."""
    published = parse.report.published
    if when is None or when.value is None or published is None or parse.dep[noun] not in {"nsubj", "nsubjpass"}:
        return False
    first, _, last = when.value.partition("/")
    now = published.isoformat()
    return first[: len(now)] <= now <= last and tense(parse, parse.head[noun]) in {"future", "modal"}


def _later(parse: Parse, when: When | None) -> bool:
    published = parse.report.published
    return bool(when and when.value and published and when.value[:10] > published.isoformat())
