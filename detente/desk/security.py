"""What keeps the desk closed: the Host header is checked, and pages may load nothing but their own parts."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOOPBACK", "Closed", "host_names"]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
"""No inline script or style, no plug-in, no frame, no address but the desk's own."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def host_names(host: str, port: int) -> frozenset[str]:
    """The Host headers that a server bound to `host` and `port` answers to."""
    names = {*LOOPBACK, f"[{host}]" if ":" in host else host}
    return frozenset(name.lower() for each in names for name in (f"{each}:{port}", *([each] if port == 80 else [])))


class Closed:
    """ASGI middleware: refuses a request whose Host is not among `hosts`, and adds the headers to every answer.

    A page of another site that resolves its own name to 127.0.0.1 (DNS rebinding) sends that name as Host.
    With `hosts` None every Host is answered: for a server bound to an address that others may use.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        host = Headers(scope=scope).get("host", "").lower()
        if self.hosts is not None and host not in self.hosts:
            refused = PlainTextResponse(f"This desk does not answer to the host {host[:80]!r}.\n", status_code=421)
            await refused(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)
