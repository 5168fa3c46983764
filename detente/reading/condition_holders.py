"""Whose condition it is: who said it, the innermost where one quotes another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.codebook.cues import load_cues
from detente.model import Party, Span, Statement
from detente.reading.condition_links import ORDERS
from detente.reading.condition_sayers import SAYS, party_of, sayer_ahead, sayer_before
from detente.reading.condition_sides import Setting, Sides
from detente.reading.pronouns import WE
from detente.reading.strength import strength_of
from detente.reading.syntax import ancestors, children, is_passive, is_verb, subjects, tense

__all__ = ["holder_of"]

TOLD = frozenset({"threatens", "promises", "offers", "demands", "agrees", "refuses", "warns"})
"""Acts by which somebody tells what he would do, even where the report does not give the words."""

HELD = 0.6
"""Share of a condition that must stand in somebody's words for it to be his."""

JOINED = re.compile(r"[\s,;]*(?:\b(?:and|but|et|mais)\s+)?(?:\b(?:that|que)\s+)?")
"""What may stand between somebody's words and a condition that goes on with them."""


def holder_of(setting: Setting, sides: Sides) -> tuple[Party | None, bool]:
    """The speaker of the innermost statement that holds most of the condition, of wishes those that are told; and
    whether he is sure to be. Words that go on without a speaker are those of the sentence before.
    """
    span = sides.span
    told = [s for s in setting.statements if s.speaker and (s.attitude != "wants" or s.act in TOLD)]
    holding = [s for s in told if _share_of_first(span, _whole(s)) >= HELD]
    innermost = min(holding, key=lambda s: _whole(s).end - _whole(s).start, default=None)
    if innermost is not None:
        bound = _who_binds(setting, sides, reported=True) if innermost.attitude == "said" else None
        return bound or _other_than_own_words(setting, innermost) or innermost.speaker, True
    within = next((s.speaker for s in told if _reports_within(setting, sides, s)), None)
    if within is not None:
        return within, True
    beside = _who_says(setting, sides)
    if beside is not None:
        return beside, True
    begun = _begun_by(span, told) or _joined_to(setting, span, told)
    return _who_binds(setting, sides) or begun or _goes_on_speaking(setting, sides, told), False


def _who_says(setting: Setting, sides: Sides) -> Party | None:
    """Who says the sentence of a condition where no statement names him."""
    parse = setting.parse
    here = parse.sentence[sides.main]
    told = {*sides.antecedent, *sides.consequent}
    beside = (s for s in setting.sayers if parse.sentence[s.first] == here and told.isdisjoint(range(s.first, s.end)))
    names = next((s.names for s in beside), ())
    if not names:
        cued = (s for s in setting.statements if s.speaker is None and s.cue_span and s.attitude == "said")
        holding = (s for s in cued if _share_of_first(sides.span, _whole(s)) >= HELD)
        cues = (parse.tokens_in(*s.cue_span) for s in holding if s.cue_span)
        names = next((found for tokens in cues for t in tokens if (found := sayer_before(parse, t))), ())
    begun = parse.sentences[here][0]
    return party_of(setting.cast, names or sayer_ahead(parse, begun, min(told), setting.cues))


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


def _who_binds(setting: Setting, sides: Sides, *, reported: bool = False) -> Party | None:
    """Who offered, agreed or demanded, where the report tells it without his words: 'offered to leave provided'.
    Where another's words tell it (`reported`), only who is named and spoke: 'the envoy said Oslo had offered to'."""
    parse, conditionals = setting.parse, setting.conditionals
    if reported:
        return _who_spoke(setting, sides.main) or _who_holds(setting, sides)
    if sides.asked:
        return next((p for s in sides.consequent_who if (p := setting.cast.party(s)) is not None), None)
    begun, ended = parse.sentences[parse.sentence[sides.main]]
    ordered = next((t for t in range(begun, ended) if parse.lemma[t] in ORDERS and t < sides.main), None)
    if ordered is not None and is_verb(parse, parse.head[ordered]) and sides.sense == "unless":
        giving = subjects(parse, parse.head[ordered])  # 'gave them an ultimatum: leave or be bombed'
        return next((p for s in giving if (p := setting.cast.party(s)) is not None), None)
    for head, words in ((sides.main, conditionals.committing | SAYS), (sides.verb, conditionals.obliging)):
        said = {parse.lemma[c] for c in (head, *children(parse, head, "acomp"))}  # 'was ready to'
        headline = head == sides.main and parse.tag[head] == "VBZ"  # 'Lome offers calm in exchange for'
        if is_verb(parse, head) and said & words and (headline or tense(parse, head) == "past"):
            return next((p for s in subjects(parse, head) if (p := setting.cast.party(s)) is not None), None)
    return None


def _who_spoke(setting: Setting, verb: int) -> Party | None:
    """Whom a clause names as offering, agreeing or threatening to do something, as done."""
    parse, cast = setting.parse, setting.cast
    if not is_verb(parse, verb) or parse.lemma[verb] not in setting.conditionals.committing:
        return None
    if tense(parse, verb) != "past" or is_passive(parse, verb) or not children(parse, verb, "xcomp", "ccomp"):
        return None
    named = (s for s in subjects(parse, verb) if not parse.tag[s].startswith(("PRP", "WP")))
    return next((p for s in named if (p := cast.party(s)) is not None and p.id), None)


def _who_holds(setting: Setting, sides: Sides) -> Party | None:
    """Who believes or says a condition within the words of another: 'a traveller said officers feared that ...'."""
    parse, cues = setting.parse, load_cues(setting.parse.language).verbs
    node = sides.main
    for above in ancestors(parse, sides.main):
        if above in setting.cues or parse.sentence[above] != parse.sentence[node]:
            break
        if parse.dep[node] == "ccomp" and any("clause" in c.frames for c in cues.get(parse.lemma[above], ())):
            named = (s for s in subjects(parse, above) if not parse.tag[s].startswith(("PRP", "WP", "DT")))
            return next((p for s in named if (p := setting.cast.party(s)) is not None), None)
        node = above
    return None


def _begun_by(span: Span, told: Sequence[Statement]) -> Party | None:
    """The speaker of the words that a condition begins with: 'he said they must leave; otherwise, ...'."""
    begun = [s for s in told if s.attitude == "said" and any(c.start <= span.start < c.end for c in s.content_spans)]
    return min(begun, key=lambda s: s.span.end - s.span.start).speaker if begun else None


def _joined_to(setting: Setting, span: Span, told: Sequence[Statement]) -> Party | None:
    """The speaker of the words right before it in the sentence: 'they said there were many, and if ...'."""
    text = setting.parse.text
    said = [s for s in told if s.attitude == "said" and s.content_spans[-1].end <= span.start]
    last = max(said, key=lambda s: s.content_spans[-1].end, default=None)
    if last is None or not JOINED.fullmatch(text, last.content_spans[-1].end, span.start):
        return None
    return last.speaker


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
