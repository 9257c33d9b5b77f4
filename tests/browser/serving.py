"""A web server for tests: it serves a site with exactly the headers of its own ``_headers`` file, packed and tagged."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.delivery.kinds import TEXT, TYPES, extension

HIDDEN = re.compile(r"/(_headers|\.htaccess|web\.config|hosting/.*)$")


def header_rules(text: str) -> list[tuple[re.Pattern[str], list[tuple[str, str]]]]:
    """Read a ``_headers`` file: a line with a path, then lines with the headers it gets; ``*`` stands for anything."""
    rules: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line and not line[0].isspace():
            rules.append((re.compile(re.escape(line.strip()).replace(r"\*", ".*") + "$"), []))
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return rules


@lru_cache(maxsize=64)
def packed_once(body: bytes) -> bytes:
    """Return the bytes packed as hosts do, and remember them: every test asks for the same styles and indexes."""
    return gzip.compress(body, 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SiteServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        base = self.server.base
        if self.server.gone:
            self.close_connection = True
            return None
        self.server.seen.append(path)
        if not path.startswith(base) or HIDDEN.search(path):
            return self._missing()
        file = self.server.site / path[len(base) :]
        if file.is_dir():
            if not path.endswith("/"):
                return self._answer(301, b"", "text/html", [("Location", path + "/")])
            file = file / "index.html"
        if not file.is_file():
            return self._missing()
        return self._file(200, file, path[len(base) - 1 :])

    do_HEAD = do_GET  # noqa: N815

    def _missing(self) -> None:
        file = self.server.site / "404.html"
        if file.is_file():
            self._file(404, file, "/404.html")
        else:
            self._answer(404, b"", "text/plain", [])

    def _file(self, status: int, file: Path, path: str) -> None:
        body = file.read_bytes()
        end = extension(file.name)
        kind = TYPES[end] + ("; charset=utf-8" if end in TEXT else "")
        packed = end in TEXT and "gzip" in self.headers.get("Accept-Encoding", "")
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}{"-gzip" if packed else ""}"'
        given = [pair for pattern, pairs in self.server.rules if pattern.match(path) for pair in pairs]
        if not any(name == "Cache-Control" for name, _ in given):
            given.append(("Cache-Control", "no-cache"))  # what such hosts send by themselves
        given += [("ETag", tag), ("Vary", "Accept-Encoding")]
        if status == 200 and self.headers.get("If-None-Match") == tag:
            return self._answer(304, b"", None, given)
        if packed:
            body = packed_once(body)
            given.append(("Content-Encoding", "gzip"))
        return self._answer(status, body, kind, given)

    def _answer(self, status: int, body: bytes, kind: str | None, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class SiteServer(ThreadingHTTPServer):
    """Serves the folder ``site``, which may be swapped while it runs; ``seen`` are the paths that were asked for.

    Set ``gone`` to leave every request without an answer, as a lost network does.
    """

    daemon_threads = True

    def __init__(self, site: Path, base: str = "/") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base = base
        self.seen: list[str] = []
        self.gone = False
        self.serve(site)

    def serve(self, site: Path) -> None:
        """Serve another folder from now on, with its own headers."""
        self.site = site
        file = site / "_headers"
        self.rules = header_rules(file.read_text(encoding="utf-8")) if file.is_file() else []

    @property
    def url(self) -> str:
        """The address of the site, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_address[1]}{self.base}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that goes away in the middle of an answer is no error."""


@contextmanager
def serving(site: Path, base: str = "/") -> Iterator[SiteServer]:
    """Serve a site while the block runs."""
    server = SiteServer(site, base)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
