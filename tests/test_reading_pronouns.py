"""Whom pronouns mean: what is most salient and agrees; things and persons that are no actors compete."""

from __future__ import annotations

from datetime import date

import pytest

from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.roles import load_roles
from detente.model import Report
from detente.reading.cast import Cast, cast_of
from detente.reading.parsing import body_pieces, parse_reports
from detente.reading.quotations import find_quotations

PUBLISHED = date(2021, 5, 4)

# The pronoun in question stands in brackets; then the ids that it means.
MEANT = (
    ("Chad said that Sudan had attacked [it] again.", ("TCD",)),
    ("Peru closed the border after Ecuador moved [its] troops.", ("ECU",)),
    ("The dam in Ethiopia is nearly full. [It] holds enough water for two years.", ()),
    ("The offer of Norway stands. If [it] renews its attacks, talks will end.", ("NOR",)),
    ("[It] is clear that Kenya and Uganda will not sign.", ()),
    ("Japan made [it] plain that the ships would stay.", ()),
    ("The Dutch prime minister, Mark Rutte, met Angela Merkel. [She] thanked him.", ("DEU/angela-merkel",)),
    ("Angela Merkel met Mark Rutte, the Dutch prime minister. [He] thanked her.", ("NLD/mark-rutte",)),
    ("Angela Merkel praised a teacher from Ghent. The teacher said [he] was glad.", ()),
    ("Soldiers from Mali left the town. [They] burnt the bridge behind them.", ("MLI",)),
    ("Mali bought new lorries. [They] arrived by ship.", ()),
    ("Togo and Benin signed the treaty. [They] will open the border in June.", ("TGO", "BEN")),
    ("Jair Bolsonaro toured a farm near Goiás. Drought had ruined the crop there. [He] promised loans.",
     ("BRA/jair-bolsonaro",)),
    ("Jair Bolsonaro landed. Greeting Emmanuel Macron, [he] praised the weather.", ("BRA/jair-bolsonaro",)),
    ("After greeting Emmanuel Macron, Jair Bolsonaro said that [he] was cold.", ("BRA/jair-bolsonaro",)),
    ("In [his] first speech in Lyon, Emmanuel Macron praised the farmers.", ("FRA/emmanuel-macron",)),
    ("Joe Biden's votes in Ohio left [him] ahead.", ("USA/joe-biden",)),
    ("Angela Merkel wrote to Joe Biden and [his] team.", ("USA/joe-biden",)),
    ("Peru blamed Mali and [its] allies.", ("MLI",)),
    ("Mali opened its new port, while Togo lost [its] fleet.", ("TGO",)),
    ("Courts in Peru convicted Ann Lo and Bo Lo. The court heard that [they] had wept.", ()),
)  # fmt: skip


@pytest.fixture(scope="module")
def casts() -> dict[str, Cast]:
    texts = [text.replace("[", "").replace("]", "") for text, _ in MEANT]
    reports = [Report.make(text, text, language="en", published=PUBLISHED) for text in texts]
    gazetteer, roles = load_gazetteer(), load_roles("en")
    return {
        text: cast_of(p, gazetteer, roles, find_quotations(p.text, body_pieces(p.report)), on=PUBLISHED)
        for (text, _), p in zip(MEANT, parse_reports(reports, language="en"), strict=True)
    }


@pytest.mark.parametrize(("text", "ids"), MEANT)
def test_whom_a_pronoun_means(casts: dict[str, Cast], text: str, ids: tuple[str, ...]) -> None:
    cast = casts[text]
    (token,) = cast.parse.tokens_in(text.index("["), text.index("]") - 1)
    assert set(cast.ids(token)) == set(ids)


def test_a_thousand_pronouns_in_a_row() -> None:
    text = "Cuba spoke first. " + "It said that it would keep its word and its ships. " * 400
    report = Report.make("long.txt", text, language="en", published=PUBLISHED)
    (parse,) = parse_reports([report], language="en")
    cast = cast_of(parse, load_gazetteer(), load_roles("en"), [], on=PUBLISHED)
    last = max(t for t, word in enumerate(parse.word) if word == "it")
    assert cast.ids(last) == ("CUB",)
