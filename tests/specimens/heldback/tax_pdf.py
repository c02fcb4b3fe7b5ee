"""A held-back form as PDF (ISO 32000): the page is drawn top down, the typeface is embedded in part, and a map names its glyphs.

The part of the typeface holds only the outlines that are used (OpenType `glyf` and `loca`), as most makers' files do.

>>> form = Form("")
>>> form.data(100, 100, "电子发票")
>>> pdf(form)[:5]
b'%PDF-'
"""

import io
import struct
from functools import cache
from pathlib import Path

import pikepdf

from tests.specimens.others.tax_form import HEIGHT, WIDTH, Form, Mark
from tests.specimens.sheet import font

_KEPT = (b"cvt ", b"fpgm", b"head", b"hhea", b"hmtx", b"maxp", b"prep")
_POINT = 72 / 254


@cache
def _tables() -> dict[bytes, bytes]:
    data = Path(str(font("wenkai", 1000).path)).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag: data[start : start + length] for tag, _, start, length in entries}


@cache
def _glyphs() -> dict[int, int]:
    """The number of each character's glyph, from the map of format 12."""
    cmap = _tables()[b"cmap"]
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: dict[int, int] = {}
    for i in range(count):
        _, _, start = struct.unpack_from(">HHI", cmap, 4 + 8 * i)
        if struct.unpack_from(">H", cmap, start)[0] == 12:
            (groups,) = struct.unpack_from(">I", cmap, start + 12)
            for j in range(groups):
                first, last, glyph = struct.unpack_from(">III", cmap, start + 16 + 12 * j)
                found |= {char: glyph + char - first for char in range(first, last + 1)}
    return found


def _outlines() -> list[int]:
    """Where each glyph's outline begins."""
    tables = _tables()
    (wide,) = struct.unpack_from(">h", tables[b"head"], 50)
    loca = tables[b"loca"]
    if wide:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * at for at in struct.unpack(f">{len(loca) // 2}H", loca)]


def _parts(glyph: int, starts: list[int]) -> set[int]:
    """A glyph and the glyphs that it is put together from."""
    outline = _tables()[b"glyf"][starts[glyph] : starts[glyph + 1]]
    found = {glyph}
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return found
    at, more = 10, True
    while more:
        flags, part = struct.unpack_from(">HH", outline, at)
        found |= _parts(part, starts)
        at += (
            4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
        )
        more = bool(flags & 0x20)
    return found


def _part_of_font(used: set[int]) -> bytes:
    """The typeface with the outlines of these glyphs only."""
    starts, tables = _outlines(), _tables()
    kept = set().union(*(_parts(glyph, starts) for glyph in used | {0}))
    glyf, loca = b"", []
    for glyph in range(len(starts) - 1):
        loca.append(len(glyf))
        if glyph in kept:
            outline = tables[b"glyf"][starts[glyph] : starts[glyph + 1]]
            glyf += outline + bytes(-len(outline) % 4)
    loca.append(len(glyf))
    head = bytearray(tables[b"head"])
    struct.pack_into(">h", head, 50, 1)
    parts = {tag: tables[tag] for tag in _KEPT if tag in tables}
    parts |= {b"head": bytes(head), b"glyf": glyf, b"loca": struct.pack(f">{len(loca)}I", *loca)}
    return _assembled(parts)


def _assembled(parts: dict[bytes, bytes]) -> bytes:
    count, directory, body = len(parts), b"", b""
    at = 12 + 16 * count
    for tag, data in sorted(parts.items()):
        directory += struct.pack(">4sIII", tag, 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    power = count.bit_length() - 1
    return (
        struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power)))
        + directory
        + body
    )


def pdf(form: Form) -> bytes:
    """One page with the form's rules and texts, what was filled in first."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDTH * _POINT, HEIGHT * _POINT))
    chars = sorted({char for mark in form.marks for char in mark.text})
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(TT0=_typeface(document, chars)))
    marks = sorted(form.marks, key=lambda mark: mark.ink)
    lines = [f"q {_POINT:.5f} 0 0 {-_POINT:.5f} 0 {HEIGHT * _POINT:.3f} cm 2.6 w 0.6 0.3 0.16 RG"]
    lines += [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in form.rules]
    lines += [_shown(mark) for mark in marks]
    page.Contents = document.make_stream("\n".join([*lines, "Q"]).encode("ascii"))
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _typeface(document: pikepdf.Pdf, chars: list[str]) -> pikepdf.Object:
    glyphs = {char: _glyphs()[ord(char)] for char in chars}
    program = document.make_stream(_part_of_font(set(glyphs.values())))
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/AAAAAB+LXGWWenKai"),
        Flags=4,
        FontBBox=[-60, -260, 1100, 980],
        ItalicAngle=0,
        Ascent=928,
        Descent=-241,
        CapHeight=700,
        StemV=70,
        FontFile2=program,
    )
    widths = [
        item
        for char, glyph in sorted(glyphs.items(), key=lambda pair: pair[1])
        for item in (glyph, [_width(char)])
    ]
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/AAAAAB+LXGWWenKai"),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=document.make_indirect(descriptor),
        CIDToGIDMap=pikepdf.Name.Identity,
        DW=1000,
        W=widths,
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/AAAAAB+LXGWWenKai"),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[document.make_indirect(descendant)],
            ToUnicode=document.make_stream(_map(glyphs)),
        )
    )


def _width(text: str) -> int:
    return round(font("wenkai", 1000).getlength(text))


def _map(glyphs: dict[str, int]) -> bytes:
    """From glyphs to characters."""
    pairs = [f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for char, glyph in glyphs.items()]
    blocks = [pairs[i : i + 90] for i in range(0, len(pairs), 90)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /Adobe-Identity-UCS def\n"
        f"/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _shown(mark: Mark) -> str:
    """A text turned back upright on the page that runs top down."""
    codes = "".join(f"{_glyphs()[ord(char)]:04x}" for char in mark.text)
    x = mark.x - {"l": 0.0, "m": 0.5, "r": 1.0}[mark.anchor] * _width(mark.text) * mark.size / 1000
    tone = "0.6 0.3 0.16 rg" if mark.ink == "form" else "0 0 0 rg"
    return f"{tone} BT /TT0 1 Tf {mark.size} 0 0 {-mark.size} {x:.2f} {mark.y + mark.size * 0.36:.2f} Tm <{codes}> Tj ET"
