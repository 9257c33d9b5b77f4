"""Read one record file: YAML, or Markdown with YAML front matter, with the place of every value kept.

Nothing here knows what a record means. The YAML read is a safe subset: no tags, no anchors, no duplicate keys, and no
word that YAML 1.1 silently reads as something else (``no`` as false, ``12:30`` as 750).
"""

from macros.reading.document import Document, KeyPath
from macros.reading.files import SIZE_LIMIT, extraordinary, name_of, read, read_text
from macros.reading.tree import DEPTH_LIMIT

__all__ = ["DEPTH_LIMIT", "SIZE_LIMIT", "Document", "KeyPath", "extraordinary", "name_of", "read", "read_text"]
