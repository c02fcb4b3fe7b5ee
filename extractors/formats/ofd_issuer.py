"""The issuer's own data inside an OFD invoice: the XML it attaches, and the custom data beside it.

Older e-invoices attach `original_invoice.xml`; 数电票 put a few fields into the custom data of OFD.xml. Both are
read, the attachment first. Which attachment it is goes by its content, not by its name.
Source: GB/T 33190-2016, 7.4 (document info), 20 (attachments).
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from extractors.formats import einvoice
from extractors.formats.ofd_package import Parts, child, child_text, children
from extractors.page import IssuerRecord
from storage.model.document_type import DocumentType

_MOST_ATTACHMENTS = 40


def issuer_records(parts: Parts, root: ET.Element) -> tuple[IssuerRecord, ...]:
    """One record for each document of the file that carries data of an invoice."""
    entry = parts.find("OFD.xml") or "OFD.xml"
    found = []
    for body in children(root, "DocBody"):
        path = parts.resolve(entry, child_text(body, "DocRoot"))
        record = _record(parts, path, body)
        if record is not None:
            found.append(record)
    return tuple(found)


def _record(parts: Parts, path: str | None, body: ET.Element) -> IssuerRecord | None:
    attached = next(_attached(parts, path), None)
    told = einvoice.labelled_fields(_custom_data(body))
    if attached is not None:
        return IssuerRecord(type=attached.type, fields={**told, **attached.fields})
    if "invoice_number" not in told:
        return None
    return IssuerRecord(type=DocumentType.TAX_INVOICE, fields=told)


def _custom_data(body: ET.Element) -> dict[str, str]:
    pairs = children(child(child(body, "DocInfo"), "CustomDatas"), "CustomData")
    return {
        (one.get("Name") or "").strip(): (one.text or "").strip() for one in pairs if (one.text or "").strip()
    }


def _attached(parts: Parts, path: str | None) -> Iterator[IssuerRecord]:
    for name in _attachments(parts, path):
        root = parts.xml(name)
        record = einvoice.record_of(root) if root is not None else None
        if record is not None:
            yield record


def _attachments(parts: Parts, path: str | None) -> Iterator[str]:
    """Listed attachments first, then whatever else lies in a folder of attachments."""
    seen: list[str] = []
    document = parts.xml(path)
    listing = (
        parts.resolve(path, child_text(document, "Attachments")) if path and document is not None else None
    )
    for one in children(parts.xml(listing), "Attachment"):
        name = parts.resolve(listing or "", child_text(one, "FileLoc"))
        if name is not None:
            seen.append(name)
    seen.extend(name for name in parts.names if "attach" in name.lower() or "original_invoice" in name.lower())
    wanted = [name for name in dict.fromkeys(seen) if name.lower().endswith(".xml")]
    yield from wanted[:_MOST_ATTACHMENTS]
