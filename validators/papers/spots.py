"""Where on a page something lies, as people say it: one of nine places of the picture as it was sent.

>>> from storage.model.document import Page
>>> spot_of(Box(700, 900, 950, 960), Page(page=1, width=1000, height=1000))
'bottom_right'
>>> spot_of(Box(40, 480, 960, 520), Page(page=1, width=1000, height=1000))
'middle'
"""

from storage.model.document import Page
from storage.model.extraction import Box

_ACROSS, _DOWN = ("left", "", "right"), ("top", "", "bottom")


def spot_of(box: Box, page: Page) -> str:
    """The third of the height and the third of the width that the box's middle lies in: a key of the wording."""
    across = _third((box.x0 + box.x1) / 2, page.width, _ACROSS)
    down = _third((box.y0 + box.y1) / 2, page.height, _DOWN)
    return "_".join(part for part in (down, across) if part) or "middle"


def _third(at: float, size: int, names: tuple[str, str, str]) -> str:
    return names[min(2, max(0, int(3 * at / max(1, size))))]
