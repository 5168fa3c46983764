"""Attribution cues: the words by which a report says that somebody said, thinks or wants something.

The words are data: `LANGUAGE/cues.toml` (cues) and `LANGUAGE/cue_examples.toml` (sentences with their
expected reading). The head of each English file says what its keys mean. `load_cues` gives them as
frozen values, looked up by lemma.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from detente.errors import CodebookError, UnknownLanguage
from detente.model import ACTS

__all__ = ["ATTITUDES", "FRAMES", "MANNERS", "Cue", "Cues", "Example", "load_cues", "read_cues"]

ATTITUDES = ("said", "thinks", "wants")

FRAMES = (
    "clause", "quote", "infinitive", "gerund", "object", "object+infinitive", "object+predicate", "as",
)  # fmt: skip
"""What the content of a cue may be, besides a preposition ("of") or an object with one ("object+of")."""

MANNERS = ("parenthetical", "passive")
"""How a cue may stand; these say nothing about the content and are listed among its frames."""

PREPOSITIONS = {
    "en": (
        "about", "after", "against", "around", "at", "before", "behind", "between", "by", "for", "from", "in",
        "into", "of", "off", "on", "over", "through", "to", "toward", "towards", "upon", "with",
    ),
    "fr": (
        "à", "après", "auprès", "avec", "avant", "chez", "contre", "dans", "de", "devant", "en", "entre",
        "envers", "pour", "par", "sur", "vers",
    ),
}  # fmt: skip
"""Those that a frame or an addressee may name."""

FILES = ("cues.toml", "cue_verbs.toml", "cue_examples.toml")

Entry = Mapping[str, Any]
_Check = tuple[frozenset[str], frozenset[str]]  # keys that must stand, keys that may

_WORDS = frozenset({"words", "attitude", "act"})
_KEYS: Mapping[str, _Check] = {
    "verb": (_WORDS | {"frames"}, frozenset({"addressee", "particle", "preposition", "subject"})),
    "light": (_WORDS | {"frames", "objects"}, frozenset({"addressee", "preposition"})),
    "noun": (_WORDS | {"frames"}, frozenset({"addressee"})),
    "adjective": (_WORDS | {"frames"}, frozenset()),
    "preposition": (_WORDS, frozenset()),
    "adverb": (_WORDS, frozenset()),
    "source": (frozenset({"class", "words"}), frozenset()),
    "pseudo": (frozenset({"words"}), frozenset()),
    "example": (
        frozenset({"sentence", "cue", "content"}),
        frozenset({"source", "frame", "attitude", "act", "aside"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One word in one use.

    `frames` holds what the content may be (FRAMES, prepositions) and how the cue may stand (MANNERS).
    Empty `particle`, `preposition`, `objects` and `subject` ask for nothing; otherwise the clause must
    have that particle or complement word, that preposition, one of those nouns as its object (after the
    preposition, where there is one), and one of those nouns as the head of its subject.
    `before` and `after` are the words around the source of a prepositional cue ("in X's view"),
    `possessive` whether the source stands there as a possessor.
    """

    kind: str  # verb, light, noun, adjective, preposition, adverb
    lemma: str
    attitude: str  # one of ATTITUDES
    act: str  # one of model.ACTS
    frames: frozenset[str] = frozenset()
    addressee: tuple[str, ...] = ()  # "object", or prepositions
    particle: str = ""
    preposition: str = ""
    objects: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and one attribution in it, as exact words; empty `content`: the cue word is no cue here.

    `aside` marks a sentence that nothing is trained on.
    """

    sentence: str
    cue: str
    content: tuple[str, ...]
    source: tuple[str, ...] = ()
    frame: str | None = None
    attitude: str | None = None
    act: str | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a language, by lemma; prepositional cues by their first word in lower case.

    `sources` are classes of nouns that can speak (documents), `pseudo` phrases (words in lower case) in
    which a cue word is none.
    """

    language: str
    verbs: Mapping[str, tuple[Cue, ...]]
    lights: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    prepositions: Mapping[str, tuple[Cue, ...]]
    adverbs: Mapping[str, tuple[Cue, ...]]
    sources: Mapping[str, frozenset[str]]
    pseudo: frozenset[tuple[str, ...]]
    examples: tuple[Example, ...]


