"""URLs: what a server may send, and what no URL may reach."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from detente.errors import UnreadableSource
from detente.sources import open_sources, urls

PARAGRAPH = (
    "The two foreign ministers met in Vienna on Monday and agreed to speak again before the month ends, "
    "a spokesman said, adding that inspections of the river crossing would begin within a week."
)
PAGE = f"""<html><head><title>Vienna</title>
<meta property="article:published_time" content="2022-01-10"></head>
<body><article><h1>Vienna</h1><p>{PARAGRAPH}</p>
<p>{PARAGRAPH.replace("Vienna", "Graz")}</p></article></body></html>"""
FEED = f"""<rss version="2.0"><channel><title>C</title>
<item><title>V</title><description>{PARAGRAPH}</description></item></channel></rss>"""
ANSWERS = {
    "/page": ("text/html; charset=utf-8", PAGE),
    "/feed": ("application/rss+xml", FEED),
    "/text": ("text/plain", PARAGRAPH),
    "/plain-xml": ("text/xml", FEED),
    "/pdf": ("application/pdf", "%PDF-1.4"),
}


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("location", "/page")
            self.end_headers()
        elif self.path in ANSWERS:
            content_type, body = ANSWERS[self.path]
            self.send_response(200)
            self.send_header("content-type", content_type)
            self.end_headers()
            self.wfile.write(body.encode())
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page_is_read_and_redirects_followed(site: str, path: str) -> None:
    (report,) = open_sources([site + path], allow_local_urls=True)
    assert (report.unread, report.source, report.url) == (None, site + path, f"{site}/page")
    assert (str(report.published), report.text.count("ministers")) == ("2022-01-10", 2)


@pytest.mark.parametrize("path", ["/feed", "/plain-xml", "/text"])
def test_the_content_type_decides(site: str, path: str) -> None:
    (report,) = open_sources([site + path], allow_local_urls=True)
    assert (report.text, report.unread) == (PARAGRAPH, None)


@pytest.mark.parametrize(("path", "words"), [("/pdf", "application/pdf"), ("/none", "404")])
def test_what_is_no_report_is_unread(site: str, path: str, words: str) -> None:
    (report,) = open_sources([site + path], allow_local_urls=True)
    assert report.unread is not None and words in report.unread


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.8/a", "http://192.168.1.1/",
        "http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://[fe80::1]/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_this_machine_and_its_network_are_refused(url: str) -> None:
    (report,) = open_sources([url])
    assert report.unread is not None and "this machine or its network" in report.unread


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.com/a", "gopher://example.com"])
@pytest.mark.parametrize("allow_local_urls", [True, False])
def test_other_schemes_are_refused(url: str, allow_local_urls: bool) -> None:
    (report,) = open_sources([url], allow_local_urls=allow_local_urls)
    assert report.unread is not None and "only http and https" in report.unread


Answer = Callable[[httpx.Request], httpx.Response]


def fetch(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> urls.Fetched:
    hosts = {"press.example": "93.184.216.34", "inside.example": "10.1.2.3"}
    monkeypatch.setattr(urls, "_addresses", lambda host: [hosts.get(host, host)])
    return urls.fetch("https://press.example/a", transport=httpx.MockTransport(answer))


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://inside.example/", "file:///etc/passwd"])
def test_each_hop_of_a_redirect_is_checked(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": target})

    with pytest.raises(UnreadableSource):
        fetch(monkeypatch, answer)
    assert asked == ["press.example"]


def test_endless_redirects_endless_bodies_and_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableSource, match="redirects more than"):
        fetch(monkeypatch, lambda _: httpx.Response(302, headers={"location": "/a"}))
    with pytest.raises(UnreadableSource, match="larger than 10 MB"):
        fetch(monkeypatch, lambda _: httpx.Response(200, content=(b"x" * 2**20 for _ in range(99))))

    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("no answer", request=request)

    with pytest.raises(UnreadableSource, match="no answer within"):
        fetch(monkeypatch, silent)
