"""Templates as files: real headings and tables, links intact, no macros, and the same bytes each time."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pypandoc
import pytest
from docx.document import Document
from lxml import html

from macros.exports.documents import FORMATS, Draft, convert, documents, draft, file_path
from macros.memory import remember
from macros.models.practice import Template
from macros.pack import Pack

ROOT = Path(__file__).parents[2]
PACK = remember(ROOT).pack
TEMPLATES = PACK.of(Template)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the real pack, made once."""
    return documents(PACK, ROOT / ".pack" / "documents")


def parts(made: Draft) -> tuple[list[str], int, set[str]]:
    """Return the headings, the number of tables and the link addresses that a draft holds."""
    root = html.fragment_fromstring(f"<div>{made.html}</div>")
    headings = [" ".join(found.text_content().split()) for found in root.iter("h1", "h2", "h3")]
    return headings, len(list(root.iter("table"))), {found.get("href") for found in root.iter("a")}


def open_docx(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_word_files_hold_real_headings_tables_and_links(template: Template, made: dict[str, bytes]) -> None:
    """Every .docx opens, with the headings, tables and links of its page, in heading styles and marked header rows."""
    headings, tables, links = parts(draft(PACK, template))
    document = open_docx(made[file_path(template.id, "docx")])
    found = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert [" ".join(text.split()) for text in found] == headings
    assert len(document.tables) == tables
    assert links <= {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader"), "the first row is marked as a header"
        assert not table._tbl.xpath(".//w:vMerge|.//w:gridSpan"), "no merged cells"
    assert document.core_properties.title == template.title


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
@pytest.mark.parametrize("kind", FORMATS)
def test_pandoc_reads_them_back(template: Template, kind: str, made: dict[str, bytes]) -> None:
    """Taken back through pandoc, every file gives the same headings, tables and links."""
    headings, tables, links = parts(draft(PACK, template))
    command = [pypandoc.get_pandoc_path(), "--sandbox", f"--from={kind}", "--to=html", "--wrap=none"]
    run = subprocess.run(command, input=made[file_path(template.id, kind)], capture_output=True, check=True)
    root = html.fragment_fromstring(f"<div>{run.stdout.decode()}</div>")
    found = [" ".join(heading.text_content().split()) for heading in root.iter("h1", "h2", "h3")]
    assert found == headings
    assert len(list(root.iter("table"))) == tables
    assert links <= {link.get("href") for link in root.iter("a")}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_blank_stands_out(template: Template, made: dict[str, bytes]) -> None:
    """Every blank of a template carries the style that marks what to fill in."""
    document = open_docx(made[file_path(template.id, "docx")])
    marked = "".join("".join(run.itertext()) + "\n" for run in document.element.iter() if _is_blank_run(run))
    for field in template.fields:
        assert _squeezed(field.blank) in _squeezed(marked)


def _is_blank_run(element: object) -> bool:
    return getattr(element, "tag", "") == docx.oxml.ns.qn("w:r") and bool(
        element.xpath("./w:rPr/w:rStyle[@w:val='Blank']")
    )  # type: ignore[attr-defined]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_files_are_safe_to_open(made: dict[str, bytes]) -> None:
    """No file holds macros, pictures from elsewhere or remote templates: links are the only thing that leads out."""
    for path, data in made.items():
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
        assert not [
            name for name in names if "vba" in name.lower() or "macro" in name.lower() or "script" in name.lower()
        ]
        for name in names:
            if name.endswith(".rels"):
                for kind, target in re.findall(
                    rb'Type="[^"]*/(\w+)" Target="([^"]*)" TargetMode="External"', archive.read(name)
                ):
                    assert kind == b"hyperlink", path
                    assert target.startswith((b"http://", b"https://")), path


def test_the_same_words_give_the_same_bytes() -> None:
    """Making a file twice gives identical bytes."""
    made = draft(PACK, TEMPLATES[0])
    assert [convert(made, kind) for kind in FORMATS] == [convert(made, kind) for kind in FORMATS]


def test_text_is_large_enough(made: dict[str, bytes]) -> None:
    """Body text is 12 points or more, left aligned, in British English."""
    document = open_docx(made[file_path(TEMPLATES[0].id, "docx")])
    for name in ("Body Text", "First Paragraph", "Compact"):
        assert document.styles[name].font.size.pt >= 12
    assert b'w:val="en-GB"' in zipfile.ZipFile(io.BytesIO(made[file_path(TEMPLATES[0].id, "docx")])).read(
        "word/styles.xml"
    )


def test_links_lead_to_publishers_not_to_copies(made: dict[str, bytes]) -> None:
    """A source read on somebody's copy, with no publisher's page known, is named without a link."""
    pack: Pack = PACK
    copies = {
        e.record.seen for e in pack.entries.values() if e.ref.kind == "source" and e.record.copy_ and not e.record.url
    }
    for template in TEMPLATES:
        assert not parts(draft(pack, template))[2] & copies
