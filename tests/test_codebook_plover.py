"""PLOVER's scores as the codebook holds them."""

from __future__ import annotations

import pytest

from detente.codebook.plover import read_weights, weight, weights
from detente.errors import CodebookError
from detente.model import EVENT_TYPES

GOOD = "\n".join(f'[{kind}]\nquad = "verbal conflict"\nscore = 0\n' for kind in EVENT_TYPES)


def test_every_type_has_a_weight_on_its_side() -> None:
    assert [w.type for w in weights() if w.mode is None] == list(EVENT_TYPES)
    for each in weights():
        assert each.score >= 0 if each.cooperative else each.score <= 0 or each.type == "REQUEST", each


def test_a_mode_without_a_score_has_its_types() -> None:
    assert weight("RETREAT", "withdraw").score > weight("RETREAT").score
    assert weight("RETREAT", "sideways") == weight("RETREAT") == weight("RETREAT", None)
    with pytest.raises(CodebookError, match="GOSSIP"):
        weight("GOSSIP")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[AGREE", "no TOML"),
        ("", "each event type once"),
        (GOOD + "[GOSSIP]\nscore = 1", "GOSSIP"),
        (GOOD.replace("score", "points", 1), "AGREE wants `score`"),
        (GOOD.replace("verbal conflict", "chatter", 1), "AGREE wants"),
        (GOOD.replace("score = 0", "score = 11", 1), "from -10 to 10"),
    ],
)
def test_a_file_that_breaks_the_form_is_refused(text: str, says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        read_weights(text)
