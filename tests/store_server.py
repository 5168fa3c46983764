"""A small S3 on this machine for tests: it lists, gives and refuses objects as the protocol says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

KEY = "TESTKEY"
"""The access key that is let in."""


@contextmanager
def store(objects: Mapping[str, bytes], *, bucket: str = "news") -> Iterator[tuple[str, list[str]]]:
    """Serves objects by their keys; the address of the server (HOST:PORT), and the requests that came."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> None:
            at = urlsplit(self.path)
            name, _, key = unquote(at.path).lstrip("/").partition("/")
            asked = {field: values[0] for field, values in parse_qs(at.query, keep_blank_values=True).items()}
            requests.append(f"{self.command} {key} {self.headers.get('Range', '')}".strip())
            if KEY not in self.headers.get("Authorization", ""):
                self._fail(403, "AccessDenied")
            elif name != bucket:
                self._fail(404, "NoSuchBucket")
            elif not key:
                self._list(asked)
            elif key in objects:
                self._give(objects[key])
            else:
                self._fail(404, "NoSuchKey")

        def _list(self, asked: Mapping[str, str]) -> None:
            keys = sorted(key for key in objects if key.startswith(asked.get("prefix", "")))
            rows = "".join(
                f"<Contents><Key>{escape(key)}</Key><Size>{len(objects[key])}</Size>"
                f"<LastModified>2021-05-04T10:00:00.000Z</LastModified></Contents>"
                for key in keys[: int(asked.get("max-keys", "1000"))]
            )
            self._send(
                200,
                f"<?xml version='1.0'?><ListBucketResult xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>"
                f"<Name>{bucket}</Name><KeyCount>{len(keys)}</KeyCount><IsTruncated>false</IsTruncated>{rows}"
                f"</ListBucketResult>".encode(),
            )

        def _give(self, data: bytes) -> None:
            within = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            if within is None:
                self._send(200, data)
                return
            start, end = int(within[1]), min(int(within[2] or len(data)), len(data) - 1)
            self._send(206, data[start : end + 1], f"bytes {start}-{end}/{len(data)}")

        def _fail(self, status: int, code: str) -> None:
            self._send(status, f"<?xml version='1.0'?><Error><Code>{code}</Code></Error>".encode())

        def _send(self, status: int, data: bytes, content_range: str | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Last-Modified", "Tue, 04 May 2021 10:00:00 GMT")
            self.send_header("ETag", '"0"')
            if content_range:
                self.send_header("Content-Range", content_range)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
