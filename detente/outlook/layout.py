"""Where the boxes of a drawn tree stand: left to right by depth, no two of them on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from detente.outlook.labels import days, doubted, said_by, sides, tidy
from detente.outlook.leading import CONFRONTATION, DEESCALATION
from detente.outlook.nouns import Act, Branch, Paths, Step

__all__ = ["Box", "Heading", "Layout", "laid_out"]

WIDTH, GAP_ACROSS, GAP_DOWN = 264, 46, 12
"""Of a box, and between boxes, in pixels."""

LINE, PAD, HEADING = 15, 8, 34
LETTERS = 41
"""Characters a line: at 11 pixels the widest common sans-serif (DejaVu Sans) fills 264 pixels less the padding."""

WORDS = 4
"""Lines of words at most; the rest is in the tooltip."""


@dataclass(frozen=True, slots=True)
class Box:
    """A step drawn at (x, y), its upper left corner, in pixels; `lines` are (text, style: head, words or foot)."""

    number: int
    x: float
    y: float
    height: float
    lines: tuple[tuple[str, str], ...]
    leads: str | None
    faded: bool
    told: str
    under: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above trees that lead one way."""

    text: str
    y: float
    leads: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is drawn; `left_out` counts steps that there was no room for."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    headings: tuple[Heading, ...]
    left_out: int


def laid_out(paths: Paths, *, most: int) -> Layout:
    """Places the trees one under the other, those that lead to de-escalation first; whole trees up to `most` steps.

    A first tree of more steps is cut after `most` of them.
    """
    below: dict[int, list[int]] = {}
    for step in paths.steps:
        if step.under is not None:
            below.setdefault(step.under, []).append(step.number)
    boxes: list[Box] = []
    headings: list[Heading] = []
    y = 0.0
    drawn = 0
    for leads, roots in _sections(paths, most=most):
        headings.append(Heading(_HEADINGS[leads], y, leads))
        y += HEADING
        for root in roots:
            tree = _tree(root, below)[: most - drawn]
            drawn += len(tree)
            placed, y = _placed(paths, tree, below, y)
            boxes += placed
    across = max((box.x for box in boxes), default=0.0) + WIDTH
    return Layout(across, y, tuple(boxes), tuple(headings), len(paths.steps) - drawn)


_HEADINGS = {
    DEESCALATION: "The path of de-escalation",
    CONFRONTATION: "The path of confrontation",
    None: "Elsewhere",
}


def _sections(paths: Paths, *, most: int) -> list[tuple[str | None, list[int]]]:
    """Roots by where their tree leads, the ways that were most strongly said first; as many as there is room for."""
    score: dict[int, dict[str, float]] = {}
    root = 0
    for step in paths.steps:
        root = step.number if step.under is None else root
        leads = paths.acts[step.act].leads
        if step.branch and leads and not step.averted:
            ways = score.setdefault(root, {})
            ways[leads] = ways.get(leads, 0.0) + paths.branches[step.branch].weight
    named = [way.steps[0] for ways in (paths.deescalation, paths.confrontation) for way in ways]
    roots = [step.number for step in paths.steps if step.under is None]
    size = {number: end - number for number, end in pairwise([*roots, len(paths.steps)])}
    room = most
    chosen: set[int] = set()
    for number in dict.fromkeys([*named, *roots]):
        if room >= min(size[number], most):
            chosen.add(number)
            room -= size[number]
    by_way: dict[str | None, list[int]] = {DEESCALATION: [], CONFRONTATION: [], None: []}
    for number in dict.fromkeys([*named, *roots]):
        if number in chosen:
            ways = score.get(number, {})
            by_way[max(sorted(ways), key=ways.__getitem__) if ways else None].append(number)
    return [(way, numbers) for way, numbers in by_way.items() if numbers]


def _tree(root: int, below: dict[int, list[int]]) -> list[int]:
    """The numbers of a tree, each after the one that it follows."""
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed(below.get(found[-1], [])))
    return found


