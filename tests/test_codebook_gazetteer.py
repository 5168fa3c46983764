"""The gazetteer: which names a text holds, whom they mean on a day, who held which office."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codebook.actor_files import unaccented
from detente.codebook.epithets import load_epithets
from detente.codebook.gazetteer import Gazetteer, load_gazetteer
from detente.errors import CodebookError

CRISIS = date(1962, 10, 25)
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def best(gazetteer: Gazetteer, text: str, on: date | None = TODAY) -> list[tuple[str, str]]:
    return [(mention.alias, mention.candidates[0]) for mention in gazetteer.find(text, on=on)]


def ids(gazetteer: Gazetteer, text: str, on: date | None = TODAY) -> list[str]:
    return [mention.candidates[0] for mention in gazetteer.find(text, on=on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the UK warned the Kremlin.", ["USA", "GBR", "RUS"]),
        ("Foggy Bottom and Whitehall kept silent.", ["USA", "GBR"]),
        ("Iranians, Frenchmen and Swedes met in Vienna.", ["IRN", "FRA", "SWE", "AUT"]),
        ("The world body asked NATO, and the bloc agreed.", ["UN", "NATO", "EU"]),
        (
            "The UN Security Council met; the European Commission did not.",
            ["UN/security-council", "EU/european-commission"],
        ),
        ("ISIS, the Houthis and Hizbullah denied it.", ["ISLAMIC-STATE", "HOUTHIS", "HEZBOLLAH"]),
        ("pro-Russian separatists shelled a village", ["UKRAINE-SEPARATISTS"]),
        ("MOSCOW SAYS PARIS LIED", ["RUS", "FRA"]),
    ],
)
def test_names_of_states_bodies_and_groups(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert ids(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les États-Unis et la Maison-Blanche s'inquiètent.", ["USA", "USA"]),
        ("Selon le ministre russe, les négociateurs iraniens quittent Genève.", ["RUS", "IRN", "CHE"]),
        ("Les forces turques et la diplomatie grecque", ["TUR", "GRC"]),
        ("Khrouchtchev répondit à Londres.", ["SUN/nikita-khrushchev", "GBR"]),
        ("L’Iran et l'Ukraine", ["IRN", "UKR"]),
        ("Kaboul et le Caire refusent ; au Caire, on attend.", ["AFG", "EGY", "EGY"]),
        ("Les Sud-Coréens, les Nord-Coréens et les Néo-Zélandais", ["KOR", "PRK", "NZL"]),
        ("La Centrafrique et la Dominique soutiennent la République islamique.", ["CAF", "DMA", "IRN"]),
    ],
)
def test_french(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    day = CRISIS if "Khr" in text else TODAY
    assert ids(gazetteer, text, day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Give us time; they who ate turkey off fine china in may.",
        "Michael Jordan scored twice.",
        "It cost US$5 on American Airlines.",
        "Ships cross the South China Sea and the Indian Ocean.",
        "The singer Chad Kroeger said so.",
        "Snow fell in May and Hunter Biden left.",
        "JOIN US NOW",
        "Grenade attack kills three",
        "Male guardians must sign.",
        "Maurice Saltzman et Dominique Martin ont joué.",
        "Salvador Dali painted it.",
    ],
)
def test_words_that_are_not_the_actor(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text, on=date(2019, 6, 1)) == []


def test_kind_and_sector(gazetteer: Gazetteer) -> None:
    mentions = gazetteer.find("The Pentagon, Moscow and Kharkiv; Turks and Turkish jets near Crimea.", on=TODAY)
    assert [(m.kind, m.sector) for m in mentions] == [
        ("seat", "MIL"),
        ("capital", None),
        ("city", None),
        ("demonym", None),
        ("adjective", None),
        ("region", None),
    ]


def test_the_longest_name_counts_and_its_words_end_it(gazetteer: Gazetteer) -> None:
    assert best(gazetteer, "South Koreans in Nigeria") == [("South Koreans", "KOR"), ("Nigeria", "NGA")]
    assert best(gazetteer, "Hong Kong-based Iranology") == [("Hong Kong", "HKG")]
    assert best(gazetteer, "a European Unionist") == [("European", "EUR")]


def test_an_official_name_is_not_another_state_by_its_first_words(gazetteer: Gazetteer) -> None:
    assert ids(gazetteer, "the Islamic Republic of Pakistan") == ["PAK"]
    assert ids(gazetteer, "la République islamique du Pakistan") == ["PAK"]


def test_the_day_decides_which_state(gazetteer: Gazetteer) -> None:
    assert ids(gazetteer, "Russian ships left Moscow.", CRISIS) == ["SUN", "SUN"]
    assert ids(gazetteer, "Russian ships left Moscow.", TODAY) == ["RUS", "RUS"]
    assert ids(gazetteer, "The Soviet Union fell.", TODAY) == ["SUN"]
    assert ids(gazetteer, "Talks in Bonn", CRISIS) == ["DEU"]
    assert gazetteer.find("Talks in Bonn", on=CRISIS)[0].kind == "capital"
    assert gazetteer.find("Talks in Bonn", on=TODAY)[0].kind == "city"
    assert ids(gazetteer, "Brussels objected.", CRISIS) == ["BEL"]
    assert gazetteer.find("Bruxelles proteste.", on=TODAY)[0].candidates == ("EU", "BEL")
    assert gazetteer.find("Lagos objected.", on=CRISIS)[0].kind == "capital"


OCTOBER_1962 = {
    "Kennedy": "USA/john-kennedy",
    "Rusk": "USA/dean-rusk",
    "McNamara": "USA/robert-mcnamara",
    "Robert Kennedy": "USA/robert-kennedy",
    "Stevenson": "USA/adlai-stevenson",
    "Bundy": "USA/mcgeorge-bundy",
    "General Taylor": "USA/maxwell-taylor",
    "Khrushchev": "SUN/nikita-khrushchev",
    "Gromyko": "SUN/andrei-gromyko",
    "Malinovsky": "SUN/rodion-malinovsky",
    "Dobrynin": "SUN/anatoly-dobrynin",
    "Zorin": "SUN/valerian-zorin",
    "Mikoyan": "SUN/anastas-mikoyan",
    "Vasily Kuznetsov": "SUN/vasily-kuznetsov",
    "Castro": "CUB/fidel-castro",
    "Dorticos": "CUB/osvaldo-dorticos",
    "Raúl Roa": "CUB/raul-roa",
    "García Incháustegui": "CUB/mario-garcia-inchaustegui",
    "U Thant": "UN/u-thant",
    "Macmillan": "GBR/harold-macmillan",
    "Lord Home": "GBR/alec-douglas-home",
    "Ormsby-Gore": "GBR/david-ormsby-gore",
    "de Gaulle": "FRA/charles-de-gaulle",
    "Couve de Murville": "FRA/maurice-couve-de-murville",
    "Adenauer": "DEU/konrad-adenauer",
    "Diefenbaker": "CAN/john-diefenbaker",
    "Nehru": "IND/jawaharlal-nehru",
    "Mao": "CHN/mao-zedong",
    "Chou En-lai": "CHN/zhou-enlai",
}


@pytest.mark.parametrize(("name", "person"), OCTOBER_1962.items())
def test_october_1962(gazetteer: Gazetteer, name: str, person: str) -> None:
    assert person in ids(gazetteer, f"The reply came from {name} at noon.", CRISIS)


@pytest.mark.parametrize(
    ("text", "on", "person"),
    [
        ("Mr. Bush spoke.", date(1990, 8, 8), "USA/george-h-w-bush"),
        ("Mr. Bush spoke.", date(2003, 3, 1), "USA/george-w-bush"),
        ("Then Clinton flew home.", date(1999, 4, 1), "USA/bill-clinton"),
        ("Then Clinton flew home.", date(2011, 4, 1), "USA/hillary-clinton"),
        ("a call with Johnson", date(2021, 12, 1), "GBR/boris-johnson"),
        ("a call with Johnson", date(1965, 12, 1), "USA/lyndon-johnson"),
        ("Prime Minister May left.", date(2018, 2, 1), "GBR/theresa-may"),
        ("Anthony Blinken agreed.", date(2022, 1, 9), "USA/antony-blinken"),
        ("Zelenskiy agreed.", date(2022, 1, 9), "UKR/volodymyr-zelensky"),
        ("Moammar Gadhafi fled.", date(2011, 8, 25), "LBY/muammar-gaddafi"),
        ("Kim Jong Un watched.", date(2019, 1, 1), "PRK/kim-jong-un"),
        ("Emmanuel Macron et Poutine", date(2022, 2, 7), "FRA/emmanuel-macron"),
    ],
)
def test_the_day_decides_which_person(gazetteer: Gazetteer, text: str, on: date, person: str) -> None:
    assert ids(gazetteer, text, on)[0] == person


def test_a_surname_is_not_taken_long_before_or_after_office(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("they asked Blinken", on=date(1995, 1, 1)) == []
    assert gazetteer.find("they asked Kosygin", on=TODAY) == []


@pytest.mark.parametrize(
    ("of", "office", "on", "person"),
    [
        ("RUS", "head_of_state", date(2022, 1, 10), "RUS/vladimir-putin"),
        ("RUS", "head_of_state", date(2010, 1, 10), "RUS/dmitry-medvedev"),
        ("DEU", "foreign_minister", date(2022, 1, 10), "DEU/annalena-baerbock"),
        ("SUN", "leader", CRISIS, "SUN/nikita-khrushchev"),
        ("GBR", "leader", CRISIS, "GBR/harold-macmillan"),
        ("USA", "ambassador_to_un", CRISIS, "USA/adlai-stevenson"),
        ("NATO", "head", date(2022, 1, 10), "NATO/jens-stoltenberg"),
        ("EU", "high_representative", date(2022, 1, 10), "EU/josep-borrell"),
        ("IRN", "foreign_minister", date(2025, 6, 1), "IRN/abbas-araghchi"),
        ("DZA", "defence_minister", date(1970, 1, 10), "DZA/houari-boumediene"),
        ("MEX", "defence_minister", date(2021, 1, 10), "MEX/luis-cresencio-sandoval"),
        ("PRK", "defence_minister", date(1987, 1, 10), "PRK/o-jin-u"),
        ("EST", "defence_minister", date(2008, 8, 8), "EST/jaak-aaviksoo"),
        ("SRB", "leader", date(2015, 1, 10), "SRB/aleksandar-vucic"),
    ],
)
def test_holder_of_an_office(gazetteer: Gazetteer, of: str, office: str, on: date, person: str) -> None:
    assert gazetteer.holder(of, office, on) == person


def test_holder_is_none_where_the_files_do_not_say(gazetteer: Gazetteer) -> None:
    assert gazetteer.holder("RUS", "head_of_state", date(1950, 1, 1)) is None
    assert gazetteer.holder("NOWHERE", "leader", TODAY) is None


def test_offices_of_a_person(gazetteer: Gazetteer) -> None:
    (office,) = gazetteer.in_office("NATO/jens-stoltenberg", date(2010, 1, 1))
    assert (office.of, office.title, office.end) == ("NOR", "head of government", date(2013, 10, 16))
    actor = gazetteer.actor("UN/antonio-guterres")
    assert actor is not None
    assert (actor.type, actor.country, len(actor.offices)) == ("person", "UN", 3)
    assert gazetteer.gender("DEU/angela-merkel") == "f"
    assert gazetteer.gender("nobody") is None
    assert gazetteer.actor("nobody") is None


def test_members_with_their_years(gazetteer: Gazetteer) -> None:
    assert "GBR" in gazetteer.members("EU", date(2019, 1, 1))
    assert "GBR" not in gazetteer.members("EU", TODAY)
    assert len(gazetteer.members("NATO", CRISIS)) == 15
    assert len(gazetteer.members("NATO", None)) == 32
    assert len(gazetteer.members("EU", TODAY)) == 27
    assert "SUN" in gazetteer.members("UN", CRISIS)
    assert gazetteer.members("HAMAS", TODAY) == frozenset()


def test_what_an_actor_counts_as(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_of("USA/antony-blinken") == "USA"
    assert gazetteer.country_of("UN/security-council") == "UN"
    assert gazetteer.country_of("HEZBOLLAH") == "HEZBOLLAH"
    assert gazetteer.country_of("FRA") == "FRA"
    assert gazetteer.country_of("nobody") is None


def test_the_files_agree_among_themselves(gazetteer: Gazetteer) -> None:
    known = gazetteer.known
    for person, terms in known.terms.items():
        for term in terms:
            assert term.of in known.described, (person, term)
            assert term.start <= term.end, (person, term)
    for body, members in known.members.items():
        assert all(member in known.described for member, _, _ in members or ()), body
    for actor, described in known.described.items():
        assert described.country is None or described.country in known.described, actor


def test_an_analyst_adds_actors(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[NORTH-PORT]\ntype = "group"\nname = "Northport Front"\nnames = ["Harbour Men"]\ncountry = "NOR"\n'
        '[[person]]\nid = "NORTH-PORT/ola-brekkvik"\nname = "Ola Brekkvik"\nfamily = ["Brekkvik"]\n'
        'of = "NORTH-PORT"\noffice = "group_leader"\nstart = "2026-01"\n',
        encoding="utf-8",
    )
    gazetteer = load_gazetteer(extra=mine)
    assert ids(gazetteer, "The Harbour Men and Brekkvik spoke.") == ["NORTH-PORT", "NORTH-PORT/ola-brekkvik"]
    assert gazetteer.holder("NORTH-PORT", "leader", TODAY) == "NORTH-PORT/ola-brekkvik"


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ('[X]\nnames = ["a"]\n', "has no name"),
        ('[X]\nname = "a"\nnmaes = ["b"]\n', "unknown key 'nmaes'"),
        ('[X]\nname = "a"\nnames = "b"\n', "must be a list"),
        ('[X]\nname = "a"\nfrom = "spring"\n', "write a day, month or year"),
        ('[[person]]\nid = "X/a"\nname = "A B"\nof = "USA"\n', "has no office"),
        ("not toml", "is not TOML"),
    ],
)
def test_a_file_that_does_not_follow_its_form(tmp_path: Path, written: str, mend: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(written, encoding="utf-8")
    with pytest.raises(CodebookError, match=mend) as caught:
        load_gazetteer(extra=mine)
    assert "mine.toml" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load_gazetteer(extra=tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("written", "known", "on"),
    [
        ("Araqchi", "IRN/abbas-araghchi", date(2025, 6, 20)),
        ("Nouri Maliky", "IRQ/nouri-al-maliki", date(2010, 6, 15)),
        ("Zelenskij", "UKR/volodymyr-zelensky", TODAY),
        ("Nora Nobody", None, TODAY),
        ("Mohamad Morsy", "EGY/mohamed-morsi", date(2012, 12, 1)),
        ("Sanders", None, date(2019, 3, 6)),  # as the files write it: `find` has judged it
        ("Hasan", None, TODAY),
        ("William S.", None, TODAY),
    ],
)
def test_another_spelling_of_a_name(gazetteer: Gazetteer, written: str, known: str | None, on: date) -> None:
    assert next(iter(gazetteer.alike(written, on)), None) == known


def test_offices_of_bodies_and_of_those_who_left(gazetteer: Gazetteer) -> None:
    assert gazetteer.serves("UN/antonio-guterres", "secretary_general", date(2020, 1, 1))
    assert not gazetteer.serves("UN/antonio-guterres", "secretary_general", date(2000, 1, 1))
    assert gazetteer.served("USA/barack-obama", "head_of_state", date(2020, 1, 1))
    assert not gazetteer.served("USA/barack-obama", "head_of_state", date(2012, 1, 1))
    assert gazetteer.chief_office("USA/john-kerry", date(2015, 1, 1)) == "foreign_minister"
    assert gazetteer.holder("EU", "foreign_minister", date(2022, 1, 1)) == "EU/josep-borrell"


def test_every_term_is_of_somebody_known_and_ends_after_it_begins(gazetteer: Gazetteer) -> None:
    known = gazetteer.known
    terms = [term for each in known.terms.values() for term in each]
    assert [term for term in terms if term.of not in known.described] == []
    assert [term for term in terms if term.end < term.start] == []


def test_epithets_stand_for_actors_that_the_files_hold(gazetteer: Gazetteer) -> None:
    for language in ("en", "fr"):
        epithets = load_epithets(language).by_words.values()
        named = {id_ for epithet in epithets for id_ in (*epithet.may, *(to for _, to in epithet.opposite))}
        assert named - set(gazetteer.known.described) == set()


def test_most_states_have_leaders_and_many_have_ministers(gazetteer: Gazetteer) -> None:
    def known_on(office: str, year: int) -> int:
        states = [id_ for id_, it in gazetteer.known.described.items() if it.type == "state"]
        return sum(gazetteer.holder(state, office, date(year, 6, 1)) is not None for state in states)

    assert known_on("leader", 1995) >= 190
    assert known_on("foreign_minister", 1995) >= 95
    assert known_on("foreign_minister", 2025) >= 165
    assert known_on("defence_minister", 1985) >= 75
    assert known_on("defence_minister", 2025) >= 100


def test_a_person_has_one_id_in_a_state(gazetteer: Gazetteer) -> None:
    people = [(id_, it.name) for id_, it in gazetteer.known.described.items() if it.type == "person"]
    names = Counter((id_.partition("/")[0], unaccented(name).lower().replace("-", " ")) for id_, name in people)
    namesakes = {("DEU", "gerhard schroder"), ("GRC", "george papandreou")}
    assert {name for name, times in names.items() if times > 1} == namesakes


def test_many_bodies_have_heads(gazetteer: Gazetteer) -> None:
    described = gazetteer.known.described
    of = {term.of for terms in gazetteer.known.terms.values() for term in terms}
    assert len([id_ for id_ in of if described[id_].type in ("organisation", "bloc")]) >= 50


WORDS = st.sampled_from(
    [
        "Iran",
        "Iranian",
        "U.S.",
        "l’Iran",
        "Kim Jong-un",
        "May",
        "said",
        "é",
        "\n",
        "New York",
        "Trump",
        "x",
        "Erdoğan",
        ".",
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5))).map(" ".join))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    mentions = load_gazetteer().find(text, on=TODAY)
    assert all(0 <= m.start < m.end <= len(text) and m.end - m.start == len(m.alias) and m.candidates for m in mentions)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
