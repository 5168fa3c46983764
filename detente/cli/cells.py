"""How an entry's fields read in a cell of a table: names for ids, days, who to whom."""

from __future__ import annotations

from collections.abc import Iterable

from detente.cli.listing import Names, Row, Shown
from detente.cli.speaking import shorten

__all__ = [
    "ACTORS",
    "CONDITIONS",
    "POSITIONS",
    "POSITION_EVENTS",
    "REPORTS",
    "STATEMENTS",
    "actors",
    "answer",
    "day",
    "events_shown",
    "meetings_shown",
    "short_id",
    "speaker",
    "told",
    "type_of",
    "who",
]

ID = ("id", {"style": "dim", "no_wrap": True})
WORDS = {"ratio": 1, "overflow": "fold"}
FIXED = {"no_wrap": True}
ID_DIGITS = 8


def short_id(row: Row) -> str:
    """As much of an id as `explain` needs."""
    return str(row["id"])[:ID_DIGITS]


def day(row: Row) -> str:
    """The day of an entry; in brackets the day of publication where it has none of its own."""
    own = row.get("date") or row.get("said_on")
    if own:
        return str(own)
    return f"({row['published']})" if row.get("published") else ""


def who(ids: Iterable[str], names: Names) -> str:
    """Actors as a reader knows them: a state by its code, a person by name."""
    return ", ".join(names.get(id_, id_) if "/" in id_ else id_ for id_ in ids)


def actors(row: Row, names: Names) -> str:
    """Who to whom."""
    to = who(row["recipient"], names)
    return f"{who(row['actor'], names) or '?'}{' → ' + to if to else ''}"


def speaker(row: Row) -> str:
    """Who said it, with the state in front where it is known."""
    state = (row["speaker_id"] or "").split("/")[0]
    name = row["speaker_name"] or ""
    return f"{name} ({state})" if state and "/" in row["speaker_id"] else name


def type_of(row: Row) -> str:
    """The event type with its mode."""
    return f"{row['type']} {row['mode']}" if row["mode"] else str(row["type"])


def told(row: Row) -> str:
    """How often a position was told, where more than once."""
    return f"{row['times_told']} times" if row["times_told"] > 1 else ""


def answer(row: Row) -> str:
    """What became of a position, else the latest event that answered it: its type and id."""
    latest = [f"{found['type']} {found['id'][:ID_DIGITS]}" for found in row["answered_by"][-1:]]
    return "\n".join(filter(None, (row["state"], *latest)))


def _read(row: Row) -> str:
    """How many of each kind were read, zeros left out."""
    kinds = ("statements", "events", "conditions", "meetings")
    return ", ".join(f"{row[kind]} {kind[:4]}." for kind in kinds if row[kind]) or "nothing"


def _offices(row: Row) -> str:
    return shorten(
        "; ".join(f"{title} of {of}" for title, of in zip(row["office_title"], row["office_of"], strict=True))
    )


def _copy(row: Row) -> str:
    how = {"copy": "copy of", "contained": "contained in", "edited": "edited from"}.get(row["copy"])
    return f"{how} {row['copy_of'][:ID_DIGITS]}" if how else ""


STATEMENTS: Shown = (
    ("day", FIXED, day),
    ("speaker", {"max_width": 26}, speaker),
    ("does", FIXED, lambda row: row["act"]),
    ("to", {"max_width": 14}, lambda row: who(row["to"], {})),
    ("words", WORDS, lambda row: shorten(row["words"])),
    ("outlet", {"max_width": 15, "from_width": 110}, lambda row: row["outlet"]),
    (*ID, short_id),
)

CONDITIONS: Shown = (
    ("day", FIXED, day),
    ("holder", {"max_width": 22}, lambda row: row["holder_name"] or "(the reporter)"),
    ("sense", FIXED, lambda row: row["sense"]),
    ("if", WORDS, lambda row: shorten(f"{who(row['if_who'], {})}: {row['if_does']}".removeprefix(": "))),
    (
        "then",
        WORDS,
        lambda row: shorten(f"{who(row['then_who'], {})}: {row['then_does']}".removeprefix(": ")),
    ),
    ("outlet", {"max_width": 15, "from_width": 110}, lambda row: row["outlet"]),
    (*ID, short_id),
)

