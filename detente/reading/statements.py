"""Who said what: joins cues and quotations into statements with speaker, addressee, manner, day and venue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.codebook.cues import Cues
from detente.model import Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.contents import (
    asides,
    letters,
    merged,
    over_quotations,
    pieces,
    without_first_preposition,
)
from detente.reading.cue_matching import Attribution, find_attributions
from detente.reading.labelled import headline_speech, labelled_speech, signed_quotations
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation, in_quotation, quotations_within
from detente.reading.quoting import Quoted, attach_quotations
from detente.reading.syntax import children, prepositional, subtree
from detente.reading.times import When

__all__ = ["find_statements"]

VENUES = frozenset(
    "conference interview speech call briefing statement letter tweet telegram message summit meeting address "
    "hearing rally broadcast testimony memo report debate communique note conférence entretien discours lettre "
    "communiqué allocution message".split()
)
"""Nouns after 'at', 'in', 'during', 'on' that say where or in what words were spoken."""

NAMING_FRAMES = frozenset({"object", "object+infinitive", "object+predicate", "as"})
"""Frames whose content is a thing or a person, not words."""

FEWEST_WORDS = {"preposition": 3, "infinitive": 3, "object": 3}
"""Words that a content without quotation marks must have, by frame."""

HE_OR_SHE = frozenset({"he", "she", "il", "elle"})
SAME_BREATH = 300
"""Characters within which 'he' without a name goes on with the last speaker."""

SPOKEN_AT = {"at", "in", "during", "on", "by", "lors", "dans", "à", "au", "via", "over"}
WANTS_OR_THINKS = {
    "demands": "wants", "offers": "wants", "promises": "wants", "threatens": "wants", "refuses": "wants",
    "agrees": "wants",
    "accuses": "thinks", "denies": "thinks", "praises": "thinks", "regrets": "thinks",
}  # fmt: skip
"""Attitude that an act shows when a report only names it."""

SAME = 0.8
"""Share of the union from which two contents are one statement found twice."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its speaker is known by name."""

    anchor: int | None
    attribution: Attribution | None
    contents: tuple[Span, ...]
    source: int | None
    confidence: float
    how: str


def find_statements(
    parse: Parse, cues: Cues, cast: Cast, times: Sequence[When], quotations: list[Quotation]
) -> list[Statement]:
    """The statements of a parsed report, in text order; nested ones stand beside the one that holds them."""
    attributions = find_attributions(parse, cues)
    drafts: list[_Draft] = []
    governed: dict[Span, Attribution] = {}
    for attribution in attributions:
        draft = _of_content(parse, attribution, quotations)
        if draft is None or _part_of_quotation(parse, attribution, quotations):
            continue
        if _says_little(parse, attribution, draft, quotations):
            continue
        quoted_whole = _quotations_said(parse, draft, attribution, quotations)
        for quotation in quoted_whole:
            governed.setdefault(quotation.span, attribution)
        if not quoted_whole:
            drafts.append(draft)
    labelled = [
        *labelled_speech(parse), *signed_quotations(parse, quotations), *headline_speech(parse, cues, cast),
    ]  # fmt: skip
    drafts += [_of_quoted(q) for q in labelled]
    covered = [s for d in drafts for s in d.contents]
    drafts += [
        _of_quoted(q) for q in attach_quotations(parse, attributions, quotations, covered=covered, governed=governed)
    ]
    statements: list[Statement] = []
    for draft in sorted(
        _without_doubles(parse.text, _without_named(parse, drafts)),
        key=lambda d: (d.contents[0].start, -d.contents[-1].end),
    ):
        statements.append(_statement(parse, draft, quotations, cast, times, statements))
    return statements


def _part_of_quotation(parse: Parse, attribution: Attribution, quotations: list[Quotation]) -> bool:
    """Inside a quotation, 'I think' or 'he wants it' is part of the words said, no statement of its own.

    What a name is reported to have said there is one: '“The Kremlin has said that …,” he recalled'.
    """
    if in_quotation(quotations, parse.start[attribution.anchor]) is None:
        return False
    source, cue = attribution.source, attribution.cue
    named = source is not None and parse.tag[source].startswith("NNP")
    return not (named and cue.attitude == "said" and attribution.frame in {"clause", "according"})


def _says_little(parse: Parse, attribution: Attribution, draft: _Draft, quotations: list[Quotation]) -> bool:
    """'Spoke about race', 'discussed it': too few words to be the content of anything, unless they are quoted."""
    fewest = FEWEST_WORDS.get(attribution.frame, 1)
    if any(parse.tag[t] in {"WDT", "WP"} for t in attribution.content):
        fewest = 1  # 'sanctions, which he warned against': the pronoun stands for many words
    count = sum(len(parse.text[a:b].split()) for a, b in draft.contents)
    return count < fewest and in_quotation(quotations, draft.contents[0].start) is None


