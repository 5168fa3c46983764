"""Where each report's text comes from: the first report of its family. Origins are voices, outlets may be echoes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from detente.codebook.agencies import load_agencies
from detente.linking.copies import RUNS, SHARE, Shared, find_shared
from detente.model import Report

__all__ = ["find_origins"]

FindShared = Callable[[Sequence[Report]], Mapping[tuple[int, int], Shared]]

MOSTLY = 0.5
"""Part of a report's words that come from an earlier one which it takes over whole: the rest is padding."""

CREDITED_WORDS, CREDITED_RUNS = 0.5, 0.15
"""Parts of a report's words and shingles that stand in another with the same agency or house behind it: then one
is cut or edited from what the other is, though neither is a copy."""

CREDITED_DAYS = 3
"""Days between two such reports at most: agencies renew a story, and take over their own background."""


def find_origins(reports: Sequence[Report], *, shared: FindShared = find_shared) -> dict[str, str]:
    """For each report's id the id of its origin; a report that repeats none is its own.

    The origin is the earliest report of a family of copies, excerpts, padded and rewritten copies. Of the same
    day an agency comes before other outlets, and the longer text before the shorter. `shared` finds what reports
    share, in memory or elsewhere (`scale.copies`).
    """
    agencies = load_agencies()
    ordered = sorted(
        {report.id: report for report in reports}.values(),
        key=lambda r: (
            r.published or date.max, not agencies.is_agency(r.outlet), -len(r.text).bit_length(), r.source, r.id
        ),
    )  # fmt: skip
    credit = [agencies.credited(report.text, outlet=report.outlet, byline=report.byline) for report in ordered]
    house = [agencies.house_of(report.outlet) for report in ordered]
    before: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), parts in shared(ordered).items():
        same_credit = bool(credit[one] & credit[other]) or (house[one] is not None and house[one] == house[other])
        near = _days_apart(ordered[one], ordered[other]) <= CREDITED_DAYS
        if _takes_over(parts) or (same_credit and near and _is_edited(parts)):
            before[other].append((parts.words_back, -one))
    origin = list(range(len(ordered)))
    for n in sorted(before):  # the earlier ones know their origin by then
        origin[n] = origin[-max(before[n])[1]]
    return {report.id: ordered[origin[n]].id for n, report in enumerate(ordered)}


def _takes_over(shared: Shared) -> bool:
    """Whether the later report is a copy or excerpt of the earlier one, or mostly the earlier one, padded."""
    if shared.words_back >= SHARE and shared.runs_back >= RUNS:
        return True
    return shared.words >= SHARE and shared.runs >= RUNS and shared.words_back >= MOSTLY


def _is_edited(shared: Shared) -> bool:
    words, runs = max((shared.words_back, shared.runs_back), (shared.words, shared.runs))
    return words >= CREDITED_WORDS and runs >= CREDITED_RUNS


def _days_apart(one: Report, other: Report) -> int:
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)