@cache
def load_cues(language: str) -> Cues:
    """The cues that come with Detente for a language ("en", "fr"), read once.

    Raises UnknownLanguage where there are none, CodebookError for a file that does not follow its form.
    """
    folder = Path(__file__).parent
    if not (folder / language / FILES[0]).is_file():
        there = ", ".join(sorted(path.parent.name for path in folder.glob(f"*/{FILES[0]}")))
        raise UnknownLanguage(f"no attribution cues for language {language!r}; there are cues for: {there}")
    return read_cues(folder / language, language=language)


def read_cues(folder: Path, *, language: str) -> Cues:
    """The cues of a folder's `cues.toml` and `cue_examples.toml` (which may be missing).

    Raises CodebookError, naming the file and the entry, for anything that the form does not know: a key,
    frame, act, attitude or preposition, a cue given twice, an example whose words are not in its sentence.
    """
    entries = [entry for name in FILES if (folder / name).is_file() for entry in _entries(folder / name, language)]
    sources = {e["class"]: frozenset(e["words"]) for _, section, e in entries if section == "source"}
    cues: dict[str, dict[str, list[Cue]]] = {kind: defaultdict(list) for kind in _KEYS}
    for where, section, entry in entries:
        for cue in _cues(where, section, entry, sources) if "attitude" in entry and "words" in entry else ():
            same = cues[section][cue.lemma]
            _refuse_twice(where, cue, same)
            same.append(cue)

    def table(kind: str) -> Mapping[str, tuple[Cue, ...]]:
        return MappingProxyType({lemma: tuple(found) for lemma, found in cues[kind].items()})

    return Cues(
        language,
        verbs=table("verb"),
        lights=table("light"),
        nouns=table("noun"),
        adjectives=table("adjective"),
        prepositions=table("preposition"),
        adverbs=table("adverb"),
        sources=MappingProxyType(sources),
        pseudo=frozenset(
            tuple(phrase.split()) for _, section, e in entries if section == "pseudo" for phrase in e["words"]
        ),
        examples=tuple(_example(where, e) for where, section, e in entries if section == "example"),
    )


