"""What somebody said would follow if something happened: antecedent, consequent, sense, strength and holder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detente.codebook.conditionals import Conditionals, Opener
from detente.codebook.frames import Frames
from detente.model import Clause, Condition, Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.condition_clauses import of_marker
from detente.reading.condition_inverted import of_inverted
from detente.reading.condition_links import of_link, pointing_back, taking_over
from detente.reading.condition_phrases import of_need, of_phrase, of_price, of_result
from detente.reading.condition_sides import Setting, Sides
from detente.reading.condition_words import antecedent_words, consequent_words, who_acts, who_follows
from detente.reading.overlap import share_of_shorter
from detente.reading.parsing import Parse
from detente.reading.pronouns import WE
from detente.reading.strength import is_counterfactual, strength_of
from detente.reading.syntax import children, is_verb, subjects, tense

__all__ = ["Stated", "find_conditions"]

TOLD = frozenset({"threatens", "promises", "offers", "demands", "agrees", "refuses", "warns"})
"""Acts by which somebody tells what he would do, even where the report does not give the words."""

HELD = 0.6
"""Share of a condition that must stand in somebody's words for it to be his."""

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
    holder, sure = _holder(setting, sides)
    antecedent = Clause(who_acts(setting, sides.antecedent_who), antecedent_words(setting, sides))
    consequent = Clause(who_follows(setting, sides, holder), consequent_words(setting, sides))
    counterfactual = is_counterfactual(setting, sides)
    sense = "if" if counterfactual and sides.sense == "as long as" else sides.sense
    report = setting.parse.report.id
    return Condition(
        content_id("condition", report, sides.span, sense), report, sides.span, holder, antecedent, consequent,
        sense, strength_of(setting, sides), counterfactual, round(sides.confidence - (not sure) * 0.1, 2), sides.why,
    )  # fmt: skip


def _holder(setting: Setting, sides: Sides) -> tuple[Party | None, bool]:
    """The speaker of the innermost statement that holds most of the condition, of wishes those that are told; and
    whether he is sure to be. Words that go on without a speaker are those of the sentence before.
    """
    span = sides.span
    told = [s for s in setting.statements if s.speaker and (s.attitude != "wants" or s.act in TOLD)]
    holding = [s for s in told if _share_of_first(span, _whole(s)) >= HELD]
    innermost = min(holding, key=lambda s: _whole(s).end - _whole(s).start, default=None)
    if innermost is not None:
        return _other_than_own_words(setting, innermost) or innermost.speaker, True
    within = next((s.speaker for s in told if _reports_within(setting, sides, s)), None)
    if within is not None:
        return within, True
    return _who_binds(setting, sides) or _begun_by(span, told) or _goes_on_speaking(setting, sides, told), False


def _other_than_own_words(setting: Setting, s: Statement) -> Party | None:
    """Who stands behind the cue, where the speaker that was read stands in the words that are told: 'les garanties
    …, a déclaré M. Castro'."""
    named, cue, parse = s.speaker_span, s.cue_span, setting.parse
    if named is None or cue is None or not any(c.start <= named.start < c.end for c in s.content_spans):
        return None
    after = max(parse.tokens_in(*cue)) + 1
    end = parse.sentences[parse.sentence[after - 1]][1]
    comma = next((t for t in range(after, end) if not parse.word[t][-1:].isalnum() and parse.word[t] != "m."), end)
    return next((p for t in range(after, comma) if (p := setting.cast.party(t)) is not None and p.id), None)


def _reports_within(setting: Setting, sides: Sides, s: Statement) -> bool:
    """'If they leave, he wrote, “we shall pay”': who says so stands between the sides, and the consequent is his."""
    if s.cue_span is None or not sides.span.start <= s.cue_span.start < sides.span.end or s.attitude != "said":
        return False
    at = setting.parse.start[sides.main]
    return any(c.start <= at < c.end for c in s.content_spans)


def _who_binds(setting: Setting, sides: Sides) -> Party | None:
    """Who offered, agreed or demanded, where the report tells it without his words: 'offered to leave provided'."""
    parse, conditionals = setting.parse, setting.conditionals
    if sides.asked:
        return next((p for s in sides.consequent_who if (p := setting.cast.party(s)) is not None), None)
    for head, words in ((sides.main, conditionals.committing), (sides.verb, conditionals.obliging)):
        said = {parse.lemma[c] for c in (head, *children(parse, head, "acomp"))}  # 'was ready to'
        if is_verb(parse, head) and said & words and tense(parse, head) == "past":
            return next((p for s in subjects(parse, head) if (p := setting.cast.party(s)) is not None), None)
    return None


def _begun_by(span: Span, told: Sequence[Statement]) -> Party | None:
    """The speaker of the words that a condition begins with: 'he said they must leave; otherwise, ...'."""
    begun = [s for s in told if s.attitude == "said" and any(c.start <= span.start < c.end for c in s.content_spans)]
    return min(begun, key=lambda s: s.span.end - s.span.start).speaker if begun else None


def _goes_on_speaking(setting: Setting, sides: Sides, told: Sequence[Statement]) -> Party | None:
    """Who spoke in the sentence before, where the condition takes up his words or is told in his way."""
    parse = setting.parse
    here = parse.sentence[sides.main]
    if here == 0 or parse.paragraph[here] != parse.paragraph[here - 1]:
        return None
    first, last = parse.sentences[here - 1]
    before = parse.span(first, last - 1)
    said = [s for s in told if s.attitude == "said" and before.start <= s.span.start and s.span.end <= before.end + 1]
    if not said:
        return None
    own = any(parse.word[t] in WE for t in (*sides.antecedent, *sides.consequent))
    supposed = strength_of(setting, sides) in {"would", "could"}
    return said[-1].speaker if own or supposed or sides.points_to else None


def _whole(s: Statement) -> Span:
    return Span(min(s.span.start, s.content_spans[0].start), s.content_spans[-1].end)


def _share_of_first(a: Span, b: Span) -> float:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / max(1, a.end - a.start)
