"""Draws a view: templates with escaping on, and the headers that keep the page to itself.

>>> "script-src 'self'" in HEADERS["Content-Security-Policy"]
True
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from intake.pages.view import PageView
from intake.pages.words import PageWords

_FOLDER = Path(__file__).parent / "templates"

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said on top after the claimant did something."""

    text: str
    is_trouble: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a drawing needs besides the view: the address of the page, the day, what a file may have (bytes)."""

    base: str
    today: str
    most_bytes: int


def draw_page(view: PageView, words: PageWords, frame: Frame, notices: Sequence[Notice] = ()) -> str:
    """The whole page."""
    return _draw("page.html", words, view=view, notices=notices, **_of(frame))


def draw_live(view: PageView, words: PageWords, frame: Frame) -> str:
    """The part that changes while the page is open."""
    return _draw("live.html", words, view=view, **_of(frame))


def draw_alone(section: str, words: PageWords) -> str:
    """A page of a few sentences and nothing else: for a link that does not open, or when nothing works."""
    return _draw("alone.html", words, section=section)


def _of(frame: Frame) -> dict[str, object]:
    return {"base": frame.base, "today": frame.today, "most_bytes": frame.most_bytes}


def _draw(template: str, words: PageWords, **values: object) -> str:
    return _templates().get_template(template).render(words=words, say=words.say, lines=words.lines, **values)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
