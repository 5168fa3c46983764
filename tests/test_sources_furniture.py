"""What in a report's text is marked as not the article, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import Span
from detente.sources.furniture import mark_furniture

BODY = (
    "The two foreign ministers met in Vienna on Monday and agreed to speak again before the month ends.",
    "A spokesman said that the delegations had come closer on inspections but not on the timetable.",
    "Both governments refused to comment on the size of the forces along the river.",
)


def article(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def pieces(text: str, **given: object) -> list[str]:
    return [text[start:end] for start, end in mark_furniture(text, **given).furniture]


@pytest.mark.parametrize(
    "line",
    [
        "Reread: How the river crossing was closed",
        "Read also: Ministers to meet in spring",
        "Read about this dispute: A century of maps",
        "Read more",
        "Related: Who holds the bridge?",
        "Watch: Minister leaves the hall",
        "Lire aussi : Les ministres se retrouvent à Vienne",
        "À lire également : la crise en cinq cartes",
        "Leave a Comment",
        "12 comments",
        "Share this article",
        "Follow us on Twitter and Facebook",
        "Tweet",
        "Email this article",
        "Facebook | Twitter | WhatsApp",
        "Author: Jane Miller",
        "Reporting by Jane Miller in Vienna; Editing by Tom Okafor",
        "(Additional reporting by Jane Miller)",
        "© 2022 The Danube Courier",
        "The Danube Courier. All rights reserved.",
        "Subscribe to our newsletter",
        "Abonnez-vous à notre lettre",
        "Advertisement",
        "Publicité",
        "Photo: The bridge at dawn, by Tom Okafor",
        "REUTERS/Jane Miller",
        "Crédit photo : Tom Okafor",
    ],
)
def test_lines_known_by_their_words_are_furniture_anywhere(line: str) -> None:
    assert pieces(article(BODY[0], line, BODY[1])) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Miller is the Vienna correspondent of The Danube Courier.",
        "Jane Miller is a senior editor at The Danube Courier. Her posts are on Twitter: @janemiller.",
        "Tom Okafor and Jane Miller contributed to this report.",
        "avec AFP",
        "This story was first published in The Danube Courier.",
    ],
)
def test_author_notes_are_furniture_only_at_the_end(line: str) -> None:
    assert pieces(article(*BODY, line)) == [line]
    assert pieces(article(*BODY, line, "Advertisement", "Leave a Comment")) == [
        line,
        "Advertisement",
        "Leave a Comment",
    ]
    assert pieces(article(BODY[0], line, BODY[1])) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Read the treaty again before you sign it, the minister told parliament.",
        "Share prices fell after the talks broke off.",
        "Related talks in Oslo ended on Friday.",
        "Antonia Weber is the foreign minister of the republic and leads the delegation.",
        "Print workers joined the strike on Monday.",
        "Watch towers along the border were manned again on Sunday.",
        "Follow the money, the senator said.",
        "“Read more,” the minister told him.",
    ],
)
def test_sentences_that_begin_like_furniture_are_not(sentence: str) -> None:
    assert pieces(article(*BODY, sentence)) == []


def test_a_comment_link_glued_to_the_last_line_is_marked_alone() -> None:
    assert pieces(article(*BODY) + "Leave a Comment") == ["Leave a Comment"]
    assert pieces(article(*BODY) + " Read more here.") == ["Read more here."]


@pytest.mark.parametrize(
    "headline", ["Ministers Meet in Vienna", "Will the “river line” hold?", "Vers un accord à Vienne"]
)
def test_a_headline_that_stands_alone_becomes_the_title(headline: str) -> None:
    text = article(headline, *BODY)
    marks = mark_furniture(text)
    assert marks == (headline, (Span(0, len(headline)),))


def test_a_headline_directly_above_long_lines_is_one_too() -> None:
    long = " ".join(BODY)
    assert mark_furniture(f"Ministers Meet in Vienna\n{long}\n{long}").title == "Ministers Meet in Vienna"


@pytest.mark.parametrize(
    "first",
    [
        "Ministers met in Vienna.",
        "“No concessions”",
        "MILLER: We begin with the river",
        "Monday, January 10, 2022",
        "VIENNA, Jan 10 (DC) —",
        "- Ministers in Vienna",
    ],
)
def test_sentences_quotations_speakers_dates_and_datelines_are_no_headlines(first: str) -> None:
    assert mark_furniture(article(first, *BODY)) == (None, ())


def test_a_known_title_at_the_top_is_marked_whatever_it_ends_in() -> None:
    text = article("Ministers meet in ‘Vienna’.", *BODY)
    marks = mark_furniture(text, title="Ministers meet in 'Vienna'")
    assert (marks.title, len(marks.furniture)) == ("Ministers meet in 'Vienna'", 1)


def test_a_byline_under_the_headline_is_furniture_and_a_standfirst_is_not() -> None:
    assert pieces(article("Ministers Meet in Vienna", "By Jane Miller", *BODY)) == [
        "Ministers Meet in Vienna",
        "By Jane Miller",
    ]
    assert pieces(article("Ministers Meet in Vienna", "Both sides speak of a first step", *BODY)) == [
        "Ministers Meet in Vienna"
    ]


def test_crossheads_between_paragraphs_are_furniture() -> None:
    assert pieces(article(BODY[0], "A narrow river", BODY[1], "What comes next", BODY[2])) == [
        "A narrow river",
        "What comes next",
    ]


@pytest.mark.parametrize(
    "short",
    [
        "“Not one step”",
        "- the bridge",
        "MILLER: Not yet",
        "It was late.",
        "and then left",
        "1. The bridge",
        "Vienna –",
    ],
)
def test_short_paragraphs_of_other_kinds_are_no_crossheads(short: str) -> None:
    assert pieces(article(BODY[0], short, BODY[1])) == []


def test_lists_of_short_lines_are_no_crossheads() -> None:
    assert pieces(article(BODY[0], "The bridge", "The tunnel", "The ferry", BODY[1])) == []
    talk = [part for i in range(4) for part in (f"MILLER: We asked {i} times.", "No answer from them", BODY[1])]
    assert pieces(article(*talk)) == []


WRAPPED = """    The two governments said on Monday that they
would reopen the crossing at the river within a
week and that inspectors of both sides would go
there together
    A spokesman for the republic said the first