def _quotations_said(
    parse: Parse, draft: _Draft, attribution: Attribution, quotations: list[Quotation]
) -> list[Quotation]:
    """The quotations that are the whole content of a cue outside them; none where the content is more or less."""
    if attribution.frame != "clause" or in_quotation(quotations, parse.start[attribution.anchor]) is not None:
        return []
    if _manner(parse.text, draft.contents, quotations) != "direct":
        return []
    found = [in_quotation(quotations, c.start) for c in draft.contents]
    return [q for q in dict.fromkeys(found) if q is not None and q.words >= 3]


def _of_quoted(quoted: Quoted) -> _Draft:
    attribution = quoted.attribution
    return _Draft(
        attribution.anchor if attribution else None, attribution, quoted.contents,
        attribution.source if attribution else quoted.source, quoted.confidence, quoted.how,
    )  # fmt: skip


def _of_content(parse: Parse, attribution: Attribution, quotations: list[Quotation]) -> _Draft | None:
    if not attribution.content:
        return None
    anchor_in = in_quotation(quotations, parse.start[attribution.anchor])
    own = {attribution.anchor, *attribution.cue_tokens}
    if attribution.source is not None and attribution.frame in {"clause", "according"}:
        name = set(subtree(parse, attribution.source))
        own |= name if attribution.anchor not in name else {attribution.source}
    own |= asides(parse, attribution, quotations)
    runs = pieces(parse, [t for t in attribution.content if t not in own])
    spans = merged([over_quotations(parse.text, s, quotations, anchor_in) for s in runs])
    if attribution.frame == "preposition" and spans:
        spans = [without_first_preposition(parse, spans[0]), *spans[1:]]
    spans = [s for s in spans if any(ch.isalnum() for ch in parse.text[s.start : s.end])]
    if not spans:
        return None
    confidence = {
        "clause": 0.9,
        "according": 0.85,
        "infinitive": 0.8,
        "object+infinitive": 0.8,
        "object": 0.55,
        "adverb": 0.5,
    }.get(attribution.frame, 0.7)
    return _Draft(
        attribution.anchor,
        attribution,
        tuple(spans),
        attribution.source,
        confidence,
        f"frame {attribution.frame}",
    )


def _without_named(parse: Parse, drafts: list[_Draft]) -> list[_Draft]:
    """Drops attributions inside somebody's words that only name an act or a topic: part of what is said there.

    'He said it would discuss the plan' is one statement; 'he said Moscow had warned that …' is two, for the inner
    one renders words.
    """
    ordered = sorted(drafts, key=lambda d: (d.contents[0].start, -d.contents[-1].end))
    kept: list[_Draft] = []
    open_until: list[tuple[int, _Draft]] = []
    for draft in ordered:
        start, end = draft.contents[0].start, draft.contents[-1].end
        open_until = [(stop, d) for stop, d in open_until if stop > start]
        inside = any(stop >= end and (stop - d.contents[0].start) > (end - start) for stop, d in open_until)
        if not (inside and _only_names(parse, draft)):
            kept.append(draft)
            open_until.append((end, draft))
    return kept


def _only_names(parse: Parse, draft: _Draft) -> bool:
    attribution = draft.attribution
    if attribution is None:
        return False
    if attribution.frame == "preposition":
        named = attribution.source is not None and parse.tag[attribution.source].startswith("NNP")
        return attribution.cue.attitude == "said" and not named
    return attribution.frame in NAMING_FRAMES


