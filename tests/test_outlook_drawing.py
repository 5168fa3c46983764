"""The drawn tree: boxes that hold their words and stand apart, and an SVG that needs nothing from outside."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

from outlook_samples import Did, If, record_of

from detente.outlook import Paths, paths
from detente.outlook.drawing import EDGE, paths_spec, svg
from detente.outlook.layout import GAP_DOWN, LINE, PAD, WIDTH
from detente.outlook.leading import CONFRONTATION, DEESCALATION

LEAVE, LIFT = "BOR withdraws its patrol boats", "ARE lifts the blockade of the harbour"
QUARREL = (
    If(LEAVE, LIFT),
    If(LEAVE, "ARE opens talks on the fishing grounds and on whatever else Boravia may wish to lay before it"),
    If("ARE lifts its blockade of the harbour", "COR invites both to talks in Salm", holder="COR"),
    If("BOR attacks the harbour", "ARE severe consequences"),
    If("ARE severe consequences", "BOR attacks the harbour", holder="BOR"),
    If(LEAVE, "ARE closes the strait", sense="unless"),
    Did("Boravia refuses to withdraw its patrol boats", "REJECT", "BOR", day=3, about="withdraw its patrol boats"),
)


def of(*told: Any, **asked: Any) -> Paths:
    with record_of(*told) as record:
        return paths(record, **asked)


def values(spec: dict[str, Any], name: str) -> list[dict[str, Any]]:
    (found,) = [data["values"] for data in spec["data"] if data["name"] == name]
    assert isinstance(found, list)
    return found


def test_no_two_boxes_overlap_and_every_line_stands_in_one() -> None:
    spec = paths_spec(of(*QUARREL))
    boxes = values(spec, "boxes")
    assert len(boxes) == len(of(*QUARREL).steps)
    for a, b in combinations(boxes, 2):
        aside = a["x"] + WIDTH <= b["x"] or b["x"] + WIDTH <= a["x"]
        assert aside or a["y"] + a["height"] + GAP_DOWN <= b["y"] or b["y"] + b["height"] + GAP_DOWN <= a["y"]
    for line in values(spec, "lines"):
        assert [
            box
            for box in boxes
            if box["x"] < line["x"] < box["x"] + WIDTH
            and box["y"] + LINE <= line["y"] + PAD <= box["y"] + box["height"]
        ]
        # the widest common sans-serif, DejaVu Sans, has 0.6 of its size for a letter on the average
        assert len(line["text"]) * line["size"] * 0.6 < WIDTH + 3 * PAD
    assert all(box["y"] + box["height"] <= spec["height"] for box in boxes)


def test_colours_say_where_it_leads_and_headings_name_both_ends() -> None:
    found = of(*QUARREL)
    boxes = {box["step"]: box for box in values(paths_spec(found), "boxes")}
    for step in found.steps:
        assert boxes[step.number]["color"] == EDGE[found.acts[step.act].leads]
    assert {EDGE[DEESCALATION], EDGE[CONFRONTATION]} <= {box["color"] for box in boxes.values()}
    headings = [heading["text"] for heading in values(paths_spec(found), "headings")]
    assert headings[:2] == ["The path of de-escalation", "The path of confrontation"]


def test_every_step_is_linked_to_the_one_that_it_follows() -> None:
    found = of(*QUARREL)
    assert len(values(paths_spec(found), "links")) == len([step for step in found.steps if step.under is not None])


def test_a_tree_too_large_to_draw_says_what_is_left_out() -> None:
    chain = [f"ARE opens {word}k" for word in "ba ce di fo gu ha je li mo nu pa re".split()]
    found = of(*(If(a, b) for a, b in pairwise(chain)))
    spec = paths_spec(found, most=5)
    assert len(values(spec, "boxes")) == 5
    assert values(spec, "headings")[-1]["text"] == "and 7 steps more, not drawn"


def test_what_would_be_averted_is_dashed() -> None:
    found = of(*QUARREL, supposing="Boravia withdraws its boats")
    boxes = {box["step"]: box["dash"] for box in values(paths_spec(found), "boxes")}
    assert {step.averted: boxes[step.number] for step in found.steps} == {False: [1, 0], True: [5, 4]}


def test_the_svg_is_whole_and_asks_nothing_from_outside() -> None:
    picture = svg(of(*QUARREL))
    root = ElementTree.fromstring(picture)
    texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "withdraws its patrol boats" in texts
    assert "The path of confrontation" in texts
    outside = picture.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert "http" not in outside
    assert "url(" not in outside
    assert set(ElementTree.fromstring(picture).iter()) and 'font-family="sans-serif"' in picture


def test_nothing_to_draw_is_a_drawing_that_says_so() -> None:
    picture = svg(of())
    assert "nothing on record says what would follow" in picture
    json.dumps(paths_spec(of()))
