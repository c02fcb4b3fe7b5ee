"""Whether a paper of several pages bears a seal: on any page yes, on all of them no, else undecidable.

"No" sends a family back to the hospital. So it also needs the paper's foot in the picture, where seals stand, and no
ink that the text does not explain: a copied seal has no colour.

>>> stamped([]).value is None
True
"""

from collections.abc import Sequence

from extractors.page import ReadPage
from extractors.picture.nothing_else import shows_foot, shows_no_more
from extractors.picture.seal import is_stamped
from storage.model.extraction import Field, Grade, Source

_CONFIDENCE = 0.9


def stamped(pages: Sequence[ReadPage]) -> Field:
    """The field `stamped`: always there, unread where no page can tell."""
    value = _verdict(pages)
    return Field(
        value=value,
        raw="",
        confidence=_CONFIDENCE,
        grade=Grade.UNREAD if value is None else Grade.AUTO,
        source=Source.OCR,
        page=pages[0].number if pages else 1,
        box=None,
    )


def _verdict(pages: Sequence[ReadPage]) -> bool | None:
    seen = [is_stamped(page.pixels) for page in pages]
    if True in seen:
        return True
    is_bare = bool(seen) and all(one is False for one in seen)
    has_foot = is_bare and any(shows_foot(page) for page in pages)
    return False if has_foot and all(shows_no_more(page) for page in pages) else None
