"""What the decoder hands over: a file's type, its pages one after the other, and the issuer's own data.

Decoding is lazy: a page's pixels exist only while it is being read. A page that cannot be decoded is a value.

>>> file = DecodedFile(media_type="application/pdf", page_count=2, pages=iter([PageDamage(1), PageDamage(2)]))
>>> [page.number for page in file.pages]
[1, 2]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.page import DecodedPage, IssuerRecord


@dataclass(frozen=True, slots=True)
class PageDamage:
    """A page, counted from 1, that could not be decoded."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedFile:
    """`pages` can be walked once. `issuer` is data in the issuer's own words, where the file carries it."""

    media_type: str
    page_count: int
    pages: Iterator[DecodedPage | PageDamage]
    issuer: tuple[IssuerRecord, ...] = ()
