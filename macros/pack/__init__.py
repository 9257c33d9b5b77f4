"""The pack: every record loaded, checked for shape, and linked. Nothing reads ``items/`` but this package.

``load`` never stops at a problem: it returns what could be read, and everything that could not.
"""

from macros.pack.contents import RECORDS, Entry, Mention, Pack, unknown
from macros.pack.data import data_at, walk
from macros.pack.linking import typed_references
from macros.pack.loading import Loaded, load, record_files

__all__ = [
    "RECORDS",
    "Entry",
    "Loaded",
    "Mention",
    "Pack",
    "data_at",
    "load",
    "record_files",
    "typed_references",
    "unknown",
    "walk",
]
