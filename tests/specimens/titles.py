"""Made-up papers of the types that have no fields yet: a script of words, and looks that draw it.

A `Draft` remembers every line it wrote, so that recognition can be tested without an OCR engine.

>>> from random import Random
>>> draft = form(Random(1), Script("示范市医院", "处方笺", (("姓名", "张悦"),)))
>>> draft.lines[1].text
'处方笺'
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np

from extractors.page import Line, Pixels, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Source
from tests.specimens.sheet import Sheet, Specimen

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Script:
    """What a paper says: who issued it, its title, labels with values, text, a table, a foot and a seal."""

    issuer: str
    title: str
    pairs: Pairs = ()
    text: Sequence[str] = ()
    head: Sequence[str] = ()
    table: Sequence[Sequence[str]] = ()
    foot: Sequence[str] = ()
    seal: str = ""


class Draft(Sheet):
    """A sheet that notes every line written on it."""

    def __init__(self, width: int, height: int, paper: tuple[int, int, int] = (252, 252, 250)) -> None:
        super().__init__(width, height, paper)
        self.lines: list[Line] = []

    def write(self, at: tuple[int, int], text: str, **how: Any) -> Box:
        box = super().write(at, text, **how)
        self.lines.append(Line(text, box))
        return box

    def done(self, name: str, type: DocumentType) -> Specimen:
        return replace(super().done(name, type), lines=tuple(self.lines))

    def page(self) -> ReadPage:
        """The page as a perfect reader would hand it over."""
        width, height = self.picture.size
        pixels: Pixels = np.asarray(self.picture)[..., ::-1].copy()
        return ReadPage(
            number=1,
            width=width,
            height=height,
            turn=0,
            lines=tuple(self.lines),
            source=Source.OCR,
            pixels=pixels,
        )


Drawing = Callable[[Random], Draft]
Layout = Callable[[Random], Specimen]


def layouts(type: DocumentType, drawings: dict[str, Drawing]) -> dict[str, Layout]:
    """The drawings as layouts of specimens."""

    def layout(name: str, drawing: Drawing) -> Layout:
        return lambda rng: drawing(rng).done(f"{type}-{name}", type)

    return {name: layout(name, drawing) for name, drawing in drawings.items()}


def form(rng: Random, script: Script) -> Draft:
    """An A4 form: the issuer above a large title, labels in columns, a ruled table, a seal."""
    draft, face = Draft(1240, 1754), rng.choice(("song", "ming", "hei"))
    y = rng.randint(60, 110)
    _centred(draft, y, script.issuer, face, 34)
    _centred(draft, y + 60, script.title, f"{face}-bold" if face != "ming" else face, 50, rng.choice((0, 14)))
    y = _columns(draft, y + 160, script.pairs, face, rng.choice((2, 3)))
    draft.rule(70, y, 1170, y)
    y = _table(draft, y + 16, script, face)
    y = _text(draft, y + 10, script.text, face, 27, 40)
    for line in script.foot:
        draft.write((120, y + 20), line, face=face, size=25)
        y += 46
    if script.seal:
        draft.seal((940, min(1600, y + 40)), 120, script.seal)
    return draft


def letter(rng: Random, script: Script) -> Draft:
    """A sheet from an office printer: issuer and title in one line, one label a line, no rules."""
    draft, face = Draft(1000, 1414, (246, 244, 238)), rng.choice(("kai", "wenkai", "zenhei"))
    _centred(draft, 70, f"{script.issuer}{script.title}", face, 36 if len(script.title) < 14 else 30)
    y = 160
    for label, value in script.pairs:
        draft.write((90, y), f"{label}:{value}", face=face, size=25)
        y += 42
    if script.head:
        y = _loose_table(draft, y + 8, script, face)
    y = _text(draft, y + 10, script.text, face, 25, 34)
    for line in script.foot:
        draft.write((480, y + 24), line, face=face, size=24)
        y += 42
    if script.seal:
        draft.seal((760, min(1280, y + 30)), 100, script.seal)
    return draft


def card(rng: Random, script: Script) -> Draft:
    """A card or a booklet page: the title on top, labels below each other, a picture's place."""
    draft, face = Draft(1010, 640, (226, 236, 240)), rng.choice(("hei", "song"))
    draft.frame(Box(745, 190, 955, 450))
    _centred(draft, 34, script.issuer, face, 30)
    _centred(draft, 80, script.title, f"{face}-bold", 44)
    y = 160
    for label, value in script.pairs:
        gap = "  " if rng.random() < 0.7 else ""
        draft.write((60, y), f"{label}{gap}{value}", face=face, size=26)
        y += max(36, 440 // max(1, len(script.pairs)))
    for line in (*script.text, *script.foot):
        draft.write((60, min(y, 600)), line, face=face, size=24)
        y += 32
    if script.seal:
        draft.seal((620, 480), 80, script.seal)
    return draft


def screen(rng: Random, script: Script) -> Draft:
    """A screenshot of a phone: a bar above, label left and value right."""
    draft, face = Draft(1080, 1920, (255, 255, 255)), rng.choice(("hei", "zenhei"))
    draft.write((60, 24), f"{rng.randint(7, 21)}:{rng.randint(10, 59)}", face=face, size=34)
    draft.write((900, 24), f"5G {rng.randint(20, 99)}%", face=face, size=30)
    _centred(draft, 130, script.issuer, face, 40)
    _centred(draft, 210, script.title, face, 54)
    y = 340
    for label, value in script.pairs:
        draft.write((60, y), label, face=face, size=36, ink=(120, 120, 120))
        draft.write((380, y), value, face=face, size=36)
        y += 84
    y = _text(draft, y + 20, script.text, face, 34, 28)
    for line in script.foot:
        draft.write((60, y), line, face=face, size=34, ink=(80, 100, 160))
        y += 70
    return draft


def slip(rng: Random, script: Script) -> Draft:
    """A narrow strip of thermal paper."""
    height = 260 + 44 * (len(script.pairs) + len(script.text) + len(script.table) + len(script.foot) + 1)
    draft, face = Draft(560, height, (240, 240, 238)), rng.choice(("zenhei", "hei"))
    _centred(draft, 40, script.issuer, face, 26)
    _centred(draft, 86, script.title, face, 34)
    y = 150
    for row in (*((label, value) for label, value in script.pairs),):
        draft.write((30, y), ": ".join(part for part in row if part), face=face, size=24)
        y += 44
    for columns in (script.head, *script.table) if script.head else script.table:
        for i, cell in enumerate(columns):
            draft.write((30 + i * 500 // max(1, len(columns)), y), cell, face=face, size=22)
        y += 40
    for line in (*script.text, *script.foot):
        draft.write((30, y), line, face=face, size=23)
        y += 42
    return draft


def _centred(draft: Draft, y: int, text: str, face: str, size: int, spacing: int = 0) -> None:
    if not text:
        return
    face = "hei-bold" if face == "zenhei-bold" else face
    width = sum(size if ord(char) > 255 else size * 0.55 for char in text) + spacing * len(text)
    draft.write(
        (max(10, round((draft.picture.width - width) / 2)), y), text, face=face, size=size, spacing=spacing
    )


def _columns(draft: Draft, y: int, pairs: Pairs, face: str, count: int) -> int:
    for i, (label, value) in enumerate(pairs):
        x = 80 + (i % count) * 1100 // count
        draft.write((x, y + i // count * 48), f"{label}:{value}", face=face, size=25)
    return y + -(-len(pairs) // count) * 48 + 10


def _table(draft: Draft, y: int, script: Script, face: str) -> int:
    if not script.head:
        return y
    step = 1090 // len(script.head)
    for row in (script.head, *script.table):
        for i, cell in enumerate(row):
            draft.write((84 + i * step, y), cell, face=face, size=23)
        y += 42
        draft.rule(70, y - 6, 1170, y - 6, width=1)
    return y + 10


def _loose_table(draft: Draft, y: int, script: Script, face: str) -> int:
    step = 860 // len(script.head)
    for row in (script.head, *script.table):
        for i, cell in enumerate(row):
            draft.write((90 + i * step, y), cell, face=face, size=21)
        y += 38
    return y + 10


def _text(draft: Draft, y: int, paragraphs: Sequence[str], face: str, size: int, width: int) -> int:
    for paragraph in paragraphs:
        for start in range(0, len(paragraph), width):
            draft.write((100, y), paragraph[start : start + width], face=face, size=size)
            y += round(size * 1.6)
    return y
