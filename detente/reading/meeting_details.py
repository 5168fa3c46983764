"""What kind of meeting it is: its form, the rank of those who meet, who receives, the building or line, the topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from detente.codebook.gatherings import LEVELS, Gatherings, load_gatherings
from detente.reading.cast import Cast
from detente.reading.meeting_clause import MARGINS, OTHER_TIMES, phrases_in, within
from detente.reading.meeting_parties import attending
from detente.reading.meeting_standing import ANNOUNCING
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    agents,
    ancestors,
    children,
    conjuncts,
    is_passive,
    is_verb,
    objects,
    subjects,
    trimmed_span,
)
from detente.reading.where import city_before
from detente.sources.datelines import AFTER_PLACE, DATELINE

__all__ = ["city_beside", "dateline", "form_of", "host_of", "level_of", "topic_of", "venue_of"]

ON_TOPIC = {"on", "about", "over", "regarding", "concerning", "sur", "concernant"}
BY_LINE = {"by", "over", "via", "on", "through", "par", "au", "en"}
INSIDE = {"at", "in", "inside", "aboard", "à", "au", "dans", "en"}
TO_PLACE = {"in", "at", "to", "à"}
FINITE = {"VBD", "VBZ", "VBP", "VBF", "VBC", "MD"}
ARTICLE = re.compile(r"\A(?:the|les?|la)\s+|\Al['’]", re.IGNORECASE)
DATELINE_WITHIN = 400
"""Characters from the head of a report within which its dateline stands."""
COUNTRIES = {"capital", "city", "name", "region", "seat"}


def form_of(
    parse: Parse, anchor: int, nouns: Sequence[int], tokens: Sequence[int], gatherings: Gatherings
) -> str | None:
    """The form whose words say most: a phrase in the clause, the meeting's own noun, another noun, its verb."""
    said = {phrase for _, phrase in phrases_in(parse, tokens, [p for f in gatherings.forms for p in f.phrases])}
    rounds = [parse.head[parse.head[n]] for n in nouns if parse.dep[n] == "pobj"]  # 'a round of negotiations'
    near = {parse.lemma[n] for n in (*nouns, *rounds)}
    around = {parse.lemma[t] for t in tokens if parse.tag[t].startswith("NN")} & gatherings.nouns
    verb = parse.lemma[anchor] if is_verb(parse, anchor) else ""
    for form in gatherings.forms:
        if said.intersection(form.phrases):
            return form.name
    for words in (near, around):
        for form in gatherings.forms:
            if words & form.nouns:
                return form.name if words is near or not _goes(verb, gatherings) else "visit"
    verbs = (verb, *(parse.lemma[c] for c in children(parse, anchor, "xcomp") if verb))  # 'agreed to meet'
    return next((form.name for v in verbs for form in gatherings.forms if v in form.verbs), None)


def _goes(verb: str, gatherings: Gatherings) -> bool:
    return verb in gatherings.going


def level_of(
    parse: Parse, parties: Iterable[str], tokens: Sequence[int], cast: Cast, gatherings: Gatherings
) -> str | None:
    """The lowest rank among those who meet, by their words in the clause and the offices that persons hold."""
    found = {gatherings.levels[phrase] for _, phrase in phrases_in(parse, tokens, gatherings.levels)}
    titles = load_gatherings("en")  # offices have their English titles in the files of actors
    for party in parties:
        actor = cast.used.get(party)
        held = [o.title for o in actor.offices if _held(o.start, o.end, cast.on)] if actor is not None else []
        ranks = {rank for title in held if (rank := _rank(title.lower().split(), titles))}
        if ranks:
            found.add(max(ranks, key=LEVELS.index))
    return min(found, key=LEVELS.index) if found else None


def _held(start: date | None, end: date | None, on: date | None) -> bool:
    return on is None or ((start is None or start <= on) and (end is None or on <= end))


def _rank(title: Sequence[str], gatherings: Gatherings) -> str | None:
    for size in (4, 3, 2, 1):
        for first in range(len(title) - size + 1):
            if level := gatherings.levels.get(tuple(title[first : first + size])):
                return level
    return None


