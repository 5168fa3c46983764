"""Reading: a report to its entries. A pure function; no entry knows of another report.

for reading in read_reports(reports):
    print(reading.statements, reading.events)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from detente.codebook.beats import Beat, load_beats
from detente.codebook.conditionals import Conditionals, load_conditionals
from detente.codebook.contexts import Contexts, load_contexts
from detente.codebook.cues import Cues, load_cues
from detente.codebook.frames import Frames, load_frames
from detente.codebook.gatherings import Gatherings, load_gatherings
from detente.codebook.gazetteer import Gazetteer, load_gazetteer
from detente.codebook.roles import Role, load_roles
from detente.codebook.scopes import Scopes, load_scopes
from detente.codebook.turns import Turn, load_turns
from detente.model import Actor, Reading, Report, Span, Statement
from detente.reading.acts import with_acts
from detente.reading.cast import Cast, cast_of
from detente.reading.condition_events import with_events
from detente.reading.conditions import find_conditions
from detente.reading.contexts import with_contexts
from detente.reading.events import find_events
from detente.reading.gates import UNTOLD, passed_by, telling, telling_words
from detente.reading.grounds import with_speakers_told
from detente.reading.headlines import told_by_headline_alone
from detente.reading.meetings import find_meetings
from detente.reading.options import Options
from detente.reading.parsing import LANGUAGES, Parse, load_pipeline, parse_reports
from detente.reading.quotations import find_quotations
from detente.reading.sections import sections
from detente.reading.speaking import set_speakers
from detente.reading.statements import find_statements
from detente.reading.syntax import tense
from detente.reading.times import When, find_times

__all__ = ["Codebook", "cast_of_report", "load_codebook", "read_parse", "read_reports"]

REPORTS_AT_ONCE = 32
"""Reports parsed in one batch: enough to fill the parser's batches, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All that the readers know of a language, loaded."""

    language: str
    gazetteer: Gazetteer
    roles: dict[str, Role]
    cues: Cues
    frames: Frames
    scopes: Scopes
    conditionals: Conditionals
    gatherings: Gatherings
    turns: tuple[Turn, ...]
    contexts: Contexts
    beats: tuple[Beat, ...]


def load_codebook(language: str, *, actors: Path | None = None) -> Codebook:
    """The codebook of a language, with an analyst's own file of actors; its parts are cached.

    Raises CodebookError for a broken file.
    """
    return Codebook(
        language,
        load_gazetteer(extra=actors),
        load_roles(language),
        load_cues(language),
        load_frames(language),
        load_scopes(language),
        load_conditionals(language),
        load_gatherings(language),
        load_turns(language, coding=False),
        load_contexts(language),
        load_beats(language),
    )


@lru_cache(maxsize=len(LANGUAGES))
def _tells(language: str) -> Callable[[str], bool]:
    """Whether a paragraph has a quotation, or a word by which something is told."""
    told_by = (load_frames(language), load_cues(language), load_conditionals(language), load_gatherings(language))
    return telling(telling_words(*told_by), load_pipeline(language).lemmatize)


def read_reports(
    reports: Iterable[Report],
    *,
    options: Options = Options(),  # noqa: B008 (frozen)
    on_reading: Callable[[Reading], None] | None = None,
) -> Iterator[Reading]:
    """Reads reports in batches; one Reading a report, in order.

    A report that the gates pass by comes back without entries, with the reason in `passed_over`. One that is marked
    unread, or whose language has no codebook, comes back with its reason and no entries.
    """
    stream = iter(reports)
    while batch := list(islice(stream, REPORTS_AT_ONCE)):
        readings: dict[int, Reading] = {}
        for language in LANGUAGES:
            chosen = [(n, r) for n, r in enumerate(batch) if r.unread is None and (r.language or "en") == language]
            if not chosen:
                continue
            codebook = load_codebook(language, actors=options.actors)
            if not options.thorough:
                readings |= {n: at_once for n, r in chosen if (at_once := _passed_by(r, codebook)) is not None}
                chosen = [(n, r) for n, r in chosen if n not in readings]
            worth_it = None if options.thorough else _worth_parsing(codebook)
            parses = parse_reports([r for _, r in chosen], language=language, worth_it=worth_it)
            for (n, _), parse in zip(chosen, parses, strict=True):
                readings[n] = _read_or_set_aside(parse, codebook)
        for n, report in enumerate(batch):
            reading = readings.get(n) or Reading(_unread(report))
            if on_reading is not None:
                on_reading(reading)
            yield reading


def _worth_parsing(codebook: Codebook) -> Callable[[Report, str], bool]:
    """Whether a paragraph may tell anything, or name anybody on the report's day."""

    tells = _tells(codebook.language)

    def worth_it(report: Report, paragraph: str) -> bool:
        return tells(paragraph) or bool(codebook.gazetteer.find(paragraph, on=report.published))

    return worth_it


def _passed_by(report: Report, codebook: Codebook) -> Reading | None:
    reason = passed_by(report, codebook.gazetteer, codebook.beats, on=report.published)
    whole = Span(0, len(report.text))
    return Reading(report, passed_over=((whole, f"not parsed: {reason}"),)) if reason else None


