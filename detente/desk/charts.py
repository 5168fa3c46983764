"""The charts of the desk as Vega-Lite specifications: plain data, the same for the page, a file and a notebook.

Colours mean the same in all of them: blue is cooperation, vermilion conflict, grey neither (both from Okabe and
Ito, "Color Universal Design", 2008, chosen to be told apart by the colour-blind). The style sheet names these
very values to give them their shades for a dark screen: change both together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from detente.desk import urls
from detente.desk.svg import HERE
from detente.desk.wording import name_of, period, plain_day, shorten, verb

__all__ = ["answer_chart", "network_chart", "step_days", "tension_chart"]

COOPERATION, CONFLICT, NEUTRAL = "#0072b2", "#d55e00", "#8a8f98"
INK, QUIET, GRID, PAPER = "#1b1e23", "#5b616b", "#dddad3", "#fdfcfa"

Spec = dict[str, Any]
Row = Mapping[str, Any]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # names the form; nothing is fetched from it
_FONT = "system-ui, sans-serif"


def _whole(width: int, given: Spec) -> Spec:
    size = 12 if width > 500 else 11
    axis = {
        "labelFont": _FONT, "titleFont": _FONT, "labelFontSize": size, "titleFontSize": size, "labelColor": QUIET,
        "titleColor": QUIET, "titleFontWeight": "normal", "gridColor": GRID, "domainColor": GRID, "tickColor": GRID,
    }  # fmt: skip
    return {
        "$schema": _SCHEMA,
        "background": None,
        "padding": 4,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {"view": {"stroke": None}, "axis": axis, "text": {"font": _FONT, "color": INK}, "font": _FONT},
        **given,
    }


def tension_chart(rows: Sequence[Row], names: Mapping[str, str], *, width: int, filters: Mapping[str, object]) -> Spec:
    """Cooperation above the line and conflict below it by step, and how many reports tell of it, apart.

    `rows` are those of `record.trend`. Each bar links to the events it sums, chosen further by `filters`.
    """
    bars, volume = [], []
    for row in rows:
        first, last = step_days(row)
        edge = {"start": first.isoformat(), "end": _end(first, last)}
        when = period(first, last)
        link = HERE + urls.listing("event", **{**filters, "since": first, "until": last})
        told = "; ".join(dict.fromkeys(_dealing(each, names) for each in row["told"]))
        for name in ("cooperation", "conflict"):
            if row[f"{name}_events"]:
                label = f"{when}: {name} {row[name]:+.1f} from {_count(row[f'{name}_events'], 'event')}. {told}"
                bars.append({**edge, "value": row[name], "of": name, "url": link, "label": label})
        label = f"{when}: told by {_count(row['reports'], 'report')}"
        volume.append({**edge, "reports": row["reports"], "url": link, "label": label})
    days = [date.fromisoformat(bar["start"]) for bar in volume]
    x = _time_axis(days, width)
    height = 190 if width > 500 else 150
    linked = {"href": {"field": "url"}, "description": {"field": "label"}}
    upper = {
        "width": width - 60, "height": height, "data": {"values": bars},
        "layer": [
            {
                "mark": {"type": "bar", "cursor": "pointer"},
                "encoding": {
                    "x": {**x, "axis": {**x["axis"], "labels": False, "ticks": False, "title": None}},
                    "x2": {"field": "end"},
                    "y": {
                        "field": "value", "type": "quantitative", "title": "conflict   |   cooperation", "stack": None,
                        "axis": {
                            "tickCount": 5, "minExtent": 30,
                            "labelExpr": "datum.value > 0 ? '+' + datum.label : datum.label",
                        },
                    },
                    "y2": {"datum": 0},
                    "color": {
                        "field": "of", "type": "nominal", "legend": None,
                        "scale": {"domain": ["cooperation", "conflict"], "range": [COOPERATION, CONFLICT]},
                    },
                    **linked,
                },
            },
            {"mark": {"type": "rule", "color": QUIET, "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}},
        ],
    }  # fmt: skip
    lower = {
        "width": width - 60, "height": 46, "data": {"values": volume},
        "mark": {"type": "bar", "color": NEUTRAL, "cursor": "pointer"},
        "encoding": {
            "x": x, "x2": {"field": "end"},
            "y": {
                "field": "reports", "type": "quantitative", "title": "reports",
                "axis": {"tickCount": 2, "tickMinStep": 1, "format": "~s", "minExtent": 30}, "scale": {"zero": True},
            },
            "y2": {"datum": 0},
            **linked,
        },
    }  # fmt: skip
    return _whole(
        width, {"vconcat": [upper, lower], "spacing": 8, "autosize": "pad", "resolve": {"scale": {"x": "shared"}}}
    )


def _time_axis(days: Sequence[date], width: int) -> Spec:
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 2))
    long = (last - first).days > 300
    year = f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    return {
        "field": "start", "type": "temporal", "scale": {"type": "utc"},
        "axis": {
            "format": "%b %Y" if long else "%-d %b", "title": None if long else year, "grid": False,
            "tickCount": min(len(days) + 1, width // 90), "labelOverlap": True, "labelFlush": False,
        },
    }  # fmt: skip


def step_days(row: Row) -> tuple[date, date]:
    """First and last day of a row's step."""
    first: date = row["day"]
    if row["step"] == "week":
        return first, first + timedelta(days=6)
    if row["step"] == "month":
        return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if row["step"] == "year":
        return first, first.replace(month=12, day=31)
    return first, first


