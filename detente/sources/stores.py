"""Object stores (S3, Google, Azure): what lies under an address, and its bytes, as if they were files.

The clients are those of pyarrow, which Detente stands on anyway. Keys and regions come from where each store's own
tools take them (`AWS_ACCESS_KEY_ID`, `~/.aws/credentials`, `GOOGLE_APPLICATION_CREDENTIALS`, ...); none is ever asked
for or kept. What `pyarrow.fs.FileSystem.from_uri` takes may follow a question mark: `s3://bucket/news?region=eu-west-1`.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple, cast

from detente.errors import UnreadableSource

__all__ = ["Stored", "is_stored", "list_store", "name_of", "open_stored"]

SCHEMES = {"s3": "S3", "gs": "GCS", "gcs": "GCS", "az": "Azure", "abfs": "Azure", "abfss": "Azure"}
AT_ONCE = 2**20
"""Bytes fetched at once: a request takes longer than its bytes do."""

_REFUSED = ("ACCESS_DENIED", "Forbidden", "INVALID_ACCESS_KEY", "SIGNATURE", "HTTP status 401", "HTTP status 403",
            "credential", "Credential", "PERMISSION_DENIED", "Unauthorized", "AuthenticationFailed")  # fmt: skip
_KEYS = {
    "S3": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    "GCS": "set GOOGLE_APPLICATION_CREDENTIALS, or write gs://anonymous@BUCKET/... for a public one",
    "Azure": "set AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_KEY, or log in with `az login`",
}


class Stored(NamedTuple):
    """An object of a store: its address and its size in bytes."""

    address: str
    size: int


class _Place(NamedTuple):
    """An address in parts: `s3`, `bucket`, `news/a.txt`, `?region=...`."""

    scheme: str
    bucket: str
    key: str
    query: str

    def at(self, key: str) -> str:
        """The address of another object there."""
        return f"{self.scheme}://{self.bucket}/{key}{self.query}"


def is_stored(path: str) -> bool:
    """Whether a path is an address in an object store."""
    scheme, colon, _ = path.partition("://")
    return bool(colon) and scheme.lower() in SCHEMES


def name_of(address: str) -> str:
    """An address without what follows a question mark; a path as it is."""
    return address.partition("?")[0] if is_stored(address) else address


def list_store(address: str) -> list[Stored]:
    """The objects that an address names: one, those under it, or those that its `*` and `**` match; by their names.

    Raises UnreadableSource where the store cannot be had.
    """
    place = _placed(address)
    with _told(place):
        from pyarrow.fs import FileSelector, FileType  # noqa: PLC0415

        store, root = _store(place.scheme, place.bucket, place.query)
        if "*" not in place.key:
            info = store.get_file_info(f"{root}/{place.key}".rstrip("/"))
            if info.type == FileType.File:
                return [Stored(address, info.size)]
        folder = place.key.partition("*")[0].rpartition("/")[0] if "*" in place.key else place.key.rstrip("/")
        under = FileSelector(f"{root}/{folder}".rstrip("/"), recursive=True, allow_not_found=True)
        wanted = _pattern(place.key) if "*" in place.key else None
        found = [
            Stored(place.at(key), info.size)
            for info in store.get_file_info(under)
            if info.type == FileType.File and not _hidden(key := info.path.removeprefix(f"{root}/"), folder)
            if wanted is None or wanted.fullmatch(key)
        ]
        return sorted(found)


def open_stored(address: str) -> BinaryIO:
    """The bytes of an object, fetched as they are read. Raises UnreadableSource."""
    place = _placed(address)
    with _told(place):
        store, root = _store(place.scheme, place.bucket, place.query)
        return cast(BinaryIO, io.BufferedReader(store.open_input_file(f"{root}/{place.key}"), AT_ONCE))


def _placed(address: str) -> _Place:
    scheme, _, rest = address.partition("://")
    rest, mark, query = rest.partition("?")
    bucket, _, key = rest.partition("/")
    return _Place(scheme.lower(), bucket, key, mark + query)


@lru_cache(maxsize=16)
def _store(scheme: str, bucket: str, query: str) -> tuple[Any, str]:
    """The client of a bucket, and what its paths begin with. Raises ImportError where pyarrow was built without it."""
    from pyarrow import fs  # noqa: PLC0415

    if scheme == "az":
        account = os.environ.get("AZURE_STORAGE_ACCOUNT") or os.environ.get("AZURE_STORAGE_ACCOUNT_NAME")
        if not account:
            raise UnreadableSource("of which account is not said; set AZURE_STORAGE_ACCOUNT, or write abfs://...")
        key = os.environ.get("AZURE_STORAGE_KEY") or os.environ.get("AZURE_STORAGE_ACCOUNT_KEY")
        return fs.AzureFileSystem(account, account_key=key), bucket
    store, root = fs.FileSystem.from_uri(f"{'gs' if scheme == 'gcs' else scheme}://{bucket}/{query}")
    return store, root.strip("/")


def _hidden(key: str, folder: str) -> bool:
    return any(part.startswith(".") for part in key.removeprefix(folder).split("/"))


def _pattern(glob: str) -> re.Pattern[str]:
    """`*` matches within a name, `**` over folders."""
    parts = re.split(r"(\*\*/|\*\*|\*)", glob)
    kinds = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return re.compile("".join(kinds.get(part) or re.escape(part) for part in parts))


@contextmanager
def _told(place: _Place) -> Iterator[None]:
    """Turns what a client says into one line with the mend."""
    import pyarrow as pa  # noqa: PLC0415  a tenth of a second that help need not wait for

    name = SCHEMES[place.scheme]
    try:
        yield
    except ImportError as error:
        raise UnreadableSource(f"this pyarrow has no client for {name}; run `pip install -U pyarrow`") from error
    except FileNotFoundError as error:
        raise UnreadableSource("not there; check the spelling of the address") from error
    except (OSError, pa.ArrowException) as error:
        said = " ".join(str(error).split())
        if any(sign in said for sign in _REFUSED):
            raise UnreadableSource(f"{name} gives no access to it; {_KEYS[name]}") from error
        raise UnreadableSource(f"{name} could not be asked ({said[:200]}); check the address and network") from error
