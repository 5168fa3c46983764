"""French objects that the parser lost, and what of an act is told elsewhere: drills, expulsions, vague threats."""

from __future__ import annotations

import pytest
from reading_batch import read_all

from detente.model import Reading, Report
from detente.reading.parsing import Parse, parse_reports
from detente.reading.syntax import objects, subjects

FRENCH = {
    "hours": "La Lettonie a donné quarante-huit heures à deux diplomates biélorusses pour quitter le pays.",
    "share": "L'Algérie a réduit de moitié mardi ses livraisons de gaz à l'Espagne.",
    "denial": "Madrid a nié avoir enfreint le contrat et s'est dit prêt à ouvrir ses registres.",
    "tap": "Alger pourrait couper entièrement le robinet à Madrid.",
    "drill": "La marine russe a mené des exercices de tir au large de la Norvège.",
    "vague": "Moscou a promis de riposter aux mesures de Sofia.",
    "own deed": "Athènes a averti qu'elle défendrait ses droits.",
    "advice": "Kampala a averti que la situation était grave.",
    "power": "Lusaka a suspendu ses livraisons d'électricité au Malawi.",
}

ENGLISH = {
    "own deed": "Athens warned that it would defend its rights.",
    "advice": "Athens warned that the drought would worsen.",
}


@pytest.fixture(scope="module")
def french() -> dict[str, Reading]:
    return read_all(FRENCH, language="fr")


@pytest.fixture(scope="module")
def english() -> dict[str, Reading]:
    return read_all(ENGLISH)


def parsed(text: str) -> Parse:
    return parse_reports([Report.make("r", text, language="fr")], language="fr")[0]


@pytest.mark.parametrize(
    ("text", "verb", "object_"),
    [
        (FRENCH["hours"], "donné", "heures"),
        (FRENCH["share"], "réduit", "livraisons"),
        (FRENCH["denial"], "enfreint", "contrat"),
        ("La Russie a livré douze véhicules blindés à l'armée malienne.", "livré", "véhicules"),
    ],
)
def test_what_is_done_to_what(text: str, verb: str, object_: str) -> None:
    parse = parsed(text)
    assert parse.word.index(object_) in objects(parse, parse.word.index(verb))


@pytest.mark.parametrize(("key", "verb", "subject"), [("denial", "nié", "madrid"), ("tap", "pourrait", "alger")])
def test_who_does_it(key: str, verb: str, subject: str) -> None:
    parse = parsed(FRENCH[key])
    assert parse.word.index(subject) in subjects(parse, parse.word.index(verb))


def test_number_in_words_is_no_main_verb() -> None:
    parse = parsed("Soixante-douze soldats maliens ont été tués par des rebelles touareg.")
    killed = parse.word.index("tués")
    assert parse.head[killed] == killed
    assert objects(parse, killed) == [parse.word.index("soldats")]


@pytest.mark.parametrize(
    ("key", "types"),
    [
        ("hours", ["SANCTION"]),
        ("share", ["COERCE"]),
        ("denial", ["AGREE", "DENY"]),
        ("tap", ["COERCE"]),
        ("drill", ["MOBILIZE"]),
        ("vague", ["THREATEN"]),
        ("own deed", ["THREATEN"]),
        ("advice", []),
        ("power", ["COERCE"]),
    ],
)
def test_french_events(french: dict[str, Reading], key: str, types: list[str]) -> None:
    assert sorted(event.type for event in french[key].events) == types


def test_joined_clause_is_not_denied(french: dict[str, Reading]) -> None:
    assert {event.type: event.status for event in french["denial"].events}["AGREE"] == "happened"


@pytest.mark.parametrize(("key", "types"), [("own deed", ["THREATEN"]), ("advice", [])])
def test_english_warnings(english: dict[str, Reading], key: str, types: list[str]) -> None:
    assert [event.type for event in english[key].events] == types
