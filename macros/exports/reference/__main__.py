"""Make the reference documents: portrait and landscape, .docx and .odt."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pypandoc
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

FOLDER = Path(__file__).parent
FONT = "Arial"
INK, GREEN, SHADE, LINE = "1C2B2A", "1F5F50", "EAF2EE", "7A8886"
A4 = (Cm(21.0), Cm(29.7))
STAMP = (2026, 1, 1, 0, 0, 0)


def default(name: str) -> bytes:
    """Return one of pandoc's own reference documents."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", name]
    return subprocess.run(command, check=True, capture_output=True).stdout


def word(landscape: bool) -> bytes:
    """Return a reference .docx."""
    document = docx.Document(io.BytesIO(default("reference.docx")))
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            style.font.name = FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in list(fonts.attrib):
                if name.endswith("Theme"):
                    del fonts.attrib[name]
    for name in ("Normal", "Body Text", "First Paragraph", "Compact", "Block Text"):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(12), RGBColor.from_string(INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(3), Pt(4)
    compact = document.styles["Compact"].paragraph_format
    compact.space_before, compact.space_after = Pt(0), Pt(3)
    for level, size in ((1, 20), (2, 15), (3, 13)):
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, RGBColor.from_string(GREEN)
        style.paragraph_format.space_before = Pt(0 if level == 1 else 10)
        style.paragraph_format.space_after, style.paragraph_format.keep_with_next = Pt(4), True
    document.styles["Hyperlink"].font.color.rgb = RGBColor.from_string(GREEN)
    document.styles["Hyperlink"].font.underline = True
    note = document.styles.add_style("Colophon", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = document.styles["Normal"]
    note.font.size, note.paragraph_format.space_before = Pt(9), Pt(12)
    blank = document.styles.add_style("Blank", WD_STYLE_TYPE.CHARACTER)
    blank.font.bold = True
    _shade(blank.element.get_or_add_rPr(), SHADE)
    _table(document.styles["Table"].element)
    section = document.sections[0]
    section.page_width, section.page_height = A4[::-1] if landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.6)
    buffer = io.BytesIO()
    document.save(buffer)
    source = zipfile.ZipFile(buffer)
    return _packed({info.filename: source.read(info) for info in source.infolist()})


def _packed(parts: dict[str, bytes]) -> bytes:
    """Zip the parts of a document with a fixed date, so that the same look gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, STAMP), data, kind)
    return buffer.getvalue()


def _shade(properties: etree._Element, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _table(style: etree._Element) -> None:
    """Give the table style hairlines all round, roomy cells and a shaded heading row."""
    for old in style.findall(qn("w:tblPr")) + style.findall(qn("w:tblStylePr")):
        style.remove(old)
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100))
    )
    style.append(
        etree.fromstring(
            f"<w:tblPr {ns}><w:tblInd w:w='0' w:type='dxa'/><w:tblBorders>{sides}</w:tblBorders>"
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        )
    )
    style.append(
        etree.fromstring(
            f"<w:tblStylePr {ns} w:type='firstRow'><w:rPr><w:b/></w:rPr><w:trPr><w:tblHeader/></w:trPr>"
            f"<w:tcPr><w:shd w:val='clear' w:color='auto' w:fill='{SHADE}'/></w:tcPr></w:tblStylePr>"
        )
    )


def writer(landscape: bool) -> bytes:
    """Return a reference .odt."""
    source = zipfile.ZipFile(io.BytesIO(default("reference.odt")))
    styles = etree.fromstring(source.read("styles.xml"))
    ns = {prefix: uri for prefix, uri in styles.nsmap.items() if prefix}
    key = {prefix: f"{{{uri}}}" for prefix, uri in ns.items()}

    def find(path: str) -> etree._Element:
        found = styles.find(path, ns)
        if found is None:
            raise LookupError(f"pandoc's reference document has no {path}")
        return found

    def named(name: str) -> etree._Element:
        return find(f".//style:style[@style:name='{name}']")

    def text(name: str, **values: str) -> None:
        properties = named(name).find("style:text-properties", ns)
        if properties is None:
            properties = etree.SubElement(named(name), f"{key['style']}text-properties")
        for attribute, value in values.items():
            prefix, local = attribute.split("_", 1)
            properties.set(key[prefix] + local.replace("_", "-"), value)

    for properties in styles.iter(f"{key['style']}text-properties"):
        for attribute in (key["style"] + "font-name", key["fo"] + "font-family"):
            if attribute in properties.attrib:
                properties.set(attribute, FONT)
    text("Standard", fo_font_size="12pt", style_font_name=FONT, fo_color=f"#{INK}", fo_language="en", fo_country="GB")
    for level, size in ((1, 20), (2, 15), (3, 13)):
        text(
            f"Heading_20_{level}",
            fo_font_size=f"{size}pt",
            fo_font_weight="bold",
            fo_color=f"#{GREEN}",
            fo_font_style="normal",
        )
    text("Table_20_Heading", fo_font_weight="bold", fo_font_style="normal")
    common = find("office:styles")
    note = etree.SubElement(common, f"{key['style']}style")
    for name, value in (("name", "Colophon"), ("family", "paragraph"), ("parent-style-name", "Standard")):
        note.set(key["style"] + name, value)
    etree.SubElement(note, f"{key['style']}text-properties").set(f"{key['fo']}font-size", "9pt")
    blank = etree.SubElement(common, f"{key['style']}style")
    blank.set(f"{key['style']}name", "Blank")
    blank.set(f"{key['style']}family", "text")
    properties = etree.SubElement(blank, f"{key['style']}text-properties")
    properties.set(f"{key['fo']}font-weight", "bold")
    properties.set(f"{key['fo']}background-color", f"#{SHADE}")
    width, height = ("29.7cm", "21cm") if landscape else ("21cm", "29.7cm")
    for layout in styles.iter(f"{key['style']}page-layout-properties"):
        layout.set(f"{key['fo']}page-width", width)
        layout.set(f"{key['fo']}page-height", height)
        layout.set(f"{key['style']}print-orientation", "landscape" if landscape else "portrait")
        for side in ("top", "bottom", "left", "right"):
            layout.set(f"{key['fo']}margin-{side}", "1.6cm")
    parts = {info.filename: source.read(info) for info in source.infolist()}
    return _packed(parts | {"styles.xml": etree.tostring(styles)})


for shape in (False, True):
    name = "landscape" if shape else "portrait"
    (FOLDER / f"{name}.docx").write_bytes(word(shape))
    (FOLDER / f"{name}.odt").write_bytes(writer(shape))
