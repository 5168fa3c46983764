"""Paths on the screen: the two ends with their steps, then a tree for each act that is supposed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from detente.cli.speaking import count, shorten
from detente.outlook.labels import act_label, asked, days, doubted, said_by
from detente.outlook.leading import CONFRONTATION, DEESCALATION
from detente.outlook.nouns import Branch, Chain, Paths, Step

__all__ = ["ends", "path_tree"]

COLOUR = {DEESCALATION: "blue", CONFRONTATION: "dark_orange", None: ""}
DEEPEST = 12
"""Levels of a tree that the screen has room for; --json has all."""

ID_DIGITS = 8


def path_tree(paths: Paths, *, width: int, most: int) -> Iterator[RenderableType]:
    """The parts of the page, in order, for a screen of `width` columns, with `most` trees."""
    if paths.note is not None:
        yield Text(paths.note)
        return
    told = sum(len(branch.tellings) for branch in paths.branches.values())
    day = f" as of {paths.as_of.isoformat()}" if paths.as_of else ""
    yield Text(f"{count(told, 'condition')} on record{day}; nothing here but what somebody said\n")
    yield from ends(paths, width=width)
    roots = [step.number for step in paths.steps if step.under is None]
    for root in roots[:most]:
        yield _tree(paths, root, width)
    if len(roots) > most:
        yield Text(f"{len(roots) - most:,} more; --limit {len(roots)} shows all")
    if paths.counterfactual:
        yield Text("Of what did not happen", "bold")
        for id_ in paths.counterfactual[:most]:
            branch = paths.branches[id_]
            label = f"if {act_label(paths.acts[branch.antecedent])}, then {act_label(paths.acts[branch.consequent])}"
            yield Text(f"  {shorten(label, 2 * width - 20)}\n    {_told(branch)}")


def ends(paths: Paths, *, width: int, most: int = 3) -> Iterator[RenderableType]:
    """The path of de-escalation and that of confrontation, `most` ways to each."""
    for end, ways in ((DEESCALATION, paths.deescalation), (CONFRONTATION, paths.confrontation)):
        yield Text(f"The path of {end}", f"bold {COLOUR[end]}")
        for way in ways[:most]:
            yield _way(paths, way, width)
        if not ways:
            yield Text("  nobody named one\n")


def _way(paths: Paths, way: Chain, width: int) -> Text:
    """A way, a line a step: what is supposed, then what follows, and under each who says so, when and where."""
    text = Text()
    for number in way.steps:
        step = paths.steps[number]
        act = paths.acts[step.act]
        if step.branch is None:
            lead = "unless" if act.unless else "if"
            text.append(f"  {lead} {shorten(act_label(act).removeprefix('not done: '), width - 10)}\n")
        else:
            text.append(f"    then {shorten(act_label(act), width - 10)}\n")
            text.append(f"         {shorten(_source(paths.branches[step.branch]), width - 10)}\n", "dim")
    return text


def _source(branch: Branch) -> str:
    """Who says it, when and where, in short."""
    where = ", ".join(branch.outlets) or count(len({telling.report for telling in branch.tellings}), "report")
    return f"{said_by(branch)}, {days(branch.first_day, branch.last_day)}, {where}"


def _tree(paths: Paths, root: int, width: int) -> Tree:
    """A tree without recursion: each step is put under the one that it follows."""
    start = paths.steps[root]
    act = paths.acts[start.act]
    lead = "Averted: " if start.averted else "Unless " if act.unless else "If "
    label = act_label(act).removeprefix("not done: ")
    top = Tree(Text(f"{lead}{shorten(label, 2 * width - 20)}", f"bold {COLOUR[act.leads]}"), guide_style="dim")
    at = {root: top}
    for step in paths.steps[root + 1 :]:
        if step.under is None:
            break
        if step.under in at and step.depth <= DEEPEST:
            at[step.number] = at[step.under].add(_label(paths, step, width - 4 * step.depth))
    return top


def _label(paths: Paths, step: Step, width: int) -> Text:
    act = paths.acts[step.act]
    branch = paths.branches[step.branch or ""]
    text = Text(shorten(act_label(act), 2 * width), COLOUR[act.leads])
    text.append(f"\n“{shorten(branch.tellings[0].words, width - 2)}”", "italic")
    text.append(f"\n{_told(branch)}", "dim")
    price = asked(branch, paths.acts[branch.antecedent], act)
    if price and branch.sense != "if":
        text.append(f"\n{branch.sense}: {shorten(price, width)}", "dim")
    elif price:
        text.append(f"\nasks {shorten(price, width - 5)}", "dim")
    for doubt in branch.doubts[:2]:
        text.append(f"\nbut {doubted(doubt)}: {shorten(doubt.words, width - 30)} {doubt.entry[:ID_DIGITS]}", "dim")
    if step.goes_on is not None:
        where = paths.steps[step.goes_on]
        round_ = "comes round to" if _is_above(paths, where, step) else "goes on at"
        text.append(f"\n{round_}: {shorten(act_label(paths.acts[where.act]), width - 16)}", "bold")
    return text


def _told(branch: Branch) -> str:
    """Who says it, how firmly, when, how often and where, and the entry to look at."""
    times = len(branch.tellings)
    told_in = branch.outlets or dict.fromkeys(telling.report for telling in branch.tellings)
    what = "outlet" if branch.outlets else "report"
    where = "".join(f"{outlet}, " for outlet in branch.outlets)
    if times > 1:
        where = f"{times} times in {count(len(told_in), what)} of {count(branch.origins, 'origin')}, "
    gone = "" if branch.stands else "taken back since, "
    when = days(branch.first_day, branch.last_day)
    return f"{said_by(branch)}: {branch.strength}; {gone}{when}, {where}{branch.tellings[0].condition[:ID_DIGITS]}"


def _is_above(paths: Paths, where: Step, step: Step) -> bool:
    above: int | None = step.number
    while above is not None and above != where.number:
        above = paths.steps[above].under
    return above is not None
