"""A board to set a made-up invoice on in millimetres, and to print as PDF with a text layer, as OFD, or as a picture.

The PDF names a font of every PDF reader (Adobe-GB1) instead of carrying one, so it is small and needs no font
program; the OFD is written as GB/T 33190 says, labels in a template, values on the page.

>>> board = Board(210, 140)
>>> board.text(10, 20, "发票号码:12345678", size=3.2)
>>> pdf(board, Random(1))[:5], ofd(board, Random(1))[:2]
(b'%PDF-', b'PK')
"""

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

from PIL import Image

from tests.specimens.sheet import Sheet

_PT = 72 / 25.4
_PX = 200 / 25.4
_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass(frozen=True, slots=True)
class Text:
    """`y` is the baseline; `step` the advance of one character where letters are spaced out."""

    x: float
    y: float
    text: str
    size: float
    step: float
    is_label: bool


@dataclass(slots=True)
class Leaf:
    """One page."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


class Board:
    """Pages of text and rules; writes go to the last page."""

    def __init__(self, width: float, height: float) -> None:
        self.leaves = [Leaf(width, height)]

    def turn(self, width: float, height: float) -> None:
        """A further page."""
        self.leaves.append(Leaf(width, height))

    def text(
        self, x: float, y: float, text: str, *, size: float = 3.2, step: float = 0, label: bool = False
    ) -> None:
        if text:
            self.leaves[-1].texts.append(Text(x, y, text, size, step, label))

    def label(self, x: float, y: float, text: str, *, size: float = 3.2, step: float = 0) -> None:
        self.text(x, y, text, size=size, step=step, label=True)

    def down(self, x: float, y: float, text: str, *, size: float = 3.2, step: float = 6.0) -> None:
        """A label written downwards."""
        for index, char in enumerate(text):
            self.label(x, y + index * step, char, size=size)

    def right(self, x: float, y: float, text: str, *, size: float = 3.2) -> None:
        """Text that ends at x."""
        self.text(x - width(text, size), y, text, size=size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.leaves[-1].rules.append((x0, y0, x1, y1))


def width(text: str, size: float) -> float:
    """CJK characters are square, others half as wide."""
    return sum(size * (1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5) for char in text)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in rows no wider than `room`, never broken at a space."""
    rows = [""]
    for char in text:
        at_space = char == " " or rows[-1].endswith(" ")
        if rows[-1] and not at_space and width(rows[-1] + char, size) > room:
            rows.append("")
        rows[-1] += char
    return rows


def pdf(board: Board, rng: Random) -> bytes:
    """A PDF with a text layer; drawn line by line or letter by letter, as programs differ."""
    by_letter = rng.random() < 0.3
    bodies: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _DESCENDANT, _DESCRIPTOR]
    kids = []
    for leaf in board.leaves:
        stream = _content(leaf, by_letter)
        kids.append(len(bodies) + 1)
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>"
            % (leaf.width * _PT, leaf.height * _PT, len(bodies) + 2)
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    bodies[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return _assembled(bodies)


_FONT = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>"
_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 95 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)
_DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
)


def _content(leaf: Leaf, by_letter: bool) -> bytes:
    parts = [
        f"{_f(x0)} {_f(leaf.height - y0)} m {_f(x1)} {_f(leaf.height - y1)} l S"
        for x0, y0, x1, y1 in leaf.rules
    ]
    for one in leaf.texts:
        pieces = [(one.x, one.text)]
        if by_letter or one.step:
            pieces = _letters(one)
        for x, text in pieces:
            shown = text.encode("utf-16-be").hex().upper()
            size = one.size * _PT
            parts.append(f"BT /F1 {size:.2f} Tf 1 0 0 1 {_f(x)} {_f(leaf.height - one.y)} Tm <{shown}> Tj ET")
    return "\n".join(parts).encode("ascii")


def _letters(one: Text) -> list[tuple[float, str]]:
    """Each letter with its place; a space goes with the letter after it."""
    placed: list[tuple[float, str]] = []
    x = one.x
    for char in one.text:
        if placed and placed[-1][1] == " ":
            placed[-1] = (placed[-1][0], " " + char)
        else:
            placed.append((x, char))
        x += one.step or width(char, one.size)
    return placed


def _f(millimetres: float) -> str:
    return f"{millimetres * _PT:.3f}"


def _assembled(bodies: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.6\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start))
    return out.getvalue()