lorries could pass on Thursday if the weather
allowed it.
    He would not say who pays
    No date was set for the next round of the
talks, which are to be held in Vienna.
"""


def test_short_last_lines_of_hard_wrapped_paragraphs_stay_in_the_body() -> None:
    assert mark_furniture(WRAPPED) == (None, ())
    assert pieces(WRAPPED + " Reuter\n") == ["Reuter"]


def test_a_wrapped_headline_over_wrapped_lines_needs_its_blank_line() -> None:
    marks = mark_furniture("Two governments reopen the crossing\nat the river\n\n" + WRAPPED)
    assert marks.title == "Two governments reopen the crossing at the river"


def test_a_byte_order_mark_is_furniture() -> None:
    assert mark_furniture("\ufeff" + BODY[0]).furniture == (Span(0, 1),)


LINES = st.sampled_from(
    [
        *BODY,
        "Ministers Meet",
        "Leave a Comment",
        "Read also: more",
        "",
        "  ",
        "Reuter",
        "A crosshead",
        "\ufeff",
        "“Ha”",
        "\u2028",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", " ", "", "\x0c", "\n    "])


@given(st.lists(st.tuples(LINES | st.text(max_size=30), ENDS), max_size=12), st.none() | st.text(max_size=12))
def test_spans_lie_inside_the_text_sorted_and_apart(parts: list[tuple[str, str]], title: str | None) -> None:
    text = "".join(line + end for line, end in parts)
    furniture = mark_furniture(text, title=title, headings=[Span(0, 3), Span(2, len(text) + 5)]).furniture
    edges = [edge for span in furniture for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in furniture)


@given(st.lists(st.tuples(LINES, ENDS), max_size=12))
def test_marks_cover_whole_words_without_white_space_around(parts: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in parts)
    for start, end in mark_furniture(text).furniture:
        assert text[start:end] == "\ufeff" or text[start:end].strip() == text[start:end]
