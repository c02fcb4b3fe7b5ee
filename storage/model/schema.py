"""The fields of each document type, spelled as outsiders see them.

`name[]` is a list, `name[a, b]` a table with those columns.

>>> fields_by_type()[DocumentType.BANK_CARD]
('bank_name', 'card_number', 'card_kind', 'holder_name')
>>> columns("items[name, quantity]")
('name', 'quantity')
"""

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType

from storage.model.document_type import DocumentType


def columns(spec: str) -> tuple[str, ...]:
    """The columns of a table field; empty for any other."""
    inside = spec.partition("[")[2].rstrip("]")
    return tuple(part.strip() for part in inside.split(",") if part.strip())


def name_of(spec: str) -> str:
    """The field's bare name.

    >>> name_of("diagnoses[]")
    'diagnoses'
    """
    return spec.partition("[")[0]


@cache
def fields_by_type() -> MappingProxyType[DocumentType, tuple[str, ...]]:
    text = resources.files("storage.model").joinpath("schema.toml").read_text("utf-8")
    return MappingProxyType(
        {DocumentType(code): tuple(specs) for code, specs in tomllib.loads(text)["fields"].items()}
    )
