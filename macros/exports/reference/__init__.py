"""The look of the .docx and .odt files: pandoc's own reference documents with our type, tables and page.

``python -m macros.exports.reference`` makes the four files in this folder again; they change only when this does.
Sizes follow users.md A11: body text of 12 points, left aligned, real headings, no text boxes.
"""
