"""Paths as a drawn tree: a Vega specification as data, and the SVG of it."""

from __future__ import annotations

from typing import Any

from detente.outlook.layout import GAP_ACROSS, LINE, PAD, WIDTH, Box, laid_out
from detente.outlook.leading import CONFRONTATION, DEESCALATION
from detente.outlook.nouns import Paths

__all__ = ["MOST", "paths_spec", "svg"]

MOST = 60
"""Steps that are drawn: more are no picture any more; text and JSON have all."""

FONT = "sans-serif"

FILL = {DEESCALATION: "#dcebf7", CONFRONTATION: "#fbe3d2", None: "#ececec"}
EDGE = {DEESCALATION: "#0072b2", CONFRONTATION: "#d55e00", None: "#7a7a7a"}
"""Blue and vermilion of Okabe and Ito's palette ("Color universal design", 2008), told apart by all; the boxes are
light with dark words, so that they read on a light page and on a dark one."""

HEAD = {DEESCALATION: "#2b8cc4", CONFRONTATION: "#d9691a", None: "#808080"}
"""Headings stand on the page itself: tones that both white and black carry."""

STYLES = {"head": ("bold", "#111111", 11.5), "words": ("normal", "#111111", 11), "foot": ("normal", "#444444", 10)}


def paths_spec(paths: Paths, *, most: int = MOST) -> dict[str, Any]:
    """A Vega (version 5) specification of the tree, all values in it; up to `most` steps.

    Blue leads to de-escalation, vermilion to confrontation, grey to neither; dashed is what was taken back or
    would be averted. The background is left to the page.
    """
    layout = laid_out(paths, most=most)
    boxes = {box.number: box for box in layout.boxes}
    note = paths.note or (f"and {layout.left_out:,} steps more, not drawn" if layout.left_out else "")
    height = layout.height + (LINE + 6 if note else 0)
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "description": "What the parties said would follow: a tree from what is supposed to what would come of it.",
        "width": max(layout.width, 2 * WIDTH if note else 0),
        "height": height,
        "padding": 12,
        "background": None,
        "config": {"text": {"font": FONT}},
        "data": [
            {"name": "boxes", "values": [_box(box) for box in layout.boxes]},
            {"name": "lines", "values": [line for box in layout.boxes for line in _lines(box)]},
            {
                "name": "links",
                "values": [_link(boxes[b.under], b) for b in layout.boxes if b.under is not None and b.under in boxes],
            },
            {
                "name": "headings",
                "values": [
                    *({"text": h.text, "y": h.y + 20, "size": 15, "color": HEAD[h.leads]} for h in layout.headings),
                    *([{"text": note, "y": height - 6, "size": 11, "color": HEAD[None]}] if note else []),
                ],
            },
        ],
        "marks": [
            {
                "type": "path",
                "from": {"data": "links"},
                "encode": {
                    "enter": {
                        "path": {"field": "path"},
                        "stroke": {"field": "color"},
                        "strokeWidth": {"value": 1.6},
                        "strokeDash": {"field": "dash"},
                    }
                },
            },
            {
                "type": "rect",
                "from": {"data": "boxes"},
                "encode": {
                    "enter": {
                        "x": {"field": "x"},
                        "y": {"field": "y"},
                        "width": {"value": WIDTH},
                        "height": {"field": "height"},
                        "cornerRadius": {"value": 5},
                        "fill": {"field": "fill"},
                        "stroke": {"field": "color"},
                        "strokeWidth": {"value": 1.4},
                        "strokeDash": {"field": "dash"},
                        "tooltip": {"field": "told"},
                    }
                },
            },
            {"type": "text", "from": {"data": "lines"}, "interactive": False, "encode": {"enter": _TEXT}},
            {
                "type": "text",
                "from": {"data": "headings"},
                "encode": {"enter": {**_TEXT, "x": {"value": 0}, "fontWeight": {"value": "bold"}}},
            },
        ],
    }


def svg(paths: Paths, *, most: int = MOST) -> str:
    """The drawn tree as SVG, made without a browser and without a network."""
    import vl_convert  # noqa: PLC0415  (a JavaScript engine: only who draws waits for it)

    return str(vl_convert.vega_to_svg(paths_spec(paths, most=most), allowed_base_urls=[]))


_TEXT = {
    "x": {"field": "x"},
    "y": {"field": "y"},
    "text": {"field": "text"},
    "fontSize": {"field": "size"},
    "fontWeight": {"field": "weight"},
    "fill": {"field": "color"},
    "font": {"value": FONT},
}


def _box(box: Box) -> dict[str, Any]:
    return {
        "x": box.x, "y": box.y, "height": box.height, "fill": FILL[box.leads], "color": EDGE[box.leads],
        "dash": _dash(box), "told": box.told, "step": box.number,
    }  # fmt: skip


def _lines(box: Box) -> list[dict[str, Any]]:
    found = []
    for n, (text, style) in enumerate(box.lines):
        weight, color, size = STYLES[style]
        y = box.y + PAD + LINE * n + LINE - 4
        found.append({"x": box.x + PAD, "y": y, "text": text, "weight": weight, "color": color, "size": size})
    return found


def _link(start: Box, end: Box) -> dict[str, Any]:
    x1, y1 = start.x + WIDTH, start.y + start.height / 2
    x2, y2 = end.x, end.y + end.height / 2
    bend = GAP_ACROSS / 2
    path = f"M{x1:g},{y1:g}C{x1 + bend:g},{y1:g} {x2 - bend:g},{y2:g} {x2:g},{y2:g}"
    return {"path": path, "color": EDGE[end.leads], "dash": _dash(end)}


def _dash(box: Box) -> list[int]:
    return [5, 4] if box.faded else [1, 0]