def ofd(board: Board, rng: Random, *, attached: str = "", custom: Mapping[str, str] | None = None) -> bytes:
    """An OFD with the labels in templates; `attached` is the issuer's XML, `custom` the custom data."""
    root = rng.choice(("Doc_0", "doc"))
    data = "".join(
        f'<ofd:CustomData Name="{name}">{escape(text)}</ofd:CustomData>'
        for name, text in (custom or {}).items()
    )
    pages = "".join(
        f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/P{i}/Content.xml"/>' for i in range(len(board.leaves))
    )
    forms = "".join(
        f'<ofd:TemplatePage ID="{50 + i}" BaseLoc="Tpls/T{i}/Content.xml"/>' for i in range(len(board.leaves))
    )
    first = board.leaves[0]
    parts = {
        "OFD.xml": f'<ofd:OFD {_NS} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:CustomDatas>{data}'
        f"</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>{root}/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        f"{root}/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {first.width}"
        f" {first.height}</ofd:PhysicalBox></ofd:PageArea>{forms}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>"
        + (f"<ofd:Attachments>{'/' + root}/Attachs/Attachments.xml</ofd:Attachments>" if attached else "")
        + "</ofd:Document>",
    }
    for i, leaf in enumerate(board.leaves):
        parts[f"{root}/Tpls/T{i}/Content.xml"] = _layer(leaf, i, is_form=True, by_letter=rng.random() < 0.5)
        parts[f"{root}/Pages/P{i}/Content.xml"] = _layer(leaf, i, is_form=False, by_letter=rng.random() < 0.5)
    if attached:
        parts[f"{root}/Attachs/Attachments.xml"] = (
            f'<ofd:Attachments {_NS}><ofd:Attachment ID="1" Name="original_invoice" Format="xml">'
            "<ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"
        )
        parts[f"{root}/Attachs/original_invoice.xml"] = attached
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _layer(leaf: Leaf, index: int, *, is_form: bool, by_letter: bool) -> str:
    items = [_object(one, by_letter) for one in leaf.texts if one.is_label is is_form]
    if is_form:
        items += [
            f'<ofd:PathObject Boundary="{min(x0, x1)} {min(y0, y1)} {max(0.2, abs(x1 - x0))} {max(0.2, abs(y1 - y0))}"/>'
            for x0, y0, x1, y1 in leaf.rules
        ]
    used = "" if is_form else f'<ofd:Template TemplateID="{50 + index}" ZOrder="Background"/>'
    return (
        f"<ofd:Page {_NS}><ofd:Area><ofd:PhysicalBox>0 0 {leaf.width} {leaf.height}</ofd:PhysicalBox></ofd:Area>{used}"
        f"<ofd:Content><ofd:Layer>{''.join(items)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _object(one: Text, by_letter: bool) -> str:
    steps = [one.step or width(char, one.size) for char in one.text[:-1]]
    delta = " ".join(f"{step:.3f}" for step in steps) if by_letter or one.step else ""
    if delta and len(set(steps)) == 1 and len(steps) > 1:
        delta = f"g {len(steps)} {steps[0]:.3f}"
    box = f"{one.x:.3f} {one.y - one.size * 0.85:.3f} {width(one.text, one.size) + 1:.3f} {one.size * 1.2:.3f}"
    across = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject Boundary="{box}" Font="1" Size="{one.size}"><ofd:TextCode X="0" Y="{one.size * 0.85:.3f}"'
        f"{across}>{escape(one.text)}</ofd:TextCode></ofd:TextObject>"
    )


def picture(board: Board, rng: Random, *, face: str = "song") -> Image.Image:
    """The first page as a scan at 200 dpi."""
    leaf = board.leaves[0]
    sheet = Sheet(round(leaf.width * _PX), round(leaf.height * _PX))
    for x0, y0, x1, y1 in leaf.rules:
        sheet.rule(*(round(edge * _PX) for edge in (x0, y0, x1, y1)), ink=(150, 90, 60))
    for one in leaf.texts:
        size = round(one.size * _PX)
        for x, text in _letters(one) if one.step else [(one.x, one.text)]:
            ink = (120, 70, 40) if one.is_label else (30, 30, 60)
            sheet.write(
                (round(x * _PX), round((one.y - one.size * 0.9) * _PX)), text, face=face, size=size, ink=ink
            )
    return sheet.picture