def venue_of(parse: Parse, tokens: Sequence[int], place: str | None, cast: Cast, gatherings: Gatherings) -> str | None:
    """The building after 'at' ('Palais des Nations'), or the line it is held over, with its preposition."""
    chosen = set(tokens)
    for token in tokens:
        if parse.dep[token] not in {"prep", "prt", "advmod"} and parse.word[token] not in BY_LINE:
            continue
        for noun in children(parse, token, "pobj"):
            if noun not in chosen:
                continue
            if parse.word[token] in BY_LINE and parse.lemma[noun] in gatherings.lines:
                return _words(parse, [token, *_name(parse, noun)])
            if parse.word[token] in INSIDE and _is_venue(parse, token, noun, cast, gatherings):
                name = ARTICLE.sub("", _words(parse, _name(parse, noun)))
                if name != place:
                    return name
    return None


def city_beside(parse: Parse, anchor: int, cast: Cast, gatherings: Gatherings) -> str | None:
    """The city before a meeting's noun, or after 'in' or 'to' in what follows, up to the next verb or topic.

    The latter by its name alone: taggers and parsers stumble over names of cities.
    """
    if (city := city_before(cast, anchor)) is not None:
        return city
    _, end = parse.sentences[parse.sentence[anchor]]
    carrying = gatherings.holding | ANNOUNCING  # 'talks that were scheduled in', 'the meeting ended in'
    for token in range(anchor + 1, end):
        if parse.word[token] in OTHER_TIMES or (parse.word[token] in ON_TOPIC and not _before_date(parse, token)):
            return None
        verb = parse.head[token] if parse.dep[token] in {"aux", "auxpass"} else token
        told = (
            (verb, *children(parse, verb, "xcomp")) if parse.lemma[verb] == "be" else (verb,)
        )  # 'is to take place in'
        carries = any(parse.lemma[v] in carrying for v in told)
        if parse.tag[token] in FINITE and not (carries and _is_of(parse, verb, anchor)):
            return None
        mention = cast.mention_at.get(token)
        if mention is not None and mention.kind in {"capital", "city"}:
            first = parse.tokens_in(mention.start, mention.end)[0]
            if parse.word[first - 1] in TO_PLACE:
                return parse.text[mention.start : mention.end]
    return None


def dateline(parse: Parse, anchor: int, cast: Cast) -> str | None:
    """The city that the report is written from, where its 'here' is where they meet."""
    verb = next((a for a in (anchor, *ancestors(parse, anchor)) if is_verb(parse, a)), anchor)
    if not any(parse.word[c] == "here" for node in (anchor, verb) for c in children(parse, node, "advmod")):
        return None
    head = DATELINE.search(parse.text, 0, parse.reach.start + DATELINE_WITHIN)
    opening = head[0] if head is not None else parse.text[parse.reach.start : parse.reach.start + DATELINE_WITHIN]
    for mention in cast.gazetteer.find(opening, on=cast.on)[:1]:
        if mention.kind in {"capital", "city"} and AFTER_PLACE.match(opening, mention.end) is not None:
            name = opening[mention.start : mention.end]
            return name.title() if name.isupper() else name
    return None


