"""The event codebook: for each PLOVER type its definition, its frames and its examples, as TOML files.

A frame is anchored at a verb, noun or adjective and says which company the anchor must keep and in which
places the actor and the recipient stand. `docs/codebook.md` describes every key.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.errors import CodebookError
from detente.model import EVENT_TYPES, STATUSES

__all__ = ["CODEBOOK", "Example", "Frame", "Frames", "load_frames", "read_toml"]

CODEBOOK = Path(__file__).parent

ANCHORS = ("verb", "noun", "adjective")

ANY = ("*",)
"""In a list of complements or of nouns after a preposition: any word, but there must be one."""

DEFAULT_PLACES = {
    "verb": (
        ("subject",),
        tuple("object possessor against on upon to toward towards at with from over".split()),
    ),
    "noun": (
        ("possessor", "by", "from", "between", "among"),
        ("against", "on", "of", "to", "toward", "towards", "with", "at", "for", "into"),
    ),
    "adjective": (("subject",), ("of", "to", "with", "toward", "towards", "about", "inside")),
}
"""By anchor: where actor and recipient stand when a frame does not say."""

LISTS = (
    "words", "particle", "object", "not_object", "complement", "complement_form", "subject", "not_subject",
    "modifier", "not_modifier", "within", "actor", "recipient",
)  # fmt: skip
FRAME_KEYS = {*LISTS, "prep", "mutual", "mode", "status", "cameo"}
EXAMPLE_KEYS = {"sentence", "actor", "recipient", "mode", "status", "aside"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which the language says an event type. Empty tuples constrain nothing."""

    id: str
    type: str
    anchor: str
    words: tuple[str, ...]
    particle: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    complement_form: tuple[str, ...] = ()
    """`infinitive`, `gerund`, `finite`, or an auxiliary that must stand in the clause ('must')."""
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    not_modifier: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    """Lemmas of which one must stand somewhere in the phrase or clause of the anchor."""
    prep: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mutual: bool = False
    """Whether there must be two who act: 'Chad and Niger held'."""
    mode: str | None = None
    status: str | None = None
    cameo: str | None = None
    """The CAMEO code, where PLOVER's table of 2021 sends it to another type than the record's."""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()

    @property
    def constraints(self) -> float:
        """How many conditions the frame sets beyond its anchor; the frame with more of them wins.

        A condition that any word meets counts half.
        """
        named = (
            self.particle, self.object, self.complement, self.complement_form, self.subject, self.modifier,
            self.within, self.mutual,
        )  # fmt: skip
        preps = [nouns for _, nouns in self.prep]
        return sum((0.5 if x == ANY else 1.0) for x in (*named, *preps[:1]) if x)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its expected reading. Examples kept `aside` serve honest figures, never training."""

    type: str
    sentence: str
    actor: str
    recipient: str
    mode: str | None
    status: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Frames:
    """The event codebook of a language: frames by anchor and lemma, definitions and examples."""

    language: str
    by_lemma: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    means: Mapping[str, str]
    examples: tuple[Example, ...]


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dict; CodebookError naming the file and the place where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path}: not valid TOML: {error}") from error


@lru_cache(maxsize=8)
def load_frames(language: str, *, folder: Path = CODEBOOK) -> Frames:
    """The event codebook of a language from `folder/LANGUAGE/events/*.toml`.

    Raises CodebookError, naming file and entry, for an unknown key, type, mode, status or place.
    """
    by_lemma: dict[str, dict[str, list[Frame]]] = {anchor: defaultdict(list) for anchor in ANCHORS}
    means: dict[str, str] = {}
    examples: list[Example] = []
    for path in sorted((folder / language / "events").glob("*.toml")):
        table = read_toml(path)
        type_ = table.get("type", path.stem)
        if type_ not in EVENT_TYPES:
            raise CodebookError(f"{path}: unknown type {type_!r} (have: {', '.join(EVENT_TYPES)})")
        _refuse_unknown(table, {"type", "means", "example", *ANCHORS}, path, "the file")
        means[type_] = table.get("means", "").strip()
        for anchor in ANCHORS:
            for number, entry in enumerate(table.get(anchor, ()), 1):
                frame = _frame(entry, type_, anchor, path, number)
                for word in frame.words:
                    by_lemma[anchor][word].append(frame)
        examples += [_example(e, type_, path, n) for n, e in enumerate(table.get("example", ()), 1)]
    frozen = {a: {w: tuple(fs) for w, fs in entries.items()} for a, entries in by_lemma.items()}
    return Frames(language, frozen, means, tuple(examples))


def _refuse_unknown(entry: Mapping[str, Any], known: set[str], path: Path, where: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise CodebookError(f"{path}: {where}: unknown key {unknown[0]!r} (have: {', '.join(sorted(known))})")


def _frame(entry: dict[str, Any], type_: str, anchor: str, path: Path, number: int) -> Frame:
    where = f"[[{anchor}]] number {number}"
    _refuse_unknown(entry, FRAME_KEYS, path, where)
    lists = {key: _strings(entry.get(key, ()), path, where, key) for key in LISTS}
    if not lists["words"]:
        raise CodebookError(f"{path}: {where}: no words")
    if entry.get("status") not in {None, *STATUSES}:
        raise CodebookError(f"{path}: {where}: unknown status {entry['status']!r} (have: {', '.join(STATUSES)})")
    actor, recipient = DEFAULT_PLACES[anchor]
    lists["actor"] = lists["actor"] or actor
    if "recipient" not in entry:
        lists["recipient"] = recipient
    prep = tuple((p, _strings(nouns, path, where, "prep")) for p, nouns in entry.get("prep", {}).items())
    name = "+".join([lists["words"][0], *lists["particle"][:1], *lists["object"][:1], *lists["complement"][:1]])
    return Frame(
        f"{path.parent.parent.name}/{type_}/{anchor}/{number}:{name}", type_, anchor, prep=prep,
        mode=entry.get("mode"), status=entry.get("status"), cameo=entry.get("cameo"),
        mutual=bool(entry.get("mutual")), **lists,
    )  # fmt: skip


def _strings(value: Any, path: Path, where: str, key: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not all(isinstance(x, str) for x in value):
        raise CodebookError(f"{path}: {where}: {key} must be a list of words")
    return tuple(value)


def _example(entry: dict[str, Any], type_: str, path: Path, number: int) -> Example:
    where = f"[[example]] number {number}"
    _refuse_unknown(entry, EXAMPLE_KEYS, path, where)
    for key in ("sentence", "actor", "status"):
        if key not in entry:
            raise CodebookError(f"{path}: {where}: {key} is missing")
    if entry["status"] not in STATUSES:
        raise CodebookError(f"{path}: {where}: unknown status {entry['status']!r} (have: {', '.join(STATUSES)})")
    for key in ("actor", "recipient"):
        if entry.get(key, "") not in entry["sentence"]:
            raise CodebookError(f"{path}: {where}: {key} {entry[key]!r} is not in the sentence")
    return Example(
        type_, entry["sentence"], entry["actor"], entry.get("recipient", ""), entry.get("mode"),
        entry["status"], bool(entry.get("aside", False)),
    )  # fmt: skip
