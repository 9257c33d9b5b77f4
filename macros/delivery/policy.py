"""The one source of every response header. The files for each kind of host, and the meta tag, are all made from it.

Sources of the rules: users.md N2, P12 and S6 (nothing from elsewhere, nothing inline), OWASP Secure Headers Project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

YEAR = 31_536_000
"""Seconds of a year: how long a browser remembers to use https, and keeps files whose name holds their hash."""

HASHED_NAME = r"\.[0-9a-f]{8}\.(?:min\.)?(?:css|js)$"
"""Addresses of files that never change, since their name holds a hash of their content."""

_PAGE = "index.html"

NOT_IN_META = ("frame-ancestors",)
"""Directives that browsers ignore, with a message in the console, when they stand in a meta tag (CSP3, 3.3)."""

FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What no page asks a browser for. Only names that browsers know: another would be a warning in the console."""


@dataclass(frozen=True)
class Policy:
    """What a browser may do with the site: ``scripts`` are the sha256 sources of the inline scripts that stayed."""

    scripts: tuple[str, ...] = ()

    def directives(self, *, folder: bool = False) -> dict[str, str]:
        """Return the content security policy by directive. ``folder=True`` is for pages opened from a folder.

        There no address has a host, and browsers differ on what 'self' then means: files are named by their scheme.
        """
        own = "'self' file:" if folder else "'self'"
        return {
            "default-src": "'none'",
            "script-src": " ".join([own, *self.scripts]),
            "style-src": own,
            "img-src": f"{own} data:",  # the theme's icons are data: addresses in its style sheet
            "connect-src": own,
            "manifest-src": own,
            "worker-src": own,
            "form-action": own,
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
        }

    def content_security(self) -> str:
        """Return the value of the Content-Security-Policy header."""
        return _joined(self.directives())

    def meta(self, *, folder: bool = False) -> str:
        """Return the policy for a meta tag: the same, less what does nothing there."""
        return _joined({k: v for k, v in self.directives(folder=folder).items() if k not in NOT_IN_META})

    def headers(self) -> dict[str, str]:
        """Return the headers that every response carries, by name."""
        return {
            "Content-Security-Policy": self.content_security(),
            "Strict-Transport-Security": f"max-age={YEAR}",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }


def cache_rule(path: str) -> str:
    """Return the Cache-Control value for an address: for ever where the name holds a hash, else ask each time."""
    return FOR_EVER if re.search(HASHED_NAME, path) else ASK_FIRST


FOR_EVER = f"public, max-age={YEAR}, immutable"
ASK_FIRST = "no-cache"
"""Keep a copy, but ask whether it still holds: the answer is a few bytes, and no telephone number goes stale."""


def cache_places(paths: Iterable[str]) -> dict[str, str]:
    """Return the Cache-Control value by place, for hosts that go by path: a file, or ``folder/*`` for all inside.

    No two places overlap, since such hosts join the values of all that match. They also limit how many there are, so
    a folder with nothing to keep for ever is one place. A page ``index.html`` stands for the address of its folder.
    """
    places: dict[str, str] = {}
    folders: dict[str, list[str]] = {}
    for path in paths:
        top, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(top, []).append(rest)
        else:
            places["" if path == _PAGE else path] = cache_rule(path)
    for top, inside in folders.items():
        if any(cache_rule(path) == FOR_EVER for path in inside):
            places |= {f"{top}/{place}": rule for place, rule in cache_places(inside).items()}
        else:
            places[f"{top}/*"] = ASK_FIRST
    return dict(sorted(places.items()))


def _joined(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def unique(sources: Iterable[str]) -> tuple[str, ...]:
    """Return hash sources once each, sorted, so that the same site gives the same header."""
    return tuple(sorted(set(sources)))
