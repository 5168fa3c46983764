"""`detente serve`: opens a record as a local site."""

from __future__ import annotations

import signal
import socket
from typing import Annotated

import typer

from detente.cli.speaking import out, say
from detente.cli.verbs import DEFAULT_RECORD, FAILED, RecordOption

__all__ = ["serve"]

LOCAL = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")


def serve(
    record: RecordOption = DEFAULT_RECORD,
    port: Annotated[int, typer.Option("--port", "-p", help="Port; 0 takes any that is free.", min=0, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than this machine only by it.")
    ] = "127.0.0.1",
) -> None:
    """Opens a record as a local site: front page, actors, pairs, calendar, statements, reports, SQL.

    Readings may go on at the same time: pages are made from a copy of the record. Ctrl-C ends it.

    Example: detente serve --record crisis.duckdb
    """
    import uvicorn  # noqa: PLC0415  not needed by other verbs

    from detente.desk import make_app  # noqa: PLC0415  loads the drawing of charts
    from detente.desk.security import host_names  # noqa: PLC0415

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            say(f"{host}:{port}: {error.strerror or error}; name another with --port or --host")
            raise typer.Exit(FAILED) from error
        port = listening.getsockname()[1]
        app = make_app(record, hosts=None if host in EVERYWHERE else host_names(host, port))
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the copy is deleted then too
        try:
            app.state.copies.open()  # what is wrong with the record is told now, not on the first page
            if host not in LOCAL:
                say(f"listening on {host}: whoever can reach this machine can read {record}")
            listening.listen()  # from here on a browser that is faster than the server waits instead of failing
            shown = f"[{host}]" if ":" in host else host
            out().print(f"{record} at http://{shown}:{port}/  (Ctrl-C ends it)", soft_wrap=True)
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
        finally:
            app.state.copies.close()
