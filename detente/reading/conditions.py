"""What somebody said would follow if something happened: antecedent, consequent, sense, strength and holder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detente.codebook.conditionals import Conditionals, Opener
from detente.codebook.frames import Frames
from detente.model import Clause, Condition, Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.condition_clauses import of_inverted, of_marker
from detente.reading.condition_links import of_link, pointing_back
from detente.reading.condition_phrases import of_need, of_phrase, of_price, of_result
from detente.reading.condition_sides import Setting, Sides
from detente.reading.overlap import share_of_shorter
from detente.reading.parsing import Parse
from detente.reading.pronouns import WE
from detente.reading.strength import is_counterfactual, strength_of
from detente.reading.syntax import is_verb, subjects, tense, trimmed_span

__all__ = ["Stated", "find_conditions"]

FEWEST_TOLD = 3
"""Tokens that must be somebody's words before what stands around them is taken for the reporter's."""

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
        if sides is not None and sides.antecedent and sides.consequent:
            found.append(sides)
    single = _without_doubles(found)
    stated = []
    for n, sides in enumerate(single):
        whole = pointing_back(setting, sides, single[n - 1] if n else None)
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
        elif twin.main == one.main and not (twin.points_to or one.points_to):
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
    parse, cast, statements = setting.parse, setting.cast, setting.statements
    holder, sure = _holder(setting, sides)
    antecedent = Clause(_ids(cast, sides.antecedent_who), _antecedent_words(setting, sides))
    who = _ids(cast, sides.consequent_who)
    does = _words(parse, _told(parse, sides.consequent, sides.main, statements))
    dire = {parse.word[t] for t in sides.consequent} & setting.conditionals.dire
    if not who and holder is not None and holder.id and dire:
        who = (cast.side(holder.id),)  # whoever warns of consequences will see to them
    counterfactual = is_counterfactual(setting, sides)
    sense = "if" if counterfactual and sides.sense == "as long as" else sides.sense
    report = parse.report.id
    return Condition(
        content_id("condition", report, sides.span, sense), report, sides.span, holder, antecedent, Clause(who, does),
        sense, strength_of(setting, sides), counterfactual, round(sides.confidence - (not sure) * 0.1, 2), sides.why,
    )  # fmt: skip


def _antecedent_words(setting: Setting, sides: Sides) -> str:
    parse = setting.parse
    words = _words(parse, _told(parse, sides.antecedent, sides.verb, setting.statements))
    return f"{words} ({_words(parse, sides.points_to)})" if sides.points_to else words


def _holder(setting: Setting, sides: Sides) -> tuple[Party | None, bool]:
    """The speaker of the innermost statement that holds most of the condition, of wishes those that are told; and
    whether he is sure to be. Words that go on without a speaker are those of the sentence before.
    """
    span = sides.span
    told = [s for s in setting.statements if s.speaker and (s.attitude != "wants" or s.act in TOLD)]
    holding = [s for s in told if _share_of_first(span, _whole(s)) >= HELD]
    innermost = min(holding, key=lambda s: _whole(s).end - _whole(s).start, default=None)
    if innermost is not None:
        return innermost.speaker, True
    return _who_binds(setting, sides) or _begun_by(span, told) or _goes_on_speaking(setting, sides, told), False


def _who_binds(setting: Setting, sides: Sides) -> Party | None:
    """Who offered, agreed or demanded, where the report tells it without his words: 'offered to leave provided'."""
    parse, conditionals = setting.parse, setting.conditionals
    if sides.asked:
        return next((p for s in sides.consequent_who if (p := setting.cast.party(s)) is not None), None)
    for head, words in ((sides.main, conditionals.committing), (sides.verb, conditionals.obliging)):
        if is_verb(parse, head) and parse.lemma[head] in words and tense(parse, head) == "past":
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


def _ids(cast: Cast, tokens: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for t in tokens for i in cast.ids(t)))


def _told(parse: Parse, tokens: Sequence[int], head: int, statements: Sequence[Statement]) -> Sequence[int]:
    """The tokens without a cue that breaks somebody's words: '“…,” he told reporters, “we shall leave”'. Where the
    head of the side is none of those words, nothing is broken."""
    start, end = parse.start[tokens[0]], parse.end[tokens[-1]]
    said = [c for s in statements if s.attitude == "said" for c in s.content_spans if c.start < end and start < c.end]
    cued = any(s.cue_span and start <= s.cue_span.start < end for s in statements if s.attitude == "said")
    inside = [t for t in tokens if any(c.start <= parse.start[t] < c.end for c in said)]
    return inside if cued and head in inside and len(inside) >= FEWEST_TOLD else tokens


def _words(parse: Parse, tokens: Sequence[int]) -> str:
    """The words of a clause; of the pieces around a clause inside it, those that say something."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and not any(parse.word[k].isalnum() for k in range(runs[-1][-1] + 1, t)):
            runs[-1].append(t)
        else:
            runs.append([t])
    telling = [r for r in runs if any(is_verb(parse, t) or parse.tag[t].startswith("NN") for t in r)] or runs
    spans = [trimmed_span(parse, run[0], run[-1]) for run in telling]
    words = " ".join(" ".join(parse.text[a:b].split()) for a, b in spans)
    return words.strip('“”"‘’ ,') or words
