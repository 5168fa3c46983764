"""The desk: a record as a local site of pages. `make_app` gives the site, `detente serve` serves it."""

from detente.desk.app import make_app

__all__ = ["make_app"]
