"""A decoded picture in whatever colours it was stored becomes the reader's: blue, green, red, eight bits each.

What is transparent is white paper. Deep grey is brought to eight bits by its own depth. Source: TIFF 6.0,
PhotometricInterpretation (a grey TIFF may call its highest value black) and BitsPerSample.

>>> blue_green_red(Image.new("CMYK", (2, 1), (0, 255, 255, 0))).tolist()
[[[0, 0, 255], [0, 0, 255]]]
"""

import numpy as np
from PIL import Image

from extractors.page import Pixels

_PHOTOMETRIC, _BITS = 262, 258
_HIGHEST_IS_BLACK = 0


def blue_green_red(image: Image.Image) -> Pixels:
    """The pixels as stored, before any turn."""
    if image.mode.startswith(("I", "F")):
        image = _from_deep(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(image.convert("RGB"))[:, :, ::-1]


def _from_deep(image: Image.Image) -> Image.Image:
    tags = getattr(image, "tag_v2", {})
    bits = tags.get(_BITS, (16,))[0]
    highest = 2 ** (bits if 8 < bits <= 16 else 16) - 1
    grey = np.clip(np.asarray(image, dtype=np.float64) * (255 / highest), 0, 255).astype(np.uint8)
    return Image.fromarray(255 - grey if tags.get(_PHOTOMETRIC) == _HIGHEST_IS_BLACK else grey, "L")
