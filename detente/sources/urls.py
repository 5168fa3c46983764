"""Fetches a URL: with a time limit, a size limit, and no way to the machine's own network."""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import NamedTuple
from urllib.request import getproxies

import httpx

from detente.errors import UnreadableSource

__all__ = ["Fetched", "fetch"]

SECONDS_TO_ANSWER, SECONDS_IN_ALL = 20.0, 60.0
LARGEST = 10 * 2**20
REDIRECTS = 5
AGENT = "Mozilla/5.0 (compatible; detente; reads news reports one at a time)"  # many sites refuse nameless agents


class Fetched(NamedTuple):
    """What a URL gave: the URL after redirects, the content type in lower case, the bytes."""

    url: str
    content_type: str
    data: bytes


def fetch(url: str, *, allow_local_urls: bool = False, transport: httpx.BaseTransport | None = None) -> Fetched:
    """The content of an http or https URL, at most 10 MB, following up to five redirects, each one checked.

    Hosts in loopback, link-local, private and reserved networks are refused unless `allow_local_urls`: a
    redirect or a link must not read what only this machine can see. `transport` replaces the network.
    Raises UnreadableSource with the reason and the mend.
    """
    deadline = time.monotonic() + SECONDS_IN_ALL
    try:
        with httpx.Client(
            timeout=SECONDS_TO_ANSWER,
            transport=transport,
            headers={"user-agent": AGENT},
            follow_redirects=False,
        ) as client:
            at = httpx.URL(url)
            for _ in range(REDIRECTS + 1):
                _check(at, allow_local_urls)
                with client.stream("GET", at) as response:
                    if response.has_redirect_location:
                        at = at.join(response.headers["location"])
                        continue
                    if response.status_code != httpx.codes.OK:
                        raise UnreadableSource(_refusal(response))
                    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
                    return Fetched(str(at), kind, _body(response, deadline))
            raise UnreadableSource(f"redirects more than {REDIRECTS} times; give the address it ends at")
    except httpx.InvalidURL as error:
        raise UnreadableSource(f"not a URL ({error}); check its spelling") from error
    except httpx.TimeoutException as error:
        raise UnreadableSource(f"no answer within {SECONDS_TO_ANSWER:.0f} seconds; try again later") from error
    except httpx.HTTPError as error:
        raise UnreadableSource(f"could not be fetched ({error}); check the address and the network") from error


def _refusal(response: httpx.Response) -> str:
    code = response.status_code
    mend = (
        "try again later" if code in (429, 500, 502, 503, 504) else "check the address, or save the page and read that"
    )
    return f"the server answered {code} {response.reason_phrase}; {mend}"


def _body(response: httpx.Response, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes(2**16):
        size += len(part)
        if size > LARGEST:
            raise UnreadableSource(f"larger than {LARGEST >> 20} MB; download it and read the file")
        if time.monotonic() > deadline:
            raise UnreadableSource(f"still not whole after {SECONDS_IN_ALL:.0f} seconds; download it and read the file")
        parts.append(part)
    return b"".join(parts)


def _check(url: httpx.URL, allow_local_urls: bool) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise UnreadableSource(f"{url.scheme or 'this'}: is not fetched; only http and https addresses are")
    if allow_local_urls:
        return
    for address in _addresses(url.host):
        numbers = ipaddress.ip_address(address.split("%")[0])
        embedded = getattr(numbers, "ipv4_mapped", None) or numbers
        if not embedded.is_global or embedded.is_multicast:
            raise UnreadableSource(
                f"{url.host} is an address of this machine or its network; allow local URLs to read it"
            )


def _addresses(host: str) -> list[str]:
    """The addresses of a host; none where its name is unknown here and a proxy will resolve it."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except OSError as error:
        if getproxies():
            return []
        raise UnreadableSource(f"no host named {host}; check the address and the network") from error
