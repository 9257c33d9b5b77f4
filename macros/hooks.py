"""For MkDocs and ProperDocs alone: write the pages before a build, and point HTML links at what they become.

Zensical runs no hooks: there ``pack build`` writes the pages, and links in HTML are resolved by the engine itself.
The day MkDocs goes, this file goes and nothing else.
"""

from __future__ import annotations

import logging
import posixpath
import re
from pathlib import Path
from typing import Any

from macros.build import prepare

_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^":#?]+\.(?:md|docx|odt))((?:#[^"]*)?")')
_log = logging.getLogger("mkdocs.hooks.pack")


def on_pre_build(config: Any) -> None:
    """Write the generated pages. Where a record is broken, say so and keep the pages of the last good pack."""
    for problem in prepare(Path(config.config_file_path).parent).errors:
        _log.error(str(problem))


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Turn links to Markdown files inside HTML, which the engine leaves alone, into links to their pages."""
    folder = posixpath.dirname(page.file.src_uri)

    def resolve(match: re.Match[str]) -> str:
        target = files.get_file_from_path(posixpath.normpath(posixpath.join(folder, match[2])))
        if target is None:
            _log.warning(f"{page.file.src_uri}: there is no page {match[2]}")
            return match[0]
        return match[1] + target.url_relative_to(page.file) + match[3]

    return _LINK.sub(resolve, html)
