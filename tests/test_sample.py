"""The sample crisis: every report complete and dated, every quotation sourced, the copies true."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import detente

SAMPLE = Path(detente.__file__).parent / "sample" / "october_1962"
REPORTS = sorted(SAMPLE.glob("*.txt"))
NUMBER_OF = {report.stem: number for number, report in enumerate(REPORTS, start=1)}
CREDIT = "\n(Reprinted from Potomac Wire.)\n"
LANGUAGE_WORDS = {"en": {"the", "that", "said", "with"}, "fr": {"les", "des", "une", "dans"}}


def text_of(stem: str) -> str:
    return (SAMPLE / f"{stem}.txt").read_text("utf-8")


def quotations(text: str) -> list[str]:
    """What stands between quotation marks; one left open runs to the end of its paragraph."""
    found = []
    for paragraph in text.split("\n\n"):
        found += re.findall(r"“([^”]*)", paragraph)
        found += re.findall(r"«([^»]*)", paragraph)
        found += paragraph.split('"')[1::2]
    return found


def bare(words: str) -> str:
    """Words without what a newspaper may change at the edges: capital, end point, shape of the apostrophe."""
    return " ".join(words.replace("’", "'").split()).strip(" ,.;?!").casefold()


def sourced() -> list[tuple[str, set[int]]]:
    """The README's list: the words of each quotation and the numbers of the reports that use it."""
    readme = (SAMPLE / "README.md").read_text("utf-8")
    lines = re.findall(r"^- (?:“(.+)”|« ([^»]+) ».*) \[([\d, ]+)\]$", readme, re.MULTILINE)
    return [(bare(english or french), {int(number) for number in used.split(",")}) for english, french, used in lines]


SOURCED = sourced()


def test_sixteen_reports_each_with_its_sidecar() -> None:
    assert len(REPORTS) == 16
    assert {path.stem for path in SAMPLE.glob("*.json")} == set(NUMBER_OF)


@pytest.mark.parametrize("stem", NUMBER_OF)
def test_sidecar_agrees_with_the_report(stem: str) -> None:
    sidecar = json.loads((SAMPLE / f"{stem}.json").read_text("utf-8"))
    headline, body = text_of(stem).split("\n\n", 1)
    assert date(1962, 10, 16) <= date.fromisoformat(sidecar["published"]) <= date(1962, 10, 29)
    assert stem.startswith(sidecar["published"])
    assert sidecar["title"] == headline
    assert not headline.endswith(".")
    words = set(re.findall(r"\w+", body.casefold()))
    other = "en" if sidecar["language"] == "fr" else "fr"
    assert len(words & LANGUAGE_WORDS[sidecar["language"]]) > len(words & LANGUAGE_WORDS[other])


@pytest.mark.parametrize("stem", NUMBER_OF)
def test_report_has_the_length_and_shape_of_a_wire_report(stem: str) -> None:
    paragraphs = text_of(stem).removesuffix(CREDIT).strip().split("\n\n")[1:]
    assert re.match(r"[A-ZÀÉ ]+, .*\d.* — ", paragraphs[0])
    assert 6 <= len(paragraphs) <= 12
    assert 150 <= len([word for word in " ".join(paragraphs).split() if word not in "—«»"]) <= 350


def test_two_reports_are_in_french_and_each_outlet_writes() -> None:
    sidecars = [json.loads(path.read_text("utf-8")) for path in SAMPLE.glob("*.json")]
    assert [sidecar["language"] for sidecar in sidecars].count("fr") == 2
    outlets = {sidecar["outlet"] for sidecar in sidecars}
    assert outlets == {"Potomac Wire", "Albion Telegraph", "Agence Lutèce", "Port Merrow Gazette"}


@pytest.mark.parametrize("stem", NUMBER_OF)
def test_every_quotation_is_in_the_list_of_sources(stem: str) -> None:
    found = [bare(words) for words in quotations(text_of(stem))]
    assert found
    known = [words for words, used in SOURCED if NUMBER_OF[stem] in used]
    assert [words for words in found if not any(words in source for source in known)] == []


def test_every_listed_source_is_used_where_the_list_says() -> None:
    found = {number: [bare(words) for words in quotations(text_of(stem))] for stem, number in NUMBER_OF.items()}
    unused = [
        (words, number)
        for words, used in SOURCED
        for number in used
        if not any(quoted in words for quoted in found[number])
    ]
    assert unused == []


def test_quotation_marks_of_all_three_outlets_are_seen() -> None:
    text = '“One,” he said, “two.\n\n“Three.”\n\n"Four", he said, "five."\n\n« Six », dit-il.'
    assert [bare(words) for words in quotations(text)] == ["one", "two", "three", "four", "five", "six"]


def test_readme_lists_the_reports_in_order() -> None:
    readme = (SAMPLE / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| `([^`]+)` \|", readme, re.MULTILINE)
    assert {stem: int(number) for number, stem in rows} == NUMBER_OF


def test_the_reprint_is_exact() -> None:
    original = text_of("1962-10-22-potomac-quarantine")
    assert text_of("1962-10-23-port-merrow-quarantine") == original + CREDIT


def test_the_bulletin_stands_word_for_word_in_the_longer_report() -> None:
    bulletin = text_of("1962-10-27-albion-offer").split(" (Albion) — ", 1)[1].strip()
    assert bulletin in text_of("1962-10-27-albion-reply")


def test_the_rewrite_is_shorter_and_not_a_copy() -> None:
    original, rewrite = text_of("1962-10-26-potomac-marucla"), text_of("1962-10-27-port-merrow-marucla")
    assert len(rewrite) < 0.85 * len(original)
    shared = set(original.split("\n\n")) & set(rewrite.split("\n\n"))
    assert shared == set()


def test_the_two_services_disagree_on_the_ships() -> None:
    assert "A dozen Soviet ships have turned back" in text_of("1962-10-25-potomac-ships")
    assert "At least five Soviet ships" in text_of("1962-10-25-albion-council")
