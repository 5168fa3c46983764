"""Whom names, titles, pronouns and 'both sides' stand for, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.roles import load_roles
from detente.model import Report
from detente.reading.cast import Cast, cast_of
from detente.reading.grounds import ground, grounds
from detente.reading.options import Options
from detente.reading.parsing import body_pieces, parse_reports
from detente.reading.person_names import slug
from detente.reading.quotations import find_quotations
from detente.reading.reader import read_reports
from detente.reading.syntax import subjects

PUBLISHED = date(2019, 3, 6)

TEXTS = {
    "dateline": "LIMA, March 6 (Wire) - Ecuador closed its border with Colombia.",
    "dash": "Nairobi — Ugandan troops crossed into Sudan.",
    "counterpart": "Omani Foreign Minister Yusuf bin Alawi met his Indian counterpart in Muscat.",
    "delegation": "A Somali delegation in Geneva protested.",
    "both": "Chad shelled Sudan. Sudan shelled Chad. Egypt called on both sides to stop.",
    "rebels": "The Houthis seized a ship. Saudi jets then bombed the rebels.",
    "army": "Pakistani jets bombed the ridge. The army said two pilots were missing.",
    "his": "Thai Prime Minister Prayut Chan-o-cha spoke after Cambodian Prime Minister Hun Sen. He left.",
    "own clause": "Seoul protested after Tokyo had closed its consulate.",
    "owned": "Yemen's Houthi rebels withdrew after they lost the port.",
    "seat": "The Libyan House of Representatives rejected the text.",
    "based": "The Cairo-based Arab League met.",
    "joined": "President Donald Trump and South Korean President Moon Jae-in spoke by phone.",
    "relative": "Niger, which borders Mali, sent troops.",
    "fifth": "A president spoke.",
    "place": "Envoys met in Moscow.",
    "island": "Cyprus closed its ports. Greece said the divided island would not be asked twice.",
    "greek island": "Cyprus protested. The Greek island of Kos was calm.",
    "bloc": "ASEAN put off its summit. The bloc gave no reason.",
    "north": "South Korea closed the road. The North fired two shells.",
    "council": "The U.N. envoy flew to New York. He told the council that the truce was dead.",
    "group": "Hezbollah denied it. The Iran-backed group said it had no drones.",
    "country": "Kenyan envoys left. President Uhuru Kenyatta said the country would wait.",
    "colleague": "French President Emmanuel Macron wrote to his German colleague.",
    "prime minister": "Jeremy Hunt, the British foreign secretary, contradicted his prime minister.",
    "secretary-general": "Antonio Guterres was in Geneva. The secretary-general said he was ashamed.",
    "emir": "Qatar withdrew its ambassador. The emir cancelled a speech.",
    "former": "Dilma Rousseff spoke in Recife. The former president said the courts had been bought.",
    "club": "Emmanuel Macron was in Lyon. The president of the bakers' guild gave him a loaf.",
    "bank": "Germany was calm. The bank's president, Marta Weiss, spoke. The president thanked the tellers.",
    "choir": "Germany was calm. The president of the choir fell ill. The president was thanked.",
    "apposition": "Grace Ofori, the Ghanaian trade minister, resigned. Ofori gave no reason.",
    "surname": "Tom Holland baked the bread. Holland sold it at noon.",
    "Georgia": "Bakers from Georgia and Alabama sent flour to Macon, Georgia.",
    "US Georgia": "The United States voted. Ohio and Utah went first. The U.S. debate in Georgia was loud.",
    "Warsaw": "A teacher from Warsaw, Indiana, won. Poland protested.",
    "spelling": "Iranian minister Javad Zareef left for Vienna. Mohammed Javad Zarif came back.",
    "sentence end": "He flew back to Tehran. Rouhani met him.",
    "of state": "Lucas Amadhila, the former vice-president of Namibia, left for Windhoek. Amadhila gave no reason.",
    "in state": "Heinz Gruber, a politician in Austria, resigned. Ada Lund, a tourist in Austria, stayed.",
    "bare title": "The United States raised the duty. Commerce Secretary Walter Penrose defended it.",
    "two states": "Chad raised the duty. Niger raised it. Commerce Secretary Walter Penrose defended it.",
    "organs": "The United States sent a probe. NASA praised it. Congress voted; Mexico slept. The House did not.",
    "indian congress": "India held a vote. Congress lost it.",
    "senate": "Namibia held a vote. The Senate lost it.",
    "house": "The United States was calm. The house burned.",
    "army far": "Iraq closed its ports. Prices fell. Nobody cared. Traders shrugged. All was calm. The army slept.",
    "hall": "On Sunday in London, police closed Bakers' Hall in London.",
    "university": "The University of Washington closed its library.",
    "initial": "William S. Saturn baked the bread. Sanders sold it in Leeds.",
    "namesakes": "Peter Osei, a Ghanaian farmer, sued Mary Osei, a baker in Leeds. Mr Osei won. Osei wept.",
    "elder": "George W. Bush spoke. His father, George H.W. Bush, listened. Bush left. The elder Bush stayed.",
    "two titles": "Conservative Party leader and Prime Minister Theresa May said the vote would stand.",
    "as president": "Namibia thanked the choir for its work as president of the guild of Chad.",
    "campaign": "Kenya was calm. She opened her campaign for president in Nairobi.",
    "year": "He was president of Namibia in 2013.",
    "moving": "The wounded were airlifted to Berlin. The ships headed for Moscow.",
    "state behind": "The sender was a clerk from Bishkek, Kyrgyzstan.",
    "appositive": "Italy, the country with the oldest voters, agreed.",
    "governor": "The governor of Ohio, Lena Marsh, spoke. Ohio Governor Lena Marsh was tired.",
    "police": "Lagos police slept. The University of Lagos was closed.",
    "short": "The National Audit Office of Ghana (NAO) closed. The NAO gave no reason. The NAD was open.",
    "scene": "Accra banned the march. Ghana's ports were shut in Tema. Police fired. Joint forces looked on.",
    "two scenes": "Ghana banned the march. Togo banned it. Police fired.",
    "elsewhere": "Ghana banned cocoa. Ghana banned tea. In Paris and near Lyon, police fired.",
    "national": "Accra voted. Ghanaian ships sailed. The National Telecommunications Commission objected.",
    "ship": "The Maltese tanker MV Rosa Luz sank.",
    "church": "Greece wanted Hagia Irene, formerly a Greek church, back.",
    "tongue": "She spoke the Spanish language well.",
    "league": "The president of the Tunisian League for the Rights of Bakers spoke.",
    "attribute": "Mohammed bin Salman is the Saudi ruler.",
    "called": "Emmanuel Macron spoke. Reporters asked Emmanuel twice.",
    "told later": "On Monday the singer Mary Ofori wept. Ofori, a Ghanaian senator, left.",
    "judge": "Accra voted. Ghana was calm. Judge Kofi Addo agreed. Yaw Mensah, a senator, wept.",
    "chairperson": "AU chairperson President Abdel Fattah el-Sisi spoke.",
    "read as of": "The premier of Samoa, Tuala Fonoti, left.",
    "protesters": "He named Angela Merkel, protesters in Chad, and a clerk.",
    "force": "Chad was calm. It felt the full force of the law.",
    "city": "The Latvian capital, Riga, was calm. Riga Technical University closed. A ship left Kutama, Zimbabwe.",
    "village": "He was born in Kutama, Zimbabwe.",
    "states": "Voters in Alabama, Arkansas and Iowa waited.",
    "presidents": "The two presidents, Sadyr Japarov and Emomali Rakhmon, met in Osh.",
    "senator": "United States Senator from Vermont Bernie Sanders spoke. The Trump Organization slept.",
    "title before": "Peruvian Foreign Minister Ana Lopez spoke in Lima.",
    "Washington": "WASHINGTON, March 6 (Wire) - China sent planes. Beijing said so. The secretary of state sighed.",
    "Berlin": "Berlin — Russia sent planes. Russia said it was a drill. The chancellor sighed.",
    "no such title": "Russia sent planes. The secretary of state sighed. The chancellor wept.",
    "whose title": "The Philippines fished. China sent ships. China laughed. The defence secretary sighed.",
    "not its": "China sent ships. Its secretary of state sighed.",
    "under the minister": "India's foreign secretary flew to Oslo. Britain's foreign secretary did not.",
    "its": "The Philippines protested on Monday. Its defence secretary sighed.",
    "king": "Queen Elizabeth II sent a note. Britain voted. The president wept. The prime minister slept.",
    "other title": "The United States sent planes. The foreign minister wept.",
    "office": "Mike Pompeo left. Chinese Foreign Minister Wang Yi spoke. The secretary of state sighed.",
    "ministers": "The foreign ministers of Togo and Benin dined. Ghana protested. The ministers spoke.",
    "Ministers": "Ghana protested. The Ministers spoke. The presidents wept.",
    "two ministers": "Russian Foreign Minister Sergei Lavrov and Chinese Foreign Minister Wang Yi met. "
    "The ministers wept.",
    "cabinet": "Ghana protested. The ministers wept.",
    "relative subject": "Australian Prime Minister Scott Morrison said Australia would buy ships that Japan builds. "
    "It has also blocked the sale of a port.",
    "world leaders": "France was calm. World leaders met in Paris. Army officers stayed away.",
}


@pytest.fixture(scope="module")
def casts() -> dict[str, Cast]:
    reports = [Report.make(name, text, language="en", published=PUBLISHED) for name, text in TEXTS.items()]
    gazetteer, roles = load_gazetteer(), load_roles("en")
    return {
        name: cast_of(p, gazetteer, roles, find_quotations(p.text, body_pieces(p.report)), on=PUBLISHED)
        for name, p in zip(TEXTS, parse_reports(reports, language="en"), strict=True)
    }


def meant(cast: Cast, word: str, *, nth: int = 0) -> tuple[str, ...]:
    """Ids at the nth token that is the word."""
    return cast.ids([i for i, w in enumerate(cast.parse.word) if w == word][nth])


@pytest.mark.parametrize(
    ("name", "word", "ids"),
    [
        ("dateline", "ecuador", ("ECU",)),
        ("dash", "nairobi", ()),
        ("dash", "troops", ("UGA",)),
        ("counterpart", "counterpart", ("IND/sushma-swaraj",)),
        ("delegation", "delegation", ("SOM",)),
        ("both", "sides", ("TCD", "SDN")),
        ("rebels", "rebels", ("HOUTHIS",)),
        ("army", "army", ("PAK",)),
        ("own clause", "its", ("JPN",)),
        ("owned", "they", ("HOUTHIS",)),
        ("seat", "representatives", ("LBY",)),
        ("based", "cairo", ()),
        ("relative", "which", ("NER",)),
        ("fifth", "president", ()),
        ("island", "island", ("CYP",)),
        ("greek island", "island", ()),
        ("bloc", "bloc", ("ASEAN",)),
        ("north", "north", ("PRK",)),
        ("council", "council", ("UN/security-council",)),
        ("group", "group", ("HEZBOLLAH",)),
        ("country", "country", ("KEN",)),
        ("colleague", "colleague", ("DEU/angela-merkel",)),
        ("prime minister", "minister", ("GBR/theresa-may",)),
        ("secretary-general", "general", ("UN/antonio-guterres",)),
        ("emir", "emir", ("QAT/tamim-bin-hamad-al-thani",)),
        ("former", "president", ("BRA/dilma-rousseff",)),
        ("club", "president", ()),
        ("bank", "president", ()),
        ("choir", "president", ()),
        ("apposition", "minister", ("GHA/grace-ofori",)),
        ("surname", "holland", ()),
        ("Georgia", "georgia", ()),
        ("US Georgia", "georgia", ()),
        ("Warsaw", "warsaw", ()),
        ("spelling", "zareef", ("IRN/mohammad-javad-zarif",)),
        ("sentence end", "rouhani", ("IRN/hassan-rouhani",)),
        ("of state", "president", ("NAM/lucas-amadhila",)),
        ("in state", "gruber", ("AUT/heinz-gruber",)),
        ("in state", "lund", ()),
        ("bare title", "penrose", ("USA/walter-penrose",)),
        ("two states", "penrose", ()),
        ("organs", "nasa", ("USA",)),
        ("organs", "congress", ("USA",)),
        ("organs", "house", ("USA",)),
        ("indian congress", "congress", ()),  # a party there
        ("senate", "senate", ("NAM",)),
        ("house", "house", ()),
        ("army far", "army", ("IRQ",)),
        ("hall", "hall", ()),
        ("hall", "sunday", ()),
        ("university", "university", ()),
        ("initial", "saturn", ()),
        ("initial", "sanders", ()),
        ("two titles", "leader", ("GBR/theresa-may",)),
        ("as president", "president", ()),
        ("campaign", "president", ()),
        ("year", "president", ("NAM/pohamba",)),
        ("appositive", "country", ("ITA",)),
        ("governor", "governor", ("USA/lena-marsh",)),
        ("governor", "marsh", ("USA/lena-marsh",)),
        ("police", "police", ("NGA",)),
        ("police", "university", ()),
        ("short", "nao", ("GHA",)),
        ("short", "nad", ()),
        ("scene", "police", ("GHA",)),
        ("scene", "forces", ()),
        ("two scenes", "police", ()),
        ("elsewhere", "police", ("FRA",)),
        ("national", "commission", ("GHA",)),
        ("church", "irene", ()),
        ("tongue", "spanish", ()),
        ("league", "president", ()),
        ("attribute", "ruler", ("SAU/mohammed-bin-salman",)),
        ("called", "emmanuel", ("FRA/emmanuel-macron",)),
        ("told later", "mary", ("GHA/mary-ofori",)),
        ("judge", "addo", ("GHA/kofi-addo",)),
        ("judge", "mensah", ("GHA/yaw-mensah",)),
        ("chairperson", "chairperson", ("EGY/abdel-fattah-al-sisi",)),
        ("read as of", "premier", ("WSM/tuala-fonoti",)),
        ("protesters", "protesters", ("TCD",)),
        ("force", "force", ()),
        ("presidents", "presidents", ("KGZ/sadyr-japarov", "TJK/emomali-rahmon")),
        ("presidents", "japarov", ("KGZ/sadyr-japarov",)),
        ("presidents", "rakhmon", ("TJK/emomali-rahmon",)),
        ("senator", "sanders", ("USA/bernie-sanders",)),
        ("senator", "organization", ()),
        ("title before", "lopez", ("PER/ana-lopez",)),
        ("Washington", "secretary", ("USA/mike-pompeo",)),
        ("Berlin", "chancellor", ("DEU/angela-merkel",)),
        ("no such title", "secretary", ()),
        ("no such title", "chancellor", ()),
        ("whose title", "secretary", ("PHL/delfin-lorenzana",)),
        ("not its", "its", ("CHN",)),
        ("not its", "secretary", ()),
        ("under the minister", "secretary", ("IND",)),
        ("its", "secretary", ("PHL/delfin-lorenzana",)),
        ("king", "president", ()),
        ("king", "minister", ("GBR/theresa-may",)),
        ("other title", "minister", ()),
        ("office", "secretary", ("USA/mike-pompeo",)),
        ("Ministers", "ministers", ()),
        ("Ministers", "presidents", ()),
        ("two ministers", "ministers", ("RUS/sergei-lavrov", "CHN/wang-yi")),
        ("cabinet", "ministers", ("GHA",)),
        ("relative subject", "it", ("AUS",)),
        ("world leaders", "leaders", ()),
        ("world leaders", "officers", ("FRA",)),
    ],
)
def test_whom_a_word_means(casts: dict[str, Cast], name: str, word: str, ids: tuple[str, ...]) -> None:
    assert set(meant(casts[name], word)) == set(ids)


def test_the_ministers_are_those_of_several_states_told_last(casts: dict[str, Cast]) -> None:
    assert set(meant(casts["ministers"], "ministers", nth=1)) == {"TGO", "BEN"}


def test_a_minister_is_found_by_office_and_name(casts: dict[str, Cast]) -> None:
    (minister,) = meant(casts["counterpart"], "alawi")
    assert minister.startswith("OMN/")
    assert meant(casts["counterpart"], "his") == (minister,)


def test_two_persons_read_as_one_phrase(casts: dict[str, Cast]) -> None:
    cast = casts["joined"]
    (verb,) = (i for i, w in enumerate(cast.parse.word) if w == "spoke")
    ids = {i for token in subjects(cast.parse, verb) for i in cast.ids(token)}
    assert ids == {"USA/donald-trump", "KOR/moon-jae-in"}


def test_a_capital_after_in_is_a_place(casts: dict[str, Cast]) -> None:
    cast = casts["place"]
    assert cast.is_place(cast.parse.word.index("moscow"))
    assert not casts["own clause"].is_place(casts["own clause"].parse.word.index("tokyo"))


def test_a_capital_that_somebody_moves_to_is_a_place(casts: dict[str, Cast]) -> None:
    for name, capital in (("moving", "berlin"), ("moving", "moscow"), ("state behind", "bishkek")):
        assert casts[name].is_place(casts[name].parse.word.index(capital))


def test_a_city_is_a_place_where_it_is_called_one_or_gives_its_name(casts: dict[str, Cast]) -> None:
    words = casts["city"].parse.word
    assert [casts["city"].is_place(t) for t, word in enumerate(words) if word == "riga"] == [True, True]
    assert casts["village"].is_place(casts["village"].parse.word.index("zimbabwe"))


def test_states_in_a_row_are_all_states(casts: dict[str, Cast]) -> None:
    cast = casts["states"]
    assert {cast.parse.word[t] for t in cast.mention_at} >= {"alabama", "arkansas", "iowa"}


def test_a_ship_is_no_person(casts: dict[str, Cast]) -> None:
    assert not casts["ship"].people.actors


def test_letters_without_an_accent_stay_in_an_id() -> None:
    assert slug("Łukasz Søborg") == "lukasz-soborg"
    assert slug("Дмитрий") == ""


def test_several_of_one_surname_stay_several(casts: dict[str, Cast]) -> None:
    assert meant(casts["namesakes"], "osei", nth=0) == ("GHA/peter-osei",)
    assert meant(casts["namesakes"], "osei", nth=2) == ("GHA/peter-osei",)
    assert meant(casts["elder"], "bush", nth=2) == ("USA/george-w-bush",)
    assert meant(casts["elder"], "bush", nth=3) == ("USA/george-h-w-bush",)


def test_inferred_tokens_are_marked(casts: dict[str, Cast]) -> None:
    cast = casts["both"]
    meant(cast, "sides")
    assert cast.parse.word.index("sides") in cast.inferred
    assert cast.parse.word.index("egypt") not in cast.inferred


def test_the_title_of_somebody_nobody_knows_stays_theirs(casts: dict[str, Cast]) -> None:
    assert meant(casts["bank"], "president", nth=1) == ()
    assert meant(casts["choir"], "president", nth=1) == ()


def test_a_surname_alone_comes_back(casts: dict[str, Cast]) -> None:
    assert meant(casts["apposition"], "ofori", nth=1) == ("GHA/grace-ofori",)
    assert meant(casts["surname"], "holland", nth=1) == ()


def test_the_ground_of_a_mention_says_how_it_was_found(casts: dict[str, Cast]) -> None:
    def told(name: str, word: str) -> str:
        return ground(casts[name], casts[name].parse.word.index(word)) or ""

    assert told("own clause", "tokyo").startswith("'Tokyo' is JPN: capital")
    assert "holder of this office of DEU on 2019-03-06" in told("colleague", "colleague")
    assert "pronoun, as 'Tokyo' before" in told("own clause", "its")
    assert "of those the report named" in told("bloc", "bloc")
    assert "short for 'The National Audit Office of Ghana'" in told("short", "nao")
    assert "in which the report is set" in told("scene", "police")
    assert told("club", "guild") == ""


def test_a_statement_says_how_its_speaker_was_found() -> None:
    text = (
        "Emmanuel Macron flew to Lagos. He said the talks had been long. The Nigerian foreign minister said they were "
        "short. A baker said they were over."
    )
    report = Report.make("said.txt", text, language="en", published=PUBLISHED)
    (reading,) = read_reports([report], options=Options(thorough=True))
    grounds = {s.words: s.why.split("; ")[1:] for s in reading.statements}
    assert grounds["the talks had been long"] == [
        "'He' is FRA/emmanuel-macron: pronoun, as 'Emmanuel Macron' before, 0.84"
    ]
    assert "holder of this office of NGA on 2019-03-06" in grounds["they were short"][0]
    assert grounds["they were over"] == []


def test_a_ground_tells_whom_else_a_surname_may_mean(casts: dict[str, Cast]) -> None:
    told = list(grounds(casts["joined"], range(len(casts["joined"].parse))))
    sure = {float(line.rpartition(", ")[2]) for line in told}
    assert sure
    assert all(0 < each < 1 for each in sure)
