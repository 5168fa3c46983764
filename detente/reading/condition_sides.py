"""The two sides of a stated condition as tokens, and how the words around a marker fall into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.codebook.conditionals import Conditionals
from detente.codebook.cues import load_cues
from detente.codebook.frames import Frames
from detente.model import Span, Statement
from detente.reading.cast import Cast
from detente.reading.condition_order import FINITE, JOINING, THEN, has_clause
from detente.reading.condition_sayers import Sayer, sayers
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    child,
    children,
    is_negated,
    is_verb,
    possessors,
    subjects,
    subtree,
    tense,
    trimmed_span,
)

__all__ = [
    "NOBODY",
    "Setting",
    "Sides",
    "clause_tokens",
    "demands",
    "doers",
    "finite_above",
    "head_of",
    "hull",
    "is_ahead",
    "is_moved_back",
    "is_question",
    "is_refused",
]

FULL_STOPS = frozenset({".", "!", "?", ";"})
NOBODY_NAMED = frozenset({"it", "on", "a"})
"""How a clause opens that says that something was said, by nobody named: 'it was added', 'a-t-on appris'."""
LONGEST_ASIDE = 5
NOBODY = frozenset("no not n't nobody nothing none never neither nor aucun aucune rien personne jamais ni".split())


@dataclass(frozen=True, slots=True)
class Sides:
    """A condition as tokens. `points_to` are the tokens that an antecedent like 'that happens' takes up."""

    span: Span
    antecedent: tuple[int, ...]
    consequent: tuple[int, ...]
    verb: int
    """The head of the antecedent: a verb, or the noun of a phrase."""
    main: int
    """The head of the consequent."""
    sense: str
    confidence: float
    why: str
    antecedent_who: tuple[int, ...] = ()
    consequent_who: tuple[int, ...] = ()
    points_to: tuple[int, ...] = ()
    asked: bool = False
    """What would follow is what has been made a condition of, or asked for."""
    joined: bool = False
    """The verb of the consequent only joins it to the antecedent: 'will be met with', 'would have consequences'."""
    unreal: bool = False
    """The antecedent is told as what did not happen: 'had they ...'."""
    meant: int | None = None
    """The noun of the antecedent told before that 'they' stands for in this one."""
    marked: bool = False
    """A marker opens the clause of the antecedent; a second one under the same verb widens it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A parsed report with what is known of it before its conditions are: who stands where, who says what."""

    parse: Parse
    conditionals: Conditionals
    frames: Frames
    cast: Cast
    statements: Sequence[Statement]
    cues: frozenset[int]
    """Tokens of the words that report what somebody said or thinks."""
    asides: frozenset[int]
    """Tokens of clauses that only say that something was said: ', it was added,', and those of `sayers`."""
    sayers: Sequence[Sayer]
    """Who says a sentence where no statement shows it."""

    @staticmethod
    def of(
        parse: Parse, conditionals: Conditionals, frames: Frames, cast: Cast, statements: Sequence[Statement]
    ) -> Setting:
        """The setting of a report, its cues gathered."""
        reporting = [s.cue_span for s in statements if s.cue_span and s.speaker and s.attitude != "wants"]
        cues = frozenset(t for span in reporting for t in parse.tokens_in(*span))
        saying = sayers(parse, cues)
        asides = _asides(parse) | {t for s in saying for t in range(s.first, s.end)}
        return Setting(parse, conditionals, frames, cast, statements, cues, asides, saying)

    def around(self, i: int) -> list[int]:
        """The tokens of the sentence of a token that are told together with it: the words of the innermost
        statement that holds it, else the sentence without who says what."""
        parse, at = self.parse, self.parse.start[i]
        first, last = parse.sentences[parse.sentence[i]]
        start, end = parse.start[first], parse.end[last - 1]
        here = [s for s in self.statements if s.attitude != "wants" and s.span.start < end and start < s.span.end]
        holding = [s for s in here if any(c.start <= at < c.end for c in s.content_spans)]
        # 'would consider force should they attack': no thought of its own begins with the marker
        holding = [s for s in holding if s.attitude != "thinks" or s.content_spans[0].start != at]
        broken = [s for s in holding if s.content_spans[0].start == at and self._breaks_clause(s, first)]
        holding = [s for s in holding if s not in broken]
        told = min(holding, key=lambda s: sum(c.end - c.start for c in s.content_spans), default=None)
        if told is not None:
            return [t for t in self._of_content(told, first, last) if t not in self.asides]
        after = [(s, part) for s in here for part in (s.cue_span, s.speaker_span) if part]
        saying = [part for s, part in after if s.content_spans[0].start < part.start or s in broken]
        rest = [t for t in range(first, last) if not any(p.start <= parse.start[t] < p.end for p in saying)]
        return _without_tail(parse, [t for t in rest if t not in self.asides])

    def _breaks_clause(self, s: Statement, first: int) -> bool:
        """'No offer can count, it said, unless …': commas set off the cue from a clause before it in the sentence."""
        parse = self.parse
        parts = [part for part in (s.cue_span, s.speaker_span) if part]
        cue = [t for part in parts for t in parse.tokens_in(*part)]
        if not cue or parse.start[max(cue)] > s.content_spans[0].start or min(cue) - 1 <= first:
            return False
        set_off = parse.word[min(cue) - 1] == "," and parse.word[max(cue) + 1] == ","
        return set_off and has_clause(parse, list(range(first, min(cue) - 1)))

    def words_of_cue(self, main: int) -> list[int]:
        """The words that a cue reports, as far as they stand in its sentence."""
        parse = self.parse
        first, last = parse.sentences[parse.sentence[main]]
        at = parse.start[main]
        told = [s for s in self.statements if s.cue_span and s.cue_span.start <= at < s.cue_span.end]
        spans = [c for s in told for c in s.content_spans]
        return [t for t in range(first, last) if any(c.start <= parse.start[t] < c.end for c in spans)]

    def _of_content(self, told: Statement, first: int, last: int) -> list[int]:
        """The content of a statement within a sentence, and what the parser cut off after its last word."""
        parse, spans = self.parse, told.content_spans
        inside = [t for t in range(first, last) if any(c.start <= parse.start[t] < c.end for c in spans)]
        rest = range(inside[-1] + 1, last)
        named = [part for part in (told.cue_span, told.speaker_span) if part]
        cut = any(p.start <= parse.start[t] < p.end for t in rest for p in named)
        if cut or not rest or not parse.word[rest[0]][:1].isalnum() or not parse.word[inside[-1]][-1:].isalnum():
            return inside
        return [*inside, *rest]

    def said_by_cue(self, main: int, i: int) -> bool:
        """Whether a verb is the cue of a statement in whose words a token stands: 'told them that, were he to ...'."""
        if main not in self.cues:
            return False
        at, cue = self.parse.start[i], self.parse.start[main]
        return any(
            s.cue_span is not None and s.cue_span.start <= cue < s.cue_span.end
            and any(c.start <= at < c.end for c in s.content_spans)
            for s in self.statements
        )  # fmt: skip


def _asides(parse: Parse) -> frozenset[int]:
    """Clauses between commas that only say that something was said, by nobody named: ', it was added,'."""
    verbs = load_cues(parse.language).verbs
    found: set[int] = set()
    commas = [t for t, word in enumerate(parse.word) if word == "," or word in FULL_STOPS]
    for begin, end in pairwise(commas):
        inside = range(begin + 1, end)
        if parse.word[begin] != "," or not 1 < len(inside) <= LONGEST_ASIDE:
            continue
        if parse.word[inside[0]] not in NOBODY_NAMED:
            continue
        said = [t for t in inside if parse.tag[t] == "VBN" and parse.lemma[t] in verbs]
        if said and not any(parse.tag[t].startswith("NN") or parse.tag[t] in {"MD", "IN"} for t in inside):
            found.update(inside)
    return frozenset(found)


def _without_tail(parse: Parse, tokens: list[int]) -> list[int]:
    """The tokens without a verb of saying and its subject that close them and that no statement shows: ', a averti
    l'amiral'."""
    for k in range(len(tokens) - 2, 0, -1):
        verb, rest = tokens[k + 1], tokens[k + 2 :]
        if parse.word[tokens[k]] != "," or parse.tag[verb] not in {"VBD", "VBZ"}:
            continue
        if rest and not any(parse.tag[t] in FINITE or parse.word[t] in JOINING for t in rest):
            return tokens[:k] if any(parse.tag[t].startswith(("NN", "PRP")) for t in rest) else tokens
    return tokens


def head_of(parse: Parse, tokens: Sequence[int]) -> int:
    """The head of a stretch of tokens: of those that hang on no other of them a verb, else the first finite verb."""
    inside = set(tokens)
    tops = [t for t in tokens if parse.head[t] not in inside or parse.head[t] == t]
    for t in tops:
        if is_verb(parse, t) and parse.dep[t] not in {"aux", "auxpass"}:
            return t
    for t in tokens:
        if parse.tag[t] in FINITE:
            return parse.head[t] if parse.dep[t] in {"aux", "auxpass"} and parse.head[t] in inside else t
    return tops[0] if tops else tokens[0]


def clause_tokens(parse: Parse, verb: int, *, without: Iterable[int]) -> list[int]:
    """The clause of a verb without the words that only join it to the sentence, and without a parenthetical
    cue."""
    skipped = set(without)
    kept = any(parse.dep[c] == "conj" and not _has_subject(parse, c) for c in parse.children[verb])
    for c in parse.children[verb]:
        if parse.dep[c] == "cc" and kept and c > verb:
            continue  # 'will accept and abide by'
        if parse.dep[c] in {"mark", "cc", "punct"} or parse.word[c] in THEN:
            skipped.add(c)
        elif parse.dep[c] == "parataxis" or (parse.dep[c] == "conj" and _has_subject(parse, c)):
            skipped.update(subtree(parse, c))
    return [t for t in subtree(parse, verb) if t not in skipped]


def _has_subject(parse: Parse, verb: int) -> bool:
    return is_verb(parse, verb) and child(parse, verb, "nsubj", "nsubjpass", "expl") is not None


def finite_above(setting: Setting, verb: int) -> int:
    """The verb with a subject above an infinitive, short of who says it: 'would not hesitate' for 'to order',
    'offered' for 'to free'."""
    parse = setting.parse
    while parse.dep[verb] in {"xcomp", "acomp"} and child(parse, verb, "nsubj", "nsubjpass") is None:
        above = parse.head[verb]
        if above == verb or above in setting.cues:
            break
        if not (is_verb(parse, above) or parse.dep[above] in {"acomp", "oprd"}):
            break
        verb = above
    return verb


def doers(parse: Parse, head: int) -> tuple[int, ...]:
    """Who does what a side tells: the subjects of its verb (of a passive its agent), or whose its noun is."""
    return tuple(subjects(parse, head) if is_verb(parse, head) else possessors(parse, head))


def is_ahead(setting: Setting, verb: int) -> bool:
    """Whether a clause tells what is to come or holds at any time; of the past, only what binds: 'offered'."""
    parse = setting.parse
    if tense(parse, verb) != "past":
        return True
    committing = setting.conditionals.committing
    below = children(parse, verb, "acomp", "attr", "oprd")
    return parse.lemma[verb] in committing or any(parse.lemma[c] in committing for c in below)


def is_moved_back(setting: Setting, verb: int) -> bool:
    """'He said it was necessary if they were to agree': how things are, a tense back in words told indirectly."""
    parse, at = setting.parse, setting.parse.start[verb]
    if parse.lemma[verb] not in {"be", "être"} or not children(parse, verb, "acomp", "attr", "expl"):
        return False
    told = (s for s in setting.statements if s.manner != "direct" and s.attitude == "said")
    return any(c.start <= at < c.end for s in told for c in s.content_spans)


def is_refused(setting: Setting, main: int, tokens: Iterable[int]) -> bool:
    """Whether a clause is negated in its verb or any part, or by what it says ('it is impossible')."""
    parse, refusing = setting.parse, setting.conditionals.refusing
    return is_negated(parse, main) or any(
        parse.word[t] in NOBODY or parse.dep[t] == "neg" or parse.lemma[t] in refusing for t in tokens
    )


def is_question(setting: Setting, i: int) -> bool:
    """Whether the sentence of a token asks."""
    parse = setting.parse
    first, last = parse.sentences[parse.sentence[i]]
    return "?" in parse.word[max(first, last - 3) : last]


def demands(setting: Setting, tokens: Iterable[int]) -> bool:
    """Whether a word of the tokens obliges somebody, or the first verb is an imperative."""
    parse = setting.parse
    tokens = list(tokens)
    if any(parse.lemma[t] in setting.conditionals.obliging for t in tokens):
        return True
    verb = next((t for t in tokens if is_verb(parse, t)), None)
    return verb is not None and parse.tag[verb] == "VB" and not children(parse, verb, "nsubj", "nsubjpass", "aux")


def hull(parse: Parse, *sides: Sequence[int]) -> Span:
    """The characters from the first token of several sides to the last."""
    return trimmed_span(parse, min(s[0] for s in sides), max(s[-1] for s in sides))
