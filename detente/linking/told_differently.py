"""Two sentences that tell one thing, item by item: where they cannot both be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from detente.codebook.tolls import Tolls
from detente.linking.counted import can_be_one
from detente.linking.names_apart import are_apart, are_of_one_kind, are_places
from detente.linking.told_sentences import Item, Sentence
from detente.linking.words import fold
from detente.model import Span
from detente.reading.days import day_range
from detente.reading.time_lexicon import lexicon_of

__all__ = ["Difference", "Laid", "differences_between", "exact", "lay", "slots_of"]

MATCHED = 4
"""Telling items that two sentences must share in the same order."""

SHARE = 0.5
"""Share of the shorter sentence's telling items that must: two sentences about one thing in other words share half,
and what they then count or name may be another thing."""

ALIKE = 0.85
"""The same from which two sentences may differ in a name, which in other words may be a name of the same."""

LONG = 10
"""Telling items from which two sentences so alike are one, whatever their slots say."""

AROUND = 2
"""Telling items on each side of a slot of which half must be shared."""

NEGATION = 3
"""Items that a negated verb may have where the other sentence has it without the negation ("did not say", "said")."""

SLOTS = 2
"""Kinds of slots that may differ in two sentences whose reports are not copies: another day and another number are
another happening."""


class Difference(NamedTuple):
    """What two sentences differ in, with the words of each and a value that sides are told apart by."""

    on: str
    one: Span
    other: Span
    says: str
    other_says: str
    toll: str | None = None
    rises: bool = False


class Laid(NamedTuple):
    """The items of two sentences side by side: which is which by their places, and the gaps between."""

    one: Sequence[Item]
    other: Sequence[Item]
    pairs: dict[int, int]
    gaps: list[tuple[int, int, int, int]]


def differences_between(
    laid: Laid, tolls: Tolls, *, language: str, dated: bool, copies: bool, together: Collection[str]
) -> list[Difference]:
    """Where two sentences of one language, laid side by side, cannot both be right; nothing where they tell two things.

    `dated` says that both reports have a day of publication, `copies` that the reports are copies, so that
    several differences are as many changes; `together` are the names of both reports.
    """
    found: list[Difference] = []
    slots = [(i, j) for i, j in laid.pairs.items() if laid.one[i].kind != "word"]
    unlike = [(i, j) for i, j in slots if laid.one[i].plain != laid.other[j].plain]
    telling = [(i, j) for i, j in laid.pairs.items() if laid.one[i].telling]
    same = len(telling) - len(unlike)
    total = min(sum(item.telling for item in items) for items in (laid.one, laid.other)) - len(unlike)
    if same < MATCHED or same < SHARE * total:
        return []
    alike = same >= ALIKE * total
    turned = _count(laid.one, tolls.by) != _count(laid.other, tolls.by)
    swapped = None if turned else _swapped(laid, unlike)
    for i, j in unlike:
        mine, theirs = laid.one[i], laid.other[j]
        if not _same_around(laid, i, j):
            continue
        if mine.kind == "number":
            difference = _number(laid, i, j, tolls)
        elif mine.kind == "day":
            difference = _day(mine, theirs, language=language, dated=dated)
        elif turned or swapped is not None or not (copies or alike):
            continue  # in other words, another name may be a name of the same; "A hit B" and "B was hit by A" are one
        else:
            difference = _name(laid, i, j, tolls, together)
        if difference is not None:
            found.append(difference)
    if swapped is not None:
        found.append(swapped)
    negated = _negated(laid, tolls)
    if negated is not None:
        found.append(negated)
    return found if copies or (alike and same >= LONG) or len({it.on for it in found}) < SLOTS else []


def slots_of(laid: Laid) -> tuple[Counter[str], Counter[str]]:
    """How many numbers, days and names with the same words around them can be one in both, how many cannot."""
    same: Counter[str] = Counter()
    unlike: Counter[str] = Counter()
    slots = [
        (laid.one[i], laid.other[j]) for i, j in laid.pairs.items()
        if laid.one[i].kind != "word" and (_same_beside if laid.one[i].kind == "name" else _same_around)(laid, i, j)
    ]  # fmt: skip
    swapped = {one.plain for one, _ in slots} & {other.plain for _, other in slots}
    for one, other in slots:
        if one.plain == other.plain or {one.plain, other.plain} <= swapped:
            can_be = True
        elif one.count is not None and other.count is not None:
            can_be = can_be_one(one.count, other.count)
        else:
            can_be = one.kind == "name" and not are_apart(one.plain, other.plain, ())
        (same if can_be else unlike)[one.kind] += 1
    return same, unlike


def lay(sentence: Sentence, facing: Sentence) -> Laid:
    """Two sentences side by side: what stands in both in the same order."""
    one, other = sentence.items, facing.items
    pairs: dict[int, int] = {}
    gaps: list[tuple[int, int, int, int]] = []
    gap = [0, 0, 0, 0]
    for step in Indel.opcodes([item.key for item in one], [item.key for item in other]):
        if step.tag == "equal":
            pairs |= dict(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
            if gap != [step.src_start, step.src_start, step.dest_start, step.dest_start]:
                gaps.append((gap[0], step.src_start, gap[2], step.dest_start))
            gap = [step.src_end, step.src_end, step.dest_end, step.dest_end]
    if (gap[0], gap[2]) != (len(one), len(other)):
        gaps.append((gap[0], len(one), gap[2], len(other)))
    return Laid(one, other, pairs, gaps)


def _same_around(laid: Laid, i: int, j: int) -> bool:
    """Whether what stands next to a slot is the same on one side at least, and half of what stands near."""
    beside = laid.pairs.get(i - 1) == j - 1 if i and j else i == j
    behind = laid.pairs.get(i + 1) == j + 1 if i + 1 < len(laid.one) else j + 1 == len(laid.other)
    if not beside and not behind:
        return False
    near = [n for n in range(i - 1, -1, -1) if laid.one[n].telling][:AROUND]
    near += [n for n in range(i + 1, len(laid.one)) if laid.one[n].telling][:AROUND]
    facing = [n for n in range(j - 1, -1, -1) if laid.other[n].telling][:AROUND]
    facing += [n for n in range(j + 1, len(laid.other)) if laid.other[n].telling][:AROUND]
    shared = sum(laid.pairs.get(n) in facing for n in near)
    return 2 * shared >= min(len(near), len(facing)) and shared > 0


def _number(laid: Laid, i: int, j: int, tolls: Tolls) -> Difference | None:
    mine, theirs = laid.one[i], laid.other[j]
    if mine.count is None or theirs.count is None or can_be_one(mine.count, theirs.count):
        return None
    if _in_row(laid.one, i) or _in_row(laid.other, j):
        return None
    unit, other_unit = _unit(laid.one, i), _unit(laid.other, j)
    if unit is None and other_unit is None:
        counted = laid.pairs.get(i - 1) == j - 1
    else:
        people = all(it is not None and it.plain in tolls.people for it in (unit, other_unit))
        counted = people or (unit is not None and other_unit is not None and unit.key == other_unit.key)
    if not counted:
        return None
    near = [item.plain for items, at in ((laid.one, i), (laid.other, j)) for item in items[max(0, at - 4) : at + 6]]
    toll = next((tolls.toll_of[word] for word in near if word in tolls.toll_of), None)
    return Difference("number", _span(mine), _span(theirs), mine.plain, theirs.plain, toll, exact(mine) < exact(theirs))


def _in_row(items: Sequence[Item], at: int) -> bool:
    """Whether a number stands next to another: part of a telephone number or a table."""
    return any(0 <= n < len(items) and items[n].kind == "number" for n in (at - 1, at + 1))


def exact(item: Item) -> float:
    """The number of a slot, without what opens or widens it."""
    return item.count.exact if item.count is not None else 0.0


def _unit(items: Sequence[Item], at: int) -> Item | None:
    return next((item for item in items[at + 1 : at + 3] if item.telling), None)


def _day(mine: Item, theirs: Item, *, language: str, dated: bool) -> Difference | None:
    if mine.when is None or theirs.when is None or mine.when.relation != theirs.when.relation:
        return None
    (first, last), (other_first, other_last) = day_range(mine.when.value), day_range(theirs.when.value)
    if first is None or last is None or other_first is None or other_last is None:
        return None
    weekdays = [_weekdays(it.plain, language) for it in (mine, theirs)]
    if first <= other_last and other_first <= last and (not all(weekdays) or weekdays[0] & weekdays[1]):
        return None
    if not dated and not _same_but_for_the_day(mine.plain, theirs.plain, language):
        return None
    says, other_says = (
        f"{it.when.value} ({it.when.words})" if dated and it.when else it.plain for it in (mine, theirs)
    )
    return Difference("date", _span(mine), _span(theirs), says, other_says)


def _weekdays(words: str, language: str) -> set[int]:
    named = lexicon_of(language).values.get("weekday", {})
    return {named[word] for word in words.replace(",", " ").split() if word in named}


def _same_but_for_the_day(one: str, other: str, language: str) -> bool:
    """Whether words that tell a time are the same but for figures and the names of days and months."""
    values = lexicon_of(language).values
    named = {fold(word): kind for kind in ("weekday", "month") for word in values.get(kind, {})}

    def shape(words: str) -> list[str]:
        return ["0" if word[:1].isdigit() else named.get(word.strip(","), word) for word in words.split()]

    return shape(one) == shape(other)


def _name(laid: Laid, i: int, j: int, tolls: Tolls, together: Collection[str]) -> Difference | None:
    mine, theirs = laid.one[i], laid.other[j]
    if not _same_beside(laid, i, j) or not are_apart(mine.plain, theirs.plain, together):
        return None
    before = [item.plain for item in laid.one[max(0, i - 2) : i] if item.kind == "word"]
    near = [item.plain for item in laid.one[max(0, i - 2) : i + 3] if item.kind == "word"]
    here = bool(set(before) & tolls.where)
    if not here and not set(near) & tolls.says and not are_of_one_kind(mine.plain, theirs.plain):
        return None
    if here or are_places(mine.plain, theirs.plain):
        on = "place"
    elif set(near) & tolls.says:
        on = "speaker"
    else:
        on = "actor"
    return Difference(on, _span(mine), _span(theirs), mine.plain, theirs.plain)


def _same_beside(laid: Laid, i: int, j: int) -> bool:
    """Whether what stands next to a slot is the same on both sides."""
    before = laid.pairs.get(i - 1) == j - 1 if i and j else i == j
    last = i + 1 == len(laid.one), j + 1 == len(laid.other)
    return before and (all(last) or laid.pairs.get(i + 1) == j + 1)


def _swapped(laid: Laid, unlike: Sequence[tuple[int, int]]) -> Difference | None:
    """Two names that have changed places."""
    names = [(i, j) for i, j in unlike if laid.one[i].kind == "name"]
    for n, (i, j) in enumerate(names):
        for k, m in names[n + 1 :]:
            if (laid.one[i].plain, laid.one[k].plain) == (laid.other[m].plain, laid.other[j].plain):
                between = [
                    {item.key for item in items[a:b] if item.telling}
                    for items, a, b in ((laid.one, i + 1, k), (laid.other, j + 1, m))
                ]
                if not between[0] or between[0] != between[1]:
                    continue  # a list in another order, or one inside the other: "Salm's harbour", "harbour of Salm"
                one, other = Span(laid.one[i].start, laid.one[k].end), Span(laid.other[j].start, laid.other[m].end)
                says = (f"{laid.one[i].plain}, {laid.one[k].plain}", f"{laid.other[j].plain}, {laid.other[m].plain}")
                return Difference("actor", one, other, *says)
    return None


def _negated(laid: Laid, tolls: Tolls) -> Difference | None:
    """A clause that is turned round in one sentence and is the same otherwise."""
    if _count(laid.one, tolls.negators) == _count(laid.other, tolls.negators):
        return None
    for a, b, c, d in laid.gaps:
        mine, theirs = laid.one[a:b], laid.other[c:d]
        negators = [_count(items, tolls.negators) for items in (mine, theirs)]
        if sorted(negators) != [0, 1] or max(len(mine), len(theirs)) > NEGATION + 1:
            continue
        verbs = [[it for it in side if it.plain not in tolls.negators | tolls.helping] for side in (mine, theirs)]
        if len(verbs[0]) != len(verbs[1]) or len(verbs[0]) > 1:
            continue
        before, behind = _run(laid, a - 1, c - 1, -1), _run(laid, b, d, 1)
        if before + behind < NEGATION or not behind:
            continue
        one, other = _hull(laid.one, a, b), _hull(laid.other, c, d)
        return Difference("happened", one, other, "not so" if negators[0] else "so", "not so" if negators[1] else "so")
    return None


def _count(items: Sequence[Item], words: Collection[str]) -> int:
    return sum(item.plain in words for item in items)


def _run(laid: Laid, i: int, j: int, step: int) -> int:
    length = 0
    while laid.pairs.get(i) == j and length < NEGATION:
        i, j, length = i + step, j + step, length + 1
    return length


def _hull(items: Sequence[Item], a: int, b: int) -> Span:
    """The items of a gap with the one before and the one behind."""
    first, last = max(0, a - 1), min(len(items) - 1, b)
    return Span(items[first].start, items[last].end)


def _span(item: Item) -> Span:
    return Span(item.start, item.end)
