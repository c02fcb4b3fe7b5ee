"""What is tried with altered files: each parser that we wrote, in this process, and whole decoding, behind its walls.

An answer is `read` or the code of a refusal. Anything else is a surprise, and so is an answer that takes too long.

>>> sorted(PARSERS)
['channel', 'checks', 'einvoice', 'en16931', 'media', 'members', 'ofd', 'pdf repair', 'tiff']
>>> PARSERS["media"].tried(b"")
'empty_file'
"""

import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image

from extractors.errors import RefusedFile
from extractors.formats import media, members, ofd, pdf_repair, tiff
from extractors.formats.einvoice import decode_xml
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken, ChannelGone, Inbox
from extractors.walls.checks import checked_file, checked_page
from extractors.walls.unpacking import checked as checked_members
from tests.specimens import en16931, hostile_pictures
from tests.specimens.hostile import HOSTILE, picture, zip_of
from tests.specimens.hostile_pdf import active_pdf, many_page_pdf, one_page_pdf, stack_pdf
from tests.specimens.picture_formats import EXACT, GREY, LOSSY, TWO_TONES
from tests.specimens.tax_invoice import LAYOUTS

LIMITS = Limits.default()
MAIL = (
    b"From: a@b.c\r\nSubject: =?gbk?B?t6LGsQ==?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: image/png; name*=utf-8''%E5%8F%91.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
)


@dataclass(frozen=True, slots=True)
class Parser:
    """A parser and the honest files it is tried with."""

    parse: Callable[[bytes], object]
    seeds: Callable[[], tuple[bytes, ...]]

    def tried(self, content: bytes) -> str:
        """The answer. Raises whatever the parser should not."""
        try:
            self.parse(content)
        except RefusedFile as refusal:
            return refusal.code
        except ChannelBroken:
            return "channel_broken"
        return "read"


@cache
def invoices() -> tuple[bytes, ...]:
    """Electronic invoices of every layout."""
    return tuple(made.content for layout in LAYOUTS.values() if (made := layout(Random(1))).content)


@cache
def pictures() -> tuple[bytes, ...]:
    """A small picture in every format."""
    page = Image.effect_noise((60, 40), 80).convert("RGB")
    return tuple(way(page) for way in (EXACT | GREY | TWO_TONES | LOSSY).values())


@cache
def pdfs() -> tuple[bytes, ...]:
    honest = tuple(one for one in invoices() if one.startswith(b"%PDF"))
    return (*honest, one_page_pdf(), stack_pdf(4), many_page_pdf(3), active_pdf(), en16931.factur_x())


@cache
def packages() -> tuple[bytes, ...]:
    return tuple(one for one in invoices() if one.startswith(b"PK"))


@cache
def xmls() -> tuple[bytes, ...]:
    return tuple(one for one in invoices() if one.lstrip().startswith(b"<"))


@cache
def tiffs() -> tuple[bytes, ...]:
    """Little and big end first, one page and many, loops."""
    buffer = io.BytesIO()
    Image.new("L", (20, 10), 200).save(buffer, "TIFF", save_all=True, append_images=[Image.new("1", (9, 9))])
    return (buffer.getvalue(), hostile_pictures.looping_tiff(), hostile_pictures.directories_tiff(3, kind=1))


@cache
def holders() -> tuple[bytes, ...]:
    inner = zip_of(("b.jpg", picture()), ("资料/c.pdf", one_page_pdf()))
    return (inner, zip_of(("a.zip", inner), ("d.xml", en16931.ubl())), MAIL)


def everything() -> tuple[bytes, ...]:
    """Honest files of every kind, and small hostile ones."""
    hostile = tuple(one.content() for name, one in HOSTILE.items() if name in _SMALL_HOSTILE)
    return (
        *pictures(),
        *tiffs(),
        *pdfs(),
        *packages(),
        *xmls(),
        *holders(),
        en16931.ubl(),
        en16931.cii(),
        *hostile,
    )


_SMALL_HOSTILE = (
    "pdf kids loop",
    "pdf draws itself",
    "heic lying",
    "webp lying",
    "gif screen",
    "tiff 60000x60000",
)


def _ofd(content: bytes) -> None:
    for _ in ofd.decode_ofd(content, LIMITS).pages:
        pass


def _repair(content: bytes) -> None:
    pdf_repair.repaired(content)


def _tiff(content: bytes) -> None:
    for place in tiff._pages_in(content, LIMITS):
        assert place >= 0


def _channel(content: bytes) -> None:
    """As if a child had said it."""
    inward, outward = os.pipe()
    try:
        os.write(outward, content[:60_000])
        os.close(outward)
        inbox = Inbox(inward)
        while inbox.wait(0.01) is not None:
            pass
    except ChannelGone:  # it has said everything
        return
    finally:
        os.close(inward)


def _checks(content: bytes) -> None:
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):
        return
    if not isinstance(message, dict):
        return
    match message.get("event"):
        case "page":
            checked_page(message, LIMITS, number=1)
        case "unpacked":
            checked_members(message, LIMITS)
        case _:
            checked_file(message, LIMITS)


def _messages() -> tuple[bytes, ...]:
    page = {"event": "page", "number": 1, "width": 40, "height": 30, "lines": [["a", 1, 2, 9, 8, 0.5]]}
    rest = {"rules": [[0, 9, 40, 10]], "source": "pdf_text", "is_truncated": False, "is_drawn": True}
    field = {
        "value": "1",
        "raw": "1",
        "confidence": 1.0,
        "grade": "auto",
        "source": "xml",
        "page": 1,
        "box": None,
    }
    record = {"type": "tax_invoice", "member": None, "fields": {"total": field, "items": [{"name": field}]}}
    file = {"event": "opened", "media_type": "application/pdf", "page_count": 2, "issuer": [record]}
    found = {"event": "unpacked", "media_type": "application/zip", "found": [{"name": "a", "size": 3}]}
    return tuple(json.dumps(one).encode() for one in (page | rest, file, found))


def _frames() -> tuple[bytes, ...]:
    return tuple(len(one).to_bytes(4, "big") + one for one in _messages())


PARSERS = {
    "media": Parser(media.sniff, everything),
    "tiff": Parser(_tiff, tiffs),
    "ofd": Parser(_ofd, packages),
    "einvoice": Parser(lambda content: decode_xml(content, LIMITS), xmls),
    "en16931": Parser(lambda content: decode_xml(content, LIMITS), lambda: (en16931.ubl(), en16931.cii())),
    "pdf repair": Parser(_repair, pdfs),
    "members": Parser(lambda content: members.unpack(content, LIMITS), holders),
    "channel": Parser(_channel, _frames),
    "checks": Parser(_checks, _messages),
}
