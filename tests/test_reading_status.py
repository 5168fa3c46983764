"""The status of an event: what stands over it in the sentence."""

from __future__ import annotations

import pytest

from detente.codebook.frames import load_frames
from detente.codebook.scopes import load_scopes
from detente.model import Report
from detente.reading.coding import code_pairs
from detente.reading.parsing import parse_reports
from detente.reading.status import standing_of

SENTENCES = [
    ("Peru has yet to sign a treaty with Bolivia.", "Peru", "Bolivia", "negated"),
    ("Neither Peru nor Chile signed a treaty with Bolivia.", "Peru", "Bolivia", "negated"),
    ("No Peruvian firm has signed a contract with Bolivia.", "Peruvian", "Bolivia", "negated"),
    ("Peru stopped short of sending forces to its frontier with Bolivia.", "Peru", "Bolivia", "negated"),
    ("Peru is said to have signed a treaty with Bolivia.", "Peru", "Bolivia", "alleged"),
    ("Peru may have bombed a camp in Bolivia.", "Peru", "Bolivia", "alleged"),
    ("The exiles maintain that Peru bombed Bolivia.", "Peru", "Bolivia", "alleged"),
    ("Peru is to recall its ambassador from Bolivia.", "Peru", "Bolivia", "planned"),
    ("Peru is going to recall its ambassador from Bolivia.", "Peru", "Bolivia", "planned"),
    (
        "The president of Peru is due in Sucre on Thursday for a visit to Bolivia.",
        "Peru",
        "Bolivia",
        "planned",
    ),
    ("Had Peru bombed Bolivia, the league would have met.", "Peru", "Bolivia", "conditional"),
    ("Should Bolivia refuse, Peru would bomb Bolivia.", "Peru", "Bolivia", "conditional"),
    ("Were Peru to bomb Bolivia, the league would meet.", "Peru", "Bolivia", "conditional"),
    ("Peru bombed Bolivia, the ministry announced.", "Peru", "Bolivia", "happened"),
    ("Peru bombed Bolivia, doctors told a broadcaster.", "Peru", "Bolivia", "happened"),
    ("Peru announced that it had bombed Bolivia.", "Peru", "Bolivia", "happened"),
]


@pytest.mark.parametrize(("sentence", "actor", "recipient", "status"), SENTENCES)
def test_status(sentence: str, actor: str, recipient: str, status: str) -> None:
    row = (sentence, actor, recipient)
    coded = code_pairs([row], frames=load_frames("en"), scopes=load_scopes("en"), turns=())[0]
    assert coded.status == status, coded.why


def test_a_promise_against_an_act_tells_that_it_will_not_be() -> None:
    sentence = "Ankara gave assurances against an invasion of the island."
    (parse,) = parse_reports([Report.make("a.txt", sentence)], language="en")
    assert standing_of(parse, parse.word.index("invasion"), scopes=load_scopes("en")).status == "negated"
