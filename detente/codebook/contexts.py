"""Contexts: what an event has to do with, by PLOVER's 37 names, and the words of a language that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["CONTEXTS", "CONTEXT_KEYS", "ContextExample", "Contexts", "Sign", "load_contexts"]

CONTEXTS = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip
"""The contexts of the PLOVER codebook (Open Event Data Alliance, version 0.8, 2021), in its order."""

LISTS = {"words": "NVJ", "nouns": "N", "verbs": "V"}
"""Which parts of speech the words of each list may be, as the first letters of their Penn tags."""

CONTEXT_KEYS = frozenset({"means", "company", "but", "example", *LISTS})
EXAMPLE_KEYS = frozenset({"sentence", "contexts", "aside"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Lemmas that show a context, or with `context` None a phrase whose words show nothing.

    `company`: of these lemmas one must stand by; empty asks for none.
    `tags` holds the first letters of the Penn tags that a single word may have; a phrase is not asked.
    """

    context: str | None
    words: tuple[str, ...]
    tags: str = "NVJ"
    company: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ContextExample:
    """A sentence, and the contexts of the events in it; `aside` examples are for honest figures only."""

    sentence: str
    contexts: frozenset[str]
    aside: bool


@dataclass(frozen=True, slots=True)
class Contexts:
    """The contexts of a language. `signs` holds them by their first lemma, the longest first."""

    signs: Mapping[str, tuple[Sign, ...]]
    means: Mapping[str, str]
    examples: tuple[ContextExample, ...]


@lru_cache(maxsize=8)
def load_contexts(language: str, *, folder: Path = CODEBOOK) -> Contexts:
    """The contexts of a language from its `contexts.toml`; without the file there are none.

    Raises CodebookError, naming the file and the context, for an unknown context or key.
    """
    path = folder / language / "contexts.toml"
    signs: dict[str, list[Sign]] = defaultdict(list)
    means: dict[str, str] = {}
    examples: list[ContextExample] = []
    for context, entry in (read_toml(path) if path.exists() else {}).items():
        where = f"{path}: [{context}]"
        _refuse((context,), CONTEXTS, where, "context")
        _refuse(entry, CONTEXT_KEYS, where, "key")
        means[context] = entry.get("means", "")
        for sign in _signs(context, entry):
            signs[sign.words[0]].append(sign)
        examples += [_example(e, context, where) for e in entry.get("example", ())]
    longest_first = {word: tuple(sorted(found, key=lambda s: -len(s.words))) for word, found in signs.items()}
    return Contexts(longest_first, means, tuple(examples))


def _refuse(given: Iterable[str], known: Iterable[str], where: str, what: str) -> None:
    for name in given:
        if name not in known:
            raise CodebookError(f"{where}: unknown {what} {name!r} (have: {', '.join(sorted(known))})")


def _signs(context: str, entry: Mapping[str, Any]) -> Iterable[Sign]:
    for key, tags in LISTS.items():
        for term in entry.get(key, ()):
            for words in _spellings(term):
                yield Sign(context, words, tags)
    for term in entry.get("but", ()):
        for words in _spellings(term):
            yield Sign(None, words)
    for group in entry.get("company", ()):
        for term in group["words"]:
            for words in _spellings(term):
                yield Sign(context, words, company=frozenset(group["by"]))


def _spellings(term: str) -> set[tuple[str, ...]]:
    """Parsers part words at a hyphen, or after an apostrophe ("d'état"), in some languages and not in others."""
    parted = term.replace("'", "' ")
    return {tuple(each.split()) for each in (term, term.replace("-", " "), parted, parted.replace("-", " "))}


def _example(entry: Mapping[str, Any], context: str, where: str) -> ContextExample:
    _refuse(entry, EXAMPLE_KEYS, f"{where}: an example", "key")
    contexts = entry.get("contexts", (context,))
    _refuse(contexts, CONTEXTS, f"{where}: an example", "context")
    return ContextExample(entry["sentence"], frozenset(contexts), bool(entry.get("aside")))
