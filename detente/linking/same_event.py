"""Events that several reports tell: who to whom, the kind of act, the days, the place, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.codebook.gazetteer import Mention, load_gazetteer
from detente.linking.around_leads import around_leads
from detente.linking.same_place import same_place
from detente.linking.shared_words import COGNATE_LETTERS, Weights, lookup_keys, shared, weigh
from detente.linking.words import Word, words_of
from detente.model import Event, Reading, Report
from detente.reading.days import day_range
from detente.reading.places import PLACE_KINDS

__all__ = ["same_events", "sides_of"]

WORDS = 0.5
"""Share of the shorter telling of a deed that must stand in the other, where nothing else shows that it is one."""

SAID = 0.7
"""Share of the shorter telling of what is demanded, threatened, denied, ... that must stand in the other."""

TELLING = 1.0
"""Weight that two tellings must share: a rare word, or two that are fairly rare."""

FEWEST, MANY = 2, 3
"""Words that they must share, sides left out; and where acts of the kind are many ("air strikes" may be any)."""

_REPEATED = frozenset({"ASSAULT", "MOBILIZE", "PROTEST", "talks"})
"""Families of acts that a story has many of."""

ONE_WORD = 0.5
"""Weight that is enough where both tell the same day."""

NEWS = 4
"""Days within which reports tell of one deed as news; later it is told again as history, and more must recur."""

RETOLD = 0.8
"""Share of the shorter telling that must stand in the other where they are reports of other days."""

_FAMILIES = {
    "COERCE": "pressure", "SANCTION": "pressure", "RETREAT": "yielding", "CONCEDE": "yielding",
    "CONSULT": "talks", "COOPERATE": "working together", "AID": "working together",
}  # fmt: skip
"""Types of deeds that reports put for one another; any other type stands for itself."""

_SPOKEN = frozenset("AGREE SUPPORT REQUEST ACCUSE REJECT DENY THREATEN".split())
"""Types whose content is what is said: two demands on one day may be two demands."""

_TOLD_AS = {"happened": "done", "alleged": "done", "planned": "to come", "denied": "not done", "negated": "not done"}


@dataclass(frozen=True, slots=True)
class Deed:
    """An event laid out to be compared. Sides are states and bodies, people and organs being theirs.

    `words` are those that count, of a deed without those that name its sides; `proper` the names of nobody known,
    and the numbers, among them.
    """

    event: Event
    report: Report
    family: str
    told_as: str
    actors: frozenset[str]
    recipients: frozenset[str]
    first: date | None
    last: date | None
    words: tuple[Word, ...]
    proper: tuple[Word, ...]


def same_events(readings: Sequence[Reading]) -> list[list[Event]]:
    """The events of these reports, those together that tell one: each event is in one group.

    One kind of act, told as done (or alleged), as to come, as not done, or as only possible; sides that
    meet; days and places that can be one; and words that show it is this act and not another of its kind.
    """
    deeds = [_deed(event, reading) for reading in readings for event in reading.events]
    weights = weigh([deed.words for deed in deeds])
    groups = around_leads(
        sorted(deeds, key=lambda deed: -len(deed.words)), keys=_keys, alike=lambda lead, it: _alike(lead, it, weights)
    )
    return [[deed.event for deed, _ in group] for group in groups]


def _deed(event: Event, reading: Reading) -> Deed:
    counts_as = {actor.id: actor.country for actor in reading.actors if actor.country}
    actors, recipients = sides_of(event.actor, counts_as), sides_of(event.recipient, counts_as)
    told = event.about if event.about and event.type in _SPOKEN else reading.report.text[slice(*event.span)]
    words = tuple(word for word in words_of(told, reading.report.language) if word.key)
    known = [found for found in load_gazetteer().find(told, on=None) if found.kind not in PLACE_KINDS]
    if event.type not in _SPOKEN:  # sides are compared by themselves
        words = _outside(
            words, [it for it in known if {c.split("/")[0] for c in it.candidates} & (actors | recipients)]
        )
    return Deed(
        event,
        reading.report,
        _FAMILIES.get(event.type, event.type),
        _TOLD_AS.get(event.status, event.status),
        actors,
        recipients,
        *day_range(event.date),
        words,
        tuple(word for word in _outside(words, known) if word.is_name or word.plain[0].isdigit()),
    )


def _outside(words: tuple[Word, ...], mentions: Sequence[Mention]) -> tuple[Word, ...]:
    return tuple(word for word in words if not any(it.start <= word.start < it.end for it in mentions))


def sides_of(ids: Sequence[str], counts_as: Mapping[str, str]) -> frozenset[str]:
    """The states and bodies that actors count as: `counts_as` tells it by id, or the first part of the id."""
    return frozenset(counts_as.get(id_, id_.split("/")[0]) for id_ in ids)


def _keys(deed: Deed) -> set[tuple[str, ...]]:
    """What a deed is looked up by: its kind with each word, and with its sides and day."""
    kind = (deed.family, deed.told_as)
    dated = {(*kind, side, str(deed.first)) for side in deed.actors | deed.recipients} if deed.first else set()
    return {(*kind, key) for key in lookup_keys(deed.words)} | dated


def _alike(lead: Deed, other: Deed, weights: Weights) -> tuple[float, ...] | None:
    if (lead.family, lead.told_as) != (other.family, other.told_as) or not _days_meet(lead, other):
        return None
    found = shared(lead.words, other.words, weights, across=lead.report.language != other.report.language)
    ranked = (found.part, found.weight)
    if lead.family in _SPOKEN:
        enough = found.part >= SAID and found.weight >= TELLING and found.words >= 2
        return ranked if enough and _negated(lead) == _negated(other) and _said_between(lead, other) else None
    place = same_place(lead.event.place, other.event.place)
    if place is False or not _sides_meet(lead, other):
        return None
    same_day = lead.first is not None and lead.first == lead.last == other.first == other.last
    if same_day and found.weight >= ONE_WORD and (found.part >= WORDS or not _told_apart(lead, other)):
        return (1.0 + found.part, found.weight)
    fewest = MANY if lead.family in _REPEATED or not _same_sides(lead, other) else FEWEST
    if lead.told_as == "conditional" and _same_sides(lead, other) and found.words:
        return ranked  # what is only feared or threatened has no day: who to whom tells which act it is
    if found.part < WORDS or found.weight < TELLING or found.words < fewest or _told_apart(lead, other):
        return None
    retold = found.part >= RETOLD and (lead.family not in _REPEATED or found.words > MANY)
    return ranked if retold or _told_together(lead.report, other.report) else None


def _told_apart(one: Deed, other: Deed) -> bool:
    """Whether each names somebody, somewhere or a number that the other does not."""
    return _only(one, other) and _only(other, one)


def _only(one: Deed, other: Deed) -> bool:
    begun = {word.plain[:COGNATE_LETTERS] for word in other.words}
    return any(word.plain[:COGNATE_LETTERS] not in begun for word in one.proper)


def _told_together(one: Report, other: Report) -> bool:
    """Whether two reports are of the same days, as far as their days are known."""
    return one.published is None or other.published is None or abs((one.published - other.published).days) <= NEWS


def _days_meet(one: Deed, other: Deed) -> bool:
    """Whether the days can be one; a day that is not told can be any."""
    before = one.last is not None and other.first is not None and one.last < other.first
    after = one.first is not None and other.last is not None and other.last < one.first
    return not before and not after


def _sides_meet(one: Deed, other: Deed) -> bool:
    """Whether the same acts on the same; who acts together may be told as actor and recipient, or the other way."""
    if one.family == "talks":
        return len((one.actors | one.recipients) & (other.actors | other.recipients)) > 1
    return _meet(one.actors, other.actors) and _meet(one.recipients, other.recipients)


def _same_sides(one: Deed, other: Deed) -> bool:
    known = one.actors and one.recipients
    return bool(known) and (one.actors, one.recipients) == (other.actors, other.recipients)


def _said_between(one: Deed, other: Deed) -> bool:
    """Whether one side says it, to the same; or to another, where both wordings name a common party."""
    if not one.actors & other.actors:
        return False
    return _meet(one.recipients, other.recipients) or bool(_names(one) & _names(other))


def _names(deed: Deed) -> set[str]:
    return {word.plain for word in deed.words if word.is_name}


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return not some or not others or bool(some & others)


def _negated(deed: Deed) -> bool:
    return any(word.key == "not" for word in deed.words)
