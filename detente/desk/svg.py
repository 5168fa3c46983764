"""Draws a Vega-Lite specification as an SVG that may stand in a page: known elements only, links, no style."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import vl_convert
from lxml import etree
from markupsafe import Markup

__all__ = ["HERE", "NARROW", "WIDE", "both", "draw"]

HERE = "http://desk.invalid"
"""Stands before every link in a specification: the converter wants whole addresses, the page gets paths."""

WIDE, NARROW = 1080, 340
"""Widths in pixels at which a chart is drawn: for a screen, and for a telephone."""

_ELEMENTS = frozenset("svg g path rect line text tspan circle a title desc defs clipPath linearGradient stop".split())
_ATTRIBUTES = frozenset(
    "class width height viewBox transform d x y x1 y1 x2 y2 dx dy r cx cy fill fill-opacity stroke stroke-width "
    "stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit opacity font-size "
    "font-weight font-style text-anchor dominant-baseline clip-path id offset stop-color href".split()
)
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_lock = threading.Lock()


def draw(spec: Mapping[str, Any], *, label: str) -> Markup:
    """The chart as inline SVG, named `label` for those who hear it. Equal specifications are drawn once."""
    return _drawn(json.dumps(spec, sort_keys=True, default=str), label)


@lru_cache(maxsize=128)
def _drawn(spec: str, label: str) -> Markup:
    with _lock:  # one converter: its runtime is not made for several threads
        text = vl_convert.vegalite_to_svg(json.loads(spec), vl_version="5.21")
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    _tidy(root)
    for name in ("version",):
        root.attrib.pop(name, None)
    root.set("class", "chart")
    root.set("role", "group")
    root.set("aria-label", label)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def _tidy(element: etree._Element) -> None:
    """Drops what is not known, turns marks' descriptions into titles, and links into paths of this desk."""
    label = element.get("aria-label")
    target = element.get(_XLINK) or element.get("href")
    for name in list(element.attrib):
        if name not in _ATTRIBUTES:
            del element.attrib[name]
    element.attrib.pop("href", None)
    if element.tag == f"{_SVG}a" and target and target.startswith(f"{HERE}/"):
        element.set("href", target.removeprefix(HERE))
        element.set("tabindex", "-1")  # the table behind the chart has the same links, one stop each
    for child in list(element):
        if (
            not isinstance(child.tag, str)
            or child.tag.removeprefix(_SVG) not in _ELEMENTS
            or (child.get("aria-hidden") == "true" and child.get("display") == "none")
        ):
            element.remove(child)
        else:
            _tidy(child)
    if label and element.tag in (f"{_SVG}path", f"{_SVG}rect", f"{_SVG}circle", f"{_SVG}line"):
        title = etree.Element(f"{_SVG}title")
        title.text = label
        element.insert(0, title)
        parent = element.getparent()
        if parent is not None and parent.tag == f"{_SVG}a":
            parent.set("aria-label", label)


def both(make: Callable[..., Mapping[str, Any] | None], *, label: str) -> dict[str, Markup] | None:
    """The chart that `make(width=...)` specifies at both widths (see `charts`); None where it specifies none."""
    specs = {name: make(width=width) for name, width in (("wide", WIDE), ("narrow", NARROW))}
    return {name: draw(spec, label=label) for name, spec in specs.items() if spec is not None} or None
