"""The questions about what several reports tell: stories, lines, echoes, disagreements, and whose voice it is.

Each gives an Arrow table with lists in it: of a line its entries, of an echo its wordings, of a disagreement its
sides, each with the report's outlet and day and with the words. They tell of the record as it was when it was
last linked (see `Record.link`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.whole import ENTRY_KINDS

__all__ = ["disagreements", "echoes", "lines", "origins", "stories", "voices"]

_WORDS = "substring(r.text, k.span_start + 1, k.span_end - k.span_start)"
_ENTRIES = " UNION ALL ".join(
    f"SELECT k.id, k.report, {'k.words' if kind == 'statement' else _WORDS} AS words, "
    f"k.span_start, k.span_end FROM {kind} k JOIN report r ON r.id = k.report WHERE k.id IN (SELECT entry FROM told)"
    for kind in ENTRY_KINDS
)
"""The choice stands inside, in `chosen` and `told`, as in `whole`: what is not wanted is not gathered."""

_OUTLETS = "coalesce(list(DISTINCT r.outlet ORDER BY r.outlet) FILTER (r.outlet IS NOT NULL), [])"
_ORIGINS = "count(DISTINCT coalesce(o.origin, r.id))"
_WHERE_FROM = "report := r.id, outlet := r.outlet, published := r.published"


def origins(record: Askable) -> pa.Table:
    """Whose voice each report is: `report`, its `origin` (a report's id, its own where it repeats none), and `how`
    it stands to it (`original`, `copy`, `contained`, `edited`), with the `outlet` of both."""
    return record.ask(
        """SELECT o.report, r.outlet, r.published, o.how, o.origin, f.outlet AS origin_outlet
        FROM report_origin o JOIN report r ON r.id = o.report JOIN report f ON f.id = o.origin
        ORDER BY r.published, r.source, r.id"""
    )


def voices(record: Askable, *, of: str | Sequence[str] | None = None) -> pa.Table:
    """How many tell an entry: `entry`, its `line`, the outlets it is `told_by`, and how many `origins` they have.

    Only entries that several reports tell have a row; `of` wants the lines of a kind of entry.
    """
    wanted = Wanted(record)
    wanted.is_one("k.of_kind", of)
    return record.ask(
        f"""SELECT e.entry, k.id AS line, t.told_by, k.origins FROM line k JOIN line_entry e ON e.line = k.id
        JOIN (SELECT e.line, {_OUTLETS} AS told_by FROM line_entry e JOIN report r ON r.id = e.report
            GROUP BY e.line) t ON t.line = k.id
        {wanted.where()} ORDER BY k.id, e.n""",
        wanted.given,
    )


def stories(
    record: Askable,
    *,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    report: str | None = None,
) -> pa.Table:
    """Happenings with the `reports` that tell them, by day: who told them first, how many `origins` there are.

    `told_by` are the outlets; `lines` and `disagreements` count what was found across the reports.
    """
    wanted = Wanted(record)
    if actor is not None:
        wanted.clauses.append(wanted.listed("story_actor", "story", actor))
    if report is not None:
        wanted.clauses.append(f"k.id IN (SELECT story FROM story_report WHERE report = {wanted.bind(report)})")
    wanted.between("k.first_day", "k.last_day", since, until)
    return record.ask(
        f"""WITH chosen AS (SELECT * FROM story k {wanted.where()})
        SELECT k.id, k.title, k.first_day, k.last_day,
            coalesce((SELECT list(a.actor ORDER BY a.n) FROM story_actor a WHERE a.story = k.id), []) AS actors,
            t.told_by, t.origins,
            (SELECT count(*) FROM line l WHERE l.story = k.id) AS lines,
            (SELECT count(*) FROM disagreement d WHERE d.story = k.id) AS disagreements, t.reports
        FROM chosen k JOIN (
            SELECT s.story, {_OUTLETS} AS told_by, {_ORIGINS} AS origins,
                list(struct_pack({_WHERE_FROM}, title := r.title, source := r.source, language := r.language,
                    how := o.how, origin := o.origin) ORDER BY s.n) AS reports
            FROM story_report s JOIN report r ON r.id = s.report LEFT JOIN report_origin o ON o.report = r.id
            WHERE s.story IN (SELECT id FROM chosen) GROUP BY s.story) t ON t.story = k.id
        ORDER BY k.first_day, k.id""",
        wanted.given,
    )


def lines(
    record: Askable,
    *,
    of: str | Sequence[str] | None = None,
    story: str | None = None,
    report: str | None = None,
    entry: str | None = None,
) -> pa.Table:
    """What several reports tell alike: `entries` first told first, `words` those of the first.

    `of` is the kind of the entries. `left_out_by` are the outlets that tell the story without this.
    """
    wanted = Wanted(record)
    wanted.is_one("k.of_kind", of)
    wanted.is_one("k.story", story)
    for column, value in (("report", report), ("entry", entry)):
        if value is not None:
            wanted.clauses.append(f"k.id IN (SELECT line FROM line_entry WHERE {column} = {wanted.bind(value)})")
    return record.ask(
        f"""WITH chosen AS (SELECT * FROM line k {wanted.where()}),
            told AS (SELECT * FROM line_entry WHERE line IN (SELECT id FROM chosen))
        SELECT k.id, k.of_kind AS of, k.story, t.first_told, t.told_by, k.origins,
            coalesce(list_filter(s.outlets, lambda x: NOT list_contains(t.told_by, x)), []) AS left_out_by,
            t.entries[1].words AS words, t.entries
        FROM chosen k JOIN (
            SELECT e.line, min(r.published) AS first_told, {_OUTLETS} AS told_by,
                list(struct_pack(id := e.entry, {_WHERE_FROM}, origin := o.origin, words := w.words)
                    ORDER BY e.n) AS entries
            FROM told e JOIN ({_ENTRIES}) w ON w.id = e.entry JOIN report r ON r.id = e.report
            LEFT JOIN report_origin o ON o.report = r.id GROUP BY e.line) t ON t.line = k.id
        LEFT JOIN (SELECT s.story, {_OUTLETS} AS outlets FROM story_report s JOIN report r ON r.id = s.report
            WHERE s.story IN (SELECT story FROM chosen) GROUP BY s.story) s ON s.story = k.story
        ORDER BY k.origins DESC, t.first_told, k.story, k.id""",
        wanted.given,
    )


def echoes(record: Askable, *, speaker: str | None = None, report: str | None = None) -> pa.Table:
    """Utterances through several outlets: `statements` the fullest first, and `how` each stands to that one."""
    wanted = Wanted(record)
    wanted.named("k.speaker_id", "k.speaker_name", speaker)
    if report is not None:
        said = f"SELECT id FROM statement WHERE report = {wanted.bind(report)}"
        wanted.clauses.append(f"k.id IN (SELECT echo FROM echo_statement WHERE statement IN ({said}))")
    return record.ask(
        f"""WITH chosen AS (SELECT * FROM echo k {wanted.where()})
        SELECT k.id, k.speaker_id, k.speaker_name, t.first_told, t.told_by, t.origins,
            t.statements[1].words AS words, t.statements
        FROM chosen k JOIN (
            SELECT e.echo, min(r.published) AS first_told, {_OUTLETS} AS told_by, {_ORIGINS} AS origins,
                list(struct_pack(id := s.id, how := e.how, {_WHERE_FROM}, language := r.language,
                    origin := o.origin, said_on := s.said_on, words := s.words) ORDER BY e.n) AS statements
            FROM echo_statement e JOIN statement s ON s.id = e.statement JOIN report r ON r.id = s.report
            LEFT JOIN report_origin o ON o.report = r.id
            WHERE e.echo IN (SELECT id FROM chosen) GROUP BY e.echo) t ON t.echo = k.id
        ORDER BY t.first_told, k.speaker_name, k.id""",
        wanted.given,
    )


def disagreements(
    record: Askable,
    *,
    on: str | Sequence[str] | None = None,
    how: str | Sequence[str] | None = None,
    story: str | None = None,
    report: str | None = None,
    confidence: float = 0.0,
    only: Sequence[str] | None = None,
) -> pa.Table:
    """Where reports cannot all be right: `sides` with what each `says` and its `quotes`, without a verdict.

    `on` is what they differ in (date, place, number, ...), `how` contradiction or update. `confidence` (0 to 1) is the
    least that is wanted: how sure it is that the reports tell of one happening. `only` are ids, for who has chosen
    them before (see `disputes`).
    """
    wanted = Wanted(record)
    wanted.is_one("k.id", only)
    wanted.is_one("k.on_what", on)
    wanted.is_one("k.how", how)
    wanted.is_one("k.story", story)
    if confidence:
        wanted.clauses.append(f"k.confidence >= {wanted.bind(confidence)}")
    if report is not None:
        chosen = f"SELECT disagreement FROM disagreement_quote WHERE report = {wanted.bind(report)}"
        wanted.clauses.append(f"k.id IN ({chosen})")
    return record.ask(
        f"""SELECT k.id, k.on_what AS "on", k.about, k.how, k.confidence, k.story, d.first_told, d.sides
        FROM disagreement k JOIN (
            SELECT t.disagreement, min(q.first_told) AS first_told,
                list(struct_pack(says := t.says, quotes := coalesce(q.quotes, [])) ORDER BY t.n) AS sides
            FROM disagreement_side t LEFT JOIN (
                SELECT k.disagreement, k.side, min(r.published) AS first_told,
                    list(struct_pack({_WHERE_FROM}, words := {_WORDS}, span_start := k.span_start,
                        span_end := k.span_end) ORDER BY k.n) AS quotes
                FROM disagreement_quote k JOIN report r ON r.id = k.report GROUP BY k.disagreement, k.side
            ) q ON q.disagreement = t.disagreement AND q.side = t.n
            GROUP BY t.disagreement) d ON d.disagreement = k.id
        {wanted.where()} ORDER BY d.first_told, k.on_what, k.id""",
        wanted.given,
    )
