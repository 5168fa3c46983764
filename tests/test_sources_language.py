"""The language of a report, and what happens to one that nobody can read yet."""

import pytest

from detente.sources.language import language_code, language_of

SENTENCES = {
    "en": "The minister rejected the demand on Monday and asked for a meeting of the council soon.",
    "fr": "Le ministre a rejeté lundi cette exigence et demandé une réunion du Conseil avant vendredi.",
    "de": "Der Minister hat die Forderung am Montag zurückgewiesen und eine Sitzung verlangt.",
    "es": "El ministro rechazó el lunes la exigencia y pidió una reunión del Consejo antes del viernes.",
    "nl": "De minister wees de eis maandag van de hand en vroeg om een vergadering van de raad voor vrijdag.",
    "ca": "El ministre va rebutjar dilluns aquesta exigència i va demanar una reunió abans de divendres.",
    "ru": "Министр отверг это требование в понедельник и попросил созвать заседание совета.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_is_enough(language: str) -> None:
    assert language_of(SENTENCES[language]) == language
    assert language_of(f"{SENTENCES[language]} " * 50) == language


@pytest.mark.parametrize(("text", "language"), [("Minister: no.", "en"), ("Le ministre dit non", "fr"), ("Нет.", "ru")])
def test_short_texts_fall_to_ours_unless_the_script_forbids(text: str, language: str) -> None:
    found = language_of(text)
    assert found == language or (language == "ru" and found not in (None, "en", "fr"))


def test_the_title_counts() -> None:
    assert language_of("OK", title="Le ministre refuse de se rendre à la réunion du Conseil") == "fr"


def test_no_letters_no_language() -> None:
    assert language_of("1962 – 10 – 24\n***") is None


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("FR_ca", "fr"),
        ("eng", "en"),
        ("French", "fr"),
        ("", None),
        (None, None),
        ("?", None),
    ],
)
def test_declared_languages(declared: str | None, code: str | None) -> None:
    assert language_code(declared) == code
