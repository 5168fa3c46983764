"""The desk answers only to its own name, loads nothing but its own parts, and fetches nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_site import Links, Site

from detente.desk.security import host_names


@pytest.fixture(scope="module")
def closed(october: Path) -> Site:
    """A desk that was told its host and port."""
    return Site(october, hosts=host_names("127.0.0.1", 8000))


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_its_own_names_are_answered(closed: Site, host: str) -> None:
    assert closed.get("/stories", host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1.evil.example:8000", ""]
)
def test_another_name_is_refused(closed: Site, host: str) -> None:
    for path in ("/", "/statements.json", "/static/desk.css", "/ask?sql=SELECT+1"):
        answer = closed.get(path, host=host)
        assert answer.status_code == 421
        assert "Kennedy" not in answer.text


@pytest.mark.parametrize("path", ["/", "/ask", "/reports.csv", "/static/desk.js", "/nothing"])
def test_every_answer_is_closed(site: Site, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_pages_load_only_their_own_parts(site: Site) -> None:
    for path in ("/", "/pairs", "/pairs/SUN/USA", "/ask", "/paths"):
        found = Links(site.get(path).text)
        assert all(part.startswith("/") and not part.startswith("//") for part in found.loads)
        assert not found.scripts
    for part in ("/static/desk.css", "/static/desk.js"):
        assert "http:" not in site.get(part).text and "https:" not in site.get(part).text


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"])
def test_static_files_stay_in_their_folder(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404
