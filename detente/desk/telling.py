"""Entries of every kind told in one form: who, does what, to whom, in which words, when, told where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.desk import urls
from detente.desk.wording import alone, day, name_of, tone, verb

__all__ = ["Told", "actors_of", "telling", "tellings"]

Row = Mapping[str, Any]
Told = dict[str, Any]


def tellings(kind: str, rows: Iterable[Row], names: Mapping[str, str]) -> list[Told]:
    """The rows of one kind, told."""
    return [telling(kind, row, names) for row in rows]


def telling(kind: str, row: Row, names: Mapping[str, str]) -> Told:
    """A row of `find`, told.

    `who` and `whom` are actors (`id`, `name`, `url`), `does` a verb, `words` the evidence, `chips` what qualifies
    it (`planned`, `alleged`), `tone` its colour, `url` its page, `mark` its place in the report.
    """
    told: Told = {
        "kind": kind,
        "id": row["id"],
        "words": row["words"],
        "day": day(row),
        "outlet": row.get("outlet"),
        "title": row.get("title"),
        "report": row["report"],
        "why": row["why"],
        "confidence": row["confidence"],
        "start": row["span_start"],
        "end": row["span_end"],
        "url": urls.entry(kind, row["id"]),
        "mark": urls.mark(row["report"], row["span_start"], row["span_end"]),
        "report_url": urls.report(row["report"]),
        "chips": [],
        "whom": [],
        "tone": "neutral",
        "sort": None,
        "place": "",
        "claimed": None,
    }
    return told | _OF[kind](row, names)


def actors_of(ids: Iterable[str | None], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Actors by id, once each."""
    return [{"id": id_, "name": name_of(id_, names), "url": urls.actor(id_)} for id_ in dict.fromkeys(ids) if id_]


def _party(id_: str | None, name: str | None, names: Mapping[str, str]) -> list[dict[str, str]]:
    if id_:
        known = actors_of([id_], names)
        return [{**known[0], "as": name}] if name and name != known[0]["name"] else known
    return [{"id": "", "name": name, "url": ""}] if name else []


def _statement(row: Row, names: Mapping[str, str]) -> Told:
    act = row["act"] if row["attitude"] == "said" else row["attitude"]
    return {
        "who": _party(row["speaker_id"], row["speaker_name"], names),
        "does": "says" if act == "states" else act,
        "whom": actors_of(row["to"], names),
    }


def _event(row: Row, names: Mapping[str, str]) -> Told:
    both = list(row["actor"]) == list(row["recipient"]) and len(row["actor"]) > 1
    claimed = _party(row["claimed_by_id"], row["claimed_by_name"], names)
    whom = [] if both else actors_of(row["recipient"], names)
    does = _together(row["type"]) if both else verb(row["type"], row["mode"])
    return {
        "who": actors_of(row["actor"], names),
        "does": does if whom or both else alone(does),
        "whom": whom,
        "chips": [row["status"]] if row["status"] != "happened" else [],
        "tone": tone(row["type"], row["mode"]),
        "sort": f"{row['type']} {row['mode']}" if row["mode"] else row["type"],
        "claimed": claimed[0] if claimed else None,
    }


def _together(type: str) -> str:
    return {"CONSULT": "talk", "AGREE": "agree", "COOPERATE": "work together"}.get(type, type.lower())


def _condition(row: Row, names: Mapping[str, str]) -> Told:
    return {
        "who": _party(row["holder_id"], row["holder_name"], names),
        "does": "would see" if row["counterfactual"] else "says",
        "sense": row["sense"],
        "if_who": actors_of(row["if_who"], names),
        "if_does": row["if_does"],
        "then_who": actors_of(row["then_who"], names),
        "then_does": row["then_does"],
        "chips": ["counterfactual"] if row["counterfactual"] else [],
    }


def _meeting(row: Row, names: Mapping[str, str]) -> Told:
    return {
        "who": actors_of(row["parties"], names),
        "does": {"planned": "are to meet", "held": "met", "cancelled": "will not meet", "postponed": "put off"}.get(
            row["status"], "meet"
        ),
        "chips": [row["status"]],
        "place": ", ".join(part for part in (row["venue"], row["place"]) if part),
        "form": row["form"],
    }


_OF = {"statement": _statement, "event": _event, "condition": _condition, "meeting": _meeting}
