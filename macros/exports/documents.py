"""Templates as .docx and .odt files, made by pandoc from the same prose as their pages, so that they cannot drift."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pypandoc
from lxml import etree, html
from markupsafe import Markup, escape

from macros import prose
from macros.models import Ref
from macros.models.practice import Template
from macros.models.source import Source
from macros.pack import Pack
from macros.pages.citations import citation
from macros.pages.page import label

FORMATS = ("docx", "odt")
LANDSCAPE_FROM = 6
"""Columns from which a table is too wide for an upright page."""

LEAST, MOST, LINE = 10, 50, 85
"""Least and most characters that a column's own words count for, and how many fit on a line of a page. A column left
empty to write in counts for its even share of the line."""

ROW_TO_FILL = "480"
"""Height in twentieths of a point of a row with a cell to fill in: room for a line of handwriting."""

OPTIONS = ("--sandbox", "--from=html", "--output=-", "--metadata=lang:en-GB")
"""For pandoc: no access to files or network, whatever the words say."""

EPOCH = "1767225600"
"""1 January 2026: files carry this date, so that the same words give the same bytes."""


@dataclass(frozen=True)
class Draft:
    """A template as HTML, before pandoc: everything that its files depend on."""

    id: str
    title: str
    html: str
    landscape: bool

    def digest(self, kind: str) -> str:
        """Return a hash of everything that the file of this kind is made from."""
        text = "\0".join((self.title, self.html, kind, pypandoc.get_pandoc_version(), *OPTIONS))
        return hashlib.sha256(text.encode() + _reference(self.landscape, kind).read_bytes()).hexdigest()


def documents(pack: Pack, cache: Path) -> dict[str, bytes]:
    """Return every template's files by their path under ``docs/``. Files already made from the same words are reused.

    ``cache`` is a folder for them. Raises RuntimeError with pandoc's own words where a file cannot be made.
    """
    cache.mkdir(parents=True, exist_ok=True)
    jobs = [(draft(pack, template), kind) for template in pack.of(Template) for kind in FORMATS]
    with ThreadPoolExecutor() as pool:
        made = pool.map(lambda job: _cached(job[0], job[1], cache), jobs)
    return {file_path(job[0].id, job[1]): data for job, data in zip(jobs, made, strict=True)}


def file_path(template: str, kind: str) -> str:
    """Return the path of a template's file under ``docs/``."""
    return f"templates/files/{template}.{kind}"


def draft(pack: Pack, template: Template) -> Draft:
    """Return a template's document as HTML: its body, with blanks marked, and a closing note on where it comes from."""
    entry = pack.entries[Ref("template", template.id)]
    body = prose.block(entry.document.body, lambda ref, words: _words(pack, ref, words))
    root = html.fragment_fromstring(f"<div>{body}</div>")
    for table in root.iter("table"):
        _size_columns(table)
    text = html.tostring(root, encoding="unicode")
    for field in template.fields:
        blank = field.blank.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        text = text.replace(blank, f'<span data-custom-style="Blank">{blank}</span>')
    columns = max((len(table.findall(".//thead/tr/th")) for table in root.iter("table")), default=0)
    return Draft(template.id, template.title, text + str(_colophon(pack, template)), columns >= LANDSCAPE_FROM)


def _words(pack: Pack, ref: Ref, words: str | None) -> Markup:
    """Return a link for a source, to its publisher, and words for the rest: the site's own address may change."""
    entry = pack.entries.get(ref)
    if entry is None:
        return escape(words or ref.id)
    if isinstance(entry.record, Source) and entry.record.address:
        return Markup('<a href="{}">{}</a>').format(entry.record.address, words or citation(entry.record))
    return escape(words or label(entry.record))


