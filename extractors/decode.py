"""The decoder's door: bytes in, pages in plain pixels or text runs out. The type goes by the bytes.

>>> from extractors.limits import Limits
>>> decode(b"", Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

from extractors import einvoice, media, ofd
from extractors.decoded import DecodedFile, PageDamage
from extractors.errors import refused
from extractors.image import decode_image
from extractors.limits import Limits
from extractors.pdf import decode_pdf

__all__ = ["DecodedFile", "PageDamage", "decode"]


def decode(content: bytes, limits: Limits) -> DecodedFile:
    """Raises `RefusedFile` where the file as a whole cannot be read."""
    if len(content) > limits.file_bytes:
        raise refused("too_large")
    kind = media.sniff(content)
    match kind:
        case media.PDF:
            return decode_pdf(content, limits)
        case media.OFD:
            return ofd.decode_ofd(content, limits)
        case media.XML:
            return einvoice.decode_xml(content, limits)
        case _:
            return decode_image(content, kind, limits)
