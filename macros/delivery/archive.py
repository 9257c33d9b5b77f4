"""The offline copy: the whole site in one file that opens from a folder, with no network and nothing to install."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from macros.delivery import markup
from macros.delivery.addresses import target
from macros.delivery.kinds import FOR_HOSTS, TYPES, extension
from macros.delivery.policy import Policy
from macros.delivery.settings import Settings
from macros.made import day_words

OFFLINE = "offline.zip"
"""Where the offline copy stands in the site."""

_LEFT_OUT = re.compile(r"(404\.html|robots\.txt|sitemap\.xml|sw\.js|\.well-known/.*|hosting/.*)$")
_LEFT_OUT_KINDS = {".zip"}
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="\d+; url=)([^"]*)(")')
"""How a page that has moved leads on."""

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No zip can hold an earlier date; it stands where the date of the build is not known."""

README = """\
{name}: offline copy{made}

1. Right-click the .zip file and choose "Extract All" (on a Mac, double-click it).
2. Open the folder that appears, and in it the folder "{folder}".
3. Double-click index.html. It opens in your browser; search and tools work with no network.
4. Copies grow old. Now and then, fetch a new one from {address} and delete this one.

Nothing is installed and nothing runs outside the browser. What you enter stays in that browser.
Do not open it inside SharePoint or Teams: they download pages instead of showing them. Download the .zip
from there and extract it on your own device.
"""
"""The four steps of users.md N4 and N10, for a reader who has only the file."""


@dataclass(frozen=True)
class Archive:
    """The bytes of an offline copy, and what a reader is told of it."""

    data: bytes
    files: int
    longest: int

    @property
    def sha256(self) -> str:
        """The hash by which an IT department can tell that it has this very file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> str:
        """The size in words."""
        return size_words(len(self.data))


def size_words(count: int) -> str:
    """Return a number of bytes as readers know it: 3.4 MB, 120 KB."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


def belongs(path: str) -> bool:
    """Tell whether a file of the site goes into the offline copy."""
    kind = extension(path)
    return path not in FOR_HOSTS and kind in TYPES and kind not in _LEFT_OUT_KINDS and not _LEFT_OUT.match(path)


def archive(files: Mapping[str, bytes], settings: Settings, policy: Policy, made: datetime | None) -> Archive:
    """Return the offline copy of a site given as path to content. The same files give the same bytes."""
    chosen = {path: data for path, data in files.items() if belongs(path)}
    pages = {path: data.decode("utf-8") for path, data in chosen.items() if path.endswith(".html")}
    opened = {
        path: for_folder(path, text, settings.base, chosen, policy, made).encode() for path, text in pages.items()
    }
    readme = README.format(
        name=settings.name,
        made=f", made {day_words(made)}" if made else "",
        folder=settings.slug,
        address=settings.address or "the website",
    )
    content = {**chosen, **opened, "README.txt": readme.replace("\n", "\r\n").encode()}
    named = {f"{settings.slug}/{path}": data for path, data in sorted(content.items())}
    return Archive(_zip(named, made), len(named), max(map(len, named)))


def for_folder(
    path: str, page: str, base: str, known: Mapping[str, object], policy: Policy, made: datetime | None
) -> str:
    """Return a page as it must be to open from a folder: links end in a file, and nothing may be asked of a network."""

    def address(old: str) -> str:
        bare, mark, fragment = old.partition("#")
        found = target(path, bare, base) if bare else ""
        if found not in known or bare.endswith(".html") or not found.endswith("index.html"):
            return old
        if bare.startswith("/"):
            return old  # only the page for lost visitors has these, and it stays behind
        return bare.rstrip("/") + "/index.html" + mark + fragment

    text = markup.map_addresses(page, {"a": "href", "link": "href", "form": "action"}, address)
    text = _REFRESH.sub(lambda found: found[1] + address(found[2]) + found[3], text)
    text = markup.with_html_attribute(text, "data-pack-copy", made.date().isoformat() if made else "")
    return markup.with_head(text, policy_tags(policy, folder=True))


def policy_tags(policy: Policy, *, folder: bool = False) -> str:
    """Return the tags that give a page its policy where no header does."""
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{policy.meta(folder=folder)}">'
        '<meta name="referrer" content="no-referrer">'
    )


def _zip(files: Mapping[str, bytes], made: datetime | None) -> bytes:
    date = max(made or _EARLIEST, _EARLIEST)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, date.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix on every machine, so that the bytes agree
            entry.external_attr = 0o100644 << 16  # a plain file: never a link, never a program
            out.writestr(entry, data)
    return buffer.getvalue()
