"""Which column, or key, of other people's tables holds which field of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.errors import NoArticle, SourceError
from detente.sources.draft import Draft

__all__ = ["FIELDS", "check_columns", "draft_from_row", "no_text_column", "place_columns"]

USUAL_NAMES = {
    "text": "text body content article story maintext full_text fulltext article_text article_body "
    "articlebody body_text plain_text",
    "title": "title headline heading hed",
    "published": "published date date_publish pubdate pub_date publication_date publish_date published_at "
    "publishedat published_date date_published datepublished timestamp datetime created_at day",
    "outlet": "outlet publisher publication source_name source_domain sitename site_name newspaper "
    "source domain",
    "url": "url link permalink canonical_url source_url web_url",
    "language": "language lang",
    "byline": "byline author authors creator",
    "id": "id uuid guid doc_id docid article_id key",
}  # fmt: skip
"""For each field, the names that datasets use for it, the likeliest first."""

FIELDS = tuple(USUAL_NAMES)


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises SourceError where the user named a column for a field that reports do not have."""
    if unknown := sorted(set(columns) - set(FIELDS)):
        raise SourceError(f"columns: no field {', '.join(unknown)}; a report has {', '.join(FIELDS)}")


def place_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """For each field of a report the name that holds it: as `columns` says, else by its usual name."""
    there = {name.strip().lower(): name for name in names}
    places = {}
    for field, usual in USUAL_NAMES.items():
        wanted = [columns[field].strip().lower()] if field in columns else usual.split()
        found = next((there[name] for name in wanted if name in there), None)
        if found is not None:
            places[field] = found
    return places


def no_text_column(what: str, names: Iterable[str], columns: Mapping[str, str]) -> NoArticle:
    """The error for a table or object in which nothing is known to be a report's text."""
    shown = ", ".join(str(name) for name in list(names)[:30]) or "none"
    if "text" in columns:
        return NoArticle(f"no {what} {columns['text']!r}; there are: {shown}; name one of them (text=NAME)")
    return NoArticle(f"no {what} known to hold the text; there are: {shown}; name one of them (text=NAME)")


def draft_from_row(row: Mapping[str, object], places: Mapping[str, str], *, source: str, number: int) -> Draft:
    """One row as a draft; `number` is its place in `source`, for rows that carry no id of their own."""
    values = {field: row.get(name) for field, name in places.items()}
    own = _words(values.get("id"))
    name = f"{source}#{own or number}"
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        return Draft(name, unread=f"row {number} has no text; fill in its {places.get('text', 'text')!r}")
    return Draft(
        name,
        text,
        title=_words(values.get("title")),
        outlet=_words(values.get("outlet")),
        byline=_words(values.get("byline")),
        url=_words(values.get("url")),
        published=values.get("published"),
        language=_words(values.get("language")),
    )


def _words(value: object) -> str | None:
    """A cell as words: lists joined, objects by their name; None for an empty one."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "id") if value.get(key)), None)
    if isinstance(value, list):
        value = ", ".join(filter(None, map(_words, value)))
    return None if value is None else " ".join(str(value).split()) or None