def _end(first: date, last: date) -> str:
    """Where a bar ends: before the next begins, by a seventh of its width."""
    hours = ((last - first).days + 1) * 24 * 6 // 7
    return f"{first + timedelta(days=hours // 24)}T{hours % 24:02d}:00:00Z"


def _dealing(each: Row, names: Mapping[str, str]) -> str:
    one, other = name_of(each["one"], names), name_of(each["other"], names)
    if each["forward"] == each["back"]:
        return f"{one} and {other}: {str(each['type']).lower()}"
    actor, recipient = (one, other) if each["forward"] else (other, one)
    return f"{actor} {verb(each['type'], each['mode'])} {recipient}"


def network_chart(nodes: Sequence[Row], edges: Sequence[Row], *, width: int) -> Spec:
    """Who deals with whom. `nodes` have `id`, `name`, `x`, `y` (0 to 1), `events`; `edges` the pair's row and ends."""
    height = round(width * (0.5 if width > 500 else 1.15))
    frame = {"scale": {"domain": [-0.05, 1.1]}, "axis": None, "type": "quantitative"}
    place = {"x": {"field": "x", **frame}, "y": {"field": "y", **frame}}
    lines = {
        "data": {"values": [dict(edge) for edge in edges]},
        "mark": {"type": "rule", "opacity": 0.75, "cursor": "pointer", "strokeCap": "round"},
        "encoding": {
            **place, "x2": {"field": "x2"}, "y2": {"field": "y2"},
            "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
            "color": {
                "field": "tone", "type": "nominal", "legend": None,
                "scale": {
                    "domain": ["cooperation", "conflict", "neutral"], "range": [COOPERATION, CONFLICT, NEUTRAL],
                },
            },
            "href": {"field": "url"}, "description": {"field": "label"},
        },
    }  # fmt: skip
    dots = {
        "data": {"values": [dict(node) for node in nodes]},
        "mark": {"type": "circle", "color": INK, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            **place, "size": {"field": "size", "type": "quantitative", "scale": None},
            "href": {"field": "url"}, "description": {"field": "label"},
        },
    }  # fmt: skip
    size = 13 if width > 500 else 11
    halo = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    written = [
        {
            "data": {
                "values": [{**node, "name": shorten(node["name"], 26)} for node in nodes if _edge_of(node) == edge]
            },
            "mark": {"type": "text", "fontSize": size, "dy": -14, "fontWeight": 600, "align": edge, **outline},
            "encoding": {**place, "text": {"field": "name"}},
        }
        for edge in ("left", "center", "right")
        for outline in (halo, {})
    ]
    return _whole(width, {"width": width - 20, "height": height, "layer": [lines, dots, *written], "autosize": "pad"})


def _edge_of(node: Row) -> str:
    """Which way a node's name runs so that it stays on the page."""
    return "left" if node["x"] < 0.2 else "right" if node["x"] > 0.8 else "center"


def answer_chart(names: Sequence[str], rows: Sequence[Sequence[Any]], *, width: int) -> Spec | None:
    """The answer to a query as bars (words and a number) or a line (days and a number); None where it is neither."""
    if len(names) < 2 or not 2 <= len(rows) <= 200:
        return None
    numbers = [n for n in range(len(names)) if all(_is_number(row[n]) for row in rows)]
    labels = [n for n in range(len(names)) if n not in numbers]
    if not numbers or not labels:
        return None
    label, number = labels[0], numbers[0]
    timed = all(isinstance(row[label], date) for row in rows)
    if not timed and len(rows) > 40:
        return None
    values = [
        {"at": row[label].isoformat()[:10] if timed else shorten(str(row[label]), 32), "value": float(row[number] or 0),
         "label": f"{plain_day(row[label]) if timed else shorten(str(row[label]), 80)}: {row[number]}"}
        for row in rows
    ]  # fmt: skip
    amount = {"field": "value", "type": "quantitative", "title": shorten(names[number], 40)}
    described = {"description": {"field": "label"}}
    if timed:
        at = {"field": "at", "type": "temporal", "scale": {"type": "utc"}, "title": None}
        return _whole(width, {
            "width": width - 60, "height": 220, "autosize": "pad", "data": {"values": values},
            "mark": {"type": "line", "color": COOPERATION, "point": {"color": COOPERATION}},
            "encoding": {"x": at, "y": amount, **described},
        })  # fmt: skip
    return _whole(width, {
        "width": width - 190 if width > 500 else width - 150, "height": {"step": 22}, "autosize": "pad",
        "data": {"values": values}, "mark": {"type": "bar", "color": NEUTRAL},
        "encoding": {
            "y": {"field": "at", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 160}},
            "x": amount, **described,
        },
    })  # fmt: skip


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
