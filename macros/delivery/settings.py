"""The few settings of mkdocs.yml that delivery needs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without making any of the Python objects that its tags may ask for."""


def _nothing(_loader: _Loader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _nothing)


@dataclass(frozen=True)
class Settings:
    """The site's name, and its address if it is known, without a slash at the end."""

    name: str
    address: str = ""

    @classmethod
    def of(cls, root: Path) -> Settings:
        """Read them from the project's mkdocs.yml."""
        found: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Loader) or {}  # noqa: S506
        return cls(str(found.get("site_name", "Site")), str(found.get("site_url") or "").rstrip("/"))

    @property
    def base(self) -> str:
        """The path under which the site is served, with a slash at both ends."""
        return urlsplit(self.address).path.rstrip("/") + "/"

    @property
    def slug(self) -> str:
        """The site's name as a file name."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "site"