def _without_doubles(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """Drops a draft whose content another, surer one has almost whole."""
    kept: list[tuple[set[int], _Draft]] = []
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        own = letters(text, draft.contents)
        if own and not any(len(own & k) >= SAME * len(own | k) for k, _ in kept if k & own):
            kept.append((own, draft))
    return [draft for _, draft in kept]


def _statement(
    parse: Parse,
    draft: _Draft,
    quotations: list[Quotation],
    cast: Cast,
    times: Sequence[When],
    before: list[Statement],
) -> Statement:
    text = parse.text
    attribution = draft.attribution
    cue_span = parse.span(attribution.cue_tokens[0], attribution.cue_tokens[-1]) if attribution else None
    speaker, speaker_span = _speaker(parse, draft, quotations, cast, before)
    span = Span(draft.contents[0].start, draft.contents[-1].end)
    if (
        cue_span
        and attribution
        and attribution.frame in {"preposition", "object", "object+", "infinitive"}
        and cue_span.end <= span.start < cue_span.end + 80
    ):
        span = Span(cue_span.start, span.end)  # 'warned of severe consequences': the verb belongs to the evidence
    words = " … ".join(text[a:b] for a, b in draft.contents)
    said_on = _said_on(parse, draft, speaker, times, before)
    to, venue = _addressee(parse, draft, cast)
    act = attribution.cue.act if attribution else "states"
    manner = _manner(text, draft.contents, quotations)
    attitude = _attitude(attribution, manner) if attribution else "said"
    cue = attribution.cue.lemma if attribution else None
    if attribution:
        cue = text[parse.start[attribution.anchor] : parse.end[attribution.anchor]]
        if attribution.frame == "according":
            cue = text[cue_span.start : cue_span.end] if cue_span else cue
    why = f"cue '{cue}' ({attitude}, {act}), {draft.how}" if cue else draft.how
    return Statement(
        content_id("statement", parse.report.id, draft.contents, cue, speaker), parse.report.id, span, draft.contents,
        speaker,
        speaker_span, to, attitude, act, manner, words, cue, cue_span, said_on, venue,
        draft.confidence, why,
    )  # fmt: skip


def _attitude(attribution: Attribution, manner: str) -> str:
    """The cue's attitude; but an act that is only named, with none of its words, shows what its speaker wants or
    thinks.

    'He threatened to leave', 'Paris denies the charge' tell an intention and a belief; 'he said that he would
    leave' and 'threatened "consequences"' render words.
    """
    attitude = attribution.cue.attitude
    renders = attribution.frame in {"clause", "according", "quote", "adverb"} and attribution.cue.kind != "noun"
    if attitude != "said" or renders or manner != "indirect":
        return attitude
    return WANTS_OR_THINKS.get(attribution.cue.act, attitude)


def _manner(text: str, contents: Sequence[Span], quotations: list[Quotation]) -> str:
    quoted = [
        Span(max(a, q.span.start), min(b, q.span.end)) for a, b in contents for q in quotations_within(quotations, a, b)
    ]
    said, inside = len(letters(text, contents)), len(letters(text, quoted))
    return "indirect" if not inside else "direct" if inside >= 0.9 * said else "mixed"


def _speaker(
    parse: Parse, draft: _Draft, quotations: list[Quotation], cast: Cast, before: list[Statement]
) -> tuple[Party | None, Span | None]:
    if draft.source is None:
        return None, None
    at = parse.start[draft.source]
    span = cast.name_span(draft.source)
    if parse.word[draft.source] in {"i", "we", "je", "nous"}:
        quotation = in_quotation(quotations, at)
        outer = next((s for s in reversed(before) if any(c.start <= at < c.end for c in s.content_spans)), None)
        if outer is not None:
            return outer.speaker, span
        if quotation is None:
            return None, span
    party = cast.party(draft.source)
    if party is None and parse.word[draft.source] in HE_OR_SHE and before:
        # 'the foreign minister said … he added': nobody known by name, so the speaker of the words just before
        last = before[-1]
        if at - last.content_spans[-1].end < SAME_BREATH:
            party = last.speaker
    return party, span


def _said_on(
    parse: Parse, draft: _Draft, speaker: Party | None, times: Sequence[When], before: list[Statement]
) -> str | None:
    if draft.anchor is not None:
        first, last = parse.sentences[parse.sentence[draft.anchor]]
        start, end = parse.start[first], parse.end[last - 1]
        for when in times:
            outside = not any(c.start <= when.span.start < c.end for c in draft.contents)
            if (
                start <= when.span.start < end
                and outside
                and when.precision in {"day", "part of day", "minute"}
                and when.value
            ):
                return when.value
    if speaker is not None:
        return next((s.said_on for s in reversed(before) if s.speaker == speaker and s.said_on), None)
    return None


def _addressee(parse: Parse, draft: _Draft, cast: Cast) -> tuple[tuple[str, ...], str | None]:
    if draft.attribution is None or draft.anchor is None:
        return (), None
    anchor, cue = draft.anchor, draft.attribution.cue
    named: list[int] = []
    if "object" in cue.addressee:
        named = [
            c
            for c in children(parse, anchor, "dobj", "dative")
            if c not in draft.attribution.content or draft.attribution.frame == "object"
        ]
    hanging = prepositional(parse, anchor)
    named += [n for w, n in hanging if w in cue.addressee]
    to = tuple(dict.fromkeys(i for n in named for i in cast.ids(n)))
    venue = None
    for w, n in hanging:
        if w in SPOKEN_AT and parse.lemma[n] in VENUES:
            tokens = [t for t in subtree(parse, n) if parse.tag[t] not in {"DT"} or t > n]
            venue = parse.text[parse.start[tokens[0]] : parse.end[n]]
            break
    if venue is None:
        for n in named:
            if parse.entity[n] in {"ORG"} and not cast.ids(n):
                venue = parse.text[slice(*cast.name_span(n))]
    return to, venue
