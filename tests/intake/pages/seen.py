"""What a person meets on a drawn page: the text, and the attributes that are read out or shown."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from intake.pages.rows import Rows
from intake.pages.show import Frame, Notice, draw_page
from intake.pages.view import page_view, words_for
from intake.pages.words import page_words

FRAME = Frame(base="/u/token", today="2026-11-25", most_bytes=1_000_000)
_SHOWN = {"aria-label", "title", "alt", "placeholder"}
_WORDS_OF_SCRIPT = {f"data-{word}" for word in ("waiting", "sending", "stored", "pausing", "busy", "failed")}
_EMPTY = {"meta", "link", "input", "img", "br", "path", "circle", "rect"}


@dataclass
class Element:
    """A tag with its attributes and where it stands."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]


@dataclass
class Seen(HTMLParser):
    """Fed with a page."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes, tuple(self.open)))
        for name, value in attributes.items():
            is_answer = tag == "input" and attributes.get("type") == "radio" and name == "value"
            if name in _SHOWN or name in _WORDS_OF_SCRIPT or is_answer:
                self.texts.append(value)
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            one
            for one in self.elements
            if one.tag == tag and all(one.attributes.get(name) == value for name, value in attributes.items())
        ]


def seen(html: str) -> Seen:
    """The page taken apart. Fails where tags do not match."""
    page = Seen()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def drawn(rows: Rows, *notices: Notice) -> str:
    """The whole page of these rows."""
    words = words_for(rows, page_words(rows.claim.locale))
    return draw_page(page_view(rows, words), words, FRAME, notices)


LATIN = re.compile(r"[A-Za-z]{2,}|[a-z]_[a-z]")
KNOWN_LATIN = {"PDF", "OFD", "XML", "ZIP", "EML", "JPG", "PNG", "HEIC", "CT"}
"""What people call these themselves."""


def raw_codes(text: str) -> list[str]:
    """Letters on the page that are no word of its language."""
    return [found for found in LATIN.findall(text) if found not in KNOWN_LATIN]