def _read_or_set_aside(parse: Parse, codebook: Codebook) -> Reading:
    """A reading; where a reader breaks on a report, the report with the reason, so that the batch goes on."""
    try:
        return read_parse(parse, codebook)
    except Exception as error:
        reason = f"a reader broke on it ({type(error).__name__}: {error}); please report this with the text"
        return Reading(replace(parse.report, unread=reason))


def _unread(report: Report) -> Report:
    if report.unread is not None:
        return report
    return replace(report, unread=f"language {report.language} has no codebook yet (have: {', '.join(LANGUAGES)})")


def read_parse(parse: Parse, codebook: Codebook) -> Reading:
    """All entries of one parsed report."""
    report = parse.report
    times = find_times(report.text, published=report.published, language=codebook.language, tense_at=_tense_at(parse))
    times = [w for w in times if not _in_furniture(report, w.span)]
    readings = [_read_section(section, codebook, times) for section in sections(parse)]
    statements = [s for r in readings for s in r.statements]
    in_headline, named = _headline_statements(parse, codebook, statements)
    actors = {actor.id: actor for reading in readings for actor in reading.actors}
    actors |= {id_: actor for id_, actor in named.items() if id_ not in actors}
    return Reading(
        report,
        (*in_headline, *statements),
        tuple(e for r in readings for e in r.events),
        tuple(c for r in readings for c in r.conditions),
        tuple(m for r in readings for m in r.meetings),
        tuple(actors.values()),
        (*((span, UNTOLD) for span in parse.left_out), *(p for r in readings for p in r.passed_over)),
    )


def _read_section(parse: Parse, codebook: Codebook, all_times: Sequence[When]) -> Reading:
    begin, end = parse.reach
    first = bisect_left(all_times, begin, key=lambda when: when.span.start)
    last = bisect_left(all_times, end, key=lambda when: when.span.start)
    times = all_times[first:last]
    quotations = find_quotations(parse.text, parse.pieces)
    cast = cast_of(parse, codebook.gazetteer, codebook.roles, quotations, on=parse.report.published)
    statements = find_statements(parse, codebook.cues, cast, times, quotations)
    set_speakers(parse, cast, statements)
    stated = find_conditions(parse, codebook.conditionals, codebook.frames, cast, statements)
    conditions = [s.condition for s in stated]
    events, tellings, passed_over = find_events(
        parse,
        codebook.frames,
        codebook.scopes,
        codebook.turns,
        codebook.conditionals,
        cast,
        times,
        statements,
        conditions,
    )
    anchors = {event.id: anchor for event, anchor in tellings}
    conditions, events = with_events(parse, stated, events, anchors, codebook.frames, codebook.conditionals, cast)
    events = with_contexts(parse, events, codebook.contexts)
    statements = with_speakers_told(with_acts(statements, events), cast)
    meetings = find_meetings(parse, codebook.gatherings, cast, times, statements, tellings)
    return Reading(
        parse.report,
        tuple(statements),
        tuple(events),
        tuple(conditions),
        tuple(meetings),
        tuple(cast.used.values()),
        tuple(passed_over),
    )


def _headline_statements(
    parse: Parse, codebook: Codebook, told: Sequence[Statement]
) -> tuple[list[Statement], dict[str, Actor]]:
    """What the title says that the body does not, and the actors named in it."""
    headline = parse.headline
    if headline is None:
        return [], {}
    quotations = find_quotations(headline.text, headline.pieces)
    cast = cast_of(headline, codebook.gazetteer, codebook.roles, quotations, on=headline.report.published)
    found = find_statements(headline, codebook.cues, cast, (), quotations)
    kept = with_speakers_told(told_by_headline_alone(headline, found, parse, told), cast)
    speakers = {s.speaker.id for s in kept if s.speaker} | {id_ for s in kept for id_ in s.to}
    return kept, {id_: actor for id_, actor in cast.used.items() if id_ in speakers}


def cast_of_report(parse: Parse, codebook: Codebook) -> Cast:
    """Everybody whom a parsed report names, with who is speaking in its quotations; for those who ask why."""
    quotations = find_quotations(parse.text, parse.pieces)
    cast = cast_of(parse, codebook.gazetteer, codebook.roles, quotations, on=parse.report.published)
    set_speakers(parse, cast, find_statements(parse, codebook.cues, cast, (), quotations))
    return cast


def _in_furniture(report: Report, span: Span) -> bool:
    return any(f.start <= span.start < f.end for f in report.furniture)


def _tense_at(parse: Parse) -> Callable[[int], str | None]:
    """Tense of the clause around a character, for times that lie back or ahead."""

    def tense_at(offset: int) -> str | None:
        tokens = parse.tokens_in(offset, offset + 1)
        if not tokens:
            return None
        token: int | None = tokens[0]
        for _ in range(8):
            if token is None:
                return None
            if parse.tag[token].startswith("VB") and parse.dep[token] not in {"aux", "auxpass", "amod"}:
                found = tense(parse, token)
                if found in {"past", "present", "future"}:
                    return found if found != "present" else _future_infinitive(parse, token)
                if any(parse.tag[c] == "TO" for c in parse.children[token]):
                    return "future"
            token = parse.head[token] if parse.head[token] != token else None
        return None

    return tense_at


def _future_infinitive(parse: Parse, verb: int) -> str:
    """'are to meet', 'is set to begin': present in form, future in sense."""
    return "future" if any(parse.dep[c] == "xcomp" for c in parse.children[verb]) else "present"
