"""What somebody said would follow if something happened: antecedent, consequent, sense, strength and holder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detente.codebook.conditionals import Conditionals, Opener
from detente.codebook.frames import Frames
from detente.model import Clause, Condition, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.condition_clauses import of_marker
from detente.reading.condition_holders import holder_of
from detente.reading.condition_inverted import of_inverted
from detente.reading.condition_links import of_link, pointing_back, taking_over
from detente.reading.condition_phrases import of_need, of_phrase, of_price, of_result, of_tie
from detente.reading.condition_sides import Setting, Sides
from detente.reading.condition_words import antecedent_words, consequent_words, who_acts, who_follows
from detente.reading.overlap import share_of_shorter
from detente.reading.parsing import Parse
from detente.reading.strength import is_counterfactual, strength_of
from detente.reading.syntax import is_verb

__all__ = ["Stated", "find_conditions"]

SAME = 0.5
"""Share of the shorter span from which two conditions under one verb are one, told twice."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition with its two sides as tokens."""

    condition: Condition
    sides: Sides


def find_conditions(
    parse: Parse, conditionals: Conditionals, frames: Frames, cast: Cast, statements: Sequence[Statement]
) -> list[Stated]:
    """The conditions of a parsed report, in text order, each held by the speaker of the statement that it
    stands in.

    Their clauses have words and who acts; what they are as events is added by `with_events`.
    """
    setting = Setting.of(parse, conditionals, frames, cast, statements)
    found: list[Sides] = []
    for i, word in enumerate(parse.word):
        openers = conditionals.openers.get(word, ())
        sides = next((s for o in openers if (s := _opened(setting, i, o)) is not None), None) if openers else None
        sides = sides or _joined(setting, i)
        if sides is not None and sides.joined and _has_marker(setting, sides):
            continue  # 'an offer could be considered if': a word says what it hangs on
        if sides is not None and sides.antecedent and sides.consequent:
            found.append(sides)
    single = _without_doubles(found)
    stated = []
    for n, sides in enumerate(single):
        before = single[n - 1] if n else None
        whole = taking_over(setting, pointing_back(setting, sides, before), before)
        stated.append(Stated(_condition(setting, whole), whole))
    return stated


_OF: dict[str, Callable[[Setting, int, int, Opener], Sides | None]] = {
    "marker": of_marker,
    "inverted": lambda setting, first, last, opener: of_inverted(setting, first, opener),
    "phrase": of_phrase,
    "link": of_link,
}


def _opened(setting: Setting, i: int, opener: Opener) -> Sides | None:
    """The condition that an opener ending at a token opens."""
    first = _start(setting.parse, i, opener.words)
    if first is None or _is_pseudo(setting, first, i):
        return None
    return _OF[opener.kind](setting, first, i, opener)


def _start(parse: Parse, last: int, words: tuple[str, ...]) -> int | None:
    """The first token of some words that end at a token; adjectives may stand between ('on the sole condition')."""
    t = last - 1
    for word in reversed(words[:-1]):
        while t >= 0 and parse.word[t] != word and parse.tag[t] == "JJ":
            t -= 1
        if t < 0 or parse.word[t] != word:
            return None
        t -= 1
    return t + 1


def _is_pseudo(setting: Setting, first: int, last: int) -> bool:
    """Whether the words at some tokens belong to a phrase that opens no condition."""
    word = setting.parse.word
    for phrase in setting.conditionals.pseudo:
        for n, part in enumerate(phrase):
            at = last - n
            if part == word[last] and at >= 0 and tuple(word[at : at + len(phrase)]) == phrase:
                return at <= first or at + len(phrase) > last + 1
    return False


def _has_marker(setting: Setting, sides: Sides) -> bool:
    """Whether a word that always opens an antecedent stands in a consequent."""
    parse, openers = setting.parse, setting.conditionals.openers
    return any(
        o.kind == "marker" and not o.flags and len(o.words) == 1 and not _is_pseudo(setting, t, t)
        for t in sides.consequent
        for o in openers.get(parse.word[t], ())
        if parse.word[t] != "s'"
    )


def _joined(setting: Setting, i: int) -> Sides | None:
    """The condition whose sides a verb, adjective or noun joins."""
    parse, conditionals = setting.parse, setting.conditionals
    lemma = parse.lemma[i]
    if lemma in conditionals.prices and (sides := of_price(setting, i)):
        return sides
    if lemma in conditionals.ties and (sides := of_tie(setting, i)):
        return sides
    if lemma in conditionals.needs and (sides := of_need(setting, i)):
        return sides
    return of_result(setting, i) if is_verb(parse, i) else None


def _without_doubles(found: list[Sides]) -> list[Sides]:
    """One condition a governing verb: a second 'if' under it widens the first."""
    kept: list[Sides] = []
    for one in sorted(found, key=lambda f: (-f.confidence, f.span)):
        twin = next((k for k in kept if share_of_shorter(k.span, one.span) >= SAME), None)
        if twin is None:
            kept.append(one)
        elif twin.main == one.main and twin.marked and one.marked and twin.sense == one.sense:
            kept[kept.index(twin)] = _widened(twin, one)
    return sorted(kept, key=lambda f: f.span)


def _widened(a: Sides, b: Sides) -> Sides:
    inside = tuple(sorted({*a.antecedent, *b.antecedent}))
    return replace(
        a,
        span=Span(min(a.span.start, b.span.start), max(a.span.end, b.span.end)),
        antecedent=inside,
        consequent=tuple(t for t in a.consequent if t not in inside),
        antecedent_who=tuple(dict.fromkeys((*a.antecedent_who, *b.antecedent_who))),
    )


def _condition(setting: Setting, sides: Sides) -> Condition:
    holder, sure = holder_of(setting, sides)
    antecedent = Clause(who_acts(setting, sides.antecedent_who), antecedent_words(setting, sides))
    consequent = Clause(who_follows(setting, sides, holder), consequent_words(setting, sides))
    counterfactual = is_counterfactual(setting, sides)
    sense = "if" if counterfactual and sides.sense == "as long as" else sides.sense
    report = setting.parse.report.id
    return Condition(
        content_id("condition", report, sides.span, sense), report, sides.span, holder, antecedent, consequent,
        sense, strength_of(setting, sides), counterfactual, round(sides.confidence - (not sure) * 0.1, 2), sides.why,
    )  # fmt: skip
