"""Reports in chunks of about the same size, and the reading of one chunk, which no single report may stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.errors import CodebookError, SourceError
from detente.model import Reading, Report
from detente.reading.options import Options

__all__ = ["chunked", "read_chunk"]

REPORTS = 16
"""Reports in a chunk at most: enough to fill the parser's batches, few enough that progress is seen."""

CHARACTERS = 100_000
"""Characters in a chunk, about: a long report is a chunk of its own, and no core waits for another."""

LONGEST = 400_000
"""Characters of the longest report that is read: about what fits into 1.5 GB of memory (one of 800,000 characters in
10,000 sentences took 2.7 GB and a minute of a core)."""


def chunked(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """The reports in order, in lists. A report always falls into the same chunk of the same stream."""
    chunk: list[Report] = []
    size = 0
    for report in reports:
        chunk.append(report)
        size += len(report.text)
        if len(chunk) == REPORTS or size >= CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def read_chunk(reports: Sequence[Report], options: Options) -> list[Reading]:
    """The readings of a chunk, in order. A report on which the reading breaks comes back unread, and why.

    Raises CodebookError, since that would befall every report.
    """
    from detente.reading.reader import read_reports  # noqa: PLC0415  loads the parser: a second and a half

    def read_one(report: Report) -> Reading:
        try:
            return next(read_reports([report], options=options))
        except CodebookError:
            raise
        except SourceError as error:
            return Reading(replace(report, unread=str(error)))
        except Exception as error:
            reason = f"the reading broke off ({type(error).__name__}: {error}); leave it out and report this fault"
            return Reading(replace(report, unread=reason))

    reports = [_not_too_long(report) for report in reports]
    try:
        return list(read_reports(reports, options=options))
    except CodebookError:
        raise
    except Exception:  # find the one that broke it; the others are read as if it were not there
        return [read_one(report) for report in reports]


def _not_too_long(report: Report) -> Report:
    if report.unread is not None or len(report.text) <= LONGEST:
        return report
    reason = f"has {len(report.text):,} characters, more than the {LONGEST:,} that are read; split it into reports"
    return replace(report, unread=reason)
