"""CAMEO rows: one row a pair of actor and recipient, under the column names of ICEWS and of GDELT, and ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

import pyarrow as pa

from detente.codebook.cameo import CameoCode, cameo_code
from detente.exports.event_rows import Columns, Told, Who, span_text, told_events
from detente.record import Record

__all__ = ["COLUMNS", "Dyad", "dyads", "pairs"]

TOGETHER = ("AGREE", "CONSULT", "COOPERATE")
"""Types that those who do them together do to one another: in a meeting all are actors."""

NOBODY = Who("", "")


@dataclass(frozen=True, slots=True)
class Dyad:
    """What one did to another: the `number`th pair of an event."""

    told: Told
    number: int
    code: CameoCode
    source: Who
    target: Who


def dyads(record: Record) -> Iterator[Dyad]:
    """The events of a record by pairs, by day."""
    for told in told_events(record):
        code = cameo_code(told.event["type"], told.event["mode"], planned=told.planned)
        for number, (source, target) in enumerate(pairs(told), start=1):
            yield Dyad(told, number, code, source, target)


def pairs(told: Told) -> list[tuple[Who, Who]]:
    """Who acts on whom: each actor on each recipient; those who act together, on one another both ways.

    One side may be NOBODY. An event that names nobody has no pairs.
    """
    if not told.actors and not told.recipients:
        return []
    if not told.recipients and len(told.actors) > 1 and told.event["type"] in TOGETHER:
        return list(permutations(told.actors, 2))
    all_pairs = list(product(told.actors or (NOBODY,), told.recipients or (NOBODY,)))
    # "Chad and Niger told Niger": who stands on both sides is no pair with itself, unless there is no other.
    return [(one, other) for one, other in all_pairs if one != other] or all_pairs


def _sqldate(told: Told) -> int | None:
    return int(told.day.strftime("%Y%m%d")) if told.day else None


_TEXT, _DAY = pa.string(), pa.date32()

COLUMNS: Columns = {
    "Event ID": (_TEXT, lambda d: f"{d.told.event['id']}-{d.number}"),
    "Event Date": (_DAY, lambda d: d.told.day),
    "Source Name": (_TEXT, lambda d: d.source.name or None),
    "Source Sectors": (_TEXT, lambda d: d.source.sector),
    "Source Country": (_TEXT, lambda d: d.source.country),
    "Event Text": (_TEXT, lambda d: d.code.name),
    "CAMEO Code": (_TEXT, lambda d: d.code.code),
    "Intensity": (pa.float64(), lambda d: d.code.goldstein),
    "Target Name": (_TEXT, lambda d: d.target.name or None),
    "Target Sectors": (_TEXT, lambda d: d.target.sector),
    "Target Country": (_TEXT, lambda d: d.target.country),
    "Story ID": (_TEXT, lambda d: d.told.event["report"]),
    "Publisher": (_TEXT, lambda d: d.told.event["outlet"]),
    "SQLDATE": (pa.int32(), lambda d: _sqldate(d.told)),
    "Actor1Name": (_TEXT, lambda d: d.source.name or None),
    "Actor1CountryCode": (_TEXT, lambda d: d.source.country),
    "Actor1Type1Code": (_TEXT, lambda d: d.source.sector),
    "Actor2Name": (_TEXT, lambda d: d.target.name or None),
    "Actor2CountryCode": (_TEXT, lambda d: d.target.country),
    "Actor2Type1Code": (_TEXT, lambda d: d.target.sector),
    "EventCode": (_TEXT, lambda d: d.code.code),
    "EventBaseCode": (_TEXT, lambda d: d.code.base),
    "EventRootCode": (_TEXT, lambda d: d.code.root),
    "QuadClass": (pa.int8(), lambda d: d.code.quad_class),
    "GoldsteinScale": (pa.float64(), lambda d: d.code.goldstein),
    "ActionGeo_FullName": (_TEXT, lambda d: d.told.event["place"]),
    "SOURCEURL": (_TEXT, lambda d: d.told.source),
    "Code Fit": (_TEXT, lambda d: "near" if d.code.near else "exact"),
    "Event Type": (_TEXT, lambda d: d.told.event["type"]),
    "Event Mode": (_TEXT, lambda d: d.told.event["mode"]),
    "Status": (_TEXT, lambda d: d.told.event["status"]),
    "Claimed By": (_TEXT, lambda d: d.told.event["claimed_by_name"]),
    "Date From": (_DAY, lambda d: d.told.event["day_from"]),
    "Date To": (_DAY, lambda d: d.told.event["day_to"]),
    "Headline": (_TEXT, lambda d: d.told.event["title"]),
    "Publication Date": (_DAY, lambda d: d.told.event["published"]),
    "Language": (_TEXT, lambda d: d.told.report["language"]),
    "Evidence": (_TEXT, lambda d: d.told.event["words"]),
    "Span": (_TEXT, lambda d: span_text(d.told.event)),
}
