"""The same utterance through several outlets: cut, reworded, translated, said again; and what is another utterance."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_samples import BACKGROUND, KOVAL, MARO, own_voices, reading

from detente.linking.across_stories import Said, retold_across, said_alike, ties
from detente.linking.differences import differences
from detente.linking.echoes import find_echoes
from detente.linking.lines import lines_across
from detente.linking.same_utterance import same_utterances
from detente.model import Echo, Party, Reading

# One utterance of Inès Maro in two wordings, the languages of the reports, and how the shorter stands to the fuller.
ECHOES = [
    (
        "We will not be bullied into a bargain that leaves our fishermen with empty nets",
        "bullied into a bargain that leaves our fishermen with empty nets",
        "en", "en", "part",
    ),
    (
        "You do not hold talks with a knife at your throat",
        "One does not hold talks with a dagger to the neck",
        "en", "en", "reworded",
    ),
    (
        "If Iceland sends one more gunboat through the narrows, it will find the door to this room locked",
        "the door will be locked if one more gunboat comes through the narrows",
        "en", "en", "reworded",
    ),
    (
        "There can be no lasting quiet on this coast without a pullback of the gunboats, and everybody knows it",
        "no quiet without a gunboat pullback",
        "en", "en", "reworded",
    ),
    (
        "This is how you put a match to a powder keg and then complain about the fire",
        "they put the match to the powder and complain of the blaze",
        "en", "en", "reworded",
    ),
    (
        "La patience de mon pays a des limites, et elles sont atteintes",
        "The patience of my country has limits, and they have been reached",
        "fr", "en", "translated",
    ),
    (
        "Nous ne céderons pas un pouce de notre territoire à la menace",
        "We will not give up an inch of our territory to threats",
        "fr", "en", "translated",
    ),
    (
        "La désescalade doit commencer à la frontière",
        "De-escalation must begin at the border",
        "fr", "en", "translated",
    ),
    (
        "On ne négocie pas avec un pistolet sur la nuque",
        "You do not negotiate with a gun to your head",
        "fr", "en", "translated",
    ),
    (
        "Celui qui ferme le port aux navires de pêche déclare la guerre à nos enfants",
        "Whoever closes the port to fishing boats declares war on our children",
        "fr", "en", "translated",
    ),
]  # fmt: skip

# Two utterances of one speaker in one story that are not one.
APART = [
    (
        "We are ready to come back to the talks if the blockade of Salm is lifted",
        "We will not come back to the talks while the blockade of Salm lasts",
    ),
    ("The blockade of Salm is an act of piracy", "The observers must be let into Salm before the weekend"),
    ("Iceland must withdraw its gunboats from the strait", "Iceland must pay for the nets that its gunboats cut"),
    ("Our coast guard fired two warning shots", "Our coast guard has rescued eleven sailors"),
    ("I spoke to the Icelandic ambassador this morning", "The Icelandic ambassador has been told to leave"),
    ("Talks in Salm would be a step towards peace", "Talks in Salm have brought nothing so far"),
    ("There is no military solution to this quarrel", "There is no excuse for firing on a trawler"),
    ("Norway will raise the matter at the United Nations", "The United Nations have failed the people of the coast"),
]


def told(one: str, other: str, languages: tuple[str, str] = ("en", "en")) -> tuple[Reading, Reading]:
    first = reading("Northern Wire", [*BACKGROUND[:3], (MARO, one)], language=languages[0])
    second = reading("Southern Post", [*BACKGROUND[3:], (MARO, other)], language=languages[1])
    return first, second


def echoes(*readings: Reading) -> list[Echo]:
    return find_echoes(readings, origins=own_voices(readings))


def words_of(echo: Echo, readings: tuple[Reading, ...]) -> list[str]:
    words = {s.id: s.words for it in readings for s in it.statements}
    return [words[id_] for id_ in echo.statements]


@pytest.mark.parametrize(("one", "other", "first", "second", "how"), ECHOES, ids=[e[1][:40] for e in ECHOES])
def test_one_utterance_in_two_wordings(one: str, other: str, first: str, second: str, how: str) -> None:
    readings = told(one, other, (first, second))
    (echo,) = echoes(*readings)
    assert sorted(words_of(echo, readings)) == sorted([one, other])
    assert echo.how == ("same", how)
    assert echo.speaker == MARO


@pytest.mark.parametrize(("one", "other"), APART, ids=[a[1][:40] for a in APART])
def test_two_utterances_are_two(one: str, other: str) -> None:
    assert echoes(*told(one, other)) == []


def test_the_words_of_another_are_no_echo() -> None:
    words = "The strait belongs to nobody, and least of all to those who mine it"
    readings = reading("Wire", [*BACKGROUND, (MARO, words)]), reading("Post", [(KOVAL, words)])
    assert echoes(*readings) == []


def test_what_only_copies_repeat_is_no_echo() -> None:
    readings = told("The strait is closed to warships of any flag", "The strait is closed to warships of any flag")
    (echo,) = echoes(*readings)
    assert echo.how == ("same", "same")
    origin = readings[0].report.id
    assert find_echoes(readings, origins={it.report.id: origin for it in readings}) == []


def test_a_phrase_said_again_on_another_day_is_told_apart() -> None:
    words = "The strait is closed to warships of any flag"
    first = reading("Wire", [*BACKGROUND, (MARO, words)], said_on="2031-05-02")
    again = reading("Post", [(MARO, words)], said_on="2031-05-06", published=date(2031, 5, 6))
    (echo,) = echoes(first, again)
    assert set(echo.how) == {"same", "again"}


def test_what_was_in_print_before_it_was_said_was_said_before() -> None:
    words = "The strait is closed to warships of any flag"
    printed = reading("Wire", [*BACKGROUND, (MARO, words)], published=date(2031, 5, 3))
    later = reading("Post", [(MARO, words)], said_on="2031-05-05", published=date(2031, 5, 6))
    (echo,) = echoes(printed, later)
    assert set(echo.how) == {"same", "again"}


def test_a_report_that_says_it_is_a_translation() -> None:
    first, second = told(
        "The strait is closed to warships of any flag", "closed to the warships of all flags is the strait"
    )
    given = reading(
        "Post", [*BACKGROUND[3:], (MARO, second.statements[-1].words), (KOVAL, "Translated from Norwegian by the desk")]
    )
    (echo,) = echoes(first, given)
    assert echo.how == ("same", "translated")


def test_a_speaker_whom_nobody_describes_is_known_by_a_like_name() -> None:
    words = "My brothers went out with the morning tide and only their boat came back"
    readings = (
        reading("Wire", [*BACKGROUND, (Party(None, "Mohammed Farrah"), words)]),
        reading("Post", [(Party(None, "Mohamed Farah"), words)]),
    )
    (echo,) = echoes(*readings)
    assert len(echo.statements) == 2


def test_the_words_of_a_person_may_be_told_as_those_of_the_state() -> None:
    words = "Norway will not pay a single crown for the wreck of the ferry"
    readings = reading("Wire", [*BACKGROUND, (MARO, words)]), reading("Post", [(Party("NOR", "Norway"), words)])
    (echo,) = echoes(*readings)
    assert echo.speaker == MARO
    other = reading("Post", [(Party("NOR/jon-salk", "Jon Salk"), words)])
    assert echoes(readings[0], other) == []  # two persons are two


def test_many_tellings_gather_around_the_fullest() -> None:
    full = "We came to this table with open hands, and we found a fist, a map with new borders, and a clock"
    parts = ["with open hands, and we found a fist", "a map with new borders, and a clock", full]
    readings = [reading("Wire", [*BACKGROUND, (MARO, full)])]
    readings += [reading(f"Outlet {n}", [(MARO, part)]) for n, part in enumerate(parts)]
    (echo,) = find_echoes(readings, origins=own_voices(readings))
    assert echo.how == ("same", "same", "part", "part")


def test_the_words_themselves_are_fuller_than_what_a_report_makes_of_them() -> None:
    quote = "It is hard to see how quiet can come back to this coast under the guns of a fleet at anchor"
    retold = "it would be hard to see quiet coming back to the coast in these months of talks while guns are at anchor"
    piece = "nothing would come of it “under the guns of a fleet at anchor”"
    first = reading("Wire", [*BACKGROUND, (MARO, quote)])
    paraphrase = reading("Post", [(MARO, retold)], manner="indirect")
    cut = reading("Gazette", [(MARO, piece)], manner="mixed")
    (echo,) = echoes(paraphrase, cut, first)
    assert words_of(echo, (paraphrase, cut, first))[0] == quote
    assert len(echo.statements) == 3


texts = st.text(st.sampled_from("ab é,.“”’-\n"), max_size=30)


@given(texts, texts)
def test_differences_leave_no_letter_out(one: str, other: str) -> None:
    pieces = differences(one, other)
    assert "".join(piece.one for piece in pieces) == one
    assert "".join(piece.other for piece in pieces) == other
    assert all(piece.same != following.same for piece, following in pairwise(pieces))


def test_differences_are_shown_word_by_word() -> None:
    pieces = differences("a knife at the throat of Salm", "a dagger at Salm’s throat")
    assert [(p.one, p.other) for p in pieces if not p.same] == [
        ("knife ", "dagger "),
        ("the ", "Salm’s "),
        ("of Salm", ""),
    ]
    assert differences("The Strait, “closed”", "the strait “Closed”")[0].same
    assert differences("", "") == []


def across(*readings: Reading) -> list[list[str]]:
    """The words of each utterance that is found in reports each of which is a story of its own."""
    said = [
        Said(it.id, it.speaker.id, told.report.published.toordinal(), told.report.id, told.report.language, it.words)
        for told in readings
        for it in told.statements
        if it.speaker is not None and it.speaker.id is not None and told.report.published is not None
    ]
    found = retold_across(readings, ties(readings, said_alike(said)), [])
    return [[told.utterance.statement.words for told in group] for group in found]


DOOR = "If Iceland sends one more gunboat through the narrows, it will find the door to this room locked"


def test_an_utterance_told_in_two_stories() -> None:
    one = reading("Northern Wire", [*BACKGROUND[:3], (MARO, DOOR)])
    cut = DOOR.split(", ", maxsplit=1)[0] + ", it will find the door locked"
    assert across(one, reading("Southern Post", [(MARO, cut)])) == [[DOOR, cut]]
    assert across(one, reading("Southern Post", [(KOVAL, cut)])) == []
    assert across(one, reading("Southern Post", [(MARO, cut)], published=date(2031, 6, 20))) == []
    assert across(one, reading("Southern Post", [(MARO, "the door is locked")])) == []


def test_an_utterance_in_two_languages_told_in_two_stories() -> None:
    words = "We reject the integration of the islands into a regional confederation under military protection"
    french = "Nous rejetons l'intégration des îles dans une confédération régionale sous protection militaire"
    readings = reading("Northern Wire", [(MARO, words)]), reading("Le Courrier", [(MARO, french)], language="fr")
    ((fullest, other),) = across(*readings)
    assert {fullest, other} == {words, french}
    (echo,) = find_echoes(
        readings,
        origins=own_voices(readings),
        retold=retold_across(readings, ties(readings, [tuple(it.statements[0].id for it in readings)]), []),
    )
    assert echo.how == ("same", "translated")


def test_what_a_story_tells_of_it_is_joined() -> None:
    one, two = told(DOOR, DOOR)
    third = reading("Gazette", [(MARO, DOOR)])
    inside = [group for group in same_utterances([one, two]) if group[0].utterance.statement.words == DOOR]
    pair = (one.statements[-1].id, third.statements[0].id)
    (group,) = retold_across([one, third], ties([one, third], [pair]), inside)
    assert len(group) == 3
    order = {it.report.id: n for n, it in enumerate((one, two, third))}
    (line,) = lines_across([group], order, origins=own_voices((one, two, third)))
    assert (line.of, line.origins, line.story) == ("statement", 3, None)
    assert line.entries == (one.statements[-1].id, two.statements[-1].id, third.statements[0].id)
