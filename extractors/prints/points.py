"""A page without writing by the corners of its picture, each with a descriptor that turning and light leave alone.

The picture is brought to one size first, so that its scale does not count. By a share of the descriptors' parts, always
the same one, it is looked for among very many.

>>> pixels = np.random.default_rng(1).integers(0, 255, (30, 40, 3)).astype(np.uint8).repeat(16, 0).repeat(16, 1)
>>> found = points_of(pixels)
>>> len(found) // POINT_BYTES, points_of(np.full((90, 90, 3), 255, np.uint8))
(128, b'')
"""

import hashlib

import cv2
import numpy as np

from extractors.page import Pixels
from storage.model.print import MOST_POINTS, MOST_TELLING, POINT_BYTES

_EDGE, _LEAST = 512, 48
"""The longer edge that the picture is brought to, and the least that the shorter one may then have."""
_PART = 3
_SHARE = 10
"""One in so many parts is kept: some 120 of a picture."""


def points_of(pixels: Pixels) -> bytes:
    """The strongest points; empty where the picture shows nothing, or is a sliver."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    scale = _EDGE / max(gray.shape)
    size = round(gray.shape[1] * scale), round(gray.shape[0] * scale)
    if min(size) < _LEAST:
        return b""
    small = cv2.GaussianBlur(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), (0, 0), 1.0)
    even = cv2.normalize(small, small, 0, 255, cv2.NORM_MINMAX)
    finder = cv2.ORB.create(nfeatures=MOST_POINTS, fastThreshold=5, edgeThreshold=20)
    found, described = finder.compute(even, finder.detect(even))
    if not found:
        return b""
    places = [np.round(point.pt).astype("<u2").tobytes() for point in found]
    rows = zip(places, described, strict=True)
    return b"".join(place + row.tobytes() for place, row in rows)[: POINT_BYTES * MOST_POINTS]


def telling_of(points: bytes) -> tuple[int, ...]:
    """Hashes of 48 bits of parts of the descriptors: a part that is the same in two pictures is kept of both or none."""
    kept: set[int] = set()
    for start in range(0, len(points), POINT_BYTES):
        row = points[start + 4 : start + POINT_BYTES]
        for at in range(0, len(row) - _PART + 1, _PART):
            digest = hashlib.sha256(bytes([at]) + row[at : at + _PART]).digest()
            if digest[6] % _SHARE == 0:
                kept.add(int.from_bytes(digest[:6], "big"))
    return tuple(sorted(kept)[:MOST_TELLING])
