"""Whether a paper of several pages bears a seal: on any page yes, on all of them no, else undecidable.

>>> stamped([]).value is None
True
"""

from collections.abc import Sequence

from extractors.page import ReadPage
from extractors.picture.seal import is_stamped
from storage.model.extraction import Field, Grade, Source

_CONFIDENCE = 0.9


def stamped(pages: Sequence[ReadPage]) -> Field:
    """The field `stamped`: always there, unread where no page can tell."""
    seen = [is_stamped(page.pixels) for page in pages]
    value = True if True in seen else (False if seen and all(one is False for one in seen) else None)
    return Field(
        value=value,
        raw="",
        confidence=_CONFIDENCE,
        grade=Grade.UNREAD if value is None else Grade.AUTO,
        source=Source.OCR,
        page=pages[0].number if pages else 1,
        box=None,
    )