def _placed(paths: Paths, tree: Sequence[int], below: dict[int, list[int]], top: float) -> tuple[list[Box], float]:
    """A box for each step: leaves one under the other, every other beside the middle of those that follow it, and
    pushed down where that would put it on the box above it in its column."""
    shown = set(tree)
    lines = {number: _lines(paths, paths.steps[number]) for number in tree}
    height = {number: 2 * PAD + LINE * len(lines[number]) for number in tree}
    depth0 = paths.steps[tree[0]].depth
    y: dict[int, float] = {}
    floor: dict[int, float] = {}
    next_free = top
    for number in reversed(_last_first(tree, below)):
        step = paths.steps[number]
        following = [n for n in below.get(number, []) if n in shown]
        column = step.depth - depth0
        if following:
            middle = (y[following[0]] + y[following[-1]] + height[following[-1]]) / 2
            place = max(middle - height[number] / 2, floor.get(column, top))
        else:
            place = max(next_free, floor.get(column, top))
        y[number] = place
        floor[column] = place + height[number] + GAP_DOWN
        next_free = max(next_free, place + height[number] + GAP_DOWN)
    boxes = [
        Box(
            number, (paths.steps[number].depth - depth0) * (WIDTH + GAP_ACROSS), y[number], height[number],
            lines[number], paths.acts[paths.steps[number].act].leads, _faded(paths, paths.steps[number]),
            _told(paths, paths.steps[number]), paths.steps[number].under,
        )
        for number in tree
    ]  # fmt: skip
    return boxes, next_free


def _last_first(tree: Sequence[int], below: dict[int, list[int]]) -> list[int]:
    """An order whose reverse comes to each step after all that follow it, first ones first."""
    shown, found, waiting = set(tree), [], [tree[0]]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(n for n in below.get(found[-1], []) if n in shown)
    return found


def _lines(paths: Paths, step: Step) -> tuple[tuple[str, str], ...]:
    act = paths.acts[step.act]
    branch = paths.branches.get(step.branch or "")
    lead = "" if branch else "Averted, unless" if step.averted else "Unless" if act.unless else "If"
    head = " ".join(filter(None, (lead, "not done:" if branch and act.unless else "", sides(act))))
    words = wrap(tidy(act.words), LETTERS, max_lines=WORDS, placeholder=" …") or [""]
    lines = [(line, "head") for line in wrap(head, LETTERS)]
    lines += [(line, "words") for line in words]
    foot = _foot(branch) if branch else []
    if step.goes_on is not None:
        where = paths.acts[paths.steps[step.goes_on].act]
        foot.append(f"goes on at: {sides(where) or 'if'} {tidy(where.words)}")
    lines += [
        (line, "foot")
        for text in foot
        for line in wrap(text, LETTERS + 3, max_lines=2, placeholder=" …", break_on_hyphens=False)
    ]
    return tuple(lines)


def _foot(branch: Branch) -> list[str]:
    times = len(branch.tellings)
    told = f", {times} times" if times > 1 else ""
    when = days(branch.first_day, branch.last_day)
    sense = "" if branch.sense == "if" else f", {branch.sense}"
    foot = [f"{said_by(branch)}: {branch.strength}{sense}{told}; {when}"]
    if not branch.stands:
        foot.append("taken back since")
    return foot + [f"but {doubted(doubt)}" for doubt in branch.doubts[:1]]


def _faded(paths: Paths, step: Step) -> bool:
    return step.averted or (step.branch is not None and not paths.branches[step.branch].stands)


def _told(paths: Paths, step: Step) -> str:
    """What a tooltip shows: the exact words of the latest telling, else of the act."""
    branch = paths.branches.get(step.branch or "")
    act: Act = paths.acts[step.act]
    return " ".join((branch.tellings[0].words if branch else act.words).split())
