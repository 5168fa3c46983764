"""Who meets whom, when and where: meetings held, planned, cancelled and postponed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.codebook.gatherings import Gatherings
from detente.model import Event, Meeting, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.clause_times import place_of, time_of
from detente.reading.parsing import Parse
from detente.reading.parties import parties_of_context
from detente.reading.syntax import (
    ancestors,
    children,
    is_verb,
    objects,
    possessors,
    prepositional,
    subtree,
    trimmed_span,
)
from detente.reading.times import When

__all__ = ["find_meetings"]

DEFINITE = {
    "the",
    "these",
    "those",
    "this",
    "that",
    "its",
    "their",
    "such",
    "les",
    "ces",
    "cette",
    "ce",
    "la",
    "le",
}
STANDING = {"happened", "planned", "negated"}
"""Statuses of a CONSULT that make a meeting: one that is only imagined is none."""

TOPIC = {"on", "about", "over", "regarding", "concerning", "sur", "concernant"}


def find_meetings(
    parse: Parse,
    gatherings: Gatherings,
    cast: Cast,
    times: Sequence[When],
    statements: Sequence[Statement],
    events: Sequence[tuple[Event, int]],
) -> list[Meeting]:
    """The meetings of a parsed report, in text order.

    Made of its CONSULT events (each with the token that anchors it),
    and of meeting nouns with a day or a place
    whose parties the report has named before. A later mention ('the talks') that adds nothing new is the same
    meeting.
    """
    found: list[Meeting] = []
    for event, anchor in events:
        if event.type == "CONSULT" and event.status in STANDING and _meets(event, cast):
            found.append(_of_event(parse, event, anchor, gatherings, cast, times, statements))
    covered = [m.span for m in found]
    for i in range(len(parse)):
        if (
            parse.lemma[i] in gatherings.nouns
            and parse.tag[i].startswith("NN")
            and parse.lemma[i] not in gatherings.weak
        ):
            if any(s.start <= parse.start[i] < s.end for s in covered):
                continue
            meeting = _of_noun(parse, i, gatherings, cast, times)
            if meeting is not None:
                found.append(meeting)
    return _without_repeats(parse, sorted(found, key=lambda m: m.span), gatherings)


def _meets(event: Event, cast: Cast) -> bool:
    """Whether there are two sides, or a body whose members meet."""
    if len({cast.side(p) for p in (*event.actor, *event.recipient)}) > 1:
        return True
    actor = cast.used.get(event.actor[0]) if event.actor else None
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
    nouns = [o for o in objects(parse, anchor) if parse.lemma[o] in gatherings.nouns] if is_verb(parse, anchor) else []
    nodes = [*nouns, anchor]
    when = next((w for n in nodes if (w := time_of(parse, n, times))), None)
    date, precision, words = (when.value, when.precision, when.words) if when else (None, None, None)
    if when is None and any(parse.word[p] == "alongside" for n in nodes for p in subtree(parse, n)):
        date = _spoken_on(event, statements)  # they stood together where the words were spoken
        precision = "day" if date else None
    status = {"planned": "planned", "negated": "cancelled"}.get(event.status, "held")
    status = _called_off(parse, nodes[0], gatherings) or status
    parties = tuple(dict.fromkeys((*event.actor, *event.recipient)))
    place = event.place or next((p for n in nodes if (p := place_of(parse, n, cast))), None)
    topic = next((t for n in nodes if (t := _topic(parse, n))), None)
    return Meeting(
        content_id("meeting", event.report, event.span), event.report, event.span, parties, date,
        precision, words,
        when.part_of_day if when else None, place, None, topic, None, None, None, status, event.confidence, event.why,
    )  # fmt: skip


def _spoken_on(event: Event, statements: Sequence[Statement]) -> str | None:
    """The day of the nearest words of one of the parties."""
    near = [s for s in statements if s.speaker and s.speaker.id in event.actor and s.said_on]
    return min(near, key=lambda s: abs(s.span.start - event.span.start)).said_on if near else None


def _called_off(parse: Parse, anchor: int, gatherings: Gatherings) -> str | None:
    for above in (anchor, *ancestors(parse, anchor)):
        lemma = parse.lemma[above]
        if lemma in gatherings.cancelled or (
            lemma in gatherings.cancelled_off and any(parse.word[c] == "off" for c in parse.children[above])
        ):
            return "cancelled"
        if lemma in gatherings.postponed:
            return "postponed"
        if is_verb(parse, above):
            return None
    return None


def _topic(parse: Parse, anchor: int) -> str | None:
    for node in (anchor, parse.head[anchor]):
        for p in children(parse, node, "prep"):
            nouns = children(parse, p, "pobj", "pcomp")
            if parse.word[p] in TOPIC and nouns and parse.entity[nouns[0]] not in {"DATE", "TIME"}:
                tokens = subtree(parse, nouns[0])
                span = trimmed_span(parse, tokens[0], tokens[-1])
                return " ".join(parse.text[span.start : span.end].split())
    return None


def _of_noun(parse: Parse, i: int, gatherings: Gatherings, cast: Cast, times: Sequence[When]) -> Meeting | None:
    when = time_of(parse, i, times)
    place = place_of(parse, i, cast)
    tokens = possessors(parse, i) + [
        n for w, n in prepositional(parse, i) if w in {"between", "with", "among", "of", "entre", "avec"}
    ]
    parties = tuple(dict.fromkeys(a for t in tokens for a in cast.ids(t)))
    dated = bool(when and when.value and when.precision in {"day", "part of day", "minute"})
    if not (dated or (place and parties)) or (len(parties) < 2 and not (dated and place)):
        return None
    if len(parties) < 2:
        parties = parties_of_context(parse, i, cast, parties)
        if len(parties) < 2:
            return None
    low, high = subtree(parse, i)[0], subtree(parse, i)[-1]
    if when:
        at = parse.tokens_in(*when.span)
        low, high = min([low, *at]), max([high, *at])
    span = trimmed_span(parse, low, high)
    report = parse.report
    later = bool(when and when.value and report.published and when.value[:10] > report.published.isoformat())
    upcoming = any(
        parse.word[c] in {"upcoming", "coming", "planned", "forthcoming", "scheduled"} for c in parse.children[i]
    )
    to_come = any(
        is_verb(parse, c)
        and parse.dep[c] == "relcl"
        and any(parse.tag[a] == "TO" for x in (c, *parse.children[c]) for a in children(parse, x, "aux"))
        for c in parse.children[i]
    )
    status = _called_off(parse, i, gatherings) or ("planned" if later or upcoming or to_come else "held")
    return Meeting(
        content_id("meeting", report.id, span), report.id, span, parties, when.value if when else None,
        when.precision if when else None, when.words if when else None,
        when.part_of_day if when else None, place, None,
        _topic(parse, i), None, None, None, status, 0.55, f"meeting noun '{parse.word[i]}' with a day or place",
    )  # fmt: skip


def _without_repeats(parse: Parse, meetings: list[Meeting], gatherings: Gatherings) -> list[Meeting]:
    """Drops later definite mentions that tell neither another day nor another place than a meeting before."""
    kept: list[Meeting] = []
    for meeting in meetings:
        twin = next((k for k in kept if _same(k, meeting)), None)
        if twin is None:
            kept.append(meeting)
        elif meeting.span.start < twin.span.end or _definite(parse, meeting, gatherings):
            at = kept.index(twin)
            kept[at] = replace(twin, topic=twin.topic or meeting.topic, place=twin.place or meeting.place)
        else:
            kept.append(meeting)
    return kept


def _same(a: Meeting, b: Meeting) -> bool:
    states_a, states_b = ({p.split("/")[0] for p in m.parties} for m in (a, b))
    dates = a.date is None or b.date is None or a.date == b.date
    places = a.place is None or b.place is None or a.place == b.place
    return dates and places and (states_a <= states_b or states_b <= states_a)


def _definite(parse: Parse, meeting: Meeting, gatherings: Gatherings) -> bool:
    nouns = [t for t in parse.tokens_in(*meeting.span) if parse.lemma[t] in gatherings.nouns]
    return bool(nouns) and any(parse.word[c] in DEFINITE for c in parse.children[nouns[0]])
