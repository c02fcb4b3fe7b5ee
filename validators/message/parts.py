"""The parts of one message, in the order in which they are said. Every rendering is made of them: text, HTML, mail.

>>> block = Block("asks", "Still needed:", entries=(Entry("A card", ("Why: so",)),))
>>> print("\\n".join(block.text_lines))
Still needed:
1. A card
   Why: so
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered thing: its name or question, what is said below it, and where a sample picture of it is."""

    name: str
    lines: tuple[str, ...] = ()
    sample: "SampleLink | None" = None


@dataclass(frozen=True, slots=True)
class SampleLink:
    """The address of a sample picture, and the words of the link to it."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with plain lines or numbered entries below it; `key` is stable, for renderings."""

    key: str
    heading: str
    lines: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def text_lines(self) -> tuple[str, ...]:
        return (self.heading, *self.lines, *self._numbered())

    def _numbered(self) -> Iterator[str]:
        for number, entry in enumerate(self.entries, 1):
            yield f"{number}. {entry.name}"
            yield from (f"   {line}" for line in entry.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """`opening`: greeting and thanks or sympathy. `closing`: how, until when, what is next, whom to call, what if one
    cannot be had. `link` is the page of the claim, empty where the insurer has set none."""

    locale: str
    subject: str
    opening: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: tuple[str, ...]
    link: str = ""

    @property
    def text(self) -> str:
        """The full text, its parts set apart by empty lines."""
        parts = (self.opening, *(block.text_lines for block in self.blocks), self.closing)
        return "\n\n".join("\n".join(part) for part in parts)