def _entries(path: Path, language: str) -> Iterator[tuple[str, str, Entry]]:
    """Every entry of a file with its section and the words that name it in an error."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: not valid TOML: {error}") from error
    for section, entries in tables.items():
        if section not in _KEYS:
            raise CodebookError(f"{path}: unknown section [[{section}]]; there are: {', '.join(_KEYS)}")
        if not isinstance(entries, list):
            raise CodebookError(f"{path}: [{section}] must be a list of entries: write [[{section}]]")
        for number, entry in enumerate(entries, 1):
            named = entry.get("sentence") or ", ".join(map(str, entry.get("words", [])[:3]))
            where = f"{path}: [[{section}]] {number} ({named})"
            _check_form(where, section, entry, language)
            yield where, section, entry


def _check_form(where: str, section: str, entry: Entry, language: str) -> None:
    must, may = _KEYS[section]
    if unknown := entry.keys() - must - may:
        raise CodebookError(f"{where}: unknown key {_listed(unknown)}; known are {_listed(must | may)}")
    if missing := must - entry.keys():
        raise CodebookError(f"{where}: missing key {_listed(missing)}")
    for key, value in entry.items():
        if key in ("words", "frames", "objects") and not _is_words(value):
            raise CodebookError(f"{where}: {key} must be a list of words, with at least one")
        if key in ("sentence", "cue", "particle", "preposition", "subject", "class") and not (
            value and isinstance(value, str)
        ):
            raise CodebookError(f"{where}: {key} must be a text that is not empty")
        if key in ("content", "source", "addressee") and not (
            isinstance(value, str) or value == [] or _is_words(value)
        ):
            raise CodebookError(f"{where}: {key} must be a text or a list of texts")
    _check_values(where, entry, language)


def _check_values(where: str, entry: Entry, language: str) -> None:
    """Refuse attitudes, acts, frames and prepositions that mean nothing to a reader."""
    prepositions = PREPOSITIONS.get(language, ())
    frames = {*FRAMES, *MANNERS, *prepositions, *(f"object+{word}" for word in prepositions)}
    # An example may also show the kinds of cue that have no frames.
    shown = frames | {"preposition", "adverb"}
    of_prepositions = _texts(entry.get("preposition", ()))
    for key, values, known in (
        ("attitude", _texts(entry.get("attitude", ())), set(ATTITUDES)),
        ("act", _texts(entry.get("act", ())), set(ACTS)),
        ("frames", entry.get("frames", ()), frames),
        ("frame", _texts(entry.get("frame", ())), shown),
        ("addressee", _texts(entry.get("addressee", ())), {"object", *prepositions}),
        ("preposition", of_prepositions, set(prepositions)),
    ):
        if unknown := set(values) - known:
            raise CodebookError(f"{where}: unknown {key} {_listed(unknown)}; known are {_listed(known)}")
    if "frames" in entry and not set(entry["frames"]) - set(MANNERS):
        raise CodebookError(f"{where}: frames must name what the content may be, not only how the cue stands")


def _cues(where: str, section: str, entry: Entry, sources: Mapping[str, frozenset[str]]) -> Iterator[Cue]:
    subject = entry.get("subject")
    if subject is not None and subject not in sources:
        raise CodebookError(f"{where}: unknown subject {subject!r}; known are {_listed(sources)}")
    for word in entry["words"]:
        around: tuple[tuple[str, ...], tuple[str, ...], bool] = ((), (), False)
        if section == "preposition":
            around = _around_source(where, word)
        before, after, possessive = around
        yield Cue(
            section,
            lemma=before[0] if before else word,
            attitude=entry["attitude"],
            act=entry["act"],
            frames=frozenset(entry.get("frames", ())),
            addressee=_texts(entry.get("addressee", ())),
            particle=entry.get("particle", ""),
            preposition=entry.get("preposition", ""),
            objects=frozenset(entry.get("objects", ())),
            subject=sources[subject] if subject is not None else frozenset(),
            before=before,
            after=after,
            possessive=possessive,
        )


def _around_source(where: str, pattern: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """("in",), ("view",), True of "in {source's} view"."""
    possessive = "{source's}" in pattern
    before, slot, after = pattern.partition("{source's}" if possessive else "{source}")
    if not slot or not before.split():
        raise CodebookError(f"{where}: {pattern!r} needs words and then {{source}} or {{source's}}")
    return tuple(before.split()), tuple(after.split()), possessive


def _refuse_twice(where: str, cue: Cue, same: Iterable[Cue]) -> None:
    """A cue in the same surroundings may not have two readings of one frame."""
    for other in same:
        surroundings = ("particle", "preposition", "subject", "before", "after", "possessive")
        if all(getattr(cue, name) == getattr(other, name) for name in surroundings) and (
            cue.objects & other.objects or not cue.objects | other.objects
        ):
            twice = (cue.frames & other.frames) - set(MANNERS)
            if twice or not cue.frames:
                raise CodebookError(f"{where}: {cue.lemma!r} already has an entry for {_listed(twice) or 'this use'}")


def _example(where: str, entry: Entry) -> Example:
    content, source = _texts(entry["content"]), _texts(entry.get("source", ()))
    for words in (entry["cue"], *content, *source):
        if not words or words not in entry["sentence"]:
            raise CodebookError(f"{where}: {words!r} is not in the sentence")
    if content and not {"frame", "attitude", "act"} <= entry.keys():
        raise CodebookError(f"{where}: an example with a content needs frame, attitude and act")
    return Example(
        entry["sentence"],
        entry["cue"],
        content,
        source,
        frame=entry.get("frame"),
        attitude=entry.get("attitude"),
        act=entry.get("act"),
        aside=entry.get("aside", False),
    )


def _texts(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) and word for word in value)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
