"""The issuer's own data in a PDF's Info dictionary: 数电票 repeat number, date, sums and tax numbers there.

The keys are those of the issuer's XML. What the dictionary says is worth as much as the text layer, so it has that
source; where the two differ, the merge says so. Source: files of the tax service's platform since 2021.

>>> PdfInfo({"InvoiceNumber": "26312000000012345678", "TotalTaxAm": "0.56"}).record().fields["tax"].value
'0.56'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.formats import einvoice
from extractors.page import IssuerRecord
from storage.model.extraction import Source

_KEYS = (
    "InvoiceNumber",
    "IssueTime",
    "TotalAmWithoutTax",
    "TotalTaxAm",
    "TotalTax-includedAmount",
    "SellerIdNum",
    "SellerName",
    "BuyerIdNum",
    "BuyerName",
)


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """The entries of an Info dictionary that an issuer may have written."""

    entries: Mapping[str, str]

    def record(self) -> IssuerRecord | None:
        """None where there is no invoice number."""
        return einvoice.record_of_names(self.entries, Source.PDF_TEXT)


def issuer_records(document: Any) -> tuple[IssuerRecord, ...]:
    """At most one record of a pypdfium2 document."""
    record = PdfInfo({key: str(document.get_metadata_value(key)).strip() for key in _KEYS}).record()
    return (record,) if record is not None else ()
