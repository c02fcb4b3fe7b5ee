"""Small sample pictures of papers: how a paper looks that an item asks for. All that stands on them is made up, and 样例
stands across them. They are drawn from made-up papers and lie beside this file. All are papers of the mainland, so they
are shown to readers of the languages that speak of those, not to those in Taiwan and Hong Kong.

>>> sample_of([DocumentType.RX, DocumentType.FEE_LIST], "en"), sample_of([DocumentType.FEE_LIST], "zh-TW")
(<DocumentType.FEE_LIST: 'fee_list'>, None)
>>> address_of(DocumentType.FEE_LIST, "https://claims.example/u/abc")
'https://claims.example/u/static/sample_fee_list.webp'
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from storage.model.document_type import DocumentType

FOLDER = Path(__file__).with_name("sample_pictures")
_OF_THE_MAINLAND = ("zh-CN", "en")
_PAGE = re.compile(r"(https?://[^\s<>\"']+/u/)[A-Za-z0-9_-]+")


def sample_of(accepts: Iterable[DocumentType], locale: str) -> DocumentType | None:
    """The first of these types that there is a picture of, as papers look where that locale's readers get them."""
    return next((kind for kind in accepts if kind in _shown()), None) if locale in _OF_THE_MAINLAND else None


def file_of(kind: DocumentType) -> str:
    return f"sample_{kind.value}.webp"


def address_of(kind: DocumentType, page: str) -> str | None:
    """Where the picture is served, beside the claim's page; None where the address of the page is not of that form."""
    found = _PAGE.fullmatch(page)
    return f"{found[1]}static/{file_of(kind)}" if found else None


@cache
def _shown() -> frozenset[DocumentType]:
    return frozenset(kind for kind in DocumentType if (FOLDER / file_of(kind)).is_file())
