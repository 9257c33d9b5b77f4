"""The small files that programs look for: where to report a weakness, and what a search engine may read."""

from __future__ import annotations

from datetime import datetime, timedelta

from macros.delivery.settings import Settings

VALID = timedelta(days=330)
"""How long a contact for weaknesses holds after the last change to the site: under the year that RFC 9116 advises."""

CONTACT = "about/contact/"
"""The page that says how to reach the site's keepers."""

SITE_MAP = "sitemap.xml"
"""The list of pages that search engines read. It needs whole addresses: without the site's own it would be empty."""


def well_known(settings: Settings, made: datetime | None, *, has_map: bool = True) -> dict[str, str]:
    """Return the files by path. Those that need the site's address or a date are left out where it is not known.

    ``has_map`` tells whether the engine wrote a site map with pages in it.
    """
    files = {"robots.txt": _robots(settings if has_map else Settings(settings.name))}
    if settings.address and made:
        files[".well-known/security.txt"] = _security(settings, made)
    return files


def _robots(settings: Settings) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if settings.address:
        lines += ["", f"Sitemap: {settings.address}/{SITE_MAP}"]
    return "\n".join(lines) + "\n"


def _security(settings: Settings, made: datetime) -> str:
    """Source: RFC 9116. The date comes from the last commit, so that a build needs no clock."""
    expires = (made + VALID).strftime("%Y-%m-%dT00:00:00Z")
    return (
        f"Contact: {settings.address}/{CONTACT}\n"
        f"Expires: {expires}\n"
        "Preferred-Languages: en\n"
        f"Canonical: {settings.address}/.well-known/security.txt\n"
    )
