"""The full message as HTML: headings, lists, paragraphs; every word escaped, no script, no style, nothing fetched: a sample
picture is a link that one may follow.

>>> from validators.message.parts import Block, Entry
>>> parts = Parts(locale="en", subject="A & B", opening=("Hello,",), blocks=(), closing=("Bye",))
>>> as_html(parts).splitlines()[1]
'<h1>A &amp; B</h1>'
"""

import re
from collections.abc import Iterator
from html import escape

from validators.message.parts import Block, Entry, Parts

_WEB = re.compile(r"https?://[^\s<>\"']+")


def as_html(parts: Parts) -> str:
    """One `article`, to stand in a page or a mail."""
    return "\n".join(
        (
            f'<article lang="{escape(parts.locale)}">',
            f"<h1>{escape(parts.subject)}</h1>",
            *(_paragraph(line, parts) for line in parts.opening),
            *(line for block in parts.blocks for line in _block(block, parts)),
            "<footer>",
            *(_paragraph(line, parts) for line in parts.closing),
            "</footer>",
            "</article>",
        )
    )


def as_page(parts: Parts) -> str:
    """A whole document around the article."""
    head = f'<meta charset="utf-8"><title>{escape(parts.subject)}</title>'
    html = f'<html lang="{escape(parts.locale)}">'
    return f"<!DOCTYPE html>\n{html}\n<head>{head}</head>\n<body>\n{as_html(parts)}\n</body>\n</html>\n"


def _block(block: Block, parts: Parts) -> Iterator[str]:
    yield f'<section class="{escape(block.key)}">'
    yield f"<h2>{escape(block.heading.rstrip('：: '))}</h2>"
    yield from (_paragraph(line, parts) for line in block.lines)
    if block.entries:
        yield "<ol>"
        yield from (_entry(entry) for entry in block.entries)
        yield "</ol>"
    yield "</section>"


def _entry(entry: Entry) -> str:
    below = "".join(f"<li>{escape(line)}</li>" for line in entry.lines)
    if entry.sample:
        link = f'<a href="{escape(entry.sample.address)}">{escape(entry.sample.words)}</a>'
        below += f'<li class="sample">{link}</li>'
    return f"<li><strong>{escape(entry.name)}</strong>{f'<ul>{below}</ul>' if below else ''}</li>"


def _paragraph(line: str, parts: Parts) -> str:
    """The link of the claim can be followed where it is a web address; nothing else in a sentence is ever a link."""
    said = escape(line)
    link = escape(parts.link)
    if link and _WEB.fullmatch(parts.link):
        said = said.replace(link, f'<a href="{link}">{link}</a>')
    return f"<p>{said}</p>"
