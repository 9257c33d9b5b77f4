"""Which texts the rules found nothing in, kept between runs: an editor changes one file and checks hundreds.

Only for rules that look at one text alone. A text is known by its digest, together with that of the rules themselves,
so a changed text, a changed rule or a newer version of either is looked at again. What is kept can be deleted any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from macros.memory import CACHE

FILE = "clean.json"
_CODE = Path(__file__).parents[1]


class Clean:
    """The digests of texts without a fault, of one project. ``basis`` is whatever else the rules go by."""

    def __init__(self, root: Path, basis: Iterable[str]) -> None:
        self.file = root / CACHE / FILE
        self.basis = hashlib.sha256(json.dumps([_rules(), *basis]).encode()).digest()
        try:
            self.known = frozenset(map(str, json.loads(self.file.read_text(encoding="utf-8"))))
        except (OSError, ValueError, TypeError):  # not there yet, or spoilt: then everything is looked at
            self.known = frozenset()

    def new(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return those texts, by path, that were not found clean before."""
        return {path: text for path, text in texts.items() if self._digest(path, text) not in self.known}

    def keep(self, texts: Mapping[str, str], faulty: Iterable[str]) -> None:
        """Keep the texts that have no fault, and forget all others. Where nothing can be written, nothing is kept."""
        wrong = set(faulty)
        digests = {self._digest(path, text) for path, text in texts.items() if path not in wrong}
        if digests == self.known:
            return
        try:
            self.file.parent.mkdir(exist_ok=True)
            part = self.file.with_suffix(".part")
            part.write_text(json.dumps(sorted(digests)), encoding="utf-8")
            part.replace(self.file)
        except OSError:
            return

    def _digest(self, path: str, text: str) -> str:
        return hashlib.sha256(b"\0".join((self.basis, path.encode(), text.encode("utf-8", "replace")))).hexdigest()


@cache
def _rules() -> str:
    """Return the digest of everything that decides what a rule finds: the code and its data, by size and time."""
    files = sorted(file for ending in ("py", "yml") for file in _CODE.rglob(f"*.{ending}"))
    stats = ((file.relative_to(_CODE).as_posix(), file.stat()) for file in files)
    stamps = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    return hashlib.sha256(json.dumps(stamps).encode()).hexdigest()
