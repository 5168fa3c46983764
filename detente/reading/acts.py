"""What was done in saying it: the act of a statement, from its cue and from what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.model import Event, Statement

__all__ = ["with_acts"]

ACT_OF_EVENT = {
    ("REQUEST", None): "demands",
    ("THREATEN", None): "threatens",
    ("AGREE", "offer"): "offers",
    ("AGREE", "promise"): "promises",
    ("AGREE", None): "agrees",
    ("REJECT", None): "refuses",
    ("ACCUSE", None): "accuses",
    ("DENY", None): "denies",
    ("SUPPORT", None): "praises",
}
"""The act that an event of the speaker's own, told in the speaker's words, makes of a plain statement."""

PLAIN = {"states", "asks"}


def with_acts(statements: Sequence[Statement], events: Sequence[Event]) -> list[Statement]:
    """The statements, those with a plain cue ('said') given the act that their words perform.

    A demand, threat, offer or refusal found in the words decides; else a question mark at the end asks. Where the
    words do several things, the first that is told decides. A cue that names its act ('warned') keeps it.
    """
    ordered = sorted(events, key=lambda e: e.span)
    refined = []
    for statement in statements:
        act = statement.act
        if act in PLAIN and statement.attitude == "said":
            inside = next((a for e in ordered if (a := _act_in(statement, e))), None)
            asks = statement.words.rstrip("”\"’'» ").endswith("?")
            act = inside or ("asks" if asks else act)
        refined.append(statement if act == statement.act else replace(statement, act=act))
    return refined


def _act_in(statement: Statement, event: Event) -> str | None:
    """The act of an event that the speaker performs within the words of a statement."""
    speaker = statement.speaker
    if speaker is None or speaker.id is None or event.status != "happened":
        return None
    side = speaker.id.split("/")[0]
    within = any(a <= event.span.start and event.span.end <= b + 2 for a, b in statement.content_spans)
    if not within or side not in {actor.split("/")[0] for actor in event.actor}:
        return None
    return ACT_OF_EVENT.get((event.type, event.mode)) or ACT_OF_EVENT.get((event.type, None))
