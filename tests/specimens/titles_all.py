"""Every made-up paper and picture that is recognised by its title or layout alone, by type and layout.

>>> sorted(TITLE_LAYOUTS[DocumentType.RX])
['look-0', 'look-1', 'look-2']
"""

from storage.model.document_type import DocumentType
from tests.specimens.titles import Drawing, Layout, layouts
from tests.specimens.titles_bills import BILLS
from tests.specimens.titles_events import EVENTS
from tests.specimens.titles_family import FAMILY
from tests.specimens.titles_hospital import HOSPITAL
from tests.specimens.titles_identity import IDENTITY
from tests.specimens.titles_pictures import PICTURES
from tests.specimens.titles_slips import SLIPS

DRAWINGS: dict[DocumentType, dict[str, Drawing]] = {
    **IDENTITY,
    **FAMILY,
    **HOSPITAL,
    **BILLS,
    **SLIPS,
    **EVENTS,
}
"""Papers whose drafts know their lines, so that they can be tested without an OCR engine."""

TITLE_LAYOUTS: dict[DocumentType, dict[str, Layout]] = {
    **{type: layouts(type, drawings) for type, drawings in DRAWINGS.items()},
    **PICTURES,
}
"""The same papers as specimens with pixels, and the pictures that are no papers."""
