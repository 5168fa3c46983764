"""The tables of a record, as DuckDB keeps them.

A row a noun; what a noun holds several of (spans, actors) is in a table of its own with its place `n`.
Spans are two integers, `text[span_start:span_end]` in characters of the report's text. A date stands as
its ISO 8601 words in `date` (or `said_on`) and, so that it can be compared, as the first and last day
it may mean in `day_from` and `day_to`.

Foreign keys hold every entry to its report and every part to its entry. Two limits of DuckDB shape the
writing: inside one transaction a row cannot be deleted together with the rows that point at it, and an
upsert of a row that is pointed at is refused. So the record is insert-only, and the one thing that ever
changes, a report first kept unread, is changed in place by UPDATE, which DuckDB allows as long as no indexed
column changes: hence `report.run`, the reading it is from, is a plain number.

Parts have no primary key of their own: it would be a second index over the same ids (measured: a third of
the file), and what is written is new by the report's key.

Actor ids inside entries are no foreign keys: a report may name somebody whom no codebook describes.

What linking finds across reports stands in tables of its own, all rewritten whenever it is found anew, which
foreign keys would forbid; `linked` says of which state of the record they tell.
"""

from __future__ import annotations

__all__ = ["LINKED_TABLES", "SCHEMA", "SCHEMA_VERSION", "TABLES"]

SCHEMA_VERSION = 3
"""Raised whenever a table changes; a record says in `meta` which one it was written with."""

SPAN = "span_start INTEGER NOT NULL, span_end INTEGER NOT NULL"
DATED = "date VARCHAR, day_from DATE, day_to DATE, date_precision VARCHAR, date_words VARCHAR"
ENTRY = f"id VARCHAR PRIMARY KEY, report VARCHAR NOT NULL REFERENCES report(id), {SPAN}"
SIDE = "side VARCHAR NOT NULL CHECK (side IN ('if', 'then'))"
GROUNDS = "confidence DOUBLE NOT NULL, why VARCHAR NOT NULL"


def _parts(table: str, owner: str, columns: str) -> str:
    """A table of what one `owner` holds several of, in the order `n`."""
    return f"{table}({owner} VARCHAR NOT NULL REFERENCES {owner}(id), n INTEGER NOT NULL, {columns})"


_DEFINITIONS = (
    "meta(schema_version INTEGER NOT NULL, written_by VARCHAR NOT NULL, created TIMESTAMP NOT NULL)",
    """run(id INTEGER PRIMARY KEY, started TIMESTAMP NOT NULL, finished TIMESTAMP, version VARCHAR NOT NULL,
        codebook VARCHAR NOT NULL, reports INTEGER NOT NULL, unread INTEGER NOT NULL,
        replaced INTEGER NOT NULL, known INTEGER NOT NULL, entries INTEGER NOT NULL)""",
    """report(id VARCHAR PRIMARY KEY, source VARCHAR NOT NULL, text VARCHAR NOT NULL, outlet VARCHAR,
        title VARCHAR, byline VARCHAR, published DATE, language VARCHAR, url VARCHAR, unread VARCHAR,
        run INTEGER)""",
    _parts("report_furniture", "report", SPAN),
    _parts("passed_over", "report", f"{SPAN}, why VARCHAR NOT NULL"),
    """actor(id VARCHAR PRIMARY KEY, type VARCHAR NOT NULL, name VARCHAR NOT NULL, country VARCHAR,
        sector VARCHAR)""",
    _parts(
        "office",
        "actor",
        "title VARCHAR NOT NULL, of_whom VARCHAR NOT NULL, since DATE, until DATE",
    ),
    f"""statement({ENTRY}, speaker_id VARCHAR, speaker_name VARCHAR, speaker_start INTEGER,
        speaker_end INTEGER, attitude VARCHAR NOT NULL, act VARCHAR NOT NULL, manner VARCHAR NOT NULL,
        words VARCHAR NOT NULL, cue VARCHAR, cue_start INTEGER, cue_end INTEGER, said_on VARCHAR,
        day_from DATE, day_to DATE, venue VARCHAR, {GROUNDS})""",
    _parts("statement_content", "statement", SPAN),
    _parts("statement_to", "statement", "actor VARCHAR NOT NULL"),
    f"""event({ENTRY}, type VARCHAR NOT NULL, mode VARCHAR, status VARCHAR NOT NULL, claimed_by_id VARCHAR,
        claimed_by_name VARCHAR, about VARCHAR, {DATED}, place VARCHAR, {GROUNDS})""",
    _parts("event_actor", "event", "actor VARCHAR NOT NULL"),
    _parts("event_recipient", "event", "actor VARCHAR NOT NULL"),
    _parts("event_context", "event", "context VARCHAR NOT NULL"),
    f"""condition({ENTRY}, holder_id VARCHAR, holder_name VARCHAR, if_does VARCHAR NOT NULL,
        then_does VARCHAR NOT NULL, if_type VARCHAR, then_type VARCHAR, sense VARCHAR NOT NULL,
        strength VARCHAR NOT NULL, counterfactual BOOLEAN NOT NULL, {GROUNDS})""",
    _parts("condition_who", "condition", f"{SIDE}, actor VARCHAR NOT NULL"),
    _parts("condition_recipient", "condition", f"{SIDE}, actor VARCHAR NOT NULL"),
    _parts("condition_event", "condition", f"{SIDE}, event VARCHAR NOT NULL"),
    f"""meeting({ENTRY}, {DATED}, part_of_day VARCHAR, place VARCHAR, venue VARCHAR, topic VARCHAR,
        form VARCHAR, level VARCHAR, host VARCHAR, status VARCHAR NOT NULL, {GROUNDS})""",
    _parts("meeting_party", "meeting", "actor VARCHAR NOT NULL"),
)

