"""How well the print of an OFD is read, held against the issuer's own XML inside it.

`python -m tests.bench.ofd_print FOLDER` reads every .ofd below FOLDER from its printed words alone and scores the
fields and the goods lines against the XML that the same file carries. Files without XML are said.
"""

import sys
from pathlib import Path
from typing import Any, NoReturn

from extractors import registry
from extractors.formats.decode import decode
from extractors.formats.decoded import PageDamage
from extractors.limits import Limits
from extractors.page import DecodedPage, ReadPage
from extractors.read_page import EngineSource, read_page
from intake.measure.evaluate import values
from intake.measure.score import Tally, compare
from storage.model.document import Document
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields


def main(folder: Path) -> None:
    fields, cells = Tally(), Tally()
    for path in sorted(folder.rglob("*.ofd")):
        printed, issued = _both(path.read_bytes())
        if not issued:
            print(f"{path.name}: no XML inside, not counted")
            continue
        issued_fields = {name: cell for name, cell in _truth(issued).items() if name != "items"}
        fields += compare(issued_fields, {k: v for k, v in _read(printed).items() if k in issued_fields})
        cells += compare({"items": _truth(issued).get("items", [])}, {"items": _read(printed).get("items", [])})
    for name, tally in (("fields", fields), ("item cells", cells)):
        print(f"{name}: {tally.labelled}, precision {tally.precision:.4f}, recall {tally.recall:.4f}")


def _both(content: bytes) -> tuple[Fields, Fields]:
    decoded = decode(content, Limits.default())
    pages = [_page(page) for page in decoded.pages if not isinstance(page, PageDamage)]
    issued: Fields = decoded.issuer[0].fields if decoded.issuer else {}
    return registry.extract(DocumentType.TAX_INVOICE, pages), issued


def _page(page: DecodedPage) -> ReadPage:
    return read_page(page, EngineSource(_no_engine))


def _no_engine() -> NoReturn:
    raise SystemExit("an OFD page without text needs the engine; this bench reads printed words only")


def _read(fields: Fields) -> dict[str, object]:
    return values(Document(id="f1.d1", type=DocumentType.TAX_INVOICE, confidence=1.0, pages=(), fields=fields))


def _truth(fields: Fields) -> dict[str, object]:
    """The issuer's values without their grades."""
    return {name: _bare(cell) for name, cell in _read(fields).items()}


def _bare(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return cell[0]
    return [{name: value[0] for name, value in row.items()} for row in cell]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
