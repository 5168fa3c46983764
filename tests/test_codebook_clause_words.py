"""Words by what they do in a clause: one file a language, whole and without unknown keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook.clause_words import load_clause_words
from detente.codebook.frames import CODEBOOK
from detente.errors import CodebookError
from detente.reading.parsing import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_each_part(language: str) -> None:
    words = load_clause_words(language)
    assert all(getattr(words, name) for name in words.__dataclass_fields__)
    assert not words.light & words.suffering


@pytest.mark.parametrize(
    ("old", "new"), [("light =", "lite ="), ("light =", "extra = 'a'\nlight ="), ("mutual =", "#")]
)
def test_an_unknown_or_missing_key_is_named(tmp_path: Path, old: str, new: str) -> None:
    text = (CODEBOOK / "en" / "clause_words.toml").read_text(encoding="utf-8")
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "clause_words.toml").write_text(text.replace(f"\n{old}", f"\n{new}"), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"clause_words\.toml: (unknown|missing) key"):
        load_clause_words("en", folder=tmp_path)