_LINKED = (
    """linked(reports INTEGER NOT NULL, unread INTEGER NOT NULL, version VARCHAR NOT NULL,
        made TIMESTAMP NOT NULL)""",
    "report_origin(report VARCHAR NOT NULL, origin VARCHAR NOT NULL, how VARCHAR NOT NULL)",
    "story(id VARCHAR NOT NULL, first_day DATE, last_day DATE, title VARCHAR)",
    "story_report(story VARCHAR NOT NULL, n INTEGER NOT NULL, report VARCHAR NOT NULL)",
    "story_actor(story VARCHAR NOT NULL, n INTEGER NOT NULL, actor VARCHAR NOT NULL)",
    "line(id VARCHAR NOT NULL, of_kind VARCHAR NOT NULL, story VARCHAR, origins INTEGER NOT NULL)",
    "line_entry(line VARCHAR NOT NULL, n INTEGER NOT NULL, entry VARCHAR NOT NULL, report VARCHAR NOT NULL)",
    "joined_meeting(id VARCHAR NOT NULL, n INTEGER NOT NULL, meeting VARCHAR NOT NULL)",
    "echo(id VARCHAR NOT NULL, speaker_id VARCHAR, speaker_name VARCHAR NOT NULL)",
    "echo_statement(echo VARCHAR NOT NULL, n INTEGER NOT NULL, statement VARCHAR NOT NULL, how VARCHAR NOT NULL)",
    """disagreement(id VARCHAR NOT NULL, about VARCHAR NOT NULL, on_what VARCHAR NOT NULL,
        how VARCHAR NOT NULL, story VARCHAR, confidence DOUBLE NOT NULL)""",
    "disagreement_side(disagreement VARCHAR NOT NULL, n INTEGER NOT NULL, says VARCHAR NOT NULL)",
    f"""disagreement_quote(disagreement VARCHAR NOT NULL, side INTEGER NOT NULL, n INTEGER NOT NULL,
        report VARCHAR NOT NULL, {SPAN})""",
)


def _names(definitions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(definition.split("(", 1)[0].strip() for definition in definitions)


TABLES = _names(_DEFINITIONS)
"""The tables of what was read, each after those that it points at: the order to write and to copy them in."""

LINKED_TABLES = _names(_LINKED)
"""The tables of what linking found; `linked` has a row where it was done, and none before."""

SCHEMA = "".join(f"CREATE TABLE {definition};\n" for definition in (*_DEFINITIONS, *_LINKED))
"""The statements that make an empty record."""