def _is_of(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a verb has the noun as its subject, in the clause or in a relative one."""
    if parse.dep[verb] == "relcl":
        return parse.head[verb] == noun
    return parse.head[noun] == verb and parse.dep[noun] in {"nsubj", "nsubjpass"}


def _before_date(parse: Parse, preposition: int) -> bool:
    return preposition + 1 < len(parse) and parse.entity[preposition + 1] in {"DATE", "TIME"}


def _is_venue(parse: Parse, preposition: int, noun: int, cast: Cast, gatherings: Gatherings) -> bool:
    mention = cast.mention_at.get(noun)
    if mention is not None and mention.kind == "seat":
        return True
    words = {parse.lemma[t] for t in _name(parse, noun)} | {parse.word[t] for t in _name(parse, noun)}
    return bool(words & gatherings.venues)


def _name(parse: Parse, noun: int) -> list[int]:
    """A noun with what stands before it, and the 'of' or the name that follows."""
    tokens = [noun]
    for c in parse.children[noun]:
        if (c < noun and parse.dep[c] not in {"punct", "cc", "prep"}) or (
            c > noun
            and (parse.dep[c] in {"flat", "compound", "nmod"} or parse.word[c] in {"of", "des", "du", "de", "d'"})
        ):
            tokens += within(parse, c)
    return sorted(tokens)


def _words(parse: Parse, tokens: Sequence[int]) -> str:
    span = trimmed_span(parse, tokens[0], tokens[-1])
    return " ".join(parse.text[span.start : span.end].split())


def host_of(
    parse: Parse,
    anchor: int,
    nouns: Sequence[int],
    parties: Sequence[str],
    where: Iterable[str | None],
    cast: Cast,
    gatherings: Gatherings,
) -> str | None:
    """Who receives: the subject of 'host', or the party in whose country the place or venue lies."""
    for token in (anchor, *nouns, *ancestors(parse, anchor)):
        for verb in (token, *children(parse, token, "acl")):
            if is_verb(parse, verb) and parse.lemma[verb] in gatherings.hosting:
                who = agents(parse, verb) if is_passive(parse, verb) else subjects(parse, verb)
                found = [cast.side(actor) for t in who for actor in attending(parse, t, cast, gatherings)]
                if found:
                    return found[0]
    sides = [cast.side(party) for party in parties]
    visitors = {cast.side(actor) for noun in nouns for t in agents(parse, noun) for actor in cast.ids(t)}
    if visitors and len(set(sides) - visitors) == 1:  # 'a visit by the Russian foreign minister'
        return next(side for side in sides if side not in visitors)
    for place in where:
        mentions = cast.gazetteer.find(place, on=cast.on) if place else []
        lands = {c for m in mentions[:1] if m.kind in COUNTRIES for c in m.candidates}
        here = [side for side in sides if side in lands]
        if here:
            return here[0]
    return None


def topic_of(parse: Parse, anchors: Sequence[int], place: str | None, gatherings: Gatherings) -> str | None:
    """What it is about: 'on arms control', 'to discuss arms control'; without the place that stands last."""
    topic = _told_topic(parse, anchors, gatherings)
    ending = re.search(rf" (?:{'|'.join(sorted(TO_PLACE))}) {re.escape(place)}\Z", topic) if topic and place else None
    return topic[: ending.start()] if topic and ending else topic


def _told_topic(parse: Parse, anchors: Sequence[int], gatherings: Gatherings) -> str | None:
    for anchor in anchors:
        for node in (anchor, parse.head[anchor]):
            for p in children(parse, node, "prep"):
                nouns = children(parse, p, "pobj", "pcomp")
                if parse.word[p] in ON_TOPIC and nouns and _may_be_topic(parse, nouns[0], gatherings):
                    return _topic(parse, nouns[0])
    for anchor in anchors:
        for node in (anchor, parse.head[anchor], *conjuncts(parse, anchor)):
            for verb in children(parse, node, "xcomp", "advcl", "acl", "relcl"):
                told = objects(parse, verb) if parse.lemma[verb] in gatherings.discussing else []
                told = told or (
                    children(parse, verb, "xcomp", "ccomp", "pcomp")
                    if parse.lemma[verb] in gatherings.discussing
                    else []
                )
                if told and not is_passive(parse, verb):
                    return _topic(parse, told[0])
    return None


def _may_be_topic(parse: Parse, noun: int, gatherings: Gatherings) -> bool:
    return (
        parse.entity[noun] not in {"DATE", "TIME"}
        and parse.lemma[noun] not in gatherings.lines
        and parse.word[noun] not in MARGINS
    )


def _topic(parse: Parse, top: int) -> str:
    tokens = sorted(t for t in within(parse, top) if parse.entity[t] not in {"DATE", "TIME"})
    first = tokens[0]
    last = first
    for token in tokens:  # up to the first gap: a day or a clause that is not of the topic
        if token > last + 1:
            break
        last = token
    return _words(parse, [first, last])
