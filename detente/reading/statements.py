"""Who said what: joins cues and quotations into statements with speaker, addressee, manner, day and venue."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.cues import Cues
from detente.model import Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.cue_matching import Attribution, find_attributions
from detente.reading.drafts import (
    RENDERING,
    WANTS_OR_THINKS,
    Draft,
    draft_of_content,
    draft_of_quoted,
    manner,
    quotations_said,
)
from detente.reading.labelled import headline_speech, labelled_speech, signed_quotations
from detente.reading.nested_statements import without_doubles, without_parts
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation, in_quotation
from detente.reading.quoting import attach_quotations
from detente.reading.syntax import child, children, prepositional, subtree
from detente.reading.times import When

__all__ = ["find_statements"]

VENUES = frozenset(
    "conference interview speech call briefing statement letter tweet telegram message summit meeting address "
    "hearing rally broadcast testimony memo report debate communique note conférence entretien discours lettre "
    "communiqué allocution message".split()
)
"""Nouns after 'at', 'in', 'during', 'on' that say where or in what words were spoken."""

HE_OR_SHE = frozenset({"he", "she", "il", "elle"})
SAME_BREATH = 300
"""Characters within which 'he' without a name goes on with the last speaker."""

SPOKEN_AT = {"at", "in", "during", "on", "by", "lors", "dans", "à", "au", "via", "over"}


def find_statements(
    parse: Parse, cues: Cues, cast: Cast, times: Sequence[When], quotations: list[Quotation]
) -> list[Statement]:
    """The statements of a parsed report, in text order; nested ones stand beside the one that holds them."""
    attributions = find_attributions(parse, cues)
    drafts: list[Draft] = []
    governed: dict[Span, Attribution] = {}
    for attribution in attributions:
        draft = draft_of_content(parse, attribution, quotations)
        if draft is None:
            continue
        quoted_whole = quotations_said(parse, draft, quotations)
        for quotation in quoted_whole:
            governed.setdefault(quotation.span, attribution)
        if not quoted_whole:
            drafts.append(draft)
    labelled = [
        *labelled_speech(parse), *signed_quotations(parse, quotations), *headline_speech(parse, cues, cast),
    ]  # fmt: skip
    drafts += [draft_of_quoted(q) for q in labelled]
    covered = [s for d in drafts for s in d.contents]
    drafts += [
        draft_of_quoted(q)
        for q in attach_quotations(parse, attributions, quotations, covered=covered, governed=governed)
    ]
    statements: list[Statement] = []
    for draft in sorted(
        without_doubles(parse.text, without_parts(parse, drafts, cast)),
        key=lambda d: (d.contents[0].start, -d.contents[-1].end),
    ):
        statements.append(_statement(parse, draft, quotations, cast, times, statements))
    return statements


def _statement(
    parse: Parse,
    draft: Draft,
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
    how_told = manner(text, draft.contents, quotations)
    attitude = _attitude(attribution, how_told) if attribution else "said"
    cue = attribution.cue.lemma if attribution else None
    if attribution:
        cue = text[parse.start[attribution.anchor] : parse.end[attribution.anchor]]
        if attribution.frame == "according":
            cue = text[cue_span.start : cue_span.end] if cue_span else cue
    why = f"cue '{cue}' ({attitude}, {act}), {draft.how}" if cue else draft.how
    return Statement(
        content_id("statement", parse.report.id, draft.contents, cue, speaker), parse.report.id, span, draft.contents,
        speaker,
        speaker_span, to, attitude, act, how_told, words, cue, cue_span, said_on, venue,
        draft.confidence, why,
    )  # fmt: skip


def _attitude(attribution: Attribution, how_told: str) -> str:
    """The cue's attitude; but an act that is only named, with none of its words, shows what its speaker wants or
    thinks.

    'He threatened to leave', 'Paris denies the charge' tell an intention and a belief; 'he said that he would
    leave' and 'threatened "consequences"' render words.
    """
    attitude = attribution.cue.attitude
    renders = attribution.frame in RENDERING | {"adverb"} and attribution.cue.kind != "noun"
    if attitude != "said" or renders or how_told != "indirect":
        return attitude
    return WANTS_OR_THINKS.get(attribution.cue.act, attitude)


def _speaker(
    parse: Parse, draft: Draft, quotations: list[Quotation], cast: Cast, before: list[Statement]
) -> tuple[Party | None, Span | None]:
    if draft.source is None:
        return None, None
    at = parse.start[draft.source]
    relative = _relative_subject(parse, draft)
    span = cast.name_span(draft.source) if relative is None else parse.span(relative, relative)
    if parse.word[draft.source] in {"i", "we", "je", "nous"}:
        quotation = in_quotation(quotations, at)
        outer = next((s for s in reversed(before) if any(c.start <= at < c.end for c in s.content_spans)), None)
        if outer is not None:
            return outer.speaker, span
        if quotation is None:
            return None, span
    party = cast.party(draft.source)
    if party is not None and party.id is None and parse.word[draft.source] in {"one", "some"}:
        party = Party(None, parse.text[slice(*span)])  # 'one of them', whoever they are
    if party is None and parse.word[draft.source].lstrip("-") in HE_OR_SHE and before:
        # 'the foreign minister said … he added': nobody known by name, so the speaker of the words just before
        last = before[-1]
        if at - last.content_spans[-1].end < SAME_BREATH:
            party = last.speaker
    return party, span


def _relative_subject(parse: Parse, draft: Draft) -> int | None:
    """The 'who' of 'the envoy, who said that ...': there the speaker stands, as with any pronoun."""
    if draft.anchor is None:
        return None
    verb = draft.anchor
    subject = child(parse, verb, "nsubj")
    if subject is None and parse.dep[verb] == "conj":
        subject = child(parse, parse.head[verb], "nsubj")
    if (
        subject is None
        or subject == draft.source
        or not (parse.tag[subject] in {"WP", "WDT"} or parse.word[subject] == "qui")
    ):
        return None
    return subject


def _said_on(
    parse: Parse, draft: Draft, speaker: Party | None, times: Sequence[When], before: list[Statement]
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


def _addressee(parse: Parse, draft: Draft, cast: Cast) -> tuple[tuple[str, ...], str | None]:
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
