"""`detente serve`: says where it is, answers there alone, ends cleanly, and says in one line what is wrong."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

SERVE = (sys.executable, "-m", "detente", "serve")


def test_it_serves_and_ends(october: Path, tmp_path: Path) -> None:
    command = [*SERVE, "--record", str(october), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(tmp_path)}
    ) as server:
        assert server.stdout is not None and server.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert found
        assert "16 reports" in httpx.get(found[0]).text
        assert httpx.get(found[0], headers={"host": "evil.example"}).status_code == 421
        assert list(tmp_path.iterdir())
        server.send_signal(signal.SIGTERM)
        said = server.stderr.read()
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir()), "the copy is deleted"


def test_what_is_wrong_is_told_in_one_line(october: Path, tmp_path: Path) -> None:
    none = subprocess.run(
        [*SERVE, "--record", str(tmp_path / "none.duckdb")], capture_output=True, text=True, check=False
    )
    assert none.returncode == 2
    assert none.stderr.count("\n") == 1 and "there is no such record" in none.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        again = [*SERVE, "--record", str(october), "--port", port]
        busy = subprocess.run(again, capture_output=True, text=True, check=False)
    assert busy.returncode == 2
    assert busy.stderr.count("\n") == 1 and f"127.0.0.1:{port}" in busy.stderr