POSITION_EVENTS: Shown = (
    ("side", FIXED, lambda row: row["side"]),
    ("stance", FIXED, lambda row: row["stance"]),
    ("day", FIXED, day),
    ("speaker", {"max_width": 22}, lambda row: row["speaker"]),
    ("words", WORDS, lambda row: shorten(row["words"], 200)),
    ("outlet", {"max_width": 15, "from_width": 110}, lambda row: row["outlet"]),
    (*ID, short_id),
)

POSITIONS: Shown = (
    ("side", FIXED, lambda row: row["side"]),
    ("stance", FIXED, lambda row: row["stance"]),
    ("day", FIXED, day),
    ("told", FIXED, told),
    ("speaker", {"max_width": 22, "from_width": 110}, lambda row: row["speaker"]),
    ("words", WORDS, lambda row: shorten(row["words"], 200)),
    ("answer", {"max_width": 18, "from_width": 100}, answer),
    (*ID, short_id),
)

ACTORS: Shown = (
    ("id", {}, lambda row: row["id"]),
    ("name", {}, lambda row: row["name"]),
    ("is", {}, lambda row: row["type"]),
    ("entries", {"justify": "right"}, lambda row: row["entries"]),
    ("offices", {"ratio": 1}, _offices),
)

REPORTS: Shown = (
    ("published", FIXED, lambda row: row["published"]),
    ("outlet", {"max_width": 20}, lambda row: row["outlet"]),
    ("title", WORDS, lambda row: shorten(row["title"] or row["source"], 90)),
    ("read", {"max_width": 36}, lambda row: row["unread"] or _read(row)),
    ("copy", {"max_width": 22}, _copy),
    (*ID, short_id),
)


def events_shown(names: Names) -> Shown:
    """The columns of a table of events."""
    return (
        ("day", FIXED, day),
        ("who", {"max_width": 28}, lambda row: actors(row, names)),
        ("type", {"max_width": 18}, type_of),
        ("status", FIXED, lambda row: row["status"]),
        ("words", WORDS, lambda row: shorten(row["words"])),
        ("outlet", {"max_width": 15, "from_width": 110}, lambda row: row["outlet"]),
        (*ID, short_id),
    )


def meetings_shown(names: Names, *, each: bool = False) -> Shown:
    """The columns of a table of meetings, or with `each` of their mentions."""
    return (
        ("day", {"max_width": 30}, day if each else _days),
        ("part", FIXED, lambda row: row["part_of_day"]),
        ("parties", {"max_width": 30}, lambda row: who(row["parties"], names)),
        ("form", {"max_width": 16}, lambda row: row["form"]),
        ("place", {"max_width": 22}, _where),
        ("status", FIXED, lambda row: row["status"]),
        ("words", WORDS, lambda row: shorten(row["words"])),
        (
            "outlet",
            {"max_width": 15, "from_width": 110},
            lambda row: row["outlet"] if each else ", ".join(row["told_by"]),
        ),
        (*ID, short_id),
    )


def _days(row: Row) -> str:
    """The day; where reports differ each that is told, with who says so first and how many more."""
    if len(row["days"]) < 2:
        return day({**row, "published": row["first_told"]})
    lines = []
    for told in row["days"]:
        tellers = list(dict.fromkeys(one["outlet"] or one["source"] for one in told["told"]))
        lines.append(f"{told['says']} {shorten(tellers[0], 15)}{f' +{len(tellers) - 1}' if len(tellers) > 1 else ''}")
    return "\n".join(lines)


def _where(row: Row) -> str:
    """Venue and place; every place where reports differ."""
    from detente.linking.same_place import are_apart  # noqa: PLC0415  loads scipy, which help does without

    places = [told["says"] for told in row.get("places") or ()]
    return " or ".join(places) if are_apart(places) else ", ".join(filter(None, (row["venue"], row["place"])))
