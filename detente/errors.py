"""What can go wrong.

DetenteError                 everything below; the command line prints its one line and goes on or stops
├── SourceError              a report that could not be taken in (kept in the record with this reason)
│   ├── UnreadableSource     the bytes could not be had: no permission, not there, network
│   ├── NoArticle            the bytes hold no report: empty, binary, a page without an article
│   └── UnknownLanguage      a report in a language that has no codebook
├── CodebookError            a codebook file that does not follow its form
├── RecordError              a record that cannot be opened or written
│   ├── NewerRecord          written by a later Detente
│   └── RecordBusy           another process is writing to it
└── NoSuchEntry              an id that is not in the record

Every message names the file or the id, and what to do about it.
"""

__all__ = [
    "CodebookError",
    "DetenteError",
    "NewerRecord",
    "NoArticle",
    "NoSuchEntry",
    "RecordBusy",
    "RecordError",
    "SourceError",
    "UnknownLanguage",
    "UnreadableSource",
]


class DetenteError(Exception):
    """Base of all errors that Detente raises on purpose."""


class SourceError(DetenteError):
    """A report that could not be taken in."""


class UnreadableSource(SourceError):
    """The bytes of a source could not be had."""


class NoArticle(SourceError):
    """A source that holds no report."""


class UnknownLanguage(SourceError):
    """A report in a language that has no codebook."""


class CodebookError(DetenteError):
    """A codebook file that does not follow its form."""


class RecordError(DetenteError):
    """A record that cannot be opened or written."""


class NewerRecord(RecordError):
    """A record written by a later Detente."""


class RecordBusy(RecordError):
    """A record that another process is writing to."""


class NoSuchEntry(DetenteError):
    """An id that is not in the record."""
