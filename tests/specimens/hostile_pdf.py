"""PDF files written object by object, honest and otherwise.

>>> one_page_pdf()[:8]
b'%PDF-1.7'
"""

import io
import zlib

import pikepdf

from tests.specimens.hostile_xml import entity_bomb


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of the given objects, numbered from 1, with a true cross-reference table."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(body))
    return body + head + table + tail


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_KID = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def one_page_pdf(
    content: bytes = b"", resources: bytes = b"", *more: bytes, box: bytes = b"0 0 595 842"
) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>"
    return pdf(CATALOG, ONE_KID, page % (box, resources), content or stream(b"0 0 m 99 99 l S"), *more)


def many_page_pdf(count: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf(CATALOG, pages, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>")


def stack_pdf(count: int) -> bytes:
    """So many pages, each with its own black bar, a little wider from page to page."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(count))
    objects = [CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 200 200] >>" % (kids, count)]
    for number in range(count):
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (4 + 2 * number))
        objects.append(stream(b"0 0 %d 99 re f" % (10 + number)))
    return pdf(*objects)


def active_pdf() -> bytes:
    """An honest page in a file that would run programs and scripts, and says its true form is another one (XFA)."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page_pdf())) as document:
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/sh", Next=pikepdf.Dictionary())
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="while (true) {}")
        document.Root.OpenAction = launch
        document.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["run", script]))
        )
        document.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([]), XFA=document.make_stream(entity_bomb())
        )
        document.pages[0].AA = pikepdf.Dictionary(O=script)
        document.save(buffer)
    return buffer.getvalue()


def flate(size: int, byte: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(byte * size, 9), b"/Filter /FlateDecode " + entries)


def image_bomb_pdf() -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    )
    image = flate(450_000_000, b"\0", entries)
    return one_page_pdf(stream(b"500 0 0 500 0 0 cm /I Do"), b"/XObject << /I 5 0 R >>", image)


def self_drawing_pdf() -> bytes:
    form = stream(
        b"/F Do /F Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
    )
    return one_page_pdf(stream(b"/F Do"), b"/XObject << /F 5 0 R >>", form)


def stalling_font_pdf(levels: int = 9) -> bytes:
    """One letter in a font whose every letter is ten letters of the next font: a billion of them."""
    first, fonts = 5, []
    for level in range(levels):
        proc = b"1000 0 d0 BT /F 1 Tf (aaaaaaaaaa) Tj ET" if level + 1 < levels else b"1000 0 d0 0 0 9 9 re f"
        font = (
            b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 "
            b"/LastChar 97 /Widths [1000] /Encoding << /Differences [97 /a] >> /CharProcs << /a %d 0 R >> "
            b"/Resources << /Font << /F %d 0 R >> >> >>"
        )
        place = first + 2 * level
        fonts += [font % (place + 1, place + 2 if level + 1 < levels else place), stream(proc)]
    return one_page_pdf(stream(b"BT /F 9 Tf 9 9 Td (a) Tj ET"), b"/Font << /F 5 0 R >>", *fonts)


def encrypted_pdf(*, user: str = "", owner: str = "secret") -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page_pdf())) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner=owner, user=user))
    return buffer.getvalue()


def attached_pdf() -> bytes:
    """An honest page with a bomb for an attachment, and an action that would open it."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page_pdf())) as document:
        document.attachments["bomb.xml"] = entity_bomb()
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="while (true) {}")
        document.save(buffer)
    return buffer.getvalue()


def invoice_bomb_pdf() -> bytes:
    """An honest page whose invoice data unpack to 80 MB."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page_pdf())) as document:
        document.attachments["factur-x.xml"] = b"<a>" + b" " * 80_000_000
        document.save(buffer)
    return buffer.getvalue()
