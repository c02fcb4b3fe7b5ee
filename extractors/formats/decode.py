"""The decoder's door: bytes in, pages in plain pixels or text runs out. The type goes by the bytes.

What holds other files is opened before, by `members`; whatever of that kind comes here lies too deep.

>>> from extractors.limits import Limits
>>> decode(b"", Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

from extractors.errors import refused
from extractors.formats import einvoice, heif, media, ofd, tiff
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.formats.image import decode_image
from extractors.formats.pdf import decode_pdf
from extractors.limits import Limits

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
        case media.TIFF:
            return tiff.decode_tiff(content, limits)
        case media.HEIC | media.HEIF:
            return heif.decode_heif(content, kind, limits)
        case media.ZIP | media.EML:
            raise refused("unsafe_content")
        case _:
            return decode_image(content, kind, limits)
