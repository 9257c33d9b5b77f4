"""The kinds of files that may leave the house, and how a host names each."""

from __future__ import annotations

from collections.abc import Iterable

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".ics": "text/calendar",
    ".webmanifest": "application/manifest+json",
    ".bib": "text/plain",
    ".ris": "application/x-research-info-systems",
    ".zip": "application/zip",
}
"""Extension to media type: nothing that a trust's laptop would run or a mail filter would stop (users.md N6)."""

TEXT = frozenset(
    {".html", ".css", ".js", ".json", ".svg", ".csv", ".txt", ".xml", ".ics", ".webmanifest", ".bib", ".ris"}
)
"""What a host should compress and send as UTF-8."""

FOR_HOSTS = frozenset({"_headers", ".htaccess", "web.config", "hosting/nginx.conf"})
"""Files that configure a host: in the site, never in the offline copy."""


def extension(path: str) -> str:
    """Return the last extension of a path in lower case, with its dot, or an empty string."""
    name = path.rsplit("/", 1)[-1]
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name.strip(".") else ""


def strangers(paths: Iterable[str]) -> list[str]:
    """Return the paths that may not be in a site, sorted: kinds of files that are not in the list above."""
    return sorted(path for path in paths if path not in FOR_HOSTS and extension(path) not in TYPES)
