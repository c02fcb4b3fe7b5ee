"""OFD files (GB/T 33190-2016): the text of the pages where it stands, and the issuer's own data inside.

A page is text at 200 dpi; it has no pixels. A page that is only a picture (a scan in OFD clothes) gets that
picture's pixels instead. Missing templates, fonts and resources do not stop the rest from being read.

>>> from extractors.limits import Limits
>>> decode_ofd(b"PK nothing", Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.errors import NoSuchPage, refused
from extractors.formats import ofd_drawn, ofd_text
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.formats.ofd_issuer import issuer_records
from extractors.formats.ofd_package import Parts, child, child_text, children, local, open_package
from extractors.formats.ofd_picture import page_picture
from extractors.formats.runs import join
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels
from storage.model.extraction import Source

MEDIA_TYPE = "application/ofd"
_DEFAULT = ofd_text.Frame(0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """One document of the file, its parts resolved to names in the package."""

    path: str
    frame: ofd_text.Frame
    pages: tuple[str | None, ...]
    templates: dict[str, str] = field(default_factory=dict)
    resources: tuple[str, ...] = ()


def decode_ofd(content: bytes, limits: Limits) -> DecodedFile:
    """Raises `RefusedFile`: `damaged_file`, `encrypted_file`, `unsafe_content` or `too_many_pages`."""
    parts, root, bodies = _opened(content, limits)
    return DecodedFile(
        media_type=MEDIA_TYPE,
        page_count=sum(len(body.pages) for body in bodies),
        pages=_pages(parts, bodies, limits),
        issuer=issuer_records(parts, root),
    )


def draw_ofd_page(content: bytes, number: int, longest: int, limits: Limits) -> Pixels:
    """One page, counted from 1, its longer edge at most `longest` pixels. Raises as `decode_ofd`, and `NoSuchPage`."""
    parts, _, bodies = _opened(content, limits)
    try:
        places = [(body, place) for body in bodies for place in body.pages]
        if not 1 <= number <= len(places):
            raise NoSuchPage(number)
        body, place = places[number - 1]
        root = parts.xml(place)
        if root is None:
            raise refused("damaged_file")
        sheet = ofd_drawn.Sheet(_frame(body, root), body.resources, (*_templates(parts, body, root), root))
        return ofd_drawn.draw(sheet, parts, _units(parts, body.resources), longest, limits)
    finally:
        parts.close()


def _opened(content: bytes, limits: Limits) -> tuple[Parts, ET.Element, tuple[_Body, ...]]:
    parts = open_package(content, limits)
    root = parts.xml(parts.find("OFD.xml"))
    bodies = tuple(_bodies(parts, root)) if root is not None else ()
    count = sum(len(body.pages) for body in bodies)
    if root is None or count == 0:
        raise refused("damaged_file")
    if count > limits.pages:
        raise refused("too_many_pages", f"({count} 页)")
    return parts, root, bodies


def _bodies(parts: Parts, root: ET.Element) -> Iterator[_Body]:
    entry = parts.find("OFD.xml") or "OFD.xml"
    for body in children(root, "DocBody"):
        path = parts.resolve(entry, child_text(body, "DocRoot"))
        document = parts.xml(path)
        if path is not None and document is not None:
            yield _body(parts, path, document)


def _body(parts: Parts, path: str, document: ET.Element) -> _Body:
    common = child(document, "CommonData")
    listed = children(child(document, "Pages"), "Page")
    found = {
        (one.get("ID") or "").strip(): parts.resolve(path, one.get("BaseLoc"))
        for one in children(common, "TemplatePage")
    }
    resources = [
        parts.resolve(path, one.text)
        for one in (common if common is not None else ())
        if local(one) in ("PublicRes", "DocumentRes")
    ]
    return _Body(
        path=path,
        frame=ofd_text.frame_of(child_text(child(common, "PageArea"), "PhysicalBox")) or _DEFAULT,
        pages=tuple(parts.resolve(path, one.get("BaseLoc")) for one in listed),
        templates={key: value for key, value in found.items() if value is not None},
        resources=tuple(one for one in resources if one is not None),
    )


def _pages(parts: Parts, bodies: tuple[_Body, ...], limits: Limits) -> Iterator[DecodedPage | PageDamage]:
    number = 0
    try:
        for body in bodies:
            units = _units(parts, body.resources)
            for place in body.pages:
                number += 1
                root = parts.xml(place)
                if root is None or place is None:
                    yield PageDamage(number)
                else:
                    yield _page(parts, body, units, (place, root), number, limits)
    finally:
        parts.close()


def _units(parts: Parts, resources: tuple[str, ...]) -> dict[str, ET.Element]:
    """Composite graphic units by their id."""
    found: dict[str, ET.Element] = {}
    for name in resources:
        root = parts.xml(name)
        for unit in children(child(root, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
            found.setdefault((unit.get("ID") or "").strip(), unit)
    return found


def _page(
    parts: Parts,
    body: _Body,
    units: dict[str, ET.Element],
    placed: tuple[str, ET.Element],
    number: int,
    limits: Limits,
) -> DecodedPage:
    root = placed[1]
    frame = _frame(body, root)
    layers = [*_templates(parts, body, root), root]
    drawn = (glyph for layer in layers for glyph in ofd_text.glyphs(layer, units, frame))
    lines = join(drawn, source=Source.OFD, page=number)
    width, height = frame.pixels
    pixels: Pixels | None = None
    if not lines:
        pixels = page_picture(parts, body.resources, root, (width, height), limits)
    if pixels is not None:
        height, width = pixels.shape[:2]
    return DecodedPage(
        number=number,
        width=width,
        height=height,
        pixels=pixels,
        lines=lines,
        rules=tuple(rule for layer in layers for rule in ofd_text.rules(layer, frame)),
        source=Source.OFD if lines else Source.OCR,
    )


def _frame(body: _Body, root: ET.Element) -> ofd_text.Frame:
    return ofd_text.frame_of(child_text(child(root, "Area"), "PhysicalBox")) or body.frame


def _templates(parts: Parts, body: _Body, root: ET.Element) -> Iterator[ET.Element]:
    for used in children(root, "Template"):
        template = parts.xml(body.templates.get((used.get("TemplateID") or "").strip()))
        if template is not None:
            yield template