def _colophon(pack: Pack, template: Template) -> Markup:
    links = Markup("; ").join(
        _words(pack, Ref("source", key), pack.get(Source, key).title)
        for key in template.based_on
        if Ref("source", key) in pack.entries
    )
    learnt = Markup(" Learnt from: {}.").format(links) if links else ""
    day = template.reviewed.date
    return Markup(
        '\n<div data-custom-style="Colophon"><p><strong>{}</strong>. '
        "Adapt this document freely ({}). Last read {} {}.{}</p></div>"
    ).format(template.title, template.licence, day.day, f"{day:%B %Y}", learnt)


def _size_columns(table: etree._Element) -> None:
    """Give each column a share of the page by its longest words, with room to write in empty ones."""
    rows = [[len(_text(cell).strip()) for cell in row.iter("th", "td")] for row in table.iter("tr")]
    words = [4 + max(map(len, _text(cell).split()), default=0) for cell in table.iter("th")]
    lengths = []
    for at in range(len(words)):
        column = [row[at] for row in rows if at < len(row)]
        lengths.append(
            max(LEAST, words[at], min(MOST, max(column))) if any(column[1:]) else max(words[at], LINE // len(words))
        )
    group = html.fragment_fromstring("<colgroup></colgroup>")
    for length in lengths:
        etree.SubElement(group, "col").set("style", f"width:{100 * length / sum(lengths):.1f}%")
    table.insert(0, group)


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _cached(made: Draft, kind: str, folder: Path) -> bytes:
    file = folder / f"{made.digest(kind)}.{kind}"
    if not file.is_file():
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as partial:
            partial.write(convert(made, kind))
        Path(partial.name).replace(file)  # in one step: another build may be looking
    return file.read_bytes()


def convert(made: Draft, kind: str) -> bytes:
    """Run pandoc over a draft, without access to files or network, and return the document."""
    command = [
        pypandoc.get_pandoc_path(),
        *OPTIONS,
        f"--to={kind}",
        f"--reference-doc={_reference(made.landscape, kind)}",
    ]
    source = f"<html><body>{made.html}</body></html>"
    environment = {"SOURCE_DATE_EPOCH": EPOCH, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    run = subprocess.run(command, input=source.encode(), capture_output=True, env=environment, check=False)
    if run.returncode:
        raise RuntimeError(f"{made.id}.{kind} could not be made: {run.stderr.decode().strip()}")
    return _finished(run.stdout, made.title)


def _finished(data: bytes, title: str) -> bytes:
    """Set the document's title, give .odt tables their lines, and pack the parts with a fixed date."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "content.xml":
                content = re.sub(rb'fo:border="none"', b'fo:border="0.5pt solid #7A8886" fo:padding="0.15cm"', content)
            if info.filename == "word/document.xml":
                content = _roomy(content)
            if info.filename in ("docProps/core.xml", "meta.xml"):
                content = _titled(content, title)
            stored = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0)), content, stored)
    return buffer.getvalue()


def _roomy(content: bytes) -> bytes:
    """Make table rows that have a cell to fill in tall enough to write in."""
    root = etree.fromstring(content)
    word = f"{{{root.nsmap['w']}}}"
    for row in root.iter(f"{word}tr"):
        if any(not _text(cell).strip() for cell in row.iter(f"{word}tc")):
            properties = row.find(f"{word}trPr")
            if properties is None:
                properties = etree.Element(f"{word}trPr")
                row.insert(0, properties)
            etree.SubElement(properties, f"{word}trHeight", {f"{word}val": ROW_TO_FILL, f"{word}hRule": "atLeast"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _titled(content: bytes, title: str) -> bytes:
    """Write the title into a document's metadata, which pandoc would otherwise also print above the text."""
    root = etree.fromstring(content)
    name = "{http://purl.org/dc/elements/1.1/}title"
    found = root.find(f".//{name}")
    if found is None:
        parent = root.find("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}meta")
        found = etree.SubElement(root if parent is None else parent, name)
    found.text = title
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@cache
def _reference(landscape: bool, kind: str) -> Path:
    return Path(str(files("macros.exports.reference") / f"{'landscape' if landscape else 'portrait'}.{kind}"))
