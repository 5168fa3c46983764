"""A later mention that tells nothing new ('the talks') is the meeting that the report has told of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.codebook.gatherings import Gatherings
from detente.model import Meeting
from detente.reading.parsing import Parse

__all__ = ["without_repeats"]

DEFINITE = frozenset("the these those this that its their such les ces cette ce la le".split())
KEPT = ("topic", "place", "venue", "form", "level", "host", "part_of_day")
"""What a repeated mention may add to the first."""


def without_repeats(parse: Parse, meetings: Sequence[Meeting], gatherings: Gatherings) -> list[Meeting]:
    """Drops later definite mentions that tell neither another day nor another place than a meeting before."""
    kept: list[Meeting] = []
    for meeting in meetings:
        twin = next((k for k in kept if _same(k, meeting)), None)
        if twin is None:
            kept.append(meeting)
        elif (
            meeting.span.start < twin.span.end
            or _definite(parse, meeting, gatherings)
            or _on_the_visit(parse, twin, meeting)
        ):
            added = {name: getattr(twin, name) or getattr(meeting, name) for name in KEPT}
            kept[kept.index(twin)] = replace(twin, **added)
        else:
            kept.append(meeting)
    return kept


def _on_the_visit(parse: Parse, visit: Meeting, meeting: Meeting) -> bool:
    """'Visited Lima last week and met his counterpart there': one sentence, one going."""
    sentences = [parse.sentence[parse.tokens_in(*m.span)[0]] for m in (visit, meeting)]
    return visit.form == "visit" and sentences[0] == sentences[1] and visit.status == meeting.status


def _same(a: Meeting, b: Meeting) -> bool:
    states_a, states_b = ({p.split("/")[0] for p in m.parties} for m in (a, b))
    dates = a.date is None or b.date is None or a.date == b.date
    places = a.place is None or b.place is None or a.place == b.place
    return dates and places and (states_a <= states_b or states_b <= states_a)


def _definite(parse: Parse, meeting: Meeting, gatherings: Gatherings) -> bool:
    nouns = [t for t in parse.tokens_in(*meeting.span) if parse.lemma[t] in gatherings.nouns]
    return bool(nouns) and any(parse.word[c] in DEFINITE for c in parse.children[nouns[0]])
